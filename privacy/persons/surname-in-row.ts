import { FIRST } from '../scan/columns.ts'
import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { DOT } from './signs.ts'

const SURNAME_MAX = 6
const NO_SURNAME = Word.title | Word.role | Word.personLabel

/** "2. VERNEUIL DE LA COMBE   Aude": a surname with its particles fills the cell before the one of the first name. */
export function tagSurnamesInRows(view: NameView): void {
  const { scan, flags, tagged } = view
  for (let token = FIRST + 1; token < scan.limit; token++)
    if (tagged[token] === 1 && scan.gap[token] === Gap.wide && (flags[token]! & Word.firstName) !== 0) {
      const first = firstOfSurname(view, token)
      if (first > 0) tagged.fill(1, first, token)
    }
}

/** First word of capitals, particles among them, that opens the row or stands behind its number; 0 where there is none. */
function firstOfSurname({ scan, flags }: NameView, cell: number): number {
  let particles = 0
  for (let at = cell - 1; at >= FIRST && at >= cell - SURNAME_MAX; at--) {
    const particle = (flags[at]! & Word.particle) !== 0
    if (scan.kind[at] !== TokenKind.word || scan.shape[at]! < Shape.capitals) return 0
    if (!particle && (flags[at]! & NO_SURNAME) !== 0) return 0
    if (particle) particles++
    const opens = scan.gap[at]! >= Gap.line || (scan.hash[at - 1] === DOT && scan.kind[at - 2] === TokenKind.digits)
    if (opens) return particles > 0 && !particle ? at : 0
    if (scan.gap[at] !== Gap.space) return 0
  }
  return 0
}
