// One's own account: the authenticator, tokens for programs, and where one is signed in.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { barriers_of, is_mock, nurse, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'

const skip = { skip: is_mock && 'the mock has no accounts of one\'s own' }

/** RFC 6238, as the app on a phone does it. */
function totp_code(secret, step = Math.floor(Date.now() / 30_000)) {
  const bits = [...secret.replace(/[\s=]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', key).update(counter).digest()
  const place = hash[19] & 15
  return String((hash.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

scenario('an authenticator is begun, refused with a wrong code, confirmed, and given up', async (page) => {
  await sign_in(page, nurse)
  await page.goto('/account')
  await page.click('[data-test=totp-begin]')
  await page.fill('#new-current_password', nurse.password)
  await page.click('.el-dialog [data-test=submit]')
  const secret = await page.locator('[data-test=totp-secret]').innerText()
  assert.deepEqual(await barriers_of(page), [])
  const step = Math.floor(Date.now() / 30_000)
  const [code, next_code] = [totp_code(secret, step), totp_code(secret, step + 1)]
  await page.click('[data-test=totp-enter]')
  await page.fill('#new-totp_code', code === '000000' ? '111111' : '000000')
  await page.click('.el-dialog [data-test=submit]')
  await page.waitForSelector('.el-message--error, .el-form-item__error')
  await page.fill('#new-totp_code', code)
  await page.click('.el-dialog [data-test=submit]')
  await page.waitForSelector('[data-test=totp-remove]')
  await page.click('[data-test=totp-remove]')
  await page.fill('#new-current_password', nurse.password)
  await page.fill('#new-totp_code', next_code) // a code counts once
  await page.click('.el-dialog [data-test=submit]')
  await page.waitForSelector('[data-test=totp-begin]')
}, skip)

scenario('a token is made, shown once, and revoked', async (page) => {
  await sign_in(page, nurse)
  await page.goto('/account')
  await page.click('[data-test=new-token]')
  const name = `weighing ${Date.now() % 100_000}`
  await page.fill('#new-name', name)
  await page.click('.el-form-item:has(#new-scopes) .el-select__wrapper')
  await page.locator('.el-select-dropdown__item:visible').first().click()
  await page.keyboard.press('Escape')
  await page.fill('#new-current_password', nurse.password)
  await page.click('.el-dialog [data-test=submit]')
  assert.ok((await page.locator('[data-test=one-time-secret]').innerText()).length > 20)
  await page.click('[data-test=written-down]')
  const token = page.locator('.plain-list li', { hasText: name })
  await token.waitFor()
  await token.getByRole('button').click()
  await token.waitFor({ state: 'detached' })
}, skip)
