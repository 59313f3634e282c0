// What a page shows comes when it comes: whatever is read of it is read until it is right, and a
// patience that ends says what was read last. Nothing here is quicker or slower by luck.
import assert from 'node:assert/strict'

/** For a machine that is busy, never an expectation. */
export const patience = Number(process.env.WUTONG_PATIENCE_MS ?? 120_000)
const pause_ms = 50

/** Reads until `judge` has nothing against it; what it threw last is thrown when patience ends. */
export async function eventually(read, judge) {
  for (const end = Date.now() + patience; ; await new Promise((wake) => setTimeout(wake, pause_ms))) {
    try {
      const found = await read()
      await judge(found)
      return found
    } catch (fault) {
      if (Date.now() >= end) throw fault
    }
  }
}

/** Reads until it equals what is expected. */
export const becomes = (read, expected, message) => eventually(read, (found) => assert.deepEqual(found, expected, message))
export const shows_count = (place, count) => becomes(() => place.count(), count)
export const shows_text = (place, pattern) => eventually(() => place.innerText(), (text) => assert.match(text, pattern))
export const holds_value = (field, value) => becomes(() => field.inputValue(), value)

/** Nothing is being read any more: only then does what is missing mean anything. */
const is_at_rest = () => !document.querySelector('.el-skeleton, [aria-busy=true], .el-loading-mask, .is-loading') && !!document.querySelector('h1')
export const at_rest = (page) => page.waitForFunction(is_at_rest)

/** The page has read everything, and shows none of these. */
export async function shows_none(page, selector, message) {
  await at_rest(page)
  assert.equal(await page.locator(selector).count(), 0, message ?? selector)
}

const windows_of_their_own = '.el-dialog, .el-drawer'
const is_closing = '.dialog-fade-leave-active *, .el-drawer-fade-leave-active *'

/** Presses Escape until it has closed what lies on top, and no more: a calendar or a list above it takes the first. */
export async function escape(page, selector = windows_of_their_own) {
  const open = page.locator(`:is(${selector}):visible`)
  await open.last().waitFor()
  const staying = () => page.evaluate(({ selector, is_closing }) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.matches(is_closing)).length, { selector, is_closing })
  const before = await staying()
  await eventually(async () => {
    if ((await staying()) >= before) await page.keyboard.press('Escape')
    return staying()
  }, (left) => assert.equal(left, before - 1, `Escape does not close ${selector}`))
  await shows_count(open, before - 1)
}

/** What the browser itself writes of a request that a scenario cut off is no complaint of the page. */
export const forgive = (page, text) => page.complaints.splice(0, page.complaints.length, ...page.complaints.filter((line) => !line.includes(text)))
