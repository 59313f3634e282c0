// The documents of the cycles, each with the duty that shows it, its columns, and its lines. Who
// works for a supplier or a facility is shown their own by the server.
import { name_of, show_count } from '@/i18n'
import type { Session } from '@/api/types'

export interface DocumentColumn {
  name: string // of the field, and of its title in `document.NAME`
  width: number
  as?: 'count' | 'amount' | string // anything else: the group of the locales that names the values
  grows?: boolean
  on_phone?: boolean
}

export interface DocumentList {
  name: string // of the list in its answer, and of its tab in `document_list.NAME`
  path: string
  duty: string
  side: 'supplier' | 'member'
  key: string // the field that opens the document; empty: it has no lines
  columns: DocumentColumn[]
  lines?: DocumentColumn[]
}

const period: DocumentColumn = { name: 'period', width: 90, on_phone: true }
const amount: DocumentColumn = { name: 'amount', width: 140, as: 'amount', on_phone: true }
const supplier: DocumentColumn = { name: 'supplier_code', width: 110, grows: true }
const facility: DocumentColumn = { name: 'facility_code', width: 110, grows: true }
const item: DocumentColumn = { name: 'item_code', width: 90 }
const item_name: DocumentColumn = { name: 'item_name', width: 180, grows: true, on_phone: true }
const count = (name: string, on_phone = false): DocumentColumn => ({ name, width: 100, as: 'count', on_phone })
const money = (name: string, on_phone = false): DocumentColumn => ({ name, width: 150, as: 'amount', on_phone })
const lot: DocumentColumn = { name: 'lot', width: 110 }
const expires_on: DocumentColumn = { name: 'expires_on', width: 110 }

export const document_lists: DocumentList[] = [
  {
    name: 'orders', path: '/orders', duty: 'read_orders', side: 'supplier', key: 'order_no',
    columns: [{ name: 'order_no', width: 180, on_phone: true }, period, supplier, { name: 'state', width: 110, as: 'order_state' }, amount],
    lines: [item, item_name, count('packs'), money('pack_price'), money('amount', true), count('accepted_quantity')],
  },
  {
    name: 'receipts', path: '/receipts', duty: 'read_receipts', side: 'supplier', key: 'receipt_id',
    columns: [{ name: 'receipt_id', width: 190, on_phone: true }, { name: 'order_no', width: 180 }, period, supplier, { name: 'received_on', width: 110 }, amount],
    lines: [{ ...item, on_phone: true }, lot, expires_on, count('quantity', true), money('amount', true), money('net_amount'), money('vat_amount')],
  },
  {
    name: 'supplier_statements', path: '/supplier-statements', duty: 'read_settlement', side: 'supplier', key: '',
    columns: [period, supplier, { name: 'supplier_name', width: 200, grows: true }, money('received_amount', true), money('net_amount'), money('vat_amount')],
  },
  {
    name: 'shipments', path: '/shipments', duty: 'read_stock', side: 'member', key: 'shipment_no',
    columns: [{ name: 'shipment_no', width: 200, on_phone: true }, period, facility, amount],
    lines: [item, item_name, lot, expires_on, count('quantity', true), money('amount')],
  },
  {
    name: 'shortages', path: '/shortages', duty: 'read_requisitions', side: 'member', key: '',
    columns: [{ ...period, on_phone: false }, facility, item, item_name, count('requested'), count('supplied', true), { name: 'reason', width: 150, as: 'shortage_reason', on_phone: true }],
  },
  {
    name: 'member_statements', path: '/member-statements', duty: 'read_settlement', side: 'member', key: '',
    columns: [period, facility, { name: 'facility_name', width: 200, grows: true }, money('shipped_amount', true)],
  },
]

/** The lists that this person may see: a supplier none of the members', a facility none of the suppliers'. */
export function lists_for(session: Session): DocumentList[] {
  const own_side = session.supplier_code ? 'supplier' : session.facility_code ? 'member' : null
  return document_lists.filter(({ duty, side }) => session.duties.includes(duty) && (!own_side || side === own_side))
}

export function show_value(column: DocumentColumn, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (column.as === 'count') return show_count(Number(value))
  return column.as && column.as !== 'amount' ? name_of(column.as, String(value)) : String(value)
}
export const is_figure = ({ as }: DocumentColumn) => as === 'count' || as === 'amount'
