// Who may sign in, and the audit.
import assert from 'node:assert/strict'
import { barriers_of, keeper_of_users, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'

scenario('a lost answer is asked for again with the same key', async (page) => {
  const keys = []
  await page.route('**/api/v1/audit/verification', (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    return keys.length === 1 ? route.abort() : route.continue()
  })
  await sign_in(page, keeper_of_users)
  await page.goto('/audit')
  await page.click('[data-test=verify]')
  await page.waitForSelector('[data-test=verdict]')
  await page.click('[data-test=verdict] .el-alert__close-btn')
  await page.waitForSelector('[data-test=verdict]', { state: 'hidden' }) // the first one has faded away
  await page.click('[data-test=verify]')
  await page.waitForSelector('[data-test=verdict]')
  assert.equal(keys.length, 3)
  assert.equal(keys[0], keys[1])
  assert.notEqual(keys[1], keys[2])
  page.complaints.splice(0, page.complaints.length, ...page.complaints.filter((line) => !line.includes('ERR_FAILED')))
})

scenario('a new user\'s password is shown once', async (page) => {
  await sign_in(page, keeper_of_users)
  await page.goto('/users')
  const user_name = `user${Date.now() % 1_000_000}`
  await page.click('[data-test=new-user]')
  await page.fill('#new_user_name', user_name)
  await page.fill('#new_display_name', '张三')
  await page.click('[data-test=create]')
  await page.waitForSelector('[data-test=one-time-secret]')
  assert.notEqual((await page.locator('[data-test=one-time-secret]').innerText()).trim(), '')
  await page.click('[data-test=written-down]')
  await page.waitForSelector('[data-test=one-time-secret]', { state: 'detached' })
  await page.getByRole('button', { name: user_name }).click()
  await page.click('[data-test=add-grant]')
  await page.waitForSelector('.user__grant')
  assert.deepEqual(await barriers_of(page), [])
})
