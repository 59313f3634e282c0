// Who may sign in, and the audit.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { agree, choose, saved, send } from './support/form.mjs'
import { barriers_of, is_mock, keeper_of_users, open_browser, sign_in, visitor } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { at_rest, escape, forgive, shows_text } from './support/waiting.mjs'

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
  forgive(page, 'ERR_FAILED')
})

scenario('a new user\'s password is shown once', async (page) => {
  await sign_in(page, keeper_of_users)
  await page.goto('/users')
  const user_name = `user${Date.now() % 1_000_000}`
  await page.click('[data-test=new-user]')
  await page.fill('#new_user_name', user_name)
  await page.fill('#new_display_name', '张三')
  await page.click('[data-test=create]')
  await shows_text(page.locator('[data-test=one-time-secret]'), /\S/)
  await page.click('[data-test=written-down]')
  await page.waitForSelector('[data-test=one-time-secret]', { state: 'detached' })
  await page.getByRole('button', { name: user_name }).click()
  await page.click('[data-test=add-grant]')
  await page.waitForSelector('.user__grant')
  assert.deepEqual(await barriers_of(page), [])
})

const skip = { skip: is_mock && 'the mock has neither' }

scenario('a checkpoint is signed, kept as a file, and the verification counts it', async (page) => {
  await sign_in(page, keeper_of_users)
  await page.goto('/audit?part=checkpoints')
  await page.waitForSelector('.long-table__count')
  await page.click('[data-test=sign]')
  await saved(page)
  await at_rest(page) // with the one that was just signed
  await page.locator('.el-table-v2__row button').first().click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-test=checkpoint-file]')])
  assert.match(file.suggestedFilename(), /^checkpoint-\d+\.txt$/)
  assert.match(readFileSync(await file.path(), 'utf8'), /[0-9a-f]{64}/)
  assert.deepEqual(await barriers_of(page), [])
  await escape(page)
  await page.click('[data-test=verify]')
  await page.waitForSelector('[data-test=verdict].el-alert--success')
  await shows_text(page.locator('[data-test=verdict]'), /共核对 [\d,]+ 条记录、[1-9]\d* 个检查点/)
  const [archive] = await Promise.all([page.waitForEvent('download'), page.click('[data-test=export]')])
  assert.equal(readFileSync(await archive.path()).subarray(0, 2).toString(), 'PK')
}, skip)

scenario('another person\'s token is revoked, and their sessions end', async (page) => {
  await sign_in(page, visitor)
  await page.goto('/account')
  await page.click('[data-test=new-token]')
  await page.fill('#new-name', 'lost phone')
  await choose(page, '#new-scopes', '查看')
  await page.fill('#new-current_password', visitor.password)
  await send(page)
  await page.click('[data-test=written-down]')
  const other = await open_browser() // with cookies of its own
  const keeper = await other.visit()
  await sign_in(keeper, keeper_of_users)
  await keeper.goto('/users')
  await keeper.getByRole('button', { name: visitor.user_name, exact: true }).click()
  await keeper.getByRole('tab', { name: '登录与令牌' }).click()
  await keeper.waitForSelector('[data-test=sessions] li')
  assert.deepEqual(await barriers_of(keeper), [])
  await keeper.click('[data-test="revoke-lost phone"]')
  await agree(keeper)
  await keeper.waitForSelector('[data-test=tokens]', { state: 'detached' })
  await keeper.click('[data-test=end-sessions]')
  await agree(keeper)
  await keeper.waitForSelector('[data-test=sessions]', { state: 'detached' })
  await other.close()
  await page.goto('/account') // out
  await page.waitForSelector('#password')
}, skip)
