// A restock request: typed like a spreadsheet, saved by itself, refused where it is wrong.
import assert from 'node:assert/strict'
import { told } from './support/form.mjs'
import { ask, begin_requisition, draft_of, item_codes, paste, quantity_cell, reaches, saved, shows_quantities } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { barriers_of, doctor, is_mock, member, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { becomes, eventually, forgive, holds_value, shows_count, shows_none, shows_text } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no requisitions' }
const open = async (page, { requisition_no }) => {
  await page.goto(`/requisitions?requisition=${requisition_no}`)
  await page.waitForSelector('[data-test=save-state], [data-test=state]')
}
const stored = async (page, number) => (await ask(page, 'GET', `/requisitions/${number}`)).value.items.map((line) => [line.item_code, line.requested_quantity])
/** Waits until these lines, by code, and no others are stored. */
const stores = (page, number, expected) => becomes(() => stored(page, number), [...expected].sort())

scenario('a restock is begun, an item is found by the initials of its pinyin, and a reload shows the same', async (page) => {
  await sign_in(page, member)
  const number = await begin_requisition(page)
  await page.fill('[data-test=find-item]', 'amxl')
  await page.waitForSelector('.item-finder__list [role=option]')
  await page.keyboard.press('Enter')
  await reaches(page, '0 quantity')
  await page.keyboard.type('240')
  await page.keyboard.press('Enter') // below the last line is the next item to be found
  await page.waitForFunction(() => document.activeElement.matches('[data-test=find-item]'))
  const [line] = await eventually(async () => (await ask(page, 'GET', `/requisitions/${number}`)).value.items, (lines) =>
    assert.deepEqual(lines.map((one) => one.requested_quantity), [240]))
  assert.match(line.generic_name, /阿莫西林/)
  await saved(page)
  await page.reload()
  await page.waitForSelector('[data-row="0"]')
  await shows_quantities(page, ['240'])
  assert.deepEqual(await barriers_of(page), [])
}, skip)

scenario('a grid is worked like a spreadsheet: Enter, Tab, arrows, Esc, typing replaces, undo and redo', async (page) => {
  await sign_in(page, member)
  const codes = (await item_codes(page, 1200)).filter((code) => code.startsWith('Q')).slice(0, 4) // never used: nothing is suggested
  await open(page, await draft_of(page, codes.map((item_code, index) => ({ item_code, quantity: 10 + index }))))
  await quantity_cell(page, 0).click()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await reaches(page, '1 quantity')
  await page.keyboard.type('88')
  await holds_value(quantity_cell(page, 1), '88')
  await page.keyboard.press('Escape')
  await shows_quantities(page, ['77', '11', '12', '13'])
  await page.keyboard.press('Tab')
  await reaches(page, '1 note')
  await page.keyboard.type('急用')
  await page.keyboard.press('Tab') // the next line's first cell that takes the keys
  await reaches(page, '2 quantity')
  await page.keyboard.press('ArrowUp')
  await reaches(page, '1 quantity')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await reaches(page, '3 quantity')
  await page.keyboard.press('ArrowRight')
  await reaches(page, '3 note')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await shows_quantities(page, ['10', '11', '12', '13'])
  await page.keyboard.press('Control+Shift+z')
  await holds_value(quantity_cell(page, 0), '77')
  await quantity_cell(page, 0).click()
  await page.keyboard.press('Shift+Tab') // nothing before the first cell: out of the grid
  await page.waitForFunction(() => !document.activeElement.closest('[data-row]'))
}, skip)

scenario('a column and a block of codes out of a spreadsheet are pasted, taken back and saved', async (page) => {
  await sign_in(page, member)
  const codes = await item_codes(page, 5)
  const draft = await draft_of(page, codes.slice(0, 3).map((item_code) => ({ item_code, quantity: 1 })))
  await open(page, draft)
  await quantity_cell(page, 1).focus()
  await paste(page, '1,200\r\n３０\r\n')
  await shows_quantities(page, ['1', '1200', '30'])
  await paste(page, `编码\t名称\t数量\n${codes[0]}\t随便\t5\n${codes[4]}\t"两行\n名称"\t60\n`)
  await shows_quantities(page, ['5', '1200', '30', '60'])
  await saved(page)
  await page.click('[data-test=undo]')
  await shows_count(page.locator('[data-column=quantity] input'), 3)
  await page.click('[data-test=redo]')
  await quantity_cell(page, 3).waitFor()
  await stores(page, draft.requisition_no, [[codes[0], 5], [codes[1], 1200], [codes[2], 30], [codes[4], 60]])
  await saved(page)
}, skip)

scenario('what the server refuses is said at its line, and the other lines are saved', async (page) => {
  await sign_in(page, member)
  const [one, other] = await item_codes(page, 2)
  const draft = await draft_of(page, [{ item_code: one, quantity: 1 }])
  await open(page, draft)
  await quantity_cell(page, 0).focus()
  await paste(page, `NOTHING\t3\n${other}\t9\n${one}\t6`)
  await page.waitForSelector('[data-test=save-state][data-state=partly]')
  const row = page.locator('.el-table-v2__row', { has: page.locator('[data-test=line-fault]') })
  await shows_text(row, /NOTHING/)
  await row.locator('[data-column=quantity] input[aria-invalid=true]').waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await stores(page, draft.requisition_no, [[one, 6], [other, 9]])
  await quantity_cell(page, 0).click()
  await page.keyboard.type('many')
  await page.keyboard.press('Enter')
  await page.locator('[data-test=line-fault]', { hasText: '不是整数' }).waitFor()
  await reaches(page, '1 quantity')
  await page.keyboard.press('ArrowUp')
  await reaches(page, '0 quantity')
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await row.getByRole('button', { name: '删除' }).click()
  await stores(page, draft.requisition_no, [[one, 7], [other, 9]])
  await saved(page)
  await shows_none(page, '[data-test=line-fault]')
}, skip)

scenario('1,200 lines are scrolled and typed in, and only those in sight are drawn', async (page) => {
  await sign_in(page, member)
  const codes = await item_codes(page, 1200)
  assert.equal(codes.length, 1200)
  const draft = await draft_of(page, codes.map((item_code) => ({ item_code, quantity: 10 })))
  await open(page, draft)
  await quantity_cell(page, 0).focus()
  assert.ok((await page.locator('.el-table-v2__row').count()) < 60)
  for (let row = 10; row <= 1200; row += 10) {
    await page.keyboard.press('PageDown')
    await reaches(page, `${Math.min(row, 1199)} quantity`)
  }
  assert.ok((await page.locator('.el-table-v2__row').count()) < 60)
  await page.keyboard.type('4321')
  await page.keyboard.press('Enter')
  const lines = await eventually(() => stored(page, draft.requisition_no), (found) =>
    assert.deepEqual(found.filter(([, quantity]) => quantity !== 10).map(([, quantity]) => quantity), [4321]))
  assert.equal(lines.length, 1200)
  await saved(page)
  await ask(page, 'POST', `/requisitions/${draft.requisition_no}/cancel`, { reason: '试验' }, { 'If-Match': (await ask(page, 'GET', `/requisitions/${draft.requisition_no}`)).etag })
}, skip)

scenario('a cut connection is waited out: the same request again, nothing twice, and a lost page brings all back', async (page) => {
  await sign_in(page, member)
  const [code] = await item_codes(page, 1)
  const draft = await draft_of(page, [{ item_code: code, quantity: 1 }])
  await open(page, draft)
  const keys = []
  let is_cut = true
  await page.route(`**/api/v1/requisitions/${draft.requisition_no}`, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue()
    keys.push(route.request().headers()['idempotency-key'])
    if (!is_cut) return route.continue()
    if (keys.length === 1) await route.fetch() // it is done, only the answer is lost
    return route.abort()
  })
  await quantity_cell(page, 0).click()
  await page.keyboard.type('55')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-test=save-state][data-state=waiting]')
  await quantity_cell(page, 0).click()
  await page.keyboard.type('66') // newer than what is on its way
  await page.keyboard.press('Enter')
  is_cut = false
  const before = keys.length
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await saved(page)
  assert.equal(new Set(keys.slice(0, before + 1)).size, 1)
  assert.ok(keys.length > before + 1 && keys.at(-1) !== keys[0])
  assert.deepEqual(await stored(page, draft.requisition_no), [[code, 66]])
  is_cut = true
  keys.push('')
  await quantity_cell(page, 0).click()
  await page.keyboard.type('99')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-test=save-state][data-state=waiting]')
  is_cut = false
  await page.reload()
  await page.waitForSelector('[data-test=restored]')
  await holds_value(quantity_cell(page, 0), '99')
  await saved(page)
  forgive(page, 'ERR_FAILED')
}, skip)

scenario('somebody else\'s change is not written over: it says so and offers to read anew', async (page) => {
  await sign_in(page, member)
  const [one, other] = await item_codes(page, 2)
  const draft = await draft_of(page, [{ item_code: one, quantity: 1 }])
  await open(page, draft)
  await quantity_cell(page, 0).waitFor()
  await ask(page, 'PUT', `/requisitions/${draft.requisition_no}`, { items: [{ item_code: other, quantity: 7 }] }, { 'If-Match': `"${draft.version}"` })
  await quantity_cell(page, 0).click()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await page.click('[data-test=reload]')
  await page.waitForSelector('[data-test=save-state][data-state=saved]')
  await holds_value(quantity_cell(page, 0), '7')
}, skip)

scenario('a village doctor asks on a phone: large fields, a pack more at a touch, the last one copied', async (page) => {
  await page.setViewportSize(windows.phone)
  await sign_in(page, doctor)
  const [code] = await item_codes(page, 1)
  const pack = (await ask(page, 'GET', `/items/${code}`)).value.pack_size
  const last = await draft_of(page, [{ item_code: code, quantity: pack }])
  await ask(page, 'POST', `/requisitions/${last.requisition_no}/submit`, undefined, { 'If-Match': `"${last.version}"` })
  const number = await begin_requisition(page, { prefill: '上次的请领单' })
  const line = page.locator('[data-test=phone-line]').first()
  await line.waitFor()
  await saved(page)
  const begun = Number(await line.locator('input').inputValue())
  await line.locator('.el-input-number__increase').click()
  await eventually(() => stored(page, number), ([[, quantity]]) => assert.equal(quantity, begun + pack))
  await saved(page)
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=submit-requisition]')
  await page.locator('[data-test=state]', { hasText: '已提交' }).waitFor()
}, skip)

scenario('an emergency needs its reason', async (page) => {
  await sign_in(page, doctor)
  await begin_requisition(page, { kind: '急领' })
  await page.fill('[data-test=find-item]', 'amxl')
  await page.waitForSelector('.item-finder__list [role=option]')
  await page.keyboard.press('Enter')
  await reaches(page, '0 quantity')
  await page.keyboard.type('24')
  await page.click('[data-test=submit-requisition]')
  await page.waitForSelector('.el-form-item.is-error:has(#reason)')
  await page.fill('#reason', '抢救用药')
  await page.click('[data-test=submit-requisition]')
  await told(page, 'success')
}, skip)
