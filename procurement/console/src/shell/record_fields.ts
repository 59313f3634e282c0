// The fields of a record as its form, its differences and its versions show them.
import { i18n, name_of, show_list } from '@/i18n'

export interface RecordField {
  name: string
  /** `codes`: a text of codes, set apart by anything; sent as their list. `lines`: a text of several lines. */
  kind: 'text' | 'count' | 'decimal' | 'date' | 'month' | 'choice' | 'choices' | 'flag' | 'password' | 'codes' | 'lines'
  /** Empty is sent as null rather than as an empty text. */
  nullable?: boolean
  /** For choices: the values offered, and the group of the locales that names them. */
  values?: string[]
  group?: string
  /** Instead of the group: what a value is called. */
  show?: (value: string) => string
  required?: boolean
  /** For counts: the smallest that can be given; 1 when it is not said. */
  least?: number
  /** A key of the locales: the heading of the part of the form that begins here. */
  part?: string
}

export type RecordValues = Record<string, unknown>

const is_empty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export function show_field(field: RecordField, value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return show_list(value.map((one) => show_field(field, one)))
  if (is_empty(value)) return i18n.global.t('record.empty')
  if (field.show) return field.show(String(value))
  if (field.kind === 'flag') return i18n.global.t(value ? 'record.yes' : 'record.no')
  return field.kind === 'choice' || field.kind === 'choices' ? name_of(field.group ?? '', String(value)) : String(value)
}

/** The fields whose values differ between two states of a record. */
export function differing(fields: RecordField[], before: RecordValues, after: RecordValues): RecordField[] {
  return fields.filter(({ name }) => JSON.stringify(before[name] ?? '') !== JSON.stringify(after[name] ?? ''))
}

/** A record's value as a form holds it. */
export function form_value({ kind }: RecordField, value: unknown): unknown {
  if (kind === 'choices') return Array.isArray(value) ? [...value] : []
  if (kind === 'codes') return Array.isArray(value) ? value.join(' ') : ''
  if (kind === 'flag') return value === true
  if (kind === 'count') return value ?? undefined
  return value ?? ''
}

function sent_value({ kind }: RecordField, value: unknown): unknown {
  return kind === 'codes' ? String(value ?? '').split(/[\s,，、;；]+/).filter(Boolean) : (value ?? '')
}

/** What a form holds, as the interface takes it. */
export function body_of(fields: RecordField[], values: RecordValues): RecordValues {
  return Object.fromEntries(
    fields.map((field) => {
      const value = sent_value(field, values[field.name])
      return [field.name, value === '' && field.nullable ? null : value]
    }),
  )
}

/** What was filled in, as the interface takes it: what is empty is left out. */
export function given_body(fields: RecordField[], values: RecordValues): RecordValues {
  const given = fields.map((field): [string, unknown] => [field.name, sent_value(field, values[field.name])])
  return Object.fromEntries(given.filter(([, value]) => !is_empty(value)))
}

/** The fields that have to be filled in and are not. */
export function missing(fields: RecordField[], values: RecordValues): RecordField[] {
  return fields.filter((field) => field.required && is_empty(sent_value(field, values[field.name])))
}
