// The goods of a notice or a delivery while they are written down: counted by hand or by scanner,
// with what the server said against a line beside it.
import { computed, reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { Problem } from '@/api/client'
import { learn_items, name_of_item } from '@/api/known_items'
import { show_count } from '@/i18n'
import { text_of } from '@/shell/problems'
import { is_day, needs_temperature, new_line, pack_of, tenths_of, type LotLine } from './lot_lines'
import { find_scanned, type Found } from './scan'

export interface ScanOutcome {
  is_known: boolean
  text: string
}

export function use_goods(kind: 'announced' | 'delivered') {
  const { t, te } = useI18n()
  const lines = shallowRef<readonly LotLine[]>([])
  const current_key = ref<number | null>(null)
  const faults = reactive(new Map<string, string>()) // "KEY" or "KEY/field"
  const named = new Map<string, number>()
  const current = computed(() => lines.value.find(({ key }) => key === current_key.value))
  const counted = computed(() => lines.value.filter(({ quantity }) => quantity > 0))

  /** `announced`: the trace codes that the notice names, a list for each line. */
  function begin(given: readonly LotLine[], announced: readonly (readonly string[])[] = []) {
    lines.value = given
    faults.clear()
    named.clear()
    given.forEach(({ key }, index) => announced[index]?.forEach((code) => named.set(code, key)))
    void learn_items(given.map(({ item_code }) => item_code))
  }
  function change(key: number, changes: Partial<LotLine>) {
    Object.keys(changes).forEach((field) => faults.delete(`${key}/${field}`))
    faults.delete(String(key))
    lines.value = lines.value.map((line) => (line.key === key ? { ...line, ...changes } : line))
  }
  function add(item_code: string, given: Partial<LotLine> = {}): LotLine {
    const line = new_line(item_code, given)
    const own = lines.value.map((one) => one.item_code).lastIndexOf(item_code)
    const at = own < 0 ? lines.value.length : own + 1
    lines.value = [...lines.value.slice(0, at), line, ...lines.value.slice(at)]
    current_key.value = line.key
    void learn_items([item_code])
    return line
  }
  /** Opens a line, or shuts the one that is open. */
  const turn = (key: number) => (current_key.value = current_key.value === key ? null : key)
  function remove(key: number) {
    lines.value = lines.value.filter((line) => line.key !== key)
  }
  const take_expected = () => (lines.value = lines.value.map((line) => (line.quantity === 0 && line.expected ? { ...line, quantity: line.expected } : line)))

  /** The line of this lot: a line without a lot yet takes it, another lot becomes a line of its own. */
  function line_for_lot({ line, lot, made_on, expires_on }: Extract<Found, { what: 'line' }>): LotLine {
    if (lot === undefined || line.lot.trim().toUpperCase() === lot.toUpperCase()) {
      const dates = { ...(!line.expires_on && expires_on && { expires_on }), ...(!line.made_on && made_on && { made_on }) }
      if (Object.keys(dates).length > 0) change(line.key, dates)
      return line
    }
    const fields = { lot, ...(made_on && { made_on }), ...(expires_on && { expires_on }) }
    if (line.lot !== '') return add(line.item_code, fields)
    change(line.key, fields)
    return line
  }
  async function scan(code: string): Promise<ScanOutcome> {
    const found = await find_scanned(code, lines.value, named, current.value)
    if (found.what === 'unknown') return { is_known: false, text: te(found.why) ? t(found.why, { code }) : found.why }
    if (found.what === 'repeated') {
      current_key.value = found.line.key
      return { is_known: false, text: t('receiving.scanned_before', { item: name_of_item(found.line.item_code) }) }
    }
    await learn_items([found.line.item_code])
    const { key, item_code } = line_for_lot(found)
    current_key.value = key
    const line = lines.value.find((one) => one.key === key)!
    const quantity = line.quantity + found.packs * pack_of(line)
    change(key, { quantity, ...(found.trace_code && { trace_codes: [...line.trace_codes, found.trace_code] }) })
    const item = name_of_item(item_code)
    return { is_known: true, text: found.packs === 0 ? t('receiving.case_scanned', { item }) : t('receiving.counted', { item, count: show_count(quantity) }) }
  }

  function check_line(line: LotLine) {
    const fault = (field: string, text: string) => faults.set(`${line.key}/${field}`, text)
    if (!line.lot.trim()) fault('lot', t('record.needed'))
    if (!is_day(line.expires_on)) fault('expires_on', t(line.expires_on ? 'receiving.no_day' : 'record.needed'))
    if (line.made_on && !is_day(line.made_on)) fault('made_on', t('receiving.no_day'))
    if (kind === 'announced') return
    for (const field of ['coldest', 'warmest'] as const) {
      const tenths = tenths_of(line[field])
      if (tenths === undefined) fault(field, t('receiving.no_temperature'))
      else if (tenths === null && needs_temperature(line)) fault(field, t('record.needed'))
    }
  }
  const go_to_fault = () => (current_key.value = Number([...faults.keys()][0]?.split('/')[0] ?? current_key.value))
  /** True when every counted line has what it needs. */
  function check(): boolean {
    faults.clear()
    counted.value.forEach(check_line)
    if (faults.size > 0) go_to_fault()
    return faults.size === 0
  }
  /** Puts a refusal beside the line that it names; false: it names none. */
  function place(fault: unknown): boolean {
    if (!(fault instanceof Problem)) return false
    const row = /^\/lines\/(\d+)(?:\/(\w+))?/.exec(fault.body.field ?? '')
    const of_code = counted.value.find(({ item_code, trace_codes }) => fault.body.figures?.some((one) => one === item_code || trace_codes.includes(one)))
    const line = row ? counted.value[Number(row[1])] : of_code
    if (!line) return false
    faults.set(row?.[2] ? `${line.key}/${row[2]}` : String(line.key), text_of(fault))
    go_to_fault()
    return true
  }
  return { lines, counted, current_key, current, faults, begin, change, add, turn, remove, take_expected, scan, check, place }
}
export type Goods = ReturnType<typeof use_goods>
