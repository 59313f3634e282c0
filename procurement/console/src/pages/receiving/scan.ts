// What a scanned code is of: the code of an item, a pack's trace code, a lot, or a GS1 code that the
// server takes apart.
import { item_known, learn_items } from '@/api/known_items'
import { read } from '@/api/client'
import type { CodeVerdict } from '@/api/types'
import type { LotLine } from './lot_lines'

export type Found =
  | { what: 'line'; line: LotLine; lot?: string; made_on?: string; expires_on?: string; trace_code?: string; packs: number }
  | { what: 'repeated'; line: LotLine }
  | { what: 'unknown'; why: string }

const product_digits = 7 // of a trace code: the same on all packs of a product
const is_trace_code = (code: string) => /^\d{20}$/.test(code)
const same = (one: string, other: string) => one.trim().toUpperCase() === other.trim().toUpperCase()
/** Without indicator and check digit: a case of a product carries the same. */
const core_of = (gtin: string) => gtin.padStart(14, '0').slice(1, 13)

/** `named`: the trace codes that the notice announced, by line. */
function by_trace_code(code: string, lines: readonly LotLine[], named: ReadonlyMap<string, number>, current: LotLine | undefined): Found {
  const counted = lines.find(({ trace_codes }) => trace_codes.includes(code))
  if (counted) return { what: 'repeated', line: counted }
  const product = code.slice(0, product_digits)
  const of_key = (key: number | undefined) => lines.find((line) => line.key === key)
  const announced = of_key(named.get(code))
  const alike = lines.find(({ trace_codes }) => trace_codes.some((one) => one.startsWith(product)))
    ?? of_key([...named].find(([one]) => one.startsWith(product))?.[1])
  const line = announced ?? alike ?? (current?.trace_codes.length === 0 ? current : undefined)
  return line ? { what: 'line', line, trace_code: code, packs: 1 } : { what: 'unknown', why: 'receiving.trace_code_of_nothing' }
}

const part = (verdict: CodeVerdict, name: string) => verdict.parts.find((one) => one.name === name)?.value || undefined

/** Of several lots of an item the one that the code names, else the current one, else the first. */
function line_of_item(lines: readonly LotLine[], is_it: (line: LotLine) => boolean, lot: string | undefined, current: LotLine | undefined) {
  const own = lines.filter(is_it)
  return own.find((line) => lot !== undefined && same(line.lot, lot)) ?? own.find((line) => line.key === current?.key) ?? own[0]
}

async function by_gs1(code: string, lines: readonly LotLine[], current: LotLine | undefined): Promise<Found> {
  const verdict = (await read<CodeVerdict>('/codes/judge', { code })).value
  const gtin = part(verdict, 'gtin') ?? part(verdict, 'fourteen')
  if (!verdict.is_good || !gtin) return { what: 'unknown', why: verdict.kind && verdict.fault ? verdict.fault.detail : 'receiving.code_of_nothing' }
  await learn_items(lines.map(({ item_code }) => item_code))
  const gtin_of = ({ item_code }: LotLine) => item_known(item_code)?.gtin ?? ''
  const lot = part(verdict, 'lot')
  const exact = line_of_item(lines, (line) => gtin_of(line).padStart(14, '0') === gtin, lot, current)
  const line = exact ?? line_of_item(lines, (one) => gtin_of(one) !== '' && core_of(gtin_of(one)) === core_of(gtin), lot, current)
  if (!line) return { what: 'unknown', why: 'receiving.gtin_of_nothing' }
  return { what: 'line', line, lot, made_on: part(verdict, 'made_on'), expires_on: part(verdict, 'expires_on'), packs: exact ? 1 : 0 }
}

export async function find_scanned(scanned: string, lines: readonly LotLine[], named: ReadonlyMap<string, number>, current: LotLine | undefined): Promise<Found> {
  const code = scanned.trim()
  if (is_trace_code(code)) return by_trace_code(code, lines, named, current)
  const item = line_of_item(lines, ({ item_code }) => same(item_code, code), undefined, current)
  const lot = lines.find((line) => line.lot !== '' && same(line.lot, code))
  if (item ?? lot) return { what: 'line', line: (item ?? lot)!, packs: 1 }
  return by_gs1(code, lines, current)
}
