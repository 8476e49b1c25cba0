/**
 * What stands in a protected text in place of a value: `[PERSONNE_3F_k7q]`. A label that a French model can agree with, a
 * number, a letter for each other way in which the same value was written, a hint of gender, and a mark of the conversation
 * that no text of it contains, so that nothing which merely looks alike is ever taken for one.
 */
import type { PiiType } from '../span.ts'
import { asRead, unfinishedFrom } from './signs-by-number.ts'

export type Gender = 'F' | 'M'

/** `TEXT` = words that looked like a placeholder before anything was taken out. */
export type EntryType = PiiType | 'TEXT'

export const labels: Readonly<Record<EntryType, string>> = {
  PERSON: 'PERSONNE',
  EMAIL: 'COURRIEL',
  PHONE_FR: 'TELEPHONE',
  NIR: 'NIR',
  IBAN: 'IBAN',
  BANK_CARD: 'CARTE',
  SIREN: 'SIREN',
  SIRET: 'SIRET',
  RNA: 'RNA',
  ADDRESS: 'ADRESSE',
  PLATE: 'PLAQUE',
  PASSPORT_FR: 'PASSEPORT',
  ID_CARD_FR: 'CNI',
  DRIVING_LICENCE_FR: 'PERMIS',
  BIRTH_DATE: 'NAISSANCE',
  IP: 'IP',
  SECRET: 'SECRET',
  URL_CREDENTIALS: 'ACCES',
  TEXT: 'TEXTE',
}

const MARK_ALPHABET = 'bcdfghjkmnpqrstvwxz'
const MARK_LENGTH = 3
const MAX_NUMBER_DIGITS = 5
const MAX_VARIANT_LETTERS = 3
/** Longest form, however a model may have decorated it; nothing longer is ever held back in a stream. */
const MAX_PLACEHOLDER_LENGTH = 48

/** @param random in [0, 1) */
export function newMark(random: () => number): string {
  let mark = ''
  while (mark.length < MARK_LENGTH) mark += MARK_ALPHABET[Math.floor(random() * MARK_ALPHABET.length)]
  return mark
}

/** Letters of variants: neither f nor m, which tell the gender. */
const VARIANT_ALPHABET = 'abcdeghijklnopqrstuvwxyz'

/** 0 = the first way of writing, without a letter. */
export function variantLetters(variant: number): string {
  const { length } = VARIANT_ALPHABET
  let letters = ''
  for (let rest = variant; rest > 0; rest = Math.floor((rest - 1) / length))
    letters = VARIANT_ALPHABET[(rest - 1) % length]! + letters
  return letters
}

export const placeholder = (
  type: EntryType,
  number: number,
  variant: number,
  gender: Gender | undefined,
  mark: string,
): string => `[${labels[type]}_${number}${variantLetters(variant)}${gender ?? ''}_${mark}]`

/** One name whatever a model did to it: case, emphasis, escapes, spaces, a lost bracket. */
export const canonical = (label: string, number: string, variant: string): string =>
  `${label.toUpperCase()}_${Number(number)}${variant.toLowerCase()}`

/** Compiled once: a pattern of its own for each conversation would cost more than everything else that is done to a call. */
const anyPlaceholder = (() => {
  const joint = String.raw`\\?[_ \u00a0-]`
  const any = Object.values(labels).join('|')
  const mark = `[${MARK_ALPHABET}]{${MARK_LENGTH}}`
  return new RegExp(
    String.raw`(?:\\?\[)?(?<![\p{L}\p{N}])(${any})${joint}(\d{1,${MAX_NUMBER_DIGITS}})([A-Za-z]{0,${MAX_VARIANT_LETTERS + 1}})${joint}(${mark})(?![\p{L}\p{N}])(?:\\?\])?`,
    'giu',
  )
})()

export interface FoundPlaceholder {
  readonly start: number
  readonly end: number
  readonly whole: string
  readonly label: string
  readonly number: string
  readonly letters: string
}

/**
 * Finds placeholders of one conversation as models write them: `[Personne_3F_k7q]`, `\[PERSONNE\_3F\_k7q\]`,
 * `PERSONNE 3 k7q`, `**[PERSONNE_3F_k7q]**`. What bears another mark is none of them; it cannot hide one, as no label ends in a mark.
 */
export function placeholdersIn(text: string, mark: string): FoundPlaceholder[] {
  const found: FoundPlaceholder[] = []
  for (const match of text.matchAll(anyPlaceholder)) {
    const [whole, label, number, letters, own] = match as unknown as [string, string, string, string, string]
    if (own.toLowerCase() === mark)
      found.push({ start: match.index, end: match.index + whole.length, whole, label, number, letters })
  }
  return found
}

/** The same in a string of JSON, where signs may be written by their number. */
export function placeholdersInJson(text: string, mark: string): FoundPlaceholder[] {
  const read = asRead(text)
  if (read === undefined) return placeholdersIn(text, mark)
  return placeholdersIn(read.text, mark).map((found) => ({
    ...found,
    start: read.written(found.start),
    end: read.written(found.end),
  }))
}

/** Letters after the number, without that of the gender; a model may have changed their case. */
export const variantIn = (letters: string): string => letters.toLowerCase().replace(/[fm]$/, '')

/**
 * Could a placeholder begin in `tail` and go on after it? Then the answer is where; else its length.
 * Nothing before that place can be part of one.
 */
export function holdFrom(tail: string, mark: string): number {
  const first = Math.max(0, tail.length - MAX_PLACEHOLDER_LENGTH + 1)
  for (let at = first; at < tail.length; at++) if (canBegin(tail, at, mark)) return at
  return tail.length
}

/** The same in a string of JSON. */
export function holdFromInJson(tail: string, mark: string): number {
  const cut = unfinishedFrom(tail)
  const text = cut === tail.length ? tail : tail.slice(0, cut)
  const read = asRead(text)
  return read === undefined ? holdFrom(text, mark) : read.written(holdFrom(read.text, mark))
}

const upperLabels = Object.values(labels)

function canBegin(tail: string, start: number, mark: string): boolean {
  let at = start
  if (tail[at] === '\\') at++
  if (tail[at] === '[') at++
  else if (at > start && at < tail.length) return false
  if (at === tail.length) return true
  if (at === start && start > 0 && /[\p{L}\p{N}]/u.test(tail[start - 1]!)) return false
  const rest = tail
    .slice(at)
    .toUpperCase()
    .replaceAll('\\', '')
    .replaceAll(/[ \u00a0-]/g, '_')
  for (const label of upperLabels) {
    if (label.startsWith(rest)) return true
    if (!rest.startsWith(label)) continue
    const after = rest.slice(label.length)
    const shape = /^_(?:(\d{1,5})([A-Z]{0,3})(?:_([A-Z]{0,3})(\]?))?)?$/.exec(after)
    if (!shape) continue
    const [, , , given = '', closing] = shape
    if (closing !== ']' && mark.toUpperCase().startsWith(given)) return true
  }
  return false
}
