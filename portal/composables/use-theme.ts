import { ref } from 'vue'

const KEY = 'socle.theme'
const choices = ['system', 'light', 'dark'] as const
export type Theme = (typeof choices)[number]

const stored = localStorage.getItem(KEY)
export const theme = ref<Theme>(choices.find((choice) => choice === stored) ?? 'system')
const dark = matchMedia('(prefers-color-scheme: dark)')

export const themeChoices = choices

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  localStorage.setItem(KEY, chosen)
  applyTheme()
}

/** The design system reads two attributes of the root element. */
export function applyTheme(): void {
  const root = document.documentElement
  root.dataset.frScheme = theme.value
  root.dataset.frTheme = theme.value === 'system' ? (dark.matches ? 'dark' : 'light') : theme.value
}

dark.addEventListener('change', applyTheme)
