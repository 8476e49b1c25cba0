import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { HYPHEN } from './signs.ts'
import { NAME, PREPOSITION_DE } from './word-sets.ts'

const presents = wordSet('suis ici')
const saints = wordSet('saint sainte st ste')
const NAME_MAX = 6
const TOWN_MAX = 8

/** "je suis Solange Kerbrat de Nouméa": whoever has told a first name and a surname says next where they call from. */
function opensTown({ scan, flags, tagged }: NameView, token: number): boolean {
  const { hash, gap, shape } = scan
  if (hash[token - 1] !== PREPOSITION_DE || shape[token - 1] !== Shape.lower || gap[token] !== Gap.space) return false
  if (shape[token] !== Shape.capital || tagged[token - 2] !== 1) return false
  const saint = saints.has(hash[token]!) && hash[token + 1] === HYPHEN
  if (!saint && ((flags[token]! & Word.place) === 0 || (flags[token]! & NAME) === Word.firstName)) return false
  let at = token - 2
  let words = 0
  while (token - at < NAME_MAX && (tagged[at] === 1 || (hash[at] === HYPHEN && gap[at] === Gap.none))) {
    if (tagged[at] === 1 && gap[at] === Gap.space) words++
    at--
  }
  return words > 1 && presents.has(hash[at]!)
}

/** The town that somebody comes from, as far as hyphens tie it. */
export function inTownOfOrigin(view: NameView, token: number): boolean {
  const { scan, barred } = view
  if (scan.hash[token - 1] === HYPHEN && barred[token - 1] === 1 && scan.gap[token] === Gap.none) return true
  if (!opensTown(view, token)) return false
  let end = token + 1
  while (end < token + TOWN_MAX && scan.gap[end] === Gap.none && (scan.hash[end] === HYPHEN || isTied(view, end))) end++
  barred.fill(1, token, end)
  return true
}
const isTied = ({ scan }: NameView, at: number): boolean =>
  scan.kind[at] === TokenKind.word && scan.hash[at - 1] === HYPHEN
