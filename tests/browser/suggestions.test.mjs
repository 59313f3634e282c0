// How much to ask for, and why: stock lists, suggestions with what they are made of, the review sheet.
import assert from 'node:assert/strict'
import { choose, saved, send } from './support/form.mjs'
import { ask, begin_requisition, draft_of, item_codes } from './support/requisitions.mjs'
import { windows } from './support/rounds.mjs'
import { administrator, barriers_of, doctor, is_mock, judge, member, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { shows_none, shows_text } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no suggestions' }

scenario('an item is put on the stock list, and the next requisition begins with what is suggested', async (page) => {
  await sign_in(page, member)
  await page.goto('/stock-lists')
  await page.fill('[data-test=find-item]', 'X0001')
  await page.waitForSelector('.item-finder__list [role=option]')
  await page.keyboard.press('Enter')
  await choose(page, '#new-method', '最低最高')
  await page.fill('#new-minimum', '480')
  await page.fill('#new-maximum', '96000')
  await send(page)
  await saved(page)
  await page.locator('.long-table', { hasText: '96,000' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])

  const number = await begin_requisition(page, { prefill: '建议数量' })
  const { items } = (await ask(page, 'GET', `/requisitions/${number}`)).value
  const line = items.find(({ item_code }) => item_code === 'X0001')
  assert.ok(line.suggested_quantity > 0 && line.requested_quantity === line.suggested_quantity)
  await page.fill('[data-test=find-item]', 'X0001') // goes to its line, wherever it is
  await page.waitForSelector('.item-finder__list [role=option]')
  await page.keyboard.press('Enter')
  const hint = page.locator('[data-test=suggested-X0001]')
  await hint.waitFor()
  await hint.hover()
  const facts = page.locator('.el-popover:visible [data-test=suggestion-inputs]')
  await facts.filter({ hasText: '96,000' }).waitFor()
  for (const name of ['平均用量', '缺货天数', '现有库存', '在途', '缺口']) await shows_text(facts, new RegExp(name))
  assert.deepEqual(await barriers_of(page), [])
  const { etag } = await ask(page, 'GET', `/requisitions/${number}`)
  await ask(page, 'POST', `/requisitions/${number}/cancel`, { reason: '试验' }, { 'If-Match': etag })
}, skip)

scenario('who approves sees stock, use, suggestion and the depot beside each line, also on a phone', async (page) => {
  await sign_in(page, doctor)
  const [code] = await item_codes(page, 1)
  const draft = await draft_of(page, [{ item_code: code, quantity: 24 }])
  const { value } = await ask(page, 'POST', `/requisitions/${draft.requisition_no}/submit`, undefined, { 'If-Match': `"${draft.version}"` })
  await sign_in(page, member)
  await page.goto(`/approvals?requisition=${value.requisition_no}`)
  const sheet = (await ask(page, 'GET', `/requisitions/${value.requisition_no}/review-sheet`)).value.lines[0]
  const cell = (column) => page.locator(`[data-row="0"][data-column=${column}]`)
  const shown = (count) => new Intl.NumberFormat('en-US').format(count)
  await cell('depot_stock').filter({ hasText: shown(sheet.depot_stock) }).waitFor()
  await cell('on_hand').filter({ hasText: shown(sheet.inputs.on_hand) }).waitFor()
  await cell('used').filter({ hasText: shown(Math.floor(Number(sheet.inputs.average_per_period))) }).waitFor()
  await cell('suggested_quantity').locator('button').hover()
  await page.locator('.el-popover:visible [data-test=suggestion-inputs]', { hasText: '安全库存' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await page.setViewportSize(windows.phone)
  await page.locator('[data-test=judged-by]', { hasText: '中心库存' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=agree]')
}, skip)

scenario('a tour gets its cut-off, and who asks for goods of that tour is told until when', async (page) => {
  await sign_in(page, administrator)
  await page.goto('/organisation?route=R01')
  await page.getByRole('tab', { name: '截单时间' }).click()
  await page.click('[data-test=set-cut-off]')
  await page.fill('#new-days_before', '1')
  await page.fill('#new-cut_off_time', '15:30')
  await send(page)
  await page.locator('[data-test=route-cut-off]', { hasText: '15:30' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  const stop = (await ask(page, 'GET', '/delivery-routes/R01')).value.stop_codes[0]
  await page.goto(`/stock-lists?facility=${stop}`)
  await page.locator('[data-test=cut-off]', { hasText: '15:30' }).waitFor()
  // Whoever only judges may look at a stock list, and not set it.
  await sign_in(page, judge)
  await page.goto('/stock-lists?facility=T0001')
  await page.waitForSelector('.long-table')
  await shows_none(page, '[data-test=find-item]')
}, skip)
