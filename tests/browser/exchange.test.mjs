// Files in, and what is said of their rows.
import assert from 'node:assert/strict'
import { barriers_of, is_mock, sign_in, speak } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { eventually, forgive, shows_none } from './support/waiting.mjs'

const heading = 'code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,vat_rate,substitution_group,approval_no,list_price'
const row_of = (code, { name = '试验片', pack_size = '24', vat_rate = '0.13', list_price = '8.72' } = {}) =>
  `${code},${name},,片剂,0.25g,片,${pack_size},试验药厂,western,room,${vat_rate},,国药准字H00000000,${list_price}`
const upload = (page, lines) =>
  page.setInputFiles('input[type=file]', { name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from([heading, ...lines, ''].join('\n')) })

scenario('a file with three bad rows says for each why, in Chinese and in English', async (page) => {
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, [row_of('Y1'), row_of('Y2', { pack_size: '0' }), row_of('Y3', { vat_rate: 'many' }), row_of('Y4', { list_price: '8,x'.replace(',', '.') })])
  await page.click('[data-test=preview]')
  await page.waitForSelector('[data-test=report] .el-table-v2__row')
  const reasons = () => page.locator('[data-test=report] .el-table-v2__row').evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('.el-table-v2__row-cell')].map((cell) => cell.textContent.trim())))
  const in_chinese = await eventually(reasons, (rows) =>
    assert.deepEqual(rows.map(([row, column]) => [row, column]), [['2', 'pack_size'], ['3', 'vat_rate'], ['4', 'list_price']]))
  for (const cells of in_chinese) assert.match(cells[3], /\p{Script=Han}/u)
  assert.deepEqual(await barriers_of(page), [])
  await speak(page, 'en')
  await eventually(reasons, (rows) => {
    assert.equal(rows.length, 3)
    for (const cells of rows) assert.doesNotMatch(cells[3], /\p{Script=Han}/u)
  })
  await speak(page, 'zh')
})

scenario('a long import shows its progress and can be cancelled', async (page) => {
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, Array.from({ length: 20_000 }, (_, index) => row_of(`Z${index}`)))
  await page.click('[data-test=preview]')
  await page.waitForSelector('.el-progress')
  await page.click('[data-test=cancel]')
  await page.waitForSelector('.el-alert--info')
  await shows_none(page, '[data-test=report]')
}, { skip: !is_mock && 'a real server may be done before the hand is there' })

scenario('without an event stream progress is asked for, and a good file is imported', async (page) => {
  await page.route('**/events', (route) => route.abort())
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, [row_of('Y1')])
  await page.click('[data-test=preview]')
  await page.click('[data-test=import-all]')
  await page.waitForSelector('[data-test=report] .el-alert--success')
  forgive(page, 'ERR_FAILED')
})
