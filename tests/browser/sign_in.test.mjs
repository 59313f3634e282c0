// Getting in, getting out, and what is offered to whom.
import assert from 'node:assert/strict'
import { administrator, is_mock, sign_in, sign_in_by_form, sign_out, speak } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { becomes, shows_text } from './support/waiting.mjs'

scenario('a wrong password is refused in words, the right one lets in, and signing out ends it', async (page) => {
  await page.goto('/catalogue')
  await page.fill('#user_name', administrator.user_name)
  await page.fill('#password', 'certainly not this one')
  await page.click('button[type=submit]')
  await shows_text(page.locator('[data-test=sign-in-refused]'), /\p{Script=Han}/u)
  await page.fill('#password', administrator.password)
  await page.click('button[type=submit]')
  await page.waitForURL('**/catalogue')
  await sign_out(page)
  await page.goto('/catalogue')
  await page.waitForURL('**/sign-in?next=/catalogue')
})

scenario('after a sign-in another site cannot be the next page', async (page) => {
  await page.goto('/sign-in?next=//example.org/')
  await page.fill('#user_name', administrator.user_name)
  await page.fill('#password', administrator.password)
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-out]')
  assert.ok(page.url().startsWith(page.house_url))
})

scenario('the language is switched and kept', async (page) => {
  await sign_in_by_form(page)
  await speak(page, 'en')
  await becomes(() => page.locator('[data-test=sign-out]').innerText(), 'Sign out')
  await page.reload()
  await page.waitForSelector('[data-test=sign-out]')
  await becomes(() => page.locator('[data-test=sign-out]').innerText(), 'Sign out')
  await speak(page, 'zh')
  await becomes(() => page.locator('[data-test=sign-out]').innerText(), '退出')
})

scenario('a first sign-in changes the password before anything else', async (page) => {
  await page.goto('/sign-in')
  await page.fill('#user_name', 'newcomer')
  await page.fill('#password', 'one-time words here')
  await page.click('button[type=submit]')
  await page.waitForSelector('#new_password')
  await page.fill('#current_password', 'one-time words here')
  await page.fill('#new_password', 'short')
  await page.fill('#repeated', 'short')
  await page.click('button[type=submit]')
  await shows_text(page.locator('.el-form-item__error'), /12/)
  await page.fill('#new_password', 'a longer one, my own')
  await page.fill('#repeated', 'a longer one, my own')
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-out]')
}, { skip: !is_mock && 'needs the newcomer of the mock server' })

scenario('only the pages of one\'s duties are offered', async (page) => {
  await sign_in(page, { user_name: 'inspector', password: 'only looks at things' })
  await page.goto('/')
  const names = async () => (await page.locator('nav a').allInnerTexts()).map((name) => name.trim())
  await becomes(names, ['药械目录', '用药目录', '替代组', '编码核验', '国家目录与价格', '政策与规则', '审计', '我的账号'])
  await page.goto('/users')
  await page.waitForSelector('.el-empty')
}, { skip: !is_mock && 'needs the inspector of the mock server' })
