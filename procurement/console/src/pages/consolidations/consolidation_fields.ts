import type { ConsolidationItem, ConsolidationLine } from '@/api/types'
import type { RecordField } from '@/shell/record_fields'

export const state_tags: Record<string, 'success' | 'info'> = { standing: 'success', undone: 'info' }
export const delivery_rules = ['as_agreed', 'centre']
export const undo_fields: RecordField[] = [{ name: 'reason', kind: 'text', required: true }]

/** What the buyer wants otherwise than the rules: this supplier for that item, and why. */
export interface Override { item_code: string; supplier_code: string; packs?: number; reason_code: string; note: string }
export const override_reasons = ['quality', 'urgent', 'supply_risk', 'clinical_need', 'other']
export const override_fields = (suppliers: string[]): RecordField[] => [
  { name: 'supplier_code', kind: 'choice', values: suppliers, show: (code) => code, required: true },
  { name: 'packs', kind: 'count', least: 1 },
  { name: 'reason_code', kind: 'choice', values: override_reasons, group: 'override_reason', required: true },
  { name: 'note', kind: 'text', required: true },
]

/** The suppliers that an item could be ordered from, as the preview knows them. */
export const suppliers_of = (item: ConsolidationItem) => [...new Set([...item.lines, ...item.barred].map(({ supplier_code }) => supplier_code))].sort()
export const line_key = (line: ConsolidationLine) => `${line.agreement_id}/${line.delivery_facility_code}`
