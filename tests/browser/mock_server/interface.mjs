// The interface's answers over the data in memory.
import { randomUUID } from 'node:crypto'
import { fresh_data } from './data.mjs'
import { cancel_import, events_of, job_of, start_import } from './imports.mjs'

const data = fresh_data()

export class Refusal extends Error {
  constructor(status, code, zh, en, more = {}) {
    super(code)
    Object.assign(this, { status, code, zh, en, more })
  }
}

const is_english = (request) => request.headers['accept-language']?.startsWith('en') ?? false

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
  response.end(body === undefined ? '' : JSON.stringify(body))
}

function send_refusal(request, response, { status, code, zh, en, more }) {
  const detail = is_english(request) ? en : zh
  send(response, status, { type: `/problems/${code}`, title: detail, status, code, detail, request_id: randomUUID(), ...more },
    { 'Content-Type': 'application/problem+json', ...(status === 429 && { 'Retry-After': '30' }) })
}

async function body_of(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const json_of = async (request) => JSON.parse((await body_of(request)).toString() || '{}')

function session_of(request) {
  const id = /wutong_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  return data.sessions.get(id) ?? null
}

const shown_session = ({ user, csrf_token }) => ({
  user: { user_name: user.user_name, display_name: user.display_name, must_change_password: user.must_change_password },
  county: { code: 'qingwu' },
  duties: [...new Set(user.grants.flatMap(({ role }) => data.roles.find((one) => one.role === role)?.duties ?? []))],
  facility_code: null, supplier_code: null, csrf_token, idle_expires_at: '2026-11-22T12:00:00Z', expires_at: '2026-11-22T20:00:00Z',
})

async function sign_in(request, response) {
  const { user_name, password } = await json_of(request)
  const user = data.users.find((one) => one.user_name === user_name && one.password === password && one.status === 'enabled')
  if (!user) throw new Refusal(401, 'sign_in_failed', '用户名或密码不正确', 'The user name or the password is not right')
  const [id, session] = [randomUUID(), { user, csrf_token: randomUUID() }]
  data.sessions.set(id, session)
  send(response, 200, shown_session(session), { 'Set-Cookie': `wutong_session=${id}; HttpOnly; SameSite=Strict; Path=/` })
}

async function change_password(request, response, session) {
  const { current_password, new_password } = await json_of(request)
  if (current_password !== session.user.password) {
    throw new Refusal(422, 'password_wrong', '当前密码不正确', 'The current password is not right', { field: 'current_password' })
  }
  if (new_password.length < 12) {
    throw new Refusal(422, 'password_too_short', '新密码至少 12 个字符', 'The new password needs 12 characters at least', { field: 'new_password' })
  }
  Object.assign(session.user, { password: new_password, must_change_password: false })
  send(response, 204)
}

function page_of(url, name, rows) {
  const limit = Number(url.searchParams.get('limit') ?? 100)
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const next = from + limit
  return { [name]: rows.slice(from, next), next_cursor: next < rows.length ? String(next) : null }
}

/** The mock knows the initials of one name only; the real search knows them all. */
const initials_of = (name) => (name.startsWith('阿莫西林') ? 'amxl' : '')
const matches = (row, q) =>
  [row.code, row.name, row.generic_name, row.generic_name_en, row.trade_name, row.manufacturer, initials_of(row.generic_name ?? '')]
    .some((text) => text?.toLowerCase().includes(q.toLowerCase()))

function list(url, name) {
  const { q = '', kind, status, actor, operation } = Object.fromEntries(url.searchParams)
  return page_of(url, name, data[name].filter((row) =>
    (!q || matches(row, q)) && (!kind || row.kind === kind) && (name !== 'items' || !status || status === 'all' || row.status === status) &&
    (!actor || row.actor.includes(actor)) && (!operation || row.operation.includes(operation))))
}

const nouns = { items: 'code', suppliers: 'code', facilities: 'code', users: 'user_name' }
const shown = ({ password, ...row }) => row
const etag_of = (row) => `"${row.version}"`

function find(noun, key) {
  const row = data[noun]?.find((one) => one[nouns[noun]] === key)
  if (!row) throw new Refusal(404, 'not_found', `没有 ${key}`, `There is no ${key}`)
  return row
}

function check_etag(request, row) {
  if (request.headers['if-match'] === etag_of(row)) return
  throw new Refusal(412, 'changed_meanwhile', `${row.code ?? row.user_name} 已被他人修改，现为第 ${row.version} 版`,
    `${row.code ?? row.user_name} was changed by somebody else and is at version ${row.version}`)
}

function check_body(noun, body) {
  const is_decimal = (text) => text === null || text === undefined || /^\d+(\.\d+)?$/.test(text)
  for (const field of ['list_price', 'vat_rate', 'order_fee', 'minimum_order_amount']) {
    if (is_decimal(body[field])) continue
    throw new Refusal(422, 'number_malformed', `“${body[field]}”不是数字`, `“${body[field]}” is not a number`, { errors: [
      { field, code: 'number_malformed', detail: `“${body[field]}”不是数字 / not a number` }] })
  }
}

function change(row, body, actor) {
  const history = data.history.get(row) ?? [{ ...shown(row), effective_from: '2026-01-01', recorded_at: '2026-01-01T00:00:00Z', actor: 'command_line:root' }]
  const { effective_from = '2026-11-22', ...fields } = body
  Object.assign(row, fields, { version: row.version + 1 })
  history.push({ ...shown(row), effective_from, recorded_at: new Date().toISOString(), actor })
  data.history.set(row, history)
}

const parts_of_item = {
  stock: () => ({ stock: [
    { facility_code: 'C0001', facility_name: '青梧县统一药械采购配送中心', lot: '26060101', expires_on: '2028-05-31', quantity: 43896 },
    { facility_code: 'H0001', facility_name: '青梧县人民医院', lot: '25073102', expires_on: '2027-07-31', quantity: 1200 }], next_cursor: null }),
  prices: () => ({ prices: [
    { period: '2026-11', supplier_code: 'S0001', supplier_name: '青梧惠民医药有限公司', pack_price: '6.6795', kind: 'award' },
    { period: '2026-11', supplier_code: 'S0002', supplier_name: '太行康泽医药配送有限公司', pack_price: '7.74', kind: 'bid' }], next_cursor: null }),
}

async function answer_record(request, response, session, [noun, key, part]) {
  const row = find(noun, decodeURIComponent(key))
  if (request.method === 'GET' && part === 'versions') {
    return send(response, 200, { versions: data.history.get(row) ?? [{ ...row, effective_from: '2026-01-01', recorded_at: '2026-01-01T00:00:00Z', actor: 'admin' }], next_cursor: null })
  }
  if (request.method === 'GET' && part) return send(response, 200, parts_of_item[part]())
  if (request.method === 'GET') return send(response, 200, shown(row), { ETag: etag_of(row) })
  const body = await json_of(request)
  if (noun !== 'users') check_etag(request, row)
  check_body(noun, body)
  const more = {}
  if (part === 'disable' || part === 'enable') change(row, { status: `${part}d` }, session.user.user_name)
  else if (part === 'reset-password') {
    more.one_time_password = `reset-${randomUUID().slice(0, 13)}`
    change(row, { password: more.one_time_password, must_change_password: true }, session.user.user_name)
  } else change(row, body, session.user.user_name)
  send(response, 200, { ...shown(row), ...more }, { ETag: etag_of(row) })
}

const exchange_kinds = [
  ['items', 'catalogue'], ['suppliers', 'suppliers'], ['facilities', 'members'],
].map(([name, what]) => ({ name, title_zh: name, columns: [{ name: 'code', title_zh: '代码' }], reading_duty: `read_${what}`, changing_duty: `keep_${what}` }))

async function create_user(request, response) {
  const { user_name, display_name } = await json_of(request)
  if (data.users.some((one) => one.user_name === user_name)) {
    throw new Refusal(409, 'user_name_taken', `用户名 ${user_name} 已有人使用`, `The user name ${user_name} is taken`, { field: 'user_name' })
  }
  const one_time_password = `once-${randomUUID().slice(0, 13)}`
  const user = { user_name, display_name, password: one_time_password, must_change_password: true, status: 'enabled', grants: [], supplier_code: null, last_sign_in_at: null, version: 1 }
  data.users.push(user)
  send(response, 201, { ...shown(user), one_time_password })
}

async function answer_job(request, response, job_id, part) {
  if (request.method === 'DELETE') return cancel_import(data, job_id), send(response, 204)
  if (part === 'events') return events_of(data, job_id, is_english(request), response)
  send(response, 200, job_of(data, job_id, is_english(request)))
}

async function answer_signed_in(request, response, url, session, parts) {
  const [noun, key, part] = parts
  const method = request.method
  if (method !== 'GET') {
    if (request.headers['x-csrf-token'] !== session.csrf_token) throw new Refusal(403, 'csrf_token_wrong', '请求来源不明', 'The request has no good token')
    if (!request.headers['idempotency-key']) throw new Refusal(400, 'idempotency_key_missing', '缺少幂等键', 'There is no idempotency key')
  }
  if (noun === 'session' && key === 'password') return change_password(request, response, session)
  if (noun === 'session' && method === 'GET') return send(response, 200, shown_session(session))
  if (noun === 'cycles') return send(response, 200, { cycles: data.cycles })
  if (noun === 'roles') return send(response, 200, { roles: data.roles })
  if (noun === 'audit' && method === 'POST') return send(response, 200, { unbroken: true, broken_at: null, reason: null })
  if (noun === 'audit') { const { entries, next_cursor } = list(url, 'entries'); return send(response, 200, { entries, next_cursor }) }
  if (noun === 'exchange-kinds') return send(response, 200, { kinds: exchange_kinds })
  if (noun === 'imports') return send(response, 202, start_import(data, key, url.searchParams.get('mode'), (await body_of(request)).toString()))
  if (noun === 'jobs') return answer_job(request, response, key, part)
  if (noun === 'exports') return send(response, 200, [], { 'Content-Disposition': `attachment; filename=${key}.csv` })
  if (noun === 'users' && method === 'POST' && !key) return create_user(request, response)
  if (nouns[noun] && !key) { const page = list(url, noun); return send(response, 200, { ...page, [noun]: page[noun].map(shown) }) }
  if (nouns[noun]) return answer_record(request, response, session, parts)
  throw new Refusal(404, 'not_found', '没有这个地址', 'There is nothing at this path')
}

export async function answer_interface(request, response, url) {
  const parts = url.pathname.slice('/api/v1/'.length).split('/')
  const session = session_of(request)
  try {
    if (parts[0] === 'session' && parts.length === 1 && request.method === 'POST') return await sign_in(request, response)
    if (!session) throw new Refusal(401, 'not_signed_in', '请先登录', 'Sign in first')
    if (parts[0] === 'session' && parts.length === 1 && request.method === 'DELETE') {
      return send(response, 204, undefined, { 'Set-Cookie': 'wutong_session=; Max-Age=0; Path=/' })
    }
    await answer_signed_in(request, response, url, session, parts)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    send_refusal(request, response, fault)
  }
}
