/** Which values a conversation holds: each once, however it is written; people by their names and what is said of them. */
import { genderOfFirstName } from '../names/name-lexicon.ts'
import type { EntryType } from './placeholder.ts'
import { PeopleIndex } from './people-index.ts'
import { type Gender, nameWords, valueKey } from './same-value.ts'

/** Nothing more fits into the table: the text must not leave. */
export class VaultFull extends Error {
  constructor() {
    super(`a conversation holds at most ${MAX_ENTRIES} protected values`)
  }
}

const MAX_ENTRIES = 50_000

/** How a value was written, and what its placeholder says of it ever since. */
interface Writing {
  /** Its place in the order of appearance. */
  readonly variant: number
  readonly gender: Gender | undefined
}

/** One value in all the ways in which it was written. */
export interface Entry {
  readonly type: EntryType
  readonly number: number
  /** Of a person, as far as it was told. */
  gender: Gender | undefined
  /** Words of a person's longest name. */
  words: readonly string[]
  /** By the exact writing. */
  readonly writings: Map<string, Writing>
}

export class KnownValues {
  readonly entries: Entry[] = []
  readonly #byKey = new Map<string, Entry>()
  readonly #byNumber = new Map<string, Entry>()
  /** Everybody who was called so in so many words. */
  readonly #called = new Map<string, Set<Entry>>()
  readonly #people = new PeopleIndex<Entry>()
  readonly #numbers = new Map<EntryType, number>()

  /** @throws VaultFull */
  entryOf(type: EntryType, value: string, gender?: Gender): Entry {
    const key = keyOf(type, value)
    // "M. Dupont" is not "Mme Dupont"; whom a name meant once it means ever after.
    const spoken = `${key} ${gender ?? ''}`
    const known = this.#byKey.get(spoken)
    if (known) return known
    const entry = (type === 'PERSON' ? this.#person(key, nameWords(value), gender) : undefined) ?? this.#add(type)
    this.#learn(entry, value, gender)
    return entry
  }

  /** One of a kept table. */
  takeUp(type: EntryType, number: number, value: string, gender: Gender | undefined): Entry {
    const entry = this.#byNumber.get(`${type} ${number}`) ?? this.#add(type, number)
    this.#learn(entry, value, gender)
    return entry
  }

  #add(type: EntryType, number = (this.#numbers.get(type) ?? 0) + 1): Entry {
    if (this.entries.length >= MAX_ENTRIES) throw new VaultFull()
    const entry: Entry = { type, number, gender: undefined, words: [], writings: new Map() }
    this.#numbers.set(type, Math.max(this.#numbers.get(type) ?? 0, number))
    this.entries.push(entry)
    this.#byNumber.set(`${type} ${number}`, entry)
    return entry
  }

  #learn(entry: Entry, value: string, gender: Gender | undefined): void {
    const key = keyOf(entry.type, value)
    this.#byKey.set(`${key} ${gender ?? ''}`, entry)
    entry.gender ??= gender
    if (entry.type !== 'PERSON') return
    this.#called.set(key, (this.#called.get(key) ?? new Set()).add(entry))
    const words = nameWords(value)
    if (words.length <= entry.words.length) return
    entry.words = words
    this.#people.put(entry)
  }

  /** A name that several people bear says nothing of which, unless the title or the whole name tells. */
  #person(key: string, words: readonly string[], gender: Gender | undefined): Entry | undefined {
    const called = this.#called.get(key) ?? new Set()
    const may = [...called.union(new Set(this.#people.alike(words)))].filter(
      (person) => gender === undefined || person.gender === undefined || person.gender === gender,
    )
    if (may.length === 1) return may[0]
    // "Jean" may be anybody's; "Dupontel" is this family's.
    const bySurname = words.length < 2 ? [] : may.filter((person) => !person.words.every(isFirstName))
    if (bySurname.length === 1) return bySurname[0]
    const named = gender === undefined && words.length < 2 ? [] : may.filter((person) => called.has(person))
    return named.length === 1 ? named[0] : undefined
  }
}

const isFirstName = (word: string): boolean => genderOfFirstName(word) !== undefined
const keyOf = (type: EntryType, value: string): string => `${type} ${type === 'TEXT' ? value : valueKey(type, value)}`
