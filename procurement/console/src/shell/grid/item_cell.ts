// An item in a grid: its name, and below it what tells it from others or, where there is one, the fault of its line.
import { h, type VNode } from 'vue'
import './item_cell.css'

export function item_cell(name: string, about: string, fault = ''): VNode {
  return h('div', { class: 'item-cell' }, [
    h('div', { class: 'long-cell', title: name }, name),
    h('div', { class: ['long-cell', fault ? 'item-cell__fault' : 'quiet'], title: fault || about, 'data-test': fault ? 'line-fault' : undefined }, fault || about),
  ])
}
