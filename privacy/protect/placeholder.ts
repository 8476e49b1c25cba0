/**
 * What stands in a protected text in place of a value: `[PERSONNE_3F_k7q]`. A label that a French model can agree with, a
 * number, a letter for each other way in which the same value was written, a hint of gender, and a mark of the conversation
 * that no text of it contains, so that nothing which merely looks alike is ever taken for one.
 */
import type { PiiType } from '../span.ts'
import type { Gender } from './same-value.ts'
import { asRead, unfinishedFrom } from './signs-by-number.ts'
import { labelWords, MAX_WRITTEN_LENGTH, readPlaceholder, type WrittenPlaceholder } from './written-placeholder.ts'

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

/** What a model that answers in English makes of a label. */
const translations: Readonly<Record<string, EntryType>> = {
  PERSON: 'PERSON',
  EMAIL: 'EMAIL',
  MAIL: 'EMAIL',
  PHONE: 'PHONE_FR',
  CARD: 'BANK_CARD',
  ADDRESS: 'ADDRESS',
  PLATE: 'PLATE',
  PASSPORT: 'PASSPORT_FR',
  LICENCE: 'DRIVING_LICENCE_FR',
  LICENSE: 'DRIVING_LICENCE_FR',
  BIRTH: 'BIRTH_DATE',
  ACCESS: 'URL_CREDENTIALS',
  TEXT: 'TEXT',
}
const words = labelWords([
  ...Object.values(labels).map((label) => [label, label] as const),
  ...Object.entries(translations).map(([word, type]) => [word, labels[type]] as const),
])

/** What stands before a text says no further back whether a placeholder may begin it: a letter, or a sign written by its number. */
export const BORDER = 8

export interface FoundPlaceholder extends WrittenPlaceholder {
  readonly start: number
  readonly whole: string
}

/**
 * Finds placeholders of one conversation as models write them. What bears another mark is none of them; it cannot hide one, as no
 * label ends in a mark. @param from what stands before is seen, and not looked through
 */
export function placeholdersIn(text: string, mark: string, from = 0): FoundPlaceholder[] {
  const found: FoundPlaceholder[] = []
  let done = from
  for (const { index: at } of text.matchAll(new RegExp(mark, 'gi'))) {
    if (at < done) continue
    for (let start = Math.max(done, at - MAX_WRITTEN_LENGTH); start < at; start++) {
      const written = readPlaceholder(text, start, words, mark).found
      if (written === undefined) continue
      found.push({ ...written, start, whole: text.slice(start, written.end) })
      done = written.end
      break
    }
  }
  return found
}

/** The same in a string of JSON, where signs may be written by their number. */
export function placeholdersInJson(text: string, mark: string, from = 0): FoundPlaceholder[] {
  const read = asRead(text)
  if (read === undefined) return placeholdersIn(text, mark, from)
  const first = read.places.findIndex((place) => place >= from)
  return placeholdersIn(read.text, mark, first).map((found) => ({
    ...found,
    start: read.places[found.start]!,
    end: read.places[found.end]!,
  }))
}

/** Letters after the number, without that of the gender; a model may have changed their case. */
export const variantIn = (letters: string): string => letters.toLowerCase().replace(/[fm]$/, '')

/**
 * Where a placeholder begins that may go on after the end of the text; its length when there is none. Nothing before that place
 * can be part of one. @param from what stands before is seen, and held no more
 */
export function holdFrom(text: string, mark: string, from = 0): number {
  for (let start = Math.max(from, text.length - MAX_WRITTEN_LENGTH + 1); start < text.length; start++)
    if (readPlaceholder(text, start, words, mark).open) return start
  return text.length
}

/** The same in a string of JSON. */
export function holdFromInJson(text: string, mark: string, from = 0): number {
  const whole = text.slice(0, Math.max(from, unfinishedFrom(text)))
  const read = asRead(whole)
  if (read === undefined) return holdFrom(whole, mark, from)
  const first = read.places.findIndex((place) => place >= from)
  return read.places[holdFrom(read.text, mark, first)]!
}
