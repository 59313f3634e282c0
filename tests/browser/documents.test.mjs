// The documents of a cycle, and who is shown which.
import assert from 'node:assert/strict'
import { barriers_of, is_mock, member, sign_in, supplier } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { at_rest, becomes, escape, forgive, shows_none } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no documents' }
const shows_lists = (page, names) => becomes(() => page.locator('.tools .el-radio-button').allInnerTexts(), names)

scenario('a supplier sees its own orders with their lines, and nobody else\'s', async (page) => {
  await sign_in(page, supplier)
  await page.goto('/documents')
  await page.waitForSelector('.el-table-v2__row')
  await shows_lists(page, ['采购订单', '入库单', '供应商对账'])
  await at_rest(page)
  const rows = await page.locator('.el-table-v2__row').allInnerTexts()
  assert.ok(rows.length > 0 && rows.every((row) => row.includes('S0002')), rows.join('|'))
  await at_rest(page)
  await page.locator('.el-table-v2__row button').first().click()
  await page.waitForSelector('[data-test=lines] .el-table__row')
  assert.deepEqual(await barriers_of(page), [])
}, skip)

scenario('a township sees what it was sent and what it lacks', async (page) => {
  await sign_in(page, member)
  await page.goto('/documents')
  await page.waitForSelector('.el-table-v2__row')
  await shows_lists(page, ['配送单', '缺货', '成员对账'])
  await at_rest(page)
  await page.locator('.el-table-v2__row button').first().click()
  await page.waitForSelector('[data-test=lines] .el-table__row')
  await escape(page)
  await page.click('[data-test=list-shortages]')
  await page.waitForSelector('.long-table[aria-label=缺货] .el-table-v2__row')
}, skip)

scenario('what cannot be read says so in place, and is tried again', async (page) => {
  let refused = 0
  await page.route('**/api/v1/orders?*', (route) => (++refused === 1 ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'x', status: 503, code: 'busy', detail: '数据库暂时不可用', request_id: '1' }) }) : route.continue()))
  await sign_in(page)
  await page.goto('/documents?list=orders')
  await page.locator('[data-test=problem]', { hasText: '数据库暂时不可用' }).waitFor()
  await page.click('[data-test=retry]')
  await page.waitForSelector('.el-table-v2__row')
  await shows_none(page, '[data-test=problem]')
  forgive(page, '503')
}, skip)
