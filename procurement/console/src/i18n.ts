// The two languages. Chinese is the first; the choice is kept in this browser.
import { createI18n } from 'vue-i18n'
import { connection } from './api/client'
import en from './locales/en.json'
import zh from './locales/zh.json'

export type Language = 'zh' | 'en'
const kept_as = 'wutong_language'
const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

const kept: Language = localStorage.getItem(kept_as) === 'en' ? 'en' : 'zh'

export const i18n = createI18n({
  legacy: false,
  locale: kept,
  fallbackLocale: 'zh',
  messages: { zh, en },
})

export function speak(language: Language) {
  i18n.global.locale.value = language
  localStorage.setItem(kept_as, language)
  connection.language = tags[language]
  document.documentElement.lang = tags[language]
}
speak(kept)

/** The text of a name that the server sent (a kind, a state); the name itself when it is new. */
export function name_of(group: string, name: string | null | undefined): string {
  if (!name) return '—'
  const key = `${group}.${name}`
  return i18n.global.te(key) ? i18n.global.t(key) : name
}

/** An instant in the reader's own time, to the minute. */
export function show_instant(instant: string | null): string {
  if (!instant) return '—'
  return new Intl.DateTimeFormat(tags[i18n.global.locale.value as Language], {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(new Date(instant))
}

/** Who did something: a user's name, or the program. */
export const show_actor = (actor: string | null): string => actor?.replace(/^user:/, '') ?? '—'

/** Several names in a row, as the language sets them apart. */
export const show_list = (names: readonly string[]): string => names.join(i18n.global.locale.value === 'zh' ? '、' : ', ')

/** An estimate of a count, as precise as anybody can use it. */
export function show_estimate(estimate: string): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(Number(estimate))
}

/** A count with its thousands set apart. Amounts and prices are texts and are shown as they came. */
export function show_count(count: number): string {
  return new Intl.NumberFormat('en-US').format(count)
}
