// Nobody is kept out: axe finds nothing serious on any page, and no page is wider than its window.
import assert from 'node:assert/strict'
import { rounds, windows } from './support/rounds.mjs'
import { scenario } from './support/scenario.mjs'
import { barriers_of, is_mock, sign_in } from './support/visitor.mjs'
import { at_rest } from './support/waiting.mjs'

// Every pair of window, language and appearance is among these four.
const looks = [['desktop', 'zh', 'light'], ['desktop', 'en', 'dark'], ['phone', 'zh', 'dark'], ['phone', 'en', 'light']]

/** The page in every look, without loading it again. */
async function look_at(page, path) {
  await page.goto(path)
  for (const [window_name, language, appearance] of looks) {
    await page.setViewportSize(windows[window_name])
    await page.emulateMedia({ colorScheme: appearance })
    await page.evaluate(({ language }) => {
      const other = document.querySelector('[data-test=language]')
      if (other && other.lang.startsWith(language)) other.click() // also below an open drawer
    }, { language })
    await at_rest(page)
    await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, appearance === 'dark')
    const look = `${path} ${window_name} ${language} ${appearance}`
    assert.deepEqual(await barriers_of(page), [], look)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(overflow <= 0, `${look}: ${overflow} px wider than the window`)
  }
}

for (const [turn, { who, paths }] of rounds.entries()) {
  scenario(`no serious barrier on the pages of ${who.user_name}`, async (page) => {
    if (turn === 0) await look_at(page, '/sign-in')
    await sign_in(page, who)
    for (const path of paths) await look_at(page, path)
  }, { skip: is_mock && 'the mock does not have every page' })
}
