import type { PiiType } from '../span.ts'
import { fold } from './characters.ts'
import { Label, LABEL_COUNT, labelOfWord } from './labels.ts'
import { readColumns } from './tables.ts'
import { Gap, TokenKind, tokenise, type Tokens } from './tokens.ts'

/** A stretch that a recogniser claims. Where two claims meet, the heavier wins (`resolve.ts`). */
export interface Candidate {
  readonly start: number
  readonly end: number
  readonly type: PiiType
  readonly weight: number
}

/** Weights of a claim, from "it can be nothing else" to "it looks like it". */
export const Weight = { certain: 90, checked: 70, labelled: 60, formed: 50, likely: 30 } as const

/** What the recognisers look at: the tokens and, for each, which labels were read before it. */
export interface Scan extends Tokens {
  /** Label of each token, `Label.none` for most. */
  readonly label: Uint8Array
  /** Token of the last occurrence of each label before the token being looked at; −1 when there is none. Moves with the pass. */
  readonly lastLabel: Int32Array
  /** Label that a column header gives to this token's cell; `Label.none` outside tables. */
  readonly columnLabel: Uint8Array
  /** Hash of the telling word of that header; 0 outside tables. */
  readonly columnHead: Int32Array
  /** 1 for the words of a table's header. */
  readonly inHeader: Uint8Array
}

/** `isTelling`: is this folded word, by its hash, one that a column of people would have as its header? */
export function openScan(text: string, isTelling: (hash: number) => boolean): Scan {
  const tokens = tokenise(text)
  const label = new Uint8Array(tokens.count)
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] === TokenKind.word) label[token] = labelOfWord.get(tokens.hash[token]!) ?? Label.none
  }
  return {
    ...tokens,
    label,
    lastLabel: new Int32Array(LABEL_COUNT).fill(-1),
    ...readColumns(tokens, isTelling),
  }
}

/** The characters of a token. */
export const textOf = (scan: Tokens, token: number): string =>
  token < 0 || token >= scan.count ? '' : scan.text.slice(scan.start[token]!, scan.end[token]!)
/** The characters of a token in lower case without accents. */
export const foldedOf = (scan: Tokens, token: number): string => fold(textOf(scan, token))

/** Is this token that sign? */
export const isSign = (scan: Tokens, token: number, sign: string): boolean =>
  token >= 0 && token < scan.count && scan.kind[token] === TokenKind.sign && scan.hash[token] === sign.charCodeAt(0)

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
  for (let distance = 1; distance <= reach && token + distance < scan.count; distance++) {
    if (scan.gap[token + distance]! >= Gap.line) break
    // "passeport n° 08AC93417, permis …": what follows the comma is another matter.
    if (isSign(scan, token + distance, ',') || isSign(scan, token + distance, ';')) break
    if (scan.label[token + distance] === label) return distance
  }
  return Infinity
}
