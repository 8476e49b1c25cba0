import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { hashWord } from '../scan/word-hash.ts'
import { Gap, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { distanceToLabel, distanceToLabelAfter, Weight, type Candidate, type Scan } from '../scan/scan.ts'

const S = '[ \\u00a0\\u202f\\-.]?'
/** Passport, and driving licence since 2013: 2 digits, 2 letters, 5 digits. */
const twoTwoFive = new RegExp(`\\d{2}${S}[A-Z]{2}${S}\\d{5}(?![0-9A-Za-z])`, 'iy')
/** Driving licence before 2013, identity card before 2021. */
const twelveDigits = new RegExp(`\\d(?:${S}\\d){11}(?![0-9A-Za-z]|-\\d)`, 'y')
/** "4532-1188-0042-7716": the rest of a longer number. */
const goesOn = /\d-$/
const twelveCharacters = /(?=[A-Z]*\d)[0-9A-Z]{12}(?![0-9A-Za-z])/iy
/** Identity card since 2021: nine letters and digits, at least one of each here. */
const nineCharacters = /(?=[0-9]*[A-Z])(?=[A-Z]*[0-9])[0-9A-Z]{9}(?![0-9A-Za-z])/iy
const twelvePlain = /\d{12}(?![0-9A-Za-z])/y
const nineCapitals = /(?=(?:[A-Z]*\d){3})(?=(?:\d*[A-Z]){2})[0-9A-Z]{9}(?![0-9A-Za-z])/y
const CARD = hashWord('carte')
const identities = wordSet('id identity her his my your their')
export const CARD_REACH = 8

/** "permis B obtenu le 12/03/2004 à Lyon sous le n° …": the label of a document may stand further off. */
export const DOCUMENT_REACH = 20

const near = (scan: Scan, token: number, label: number, reach = DOCUMENT_REACH): number =>
  Math.min(distanceToLabel(scan, token, label, reach), distanceToLabelAfter(scan, token, label) + 1)

/** "le permis … c'est 21AC80512 et pas l'ancien 090567102834": one replaces the other, wherever it was named. */
const replaced = wordSet('ancien nouveau old new former')
const TITLE = hashWord('titre')
const former = wordSet('ancien nouveau')
/** "(ancien titre n° …)": the document that was spoken of, not another paper. */
const formerTitle = ({ hash, lastLabel }: Scan): boolean => {
  const other = lastLabel[Label.other]!
  return hash[other] === TITLE && former.has(hash[other - 1]!)
}
const NUMBER = hashWord('n')
const DEGREE = 0xb0
const DRIVING = hashWord('conduire')
const otherPermits = wordSet('construire amenager demolir travail sejour pecher chasser inhumer feu')
/** "sans permis … retrait du titre n° …": numbered as it is, the title is the licence that was spoken of. */
function licenceTitle({ hash, lastLabel }: Scan, token: number): boolean {
  if (hash[token - 1] !== DEGREE || hash[token - 2] !== NUMBER || hash[token - 3] !== TITLE) return false
  const permit = lastLabel[Label.drivingLicence]!
  return !otherPermits.has(hash[permit + 1]!) && !otherPermits.has(hash[permit + 2]!)
}

const CARD_FIELDS_REACH = 60
const DOT = 0x2e
/** Field 5 of the card, under its title: "5. 19BC77310" (directive 2006/126, annex I). */
function fieldOfLicence(scan: Scan, token: number): boolean {
  const { hash, gap, lastLabel } = scan
  const title = lastLabel[Label.drivingLicence]!
  return (
    hash[token - 1] === DOT &&
    gap[token - 1] === Gap.none &&
    gap[token - 2]! >= Gap.line &&
    scan.text[scan.start[token - 2]!] === '5' &&
    scan.end[token - 2]! - scan.start[token - 2]! === 1 &&
    title >= 0 &&
    token - title <= CARD_FIELDS_REACH &&
    hash[title] === DRIVING
  )
}

const HYPHEN = 0x2d
/** The forms have nine characters at least in one go, twelve figures in groups, or two figures, two letters, five figures: most numbers have none. */
function mayHaveForm({ start, end, kind, hash, gap }: Scan, token: number): boolean {
  const from = start[token]!
  let last = token
  while (end[last]! - from < SHORTEST_FORM && gap[last + 1] === Gap.none && kind[last + 1]! <= TokenKind.digits) {
    // Behind the last token there are empty places.
    if (kind[++last] === 0) return false
  }
  if (end[last]! - from >= SHORTEST_FORM) return true
  if (kind[token] !== TokenKind.digits) return false
  const sign = hash[token + 1]
  const next = sign === HYPHEN || sign === DOT ? token + 2 : token + 1
  return kind[next] === TokenKind.digits || (kind[next] === TokenKind.word && end[token]! - from === 2)
}
const SHORTEST_FORM = 9

/** Passport, identity card, driving licence: none has a checksum that is printed in it, so the words around decide. */
export function recogniseIdentityDocument(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  if (!mayHaveForm(scan, token) || isAlphanumeric(codeAt(text, start - 1))) return undefined
  const document = scan.end[token]! - start === 2 ? matchAt(twoTwoFive, text, start) : null
  const passport = near(scan, token, Label.passport)
  const reach = replaced.has(scan.hash[token - 1]!) ? 2 * DOCUMENT_REACH : DOCUMENT_REACH
  const licence = fieldOfLicence(scan, token) ? 1 : near(scan, token, Label.drivingLicence, reach)
  const identity = near(scan, token, Label.identityCard)
  const closest = Math.min(passport, licence, identity)
  const card = token - scan.lastLabel[Label.card]!
  if (!document && card < closest && card <= CARD_REACH) return bareCard(scan, token)
  if (document) {
    const end = start + document[0].length
    if (closest === Infinity) {
      if (ofCourt(scan, token)) return undefined
      const before = text[start - 1]
      const glued = before === '-' || before === '_' || before === '/' || before === '#'
      const plain = document[0] === document[0].toUpperCase() && !glued
      const other = distanceToLabel(scan, token, Label.other, 5) < Infinity
      return plain && (!other || isTitle(scan, token)) && (!/[ .-]/.test(document[0]) || inListOfPapers(scan, token))
        ? { start, end, type: lastNamed(scan), weight: Weight.likely }
        : undefined
    }
    const type = closest === passport ? 'PASSPORT_FR' : closest === licence ? 'DRIVING_LICENCE_FR' : 'ID_CARD_FR'
    return { start, end, type, weight: Weight.labelled }
  }
  if (closest === Infinity) return bareDocument(scan, token)
  if (distanceToLabel(scan, token, Label.other, 3) < closest && !formerTitle(scan) && !licenceTitle(scan, token))
    return undefined
  const twelve = goesOn.test(text.slice(Math.max(0, start - 2), start)) ? null : matchAt(twelveDigits, text, start)
  if (twelve && (licence < Infinity || identity < Infinity)) {
    const type = licence <= identity ? 'DRIVING_LICENCE_FR' : 'ID_CARD_FR'
    return { start, end: start + twelve[0].length, type, weight: Weight.labelled }
  }
  if (identity === closest) {
    const card = matchAt(nineCharacters, text, start) ?? matchAt(twelveCharacters, text, start)
    if (card) return { start, end: start + card[0].length, type: 'ID_CARD_FR', weight: Weight.labelled }
  }
  return undefined
}

const documentWords = wordSet('document documents doc docnumber documentnumber numdocument piece pieces titre')
/** "Pièces vues : X8WT5RM37 (père), 120391200815 (mère)" */
const DOCUMENT_WORD_REACH = 10
/** Two figures for the year of issue, two for its month. */
const twelveIssued = /\d{2}(?:0[1-9]|1[0-2])\d{8}(?![0-9A-Za-z])/y
/** "docNumber": "K9TM402VD", a column "document": the form of a card after a word that says that it is a paper of somebody. */
function bareDocument(scan: Scan, token: number): Candidate | undefined {
  const { hash, gap } = scan
  let told = documentWords.has(scan.columnHead[token]!)
  for (let at = token - 1; !told && at >= token - DOCUMENT_WORD_REACH && gap[at + 1]! < Gap.line; at--)
    told = documentWords.has(hash[at]!)
  if (!told) return undefined
  const start = scan.start[token]!
  const match = matchAt(twelveIssued, scan.text, start) ?? matchAt(nineCapitals, scan.text, start)
  return match ? { start, end: start + match[0].length, type: 'ID_CARD_FR', weight: Weight.likely } : undefined
}

/** "ancien_titre": in a text that spoke of such a paper, the title is it. */
const isTitle = ({ hash, lastLabel }: Scan, token: number): boolean =>
  hash[lastLabel[Label.other]!] === TITLE &&
  token - Math.max(lastLabel[Label.passport]!, lastLabel[Label.drivingLicence]!) <= LIST_OF_PAPERS

const LIST_OF_PAPERS = 120
/** "- 16 CE 30917": first of its line, in a list that was said to be of passports or of licences. */
function inListOfPapers({ gap, kind, lastLabel }: Scan, token: number): boolean {
  const opens = gap[token]! >= Gap.line || (kind[token - 1] === TokenKind.sign && gap[token - 1]! >= Gap.line)
  const said = Math.max(lastLabel[Label.passport]!, lastLabel[Label.drivingLicence]!)
  return opens && said >= 0 && token - said <= LIST_OF_PAPERS
}

/** In a list of documents of one kind, the kind was said once, above. */
const lastNamed = ({ lastLabel }: Scan): 'PASSPORT_FR' | 'DRIVING_LICENCE_FR' =>
  lastLabel[Label.drivingLicence]! > lastLabel[Label.passport]! ? 'DRIVING_LICENCE_FR' : 'PASSPORT_FR'

const courts = wordSet('caa ta')
const COURT_REACH = 5
/** "CAA Douai 23DA01874": the number of a case before an administrative court. */
function ofCourt({ hash }: Scan, token: number): boolean {
  for (let at = token - 1; at > token - COURT_REACH; at--) if (courts.has(hash[at]!)) return true
  return false
}

/** What may stand between the word and its number: "n°", "(si connu) :". */
const announcesNumber =
  /^(?:,? (?:perdue|vol[ée]e|[ée]gar[ée]e|trouv[ée]e|p[ée]rim[ée]e),?| d[ée]livr[ée]e| remise| actuelle| nouvelle)? ?\(?(?:n ?[°º]|no\.?|num[ée]ro|number)?(?: ?\([^()\n]{1,24}\))? ?:? ?$/i
/** "carte 070963100582", "carte n° T7X62TZ79": the form of an identity card, just after the word. */
function bareCard(scan: Scan, token: number): Candidate | undefined {
  const label = scan.lastLabel[Label.card]!
  if (label < 0 || (scan.hash[label] !== CARD && !identities.has(scan.hash[label - 1]!))) return undefined
  const between = scan.text.slice(scan.end[label]!, scan.start[token]!)
  if (!announcesNumber.test(between)) return undefined
  const start = scan.start[token]!
  const match = matchAt(twelvePlain, scan.text, start) ?? matchAt(nineCapitals, scan.text, start)
  return match ? { start, end: start + match[0].length, type: 'ID_CARD_FR', weight: Weight.likely } : undefined
}

/** True when the token begins a run of letters and digits mixed: the identity cards that begin with a letter. */
export const beginsMixedRun = (scan: Scan, token: number): boolean =>
  token + 1 < scan.limit && scan.gap[token + 1] === Gap.none && scan.end[token]! - scan.start[token]! < 9
