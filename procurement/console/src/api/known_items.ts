// What the catalogue says of items that documents name by their code alone; each is asked for once.
import { shallowReactive } from 'vue'
import { read } from './client'
import type { Item } from './types'

const at_once = 6
const known = shallowReactive(new Map<string, Item>())
const asked = new Map<string, Promise<void>>()

async function learn(code: string) {
  try {
    known.set(code, (await read<Item>(`/items/${encodeURIComponent(code)}`)).value)
  } catch {
    asked.delete(code) // a document is readable without it; it is asked for again next time
  }
}

/** Resolves when everything that could be read of these items is known. */
export async function learn_items(codes: Iterable<string>): Promise<void> {
  const wanted = [...new Set(codes)]
  const fresh = wanted.filter((code) => !asked.has(code))
  const next = async (): Promise<void> => {
    for (let code = fresh.shift(); code !== undefined; code = fresh.shift()) {
      const learning = learn(code)
      asked.set(code, learning)
      await learning
    }
  }
  await Promise.all(Array.from({ length: at_once }, next))
  await Promise.all(wanted.map((code) => asked.get(code)))
}

export const item_known = (code: string): Item | undefined => known.get(code)

/** Name and strength; the code while nothing else is known. */
export function name_of_item(code: string): string {
  const item = known.get(code)
  return item ? `${item.generic_name} ${item.strength}`.trim() : code
}
