import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from '../devset/fill.ts'
import { readBatch } from '../first-look/read-batch.ts'
import { feminineFirstNames, masculineFirstNames } from '../names/first-names.ts'
import type { Document } from './corpus.ts'

const firstNames = new Set([...feminineFirstNames, ...masculineFirstNames].map((name) => name.toLowerCase()))
const CAPITAL = /^\p{Lu}[\p{Ll}'’-][\p{L}'’-]*$/u
const CAPITALS = /^\p{Lu}[\p{Lu}'’-]{2,}$/u
/** A name of more words than this stays as its author wrote it. */
const MOST_WORDS = 4

/** The tagger has learnt from the batches up to this one; those after it measure it. Raise it, train, and write another batch first. */
const LAST_LEARNT = 34

const numberOf = (file: string): number => Number(/^batch-(\d+)-/.exec(file)?.[1] ?? Infinity)

export const isLearnt = (file: string): boolean => numberOf(file) <= LAST_LEARNT

/**
 * The texts of `first-look/` that were scored and mended, as documents with slots. Left out are the few texts whose own words `fill` would
 * read as a slot or as an escape.
 */
export const readBlindBatches = (folder: string = join(import.meta.dirname, '../first-look')): Document[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt') && isLearnt(file))
    .sort()
    .flatMap((file) => readBatch(join(folder, file)))
    .filter(({ text }) => !/\{[A-Z]+\}|\\[nt]/.test(text))
    .map((example) => ({ template: withSlots(example), typing: 'asIs' }))

/** Another person wherever one is named. */
export function withSlots({ text, spans }: Omit<Example, 'template'>): string {
  let template = ''
  let written = 0
  for (const { start, end, type } of spans)
    if (type === 'PERSON') {
      template += text.slice(written, start) + slotsOf(text.slice(start, end))
      written = end
    }
  return template + text.slice(written)
}

/** "Jean DUPONT" as first name and surname in capitals; initials, particles and small letters as they were typed: no slot says them. */
function slotsOf(name: string): string {
  const words = name.split(' ')
  const last = words.findIndex((word) => CAPITALS.test(word))
  const told = words.length <= MOST_WORDS && words.every((word) => CAPITAL.test(word) || CAPITALS.test(word))
  return told
    ? words
        .map((word, at) => (CAPITALS.test(word) ? '{PU}' : isFirst(word, at, words, last) ? '{PF}' : '{PL}'))
        .join(' ')
    : `⟦P:${name}⟧`
}

/** What stands beside a surname in capitals is a first name; without one, all but the last word; alone, what the list says. */
const isFirst = (word: string, at: number, words: readonly string[], lastName: number): boolean =>
  words.length === 1 ? firstNames.has(word.toLowerCase()) : lastName !== -1 || at < words.length - 1
