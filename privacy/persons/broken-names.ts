import type { NameView } from '../names/features.ts'
import { Word, wordFlags } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import { foldedOf, type Scan, textOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf } from './name-view.ts'
import { endsFileName, readFileName } from './file-names.ts'
import { DOT, HYPHEN, UNDERSCORE } from './signs.ts'
import { civilities, NAME, nameLabels, unknownTo } from './word-sets.ts'

const HEAD_MAX = 7
const TAIL_MAX = 6
const NO_SURNAME = Word.tool | Word.title | Word.role | Word.organisation | Word.calendar

/** Figures that a scan reads for letters: 0 for O, 1 for I or L, 5 for S, 8 for B. */
const readAs: ReadonlyMap<string, readonly string[]> = new Map([
  ['0', ['o']],
  ['1', ['i', 'l']],
  ['3', ['e']],
  ['5', ['s']],
  ['6', ['g', 'b']],
  ['8', ['b']],
])
const GLUED_MAX = 12

/** "LEFE8VRE", "DUP0NT": a capital with one figure inside, which read as a letter makes a name of the lists, beside a name or a civility. */
function mendFigure({ scan, flags, tagged, colonWord }: NameView, head: number): void {
  const figure = head + 1
  const tail = head + 2
  if (scan.shape[head]! < Shape.capital || lengthOf(scan, figure) !== 1) return
  if (scan.kind[tail] !== TokenKind.word || scan.gap[tail] !== Gap.none) return
  if (
    scan.gap[head] === Gap.none ||
    (tail + 1 < scan.limit && scan.gap[tail + 1] === Gap.none && scan.kind[tail + 1] !== TokenKind.sign)
  )
    return
  if (lengthOf(scan, head) + lengthOf(scan, tail) > GLUED_MAX || lengthOf(scan, head) + lengthOf(scan, tail) < 3) return
  const before = scan.hash[head - 1] === DOT ? head - 2 : head - 1
  const after = tail + 1
  const beside =
    (tagged[head - 1] === 1 && scan.gap[head]! <= Gap.line) ||
    (tagged[after] === 1 && scan.gap[after]! <= Gap.space) ||
    civilities.has(scan.hash[before]!) ||
    (scan.kind[head - 1] === TokenKind.sign && nameLabels.has(colonWord[head]!)) ||
    ((flags[after]! & Word.firstName) !== 0 && scan.gap[after] === Gap.space && scan.shape[after]! >= Shape.capital)
  if (!beside) return
  for (const letter of readAs.get(textOf(scan, figure)) ?? []) {
    const whole = wordFlags(hashWord(foldedOf(scan, head) + letter + foldedOf(scan, tail)))
    if ((whole & (NAME | Word.rareSurname)) === 0) continue
    tagged.fill(1, head, tail + 1)
    if ((flags[after]! & Word.firstName) !== 0 && scan.gap[after] === Gap.space && scan.shape[after]! >= Shape.capital)
      tagged[after] = 1
    return
  }
}

/** Letters of a spelt word; fewer are a code or a slip. */
export const SPELT_MIN = 3
const SPELT_MAX = 16
const isLetterAlone = ({ kind, start, end }: Scan, at: number): boolean =>
  kind[at] === TokenKind.word && end[at]! - start[at]! === 1

/** "NOM  N D I A Y E", "dupuis d u p u i s": letters with a space between two, in the field of a name, or that spell a name. */
function mendSpelt({ scan, tagged }: NameView, first: number): void {
  const { hash, gap } = scan
  if (
    !isLetterAlone(scan, first) ||
    tagged[first] === 1 ||
    (gap[first] === Gap.space && isLetterAlone(scan, first - 1))
  )
    return
  let last = first
  while (last < first + SPELT_MAX && gap[last + 1] === Gap.space && isLetterAlone(scan, last + 1)) last++
  if (last - first < SPELT_MIN - 1) return
  let word = ''
  for (let at = first; at <= last; at++) word += foldedOf(scan, at)
  const whole = hashWord(word)
  const label = scan.kind[first - 1] === TokenKind.sign ? first - 2 : first - 1
  const field = nameLabels.has(hash[label]!) && gap[first]! < Gap.line
  const again = hash[first - 1] === whole && tagged[first - 1] === 1
  if (field || again || (word.length > SPELT_MIN && (wordFlags(whole) & NAME) !== 0)) tagged.fill(1, first, last + 1)
}

/** "Occu-" at the end of a line, "pation" below: a word of the dictionary, and nobody. */
function dropCutWord({ scan, flags, tagged }: NameView, head: number): void {
  const tail = head + 2
  if (
    tagged[head] !== 1 ||
    scan.gap[tail] !== Gap.line ||
    scan.shape[tail] !== Shape.lower ||
    (flags[head]! & NAME) !== 0
  )
    return
  const whole = wordFlags(hashWord(foldedOf(scan, head) + foldedOf(scan, tail)))
  if ((whole & (Word.dictionary | Word.ordinary)) !== 0 && (whole & NAME) === 0) tagged[head] = 0
}

/** What a figure, an underscore or a dot ties to a capital. */
function beforeSign(view: NameView, token: number): void {
  const { scan, tagged } = view
  const sign = scan.hash[token + 1]
  if (scan.kind[token + 1] === TokenKind.digits) mendFigure(view, token)
  else if (sign === HYPHEN) dropCutWord(view, token)
  else if (sign === UNDERSCORE) readFileName(view, token)
  else if (sign === DOT && endsFileName(view, token)) tagged[token] = 1
}

/** "Patri ck", "Ju lien": a capital that no list knows, then a small end, which put together are a first name: a scan cut it. */
export function mendBrokenNames(view: NameView): void {
  const { scan } = view
  for (let token = FIRST; token + 1 < scan.limit; token++) {
    const shape = scan.shape[token]!
    if (shape === Shape.none) continue
    if (scan.end[token + 1]! - scan.start[token]! === 3 && scan.gap[token + 1] === Gap.space) mendSpelt(view, token)
    if (shape < Shape.capital) continue
    const next = token + 1
    if (scan.shape[next] === Shape.lower) {
      if (scan.shape[token] === Shape.capital && scan.gap[next] === Gap.space) mend(view, token)
    } else if (scan.gap[next] === Gap.none) beforeSign(view, token)
  }
}

function mend({ scan, flags, tagged }: NameView, token: number): void {
  const head = flags[token]!
  const tail = flags[token + 1]!
  // Most words are told apart here.
  if ((head & ~(NAME | Word.rareSurname)) !== 0 || (tail & Word.tool) !== 0) return
  if (!unknownTo(head) && !unknownTo(tail)) return
  if (lengthOf(scan, token) > HEAD_MAX || lengthOf(scan, token + 1) > TAIL_MAX) return
  const whole = wordFlags(hashWord(foldedOf(scan, token) + foldedOf(scan, token + 1)))
  if ((whole & Word.firstName) === 0) return
  tagged[token] = 1
  tagged[token + 1] = 1
  const surname = token + 2
  const follows =
    scan.gap[surname] === Gap.space && scan.shape[surname]! >= Shape.capital && lengthOf(scan, surname) > 2
  if (follows && (flags[surname]! & NO_SURNAME) === 0) tagged[surname] = 1
}
