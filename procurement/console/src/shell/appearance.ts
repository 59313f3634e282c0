// Light or dark: as the system says until the reader chooses.
import { ref, watchEffect } from 'vue'

const kept_as = 'wutong_appearance'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const kept = localStorage.getItem(kept_as)

export const is_dark = ref(kept ? kept === 'dark' : system.matches)

export function follow_appearance() {
  system.addEventListener('change', (now) => {
    if (!localStorage.getItem(kept_as)) is_dark.value = now.matches
  })
  watchEffect(() => document.documentElement.classList.toggle('dark', is_dark.value))
}

export function choose_dark(dark: boolean) {
  localStorage.setItem(kept_as, dark ? 'dark' : 'light')
  is_dark.value = dark
}
