// Saves a record by itself while somebody works on it. What was sent and not answered is sent again,
// the same under the same key, before anything newer: a cut connection neither loses nor doubles.
import { onScopeDispose, ref, shallowRef } from 'vue'
import { Problem, write } from './client'
import { is_conflict } from './record'

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused' | 'conflict'

const pause_ms = 800
const again_ms = 4000

const is_unanswered = (fault: unknown) => fault instanceof Problem && [0, 502, 503, 504].includes(fault.status)

export interface Autosaving<Body, Value> {
  path: () => string
  /** What there is to save now. */
  body: () => Body
  /** The record as it was then stored. */
  taken: (value: Value, body: Body) => void
  /** A refusal; true: what was refused is now left out, and the rest is worth another try. */
  refused: (fault: Problem, body: Body) => boolean
}

export function use_autosave<Body, Value>({ path, body, taken, refused }: Autosaving<Body, Value>) {
  const state = ref<SaveState>('saved')
  const fault = shallowRef<unknown>(null)
  const etag = ref<string | null>(null)
  let sent: Body | null = null // without an answer for good
  let is_changed = false
  let running: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function in_a_while(milliseconds: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), milliseconds)
  }

  function meet(problem: unknown, given: Body): boolean {
    fault.value = problem
    if (is_unanswered(problem)) {
      state.value = 'waiting'
      in_a_while(again_ms)
      return false
    }
    sent = null
    if (is_conflict(problem)) {
      state.value = 'conflict'
      return false
    }
    is_changed = problem instanceof Problem && refused(problem, given)
    state.value = 'refused'
    return is_changed
  }

  async function save_once(): Promise<boolean> {
    if (sent === null) {
      sent = body()
      is_changed = false
    }
    const given = sent
    state.value = 'saving'
    try {
      const answer = await write<Value>('PUT', path(), { body: given, if_match: etag.value })
      sent = null
      etag.value = answer.etag
      fault.value = null
      state.value = is_changed ? 'unsaved' : 'saved'
      taken(answer.value, given)
      return true
    } catch (problem) {
      return meet(problem, given)
    }
  }

  async function save_all(): Promise<boolean> {
    while (sent !== null || is_changed) {
      if (!(await save_once())) return false
    }
    return true
  }

  /** Saves what is not saved yet; true: everything is. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (state.value === 'conflict') return false
    running ??= save_all().finally(() => (running = null))
    return running
  }

  /** There is something new to save. */
  function change() {
    is_changed = true
    if (state.value === 'saved' || state.value === 'refused') state.value = 'unsaved'
    if (state.value !== 'waiting') in_a_while(pause_ms)
  }

  /** Begins from a record that was just read. */
  function begin(with_etag: string | null) {
    clearTimeout(timer)
    etag.value = with_etag
    sent = null
    is_changed = false
    fault.value = null
    state.value = 'saved'
  }

  const reconnect = () => void flush()
  window.addEventListener('online', reconnect)
  onScopeDispose(() => {
    window.removeEventListener('online', reconnect)
    if (sent !== null || is_changed) void flush()
    clearTimeout(timer)
  })
  return { state, fault, etag, change, flush, begin }
}
