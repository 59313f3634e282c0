// What the state publishes, and which items a village, a township and the county may use.
import assert from 'node:assert/strict'
import { fill_day, refused, saved, send } from './support/form.mjs'
import { barriers_of, is_mock, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'

const skip = { skip: is_mock && 'the mock has no releases' }
// The second row names no item; the third has the letter O where a digit belongs.
const release_file = `code,name,form,strength,pack_size,approval_no
XR05CBA198A001010100863,阿莫西林,胶囊剂,0.25g,24,
XA02BCA001A001010100864,无名,胶囊剂,1g,6,
XRO5CBA198A001010100869,看错了,胶囊剂,1g,6,
`

scenario('an item is taken into a formulary with a reason; an unknown code is refused', async (page) => {
  await sign_in(page)
  await page.goto('/formularies')
  await page.waitForSelector('[data-test=add]')
  await page.click('[data-test=tier-county]')
  await page.click('[data-test=add]')
  await page.fill('#new-item_codes', 'NOSUCH')
  await page.fill('#new-reason', '县级常用')
  await send(page)
  await refused(page)
  await page.fill('#new-item_codes', 'X0010')
  await send(page)
  await saved(page)
  await page.fill('[data-test=search]', 'X0010')
  await page.locator('.el-table-v2__row', { hasText: 'X0010' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
}, skip)

scenario('a published file is taken in, its faulty rows say why, and items are proposed', async (page) => {
  await sign_in(page)
  await page.goto('/releases')
  await page.click('[data-test=take-in]')
  await page.fill('#release_batch', `B${Date.now() % 100_000}`)
  await fill_day(page, '#released_on', '2026-11-01')
  await page.setInputFiles('#release_file', { name: 'release.csv', mimeType: 'text/csv', buffer: Buffer.from(release_file) })
  await send(page)
  await saved(page)
  await page.locator('.el-table-v2__row button').first().click()
  await page.locator('.release-row .release-row__reason').first().waitFor()
  await page.click('[data-test=propose]')
  await saved(page)
  assert.deepEqual(await barriers_of(page), [])
}, skip)
