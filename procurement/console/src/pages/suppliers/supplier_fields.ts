import type { RecordField } from '@/shell/record_fields'

const price = (name: string): RecordField => ({ name, kind: 'decimal', nullable: true })

/** What of a supplier can be changed, in the order of the form. */
export const supplier_fields: RecordField[] = [
  { name: 'name', kind: 'text', required: true },
  { name: 'licence_no', kind: 'text' },
  { name: 'licence_expires_on', kind: 'date', nullable: true },
  price('order_fee'),
  price('minimum_order_amount'),
]
export const new_supplier_fields: RecordField[] = [{ name: 'code', kind: 'text', required: true }, ...supplier_fields]
export const standing_fields: RecordField[] = [
  { name: 'reason', kind: 'text', required: true },
  { name: 'effective_from', kind: 'date', nullable: true },
]

const licence_kinds = ['business', 'drug_distribution', 'drug_production', 'good_supply', 'device_distribution', 'device_production', 'other']
/** A renewal is a licence of the same kind. */
export const renewal_fields: RecordField[] = [
  { name: 'licence_no', kind: 'text', required: true },
  { name: 'issuer', kind: 'text' },
  { name: 'scope', kind: 'text' },
  { name: 'valid_from', kind: 'date', required: true },
  { name: 'expires_on', kind: 'date', nullable: true },
]
export const licence_fields: RecordField[] = [
  { name: 'kind', kind: 'choice', values: licence_kinds, group: 'licence_kind', required: true },
  ...renewal_fields,
]
export const withdrawal_fields: RecordField[] = [
  { name: 'reason', kind: 'text', required: true },
  { name: 'withdrawn_on', kind: 'date', nullable: true },
]
export const licence_tags = { valid: 'success', expires_soon: 'warning', expired: 'danger', unknown: 'info', not_yet_valid: 'info' } as const
