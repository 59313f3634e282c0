// Whether the window is as narrow as a phone.
import { ref } from 'vue'

const narrow = window.matchMedia('(max-width: 700px)')
export const is_phone = ref(narrow.matches)
narrow.addEventListener('change', (now) => (is_phone.value = now.matches))
