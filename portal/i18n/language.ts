import type { Language } from '@socle/contracts'
import { ref } from 'vue'

const KEY = 'socle.language'

/** French first; the choice is remembered on this device. */
export const language = ref<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'fr')

export function rememberLanguage(chosen: Language): void {
  language.value = chosen
  localStorage.setItem(KEY, chosen)
  document.documentElement.lang = chosen
}
