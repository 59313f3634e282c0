// A list that is read page by page as it is scrolled.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { read } from './client'
import type { Page } from './types'
import { text_of } from '@/shell/problems'

const rows_a_page = 200

/** A list that is never long (a record's versions) comes whole and knows no pages. */
interface Paging { comes_whole?: boolean }

/** What a table needs of a list; `problem` says why the last page could not be read. */
export interface LongList<Row> {
  rows: Readonly<ShallowRef<Row[]>>
  is_loading: Ref<boolean>
  is_complete: Ref<boolean>
  problem: Ref<string>
  more: () => Promise<void>
}

/**
 * `name` is the list's name in the answer, `query` its filters as they are now. `reload()` starts
 * over, `more()` reads the next page; an answer that a newer reload() has overtaken is dropped.
 */
export function use_paged_list<Row>(path: () => string, name: string, query: () => Record<string, string> = () => ({}), page: Paging = {}) {
  const rows = shallowRef<Row[]>([])
  const is_loading = ref(false)
  const is_complete = ref(false)
  const problem = ref('')
  let cursor: string | null = null
  let reading: AbortController | null = null

  async function read_page() {
    reading = new AbortController()
    const mine = reading
    is_loading.value = true
    problem.value = ''
    try {
      const { value } = await read<Page<string, Row>>(path(), { ...query(), ...(page.comes_whole ? {} : { limit: rows_a_page, cursor }) }, mine.signal)
      if (mine !== reading) return
      rows.value = [...rows.value, ...((value as Record<string, unknown>)[name] as Row[])]
      cursor = value.next_cursor ?? null
      is_complete.value = cursor === null
    } catch (fault) {
      if (mine === reading && !mine.signal.aborted) problem.value = text_of(fault)
    } finally {
      if (mine === reading) is_loading.value = false
    }
  }

  async function reload() {
    reading?.abort()
    cursor = null
    rows.value = []
    is_complete.value = false
    await read_page()
  }

  async function more() {
    if (!is_loading.value && !is_complete.value) await read_page()
  }

  onScopeDispose(() => reading?.abort())
  return { rows, is_loading, is_complete, problem, reload, more }
}

/** A list that comes whole. */
export async function read_unpaged<Row>(path: string, name: string) {
  return ((await read<Record<string, unknown>>(path)).value)[name] as Row[]
}

/** All pages of a list that is known to be short (facilities, roles). */
export async function read_whole_list<Row>(path: string, name: string, query: Record<string, string> = {}) {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<string, Row> = (await read<Page<string, Row>>(path, { ...query, limit: 1000, cursor })).value
    rows.push(...((page as Record<string, unknown>)[name] as Row[]))
    cursor = page.next_cursor ?? null
  } while (cursor !== null)
  return rows
}
