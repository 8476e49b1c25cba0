import { headOf, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { inCivilityList } from './civility-list.ts'
import { inFileName } from './file-names.ts'
import { amongKin } from './kinship.ts'
import { mayBeName } from './may-be-name.ts'
import { THING } from './name-view.ts'
import { reachBackFrom } from './reach-back.ts'
import { ruled } from './rules.ts'
import { DOT } from './signs.ts'
import { WordSieve } from './word-sieve.ts'
import { civilities, NAME, nameLabels, unknownTo } from './word-sets.ts'

/** A name met once beyond doubt is looked for in the rest of the text; shorter ones are too often other words. */
const MIN_REPEATED = 4

const known = new WordSieve()
const metTwice = new WordSieve()
/** Other mentions of names that were found with a first name or a title: "Dupont a déclaré". */
export function repeat(view: NameView): void {
  known.clear()
  metTwice.clear()
  learnNames(view)
  if (known.size > 0) tagAgain(view)
}

/** Is the word a name that this text shows beyond doubt somewhere else? */
export const isKnownName = (hash: number): boolean => metTwice.has(hash)

function learnNames(view: NameView): void {
  const { scan, flags, tagged } = view
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
      opensPair(view, token) ||
      ruled(view, token) === 1
    if (!sure) continue
    if (known.has(scan.hash[token]!)) metTwice.add(scan.hash[token]!)
    known.add(scan.hash[token]!)
  }
}

/** "Perpétue Akakpo": a word of the dictionary that a surname of no dictionary follows, both found. */
const opensPair = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  tagged[token + 1] === 1 &&
  scan.gap[token + 1] === Gap.space &&
  scan.shape[token] === Shape.capital &&
  scan.shape[token + 1]! >= Shape.capital &&
  unknownTo(flags[token + 1]! & ~NAME)

function tagAgain(view: NameView): void {
  const { scan, tagged } = view
  for (let token = FIRST; token < scan.limit; token++) {
    if (scan.shape[token]! <= Shape.lower || tagged[token] === 1 || !known.has(scan.hash[token]!)) continue
    if (inFileName(view, token)) {
      tagged[token] = 1
      continue
    }
    if (!mayBeName(view, token) || headOf(view, token) >= 0 || view.barred[token] === THING) continue
    // A word of the dictionary that opens the sentence has its capital from there.
    if (view.flags[token] === Word.dictionary && scan.kind[token - 1] !== TokenKind.word) continue
    tagged[token] = 1
    reachBackFrom(view, token)
  }
}

const doubtful = new WordSieve()
const written = new WordSieve()
/** A capitalised word in no list of names, tagged by itself, that the same text writes in small letters too: a word. */
export function dropWords(view: NameView): void {
  doubtful.clear()
  written.clear()
  const tokens = doubtfulTokens(view)
  if (doubtful.size === 0) return
  learnWritten(view.scan)
  if (written.size > 0) for (const token of tokens) if (written.has(view.scan.hash[token]!)) view.tagged[token] = 0
}

function doubtfulTokens(view: NameView): number[] {
  const tokens: number[] = []
  for (let token = FIRST; token < view.scan.limit; token++) {
    if (view.tagged[token] !== 1 || !isDoubtful(view, token)) continue
    doubtful.add(view.scan.hash[token]!)
    tokens.push(token)
  }
  return tokens
}

function learnWritten(scan: Scan): void {
  for (let token = FIRST; token < scan.limit; token++) {
    if (scan.shape[token] !== Shape.lower || !doubtful.has(scan.hash[token]!)) continue
    // What touches signs belongs to addresses of mail and to code.
    if (scan.gap[token] !== Gap.none && scan.gap[token + 1] !== Gap.none) written.add(scan.hash[token]!)
  }
}

/** Tagged by itself, and nothing but its capital says that it is a name. */
function isDoubtful(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (scan.shape[token] !== Shape.capital || (flags[token]! & NAME) !== 0) return false
  if (tagged[token - 1] === 1 || tagged[token + 1] === 1) return false
  if (inCivilityList(view, token) || amongKin(view, token)) return false
  const before = scan.hash[token - 1] === DOT ? token - 2 : token - 1
  return !civilities.has(scan.hash[before]!) && !nameLabels.has(scan.columnHead[token]!)
}
