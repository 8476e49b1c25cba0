import { FIRST } from '../scan/columns.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf, UNDECIDED } from './name-view.ts'
import { AMPERSAND, COLON, DOT, isApostrophe } from './signs.ts'
import { wordEnding } from './word-endings.ts'
import { AND, articles, civilities, nameLabels, NOBODY, PREPOSITION_DE, ranks, unknownTo } from './word-sets.ts'

const states = wordSet('veuve vve veuf epouse epoux nee feu feue')
const associates = wordSet('associes associees partners')
const PRONOUN_ME = hashWord('me')
const LETTER_M = hashWord('m')

/** "52 m.", and in a line of capitals "52 M. ENVIRON": a unit, since a word of the language and no name follows. */
const isMeasure = ({ scan, flags, lineCase }: NameView, unit: number, token: number): boolean =>
  scan.shape[unit] === Shape.lower ||
  (lineCase[unit] === LineCase.capitals &&
    (flags[token]! & Word.dictionary) !== 0 &&
    (flags[token]! & (Word.firstName | Word.surname | Word.rareSurname)) === 0)

/** "M. LE COMMANDANT ALLEGRET": after the civility, the article and a rank, a name of the lists or of none. */
function afterRank({ scan, flags }: NameView, token: number): boolean {
  const rank = token - 1
  if (!ranks.has(scan.hash[rank]!) || !articles.has(scan.hash[rank - 1]!)) return false
  const titled = scan.hash[rank - 2] === DOT ? rank - 3 : rank - 2
  const flag = flags[token]!
  return (
    civilities.has(scan.hash[titled]!) &&
    scan.gap[token] === Gap.space &&
    scan.shape[token]! >= Shape.capital &&
    lengthOf(scan, token) > 2 &&
    (unknownTo(flag) || (flag & ~(Word.firstName | Word.surname | Word.rareSurname)) === 0) &&
    !wordEnding(scan, token)
  )
}

const ships = wordSet('vaisseau fregate corvette')
const officers = wordSet('capitaine lieutenant enseigne aspirant')
/** "le capitaine de frégate Ronan Castel", "enseigne de vaisseau CASTEL": a rank of the navy, in which the ship has neither article nor name. */
const afterNavalRank = ({ scan, flags }: NameView, token: number): boolean =>
  ships.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.hash[token - 2] === PREPOSITION_DE &&
  officers.has(scan.hash[token - 3]!) &&
  scan.shape[token]! >= Shape.capital &&
  (flags[token]! & NOBODY) === 0 &&
  lengthOf(scan, token) > 2

/** "Mme", "M.": what follows is somebody, save what a sentence puts there. */
export function civilityRules(view: NameView, token: number): number {
  const { scan, flags } = view
  // A civility is a word, or ends with the dot that shortens it.
  if (scan.kind[token - 1] !== TokenKind.word && scan.hash[token - 1] !== DOT) return UNDECIDED
  const flag = flags[token]!
  let before = token - 1
  if (scan.hash[before] === DOT && scan.kind[before] === TokenKind.sign && scan.gap[before] === Gap.none) before--
  const afterCivility =
    before >= FIRST &&
    scan.kind[before] === TokenKind.word &&
    civilities.has(scan.hash[before]!) &&
    // "I'm Scottish"
    !(scan.gap[before] === Gap.none && isApostrophe(scan.hash[before - 1]!) && scan.hash[before] === LETTER_M) &&
    // "30000ms." is a time, "52 m." a length.
    !(
      scan.kind[before - 1] === TokenKind.digits &&
      (scan.gap[before] === Gap.none || (scan.gap[before] === Gap.space && isMeasure(view, before, token)))
    ) &&
    (scan.shape[before] !== Shape.lower || scan.shape[token] === Shape.capital) &&
    scan.gap[token]! <= Gap.wide
  // "☒ M.   Nom : …": the label after the box that was ticked.
  if (afterCivility && nameLabels.has(scan.hash[token]!) && scan.hash[token + 1] === COLON) return -1
  if (afterRank(view, token) || afterNavalRank(view, token)) return 1
  // "M. LE BRIS", and not "M. LE MAIRE"
  const article =
    articles.has(scan.hash[token - 1]!) && scan.gap[token] === Gap.space && scan.gap[token - 1]! <= Gap.space
  const titled = scan.hash[token - 2] === DOT ? token - 3 : token - 2
  if (
    article &&
    civilities.has(scan.hash[titled]!) &&
    scan.shape[token] === Shape.capitals &&
    (flag & (Word.role | Word.title | Word.tool | Word.ordinary | Word.calendar | Word.organisation)) === 0 &&
    lengthOf(scan, token) > 2 &&
    !wordEnding(scan, token)
  )
    return 1
  // "JE ME PERMETS": in capitals the lawyer's title is the pronoun, when a word follows.
  if (
    afterCivility &&
    scan.hash[before] === PRONOUN_ME &&
    view.lineCase[token] === 1 &&
    (flag & (Word.ordinary | Word.dictionary)) !== 0
  )
    return -1
  if (afterCivility) {
    // "le cabinet du Dr Martinet & Associés"
    if ((scan.hash[token + 1] === AMPERSAND || AND.has(scan.hash[token + 1]!)) && associates.has(scan.hash[token + 2]!))
      if (scan.shape[token + 2]! >= Shape.capital) return -1
    // "MME VEUVE GERMAINE POIRRIER"
    if (states.has(scan.hash[token]!)) return -1
    if (
      (flag & (Word.role | Word.tool | Word.title | Word.calendar)) === 0 &&
      scan.end[token]! - scan.start[token]! > 1
    )
      return 1
    return 0
  }
  return UNDECIDED
}
