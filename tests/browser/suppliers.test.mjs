// Suppliers: a new one, its licences, and whether it may be ordered from.
import assert from 'node:assert/strict'
import { choose, fill_day, refused, saved, send } from './support/form.mjs'
import { barriers_of, is_mock, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'

const skip = { skip: is_mock && 'the mock has no licences' }
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

scenario('a supplier is begun, its licence is about to end, and the first page says so', async (page) => {
  const code = `N${Date.now() % 1_000_000}`
  await sign_in(page)
  await page.goto('/suppliers')
  await page.click('[data-test=new-supplier]')
  await page.fill('#new-code', 'S0001')
  await page.fill('#new-name', '青山试验医药有限公司')
  await send(page)
  await refused(page) // the code is taken
  await page.fill('#new-code', code)
  await send(page)
  await saved(page)
  await page.goto(`/suppliers?supplier=${code}`)
  await page.getByRole('tab', { name: '证照' }).click()
  await page.click('[data-test=new-licence]')
  await choose(page, '#new-kind', '药品经营许可证')
  await page.fill('#new-licence_no', '冀AA000001')
  await fill_day(page, '#new-valid_from', day(-300))
  await fill_day(page, '#new-expires_on', day(5))
  await send(page)
  await page.locator('.plain-list li', { hasText: '冀AA000001' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await page.goto('/')
  await page.locator('[data-test=attention] a', { hasText: code }).click()
  await page.waitForURL(`**/suppliers?*${code}*`)
}, skip)

scenario('a supplier is suspended with a reason, and reinstated', async (page) => {
  await sign_in(page)
  await page.goto('/suppliers?supplier=S0003')
  for (const [action, other] of [['suspend', 'reinstate'], ['reinstate', 'suspend']]) {
    await page.click(`[data-test=${action}]`)
    await page.fill('.el-dialog:visible #new-reason', '质量公告')
    await send(page)
    await page.waitForSelector(`[data-test=${other}]`)
  }
}, skip)
