// A policy's parameters as lines of a form, "name = value", and back.
import { Problem } from '@/api/client'
import { i18n } from '@/i18n'
import type { RecordValues } from '@/shell/record_fields'

/** A whole number or yes and no as such; everything else, a rate too, stays the text that it is. */
function value_in(text: string): unknown {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  return text
}

function refused(line: string): Problem {
  const detail = i18n.global.t('policy.line_not_read', { line })
  return new Problem({ type: 'about:blank', title: detail, status: 422, code: 'field_not_allowed', detail, field: '/parameters', request_id: '' })
}

/** Throws a Problem of the field "parameters" that names the line that says no name and value. */
export function parameters_in(text: string): RecordValues {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean)
  return Object.fromEntries(lines.map((line) => {
    const [, name, value] = /^([^=＝]+?)\s*[=＝]\s*(.+)$/.exec(line) ?? []
    if (!name || !value) throw refused(line)
    return [name.trim(), value_in(value)]
  }))
}

export const shown_parameter = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
export const text_of_parameters = (parameters: RecordValues) =>
  Object.entries(parameters).map(([name, value]) => `${name} = ${shown_parameter(value)}`).join('\n')
