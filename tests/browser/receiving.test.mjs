// Goods come: scanned on a phone, inspected by somebody else, refused with a reason, sent back, sent on.
import assert from 'node:assert/strict'
import { choose, error_of, saved, send } from './support/form.mjs'
import { open_line } from './support/goods.mjs'
import { ask } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { administrator, barriers_of, inspector, is_mock, orders, receiver, second_inspector, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { eventually, holds_value, shows_count, shows_none } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no deliveries' }
const gtin = '06901234567892' // of the first item of these orders
const year = new Date().getFullYear()
const expires_on = `${year + 2}-12-31`
const expiry_scanned = `${String(year + 2).slice(2)}1231`

/** As a scanner does: fast, and Enter at the end. */
async function scan(page, code) {
  await page.locator('[data-test=scan]').pressSequentially(code)
  await page.keyboard.press('Enter')
}
const outcome = (page, text) => page.locator('[data-test=scan-outcome]', { hasText: text }).waitFor()
const line_of = (page, item) => page.locator(`[data-test=goods-line][data-item="${item}"]`)
const counts = (line, count) => holds_value(line.locator('.el-input-number input'), String(count))
const in_state = (page, text) => page.locator('[data-test=state]', { hasText: text }).waitFor()
async function begin_delivery(page, order_no) {
  await page.goto('/receiving')
  await page.click('[data-test=new-delivery]')
  await choose(page, '#against', order_no)
  await page.click('[data-test=begin-delivery]')
  await page.locator('[data-test=goods-line]').first().waitFor()
  return (await ask(page, 'GET', `/orders/${order_no}`)).value.lines
}
async function fill_line(page, item, { lot, coldest, warmest }) {
  const line = line_of(page, item)
  await open_line(line)
  await line.locator('input[id^=lot-]').fill(lot)
  await line.locator('input[id^=expires_on-]').fill(expires_on.replaceAll('-', ''))
  if (coldest) await line.locator('input[id^=coldest-]').fill(coldest)
  if (warmest) await line.locator('input[id^=warmest-]').fill(warmest)
  await page.keyboard.press('Tab')
  await holds_value(line.locator('input[id^=expires_on-]'), expires_on)
}

scenario('what came is scanned on a phone: each code counts a pack, an unknown one says so, nothing is lost', async (page) => {
  await page.setViewportSize(windows.phone)
  await sign_in(page, receiver)
  const lines = await begin_delivery(page, orders.to_scan)
  const [first, second] = lines
  const [one, other] = [line_of(page, first.item_code), line_of(page, second.item_code)]

  await scan(page, second.item_code.toLowerCase())
  await outcome(page, String(second.pack_size))
  await counts(other, second.pack_size)
  await page.waitForSelector(`[data-test=goods-line][data-item="${second.item_code}"].is-current`)

  await scan(page, '6901234567899') // its check digit is wrong
  await page.waitForSelector('.scan__outcome--unknown')
  await scan(page, 'NOTHING-AT-ALL')
  await outcome(page, '没有这个码')
  await counts(other, second.pack_size)

  // Three packs of a lot, faster than anything is answered.
  for (let pack = 0; pack < 3; ++pack) await scan(page, `(01)${gtin}(17)${expiry_scanned}(10)A77`)
  await counts(one.first(), 3 * first.pack_size)
  await holds_value(one.locator('input[id^=lot-]'), 'A77')
  await holds_value(one.locator('input[id^=expires_on-]'), expires_on)
  // Another lot of the same item is a line of its own.
  await scan(page, `(01)${gtin}(17)${expiry_scanned}(10)B78`)
  await shows_count(one, 2)
  await one.locator('[data-test=difference]', { hasText: '少' }).first().waitFor()
  assert.deepEqual(await barriers_of(page), [])

  await page.click('[data-test=record-delivery]')
  await error_of(page, '#delivery_note_no')
  await page.fill('#delivery_note_no', 'SH-1')
  await page.click('[data-test=record-delivery]')
  await other.locator('.el-form-item.is-error').first().waitFor() // a lot is wanted
  await fill_line(page, second.item_code, { lot: 'C1' })
  await page.click('[data-test=record-delivery]')
  await in_state(page, '待验收')
  const number = new URL(page.url()).searchParams.get('delivery')
  const { value } = await ask(page, 'GET', `/deliveries/${number}`)
  assert.deepEqual(value.lines.map((line) => [line.item_code, line.lot, line.expires_on, line.quantity]).sort(), [
    [first.item_code, 'A77', expires_on, 3 * first.pack_size], [first.item_code, 'B78', expires_on, first.pack_size],
    [second.item_code, 'C1', expires_on, second.pack_size],
  ].sort())
  assert.deepEqual(await barriers_of(page), [])
}, skip)

scenario('cold goods want their temperatures, and the order may not be opened by a delivery note twice', async (page) => {
  await sign_in(page, receiver)
  const lines = await begin_delivery(page, orders.to_receive)
  await page.click('[data-test=take-expected]')
  await page.fill('#delivery_note_no', 'SH-2')
  for (const { item_code } of lines) await fill_line(page, item_code, { lot: 'L1' })
  await page.click('[data-test=record-delivery]')
  await page.waitForSelector('.goods__line.is-at-fault .el-form-item.is-error:has(input[id^=coldest-])')
  await page.fill('#way-coldest', '2.5')
  await page.fill('#way-warmest', '7.9')
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=record-delivery]')
  await in_state(page, '待验收')
  const { value } = await ask(page, 'GET', `/deliveries/${new URL(page.url()).searchParams.get('delivery')}`)
  assert.ok(value.lines.every((line) => line.coldest_tenths === 25 && line.warmest_tenths === 79))
  await begin_delivery(page, orders.to_receive)
  await page.click('[data-test=take-expected]')
  await page.fill('#delivery_note_no', 'SH-2')
  await page.fill('#way-coldest', '3')
  await page.fill('#way-warmest', '4')
  for (const { item_code } of lines) await fill_line(page, item_code, { lot: 'L1' })
  await page.click('[data-test=record-delivery]')
  await page.locator('[data-test=refusal]', { hasText: 'SH-2' }).waitFor()
}, skip)

scenario('another person inspects, refuses some with a reason, and the deviation is resolved by one and closed by another', async (page) => {
  await sign_in(page, receiver)
  const lines = await begin_delivery(page, orders.to_deviate)
  await page.click('[data-test=take-expected]')
  await page.fill('#delivery_note_no', 'SH-3')
  for (const { item_code } of lines) await fill_line(page, item_code, { lot: 'D1' })
  await page.click('[data-test=record-delivery]')
  await in_state(page, '待验收')
  const number = new URL(page.url()).searchParams.get('delivery')
  await shows_none(page, '[data-test=inspect]')

  await sign_in(page, inspector)
  await page.goto('/receiving')
  await page.getByRole('button', { name: number, exact: true }).click()
  const line = page.locator('[data-test=inspection-line]').first()
  const accepted = line.locator('.inspection__quantity input')
  const whole = Number(await eventually(() => accepted.inputValue(), (count) => assert.match(count, /^[1-9]\d*$/)))
  await accepted.fill(String(whole - 5))
  await page.keyboard.press('Tab')
  await page.click('[data-test=inspect]')
  await line.locator('[data-test=line-fault]').waitFor() // why?
  await line.locator('.el-select__wrapper').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: '破损' }).click()
  await line.locator('.inspection__evidence input').fill('外箱压坏')
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=inspect]')
  await in_state(page, '有不合格')
  const deviation = page.locator('[data-test=deviation]')
  await deviation.filter({ hasText: '外箱压坏' }).waitFor()
  await page.click('[data-test=resolve]')
  await choose(page, '#new-resolution', '退回供应商')
  await page.fill('#new-note', '随车带回')
  await send(page)
  await saved(page)
  await page.getByText('待另一人确认办结').waitFor()
  assert.deepEqual(await barriers_of(page), [])

  await page.setViewportSize(windows.phone)
  await sign_in(page, second_inspector)
  await page.goto('/receiving?part=deviations')
  await page.click('[data-test=deviation-resolved]')
  await page.locator('.long-table .el-button.long-cell').first().click()
  await page.click('.el-drawer [data-test=close]')
  await page.locator('.el-drawer [data-test=deviation]', { hasText: '已办结' }).waitFor()
  await page.click('[data-test=open-delivery]')
  await in_state(page, '已办结')
}, skip)

scenario('some of a receipt goes back to its supplier, and the rest is sent to the members that asked for it', async (page) => {
  await sign_in(page, administrator)
  const { deliveries } = (await ask(page, 'GET', `/deliveries?order_no=${orders.to_deviate}`)).value
  await page.goto(`/receiving?delivery=${deliveries[0].delivery_no}`)
  await page.click('[data-test=return-goods]')
  await page.fill('#reason', '发现批号有误')
  await page.locator('[data-test=receipt-line] input').first().fill('7')
  await page.keyboard.press('Tab')
  await page.click('[data-test=create-return]')
  await in_state(page, '待发出')
  await page.locator('[data-test=return-lines] li').first().waitFor()
  assert.deepEqual(await barriers_of(page), [])
  const number = new URL(page.url()).searchParams.get('return')
  await sign_in(page, second_inspector) // who dispatches goods, too
  await page.goto('/returns')
  await page.getByRole('button', { name: number, exact: true }).click()
  await page.click('[data-test=send-return]')
  await in_state(page, '已发出')
  await sign_in(page, administrator)
  await page.goto('/receiving')
  await page.click('[data-test=dispatch]')
  await page.click('[data-test=do-dispatch]')
  await page.waitForSelector('[data-test=dispatched]')
  assert.deepEqual(await barriers_of(page), [])
}, skip)
