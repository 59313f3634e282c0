// What is typed beside each item while stock is counted, with undo and redo.
import { useManualRefHistory } from '@vueuse/core'
import { shallowRef } from 'vue'
import type { Item } from '@/api/types'
import { cells_of, count_of } from '@/shell/grid/block'

export type Head = Pick<Item, 'generic_name' | 'strength' | 'manufacturer' | 'base_unit'>
export interface CountedItem {
  readonly item_code: string
  readonly head: Head
  readonly typed: string
}

/** Null: nothing is typed; undefined: what is typed is no count. */
export const count_in = ({ typed }: CountedItem) => count_of(typed)
export const name_in = ({ head }: CountedItem) => `${head.generic_name} ${head.strength}`.trim()

export function use_counts() {
  const rows = shallowRef<readonly CountedItem[]>([])
  const { commit, undo, redo } = useManualRefHistory(rows, { capacity: 200 })
  function put(changed: readonly CountedItem[]) {
    rows.value = changed
    commit()
  }
  /** Each once; where the first of them stands. */
  function add(items: [code: string, head: Head][]): number {
    const there = new Set(rows.value.map(({ item_code }) => item_code))
    const fresh = items.filter(([code]) => !there.has(code)).map(([item_code, head]) => ({ item_code, head, typed: '' }))
    if (fresh.length > 0) put([...rows.value, ...fresh])
    return rows.value.findIndex(({ item_code }) => item_code === items[0]?.[0])
  }
  /** A figure, or a column of them out of a spreadsheet, downwards. */
  function set(from: number, text: string) {
    const typed = cells_of(text).map((cells) => cells.at(-1) ?? '')
    put(rows.value.map((row, at) => (at >= from && at < from + typed.length ? { ...row, typed: typed[at - from]! } : row)))
  }
  const remove = (code: string) => put(rows.value.filter(({ item_code }) => item_code !== code))
  const forget_figures = () => put(rows.value.map((row) => ({ ...row, typed: '' })))
  const turn = (way: 'undo' | 'redo') => (way === 'undo' ? undo() : redo())
  return { rows, add, set, remove, forget_figures, turn }
}
