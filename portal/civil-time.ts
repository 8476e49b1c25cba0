import { ref } from 'vue'

/** Where the administration's days begin, whatever the clock of this device; the session says it. */
export const civilZone = ref('Europe/Paris')

/** Civil day of an instant (today, unless told), `YYYY-MM-DD`. */
export const civilDay = (instant = Date.now()): string =>
  // Swedish writes dates as ISO 8601 does.
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: civilZone.value }).format(instant)
