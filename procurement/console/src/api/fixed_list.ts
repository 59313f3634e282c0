// Rows that are all there already, as a table wants them.
import { computed, ref, shallowRef, watchEffect, type Ref } from 'vue'
import type { LongList } from './paged_list'

export function fixed_list<Row>(rows: Ref<Row[]>): LongList<Row> {
  const shown = shallowRef<Row[]>([])
  const all = computed(() => rows.value)
  watchEffect(() => (shown.value = all.value))
  return { rows: shown, is_loading: ref(false), is_complete: ref(true), problem: ref(''), more: async () => {} }
}
