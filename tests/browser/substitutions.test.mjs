// Groups of items that may stand in for one another, and codes that are looked at.
import assert from 'node:assert/strict'
import { choose, error_of, fill_day, saved, send, told } from './support/form.mjs'
import { scenario } from './support/scenario.mjs'
import { becomes, eventually, holds_value, shows_count, shows_text } from './support/waiting.mjs'
import { barriers_of, is_mock, sign_in, speak } from './support/visitor.mjs'

const skip = { skip: is_mock && 'the mock has no groups' }

async function new_item(page, code, more) {
  await page.goto('/catalogue')
  await page.click('[data-test=new-item]')
  const texts = { code, generic_name: '试验片', form: '片剂', strength: '5mg', base_unit: '片', pack_size: '20', vat_rate: '0.13', ...more }
  for (const [name, text] of Object.entries(texts)) await page.fill(`#new-${name}`, text)
  await choose(page, '#new-kind', '西药')
}

scenario('items are begun, refused where a figure is wrong, and put into a group', async (page) => {
  const stamp = Date.now() % 1_000_000
  const codes = [`G${stamp}A`, `G${stamp}B`]
  await sign_in(page)
  for (const code of codes) {
    await new_item(page, code, { list_price: 'abc', route: 'oral', form_family: 'oral-solid' })
    await send(page)
    await error_of(page, '#new-list_price')
    await page.fill('#new-list_price', '9.80')
    await page.fill('#new-strength', '')
    await send(page)
    await error_of(page, '#new-strength') // what is needed is asked for here
    assert.deepEqual(await barriers_of(page), [])
    await page.fill('#new-strength', '5mg')
    await send(page)
    await page.waitForURL(`**/catalogue?*item=${code}*`)
    await page.waitForSelector('#field-generic_name')
  }

  await page.goto('/substitutions')
  await page.click('[data-test=form-group]')
  const name = `试验组 ${stamp}`
  await page.fill('#new-name', name)
  await page.fill('#new-item_codes', `${codes.join('，')} NOSUCH`)
  await send(page)
  assert.match(await told(page, 'error'), /NOSUCH/)
  await page.fill('#new-item_codes', codes.join('，'))
  await send(page)
  await saved(page)
  await page.fill('[data-test=search]', name)
  await page.locator('.el-table-v2__row button', { hasText: name }).click()
  await shows_count(page.locator('[data-test=members] tbody tr'), 2)
  assert.deepEqual(await barriers_of(page), [])
  await page.locator('[data-test=members] tbody tr', { hasText: codes[1] }).locator('.el-checkbox').click()
  await page.click('[data-test=remove-from-group]')
  await holds_value(page.locator('#new-item_codes'), codes[1])
  await send(page)
  await shows_count(page.locator('[data-test=members] tbody tr'), 1)
}, skip)

scenario('a change of an item counts from a later day, and is planned until then', async (page) => {
  await sign_in(page)
  await page.goto('/catalogue?q=X0005&item=X0005')
  await page.waitForSelector('#field-licence_holder')
  const holder = `试验持有人 ${Date.now() % 100_000}`
  await page.fill('#field-licence_holder', holder)
  await page.locator('.el-form-item:has(#field-essential_medicine) .el-switch').click()
  await fill_day(page, '#effective_from', '2099-01-01')
  await page.click('[data-test=save]')
  await saved(page)
  await page.getByRole('tab', { name: '历次版本' }).click()
  const planned = page.locator('.el-timeline-item', { hasText: holder })
  await shows_text(planned, /2099-01-01[\s\S]*待生效/)
}, skip)

scenario('the prices of an item are drawn, and told as a table', async (page) => {
  await sign_in(page)
  await page.goto('/catalogue?q=X0001&item=X0001')
  await page.getByRole('tab', { name: '价格' }).click()
  await page.waitForSelector('[data-test=price-chart] canvas')
  const kinds = await eventually(
    () => page.locator('[data-test=prices] tbody tr').evaluateAll((rows) => rows.map((row) => row.children[1].textContent.trim())),
    (found) => ['报价', '中选'].forEach((kind) => assert.ok(found.includes(kind), found.join())))
  await eventually(() => page.locator('[data-test=price-chart]').getAttribute('aria-label'), (told) => assert.match(told, new RegExp(` ${kinds.length} `)))
  // Something is drawn: not every point of the canvas is of one colour.
  await page.waitForFunction(() => {
    const canvas = document.querySelector('[data-test=price-chart] canvas')
    const points = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)
    return new Set(points).size > 10
  })
  await page.hover('[data-test=price-chart] canvas', { position: { x: 200, y: 130 } })
  assert.deepEqual(await barriers_of(page), [])
}, skip)

scenario('a code is judged, what looks alike is proposed, and the proposal is good', async (page) => {
  await sign_in(page)
  await page.goto('/codes')
  await page.click('[data-test=judge]')
  await error_of(page, '#code') // nothing was given
  await page.fill('#code', 'XRO5CBA198A001010100863')
  await page.keyboard.press('Enter') // as a scanner does
  await page.waitForSelector('[data-test=fault]')
  await becomes(() => page.locator('.code-text mark').innerText(), 'O')
  await speak(page, 'en')
  await page.click('[data-test=judge]')
  await page.locator('[data-test=fault]', { hasText: 'looks like' }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await speak(page, 'zh')
  await page.locator('[data-test=proposal]').first().click()
  await page.waitForSelector('[data-test=verdict] .el-tag--success')
  await holds_value(page.locator('#code'), 'XR05CBA198A001010100863')
}, skip)
