import type { RecordField } from '@/shell/record_fields'

export const item_kinds = ['western', 'patent', 'decoction_piece', 'consumable', 'reagent', 'device', 'equipment']

/** What of an item can be changed, in the order of the form. */
export const item_fields: RecordField[] = [
  { name: 'generic_name', kind: 'text', required: true },
  { name: 'generic_name_en', kind: 'text' },
  { name: 'trade_name', kind: 'text' },
  { name: 'form', kind: 'text' },
  { name: 'strength', kind: 'text' },
  { name: 'base_unit', kind: 'text', required: true },
  { name: 'pack_size', kind: 'count', required: true },
  { name: 'manufacturer', kind: 'text' },
  { name: 'kind', kind: 'choice', values: item_kinds, group: 'item_kind', required: true },
  { name: 'storage', kind: 'choice', values: ['room', 'cool', 'cold'], group: 'storage', required: true },
  { name: 'vat_rate', kind: 'decimal', required: true },
  { name: 'list_price', kind: 'decimal', nullable: true },
  { name: 'approval_no', kind: 'text' },
  { name: 'substitution_group', kind: 'text' },
]
