// What a facility has chosen of its tier's formulary: begun with all of it, left out, taken back.
import assert from 'node:assert/strict'
import { fill_day, saved, send } from './support/form.mjs'
import { scenario } from './support/scenario.mjs'
import { barriers_of, is_mock, member, sign_in, speak } from './support/visitor.mjs'

const skip = { skip: is_mock && 'the mock has no formularies' }
const tomorrow = new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10) // in every time zone after today
const standing = (page, text) => page.locator('[data-test=standing]', { hasText: text }).waitFor()
const row = (page, code, text = code) => page.locator('.el-table-v2__row', { hasText: code }).filter({ hasText: text }).waitFor()

async function choose_facility(page, text) {
  await page.click('.tools .el-select__wrapper')
  await page.locator('.el-select-dropdown__item:visible', { hasText: text }).first().click()
}

async function change(page, action, { codes, reason, day }) {
  await page.click(`[data-test=${action}]`)
  await page.waitForSelector('.el-dialog:visible #new-reason')
  if (codes) await page.fill('.el-dialog:visible #new-item_codes', codes)
  await page.fill('.el-dialog:visible #new-reason', reason)
  if (day) await fill_day(page, '.el-dialog:visible #new-effective_from', day)
  await send(page)
}

scenario('a hospital takes over the county formulary, leaves an item out and takes it back', async (page) => {
  await sign_in(page)
  await page.goto('/formularies')
  await page.click('[data-test=tier-county]')
  await change(page, 'add', { codes: 'Q0190 Q0191', reason: '县级常用' })
  await saved(page)
  await choose_facility(page, 'H0003')
  await standing(page, '没有自己的目录')
  await change(page, 'begin', { reason: '本院药事会' })
  await saved(page)
  await standing(page, '使用自己的目录')
  await row(page, 'Q0191', '本院药事会')

  await change(page, 'remove', { codes: 'Q0190', reason: '本院不用', day: tomorrow })
  await saved(page)
  await row(page, 'Q0190', tomorrow)
  await change(page, 'add', { codes: 'Q0190', reason: '恢复', day: tomorrow })
  await saved(page)
  await change(page, 'add', { codes: 'Q0192', reason: '县级没有' })
  await page.locator('.el-message--error, .el-form-item__error', { hasText: 'Q0192' }).first().waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog:visible').waitFor({ state: 'detached' })
  await speak(page, 'en')
  await standing(page, 'Has had its own formulary since')
  await speak(page, 'zh')

  await page.click('[data-test=tier-county]')
  await page.locator('[data-test=standing]').waitFor({ state: 'detached' })
  await row(page, 'Q0191', '县级常用')
}, skip)

scenario('a pharmacist reads what her health centre may use, and changes nothing', async (page) => {
  await sign_in(page, member)
  await page.goto('/formularies')
  await choose_facility(page, '(T0')
  await standing(page, '没有自己的目录')
  await page.locator('[data-test=begin], [data-test=add]').first().waitFor({ state: 'detached' })
  assert.deepEqual(await barriers_of(page), [])
}, skip)
