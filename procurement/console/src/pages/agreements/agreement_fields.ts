import type { RecordField } from '@/shell/record_fields'

export const new_agreement_fields: RecordField[] = [
  { name: 'item_code', kind: 'text', required: true },
  { name: 'supplier_code', kind: 'text', required: true },
  { name: 'kind', kind: 'choice', values: ['contract', 'vbp'], group: 'agreement_kind', required: true },
  { name: 'pack_price', kind: 'decimal', required: true },
  { name: 'first_day', kind: 'date', required: true },
  { name: 'last_day', kind: 'date', required: true },
  { name: 'committed_packs', kind: 'count' },
  { name: 'maximum_packs', kind: 'count' },
  { name: 'min_order_packs', kind: 'count', least: 0 },
  { name: 'multiple_packs', kind: 'count' },
  { name: 'lead_time_days', kind: 'count', least: 0 },
  { name: 'distributor_code', kind: 'text' },
  { name: 'delivery', kind: 'choice', values: ['centre', 'direct'], group: 'delivery_site' },
  { name: 'is_standby', kind: 'flag' },
]
export const award_fields: RecordField[] = [
  { name: 'period', kind: 'month', required: true },
  { name: 'first_day', kind: 'date', required: true },
  { name: 'last_day', kind: 'date', required: true },
]
export const end_fields: RecordField[] = [{ name: 'reason', kind: 'text', required: true }]
