// Pictures of every page for people to look at, each taken as somebody whose duty it is:
// node tests/browser/screenshots.mjs FOLDER [desktop|phone] [zh|en] [light|dark] [part of a name]
import { mkdirSync } from 'node:fs'
import { open_browser, sign_in, speak } from './support/visitor.mjs'
import { rounds, windows } from './support/rounds.mjs'

const [folder = 'build/screenshots', window_name = 'desktop', language = 'zh', appearance = 'light', part = ''] = process.argv.slice(2)

mkdirSync(folder, { recursive: true })
const house = await open_browser()
const page = await house.visit()
await page.setViewportSize(windows[window_name])
await page.emulateMedia({ colorScheme: appearance })
await page.goto('/sign-in')
await page.waitForSelector('#user_name')
await speak(page, language)

async function take(name) {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(500) // what moves has come to rest
  await page.screenshot({ path: `${folder}/${window_name}-${language}-${appearance}-${name}.png` })
}
const name_of = (path) => path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'overview'

if ('sign-in'.includes(part)) await take('sign-in')
for (const { who, paths } of rounds) {
  const wanted = paths.filter((path) => name_of(path).includes(part))
  if (wanted.length === 0) continue
  await sign_in(page, who)
  for (const path of wanted) {
    await page.goto(path)
    await page.waitForSelector('h1')
    await take(name_of(path))
  }
}
console.log(page.complaints.join('\n') || `no complaint; see ${folder}`)
await house.close()
