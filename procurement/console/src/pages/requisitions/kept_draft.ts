// What was typed and is not stored yet lies in this browser, until it is: a phone may lose its
// connection and its page.
import { use_session } from '@/session'
import type { Wishes } from './wishes'

export interface KeptDraft {
  etag: string | null
  wishes: Wishes
  needed_on: string | null
  reason: string
}
const key_of = (number: string) => `wutong_requisition_${use_session().session?.user.user_name}_${number}`

export const keep_draft = (number: string, draft: KeptDraft) => localStorage.setItem(key_of(number), JSON.stringify(draft))
export const forget_draft = (number: string) => localStorage.removeItem(key_of(number))

export function kept_draft(number: string): KeptDraft | null {
  const kept = localStorage.getItem(key_of(number))
  return kept ? (JSON.parse(kept) as KeptDraft) : null
}
