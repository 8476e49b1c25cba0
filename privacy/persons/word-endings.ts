import type { Scan } from '../scan/scan.ts'
import { lengthOf } from './name-view.ts'

/** Endings that conjugated verbs have and unlisted surnames seldom. */
export const CONJUGATED = /(?:ait|aient|era|eront|ons|ez|ées?)$/

/** Endings of adjectives, nouns and verbs that surnames in no list seldom have. */
const WORD_ENDING =
  /(?:iques?|aires?|ables?|istes?|ismes?|ements?|ences?|ances?|euses?|elles?|trices?|eurs|ra|rait|raient|aient|ssent|ront|rons|tions?|sions?|ites?)$/i

export const wordEnding = (scan: Scan, token: number): boolean =>
  lengthOf(scan, token) > 5 && WORD_ENDING.test(scan.text.slice(scan.end[token]! - 6, scan.end[token]!))

/** -tion, -ment, -ité, -isme: endings of French nouns that surnames do not have (Clément is in the lists). */
const ABSTRACT = /(?:tions?|ments?|it[eé]s?|ismes?)$/i

const ABSTRACT_MIN = 7

export const abstractNoun = (scan: Scan, token: number): boolean =>
  scan.end[token]! - scan.start[token]! >= ABSTRACT_MIN &&
  ABSTRACT.test(scan.text.slice(scan.end[token]! - 5, scan.end[token]!))

export const INFINITIVE = /[\p{L}]{2}(?:er|ir|re)$/iu

/** Endings of conjugated verbs, which first names seldom have. */
export const VERB = /(?:er|ez|ait|aient|ent|ons|ant|ais|era|ra|ees?)$/

export const CONSONANTS = /^[b-df-hj-np-tv-xz]{3,}$/i
