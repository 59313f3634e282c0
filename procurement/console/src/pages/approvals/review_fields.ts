import type { RequisitionItem, RequisitionLine } from '@/api/types'
import { count_of } from '@/shell/grid/block'
import type { RecordField } from '@/shell/record_fields'

const reasons = ['quantity_too_high', 'stock_enough', 'over_budget', 'not_needed', 'use_substitute', 'wrong_item', 'information_missing', 'other']
const reason = (values: string[], required: boolean): RecordField => ({ name: 'reason_code', kind: 'choice', values, group: 'review_reason', required, nullable: !required })
const note: RecordField = { name: 'note', kind: 'text' }

/** What is asked of who does not simply agree, by what he does. */
export const judgement_fields: Record<'let_through' | 'return' | 'reject' | 'confirm', RecordField[]> = {
  let_through: [reason(reasons, true), note],
  return: [reason(reasons, true), note],
  reject: [reason(reasons, true), note],
  confirm: [reason(['emergency_not_justified', 'quantity_too_high', 'other'], false), note],
}

/** What a reviewer finds: as it was asked for, or as the one before let it through. */
export const standing_of = (item: RequisitionItem): number => item.approved_quantity ?? item.endorsed_quantity ?? item.requested_quantity

/** What was typed as let through: nothing is read into what is no whole number or is more than was asked for. */
export function granted_of(item: RequisitionItem, typed: string | undefined): number | null {
  if (typed === undefined) return standing_of(item)
  const count = count_of(typed)
  return count == null || count > item.requested_quantity ? null : count
}

/** An emergency is in force before it is judged. */
export const is_judged_afterwards = ({ state }: Pick<RequisitionLine, 'state'>) => !['submitted', 'endorsed'].includes(state)
