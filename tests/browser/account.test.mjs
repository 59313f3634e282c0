// One's own account: the authenticator, tokens for programs, and where one is signed in.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { choose, refused, send } from './support/form.mjs'
import { barriers_of, is_mock, nurse, sign_in } from './support/visitor.mjs'
import { scenario } from './support/scenario.mjs'
import { eventually, shows_text } from './support/waiting.mjs'

const skip = { skip: is_mock && 'the mock has no accounts of one\'s own' }

const step_now = () => Math.floor(Date.now() / 30_000)

/** RFC 6238, as the app on a phone does it. */
function totp_code(secret, step) {
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
  await send(page)
  const secret = await eventually(() => page.locator('[data-test=totp-secret]').innerText(), (text) => assert.match(text, /[A-Z2-7]{16}/))
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=totp-enter]')
  await page.fill('#new-totp_code', totp_code(secret, 1)) // of long ago
  await send(page)
  await refused(page)
  const step = step_now()
  await page.fill('#new-totp_code', totp_code(secret, step))
  await send(page)
  await page.click('[data-test=totp-remove]')
  await page.fill('#new-current_password', nurse.password)
  await page.fill('.el-dialog:visible #new-totp_code', totp_code(secret, Math.max(step + 1, step_now()))) // a code counts once
  await send(page)
  await page.waitForSelector('[data-test=totp-begin]')
}, skip)

scenario('a token is made, shown once, and revoked', async (page) => {
  await sign_in(page, nurse)
  await page.goto('/account')
  await page.click('[data-test=new-token]')
  const name = `weighing ${Date.now() % 100_000}`
  await page.fill('#new-name', name)
  await choose(page, '#new-scopes', '查看')
  await page.fill('#new-current_password', nurse.password)
  await send(page)
  await shows_text(page.locator('[data-test=one-time-secret]'), /^\S{21,}$/)
  await page.click('[data-test=written-down]')
  const token = page.locator('.plain-list li', { hasText: name })
  await token.waitFor()
  await token.getByRole('button').click()
  await token.waitFor({ state: 'detached' })
}, skip)
