// Whether the page is being printed.
import { ref } from 'vue'

const paper = window.matchMedia('print')
export const is_printing = ref(paper.matches)
paper.addEventListener('change', (now) => (is_printing.value = now.matches))
