/**
 * The one place that turns an instant into a civil day: dates of the framework (deadlines, ends of derogations, validity of
 * evidence) are days of a calendar, and a day begins at midnight where the administration is, not in UTC.
 */
const defaultZone = 'Europe/Paris'
let zone = defaultZone
let day = formatterOf(zone)

/** Called once, when Socle starts, with what `framework/governance/civil-time.yaml` says. */
export const useCivilTime = (timeZone: string): void => {
  zone = timeZone
  day = formatterOf(zone)
}

/** For queries that cut instants into civil days. */
export const civilZone = (): string => zone

/** Civil day of an instant, `YYYY-MM-DD`. */
export const dayOf = (instant: Date): string => day.format(instant)

/** A civil day as people of that language say it. */
export const dayInWords = (day: string, language: 'fr' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(day))
    .replace(/^1(?= )/, language === 'fr' ? '1er' : '1')

/** An instant as the clock of the administration shows it, in words: "30 novembre 2026 à 22:26". */
export const momentInWords = (instant: Date, language: 'fr' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  })
    .format(instant)
    .replace(/^1(?= )/, language === 'fr' ? '1er' : '1')

/** Swedish writes dates as ISO 8601 does. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
}
