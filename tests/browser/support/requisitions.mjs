// A requisition begun by hand or by the interface, and what its grid shows.
import { randomUUID } from 'node:crypto'
import { choose } from './form.mjs'
import { becomes, patience } from './waiting.mjs'

export async function begin_requisition(page, { kind = '', prefill = '空白', reason = '' } = {}) {
  await page.goto('/requisitions')
  await page.click('[data-test=new-requisition]')
  if (kind) await choose(page, '#new-kind', kind)
  await choose(page, '#new-prefill', prefill)
  if (reason) await page.fill('#new-reason', reason)
  await page.click('.el-dialog [data-test=submit]')
  await page.waitForSelector('[data-test=sheet] [data-test=state]')
  return new URL(page.url()).searchParams.get('requisition')
}

/** Asks the interface as the one who is signed in. */
export async function ask(page, method, path, body, headers = {}) {
  const { csrf_token } = await (await page.request.get('/api/v1/session')).json()
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method, data: body, headers: { 'Accept-Language': 'zh-CN', 'X-CSRF-Token': csrf_token, 'Idempotency-Key': randomUUID(), ...headers }, timeout: patience,
  })
  return { status: answer.status(), etag: answer.headers().etag ?? null, value: await answer.json() }
}

export async function item_codes(page, how_many) {
  const codes = []
  for (let cursor = ''; codes.length < how_many;) {
    const { value } = await ask(page, 'GET', `/items?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    codes.push(...value.items.map(({ code }) => code))
    if (!value.next_cursor) break
    cursor = value.next_cursor
  }
  return codes.slice(0, how_many)
}

/** A draft of the signed-in person's facility, made by the interface. */
export async function draft_of(page, items, fields = {}) {
  const session = (await ask(page, 'GET', '/session')).value
  const { value } = await ask(page, 'POST', '/requisitions', { facility_code: session.facility_code, kind: 'regular', items, ...fields })
  return value
}

export const saved = (page) => page.waitForSelector('[data-test=save-state][data-state=saved]')
export const quantity_cell = (page, row) => page.locator(`[data-row="${row}"][data-column=quantity] input`)

/** Waits until the focus is in this cell of a grid, "1 quantity". */
export const reaches = (page, place) => page.waitForFunction((wanted) => {
  const found = document.activeElement?.closest('[data-row]')
  return `${found?.dataset.row} ${found?.dataset.column}` === wanted
}, place)

export const shows_quantities = async (page, expected) => {
  for (const [row, quantity] of expected.entries()) await becomes(() => quantity_cell(page, row).inputValue(), quantity, `line ${row}`)
}

/** What a spreadsheet would put on the clipboard, pasted into the cell that has the focus. */
export function paste(page, text) {
  return page.evaluate((given) => {
    const data = new DataTransfer()
    data.setData('text/plain', given)
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}
