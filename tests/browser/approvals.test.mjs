// From the village to the centre: who judges, what is lowered, what the budget does not allow.
import assert from 'node:assert/strict'
import { choose, send } from './support/form.mjs'
import { ask, draft_of, item_codes, reaches } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { barriers_of, doctor, finance, is_mock, judge, member, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { becomes, escape } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no requisitions' }

async function submitted(page, items, fields) {
  const draft = await draft_of(page, items, fields)
  const path = `/requisitions/${draft.requisition_no}/submit`
  return (await ask(page, 'POST', path, undefined, { 'If-Match': `"${draft.version}"` })).value
}
async function open_review(page, who, number) {
  await sign_in(page, who)
  await page.goto('/approvals')
  await page.getByRole('button', { name: number, exact: true }).click()
  await page.waitForSelector('[data-test=review] [data-test=state]')
}
const in_state = (page, text) => page.locator('[data-test=state]', { hasText: text }).waitFor()
const granted = (page, row) => page.locator(`[data-row="${row}"][data-column=quantity] input`)

scenario('what a village asks for is lowered by its township and approved by the centre', async (page) => {
  await sign_in(page, doctor)
  const codes = await item_codes(page, 3)
  const requisition = await submitted(page, codes.map((item_code) => ({ item_code, quantity: 30, suggested_quantity: 20 })))

  await open_review(page, member, requisition.requisition_no)
  await granted(page, 0).click()
  await page.keyboard.type('31') // more than was asked for
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-test=line-fault]')
  await page.waitForSelector('[data-test=agree]:disabled')
  await reaches(page, '1 quantity')
  await page.keyboard.press('ArrowUp')
  await reaches(page, '0 quantity')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await reaches(page, '1 quantity')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  assert.deepEqual(await barriers_of(page), [])
  await page.locator('[data-test=agree]', { hasText: '2' }).click() // two lines are lowered
  await choose(page, '#new-reason_code', '库存足够')
  await send(page)
  await in_state(page, '卫生院已审')

  await open_review(page, judge, requisition.requisition_no)
  await becomes(() => Promise.all([0, 1, 2].map((row) => granted(page, row).inputValue())), ['12', '0', '30'])
  await page.click('[data-test=agree]')
  await in_state(page, '已批准')
  const { value } = await ask(page, 'GET', `/requisitions/${requisition.requisition_no}`)
  assert.deepEqual(value.items.map((item) => item.approved_quantity), [12, 0, 30])
  await page.click('[data-test=history]')
  await page.locator('[data-test=steps]', { hasText: '库存足够' }).waitFor()
}, skip)

scenario('what goes back carries its reason, and the doctor mends it and sends it again', async (page) => {
  await sign_in(page, doctor)
  const [code] = await item_codes(page, 1)
  const { requisition_no } = await submitted(page, [{ item_code: code, quantity: 500 }])
  await open_review(page, member, requisition_no)
  await page.click('[data-test=return]')
  await send(page) // the reason is missing
  await page.waitForSelector('.el-dialog .el-form-item.is-error:has(#new-reason_code)')
  await choose(page, '#new-reason_code', '数量偏多')
  await page.fill('.el-dialog:visible #new-note', '够用一年')
  await send(page)
  await in_state(page, '已退回')
  await page.setViewportSize(windows.phone)
  await sign_in(page, doctor)
  await page.goto(`/requisitions?requisition=${requisition_no}`)
  await page.click('[data-test=history]')
  await page.locator('[data-test=steps]', { hasText: '够用一年' }).waitFor()
  await escape(page)
  await page.click('[data-test=submit-requisition]')
  await in_state(page, '已提交')
}, skip)

scenario('an approval above the budget is refused in sight of the approver, who lowers it', async (page) => {
  await sign_in(page, member)
  const session = (await ask(page, 'GET', '/session')).value
  const [code] = await item_codes(page, 1)
  const requisition = await submitted(page, [{ item_code: code, quantity: 240 }])
  await sign_in(page, finance)
  const budget = `B${Date.now() % 1_000_000}`
  const made = await ask(page, 'POST', '/budgets', {
    code: budget, name: '试验预算', facility_code: session.facility_code, measure: 'quantity', item_code: code, first_period: '2026-01', last_period: '2099-12',
    releases: [{ from_period: '2026-01', figure: '100', reason: '下达' }],
  })
  assert.equal(made.status, 201)
  await open_review(page, judge, requisition.requisition_no)
  await page.locator('[data-test=budgets-over]', { hasText: '100 / 下达 100' }).waitFor()
  await page.click('[data-test=agree]')
  await page.locator('[data-test=refusal]', { hasText: budget }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await granted(page, 0).click()
  await page.keyboard.type('90')
  await page.keyboard.press('Enter')
  await page.locator('[data-test=agree]', { hasText: '1' }).click() // one line is lowered
  await choose(page, '#new-reason_code', '超出预算')
  await send(page)
  await in_state(page, '已批准')
  await page.locator('[data-test=budgets-over]', { hasText: '10 / 下达 100' }).waitFor()
}, skip)
