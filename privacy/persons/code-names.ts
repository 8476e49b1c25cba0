import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { COLON, DOT, HYPHEN, QUOTE } from './signs.ts'

const PARENTHESIS = 0x28
const BRACKET = 0x5b
const EQUALS = 0x3d
const LESS = 0x3c

/** What programs call their own, with a capital: a class, a heading of a message, what an element of markup is named. */
export const ofCode = (scan: Scan, token: number): boolean =>
  callsMethod(scan, token) ||
  indexed(scan, token) ||
  headsMessage(scan, token) ||
  isCamel(scan, token) ||
  namesThing(scan, token) ||
  ofTimeZone(scan, token)

/** "Marin.findByPk(", "LocalDate.parse(" */
const callsMethod = ({ hash, gap, kind, shape }: Scan, token: number): boolean =>
  hash[token + 1] === DOT &&
  gap[token + 1] === Gap.none &&
  gap[token + 2] === Gap.none &&
  kind[token + 2] === TokenKind.word &&
  (shape[token + 2] === Shape.lower || shape[token + 2] === Shape.mixed) &&
  hash[token + 3] === PARENTHESIS &&
  gap[token + 3] === Gap.none

/** "SQLSTATE[08006]" */
const indexed = ({ hash, gap, kind }: Scan, token: number): boolean =>
  hash[token + 1] === BRACKET &&
  gap[token + 1] === Gap.none &&
  gap[token + 2] === Gap.none &&
  kind[token + 2] === TokenKind.digits

const LETTER_X = hashWord('x')
const HEADING_REACH = 8
/** "X-Originating-IP: …": any part of it. */
function headsMessage({ hash, gap, kind }: Scan, token: number): boolean {
  let first = token
  while (
    token - first < HEADING_REACH &&
    hash[first - 1] === HYPHEN &&
    gap[first] === Gap.none &&
    gap[first - 1] === Gap.none
  )
    first -= 2
  if (hash[first] !== LETTER_X || hash[first + 1] !== HYPHEN || gap[first + 1] !== Gap.none) return false
  let last = first
  while (
    last - first < HEADING_REACH &&
    hash[last + 1] === HYPHEN &&
    gap[last + 1] === Gap.none &&
    kind[last + 2] === TokenKind.word
  )
    last += 2
  return hash[last + 1] === COLON && gap[last + 1] === Gap.none
}

/** Surnames that have a capital inside: McDonald, MacLeod, DeVito, LeBlanc, DuPont, FitzGerald. */
const surnamePrefix = /^(?:Ma?c|[DL][aeiu]|D[eou]s|Van|Von|Fitz|Saint|San|O)\p{Lu}/u
const humps = /^\p{Lu}\p{Ll}+\p{Lu}/u
/** "FileMaker", "TestParseCNI": a capital inside a word. */
function isCamel({ text, start, end, shape }: Scan, token: number): boolean {
  if (shape[token] !== Shape.mixed) return false
  const word = text.slice(start[token], end[token])
  return humps.test(word) && !surnamePrefix.test(word)
}

const SLASH = 0x2f
const zoneAreas = wordSet(
  'africa america antarctica arctic asia atlantic australia brazil canada europe indian pacific us',
)
const cutsPath = ({ hash, gap }: Scan, at: number): boolean =>
  hash[at] === SLASH && gap[at] === Gap.none && gap[at + 1] === Gap.none
/** "America/Cayenne", "Indian/Reunion": the area and the place of a time zone (IANA tz database). */
const ofTimeZone = (scan: Scan, token: number): boolean =>
  zoneAreas.has(scan.hash[token]!)
    ? cutsPath(scan, token + 1) && scan.shape[token + 2]! >= Shape.capital
    : cutsPath(scan, token - 1) && zoneAreas.has(scan.hash[token - 2]!)

const NAME_KEY = hashWord('name')
const people = wordSet(
  'person personne user utilisateur agent contact author auteur owner employee employe client customer patient eleve student member membre father mother child parent signataire destinataire expediteur beneficiaire',
)
const ELEMENT_REACH = 30
/** <module name="antoine">: an element whose word is no person's. */
export function namesThing(scan: Scan, token: number): boolean {
  const { hash, gap, kind } = scan
  if (
    hash[token - 1] !== QUOTE ||
    gap[token] !== Gap.none ||
    hash[token - 2] !== EQUALS ||
    hash[token - 3] !== NAME_KEY
  )
    return false
  for (let at = token - 4; at > token - ELEMENT_REACH && gap[at + 1]! < Gap.paragraph; at--)
    if (hash[at] === LESS)
      return (
        kind[at + 1] === TokenKind.word &&
        !people.has(hash[at + 1]!) &&
        !/pers|user|agent|auth/.test(foldedOf(scan, at + 1))
      )
  return false
}
