// What a facility is suggested to ask for, and why: read once, beside the requisition.
import { shallowRef } from 'vue'
import { read_whole_list } from '@/api/paged_list'
import type { Suggestion } from '@/api/types'

export function use_suggestions() {
  const by_item = shallowRef<ReadonlyMap<string, Suggestion>>(new Map())
  let of_facility = ''

  /** Nothing is shown while it cannot be read: a requisition is written without it, too. */
  async function load(facility_code: string) {
    if (facility_code === of_facility) return
    of_facility = facility_code
    const all = await read_whole_list<Suggestion>(`/facilities/${encodeURIComponent(facility_code)}/suggestions`, 'suggestions').catch(() => [])
    by_item.value = new Map(all.map((one) => [one.item_code, one]))
  }
  return { by_item, load }
}
