import { FIRST } from '../scan/columns.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { nameScore } from '../names/tagger.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { announcedByLabel } from './joined-names.ts'
import { inList } from './listed-things.ts'
import { mayBeName } from './may-be-name.ts'
import { lengthOf } from './name-view.ts'
import { ruled } from './rules.ts'
import { NAME, unknownTo } from './word-sets.ts'

/** Score that a token needs: below nothing, since a name that is missed costs more than a word that is hidden. */
const THRESHOLD = -15

/** A word of no list with no name before it: towns, brands, plants and codes are more than the surnames that no list has. */
const UNKNOWN_THRESHOLD = 30

/** The same in capitals, where the rest of the line is not: mostly what a service or a program is called. */
const UNKNOWN_CAPITALS_THRESHOLD = 100

/** In small letters, a word of no list that no name precedes is more often a slip of the thumb. */
const LONE_LOWER_THRESHOLD = 50

/** A word that is a first name, perhaps a surname too, and nothing else. */
const FIRST_NAME_BONUS = 15

/** In a line all in capitals every word looks like a name: an unknown one needs more. */
const CAPITALS_THRESHOLD = 60

/** Decides each token, left to right: rules first, then the tagger. */
export function tag(view: NameView): void {
  const { scan, tagged } = view
  for (let token = FIRST; token < scan.limit; token++)
    if (mayBeName(view, token) && isName(view, token) && !inList(view, token)) tagged[token] = 1
}

function isName(view: NameView, token: number): boolean {
  const rule = ruled(view, token)
  return rule === 0 ? weighs(view, token) : rule > 0
}

function weighs(view: NameView, token: number): boolean {
  const { flags, tagged, barred } = view
  const unknown = unknownTo(flags[token]!) && tagged[token - 1] !== 1
  const flag = flags[token]! & ~Word.rareSurname
  const sure = (flag & Word.firstName) !== 0 && (flag & ~NAME) === 0 && barred[token - 1] !== 1
  return (
    nameScore(view, token) + (sure ? FIRST_NAME_BONUS : 0) > (unknown ? thresholdOfUnknown(view, token) : THRESHOLD)
  )
}

const thresholdOfUnknown = (view: NameView, token: number): number => {
  const { scan, flags, lineCase } = view
  return scan.shape[token] === Shape.lower
    ? LONE_LOWER_THRESHOLD
    : lineCase[token] === LineCase.capitals
      ? CAPITALS_THRESHOLD
      : scan.shape[token] === Shape.capitals
        ? announced(view, token)
          ? CAPITALS_THRESHOLD
          : UNKNOWN_CAPITALS_THRESHOLD
        : beforeCapital(scan, flags, token)
          ? THRESHOLD
          : UNKNOWN_THRESHOLD
}

const PRONOUNCED_MIN = 6
/** "Déclarant : PUIGSERVER Montserrat": the label says that a person follows, and what follows is too long for an acronym. */
const announced = (view: NameView, token: number): boolean =>
  announcedByLabel(view, token) && lengthOf(view.scan, token) >= PRONOUNCED_MIN

/** "Vannina Nougaret": another capital that may be a surname says that the first is no thing alone. */
const beforeCapital = (scan: Scan, flags: Uint16Array, token: number): boolean =>
  scan.gap[token + 1] === Gap.space &&
  scan.shape[token + 1] === Shape.capital &&
  (unknownTo(flags[token + 1]!) || (flags[token + 1]! & Word.surname) !== 0)
