import type { Budget } from '@/api/types'
import type { RecordField, RecordValues } from '@/shell/record_fields'

export const item_kinds = ['western', 'patent', 'decoction_piece', 'consumable', 'reagent', 'device', 'equipment']

export const release_fields: RecordField[] = [
  { name: 'figure', kind: 'decimal', required: true },
  { name: 'from_period', kind: 'month', required: true },
  { name: 'reason', kind: 'text', required: true },
]
export const new_budget_fields = (facilities: string[], show: (code: string) => string): RecordField[] => [
  { name: 'code', kind: 'text', required: true },
  { name: 'name', kind: 'text', required: true },
  { name: 'facility_code', kind: 'choice', values: facilities, show, required: true },
  { name: 'measure', kind: 'choice', values: ['money', 'quantity'], group: 'budget_measure', required: true },
  { name: 'item_kind', kind: 'choice', values: item_kinds, group: 'item_kind', nullable: true },
  { name: 'item_code', kind: 'text' },
  { name: 'first_period', kind: 'month', required: true },
  { name: 'last_period', kind: 'month', required: true },
  { name: 'figure', kind: 'decimal', required: true },
  { name: 'reason', kind: 'text' },
]

/** What was filled in, with its first release. */
export function new_budget({ figure, reason = '', ...budget }: RecordValues): RecordValues {
  return { ...budget, releases: figure ? [{ from_period: budget.first_period, figure, reason }] : [] }
}

export const figures = ['released', 'committed', 'consumed', 'available'] as const satisfies (keyof Budget)[]
