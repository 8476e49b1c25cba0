/** Finds who may be meant by a name without a look at everybody: one text may name thousands. */
import { samePerson, wholeWords } from './same-value.ts'

/** In a name of more words nobody's shorter one is looked for. */
const MAX_WORDS = 8

interface Person {
  readonly words: readonly string[]
}

export class PeopleIndex<P extends Person> {
  readonly #byWord = new Map<string, Set<P>>()
  /** By all the words of a name that are no initials. */
  readonly #byName = new Map<string, Set<P>>()

  /** Asked again when the words of the person are others. */
  put(person: P): void {
    const words = distinct(person.words)
    for (const word of words) add(this.#byWord, word, person)
    add(this.#byName, words.join(' '), person)
  }

  /** Everybody who is the same person by name, in no order. */
  alike(name: readonly string[]): P[] {
    const words = distinct(name)
    const found = new Set(this.#holding(words))
    if (words.length <= MAX_WORDS)
      for (const some of partsOf(words)) for (const person of this.#byName.get(some) ?? []) found.add(person)
    return [...found].filter((person) => samePerson(person.words, name))
  }

  /** Whose name may hold all these words: those who have the rarest of them. */
  #holding(words: readonly string[]): Iterable<P> {
    const having = words.map((word) => this.#byWord.get(word) ?? new Set<P>())
    return having.reduce((fewest, each) => (each.size < fewest.size ? each : fewest), having[0] ?? new Set<P>())
  }
}

const distinct = (name: readonly string[]): string[] => [...new Set(wholeWords(name))].sort()

/** Every choice of these words, in their order. */
function partsOf(words: readonly string[]): string[] {
  let parts: string[] = []
  for (const word of words) parts = [...parts, ...parts.map((part) => `${part} ${word}`), word]
  return parts
}

function add<P>(index: Map<string, Set<P>>, key: string, person: P): void {
  const known = index.get(key)
  if (known) known.add(person)
  else index.set(key, new Set([person]))
}
