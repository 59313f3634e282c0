// Pictures of every page for people to look at: node tests/browser/screenshots.mjs FOLDER [desktop|phone] [zh|en] [light|dark]
import { mkdirSync } from 'node:fs'
import { open_browser, sign_in, speak } from './support/visitor.mjs'

const [folder = 'build/screenshots', window_name = 'desktop', language = 'zh', appearance = 'light'] = process.argv.slice(2)
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const paths = ['/sign-in', '/', '/catalogue', '/catalogue?item=X0001', '/suppliers', '/members', '/exchange', '/users', '/audit', '/account']

mkdirSync(folder, { recursive: true })
const house = await open_browser()
const page = await house.visit()
await page.setViewportSize(sizes[window_name])
await page.emulateMedia({ colorScheme: appearance })
await page.goto('/sign-in')
await page.waitForSelector('#user_name')
await speak(page, language)
for (const path of paths) {
  if (path === '/') await sign_in(page)
  await page.goto(path)
  await page.waitForSelector('h1')
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(500)
  const name = path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'overview'
  await page.screenshot({ path: `${folder}/${window_name}-${language}-${appearance}-${name}.png` })
}
console.log(page.complaints.join('\n') || `no complaint; see ${folder}`)
await house.close()
