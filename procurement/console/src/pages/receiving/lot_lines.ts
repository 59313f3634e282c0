// Goods line by line as somebody holds them in his hands: the item, its lot, its dates, how many.
import { item_known } from '@/api/known_items'

export interface LotLine {
  readonly key: number
  readonly item_code: string
  /** Announced or still open on the order, in base units; null: nobody expects this line. */
  readonly expected: number | null
  readonly lot: string
  readonly made_on: string
  readonly expires_on: string
  readonly quantity: number
  readonly approval_no: string
  readonly package_condition: 'intact' | 'damaged'
  /** Degrees Celsius as typed. */
  readonly coldest: string
  readonly warmest: string
  readonly trace_codes: readonly string[]
}

let last_key = 0
export const new_line = (item_code: string, given: Partial<LotLine> = {}): LotLine => ({
  key: ++last_key, item_code, expected: null, lot: '', made_on: '', expires_on: '', quantity: 0, approval_no: '', package_condition: 'intact',
  coldest: '', warmest: '', trace_codes: [], ...given,
})

/** "-2.5" as tenths of a degree; null: nothing typed; undefined: no temperature. */
export function tenths_of(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[℃°Cc\s]/g, '').replace('−', '-')
  if (plain === '') return null
  const found = /^(-?)(\d{1,3})(?:\.(\d))?$/.exec(plain)
  return found ? Number(`${found[1]}${found[2]}${found[3] ?? 0}`) : undefined
}

/** As people and labels write a day: 2028-12-31, 20281231, 281231, 2028/12/31; what is none stays as typed. */
export function day_of(text: string): string {
  const digits = text.normalize('NFKC').replace(/[^\d]/g, '')
  const full = digits.length === 6 ? `20${digits}` : digits
  return full.length === 8 ? `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6)}` : text.trim()
}
export const is_day = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

export const needs_temperature = ({ item_code }: LotLine) => ['cold', 'frozen'].includes(item_known(item_code)?.storage ?? '')
export const pack_of = ({ item_code }: LotLine) => Number(item_known(item_code)?.pack_size ?? 1)

/** How much more or less of an item is there than was expected; 0: as expected, or nothing was. */
export function difference_of(lines: readonly LotLine[], item_code: string): number {
  const own = lines.filter((line) => line.item_code === item_code)
  if (own.every(({ expected }) => expected === null)) return 0
  return own.reduce((sum, { quantity, expected }) => sum + quantity - (expected ?? 0), 0)
}

/** The line as the interface takes it; `announced` has neither condition nor temperatures. */
export function body_of_line(line: LotLine, kind: 'announced' | 'delivered') {
  const { item_code, lot, expires_on, made_on, quantity, trace_codes } = line
  const goods = { item_code, lot: lot.trim(), expires_on, quantity, ...(made_on && { made_on }), ...(trace_codes.length > 0 && { trace_codes: [...trace_codes] }) }
  if (kind === 'announced') return goods
  return {
    ...goods, package_condition: line.package_condition, ...(line.approval_no && { approval_no: line.approval_no }),
    coldest_tenths: tenths_of(line.coldest) ?? null, warmest_tenths: tenths_of(line.warmest) ?? null,
  }
}
