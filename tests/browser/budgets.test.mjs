// Budgets: begun and released by finance, and what has become of them.
import assert from 'node:assert/strict'
import { choose, fill_day, refused, send } from './support/form.mjs'
import { ask } from './support/requisitions.mjs'
import { barriers_of, finance, is_mock, member, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { shows_count, shows_none, shows_text } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no budgets' }

scenario('a budget is begun, more is released, and a township that it does not concern is not shown it', async (page) => {
  const code = `C${Date.now() % 1_000_000}`
  await sign_in(page, finance)
  const { value } = await ask(page, 'GET', '/facilities?kind=hospital&limit=1')
  await page.goto('/budgets')
  await page.click('[data-test=new-budget]')
  await page.fill('#new-code', code)
  await page.fill('#new-name', '县医院西药')
  await choose(page, '#new-facility_code', value.facilities[0].name)
  await fill_day(page, '#new-first_period', '2026-01')
  await fill_day(page, '#new-last_period', '2026-12')
  await page.fill('#new-figure', 'a lot')
  await send(page)
  await refused(page)
  await page.fill('#new-figure', '1000000.00')
  await page.fill('#new-reason', '年初下达')
  await send(page)
  await page.getByRole('button', { name: code, exact: true }).click()
  await page.locator('[data-test=figure-available]', { hasText: '1000000.00' }).waitFor()
  await page.click('[data-test=release]')
  await page.fill('.el-dialog:visible #new-figure', '-250000.50')
  await fill_day(page, '#new-from_period', '2026-07')
  await page.fill('.el-dialog:visible #new-reason', '收回')
  await send(page)
  await page.locator('[data-test=figure-available]', { hasText: '749999.50' }).waitFor()
  const movements = page.locator('[data-test=movements] li')
  await shows_count(movements, 2)
  await shows_text(movements.first(), /下达\s+2026-07 收回\s+-250000\.50/)
  assert.deepEqual(await barriers_of(page), [])
  await sign_in(page, member)
  await page.goto('/budgets')
  await shows_none(page, `text="${code}"`)
}, skip)
