import type { PiiType } from '../span.ts'
import { fold } from './characters.ts'
import { FIRST, takeColumns, type Columns } from './columns.ts'
import { LABEL_COUNT, labels } from './labels.ts'
import { readColumns } from './tables.ts'
import { Gap, TokenKind, tokenise, type Tokens } from './tokens.ts'
import { WordMemory } from './word-memory.ts'

/** A stretch that a recogniser claims. Where two claims meet, the heavier wins (`resolve.ts`). */
export interface Candidate {
  readonly start: number
  readonly end: number
  readonly type: PiiType
  readonly weight: number
}

/** Weights of a claim, from "it can be nothing else" to "it looks like it". */
export const Weight = { certain: 90, checked: 70, labelled: 60, formed: 50, likely: 30 } as const

/** What the recognisers look at: the tokens and, for each, what its word is and which labels were read before it. */
export interface Scan extends Tokens {
  /** Label of each token, `Label.none` for most. */
  readonly label: Uint8Array
  /** What the lexicon says of each word, one bit for each thing; 0 for what is no word. */
  readonly flags: Uint16Array
  /** What else `recallWords` was asked to tell of each word; 0 for what is no word. */
  readonly opens: Uint16Array
  /** Token of the last occurrence of each label before the token being looked at; −1 when there is none. Moves with the pass. */
  readonly lastLabel: Int32Array
  /** Label that a column header gives to this token's cell; `Label.none` outside tables. */
  readonly columnLabel: Uint8Array
  /** Hash of the telling word of that header; 0 outside tables. */
  readonly columnHead: Int32Array
  /** 1 for the words of a table's header. */
  readonly inHeader: Uint8Array
  /** Where all this is written: given back when the text is done with. */
  readonly columns: Columns
}

const FLAGS_MASK = 0x7fff
const LABEL_SHIFT = 15
const LABEL_MASK = 0x1f
const OPENS_SHIFT = 20

/** What `openScan` writes of each word. `flagsOfWord`: what the lexicon says of it, in 15 bits; `opensOf`: what its reader asks besides, in 12. */
export const recallWords = (flagsOfWord: (hash: number) => number, opensOf = (_: number) => 0): WordMemory =>
  new WordMemory((hash) => flagsOfWord(hash) | (labels.get(hash) << LABEL_SHIFT) | (opensOf(hash) << OPENS_SHIFT))

/** `telling`: the flags of a word that a column of people would have as its header. */
export function openScan(text: string, words: WordMemory, telling: number): Scan {
  const columns = takeColumns(text.length)
  const limit = tokenise(text, columns)
  const { start, end, kind, shape, gap, hash, label, flags, opens, columnLabel, columnHead, inHeader } = columns
  for (let token = FIRST; token < limit; token++) {
    const facts = kind[token] === TokenKind.word ? words.of(hash[token]!) : 0
    flags[token] = facts & FLAGS_MASK
    label[token] = (facts >>> LABEL_SHIFT) & LABEL_MASK
    opens[token] = facts >>> OPENS_SHIFT
  }
  for (const column of [start, end, kind, shape, gap, hash, label, flags, opens]) column.fill(0, limit, limit + FIRST)
  for (const column of [columnLabel, columnHead, inHeader]) column.fill(0, FIRST, limit + FIRST)
  const scan: Scan = {
    text,
    limit,
    start,
    end,
    kind,
    shape,
    gap,
    hash,
    label,
    flags,
    opens,
    columnLabel,
    columnHead,
    inHeader,
    lastLabel: new Int32Array(LABEL_COUNT).fill(-1),
    columns,
  }
  readColumns(scan, telling)
  return scan
}

/** The characters of a token. */
export const textOf = (scan: Tokens, token: number): string =>
  token < FIRST || token >= scan.limit ? '' : scan.text.slice(scan.start[token]!, scan.end[token]!)
/** The characters of a token in lower case without accents. */
export const foldedOf = (scan: Tokens, token: number): string => fold(textOf(scan, token))

/** Is this token that sign? */
export const isSign = (scan: Tokens, token: number, sign: string): boolean =>
  scan.kind[token] === TokenKind.sign && scan.hash[token] === sign.charCodeAt(0)

const COMMA = 0x2c
const SEMICOLON = 0x3b

/** A label speaks for what follows within this many tokens. */
export const LABEL_REACH = 12

/** Tokens between the token and the last such label before it (1 = just before), or Infinity. An empty line cuts, save under a heading. */
export function distanceToLabel(scan: Scan, token: number, label: number, reach = LABEL_REACH): number {
  if (scan.columnLabel[token] === label) return 1
  const at = scan.lastLabel[label]!
  if (at < 0 || token - at > reach) return Infinity
  return token - at
}

/** The same, looking after the token: "73282932000074 (SIRET)". */
export function distanceToLabelAfter(scan: Scan, token: number, label: number, reach = 4): number {
  for (let distance = 1; distance <= reach && token + distance < scan.limit; distance++) {
    if (scan.gap[token + distance]! >= Gap.line) break
    // "passeport n° 08AC93417, permis …": what follows the comma is another matter.
    if (scan.hash[token + distance] === COMMA || scan.hash[token + distance] === SEMICOLON) break
    if (scan.label[token + distance] === label) return distance
  }
  return Infinity
}
