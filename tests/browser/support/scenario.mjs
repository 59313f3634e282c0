// A scenario: a person's steps on a page of their own, after which nothing may be left for the
// browser to complain about.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open_browser } from './visitor.mjs'

let house
before(async () => (house = await open_browser()))
after(async () => house?.close())

export function scenario(name, steps, options = {}) {
  test(name, { timeout: 900_000, ...options }, async () => {
    const page = await house.visit()
    try {
      await steps(page)
      assert.deepEqual(page.complaints, [])
    } finally {
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await page.close()
    }
  })
}
