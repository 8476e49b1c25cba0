/**
 * The table of one conversation: what was taken out of its texts, and what stands for it. It lives in memory, shows counts
 * and never values, and nothing of it is shared with another conversation.
 */
import { type PiiType, piiTypes, type Span } from '../span.ts'
import {
  canonical,
  type EntryType,
  type Gender,
  labels,
  newMark,
  placeholder,
  placeholdersIn,
  placeholdersInJson,
  variantLetters,
  variantIn,
} from './placeholder.ts'
import { genderOf, nameWords, samePerson, valueKey } from './same-value.ts'

/** Finds personal data; throws when it cannot say. */
export type Detect = (text: string) => readonly Span[]

/** `allow` leaves the value, `pseudonymise` gives it back in the answer, `mask` never does. */
export type Treatment = 'allow' | 'mask' | 'pseudonymise'

export interface VaultOptions {
  readonly detect: Detect
  /** By type; default: everything is pseudonymised. Secrets are masked for good where others are pseudonymised. */
  readonly treat?: (type: PiiType) => Treatment
  readonly random?: () => number
  /** Personal data that the model itself writes, by type; default: it is left. */
  readonly generated?: (type: PiiType) => 'allow' | 'mask'
  /** What an earlier call of the same conversation kept: the same values get the same placeholders. */
  readonly from?: VaultTable
}

/** Detection failed: the text must not leave. Its message says nothing of the text. */
export class DetectionFailed extends Error {
  constructor(cause: unknown) {
    super('personal data could not be detected', { cause })
  }
}

/** Nothing more fits into the table: the text must not leave. */
export class VaultFull extends Error {
  constructor() {
    super(`a conversation holds at most ${MAX_ENTRIES} protected values`)
  }
}

const typeOfLabel: ReadonlyMap<string, EntryType> = new Map(
  (Object.entries(labels) as [EntryType, string][]).map(([type, label]) => [label, type]),
)
const MAX_ENTRIES = 50_000
const MARKED = /^(?:SECRET|URL_CREDENTIALS)$/

/** One value in all the ways in which it was written. */
interface Entry {
  readonly type: EntryType
  readonly number: number
  gender: Gender | undefined
  /** Words of a person's longest name. */
  words: readonly string[]
  /** Exact writing → its place in the order of appearance. */
  readonly writings: Map<string, number>
}

/** What a conversation needs to give values back later: the exact writing of each placeholder. */
export interface VaultTable {
  readonly mark: string | undefined
  readonly writings: Readonly<Record<string, string>>
}

/** Gives back what a kept table holds. */
export function restoreWith({ mark, writings }: VaultTable, text: string): string {
  return mark === undefined ? text : restoreFrom(mark, new Map(Object.entries(writings)), text, undefined)
}

/** How a value is written in the strings of JSON where it goes, after the words `before` it. */
export type Escape = (value: string, before: string) => string

export interface Vault {
  /** @throws DetectionFailed, VaultFull */
  protect: (text: string) => string
  /** One pass: what is given back is not looked at again. @param escape how a value is written where it goes */
  restore: (text: string, escape?: Escape) => string
  /** What an answer becomes: what the model wrote itself is treated by the policy, then values are given back. @throws DetectionFailed */
  answer: (text: string, escape?: Escape) => string
  /** The first half of it: spans of what the policy masks in a text of the model. @throws DetectionFailed */
  unwanted: (text: string) => readonly Span[]
  /** Takes such a span out. */
  withheld: (type: PiiType, value: string) => string
  /** Does the policy look at what the model writes? */
  readonly guards: boolean
  /** Has anything been replaced that may be given back? */
  readonly restores: boolean
  /** May an answer differ from what the model wrote? */
  readonly touchesAnswers: boolean
  /** Mark of its placeholders; undefined while there is none. */
  readonly mark: string | undefined
  /** The table itself, to be kept where only its owner reads. */
  table: () => VaultTable
  /** How many values of each type were protected. */
  counts: () => Partial<Record<PiiType, number>>
}

function restoreFrom(
  mark: string,
  issued: ReadonlyMap<string, string>,
  text: string,
  escape: Escape | undefined,
): string {
  let out = ''
  let at = 0
  const found = escape === undefined ? placeholdersIn(text, mark) : placeholdersInJson(text, mark)
  for (const { start, end, whole, label, number, letters } of found) {
    const value = issued.get(canonical(label, number, variantIn(letters)))
    if (value === undefined) continue
    // A model escapes both brackets; a lone backslash before the first stood in the text.
    const own = whole.startsWith('\\') && !whole.endsWith('\\]') ? '\\' : ''
    out += text.slice(at, start) + own + (escape === undefined ? value : escape(value, text.slice(0, start)))
    at = end
  }
  return out + text.slice(at)
}

export const defaultTreatment = (type: PiiType): Treatment => (MARKED.test(type) ? 'mask' : 'pseudonymise')

export function createVault({
  detect,
  treat: wished = defaultTreatment,
  random = Math.random,
  generated,
  from,
}: VaultOptions): Vault {
  const treat = (type: PiiType): Treatment => {
    const treatment = wished(type)
    return treatment === 'pseudonymise' ? defaultTreatment(type) : treatment
  }
  const entries: Entry[] = []
  const byKey = new Map<string, Entry>()
  const people: Entry[] = []
  /** Canonical name → exact writing. */
  const issued = new Map<string, string>()
  const numbers = new Map<EntryType, number>()
  const masked = new Map<PiiType, Set<string>>()
  let mark: string | undefined
  if (from?.mark !== undefined) takeUp(from.mark, from.writings)

  const spansOf = (text: string): readonly Span[] => {
    try {
      return detect(text)
    } catch (cause) {
      throw new DetectionFailed(cause)
    }
  }

  /** A mark that the text does not hold, so that nothing in it can be taken for a placeholder. */
  function chooseMark(text: string): string {
    const lower = text.toLowerCase()
    for (;;) {
      const candidate = newMark(random)
      if (!lower.includes(candidate)) return candidate
    }
  }

  /** Takes up a kept table: entries again, in the order of their numbers. */
  function takeUp(kept: string, writings: VaultTable['writings']): void {
    mark = kept
    const found = Object.entries(writings).map(([name, value]) => {
      const [, label, number, letters] = /^([A-Z]+)_(\d+)([a-z]*)$/.exec(name)!
      return { label: label!, number: Number(number), letters: letters!, value }
    })
    for (const { label, number, letters, value } of found.sort(
      (a, b) => a.number - b.number || a.letters.length - b.letters.length || (a.letters < b.letters ? -1 : 1),
    )) {
      const type = typeOfLabel.get(label)
      if (type === undefined) continue
      let entry = entries.find((each) => each.type === type && each.number === number)
      if (!entry) {
        entry = { type, number, gender: undefined, words: nameWords(value), writings: new Map() }
        entries.push(entry)
        if (type === 'PERSON') people.push(entry)
        numbers.set(type, Math.max(numbers.get(type) ?? 0, number))
      }
      const words = nameWords(value)
      if (words.length > entry.words.length) entry.words = words
      byKey.set(`${type} ${type === 'TEXT' ? value : valueKey(type, value)}`, entry)
      entry.writings.set(value, entry.writings.size)
      issued.set(canonical(label, String(number), letters), value)
    }
  }

  function entryOf(type: EntryType, value: string): Entry {
    const key = `${type} ${type === 'TEXT' ? value : valueKey(type, value)}`
    const known = byKey.get(key) ?? (type === 'PERSON' ? personOf(value) : undefined)
    if (known) {
      byKey.set(key, known)
      return known
    }
    if (entries.length >= MAX_ENTRIES) throw new VaultFull()
    const number = (numbers.get(type) ?? 0) + 1
    numbers.set(type, number)
    const entry: Entry = { type, number, gender: undefined, words: nameWords(value), writings: new Map() }
    entries.push(entry)
    byKey.set(key, entry)
    if (type === 'PERSON') people.push(entry)
    return entry
  }

  function personOf(value: string): Entry | undefined {
    const words = nameWords(value)
    const same = people.filter((person) => samePerson(person.words, words))
    // A name that two people share says nothing of which.
    if (same.length !== 1) return undefined
    const person = same[0]!
    if (words.length > person.words.length) person.words = words
    return person
  }

  function nameOf(type: EntryType, value: string, gender: Gender | undefined): string {
    const entry = entryOf(type, value)
    entry.gender ??= gender
    let variant = entry.writings.get(value)
    if (variant === undefined) {
      variant = entry.writings.size
      entry.writings.set(value, variant)
      issued.set(canonical(labels[type], String(entry.number), variantLetters(variant)), value)
    }
    return placeholder(type, entry.number, variant, entry.gender, mark!)
  }

  function maskOf(type: PiiType, value: string): string {
    let known = masked.get(type)
    if (!known) masked.set(type, (known = new Set()))
    known.add(valueKey(type, value))
    return `[${labels[type]}]`
  }

  const unwanted = (text: string): readonly Span[] => {
    if (generated === undefined) return []
    const own = mark === undefined ? [] : placeholdersIn(text, mark)
    return spansOf(text).filter(
      ({ start, end, type }) =>
        generated(type) === 'mask' && !own.some((ours) => ours.start < end && start < ours.start + ours.whole.length),
    )
  }
  const guarded = (text: string): string => {
    let out = ''
    let at = 0
    for (const { start, end, type } of unwanted(text)) {
      out += text.slice(at, start) + maskOf(type, text.slice(start, end))
      at = end
    }
    return out + text.slice(at)
  }

  const restore = (text: string, escape?: Escape): string =>
    mark === undefined ? text : restoreFrom(mark, issued, text, escape)

  return {
    protect(text) {
      const spans = spansOf(text).filter(({ type }) => treat(type) !== 'allow')
      // Words of a later text that look like a placeholder of this conversation become a value of their own.
      const alike = mark === undefined ? [] : placeholdersIn(text, mark)
      if (spans.length === 0 && alike.length === 0) return text
      mark ??= chooseMark(text)
      const own = alike
        .map(({ start, whole }) => ({ start, end: start + whole.length, type: undefined }))
        .filter(({ start, end }) => !spans.some((span) => span.start < end && start < span.end))
      let out = ''
      let at = 0
      for (const { start, end, type } of [...spans, ...own].sort((a, b) => a.start - b.start)) {
        const value = text.slice(start, end)
        out += text.slice(at, start)
        if (type === undefined) out += nameOf('TEXT', value, undefined)
        else if (treat(type) === 'mask') out += maskOf(type, value)
        else out += nameOf(type, value, type === 'PERSON' ? genderOf(text, start, value) : undefined)
        at = end
      }
      return out + text.slice(at)
    },
    restore,
    answer: (text, escape) => restore(guarded(text), escape),
    unwanted,
    withheld: maskOf,
    guards: generated !== undefined,
    get restores() {
      return issued.size > 0
    },
    get touchesAnswers() {
      return issued.size > 0 || generated !== undefined
    },
    get mark() {
      return mark
    },
    table: () => ({ mark, writings: Object.fromEntries(issued) }),
    counts() {
      const counts: Partial<Record<PiiType, number>> = {}
      for (const type of piiTypes) {
        const count = entries.filter((entry) => entry.type === type).length + (masked.get(type)?.size ?? 0)
        if (count > 0) counts[type] = count
      }
      return counts
    },
  }
}
