// Suppliers' invoices: entered, imported, matched, and what does not fit settled.
import assert from 'node:assert/strict'
import { fill_day, refused, send } from './support/form.mjs'
import { ask, paste } from './support/requisitions.mjs'
import { barriers_of, finance, is_mock, payer, sign_in, supplier } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { at_rest, becomes, holds_value, shows_none } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no invoices' }
const fen = (text) => {
  const [whole, part = ''] = text.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
}
const yuan = (amount) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
const new_number = (start) => `${start}${Date.now()}${Math.floor(Math.random() * 1000)}`

/** One pack of the n-th line that was received from the signed-in supplier, as an invoice bills it. */
async function bill_of(page, nth, dearer = 0n) {
  const found = []
  const { receipts } = (await ask(page, 'GET', '/receipts?limit=1000')).value
  for (const { receipt_id, order_no, supplier_code } of receipts) {
    const { lines } = (await ask(page, 'GET', `/receipts/${receipt_id}`)).value
    const order = (await ask(page, 'GET', `/orders/${order_no}`)).value
    for (const line of lines) {
      const item = (await ask(page, 'GET', `/items/${line.item_code}`)).value
      const pack_price = order.lines.find(({ item_code }) => item_code === line.item_code).pack_price
      const is_plain = /^\d+(\.\d{1,2})?$/.test(pack_price) && line.quantity > 20 * item.pack_size
      if (is_plain) found.push({ supplier_code, order_no, item, lot: line.lot, pack_price })
      if (found.length > nth) break
    }
    if (found.length > nth) break
  }
  const { supplier_code, order_no, item, lot, pack_price } = found[nth]
  const amount = fen(pack_price) + dearer
  const rate = BigInt(Math.round(Number(item.vat_rate) * 10_000))
  const net = (amount * 20_000n + 10_000n + rate) / (2n * (10_000n + rate))
  return {
    supplier_code, gross: yuan(amount), net: yuan(net), vat: yuan(amount - net),
    line: [order_no, item.code, lot, String(item.pack_size), yuan(amount), yuan(amount), item.vat_rate],
  }
}

async function enter(page, bill, number) {
  await page.goto('/invoices')
  await page.click('[data-test=enter-invoice]')
  await page.fill('#head-number', number)
  await at_rest(page)
  if (await page.locator('#head-supplier_code').count()) await page.fill('#head-supplier_code', bill.supplier_code)
  await fill_day(page, '#head-issued_on', new Date().toISOString().slice(0, 10))
  for (const [name, amount] of [['gross', bill.gross], ['net', bill.net], ['vat', bill.vat]]) await page.fill(`#head-${name}_amount`, amount)
  await page.locator('[data-row="0"][data-column=order_no] input').focus()
  await paste(page, `${bill.line.join('\t')}\n`)
  await holds_value(page.locator('[data-row="0"][data-column=item_code] input'), bill.line[1])
}
const in_state = (page, text) => page.locator('[data-test=invoice] [data-test=state]', { hasText: text }).waitFor()
async function open_as(page, who, number) {
  await sign_in(page, who)
  await page.goto('/invoices')
  await page.getByRole('button', { name: number, exact: true }).click()
  await page.waitForSelector('[data-test=invoice] [data-test=state]')
}

scenario('a supplier enters its invoice in the portal, and finance matches it', async (page) => {
  await sign_in(page, supplier)
  const bill = await bill_of(page, 0)
  const number = new_number('FP')
  await enter(page, bill, number)
  await page.fill('#head-net_amount', '0.01')
  await page.click('[data-test=record]')
  await refused(page) // net and tax are not the gross
  await page.fill('#head-net_amount', bill.net)
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=record]')
  await in_state(page, '待核对')
  await shows_none(page, '[data-test=match]') // not the supplier's to do
  await open_as(page, finance, number)
  await page.click('[data-test=match]')
  await in_state(page, '已核对')
  await becomes(() => page.locator('[data-test=payable]').innerText(), bill.gross)
}, skip)

scenario('a dearer price is held, finance cannot settle it alone, and who pays accepts it with a reason', async (page) => {
  await sign_in(page, supplier)
  const bill = await bill_of(page, 1, 100n)
  const number = new_number('FD')
  await enter(page, bill, number)
  await page.click('[data-test=record]')
  await in_state(page, '待核对')
  await open_as(page, finance, number)
  await page.click('[data-test=match]')
  await in_state(page, '有差异')
  await page.locator('[data-test=cases]', { hasText: '价格' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await shows_none(page, '[data-test=way-accept_with_authority]')
  await open_as(page, payer, number)
  await page.click('[data-test=way-accept_with_authority]')
  await page.fill('.el-dialog:visible #new-reason', '涨价通知')
  await send(page)
  await in_state(page, '已核对')
  await becomes(() => page.locator('[data-test=payable]').innerText(), bill.gross)
}, skip)

scenario('what is wrong in a line is said at its cell, and a file with a bad row is not recorded', async (page) => {
  await sign_in(page, supplier)
  const bill = await bill_of(page, 2)
  await enter(page, bill, new_number('FC'))
  await page.locator('[data-row="0"][data-column=quantity] input').focus()
  await page.keyboard.type('several')
  await page.keyboard.press('Enter')
  await page.click('[data-test=record]')
  await page.waitForSelector('[data-test=cell-fault]')
  await page.waitForSelector('[data-row="0"][data-column=quantity] input[aria-invalid=true]')

  await page.goto('/invoices')
  await page.click('[data-test=import-invoices]')
  const number = new_number('FI')
  const [order_no, item_code, lot, quantity, price, amount, rate] = bill.line
  const head = 'supplier_code,invoice_no,issued_on,order_no,item_code,lot,quantity,pack_price,amount,vat_rate'
  const row = (day) => [bill.supplier_code, number, day, order_no, item_code, lot, quantity, price, amount, rate].join(',')
  const upload = (day) => page.setInputFiles('input[type=file]', { name: 'invoices.csv', mimeType: 'text/csv', buffer: Buffer.from(`${head}\n${row(day)}\n`) })
  await upload('2026-11-32')
  await page.click('[data-test=import]')
  await page.locator('[data-test=invoice-report] .el-table-v2__row', { hasText: '2026-11-32' }).waitFor()
  await upload('2026-11-22')
  await page.click('[data-test=import]')
  await page.waitForSelector('[data-test=invoice-report] .el-alert--success')
  assert.deepEqual(await barriers_of(page), [])
}, skip)
