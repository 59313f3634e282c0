// What a judge lets through, line by line, before he says so: typed, taken back, refused.
import { useManualRefHistory } from '@vueuse/core'
import { computed, reactive, shallowRef } from 'vue'
import type { RequisitionItem } from '@/api/types'
import { cells_of } from '@/shell/grid/block'
import { granted_of, standing_of } from './review_fields'

export function use_grants(items: () => RequisitionItem[]) {
  const typed = shallowRef<Readonly<Record<string, string>>>({})
  const refused = reactive(new Map<string, string>())
  const { commit, clear, undo, redo, canUndo, canRedo } = useManualRefHistory(typed, { capacity: 200 })

  function begin() {
    typed.value = {}
    refused.clear()
    commit()
    clear()
  }
  function put(changed: Record<string, string>) {
    typed.value = { ...typed.value, ...changed }
    Object.keys(changed).forEach((code) => refused.delete(code))
    commit()
  }
  const set = (code: string, text: string) => put({ [code]: text })
  /** A column of quantities out of a spreadsheet, downwards. */
  function paste(from: number, text: string) {
    const lines = items().slice(from)
    put(Object.fromEntries(cells_of(text).slice(0, lines.length).map((cells, index) => [lines[index]!.item_code, cells.at(-1) ?? ''])))
  }
  function refuse(figures: string[], text: string) {
    items().filter(({ item_code }) => figures.includes(item_code)).forEach(({ item_code }) => refused.set(item_code, text))
  }

  const text_of = (item: RequisitionItem) => typed.value[item.item_code] ?? String(standing_of(item))
  const unread = computed(() => items().filter((item) => granted_of(item, typed.value[item.item_code]) === null).length)
  /** The lines of which less is let through than stands there. */
  const cuts = computed(() => items().flatMap((item) => {
    const quantity = granted_of(item, typed.value[item.item_code])
    return quantity === null || quantity === standing_of(item) ? [] : [{ item_code: item.item_code, quantity }]
  }))
  const is_unread = (item: RequisitionItem) => granted_of(item, typed.value[item.item_code]) === null
  const turn = (direction: 'undo' | 'redo') => (direction === 'undo' ? undo : redo)()
  return { begin, set, paste, refuse, refused, text_of, is_unread, unread, cuts, turn, can_undo: canUndo, can_redo: canRedo }
}
export type Grants = ReturnType<typeof use_grants>
