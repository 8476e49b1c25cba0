import type { NameView } from '../names/features.ts'
import { Word, wordFlags } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import { foldedOf } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf } from './name-view.ts'
import { NAME, unknownTo } from './word-sets.ts'

const HEAD_MAX = 7
const TAIL_MAX = 6
const NO_SURNAME = Word.tool | Word.title | Word.role | Word.organisation | Word.calendar

/** "Patri ck", "Ju lien": a capital that no list knows, then a small end, which put together are a first name: a scan cut it. */
export function mendBrokenNames(view: NameView): void {
  const { scan } = view
  for (let token = FIRST; token + 1 < scan.limit; token++)
    if (
      scan.shape[token] === Shape.capital &&
      scan.shape[token + 1] === Shape.lower &&
      scan.gap[token + 1] === Gap.space
    )
      mend(view, token)
}

function mend({ scan, flags, tagged }: NameView, token: number): void {
  const head = flags[token]!
  const tail = flags[token + 1]!
  if (lengthOf(scan, token) > HEAD_MAX || lengthOf(scan, token + 1) > TAIL_MAX) return
  if ((head & ~(NAME | Word.rareSurname)) !== 0 || (!unknownTo(head) && !unknownTo(tail))) return
  if ((tail & Word.tool) !== 0) return
  const whole = wordFlags(hashWord(foldedOf(scan, token) + foldedOf(scan, token + 1)))
  if ((whole & Word.firstName) === 0) return
  tagged[token] = 1
  tagged[token + 1] = 1
  const surname = token + 2
  const follows =
    scan.gap[surname] === Gap.space && scan.shape[surname]! >= Shape.capital && lengthOf(scan, surname) > 2
  if (follows && (flags[surname]! & NO_SURNAME) === 0) tagged[surname] = 1
}
