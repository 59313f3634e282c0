// The fields of a record as its form, its differences and its versions show them.
import { i18n, name_of } from '@/i18n'

export interface RecordField {
  name: string
  kind: 'text' | 'count' | 'decimal' | 'date' | 'choice'
  /** Empty is sent as null rather than as an empty text. */
  nullable?: boolean
  /** For choices: the values offered, and the group of the locales that names them. */
  values?: string[]
  group?: string
  required?: boolean
}

export type RecordValues = Record<string, unknown>

export function show_field(field: RecordField, value: unknown): string {
  if (value === null || value === undefined || value === '') return i18n.global.t('record.empty')
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
