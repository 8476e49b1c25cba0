/**
 * The levels of one document, brought to its own words: a level is what most rows print, and what strays from it is told.
 * Nothing is translated; P and I stand for their words only where the document prints both.
 */
import { type Anomaly, type AnomalyKind, quoted } from '../anomaly.ts'
import type { Bilingual } from '@socle/contracts/text'
import { type Level, letterOf, levelKey, readLevel } from '../level.ts'
import { fold } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

/** A level spelt so often is no slip: the document has its own scale, which is told once. */
const slipsAtMost = 2

export interface LevelsSettled {
  readonly rows: readonly ReadRequirement[]
  readonly anomalies: readonly Anomaly[]
}

/** `rows` hold their levels as printed; `weighed` when each of them should have one. */
export function settleLevels(rows: readonly ReadRequirement[], weighed: boolean): LevelsSettled {
  const read = readTogether(rows)
  const keyOf = keysOf(read)
  const usual = usualSpellings(read, keyOf)
  const settled = rows.map((row, at) => ({ ...row, level: usual.get(keyOf(read[at]!.level)) ?? read[at]!.level }))
  const anomalies = rows.flatMap((row, at) => tellRow(row, read[at]!, settled[at]!.level))
  return {
    rows: settled,
    anomalies: [...anomalies, ...tellScale(settled, read), ...(weighed ? tellMissing(settled, read) : [])],
  }
}

const told = (kind: AnomalyKind, { id, place }: ReadRequirement, detail: Bilingual): Anomaly => ({
  kind,
  id,
  place,
  detail,
})

/** What one cell leaves open, the others settle: `P1` is a level of a scale unless most rows print `P` alone. */
function readTogether(rows: readonly ReadRequirement[]): Level[] {
  const alone = rows.map(({ level }) => readLevel(level))
  const counts = countsOf(alone.map(({ level }) => fold(level)))
  const times = (level: string): number => counts.get(fold(level)) ?? 0
  return alone.map((level) => {
    const { otherwise, known } = level
    if (otherwise === undefined) return level
    const holds = known ? times(otherwise.level) >= times(level.level) : times(otherwise.level) > slipsAtMost
    return holds ? { ...otherwise, known: known || readLevel(otherwise.level).known } : level
  })
}

const countsOf = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Forms of one word have one key; so have a letter and its word where the document prints the letter. */
function keysOf(read: readonly Level[]): (level: string) => string {
  const letters = new Set(read.map(({ level }) => fold(level)))
  const usesLetters = letters.has('p') || letters.has('i')
  return (level) => (usesLetters ? letterOf(level) : undefined) ?? levelKey(level)
}

/** Of the spellings of one level the commonest, the first of equals; a letter goes before the word it stands for. */
function usualSpellings(read: readonly Level[], keyOf: (level: string) => string): ReadonlyMap<string, string> {
  const counts = countsOf(read.map(({ level }) => level).filter((level) => level !== ''))
  const usual = new Map<string, string>()
  const rank = (level: string): number =>
    (counts.get(level) ?? 0) + (fold(level) === keyOf(level) && level.length === 1 ? read.length : 0)
  for (const level of counts.keys()) {
    const best = usual.get(keyOf(level))
    if (best === undefined || rank(level) > rank(best)) usual.set(keyOf(level), level)
  }
  return usual
}

function tellRow(row: ReadRequirement, { level, mark, mention }: Level, settled: string): Anomaly[] {
  const end = { fr: '.', en: '.' }
  return [
    ...(mark === undefined
      ? []
      : [
          told(
            'level-mention',
            row,
            quoted({ fr: 'appel de note retiré :', en: 'mark of a note taken off:' }, mark, end),
          ),
        ]),
    ...(mention === undefined
      ? []
      : [
          told('level-mention', row, quoted({ fr: 'mention tenue à part :', en: 'mention kept apart:' }, mention, end)),
        ]),
    ...(level === settled
      ? []
      : [
          told('level-spelling', row, {
            fr: `« ${level} » est lu « ${settled} », comme ce document l’écrit le plus souvent.`,
            en: `“${level}” is read as “${settled}”, as this document mostly spells it.`,
          }),
        ]),
  ]
}

/** Levels that are no usual words: each row of a rare one is told, the document's own scale once. */
function tellScale(rows: readonly ReadRequirement[], read: readonly Level[]): Anomaly[] {
  const counts = countsOf(rows.map(({ level }) => level))
  const isOften = (level: string): boolean => (counts.get(level) ?? 0) > slipsAtMost
  const slips = rows.filter(({ level }, at) => level !== '' && !read[at]!.known && !isOften(level))
  const own = rows.filter(
    ({ level }, at) => isOften(level) && (!read[at]!.known || letterOf(level) !== undefined) && level !== '',
  )
  const [first] = own
  const scale = [...new Set(own.map(({ level }) => level))].map((level) => ({ level, times: counts.get(level) ?? 0 }))
  return [
    ...slips.map((row) =>
      told(
        'level-unknown',
        row,
        quoted({ fr: 'niveau lu tel quel :', en: 'level read as it is:' }, row.level, { fr: '.', en: '.' }),
      ),
    ),
    ...(first === undefined
      ? []
      : [
          {
            kind: 'level-vocabulary' as const,
            id: '',
            place: first.place,
            detail: {
              fr: `niveaux propres au document, gardés tels quels : ${scale.map(({ level, times }) => `« ${level} » (${times} lignes)`).join(', ')}.`,
              en: `levels of the document’s own, kept as they are: ${scale.map(({ level, times }) => `“${level}” (${times} rows)`).join(', ')}.`,
            },
          },
        ]),
  ]
}

/** Row by row in a document that weighs its requirements; once in one that weighs none. */
function tellMissing(rows: readonly ReadRequirement[], read: readonly Level[]): Anomaly[] {
  const without = rows.filter(({ level }, at) => level === '' && !read[at]!.none)
  const [first] = without
  if (first === undefined) return []
  if (without.length < rows.length)
    return without.map((row) =>
      told('level-missing', row, { fr: 'aucun niveau n’est écrit.', en: 'no level is written.' }),
    )
  return [
    {
      kind: 'level-missing',
      id: '',
      place: first.place,
      detail: {
        fr: `ce document n’écrit aucun niveau : ses ${rows.length} exigences n’en ont pas.`,
        en: `this document writes no level: its ${rows.length} requirements have none.`,
      },
    },
  ]
}
