import type { InvoiceCase } from '@/api/types'
import { cells_of } from '@/shell/grid/block'
import type { RecordField, RecordValues } from '@/shell/record_fields'

export const invoice_kinds = ['invoice', 'credit_note', 'debit_note']
export const invoice_states = ['recorded', 'held', 'matched', 'withdrawn']
export const invoice_tags = { recorded: 'info', matched: 'success', held: 'danger', withdrawn: 'info' } as const

/** The head of an invoice as somebody types it from paper. */
export const head_fields: RecordField[] = [
  { name: 'supplier_code', kind: 'text', required: true },
  { name: 'number', kind: 'text', required: true },
  { name: 'kind', kind: 'choice', values: invoice_kinds, group: 'invoice_kind', required: true },
  { name: 'issued_on', kind: 'date', required: true },
  { name: 'gross_amount', kind: 'decimal', required: true },
  { name: 'net_amount', kind: 'decimal', required: true },
  { name: 'vat_amount', kind: 'decimal', required: true },
  { name: 'rounding_amount', kind: 'decimal' },
]
/** Of credit and debit notes besides. */
export const note_fields: RecordField[] = [
  { name: 'refers_to', kind: 'text', required: true },
  { name: 'reason', kind: 'choice', values: ['returned_goods', 'billing_correction', 'price'], group: 'credit_reason', required: true },
]

export const line_columns = ['order_no', 'item_code', 'lot', 'quantity', 'pack_price', 'amount', 'vat_rate'] as const
export type LineColumn = (typeof line_columns)[number]
export type EntryLine = Readonly<Record<LineColumn, string>>
export const empty_line: EntryLine = { order_no: '', item_code: '', lot: '', quantity: '', pack_price: '', amount: '', vat_rate: '' }
export const is_empty = (line: EntryLine) => line_columns.every((column) => line[column] === '')

/** A block out of a spreadsheet, to the right and downwards of a cell; the list grows as it needs. */
export function with_cells(lines: readonly EntryLine[], from: number, column: string, text: string): EntryLine[] {
  const first = line_columns.indexOf(column as LineColumn)
  const changed = [...lines]
  cells_of(text).forEach((cells, down) => {
    const at = from + down
    while (changed.length <= at) changed.push(empty_line)
    const named = cells.slice(0, line_columns.length - first).map((cell, right) => [line_columns[first + right], cell])
    changed[at] = { ...changed[at]!, ...Object.fromEntries(named) }
  })
  return changed
}

/** As the interface takes it: what was left empty is not sent, a quantity is a number. */
export function line_body({ lot, pack_price, quantity, ...line }: EntryLine): RecordValues {
  const count = Number(quantity.normalize('NFKC').replace(/[,\s]/g, ''))
  return { ...line, quantity: quantity === '' || !Number.isInteger(count) ? quantity : count, ...(lot && { lot }), ...(pack_price && { pack_price }) }
}

export const reason_fields: RecordField[] = [{ name: 'reason', kind: 'text', required: true }]
export const way_fields: Record<'price_correction' | 'accept_with_authority', RecordField[]> = {
  price_correction: [{ name: 'corrected_price', kind: 'decimal', required: true }, ...reason_fields],
  accept_with_authority: reason_fields,
}
export type Way = InvoiceCase['ways_out'][number]
