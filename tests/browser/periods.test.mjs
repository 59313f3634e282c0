// The period that is worked day by day: shown to whoever may open one, settled by finance alone.
import assert from 'node:assert/strict'
import { fill_day, refused, send } from './support/form.mjs'
import { administrator, barriers_of, finance, is_mock, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { escape, shows_none } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no periods' }

scenario('a second period is not opened beside the one that is open, and only finance settles', async (page) => {
  await sign_in(page, administrator)
  await page.goto('/periods')
  await page.locator('.el-table-v2__row', { hasText: '正在采购' }).waitFor()
  await shows_none(page, '[data-test=settle]')
  await page.click('[data-test=open-period]')
  await fill_day(page, '#new-period', '2028-01')
  await send(page)
  await refused(page)
  await escape(page)
  await sign_in(page, finance)
  await page.goto('/periods')
  await page.click('[data-test=settle]')
  await page.waitForSelector('.el-dialog:visible')
  assert.deepEqual(await barriers_of(page), [])
}, skip)
