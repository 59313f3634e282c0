// One record that can be changed: its ETag goes back with the change, so that nobody's work is lost.
import { ref, shallowRef } from 'vue'
import { Problem, read, write } from './client'

export function is_conflict(fault: unknown): boolean {
  return fault instanceof Problem && (fault.status === 412 || fault.status === 409)
}

export function use_record<Value>(path: () => string) {
  const record = shallowRef<Value | null>(null)
  const etag = ref<string | null>(null)

  function take(answer: { value: Value; etag: string | null }) {
    record.value = answer.value
    etag.value = answer.etag
    return answer.value
  }
  const load = async () => take(await read<Value>(path()))
  /** PUTs the record; throws the conflict when somebody else has changed it since load(). */
  const save = async (body: unknown) => take(await write<Value>('PUT', path(), { body, if_match: etag.value }))
  /** POSTs one of the record's actions, such as `disable`. */
  const act = async (action: string, body?: unknown) =>
    take(await write<Value>('POST', `${path()}/${action}`, { body, if_match: etag.value }))

  return { record, load, save, act }
}
