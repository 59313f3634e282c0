// Where the server's "no" is shown: beside the field that it names, otherwise as a message.
import 'element-plus/es/components/message/style/css'
import { ElMessage } from 'element-plus/es/components/message/index'
import { reactive, ref } from 'vue'
import { Problem } from '@/api/client'
import { i18n } from '@/i18n'

export function text_of(fault: unknown): string {
  const { t } = i18n.global
  if (!(fault instanceof Problem)) return t('problem.fault')
  if (fault.status === 0) return t('problem.not_reached')
  const wait = fault.retry_after ? ' ' + t('problem.wait', { seconds: fault.retry_after }) : ''
  const text = fault.body.detail || fault.body.title || t('problem.fault')
  const request = fault.status >= 500 && fault.body.request_id ? ` (${fault.body.request_id})` : ''
  return text + wait + request
}

export function show_problem(fault: unknown) {
  if (!(fault instanceof Problem)) console.error(fault)
  if (fault instanceof Problem && fault.status === 401) return // the sign-in page says it
  ElMessage({ type: 'error', message: text_of(fault), duration: 8000, showClose: true, grouping: true })
}

export function show_done(text: string) {
  ElMessage({ type: 'success', message: text, grouping: true })
}

/** The server names a field of a body by its JSON pointer, "/list_price". */
const name_of = (field: string | undefined) => field?.replace(/^\//, '') ?? ''

/** Runs a form's action: busy meanwhile, refusals beside its `fields`, what names none as a message. */
export function use_action(...fields: string[]) {
  const busy = ref(false)
  const errors = reactive<Record<string, string>>({})

  /** What an operation, not the body's description, found missing. */
  const missing = ({ code, body }: Problem) => (code === 'field_missing' && body.figures?.find((figure) => fields.includes(figure))) || ''

  function place(fault: unknown) {
    const named = fault instanceof Problem ? (fault.body.errors ?? []).filter((one) => fields.includes(name_of(one.field))) : []
    named.forEach((one) => (errors[name_of(one.field)] = one.detail))
    const field = fault instanceof Problem ? name_of(fault.body.field) || missing(fault) : ''
    if (field && fields.includes(field)) errors[field] ??= text_of(fault)
    else if (named.length === 0) show_problem(fault)
  }

  /** True when the action succeeded; `when` may take a problem for itself by returning true. */
  async function run(action: () => Promise<void>, when: (fault: unknown) => boolean = () => false): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    Object.keys(errors).forEach((field) => delete errors[field])
    try {
      await action()
      return true
    } catch (fault) {
      if (!when(fault)) place(fault)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, errors, run }
}
