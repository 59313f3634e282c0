// What a hand does with the forms of the console, each ended by what is then to be seen.
import assert from 'node:assert/strict'
import { becomes, eventually, holds_value, shows_count } from './waiting.mjs'

/** Types a day or a month into its field, and waits until the field has taken it and its calendar is gone. */
export async function fill_day(page, selector, text) {
  const field = page.locator(selector)
  await field.click() // the calendar opens; what is typed before it is there is lost
  await page.locator('.el-picker__popper:visible').waitFor()
  await field.fill(text)
  await field.press('Enter')
  await shows_count(page.locator('.el-picker__popper:visible'), 0)
  await holds_value(field, text)
}

/** Presses what reads so in a field's list; types it first where one may type. */
async function press_in_list(page, selector, text) {
  const item = page.locator(`.el-form-item:visible:has(${selector})`)
  const field = item.locator(selector)
  await item.locator('.el-select__wrapper').click()
  await becomes(() => field.getAttribute('aria-expanded'), 'true')
  if (await field.isEditable()) await field.fill(text)
  const list = page.locator(`[id="${await field.getAttribute('aria-controls')}"]`) // its own list, not one that is just closing
  await list.locator('.el-select-dropdown__item', { hasText: text }).first().click()
  return { field, chosen: item.locator(':is(.el-tag, .el-select__placeholder)', { hasText: text }) } // not what is only typed
}

/** Chooses of a field's list what reads so. */
export async function choose(page, selector, text) {
  const { field, chosen } = await press_in_list(page, selector, text)
  await chosen.first().waitFor({ state: 'attached' })
  await close_list(field)
}

/** Takes what reads so out of a field of several. */
export async function unchoose(page, selector, text) {
  const { field, chosen } = await press_in_list(page, selector, text)
  await shows_count(chosen, 0)
  await close_list(field)
}

/** A list of several stays open; the first Escape forgets what was typed, the next closes it, and one more would close the window. */
async function close_list(field) {
  await eventually(async () => {
    const is_open = (await field.getAttribute('aria-expanded')) === 'true'
    if (is_open) await field.press('Escape')
    return is_open
  }, (is_open) => assert.ok(!is_open))
}

export const send = (page) => page.locator('.el-dialog:visible [data-test=submit]').click()
export const error_of = (page, field) => page.waitForSelector(`.el-form-item.is-error:has(${field}) .el-form-item__error`)

/** What the console said last of this kind, also when it is gone again; it is put away, so that the next one is the next one. */
export async function told(page, kind) {
  const text = await (await page.waitForFunction((kind) => {
    const place = globalThis.wutong_told.findIndex((one) => one.kind === kind)
    return place < 0 ? null : globalThis.wutong_told.splice(place, 1)[0].text
  }, kind)).jsonValue()
  const shown = page.locator(`.el-message--${kind}`)
  await eventually(async () => {
    const button = shown.locator('.el-message__closeBtn').first()
    if (await button.isVisible()) await button.click({ timeout: 1000 }).catch(() => undefined)
    return shown.count()
  }, (left) => assert.equal(left, 0))
  return text
}
export const saved = (page) => told(page, 'success')

/** Waits until what was sent is refused, beside a field or in a message, which is then put away. */
export async function refused(page) {
  await page.waitForFunction(() => globalThis.wutong_told.some(({ kind }) => kind === 'error') || document.querySelector('.el-form-item__error'))
  if (await page.evaluate(() => globalThis.wutong_told.some(({ kind }) => kind === 'error'))) await told(page, 'error')
}

/** Says yes to the question that the console asks, with a reason where it asks for one, and waits until it has gone. */
export async function agree(page, reason = '') {
  const box = page.locator('.el-message-box:visible')
  if (reason) await box.locator('.el-message-box__input input').fill(reason)
  await box.locator('.el-message-box__btns .el-button--primary').click()
  await shows_count(box, 0)
}
