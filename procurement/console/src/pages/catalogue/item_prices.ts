// What an item was listed, offered and awarded at, in one line of time.
import type { ItemPrice, ItemVersion } from '@/api/types'

/** A price as the server sent it: `from` is a day, or the period of a bid ("2026-11"). */
export interface PricePoint {
  from: string
  kind: 'list' | 'bid' | 'award'
  supplier: string
  pack_price: string
  note: string
}

/** The newest first; a version that left the list price as it was is no point of its own. */
export function price_points(versions: ItemVersion[], prices: ItemPrice[]): PricePoint[] {
  const oldest_first = [...versions].sort((one, other) => one.version - other.version)
  const listed = oldest_first.filter((version, index) => version.list_price !== null && version.list_price !== oldest_first[index - 1]?.list_price)
  const points: PricePoint[] = [
    ...listed.map(({ effective_from, list_price }): PricePoint => ({ from: effective_from, kind: 'list', supplier: '', pack_price: list_price ?? '', note: '' })),
    ...prices.map(({ period, kind, supplier_code, supplier_name, pack_price, refusal }): PricePoint => ({ from: period, kind, supplier: supplier_name || supplier_code, pack_price, note: refusal ?? '' })),
  ]
  return points.sort((one, other) => other.from.localeCompare(one.from))
}
