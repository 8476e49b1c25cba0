import type { NameView } from '../names/features.ts'
import { isAlsoWord, Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COLON } from './signs.ts'
import { opensGlossary } from './spelt-acronyms.ts'
import { abstractNoun } from './word-endings.ts'
import { NAME, nameLabels } from './word-sets.ts'

const headings = wordSet('to cc de from a')
const otherHeadings = wordSet('to cc from de a subject objet date sent envoye bcc cci')
/** "To: DARSEP" above "Subject: …": capitals of no list, alone in a heading of a mail, are a service. */
function isService({ scan, flags }: NameView, token: number): boolean {
  const { hash, gap, shape } = scan
  const heading = token - 2
  const below = token + 1
  return (
    hash[token - 1] === COLON &&
    shape[token] === Shape.capitals &&
    (flags[token]! & ~Word.knownThing) === 0 &&
    headings.has(hash[heading]!) &&
    gap[heading]! >= Gap.line &&
    gap[below] === Gap.line &&
    otherHeadings.has(hash[below]!) &&
    hash[below + 1] === COLON
  )
}

/** "De : Vigie SOC": the rest of a heading is a word of the dictionary and an acronym that nobody is called. */
function isDuty({ scan, flags }: NameView, token: number): boolean {
  const { hash, gap, shape } = scan
  const first = hash[token - 1] === COLON ? token : token - 1
  const acronym = first + 1
  return (
    hash[first - 1] === COLON &&
    headings.has(hash[first - 2]!) &&
    gap[first - 2]! >= Gap.line &&
    (flags[first]! & Word.dictionary) !== 0 &&
    (flags[first]! & NAME) === 0 &&
    gap[acronym] === Gap.space &&
    shape[acronym] === Shape.capitals &&
    scan.end[acronym]! - scan.start[acronym]! <= ACRONYM_MAX &&
    (flags[acronym]! & NAME) === 0 &&
    gap[acronym + 1]! >= Gap.line
  )
}
const ACRONYM_MAX = 5

const ways = wordSet(
  'rue avenue boulevard impasse allee allees chemin place square quai route esplanade passage sentier ruelle venelle rond promenade',
)
/** The same with a capital, which nobody is called. */
const waysWithCapital = wordSet('avenue boulevard impasse allee allees square esplanade')
const CELL_MAX = 7
/** "rue Simone-Signoret" below "nouveau nom": what begins with a way is one. */
function inCellOfWay(view: NameView, token: number): boolean {
  const { scan } = view
  let first = token
  while (token - first < CELL_MAX && scan.gap[first]! <= Gap.space && !cutsCell(view, first - 1)) first--
  if (scan.shape[first] === Shape.lower ? !ways.has(scan.hash[first]!) : !waysWithCapital.has(scan.hash[first]!))
    return false
  return first < token || scan.gap[first + 1] === Gap.space
}
/** ; | → and quotation marks; hyphens and apostrophes stand inside. */
const cutsCell = ({ scan }: NameView, at: number): boolean =>
  scan.kind[at] === TokenKind.sign && !/['’-]/.test(scan.text[scan.start[at]!]!)

/** "Mandataire :", below it "Dénomination : …": what a field of words opens the line with is its own label. */
const isLabelBelow = ({ scan, flags }: NameView, token: number): boolean =>
  scan.gap[token]! >= Gap.line &&
  scan.hash[token - 1] === COLON &&
  (flags[token]! & NAME) === 0 &&
  (isAlsoWord(scan.hash[token]!) || (flags[token]! & Word.dictionary) !== 0 || abstractNoun(scan, token))

/** What a field or a column seems to say of a person, and says of a thing. */
export const nobodyInField = (view: NameView, token: number): boolean =>
  (view.scan.hash[token + 1] === COLON && (opensGlossary(view.scan, token) || isLabelBelow(view, token))) ||
  isService(view, token) ||
  isDuty(view, token) ||
  (view.scan.columnHead[token] !== 0 && nameLabels.has(view.scan.columnHead[token]!) && inCellOfWay(view, token))
