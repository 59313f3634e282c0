// The facilities, read once for the whole page: what their codes are called, and what a form offers.
import { computed, inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Facility } from '@/api/types'
import type { RecordField } from '@/shell/record_fields'

export const facilities_key: InjectionKey<ShallowRef<Facility[]>> = Symbol('facilities')

export function use_facilities() {
  const facilities = inject(facilities_key, () => shallowRef<Facility[]>([]), true)
  const names = computed(() => new Map(facilities.value.map(({ code, name }) => [code, name])))
  const name_of_facility = (code: string) => (names.value.has(code) ? `${code} ${names.value.get(code)}` : code)
  /** A field that takes one of the facilities (of these kinds), or several in their order. */
  const facility_field = (name: string, kind: 'choice' | 'choices', kinds: Facility['kind'][] = []): RecordField => ({
    name, kind, required: true, show: name_of_facility,
    values: facilities.value.filter((one) => kinds.length === 0 || kinds.includes(one.kind)).map(({ code }) => code),
  })
  return { name_of_facility, facility_field }
}
