/**
 * The one place that turns an instant into a civil day: dates of the framework (deadlines, ends of derogations, validity of
 * evidence) are days of a calendar, and a day begins at midnight where the administration is, not in UTC.
 */
type Spoken = 'fr' | 'en'

const defaultZone = 'Europe/Paris'
let zone = defaultZone
let day = formatterOf(zone)
// Made once: making them takes longer than a whole call of the access layer, and its refusals say when to come again.
let moments = inBoth({ dateStyle: 'long', timeStyle: 'short', timeZone: zone })
const civilDays = inBoth({ dateStyle: 'long', timeZone: 'UTC' })

/** Called once, when Socle starts, with what `framework/governance/civil-time.yaml` says. */
export const useCivilTime = (timeZone: string): void => {
  zone = timeZone
  day = formatterOf(zone)
  moments = inBoth({ dateStyle: 'long', timeStyle: 'short', timeZone: zone })
}

/** For queries that cut instants into civil days. */
export const civilZone = (): string => zone

/** Civil day of an instant, `YYYY-MM-DD`. */
export const dayOf = (instant: Date): string => day.format(instant)

/** A civil day as people of that language say it. */
export const dayInWords = (day: string, language: Spoken): string =>
  withFirst(civilDays[language].format(new Date(day)), language)

/** An instant as the clock of the administration shows it, in words: "30 novembre 2026 à 22:26". */
export const momentInWords = (instant: Date, language: Spoken): string =>
  withFirst(moments[language].format(instant), language)

/** French counts the first day of a month, and no other: "1er décembre". */
const withFirst = (words: string, language: Spoken): string =>
  language === 'fr' ? words.replace(/^1(?= )/, '1er') : words

/** Swedish writes dates as ISO 8601 does. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
}

function inBoth(options: Intl.DateTimeFormatOptions): Readonly<Record<Spoken, Intl.DateTimeFormat>> {
  return { fr: new Intl.DateTimeFormat('fr-FR', options), en: new Intl.DateTimeFormat('en-GB', options) }
}
