import type { SupplierPerformance } from '@/api/types'

/** "98.76 %": the server has divided; here only the point is set. */
export function show_share({ ten_thousandths }: SupplierPerformance['on_time']): string {
  if (ten_thousandths === null) return '—'
  const digits = String(ten_thousandths).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)} %`
}
