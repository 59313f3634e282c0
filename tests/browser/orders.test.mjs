// What the purchasing centre does: requisitions become orders, each figure explained; the orders are approved by
// another, sent, changed and followed up.
import assert from 'node:assert/strict'
import { choose, saved, send } from './support/form.mjs'
import { ask } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { administrator, barriers_of, is_mock, judge, orders, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { at_rest, escape, shows_count, shows_none, shows_text } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no daily purchase' }
const in_state = (page, text) => page.locator('[data-test=state]', { hasText: text }).waitFor()
const orders_of = async (page) => (await ask(page, 'GET', `/orders?period=${orders.period}&limit=1000`)).value.orders

async function preview(page) {
  await page.goto('/consolidations')
  await page.click('[data-test=new-consolidation]')
  await page.waitForSelector('[data-test=preview]')
  await page.click('[data-test=preview]')
  await page.waitForSelector('[data-test=summary]')
}

scenario('requisitions are consolidated with every figure explained, taken back, and made into an order', async (page) => {
  await sign_in(page, administrator)
  const before = await orders_of(page)
  await preview(page)
  assert.equal((await orders_of(page)).length, before.length, 'a preview writes nothing')
  const first = page.locator('.el-table-v2__row .el-button').first()
  const item = (await first.innerText()).split(' · ')[0] // the code, with or without its name
  await first.click()
  const explained = page.locator('[data-test=explained]')
  await explained.waitFor()
  await shows_text(explained, /可用库存[\s\S]*净需求[\s\S]*最低价/)
  await shows_count(explained.locator('[data-test=explained-line]'), 1)
  assert.deepEqual(await barriers_of(page), [])
  // Another number of packs than the rules say: refused without a reason, kept with one.
  await page.click('[data-test=override]')
  await choose(page, '#new-supplier_code', 'S0002')
  await page.fill('#new-packs', '40')
  await page.keyboard.press('Tab')
  await send(page)
  await page.waitForSelector('.el-form-item.is-error')
  await choose(page, '#new-reason_code', '临床需要')
  await page.fill('#new-note', '备足半月')
  await send(page)
  await page.locator('[data-test=overrides]', { hasText: item }).waitFor()
  await shows_count(page.locator('.el-dialog:visible'), 0)
  await at_rest(page)
  if (await page.locator('.el-drawer:visible').count()) await escape(page)

  await page.click('[data-test=make]')
  await page.waitForSelector('[data-test=consolidation] [data-test=orders]')
  const { value } = await ask(page, 'GET', `/consolidations/${new URL(page.url()).searchParams.get('consolidation')}`)
  assert.deepEqual(value.requisitions.map((one) => one.requisition_no ?? one).sort(), [...orders.to_consolidate].sort())
  assert.equal(value.items.find(({ item_code }) => item_code === item).lines[0].packs, 40)
  assert.deepEqual(value.orders.map(({ state }) => state), ['drafted'])
  assert.deepEqual(await barriers_of(page), [])

  // Another approves them all at once; as long as none is sent, all of it can be taken back.
  const first_number = new URL(page.url()).searchParams.get('consolidation')
  await shows_none(page, '[data-test=approve-all]', 'not by whoever made it')
  await sign_in(page, judge)
  await page.goto(`/consolidations?consolidation=${first_number}`)
  await page.click('[data-test=approve-all]')
  await page.locator('[data-test=orders] li', { hasText: '已审批' }).first().waitFor()
  await shows_none(page, '[data-test=orders] li:not(:has-text("已审批"))')
  const { orders: approved } = (await ask(page, 'GET', `/consolidations/${first_number}`)).value
  assert.deepEqual(approved.map(({ state }) => state), ['approved'])
  await shows_none(page, '[data-test=place-all]', 'not by whoever approves')
  await sign_in(page, administrator)
  await page.goto(`/consolidations?consolidation=${first_number}`)

  await page.click('[data-test=undo]')
  await page.fill('#new-reason', '再想想')
  await send(page)
  await in_state(page, '已撤销')
  assert.equal((await ask(page, 'GET', `/requisitions/${orders.to_consolidate[0]}`)).value.state, 'approved')

  await preview(page)
  await page.click('[data-test=make]')
  await page.waitForSelector('[data-test=consolidation] [data-test=orders] a')
  const consolidation = new URL(page.url()).searchParams.get('consolidation')
  await shows_none(page, '[data-test=approve-all]', 'not by whoever made it')
  await page.locator('[data-test=orders] a').first().click()
  await in_state(page, '草拟')
  await shows_none(page, '[data-test=approve]', 'nobody approves what he drafted')
  const number = new URL(page.url()).searchParams.get('order')

  await page.click('[data-test=change]')
  const packs = page.locator('.el-dialog:visible input[id^=packs-]').first()
  await packs.fill('41')
  await page.keyboard.press('Tab')
  await page.fill('#change-reason', '多备一包')
  await send(page)
  await page.getByText('多备一包').first().waitFor()

  await page.setViewportSize(windows.phone)
  await sign_in(page, judge)
  await page.goto(`/orders?order=${number}`)
  await page.click('[data-test=approve]')
  await send(page)
  await in_state(page, '已审批')
  assert.equal((await ask(page, 'GET', `/orders/${number}`)).value.state, 'approved')
  await page.setViewportSize(windows.desktop)

  await sign_in(page, administrator)
  await page.goto(`/consolidations?consolidation=${consolidation}`)
  await page.click('[data-test=place-all]')
  await page.locator('[data-test=orders] li', { hasText: '已下单' }).waitFor()
  assert.equal((await ask(page, 'GET', `/orders/${number}`)).value.state, 'placed')
  await shows_none(page, '[data-test=undo]', 'what was sent is not undone')
}, skip)

scenario('agreements, orders that are late, and what a failing supplier means', async (page) => {
  await sign_in(page, administrator)
  await page.goto('/agreements')
  await page.locator('.el-table-v2__row .el-button').first().click()
  await page.waitForSelector('[data-test=agreement]')
  assert.deepEqual(await barriers_of(page), [])
  await page.goto('/orders')
  await page.click('[data-test=escalate]')
  await saved(page)
  await page.goto('/follow-up')
  await page.locator('.el-table-v2__row', { hasText: 'S0002' }).first().waitFor()
  await page.click('[data-test=part-failure]')
  await page.fill('[data-test=failing]', 'S0002')
  await page.click('[data-test=work-out]')
  await page.waitForSelector('[data-test=run-outs]')
  assert.deepEqual(await barriers_of(page), [])
}, skip)
