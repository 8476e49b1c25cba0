import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { beforeBirth } from './born-names.ts'
import { COMMA, DOT, UNDERSCORE } from './signs.ts'
import { NAME } from './word-sets.ts'

const EVERYDAY = Word.tool | Word.ordinary
/** With one of these it is more than a word of every day: the rules are asked. */
const MORE = NAME | Word.particle | Word.title | Word.organisation
/** What says of whom the next sentence tells. */
const TELLS = Word.title | Word.role | Word.particle | Word.personLabel | Word.firstName

const ALIAS = hashWord('alias')
const OPENING = 0x28
const endsSentence: ReadonlySet<number> = new Set([DOT, 0x21, 0x3f])
const endsLine: ReadonlySet<number> = new Set([...endsSentence, 0x29, 0xbb])

/** A new line, or a new sentence after one that ends with a word in small letters. */
function opensSentence({ scan, flags }: NameView, token: number): boolean {
  const { kind, gap, hash, shape } = scan
  const before = token - 1
  if (kind[before] !== TokenKind.sign) return gap[token]! >= Gap.line
  if (scan.end[before]! - scan.start[before]! > 1) return false
  if (gap[token]! >= Gap.line) return endsLine.has(hash[before]!)
  return (
    endsSentence.has(hash[before]!) &&
    gap[token] !== Gap.none &&
    shape[token - 2] === Shape.lower &&
    (flags[token - 2]! & TELLS) === 0
  )
}

/** What stands behind may tell of somebody: "Espoir, né le …", "Grâce (fille)", "Bonheur alias …", "Prince Junior, né le …". */
function mayBeToldBehind(view: NameView, token: number): boolean {
  const { scan, flags } = view
  const next = token + 1
  const after = scan.hash[next]!
  if (scan.kind[next] === TokenKind.word)
    return after === ALIAS || (scan.shape[next]! >= Shape.capital && (flags[next]! & NAME) !== 0)
  return after === OPENING || after === UNDERSCORE || (after === COMMA && beforeBirth(view, token))
}

/**
 * "Bonjour à tous", "Dossier transmis.": a word of every day with the capital of the sentence that it opens. No rule makes a name of it, and all of them
 * were asked; so it is told apart before them. A rule that speaks of such words belongs here too: `everyday-words.unit.test.ts` asks all rules
 * of each of them and refuses another answer.
 */
export function isEverydayOpening(view: NameView, token: number): boolean {
  const { scan, flags, lineCase } = view
  const flag = flags[token]!
  return (
    (flag & EVERYDAY) !== 0 &&
    (flag & MORE) === 0 &&
    scan.shape[token] === Shape.capital &&
    opensSentence(view, token) &&
    lineCase[token] === LineCase.mixed &&
    scan.columnHead[token] === 0 &&
    !mayBeToldBehind(view, token)
  )
}
