import { FIRST } from '../scan/columns.ts'
import { headOf, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { nameScore } from '../names/tagger.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { inList } from './listed-things.ts'
import { mayBeName } from './may-be-name.ts'
import { besideCapital, lengthOf, THING } from './name-view.ts'
import { ruled } from './rules.ts'
import { HYPHEN } from './signs.ts'
import { inTheirPlace } from './things.ts'
import { NAME, unknownTo } from './word-sets.ts'

/** Score that a token needs; raised for words typed in lower case, where a name is rarer than a word. */
const THRESHOLD = 10

const LOWER_THRESHOLD = 20

/** In small letters, a word of no list that no name precedes is more often a slip of the thumb. */
const LONE_LOWER_THRESHOLD = 50

/** A word that is a first name and nothing else. */
const FIRST_NAME_BONUS = 15

/** The same in a sentence, with no thing before it that could be called so; more would take in "Le Petit Robert". */
const FREE_FIRST_NAME_BONUS = 40

/** In a line all in capitals every word looks like a name: an unknown one needs more. */
const CAPITALS_THRESHOLD = 60

/** A lone capitalised word in no list is more often a product than a person. */
const ALONE_EXTRA = 25

/** A first name of the lists that is no word, in a sentence, with nothing beside it that could bear its name. */
function freeFirstName(view: NameView, token: number): boolean {
  const { scan, flags } = view
  const next = token + 1
  const fits =
    (flags[token]! & Word.firstName) !== 0 &&
    (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
    scan.shape[token] === Shape.capital &&
    lengthOf(scan, token) > 3 &&
    view.lineCase[token] === 0 &&
    view.barred[token - 1] !== THING &&
    scan.hash[token - 1] !== HYPHEN &&
    scan.hash[next] !== HYPHEN &&
    !(
      next < scan.limit &&
      scan.gap[next]! <= Gap.space &&
      (scan.kind[next] === TokenKind.digits ||
        (scan.shape[next]! >= Shape.capital && (flags[next]! & NAME) === 0 && !unknownTo(flags[next]!)))
    )
  if (!fits) return false
  const head = headOf(view, token)
  return head < 0 || inTheirPlace(view, head)
}

/** Decides each token, left to right: rules first, then the tagger. */
export function tag(view: NameView): void {
  const { scan, tagged } = view
  for (let token = FIRST; token < scan.limit; token++) {
    if (!mayBeName(view, token)) continue
    const rule = ruled(view, token)
    if (rule !== 0) tagged[token] = rule > 0 && !inList(view, token) ? 1 : 0
    else {
      const unknown = unknownTo(view.flags[token]!) && view.tagged[token - 1] !== 1
      const threshold =
        scan.shape[token] === Shape.lower
          ? unknown
            ? LONE_LOWER_THRESHOLD
            : LOWER_THRESHOLD
          : unknown && view.lineCase[token] === 1
            ? CAPITALS_THRESHOLD
            : THRESHOLD
      const alone = unknown && scan.shape[token] !== Shape.lower && !besideCapital(view, token) ? ALONE_EXTRA : 0
      const sure =
        (view.flags[token]! & ~Word.rareSurname) === Word.firstName && view.barred[token - 1] !== 1
          ? FIRST_NAME_BONUS
          : 0
      const missing = threshold + alone - nameScore(view, token) - sure
      const name = missing < 0 || (missing < FREE_FIRST_NAME_BONUS - sure && freeFirstName(view, token))
      tagged[token] = name && !inList(view, token) ? 1 : 0
    }
  }
}
