import { watchEffect } from 'vue'

/** Title of the browser's tab: the page first, then the site. */
export const useTitle = (title: () => string): void => {
  watchEffect(() => void (document.title = title() ? `${title()} – Socle` : 'Socle'))
}
