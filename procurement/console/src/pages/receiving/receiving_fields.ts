import type { Delivery, DeliveryLine } from '@/api/types'
import type { RecordField } from '@/shell/record_fields'

export const delivery_states = ['recorded', 'inspected', 'closed']
export const deviation_states = ['open', 'resolved', 'closed']
export const state_tags: Record<string, 'info' | 'primary' | 'warning' | 'success' | 'danger'> = {
  announced: 'primary', arrived: 'success', withdrawn: 'info', recorded: 'warning', inspected: 'primary', closed: 'success', open: 'danger', resolved: 'warning',
  created: 'warning', sent: 'primary', credited: 'success',
}
/** Why an inspector turns goods away; what did not come at all is found by the program. */
export const rejection_reasons = ['not_ordered', 'wrong_item', 'over_delivered', 'damaged', 'temperature', 'expired', 'short_dated', 'documents_missing', 'quality']

export const resolution_fields: RecordField[] = [
  { name: 'resolution', kind: 'choice', values: ['returned', 'replaced', 'accepted_by_authority', 'destroyed'], group: 'resolution', required: true },
  { name: 'note', kind: 'text', required: true },
]

export interface Verdict {
  accepted: number
  reason: string
  evidence: string
}
/** What the rules alone would have an inspector do. */
export const proposed_verdict = (line: DeliveryLine): Verdict =>
  ({ accepted: line.proposed_accepted_quantity ?? line.quantity, reason: line.proposed_reason ?? '', evidence: '' })

export const inspection_of = (lines: DeliveryLine[], verdicts: ReadonlyMap<number, Verdict>) => lines.map(({ line_no, quantity }) => {
  const { accepted, reason, evidence } = verdicts.get(line_no)!
  const rejected = quantity - accepted
  return { line_no, accepted_quantity: accepted, rejected_quantity: rejected, ...(rejected > 0 && { reason }), ...(evidence.trim() && { evidence: evidence.trim() }) }
})

export const degrees = (tenths: number | null) => (tenths === null ? '' : `${tenths < 0 ? '-' : ''}${Math.trunc(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`)
export function temperature_of({ coldest_tenths, warmest_tenths }: DeliveryLine): string {
  const [coldest, warmest] = [degrees(coldest_tenths), degrees(warmest_tenths)]
  return coldest || warmest ? `${coldest || '—'} ~ ${warmest || '—'} ℃` : ''
}
export const is_by = (actor: string | null, user_name: string | undefined) => !!user_name && actor?.replace(/^user:/, '') === user_name
export const has_rejections = ({ lines }: Delivery) => lines.some(({ rejected_quantity }) => !!rejected_quantity)
