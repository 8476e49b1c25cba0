import { FIRST } from '../scan/columns.ts'
import { headOf, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { mayBeName } from './may-be-name.ts'
import { ruled } from './rules.ts'
import { DOT } from './signs.ts'
import { civilities, NAME, nameLabels } from './word-sets.ts'

/** A name met once beyond doubt is looked for in the rest of the text; shorter ones are too often other words. */
const MIN_REPEATED = 4
/** Places of a sieve of words: a power of two. */
const MARKS = 4096

/** Other mentions of names that were found with a first name or a title: "Dupont a déclaré". */
export function repeat(view: NameView): void {
  const { scan, flags, tagged } = view
  const known = new Set<number>()
  // Most words of a text are told apart by one byte, before the set is asked.
  const marks = new Uint8Array(MARKS)
  for (let token = FIRST; token < scan.limit; token++) {
    if (tagged[token] !== 1 || scan.end[token]! - scan.start[token]! < MIN_REPEATED) continue
    if (
      (flags[token]! &
        (Word.ordinary | Word.tool | Word.place | Word.calendar | Word.organisation | Word.namedThing | Word.role)) !==
      0
    )
      continue
    // Sure of it: a name of the lists, or tied to one, or after "Mme".
    const sure =
      (flags[token]! & (Word.firstName | Word.surname)) !== 0 ||
      (tagged[token - 1] === 1 && (flags[token - 1]! & Word.firstName) !== 0) ||
      (tagged[token + 1] === 1 && (flags[token + 1]! & Word.firstName) !== 0) ||
      ruled(view, token) === 1
    if (!sure) continue
    known.add(scan.hash[token]!)
    marks[scan.hash[token]! & (MARKS - 1)] = 1
  }
  if (known.size === 0) return
  for (let token = FIRST; token < scan.limit; token++) {
    if (marks[scan.hash[token]! & (MARKS - 1)] === 0 || tagged[token] === 1 || scan.shape[token]! <= Shape.lower)
      continue
    if (!known.has(scan.hash[token]!) || !mayBeName(view, token)) continue
    if (headOf(view, token) < 0) tagged[token] = 1
  }
}

/** A capitalised word in no list of names, tagged by itself, that the same text writes in small letters too: a word. */
export function dropWords({ scan, flags, tagged }: NameView): void {
  const doubtful = new Map<number, number[]>()
  const marks = new Uint8Array(MARKS)
  for (let token = FIRST; token < scan.limit; token++) {
    if (tagged[token] !== 1 || scan.shape[token] !== Shape.capital || (flags[token]! & NAME) !== 0) continue
    if (tagged[token - 1] === 1 || tagged[token + 1] === 1) continue
    const before = scan.hash[token - 1] === DOT ? token - 2 : token - 1
    if (civilities.has(scan.hash[before] ?? 0) || nameLabels.has(scan.columnHead[token]!)) continue
    const hash = scan.hash[token]!
    marks[hash & (MARKS - 1)] = 1
    const others = doubtful.get(hash)
    if (others) others.push(token)
    else doubtful.set(hash, [token])
  }
  if (doubtful.size === 0) return
  for (let at = FIRST; at < scan.limit; at++) {
    if (marks[scan.hash[at]! & (MARKS - 1)] === 0 || scan.shape[at] !== Shape.lower) continue
    // What touches signs belongs to addresses of mail and to code.
    if (scan.gap[at] === Gap.none || scan.gap[at + 1] === Gap.none) continue
    const hash = scan.hash[at]!
    for (const token of doubtful.get(hash) ?? []) tagged[token] = 0
    doubtful.delete(hash)
  }
}
