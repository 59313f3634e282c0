// Finding an item and changing it.
import assert from 'node:assert/strict'
import { agree, saved } from './support/form.mjs'
import { barriers_of, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { eventually, shows_text } from './support/waiting.mjs'

scenario('amxl finds amoxicillin as one types', async (page) => {
  await sign_in(page)
  await page.goto('/catalogue')
  await page.waitForSelector('.el-table-v2__row')
  await page.locator('[data-test=search]').pressSequentially('amxl', { delay: 20 })
  await page.waitForFunction(() => {
    const names = [...document.querySelectorAll('.el-table-v2__row')].map((row) => row.textContent)
    return names.length > 0 && names.every((name) => name.includes('阿莫西林'))
  })
})

scenario('a long list is read on while it is scrolled', async (page) => {
  await sign_in(page)
  await page.goto('/catalogue')
  await page.waitForSelector('.el-table-v2__row')
  const first = await shows_text(page.locator('.long-table__count'), /\d/) // how many were read so far
  await page.locator('.el-table-v2__body > div').first().hover()
  await eventually(async () => {
    await page.mouse.wheel(0, 3000)
    return page.locator('.long-table__count').innerText()
  }, (now) => assert.notEqual(now, first))
})

async function open_item(page, code) {
  await page.goto(`/catalogue?q=${code}&item=${code}`)
  await page.waitForSelector('#field-trade_name')
}

scenario('a change that somebody else made first is shown, and nothing is written over it unseen', async (page) => {
  await sign_in(page)
  await open_item(page, 'X0001')
  const other = await page.context().newPage()
  await open_item(other, 'X0001')
  const stamp = Date.now() % 100_000
  await other.fill('#field-trade_name', `先改 ${stamp}`)
  await other.click('[data-test=save]')
  await saved(other)
  await other.close()
  await page.fill('#field-trade_name', `后改 ${stamp}`)
  await page.click('[data-test=save]')
  await page.locator('[data-test=conflict] li', { hasText: `先改 ${stamp}` }).waitFor()
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=keep-mine]')
  await page.click('[data-test=save]')
  await saved(page)
  await page.getByRole('tab', { name: '历次版本' }).click()
  await page.getByText(`后改 ${stamp}`).first().waitFor()
})

scenario('a figure that is refused is refused beside its field', async (page) => {
  await sign_in(page)
  await open_item(page, 'X0002')
  await page.fill('#field-list_price', 'abc')
  await page.click('[data-test=save]')
  await page.waitForSelector('.el-form-item.is-error:has(#field-list_price) .el-form-item__error')
})

scenario('an item is disabled with a reason, and enabled again', async (page) => {
  await sign_in(page)
  await open_item(page, 'X0003')
  for (const [action, other] of [['disable', 'enable'], ['enable', 'disable']]) {
    await page.click(`[data-test=${action}]`)
    await agree(page, '质量公告')
    await page.waitForSelector(`[data-test=${other}]`)
  }
})
