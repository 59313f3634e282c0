// The one place that speaks HTTP. Everything else calls read() and write().
import type { ProblemBody } from './types'

const base = '/api/v1'
const attempts = 3
const pause_ms = 600

/** What the client needs to know of the session and the language; the stores set it. */
export const connection = {
  csrf_token: '',
  language: 'zh-CN',
  when_not_signed_in: () => {},
}

/** An answer that is not a success. `status` 0: the server was not reached. */
export class Problem extends Error {
  readonly body: ProblemBody
  readonly retry_after: number | null
  constructor(body: ProblemBody, retry_after: number | null = null) {
    super(body.detail || body.title)
    this.body = body
    this.retry_after = retry_after
  }
  get status() {
    return this.body.status
  }
  get code() {
    return this.body.code
  }
}

export interface Answer<Value> {
  value: Value
  etag: string | null
}

type Query = Record<string, string | number | null | undefined>

export function url_of(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value != null)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return base + path + (given.length ? `?${search}` : '')
}

function problem_of(status: number, code: string, text = ''): ProblemBody {
  return { type: 'about:blank', title: text, status, code, detail: text, request_id: '' }
}

/** An answer may be cut off anywhere: before its first byte or within it, the server was not reached. */
async function reached<Value>(reading: Promise<Value>, signal?: AbortSignal | null): Promise<Value> {
  try {
    return await reading
  } catch (fault) {
    if (signal?.aborted || fault instanceof SyntaxError) throw fault
    throw new Problem(problem_of(0, 'not_reached'))
  }
}

async function problem_in(response: Response): Promise<Problem> {
  const retry_after = Number(response.headers.get('Retry-After')) || null
  const is_problem = response.headers.get('Content-Type')?.includes('application/problem+json')
  const body = is_problem ? await response.json() : problem_of(response.status, 'unreadable_answer')
  return new Problem(body as ProblemBody, retry_after)
}

async function exchange(path: string, init: RequestInit, query?: Query): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', connection.language)
  headers.set('Accept', 'application/json, application/problem+json')
  const response = await reached(fetch(url_of(path, query), { ...init, headers, credentials: 'same-origin' }), init.signal)
  if (response.ok) return response
  const problem = await reached(problem_in(response), init.signal)
  if (problem.status === 401 && problem.code !== 'sign_in_failed') connection.when_not_signed_in()
  throw problem
}

async function answer_in<Value>(response: Response, signal?: AbortSignal): Promise<Answer<Value>> {
  const value = response.status === 204 ? undefined : await reached(response.json(), signal)
  return { value: value as Value, etag: response.headers.get('ETag') }
}

export async function read<Value>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<Value>> {
  return answer_in<Value>(await exchange(path, { method: 'GET', signal }, query), signal)
}

export interface Writing {
  query?: Query
  body?: unknown
  file?: Blob
  if_match?: string | null
}

// A user's action keeps its key until the server has answered it for good: pressing the button again
// after a lost answer repeats the same request, and the server does it once.
const open_actions = new Map<string, string>()

function new_key(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16)) // plain http off loopback has no randomUUID
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function action_of(method: string, path: string, writing: Writing): string {
  const { file, ...rest } = writing
  const named = file instanceof File ? [file.name, file.size, file.lastModified] : []
  return JSON.stringify([method, path, rest, named])
}

function is_unanswered(fault: unknown): boolean {
  return fault instanceof Problem && (fault.status === 0 || fault.status === 502 || fault.status === 503 || fault.status === 504)
}

function headers_of(key: string, writing: Writing): Headers {
  const headers = new Headers({ 'Idempotency-Key': key })
  if (connection.csrf_token) headers.set('X-CSRF-Token', connection.csrf_token)
  if (writing.if_match) headers.set('If-Match', writing.if_match)
  if (writing.file) headers.set('Content-Type', writing.file.type)
  else if (writing.body !== undefined) headers.set('Content-Type', 'application/json')
  return headers
}

export async function write<Value>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  writing: Writing = {},
): Promise<Answer<Value>> {
  const action = action_of(method, path, writing)
  const key = open_actions.get(action) ?? new_key()
  open_actions.set(action, key)
  const body = writing.file ?? (writing.body === undefined ? undefined : JSON.stringify(writing.body))
  for (let attempt = 1; ; ++attempt) {
    try {
      const answer = await answer_in<Value>(await exchange(path, { method, headers: headers_of(key, writing), body }, writing.query))
      open_actions.delete(action)
      return answer
    } catch (fault) {
      if (!is_unanswered(fault)) open_actions.delete(action)
      if (!is_unanswered(fault) || attempt === attempts) throw fault
      await new Promise((wake) => setTimeout(wake, attempt * pause_ms))
    }
  }
}
