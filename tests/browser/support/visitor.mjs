// A person at the console: Debian's Chromium, and everything that it complains about.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start_mock_server } from '../mock_server/mock_server.mjs'
import { patience } from './waiting.mjs'
import { make_weather } from './weather.mjs'

// The console's own packages serve its tests too.
const require = createRequire(new URL('../../../procurement/console/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** A real server's address and an administrator of it; without them the mock server is used. */
const given_url = process.env.WUTONG_URL
export const is_mock = !given_url
/** Who keeps users and reads the audit; on a real server another person than who keeps the catalogue. */
export const keeper_of_users = {
  user_name: process.env.WUTONG_ADMIN ?? process.env.WUTONG_USER ?? 'admin',
  password: process.env.WUTONG_PASSWORD ?? 'correct horse battery',
}
export const administrator = {
  user_name: process.env.WUTONG_USER ?? 'admin',
  password: process.env.WUTONG_PASSWORD ?? 'correct horse battery',
}
/** The account of a supplier, and of a member facility; the mock has none. */
const password = administrator.password
export const supplier = { user_name: process.env.WUTONG_SUPPLIER ?? '', password }
export const member = { user_name: process.env.WUTONG_MEMBER ?? '', password }
/** Somebody whose own account is changed while the others work. */
export const nurse = { user_name: process.env.WUTONG_NURSE ?? '', password }
/** Who asks for restocks, approves them, keeps the invoices and pays. */
export const doctor = { user_name: process.env.WUTONG_DOCTOR ?? '', password }
export const judge = { user_name: process.env.WUTONG_JUDGE ?? '', password }
export const finance = { user_name: process.env.WUTONG_FINANCE ?? '', password }
export const payer = { user_name: process.env.WUTONG_PAYER ?? '', password }
/** Who receives goods, who inspects them, and who closes what the first inspector resolved. */
export const receiver = { user_name: process.env.WUTONG_RECEIVER ?? '', password }
export const inspector = { user_name: process.env.WUTONG_INSPECTOR ?? '', password }
export const second_inspector = { user_name: process.env.WUTONG_SECOND_INSPECTOR ?? '', password }
/** Numbers of orders by what is done with them. */
export const orders = JSON.parse(process.env.WUTONG_ORDERS ?? '{}')
/** Somebody who is shown the door. */
export const visitor = { user_name: process.env.WUTONG_VISITOR ?? '', password }

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

/** Opens a browser for a test file; `close()` ends it and the mock server. */
export async function open_browser() {
  const folder = process.env.WUTONG_CONSOLE ?? new URL('../../../build/console', import.meta.url).pathname
  const server = given_url ? { url: given_url, stop() {} } : await start_mock_server(folder)
  const profile = mkdtempSync(join(tmpdir(), 'wutong-browser-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags, baseURL: server.url,
    viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true,
  })
  browser.setDefaultTimeout(patience)
  await browser.addInitScript(watch_page)
  return {
    url: server.url,
    browser,
    visit: async () => Object.assign(await visit(browser, server.url), { house_url: server.url }),
    async close() {
      await browser.close()
      server.stop()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

// A refused request is written to the browser's console by the browser itself; the page did nothing wrong.
const is_refusal_line = (text) => /Failed to load resource: the server responded with a status of 4\d\d/.test(text)

/** In every page, before anything of its own. */
function watch_page() {
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  // What the console says goes away by itself, perhaps before anybody looks.
  globalThis.wutong_told = []
  const note = (node) => {
    const kind = node instanceof Element && /\bel-message--(success|error|warning|info)\b/.exec(node.className)?.[1]
    if (kind) globalThis.wutong_told.push({ kind, text: node.textContent.trim() })
  }
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(note)))
    .observe(document, { childList: true, subtree: true })
}

async function forget(page, origin) {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage' })
  await session.detach()
}

/** A page of somebody of whom this browser knows nothing: what another scenario left behind is forgotten. */
async function visit(browser, url) {
  const page = await browser.newPage()
  await forget(page, new URL(url).origin)
  await make_weather(page)
  const complaints = []
  page.on('console', (line) => {
    const told = ['error', 'warning'].includes(line.type()) && !is_refusal_line(line.text())
    if (told) complaints.push(`${line.type()}: ${line.text()}`)
  })
  page.on('pageerror', (fault) => complaints.push(`page: ${fault.stack}`))
  page.on('request', (request) => {
    const is_foreign = !request.url().startsWith(new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin)
    if (is_foreign && !request.url().startsWith('data:')) complaints.push(`network: ${request.url()}`)
  })
  return Object.assign(page, { complaints })
}

/** Signs in as a person does, through the form. */
export async function sign_in_by_form(page, { user_name, password } = administrator) {
  await page.goto('/sign-in')
  await page.fill('#user_name', user_name)
  await page.fill('#password', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-out]')
}

const kept_sessions = new Map()

/** Comes as somebody, whoever was here before, with the session that this browser got when he first came. No page is open then. */
export async function sign_in(page, { user_name, password } = administrator) {
  await page.goto('about:blank') // the one before asks for nothing more
  const context = page.context()
  await context.clearCookies()
  const key = `${page.house_url} ${user_name}`
  if (kept_sessions.has(key)) await context.addCookies(kept_sessions.get(key))
  else {
    const answer = await page.request.post('/api/v1/session', { data: { user_name, password }, headers: { 'Idempotency-Key': randomUUID() } })
    assert.ok(answer.ok(), `${user_name}: ${await answer.text()}`)
  }
  kept_sessions.set(key, await context.cookies())
}

/** Goes, as a person does; the session is gone too. */
export async function sign_out(page) {
  await page.click('[data-test=sign-out]')
  await page.waitForURL('**/sign-in*')
  await page.waitForSelector('#user_name')
}

export async function speak(page, language) {
  const wanted = language === 'en' ? 'en' : 'zh-CN'
  if ((await page.locator('html').getAttribute('lang')) !== wanted) await page.click('[data-test=language]')
  await page.waitForSelector(`html[lang=${wanted}]`)
}

/** Violations of WCAG 2.1 A and AA that axe calls serious or critical, each on a line. */
export async function barriers_of(page) {
  // Colours in transition are not what a reader sees; a transition begins a frame after what set it off.
  await page.evaluate(async () => {
    for (let turn = 0; turn < 3; ++turn) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      document.getAnimations().forEach((one) => one.effect?.getComputedTiming().iterations === Infinity || one.finish())
    }
  })
  await page.evaluate(`globalThis.axe ?? (() => { ${axe} })()`)
  const violations = await page.evaluate(async () =>
    (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], preload: false })).violations)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)} | ${node.any?.[0]?.message ?? ''}`))
}
