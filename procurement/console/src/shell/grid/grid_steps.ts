// Where a key leads in a grid: Enter and the arrows up and down a row, Tab and the arrows sideways.

export interface Place {
  row: number
  column: number
}
/** By how much a key moves; `wraps`: past the last cell of a row comes the first of the next. */
export interface Step extends Place {
  wraps: boolean
}

const step = (row: number, column: number, wraps = false): Step => ({ row, column, wraps })
const rows_a_page = 10

function is_at_edge(target: EventTarget | null, to_left: boolean): boolean {
  if (!(target instanceof HTMLInputElement)) return true
  const { selectionStart: from, selectionEnd: until, value } = target
  const is_whole = from === 0 && until === value.length
  return is_whole || (from === until && from === (to_left ? 0 : value.length))
}

export function step_of(event: KeyboardEvent): Step | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  switch (event.key) {
    case 'Enter': return event.target instanceof HTMLInputElement ? step(event.shiftKey ? -1 : 1, 0) : null
    case 'ArrowDown': return step(1, 0)
    case 'ArrowUp': return step(-1, 0)
    case 'PageDown': return step(rows_a_page, 0)
    case 'PageUp': return step(-rows_a_page, 0)
    case 'Tab': return step(0, event.shiftKey ? -1 : 1, true)
    case 'ArrowLeft': return is_at_edge(event.target, true) ? step(0, -1) : null
    case 'ArrowRight': return is_at_edge(event.target, false) ? step(0, 1) : null
    default: return null
  }
}

/** Where a step leads among `rows` x `columns` cells; nothing when it leads out of them. */
export function place_after(from: Place, { row, column, wraps }: Step, rows: number, columns: number): Place | null {
  const sideways = from.column + column
  const is_out = sideways < 0 || sideways >= columns
  if (is_out && !wraps) return null
  const next = { row: from.row + row + (is_out ? column : 0), column: is_out ? (column > 0 ? 0 : columns - 1) : sideways }
  const is_page = Math.abs(row) > 1
  if (is_page) next.row = Math.min(Math.max(next.row, 0), rows - 1)
  return next.row < 0 || next.row >= rows ? null : next
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y. */
export function turn_of(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!event.ctrlKey && !event.metaKey) return null
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' ? 'redo' : null
}
