// The facilities for which somebody signed in may do something: his own and what is below it, or all of them.
import { computed, shallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { read_whole_list } from '@/api/paged_list'
import type { Facility } from '@/api/types'
import { use_session } from '@/session'
import { show_problem } from './problems'

function reached(all: Facility[], own: string | null | undefined): Facility[] {
  const parents = new Map(all.map(({ code, parent_code }) => [code, parent_code]))
  const is_below = (code: string): boolean => code === own || (parents.has(code) && is_below(parents.get(code) ?? ''))
  return all.filter(({ code, kind }) => kind !== 'centre' && (!own || is_below(code)))
}

/** Filled when they are read; the centre is not among them. */
export function use_reached_facilities() {
  const { may, session } = use_session()
  const facilities = shallowRef<Facility[]>([])
  if (may('read_members')) {
    read_whole_list<Facility>('/facilities', 'facilities').then((all) => (facilities.value = reached(all, session?.facility_code)), show_problem)
  }
  return facilities
}

/** The one of them that the address names, else his own; and whether there is another to choose. */
export function use_chosen_facility() {
  const { session } = use_session()
  const route = useRoute()
  const facilities = use_reached_facilities()
  const chosen = computed(() => String(route.query.facility ?? session?.facility_code ?? ''))
  const has_choice = computed(() => !session?.facility_code || facilities.value.length > 1)
  return { facilities, chosen, has_choice }
}
