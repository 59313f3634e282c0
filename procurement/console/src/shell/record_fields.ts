// The fields of a record as its form, its differences and its versions show them.
import { i18n, name_of } from '@/i18n'

export interface RecordField {
  name: string
  /** `codes`: a text of codes, set apart by anything; sent as their list. */
  kind: 'text' | 'count' | 'decimal' | 'date' | 'choice' | 'choices' | 'password' | 'codes'
  /** Empty is sent as null rather than as an empty text. */
  nullable?: boolean
  /** For choices: the values offered, and the group of the locales that names them. */
  values?: string[]
  group?: string
  /** Instead of the group: what a value is called. */
  show?: (value: string) => string
  required?: boolean
}

export type RecordValues = Record<string, unknown>

export function show_field(field: RecordField, value: unknown): string {
  if (value === null || value === undefined || value === '') return i18n.global.t('record.empty')
  if (field.show) return field.show(String(value))
  return field.kind === 'choice' ? name_of(field.group ?? '', String(value)) : String(value)
}

/** The fields whose values differ between two states of a record. */
export function differing(fields: RecordField[], before: RecordValues, after: RecordValues): RecordField[] {
  return fields.filter(({ name }) => (before[name] ?? '') !== (after[name] ?? ''))
}

/** What a form holds, as the interface takes it. */
export function body_of(fields: RecordField[], values: RecordValues): RecordValues {
  return Object.fromEntries(
    fields.map(({ name, nullable }) => {
      const value = values[name] ?? ''
      return [name, value === '' && nullable ? null : value]
    }),
  )
}

/** What was filled in, as the interface takes it: what is empty is left out. */
export function given_body(fields: RecordField[], values: RecordValues): RecordValues {
  const given = fields.map(({ name, kind }): [string, unknown] => {
    const value = values[name]
    return [name, kind === 'codes' ? String(value ?? '').split(/[\s,，、;；]+/).filter(Boolean) : value]
  })
  return Object.fromEntries(given.filter(([, value]) => value !== '' && value != null && !(Array.isArray(value) && value.length === 0)))
}
