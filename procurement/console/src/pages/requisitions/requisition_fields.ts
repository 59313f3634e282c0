import type { RecordField } from '@/shell/record_fields'

export const requisition_kinds = ['regular', 'emergency', 'equipment']
export const requisition_states = ['draft', 'submitted', 'endorsed', 'returned', 'approved', 'rejected', 'cancelled', 'consolidated', 'fulfilled']
export const state_tags: Record<string, 'info' | 'primary' | 'warning' | 'success' | 'danger'> = {
  draft: 'info', submitted: 'primary', endorsed: 'primary', returned: 'warning', approved: 'success', rejected: 'danger', cancelled: 'info', consolidated: 'success', fulfilled: 'success',
}
export const step_types: Record<string, 'primary' | 'success' | 'warning' | 'danger'> = {
  submit: 'primary', submit_at_once: 'warning', endorse: 'success', approve: 'success', return: 'warning', reject: 'danger', cancel: 'danger', confirm: 'success',
}
/** Who writes may go on writing. */
export const is_writable = (state: string) => state === 'draft' || state === 'returned'
export const is_cancellable = (state: string) => ['draft', 'returned', 'submitted', 'endorsed', 'approved'].includes(state)

export const new_requisition_fields = (facilities: string[], show: (code: string) => string): RecordField[] => [
  { name: 'facility_code', kind: 'choice', values: facilities, show, required: true },
  { name: 'kind', kind: 'choice', values: requisition_kinds, group: 'requisition_kind', required: true },
  { name: 'prefill', kind: 'choice', values: ['suggestion', 'last', 'given'], group: 'requisition_prefill', required: true },
  { name: 'needed_on', kind: 'date', nullable: true },
  { name: 'reason', kind: 'text' },
]
