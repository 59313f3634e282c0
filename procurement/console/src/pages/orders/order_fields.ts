import type { Order } from '@/api/types'
import type { RecordField } from '@/shell/record_fields'

export const order_tags: Record<string, 'info' | 'primary' | 'warning' | 'success' | 'danger'> = {
  drafted: 'info', approved: 'primary', placed: 'warning', confirmed: 'primary', declined: 'danger', partly_received: 'primary', received: 'success', closed_short: 'info', cancelled: 'info',
}
const decline_reasons = ['out_of_stock', 'production_stopped', 'price', 'late', 'below_minimum', 'other']

export type OrderStepName = 'approve' | 'place' | 'confirm' | 'decline' | 'cancel' | 'close'
interface OrderStepRule { name: OrderStepName; duty: string; from: string[]; ends?: boolean }
/** Which steps an order's state leaves open, and whose they are. */
export const steps: OrderStepRule[] = [
  { name: 'approve', duty: 'approve_orders', from: ['drafted'] },
  { name: 'place', duty: 'place_orders', from: ['approved'] },
  { name: 'confirm', duty: 'confirm_orders', from: ['placed'] },
  { name: 'decline', duty: 'confirm_orders', from: ['placed'], ends: true },
  { name: 'close', duty: 'place_orders', from: ['placed', 'confirmed', 'partly_received'], ends: true },
  { name: 'cancel', duty: 'place_orders', from: ['drafted', 'approved', 'placed', 'confirmed', 'declined'], ends: true },
]
/** `for_supplier`: the centre writes down what it was told, and how. */
export function step_fields(step: OrderStepName, for_supplier: boolean): RecordField[] {
  if (step === 'cancel' || step === 'close') return [{ name: 'reason', kind: 'text', required: true }]
  const note: RecordField = { name: 'note', kind: 'text', required: for_supplier && (step === 'confirm' || step === 'decline') }
  if (step !== 'decline') return [note]
  return [{ name: 'reason_code', kind: 'choice', values: decline_reasons, group: 'decline_reason', required: true }, note]
}
export const documents = ['pdf', 'csv', 'ubl'] as const

/** Whole hours and minutes until an instant; null: it has passed. */
export function time_until(instant: string, now: number): { hours: number; minutes: number } | null {
  const left = Math.floor((Date.parse(instant) - now) / 60_000)
  return left < 0 ? null : { hours: Math.floor(left / 60), minutes: left % 60 }
}
export const is_open = ({ state }: Order) => ['placed', 'confirmed', 'partly_received'].includes(state)
export const order_states = ['drafted', 'approved', 'placed', 'confirmed', 'declined', 'partly_received', 'received', 'closed_short', 'cancelled']
