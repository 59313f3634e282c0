// Waits until the hand rests before it calls.
import { onScopeDispose } from 'vue'

export function use_debounce(call: () => unknown, pause_ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  return () => {
    clearTimeout(timer)
    timer = setTimeout(call, pause_ms)
  }
}
