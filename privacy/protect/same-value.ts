/** Which writings are of one value: case, accents and spaces do not make two; for people, order and first names do not. */
import { genderOfFirstName } from '../names/name-lexicon.ts'
import type { PiiType } from '../span.ts'

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Key under which a value is known; people have their own way, see `samePerson`. */
export function valueKey(type: PiiType, text: string): string {
  const plain = folded(text)
  if (type === 'EMAIL' || type === 'URL_CREDENTIALS' || type === 'SECRET' || type === 'IP') return plain.trim()
  if (type === 'PERSON' || type === 'ADDRESS') return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return plain.replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Words of a name; the longest way of writing one person holds those of the shorter ones. */
export const nameWords = (text: string): string[] =>
  folded(text)
    .split(/\P{L}+/u)
    .filter((word) => word !== '')

/**
 * "DUPONT Jean", "Jean Dupont", "J. Dupont" and "Dupont" are one person. Two names with different first names are not.
 * One word alone is the person whose name has it, when only one has.
 */
export function samePerson(known: readonly string[], other: readonly string[]): boolean {
  const [short, long] = known.length <= other.length ? [known, other] : [other, known]
  if (short.length === 0) return false
  const initials = short.filter((word) => word.length === 1)
  const words = short.filter((word) => word.length > 1)
  if (words.length === 0) return false
  const left = [...long]
  for (const word of words) {
    const index = left.indexOf(word)
    if (index === -1) return false
    left.splice(index, 1)
  }
  return initials.every((initial) => left.some((word) => word.startsWith(initial)))
}

const feminine = /(?:\bmme|\bmadame|\bmlle|\bmademoiselle|\bmrs|\bms|\bmiss)\.?\s*$/i
const masculine = /(?:\bm\.|\bmr|\bmonsieur|\bsieur)\.?\s*$/i
const TITLE_WINDOW = 16

/** What the title just before a name says, else its first name; nothing is guessed. */
export function genderOf(text: string, start: number, name: string): 'F' | 'M' | undefined {
  const before = text.slice(Math.max(0, start - TITLE_WINDOW), start)
  if (feminine.test(before)) return 'F'
  if (masculine.test(before)) return 'M'
  const words = nameWords(name)
  if (words.length < 2) return undefined
  const known = new Set(words.map(genderOfFirstName).filter((gender) => gender !== undefined))
  return known.size !== 1 ? undefined : known.has('feminine') ? 'F' : 'M'
}
