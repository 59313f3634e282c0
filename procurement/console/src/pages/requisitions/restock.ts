// A requisition while it is written: its lines, what the server knows of their items, what it said
// against them, and the saving.
import { computed, reactive, ref, shallowRef, triggerRef } from 'vue'
import { Problem, read, write } from '@/api/client'
import { use_autosave } from '@/api/autosave'
import type { AskedItem, Item, Requisition, RequisitionItem, SuggestionInputs } from '@/api/types'
import { text_of } from '@/shell/problems'
import { forget_draft, kept_draft, keep_draft } from './kept_draft'
import { is_writable } from './requisition_fields'
import { use_suggestions } from './suggestions'
import { asked, new_wish, use_wishes, wish_of, with_block, with_quantity, type Wish, type Wishes } from './wishes'

export type Facts = Pick<RequisitionItem, 'generic_name' | 'form' | 'strength' | 'base_unit' | 'manufacturer' | 'pack_size' | 'reference_price' | 'estimated_amount'>
export interface RestockRow {
  item_code: string
  wish: Wish
  facts: Facts | null
  /** As it was when the line came, else as it is today. */
  suggested: number | null
  inputs: SuggestionInputs | null
  fault: string
}
interface Change {
  needed_on: string | null
  reason: string
  items: AskedItem[]
}

export function use_restock(number: string) {
  const path = `/requisitions/${encodeURIComponent(number)}`
  const record = shallowRef<Requisition | null>(null)
  const head = reactive({ needed_on: '' as string | null, reason: '' })
  const { wishes, begin: begin_wishes, put, change_at, undo, redo, can_undo, can_redo } = use_wishes()
  const facts = shallowRef(new Map<string, Facts>())
  const faults = reactive(new Map<string, string>())
  const is_restored = ref(false)
  const { by_item: suggestions, load: load_suggestions } = use_suggestions()

  function learn(known: [code: string, facts: Facts][]) {
    for (const [code, one] of known) facts.value.set(code, one)
    triggerRef(facts)
  }
  const learn_stored = ({ items }: Requisition) => learn(items.map((item) => [item.item_code, item]))

  /** The item whose line a refusal names, by its code or its place; nothing: it is about the whole. */
  function line_named({ body }: Problem, sent: Change): string | undefined {
    const place = /^\/items\/(\d+)/.exec(body.field ?? '')?.[1]
    if (place) return sent.items[Number(place)]?.item_code
    return sent.items.find(({ item_code }) => body.figures?.includes(item_code))?.item_code
  }
  const saving = use_autosave<Change, Requisition>({
    path: () => path,
    body: () => ({ needed_on: head.needed_on || null, reason: head.reason, items: asked(wishes.value, (code) => faults.has(code)) }),
    taken: (stored) => {
      record.value = stored
      learn_stored(stored)
      if (saving.state.value === 'saved' && faults.size === 0) forget_draft(number)
      else keep()
    },
    refused: (fault, sent) => {
      const code = line_named(fault, sent)
      if (code) faults.set(code, text_of(fault)) // and it is left out of the next try
      return code !== undefined
    },
  })
  const keep = () => keep_draft(number, { etag: saving.etag.value, wishes: wishes.value, ...head })

  function take(stored: Requisition, etag: string | null) {
    record.value = stored
    faults.clear()
    learn_stored(stored)
    Object.assign(head, { needed_on: stored.needed_on ?? '', reason: stored.reason })
    begin_wishes(stored.items.map(wish_of))
    saving.begin(etag)
    if (is_writable(stored.state)) void load_suggestions(stored.facility_code)
  }

  /** Reads it; what was typed and never saved comes back as long as nobody has changed it since. */
  async function load() {
    const { value, etag } = await read<Requisition>(path)
    take(value, etag)
    const kept = kept_draft(number)
    is_restored.value = kept !== null && kept.etag === etag
    if (!kept || kept.etag !== etag) return forget_draft(number)
    Object.assign(head, { needed_on: kept.needed_on, reason: kept.reason })
    put(kept.wishes)
    saving.change()
  }

  function changed() {
    keep()
    saving.change()
  }
  const index_of = (code: string) => wishes.value.findIndex(({ item_code }) => item_code === code)
  /** A line that was refused is tried again when it has been changed. */
  function set(code: string, change: (wish: Wish) => Wish) {
    const index = index_of(code)
    if (index < 0) return // removed meanwhile
    faults.delete(code)
    change_at(index, change(wishes.value[index]!))
    changed()
  }
  const set_quantity = (code: string, typed: string) => set(code, (wish) => with_quantity(wish, typed))
  const set_note = (code: string, note: string) => set(code, (wish) => ({ ...wish, note }))
  function put_all(all: Wishes) {
    faults.clear()
    put(all)
    changed()
  }
  const remove = (code: string) => put_all(wishes.value.filter(({ item_code }) => item_code !== code))
  const paste = (code: string, text: string) => put_all(with_block(wishes.value, Math.max(0, index_of(code)), text))
  function turn(direction: 'undo' | 'redo') {
    if (!(direction === 'undo' ? can_undo : can_redo).value) return
    ;(direction === 'undo' ? undo : redo)()
    faults.clear()
    changed()
  }

  /** The line of an item, at the end when there was none. */
  function line_of(item: Item): number {
    const at = index_of(item.code)
    if (at >= 0) return at
    learn([[item.code, { ...item, reference_price: null, estimated_amount: null }]])
    put([...wishes.value, new_wish(item.code, null, suggestions.value.get(item.code)?.suggested_quantity ?? null)])
    keep()
    return wishes.value.length - 1
  }

  /** Saves what there is, then takes a step that ends the writing. */
  async function step(action: string, body?: unknown): Promise<Requisition> {
    if (!(await saving.flush())) throw saving.fault.value
    const answer = await write<Requisition>('POST', `${path}/${action}`, { body, if_match: saving.etag.value })
    forget_draft(number)
    take(answer.value, answer.etag)
    return answer.value
  }

  const rows = computed<RestockRow[]>(() =>
    wishes.value.map((wish) => {
      const { item_code } = wish
      const suggestion = suggestions.value.get(item_code)
      return {
        item_code, wish, facts: facts.value.get(item_code) ?? null, fault: faults.get(item_code) ?? '',
        suggested: wish.suggested_quantity ?? suggestion?.suggested_quantity ?? null, inputs: suggestion?.inputs ?? null,
      }
    }))
  const unread = computed(() => wishes.value.filter((wish) => wish.unread).length)
  return { record, head, rows, faults, unread, saving, is_restored, can_undo, can_redo, load, changed, set_quantity, set_note, remove, paste, turn, line_of, step }
}
export type Restock = ReturnType<typeof use_restock>
