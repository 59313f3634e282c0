// What somebody asks for, line by line, with undo and redo.
import { useManualRefHistory } from '@vueuse/core'
import { shallowRef } from 'vue'
import type { AskedItem, RequisitionItem } from '@/api/types'
import { cells_of, count_of } from '@/shell/grid/block'

export interface Wish {
  readonly item_code: string
  /** In base units; null: not asked for. */
  readonly quantity: number | null
  /** What was typed instead of a number. */
  readonly unread: string
  readonly suggested_quantity: number | null
  readonly note: string
}
export type Wishes = readonly Wish[]

export const new_wish = (item_code: string, quantity: number | null = null, suggested_quantity: number | null = null): Wish =>
  ({ item_code, quantity, unread: '', suggested_quantity, note: '' })

export const wish_of = (item: RequisitionItem): Wish =>
  ({ ...new_wish(item.item_code, item.requested_quantity, item.suggested_quantity), note: item.note })

/** What of them the server is told: lines with a quantity. */
export function asked(wishes: Wishes, is_held_back: (code: string) => boolean): AskedItem[] {
  return wishes.flatMap(({ item_code, quantity, suggested_quantity, note }) =>
    quantity && !is_held_back(item_code) ? [{ item_code, quantity, suggested_quantity, note }] : [])
}

/** As it was typed: a number, nothing, or what cannot be read as one and is kept to be mended. */
export function with_quantity(wish: Wish, typed: string): Wish {
  const count = count_of(typed)
  if (count === undefined) return { ...wish, unread: typed.trim() }
  return { ...wish, quantity: count || null, unread: '' }
}
export const quantity_text = ({ quantity, unread }: Wish) => unread || (quantity === null ? '' : String(quantity))

/**
 * Two columns or more: item codes and the first number after each, also of items that are not in the
 * list yet. One column: quantities, downwards from `from`. A heading is passed over.
 */
export function with_block(wishes: Wishes, from: number, text: string): Wish[] {
  const rows = cells_of(text)
  const changed = [...wishes]
  if (rows.every((cells) => cells.length < 2)) {
    rows.slice(0, wishes.length - from).forEach(([cell = ''], index) => (changed[from + index] = with_quantity(changed[from + index]!, cell)))
    return changed
  }
  const places = new Map(wishes.map(({ item_code }, index) => [item_code, index]))
  rows.forEach(([code = '', ...cells], index) => {
    const figure = cells.find((cell) => typeof count_of(cell) === 'number') ?? ''
    if (!code || (index === 0 && figure === '' && !places.has(code))) return
    const place = places.get(code) ?? changed.push(new_wish(code)) - 1
    places.set(code, place)
    changed[place] = with_quantity(changed[place]!, figure || cells.at(-1)!)
  })
  return changed
}

export function use_wishes() {
  const wishes = shallowRef<Wishes>([])
  const history = useManualRefHistory(wishes, { capacity: 200 })

  function begin(given: Wishes) {
    wishes.value = given
    history.commit()
    history.clear()
  }
  function put(changed: Wishes) {
    wishes.value = changed
    history.commit()
  }
  const change_at = (index: number, wish: Wish) => put(wishes.value.map((one, at) => (at === index ? wish : one)))
  return { wishes, begin, put, change_at, undo: history.undo, redo: history.redo, can_undo: history.canUndo, can_redo: history.canRedo }
}
