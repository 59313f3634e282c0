// What a person does with the console, in both languages, without a complaint of the browser.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { administrator, barriers_of, keeper_of_users, is_mock, open_browser, sign_in, speak } from './support/visitor.mjs'

let house
before(async () => (house = await open_browser()))
after(async () => house?.close())

/** Runs a scenario on a page of its own; nothing may be left for the browser to complain about. */
function scenario(name, steps, options = {}) {
  test(name, { timeout: 180_000, ...options }, async () => {
    const page = await house.visit()
    try {
      await steps(page)
      assert.deepEqual(page.complaints, [])
    } finally {
      await page.close()
    }
  })
}

scenario('a wrong password is refused in words, the right one lets in, and signing out ends it', async (page) => {
  await page.goto('/catalogue')
  await page.fill('#user_name', administrator.user_name)
  await page.fill('#password', 'certainly not this one')
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-in-refused]')
  assert.match(await page.locator('[data-test=sign-in-refused]').innerText(), /\p{Script=Han}/u)
  await page.fill('#password', administrator.password)
  await page.click('button[type=submit]')
  await page.waitForURL('**/catalogue')
  await page.click('[data-test=sign-out]')
  await page.waitForURL('**/sign-in')
  await page.goto('/catalogue')
  await page.waitForURL('**/sign-in?next=/catalogue')
})

scenario('after a sign-in another site cannot be the next page', async (page) => {
  await page.goto('/sign-in?next=//example.org/')
  await page.fill('#user_name', administrator.user_name)
  await page.fill('#password', administrator.password)
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-out]')
  assert.ok(page.url().startsWith(house.url))
})

scenario('the language is switched and kept', async (page) => {
  await sign_in(page)
  await speak(page, 'en')
  assert.equal(await page.locator('[data-test=sign-out]').innerText(), 'Sign out')
  await page.reload()
  await page.waitForSelector('[data-test=sign-out]')
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await speak(page, 'zh')
  assert.equal(await page.locator('[data-test=sign-out]').innerText(), '退出')
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
  await page.waitForSelector('.el-form-item__error')
  assert.match(await page.locator('.el-form-item__error').innerText(), /12/)
  await page.fill('#new_password', 'a longer one, my own')
  await page.fill('#repeated', 'a longer one, my own')
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-test=sign-out]')
}, { skip: !is_mock && 'needs the newcomer of the mock server' })

scenario('only the pages of one\'s duties are offered', async (page) => {
  await sign_in(page, { user_name: 'inspector', password: 'only looks at things' })
  const names = await page.locator('nav a').allInnerTexts()
  assert.deepEqual(names.map((name) => name.trim()), ['药械目录', '审计', '我的账号'])
  await page.goto('/users')
  await page.waitForSelector('.el-empty')
}, { skip: !is_mock && 'needs the inspector of the mock server' })

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
  const first = await page.locator('.long-table__count').innerText()
  await page.locator('.el-table-v2__body > div').first().hover()
  for (let turn = 0; turn < 6; ++turn) await page.mouse.wheel(0, 3000)
  await page.waitForFunction((before) => document.querySelector('.long-table__count').textContent.trim() !== before, first)
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
  await other.waitForSelector('.el-message--success')
  await other.close()
  await page.fill('#field-trade_name', `后改 ${stamp}`)
  await page.click('[data-test=save]')
  await page.waitForSelector('[data-test=conflict] li')
  assert.match(await page.locator('[data-test=conflict]').innerText(), new RegExp(`先改 ${stamp}`))
  assert.deepEqual(await barriers_of(page), [])
  await page.click('[data-test=keep-mine]')
  await page.click('[data-test=save]')
  await page.waitForSelector('.el-message--success')
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
    await page.fill('.el-message-box__input input', '质量公告')
    await page.click('.el-message-box__btns .el-button--primary')
    await page.waitForSelector(`[data-test=${other}]`)
  }
})

const heading = 'code,generic_name,trade_name,form,strength,base_unit,pack_size,manufacturer,kind,storage,vat_rate,substitution_group,approval_no,list_price'
const row_of = (code, { name = '试验片', pack_size = '24', vat_rate = '0.13', list_price = '8.72' } = {}) =>
  `${code},${name},,片剂,0.25g,片,${pack_size},试验药厂,western,room,${vat_rate},,国药准字H00000000,${list_price}`
const upload = (page, lines) =>
  page.setInputFiles('input[type=file]', { name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from([heading, ...lines, ''].join('\n')) })

scenario('a file with three bad rows says for each why, in Chinese and in English', async (page) => {
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, [row_of('Y1'), row_of('Y2', { pack_size: '0' }), row_of('Y3', { vat_rate: 'many' }), row_of('Y4', { list_price: '8,x'.replace(',', '.') })])
  await page.click('[data-test=preview]')
  await page.waitForSelector('[data-test=report] .el-table-v2__row')
  const reasons = () => page.locator('[data-test=report] .el-table-v2__row').evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('.el-table-v2__row-cell')].map((cell) => cell.textContent.trim())))
  const in_chinese = await reasons()
  assert.deepEqual(in_chinese.map(([row, column]) => [row, column]), [['2', 'pack_size'], ['3', 'vat_rate'], ['4', 'list_price']])
  for (const cells of in_chinese) assert.match(cells[3], /\p{Script=Han}/u)
  assert.deepEqual(await barriers_of(page), [])
  await speak(page, 'en')
  await page.waitForFunction((before) => !document.querySelector('[data-test=report]').textContent.includes(before), in_chinese[0][3])
  for (const cells of await reasons()) assert.doesNotMatch(cells[3], /\p{Script=Han}/u)
  await speak(page, 'zh')
})

scenario('a long import shows its progress and can be cancelled', async (page) => {
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, Array.from({ length: 20_000 }, (_, index) => row_of(`Z${index}`)))
  await page.click('[data-test=preview]')
  await page.waitForSelector('.el-progress')
  await page.click('[data-test=cancel]')
  await page.waitForSelector('.el-alert--info')
  assert.equal(await page.locator('[data-test=report]').count(), 0)
}, { skip: !is_mock && 'a real server may be done before the hand is there' })

scenario('without an event stream progress is asked for, and a good file is imported', async (page) => {
  await page.route('**/events', (route) => route.abort())
  await sign_in(page)
  await page.goto('/exchange')
  await upload(page, [row_of('Y1')])
  await page.click('[data-test=preview]')
  await page.click('[data-test=import-all]')
  await page.waitForSelector('[data-test=report] .el-alert--success')
  page.complaints.splice(0, page.complaints.length, ...page.complaints.filter((line) => !line.includes('ERR_FAILED')))
})

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
  await page.waitForSelector('[data-test=one-time-password]')
  assert.notEqual((await page.locator('[data-test=one-time-password]').innerText()).trim(), '')
  await page.click('[data-test=written-down]')
  await page.waitForSelector('[data-test=one-time-password]', { state: 'detached' })
  await page.getByRole('button', { name: user_name }).click()
  await page.click('[data-test=add-grant]')
  await page.waitForSelector('.user__grant')
  assert.deepEqual(await barriers_of(page), [])
})

const rounds = [
  { who: administrator, paths: ['/', '/catalogue', '/catalogue?item=X0001', '/suppliers', '/members', '/exchange', '/account'] },
  { who: keeper_of_users, paths: ['/users', '/audit', '/no-such-page'] },
]
const windows = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
for (const [window_name, size] of Object.entries(windows)) {
  for (const language of ['zh', 'en']) {
    for (const appearance of ['light', 'dark']) {
      scenario(`no serious barrier on any page: ${window_name}, ${language}, ${appearance}`, async (page) => {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme: appearance })
        await page.goto('/sign-in')
        await page.waitForSelector('#user_name')
        await speak(page, language)
        assert.deepEqual(await barriers_of(page), [], 'sign-in')
        for (const { who, paths } of rounds) {
          await sign_in(page, who)
          for (const path of paths) {
            await page.goto(path)
            await page.waitForSelector('h1')
            await page.waitForLoadState('networkidle')
            assert.deepEqual(await barriers_of(page), [], path)
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
            assert.ok(overflow <= 0, `${path} is ${overflow} px wider than the window`)
          }
          await page.click('[data-test=sign-out]')
          await page.waitForURL('**/sign-in')
        }
        await speak(page, 'zh')
      })
    }
  }
}
