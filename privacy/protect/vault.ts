/**
 * The table of one conversation: what was taken out of its texts, and what stands for it. It lives in memory, shows counts
 * and never values, and nothing of it is shared with another conversation.
 */
import { detect as detectOnBoard } from '../detect.ts'
import { type PiiType, piiTypes, type Span } from '../span.ts'
import { united } from '../scan/united.ts'
import { spansTogether, TextsWriter } from './adjacent-texts.ts'
import {
  BORDER,
  canonical,
  type EntryType,
  labels,
  newMark,
  placeholder,
  placeholdersIn,
  placeholdersInJson,
  variantLetters,
  variantIn,
} from './placeholder.ts'
import { type Entry, KnownValues } from './known-values.ts'
import { numberText, numberWriting, quotesAround } from './json-numbers.ts'
import { type Gender, genderOf, valueKey } from './same-value.ts'

/** Finds personal data; throws when it cannot say. */
export type Detect = (text: string) => readonly Span[]

/** `allow` leaves the value, `pseudonymise` gives it back in the answer, `mask` never does. */
export type Treatment = 'allow' | 'mask' | 'pseudonymise'

export interface VaultOptions {
  /** Default: what is on board. */
  readonly detect?: Detect
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

const typeOfLabel: ReadonlyMap<string, EntryType> = new Map(
  (Object.entries(labels) as [EntryType, string][]).map(([type, label]) => [label, type]),
)
const MARKED = /^(?:SECRET|URL_CREDENTIALS)$/

/** What a conversation needs to give values back later: the exact writing of each placeholder. */
export interface VaultTable {
  readonly mark: string | undefined
  readonly writings: Readonly<Record<string, string>>
  /** What placeholders say of people, where they say it. */
  readonly genders?: Readonly<Record<string, Gender>>
  /** Names of those that stand for a number of JSON. */
  readonly numbers?: readonly string[]
}

/** The text with what it holds of personal data replaced, as the conversation knows it. @throws DetectionFailed, VaultFull */
export const protect = (text: string, context: Vault): string => context.protect(text)

/** The text with the values of the conversation in the place of what stands for them: `restore(protect(text, c), c) === text`, secrets apart. */
export const restore = (text: string, context: Vault): string => context.restore(text)

/** Gives back what a kept table holds. */
export function restoreWith({ mark, writings }: VaultTable, text: string): string {
  return mark === undefined ? text : restoreFrom({ mark, issued: new Map(Object.entries(writings)) }, text)
}

/** How a value is written in the strings of JSON where it goes, after the words `before` it. */
export type Escape = (value: string, before: string) => string

export interface Vault {
  /** @param readings the same text sign for sign, as it may be read: what is found in any of them counts @throws DetectionFailed, VaultFull */
  protect: (text: string, readings?: readonly string[]) => string
  /** A number of JSON, as its figures would be in a text; one that must not leave becomes a text. @throws DetectionFailed, VaultFull */
  protectNumber: (value: number, member: string) => number | string
  /** The number for which a text stands, and nothing beside it. */
  numberOf: (text: string) => number | undefined
  /** Texts that are read as one. @throws DetectionFailed, VaultFull */
  protectTogether: (texts: readonly string[]) => readonly string[]
  /**
   * One pass: what is given back is not looked at again.
   * @param escape how a value is written where it goes @param before what stands before the text: seen, not given back
   */
  restore: (text: string, escape?: Escape, before?: string) => string
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
  /** Does a text stand for a number? Its quotes then go with it. */
  readonly restoresNumbers: boolean
  /** May an answer differ from what the model wrote? */
  readonly touchesAnswers: boolean
  /** Mark of its placeholders; undefined while there is none. */
  readonly mark: string | undefined
  /** The table itself, to be kept where only its owner reads. */
  table: () => VaultTable
  /** How many values of each type were protected since it was made: of what a kept table holds, those that came again. */
  counts: () => Partial<Record<PiiType, number>>
}

interface Issued {
  readonly mark: string
  readonly issued: ReadonlyMap<string, string>
  readonly numbers?: ReadonlySet<string>
}

function restoreFrom({ mark, issued, numbers }: Issued, text: string, escape?: Escape, before = ''): string {
  const context = before.slice(-BORDER)
  const seen = context + text
  let out = ''
  let at = context.length
  const found =
    escape === undefined ? placeholdersIn(seen, mark, context.length) : placeholdersInJson(seen, mark, context.length)
  for (const { start, end, whole, label, number, letters } of found) {
    const name = canonical(label, number, variantIn(letters))
    const value = issued.get(name)
    if (value === undefined) continue
    const quotes =
      escape !== undefined && numbers?.has(name) ? quotesAround(seen.slice(at, start), seen.slice(end)) : undefined
    if (quotes !== undefined) {
      out += seen.slice(at, start - quotes) + value
      at = end + quotes
      continue
    }
    // A model escapes both brackets; backslashes before the first alone stood in the text.
    const own = /\\\]$/.test(whole) ? '' : (/^\\+/.exec(whole)?.[0] ?? '')
    const written = whole.startsWith('%') ? encodeURIComponent(value) : value
    out += seen.slice(at, start) + own
    out += escape === undefined ? written : escape(written, before + seen.slice(context.length, start))
    at = end
  }
  return out + seen.slice(at)
}

export const defaultTreatment = (type: PiiType): Treatment => (MARKED.test(type) ? 'mask' : 'pseudonymise')

export function createVault({
  detect = detectOnBoard,
  treat: wished = defaultTreatment,
  random = Math.random,
  generated,
  from,
}: VaultOptions = {}): Vault {
  const treat = (type: PiiType): Treatment => {
    const treatment = wished(type)
    return treatment === 'pseudonymise' ? defaultTreatment(type) : treatment
  }
  const values = new KnownValues()
  /** Canonical name → exact writing. */
  const issued = new Map<string, string>()
  const numbers = new Set<string>()
  const masked = new Map<PiiType, Set<string>>()
  /** Entries that a text held since this vault was made. */
  const met = new Set<Entry>()
  let mark: string | undefined
  if (from?.mark !== undefined) {
    mark = from.mark
    takeUp(from)
  }

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
  function takeUp({ writings, genders = {}, numbers: kept = [] }: VaultTable): void {
    for (const name of kept) numbers.add(name)
    const found = Object.entries(writings).map(([name, value]) => {
      const [, label, number, letters] = /^([A-Z]+)_(\d+)([a-z]*)$/.exec(name)!
      return { name, type: typeOfLabel.get(label!), number: Number(number), letters: letters!, value }
    })
    found.sort((a, b) => a.number - b.number || a.letters.length - b.letters.length || (a.letters < b.letters ? -1 : 1))
    for (const { name, type, number, value } of found) {
      if (type === undefined) continue
      const { writings: known } = values.takeUp(type, number, value, genders[name])
      known.set(numbers.has(name) ? numberWriting(value) : value, { variant: known.size, gender: genders[name] })
      issued.set(name, value)
    }
  }

  function nameOf({ type, number, gender: told, writings }: Entry, value: string, isNumber = false): string {
    const written = isNumber ? numberWriting(value) : value
    let writing = writings.get(written)
    if (writing === undefined) {
      writing = { variant: writings.size, gender: told }
      writings.set(written, writing)
      const name = canonical(labels[type], String(number), variantLetters(writing.variant))
      issued.set(name, value)
      if (isNumber) numbers.add(name)
    }
    return placeholder(type, number, writing.variant, writing.gender, mark!)
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

  const giveBack = (text: string, escape?: Escape, before?: string): string =>
    mark === undefined ? text : restoreFrom({ mark, issued, numbers }, text, escape, before)

  function protectNumber(value: number, member: string): number | string {
    const text = numberText(value, member)
    if (text === undefined) return value
    const figures = String(value)
    const found = spansOf(text).find(({ end, type }) => end > text.length - figures.length && treat(type) !== 'allow')
    if (found === undefined) return value
    if (treat(found.type) === 'mask') return maskOf(found.type, figures)
    mark ??= chooseMark(text)
    const entry = values.entryOf(found.type, figures)
    met.add(entry)
    return nameOf(entry, figures, true)
  }

  function numberOf(text: string): number | undefined {
    if (mark === undefined || numbers.size === 0) return undefined
    const [found, ...others] = placeholdersIn(text, mark)
    if (found === undefined || others.length > 0 || found.whole.length !== text.trim().length) return undefined
    const name = canonical(found.label, found.number, variantIn(found.letters))
    return numbers.has(name) ? Number(issued.get(name)) : undefined
  }

  const protectTogether = (texts: readonly string[]): readonly string[] =>
    protectFound(texts, spansTogether(texts, spansOf))

  function protectFound(texts: readonly string[], seen: readonly Span[]): readonly string[] {
    const text = texts.length === 1 ? texts[0]! : texts.join('')
    const spans = seen.filter(({ type }) => treat(type) !== 'allow')
    // Words of a later text that look like a placeholder of this conversation become a value of their own.
    const alike = mark === undefined ? [] : placeholdersIn(text, mark)
    if (spans.length === 0 && alike.length === 0) return texts
    mark ??= chooseMark(text)
    const own = alike
      .map(({ start, whole }) => ({ start, end: start + whole.length, type: undefined }))
      .filter(({ start, end }) => !spans.some((span) => span.start < end && start < span.end))
    const all = [...spans, ...own].sort((a, b) => a.start - b.start)
    // All of them first: what a text says of a person, wherever it does, counts from the first mention on.
    const found = all.map(({ start, end, type }) => {
      if (type === undefined) return values.entryOf('TEXT', text.slice(start, end))
      if (treat(type) === 'mask') return undefined
      const gender = type === 'PERSON' ? genderOf(text, start, end) : undefined
      const entry = values.entryOf(type, text.slice(start, end), gender)
      met.add(entry)
      return entry
    })
    const writer = new TextsWriter(texts)
    for (const [index, { start, end, type }] of all.entries()) {
      const value = text.slice(start, end)
      const entry = found[index]
      writer.replace(start, end, entry === undefined ? maskOf(type!, value) : nameOf(entry, value))
    }
    return writer.end()
  }

  return {
    protect: (text, readings) =>
      (readings === undefined ? protectTogether([text]) : protectFound([text], united(readings.flatMap(spansOf))))[0]!,
    protectTogether,
    protectNumber,
    numberOf,
    restore: giveBack,
    answer: (text, escape) => giveBack(guarded(text), escape),
    unwanted,
    withheld: maskOf,
    guards: generated !== undefined,
    get restores() {
      return issued.size > 0
    },
    get restoresNumbers() {
      return numbers.size > 0
    },
    get touchesAnswers() {
      return issued.size > 0 || generated !== undefined
    },
    get mark() {
      return mark
    },
    table: () => ({
      mark,
      writings: Object.fromEntries(issued),
      genders: gendersOf(values.entries),
      ...(numbers.size > 0 && { numbers: [...numbers] }),
    }),
    counts() {
      const counts: Partial<Record<PiiType, number>> = {}
      for (const type of piiTypes) {
        const count = [...met].filter((entry) => entry.type === type).length + (masked.get(type)?.size ?? 0)
        if (count > 0) counts[type] = count
      }
      return counts
    },
  }
}

const gendersOf = (entries: readonly Entry[]): Record<string, Gender> =>
  Object.fromEntries(
    entries.flatMap(({ type, number, writings }) =>
      [...writings.values()].flatMap(({ variant, gender }) =>
        gender === undefined
          ? []
          : [[canonical(labels[type], String(number), variantLetters(variant)), gender] as const],
      ),
    ),
  )
