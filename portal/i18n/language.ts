import { type Language, languageAmong } from '@socle/contracts'
import { ref } from 'vue'

const KEY = 'socle.language'

const chosen = localStorage.getItem(KEY)

/** The choice that was made on this device; without one, what the browser asks for. */
export const language = ref<Language>(languageAmong(chosen === null ? navigator.languages : [chosen]))

export const rememberLanguage = (choice: Language): void => localStorage.setItem(KEY, choice)
