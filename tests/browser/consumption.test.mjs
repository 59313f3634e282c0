// What a facility used: counted as what is left, refused when it is more than there is, taken back.
import assert from 'node:assert/strict'
import { saved, send } from './support/form.mjs'
import { scenario } from './support/scenario.mjs'
import { barriers_of, is_mock, member, sign_in, speak } from './support/visitor.mjs'
import { shows_count } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no stock' }
const row = (page, number) => page.locator('.el-table-v2__row', { hasText: number })

/** The first item that is listed of what is in stock, what stands on the books of it, and where its figure is typed. */
async function listed(page) {
  await page.click('[data-test=all-in-stock]')
  const item = page.locator('[data-row="0"] .item-cell')
  await item.waitFor()
  const [code] = /[A-Z]\d+/.exec(await item.locator('.quiet').innerText())
  const count = Number((await page.locator('[data-row="0"][data-column=stock]').innerText()).replaceAll(',', ''))
  return { code, count, figure: page.locator('[data-row="0"][data-column=count] input') }
}

async function record(page) {
  await page.click('[data-test=record]')
  const [number] = /CS-\S+/.exec(await saved(page))
  await row(page, number).first().waitFor()
  return number
}

scenario('a pharmacist counts what is left, and the difference is used; she takes it back', async (page) => {
  await sign_in(page, member)
  await page.goto('/consumption')
  await page.click('[data-test=new-consumption]')
  const { figure, code, count } = await listed(page)
  assert.ok(count > 2, `${code}: ${count}`)
  assert.ok(await page.locator('[data-test=record]').isDisabled()) // nothing is counted yet
  await figure.fill('两片')
  await figure.press('Enter')
  await page.locator('[data-row="0"][data-column=count] .is-error, [data-row="0"][data-column=count] [aria-invalid=true]').first().waitFor()
  assert.ok(await page.locator('[data-test=record]').isDisabled())
  await figure.fill(String(count - 2))
  await figure.press('Enter') // and on to the next
  await page.waitForFunction(() => document.activeElement?.closest('[data-row="1"][data-column=count]'))
  assert.deepEqual(await barriers_of(page), [])
  const number = await record(page)

  await row(page, number).first().locator('.el-button, a').first().click()
  const lots = page.locator('[data-test=used-lots] li', { hasText: code })
  await lots.first().waitFor()
  const taken = (await lots.locator('.figure').allInnerTexts()).reduce((sum, text) => sum + Number(text), 0)
  assert.equal(taken, 2)
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=reverse]')
  await page.fill('.el-dialog:visible #new-reason', '录错')
  await send(page)
  await saved(page)
  await row(page, number).filter({ hasText: '已冲销' }).waitFor()
  await row(page, '冲销单').first().waitFor()

  await page.click('[data-test=new-consumption]')
  assert.equal((await listed(page)).count, count) // it is all there again
}, skip)

scenario('more than there is cannot have been used; nothing typed is lost', async (page) => {
  await sign_in(page, member)
  await page.goto('/consumption?new')
  await page.click('[data-test=way-quantity]')
  const { figure, code, count } = await listed(page)
  await figure.fill(String(count + 1))
  await figure.press('Enter')
  await page.click('[data-test=record]')
  await page.locator('[data-test=refusal]', { hasText: code }).waitFor()
  assert.equal(await figure.inputValue(), String(count + 1))
  await speak(page, 'en')
  await page.locator('h1', { hasText: 'Record consumption' }).waitFor()
  await speak(page, 'zh')
  await page.click('[data-test=back]')
  await shows_count(page.locator('[data-test=consumption-entry]'), 0)
}, skip)
