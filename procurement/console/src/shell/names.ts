// What codes are called, for who may read it: a list is read once a page, and shown as soon as it is there.
import { computed, shallowRef } from 'vue'
import { read_whole_list } from '@/api/paged_list'
import { use_session } from '@/session'
import { show_problem } from './problems'

interface Named {
  code: string
  name?: string
  generic_name?: string
  strength?: string
}
const duties = { facilities: 'read_members', items: 'read_catalogue', suppliers: 'read_suppliers' }

/** The name of a code of the list; the code itself while, or where, it cannot be read. */
export function use_names(list: keyof typeof duties): (code: string) => string {
  const rows = shallowRef<Named[]>([])
  if (use_session().may(duties[list])) read_whole_list<Named>(`/${list}`, list).then((all) => (rows.value = all), show_problem)
  const names = computed(() => new Map(rows.value.map((one) => [one.code, one.name ?? [one.generic_name, one.strength].filter(Boolean).join(' ')])))
  return (code) => names.value.get(code) ?? code
}

/** Items of different makers have the same name: the code goes first, where nothing is cut off. */
export function use_item_names(): (code: string) => string {
  const name_of = use_names('items')
  return (code) => (name_of(code) === code ? code : `${code} · ${name_of(code)}`)
}
