import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { lengthOf } from './name-view.ts'

const FRENCH_OPENING = 0xab
const FRENCH_CLOSING = 0xbb
const ALIAS = hashWord('alias')
const nicknamed = wordSet('alias surnomme surnommee dit dite')
const whatIsCalledSo = wordSet(
  'celui celle ceux celles arret decision jurisprudence loi theorie methode amendement rapport plan',
)

/** Is this what somebody is said to be called: alias « Zozo », signé « Odile Castel », "TEKLE alias Tesfay"? */
export const isCalled = (view: NameView, token: number): boolean =>
  isNickname(view, token) || isInQuotedName(view, token) || isBesideAlias(view, token)

/** On both sides of the word somebody is meant. */
const isBesideAlias = ({ scan, flags }: NameView, token: number): boolean =>
  scan.shape[token]! >= Shape.capital &&
  scan.shape[token]! <= Shape.capitals &&
  lengthOf(scan, token) > 2 &&
  (flags[token]! & (Word.tool | Word.title | Word.organisation)) === 0 &&
  ((scan.hash[token - 1] === ALIAS && scan.gap[token] === Gap.space) ||
    (scan.hash[token + 1] === ALIAS && scan.gap[token + 1] === Gap.space))

/** « Momo » after the word; the judgment "dit « Nicolo »" is nobody. */
const isNickname = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token - 1] === FRENCH_OPENING &&
  scan.hash[token + 1] === FRENCH_CLOSING &&
  scan.shape[token] === Shape.capital &&
  nicknamed.has(scan.hash[token - 2]!) &&
  !whatIsCalledSo.has(scan.hash[token - 3]!)

const signing = wordSet('signe signee signes signees nomme nommee prenomme prenommee appele appelee')
const QUOTED_MAX = 3
/** signé « Odile Castel »: two or three capitals between the quotation marks, the first of them a first name. */
function isInQuotedName({ scan, flags }: NameView, token: number): boolean {
  let first = token
  while (token - first < QUOTED_MAX && scan.hash[first - 1] !== FRENCH_OPENING) first--
  if (scan.hash[first - 1] !== FRENCH_OPENING || !signing.has(scan.hash[first - 2]!)) return false
  if ((flags[first]! & Word.firstName) === 0) return false
  let last = first
  while (last - first < QUOTED_MAX && scan.shape[last]! >= Shape.capital && scan.hash[last + 1] !== FRENCH_CLOSING)
    last++
  return last > first && scan.shape[last]! >= Shape.capital && scan.hash[last + 1] === FRENCH_CLOSING
}
