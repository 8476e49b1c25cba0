import { Word } from '../names/name-lexicon.ts'
import { otherColumns } from './column-heads.ts'
import { Label } from './labels.ts'
import type { Scan } from './scan.ts'
import { Gap, TokenKind } from './tokens.ts'
import { wordSet } from './word-table.ts'

/** What a form prints before the blank that somebody's name fills. */
const printed = wordSet('nom noms prenom prenoms surname firstname lastname forename')
/** "Nom de naissance", "Prénom usuel": the rest of the label. */
const qualifiers = wordSet('de d du la famille naissance usage usuel jeune fille marital patronymique complet')
const LABEL_MAX = 5
const NAME = Word.firstName | Word.surname | Word.particle
const UNLISTED_TOO = NAME | Word.rareSurname
const OPENING = 0x28
const COLON = 0x3a

/** Token after the label that opens a cell here, when the label is all that the cell holds; 0 otherwise. */
function afterLabel({ hash, kind, gap }: Scan, from: number, to: number): number {
  if (!printed.has(hash[from]!)) return 0
  for (let at = from + 1; at < to && at < from + LABEL_MAX; at++) {
    if (gap[at] === Gap.wide) return at
    // "Prénom(s)", "d'usage"
    const inside =
      kind[at] === TokenKind.sign ? hash[at] !== COLON : qualifiers.has(hash[at]!) || hash[at - 1] === OPENING
    if (!inside) return 0
  }
  return 0
}

/** Could this word fill such a blank? Not what would head a column itself. */
const fills = ({ kind, flags, label, hash }: Scan, at: number): boolean =>
  kind[at] === TokenKind.word &&
  label[at] === Label.none &&
  (flags[at]! & Word.personLabel) === 0 &&
  !otherColumns.has(hash[at]!) &&
  ((flags[at]! & NAME) !== 0 || (flags[at]! & ~UNLISTED_TOO) === 0)

/**
 * "Nom    Irigaray    Prénom    Maddi": the line of a form, each label before its value and apart from it. The values take the label
 * as they would take the heading of their column. False when the line holds none: it may head a table.
 */
export function readFormLine(scan: Scan, from: number, to: number): boolean {
  let found = false
  for (let token = from; token < to; token++) {
    if (token > from && scan.gap[token] !== Gap.wide) continue
    const value = afterLabel(scan, token, to)
    if (value === 0 || !fills(scan, value)) continue
    found = true
    for (let at = value; at < to && (at === value || scan.gap[at]! < Gap.wide); at++)
      scan.columnHead[at] = scan.hash[token]!
  }
  return found
}
