// What a supplier's account does: answers its orders in time, takes them home, announces what it sends.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { choose, error_of, saved, send } from './support/form.mjs'
import { open_line } from './support/goods.mjs'
import { ask } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { barriers_of, is_mock, orders, receiver, sign_in, supplier } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { eventually, holds_value, shows_none } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no suppliers’ accounts' }
const in_state = (page, text) => page.locator('[data-test=state]', { hasText: text }).waitFor()
async function open_order(page, number) {
  await page.goto(`/supplier-orders?order=${number}`)
  await page.waitForSelector('[data-test=supplier-order] [data-test=state]')
}

scenario('a supplier is offered its own pages, and its order as PDF, table and UBL before it confirms', async (page) => {
  await sign_in(page, supplier)
  await page.goto('/')
  const offered = await eventually(() => page.locator('.navigation__link').allInnerTexts(), (names) => assert.ok(names.length > 0))
  for (const name of ['我的订单', '发货通知', '收货与验收', '退货', '发票核对']) assert.ok(offered.some((one) => one.includes(name)), name)
  for (const name of ['请领', '审批', '预算', '用户与角色']) assert.ok(!offered.some((one) => one.trim() === name), name)
  await page.goto('/supplier-orders')
  await page.getByRole('button', { name: orders.to_confirm, exact: true }).click()
  await page.locator('[data-test=answer-due]', { hasText: '小时' }).waitFor()
  for (const [format, start] of [['pdf', '%PDF'], ['csv', ''], ['ubl', '<?xml']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-test=download-${format}]`)])
    const content = await readFile(await download.path(), 'utf8')
    assert.ok(content.length > 100 && content.startsWith(start), format)
  }
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=confirm]')
  await send(page)
  await in_state(page, '已接单')
  const { value } = await ask(page, 'GET', `/orders/${orders.to_confirm}`)
  assert.equal(value.state, 'confirmed')
  await shows_none(page, '[data-test=decline]')
}, skip)

scenario('an order is declined with a reason, on a phone', async (page) => {
  await page.setViewportSize(windows.phone)
  await sign_in(page, supplier)
  await open_order(page, orders.to_decline)
  await page.click('[data-test=decline]')
  await send(page)
  await error_of(page, '#new-reason_code')
  await choose(page, '#new-reason_code', '缺货')
  await page.fill('#new-note', '下月到货')
  assert.deepEqual(await barriers_of(page), [])
  await send(page)
  await in_state(page, '已拒单')
  await page.getByText('下月到货').waitFor()
}, skip)

async function announce(page, number, lot) {
  await open_order(page, orders.to_announce)
  await page.click('[data-test=announce-goods]')
  await page.locator('[data-test=goods-line]').first().waitFor()
  await page.fill('#notice_no', number)
  await page.click('[data-test=take-expected]')
  await page.click('[data-test=announce]')
  await page.locator('.goods__line.is-at-fault').first().waitFor() // the lots are wanted
  for (const line of await page.locator('[data-test=goods-line]').all()) {
    const year = new Date().getFullYear() + 2
    await open_line(line)
    await line.locator('input[id^=lot-]').fill(lot)
    await line.locator('input[id^=expires_on-]').fill(`${year}1231`)
    await page.keyboard.press('Tab')
    await holds_value(line.locator('input[id^=expires_on-]'), `${year}-12-31`)
  }
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=announce]')
  await page.waitForSelector('[data-test=notice] [data-test=state]')
}

scenario('what is sent is announced with its lots, taken back, announced anew, and received by that notice', async (page) => {
  await sign_in(page, supplier)
  await announce(page, 'FH-1', 'E1')
  await page.click('[data-test=withdraw]')
  await page.locator('.el-popconfirm:visible .el-button--primary').click()
  await in_state(page, '已撤回')
  await saved(page)
  await announce(page, 'FH-2', 'E2')
  await in_state(page, '在途')
  await page.setViewportSize(windows.phone)
  await sign_in(page, receiver)
  await page.goto('/notices')
  await page.getByRole('button', { name: 'FH-2', exact: true }).click()
  await page.click('[data-test=receive]')
  await page.locator('[data-test=goods-line]').first().waitFor()
  await page.locator('[data-test=scan]').pressSequentially('e2')
  await page.keyboard.press('Enter')
  await page.locator('.goods__line.is-counted').waitFor() // a lot's number counts its line
  await page.click('[data-test=take-expected]')
  await page.fill('#delivery_note_no', 'SH-9')
  await page.locator('[data-test=difference]', { hasText: '少' }).waitFor()
  await page.click('[data-test=record-delivery]')
  await in_state(page, '待验收')
  const { notices } = (await ask(page, 'GET', `/notices?order_no=${orders.to_announce}`)).value
  assert.deepEqual(notices.map(({ notice_no, state }) => [notice_no, state]).sort(), [['FH-1', 'withdrawn'], ['FH-2', 'arrived']])
}, skip)
