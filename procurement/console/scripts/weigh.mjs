// What a browser loads before it shows the sign-in page, the shell and the first page, as it
// travels (gzip). Prints the bytes, and the files; `npm run weigh [BUILT FOLDER]`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const built = process.argv[2] ?? fileURLToPath(new URL('../../../build/console', import.meta.url))
const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8'))
const first_pages = /(SignInPage|AppShell|OverviewPage)\.vue$/
const wanted = Object.keys(manifest).filter((name) => manifest[name].isEntry || first_pages.test(name))
const files = new Set(['index.html'])
for (const name of wanted) { // grows while it is walked
  const { file, css = [], imports = [] } = manifest[name]
  for (const one of [file, ...css]) files.add(one)
  for (const one of imports) if (!wanted.includes(one)) wanted.push(one)
}
const weights = [...files].map((name) => [gzipSync(readFileSync(join(built, name))).length, name])
weights.sort(([one], [other]) => other - one)
for (const [bytes, name] of weights) console.log(String(bytes).padStart(9), name)
console.log(String(weights.reduce((sum, [bytes]) => sum + bytes, 0)).padStart(9), 'bytes in all')
