/** Which writings are of one value: case, accents and spaces do not make two; for people, order and first names do not. */
import { genderOfFirstName } from '../names/name-lexicon.ts'
import { decoded } from '../scan/encoded.ts'
import type { PiiType } from '../span.ts'

/** As it is read: in small letters without accents, signs written by their number in place. */
const folded = (text: string): string =>
  (decoded(text)?.text ?? text)
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** France and its territories, from abroad: "+33 6", "00 33 (0)6", "+262 639". */
const countryCode = /^(?:00)?(?:33|262|508|59[046]|68[179])0?(?=\d{6,9}$)/

const months: Readonly<Record<string, number>> = {
  jan: 1,
  fev: 2,
  feb: 2,
  mar: 3,
  avr: 4,
  apr: 4,
  mai: 5,
  may: 5,
  juin: 6,
  jun: 6,
  juil: 7,
  jul: 7,
  aou: 8,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}
const monthIn = (word: string): number => months[word.slice(0, 4)] ?? months[word.slice(0, 3)] ?? 0
/** A whole date in figures or with its month in words, as year, month and day; undefined for any other way. */
function dayOf(plain: string): string | undefined {
  const parts = plain.match(/\d+|[a-z]{3,}/g) ?? []
  if (parts.length !== 3) return undefined
  const [first, second, third] = parts as [string, string, string]
  const [year, month, day] =
    first.length === 4
      ? [first, Number(second), Number(third)]
      : /^\d/.test(first)
        ? [third, Number(second) || monthIn(second), Number(first)]
        : [third, monthIn(first), Number(second)]
  return year.length === 4 && month > 0 && day > 0 ? `${year}-${month}-${day}` : undefined
}

/** Key under which a value is known; people have their own way, see `samePerson`. */
export function valueKey(type: PiiType, text: string): string {
  const plain = folded(text)
  if (type === 'EMAIL' || type === 'URL_CREDENTIALS' || type === 'SECRET' || type === 'IP') return plain.trim()
  if (type === 'PERSON' || type === 'ADDRESS') return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  if (type === 'BIRTH_DATE') return dayOf(plain) ?? plain.replace(/[^\p{L}\p{N}]+/gu, '')
  if (type === 'PHONE_FR') return plain.replace(/\D+/g, '').replace(countryCode, '0')
  return plain.replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Words of a name; the longest way of writing one person holds those of the shorter ones. */
export const nameWords = (text: string): string[] =>
  folded(text)
    .split(/\P{L}+/u)
    .filter((word) => word !== '')

const isInitial = (word: string): boolean => word.length === 1
/** What stands in a name for itself. */
export const wholeWords = (name: readonly string[]): string[] => name.filter((word) => !isInitial(word))

/** An initial says less than a word: "J. Dupont" less than "Jean Dupont", and "Dupont" less than both. */
function saysLess(one: readonly string[], other: readonly string[]): boolean {
  const [words, others] = [wholeWords(one).length, wholeWords(other).length]
  return words === others ? one.length <= other.length : words < others
}

/**
 * "DUPONT Jean", "Jean Dupont", "J. Dupont" and "Dupont" are one person. Two names with different first names are not.
 * One word alone is the person whose name has it, when only one has.
 */
export function samePerson(known: readonly string[], other: readonly string[]): boolean {
  const [short, long] = saysLess(known, other) ? [known, other] : [other, known]
  const words = wholeWords(short)
  if (words.length === 0) return false
  const initials = short.filter(isInitial)
  const left = [...long]
  for (const word of words) {
    const index = left.indexOf(word)
    if (index === -1) return false
    left.splice(index, 1)
  }
  return initials.every((initial) => left.some((word) => word.startsWith(initial)))
}

export type Gender = 'F' | 'M'

const hers = String.raw`\b(?:mme|madame|mlle|mademoiselle|mrs|ms|miss)\.?`
const his = String.raw`\b(?:m\.|mr\.?|monsieur|sieur)`
const feminine = new RegExp(String.raw`${hers}\s*$`, 'i')
const masculine = new RegExp(String.raw`${his}\s*$`, 'i')
const couple = new RegExp(String.raw`(?:${hers}|${his}|\bm)\s*(?:et|ou|and|or|&|/)\s*(?:${hers}|${his})\s*$`, 'i')
/** "Camille Leroy, née le", "(NE LE 12": not "né(e)", nor "ne vient pas". */
const born = /^\s*[,(]?\s*(?:(née|nee(?=\s+le))|(?:né|ne(?=\s+le\s+\d)))(?![\p{L}(])/iu
const AROUND = 32

/** What the title just before a name says, else a birth told just after it, else its first name; nothing is guessed. */
export function genderOf(text: string, start: number, end: number): Gender | undefined {
  const before = text.slice(Math.max(0, start - AROUND), start)
  if (couple.test(before)) return undefined
  if (feminine.test(before)) return 'F'
  if (masculine.test(before)) return 'M'
  const birth = born.exec(text.slice(end, end + AROUND))
  if (birth) return birth[1] === undefined ? 'M' : 'F'
  const words = nameWords(text.slice(start, end))
  if (words.length < 2) return undefined
  const known = new Set(words.map(genderOfFirstName).filter((gender) => gender !== undefined))
  return known.size !== 1 ? undefined : known.has('feminine') ? 'F' : 'M'
}
