// Who is signed in, and what they may do.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { connection, Problem, read, write } from '@/api/client'
import type { Session } from '@/api/types'

export interface Credentials {
  user_name: string
  password: string
  totp_code?: string
}

export const use_session = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const is_known = ref(false)

  function take(given: Session | null) {
    session.value = given
    is_known.value = true
    connection.csrf_token = given?.csrf_token ?? ''
  }

  /** Asks the server once whether its cookie still stands for somebody. */
  async function load() {
    if (is_known.value) return
    try {
      take((await read<Session>('/session')).value)
    } catch (fault) {
      if (!(fault instanceof Problem && fault.status === 401)) throw fault
      take(null)
    }
  }

  async function sign_in(credentials: Credentials) {
    take((await write<Session>('POST', '/session', { body: credentials })).value)
  }

  async function sign_out() {
    await write('DELETE', '/session').catch(() => undefined)
    take(null)
  }

  async function change_password(current_password: string, new_password: string) {
    await write('PUT', '/session/password', { body: { current_password, new_password } })
    take((await read<Session>('/session')).value)
  }

  const may = (duty: string) => session.value?.duties.includes(duty) ?? false
  return { session, is_known, load, sign_in, sign_out, change_password, may, forget: () => take(null) }
})
