/** What only the whole list shows: doubles, gaps, spellings that differ from their neighbours. */
import type { Anomaly } from '../anomaly.ts'
import { identifierKey, numberOf } from '../identifier.ts'
import { fold } from '../plain-words.ts'
import { wordPlace } from '../place.ts'
import type { ReadRequirement } from '../requirement.ts'

/** A series with more gaps is sparse by nature (numbers given for good, an extract of a larger list): told once. */
const gapsToldEach = 20
const shortestSeries = 3
/** A step that an author chose; of two numbers in three, every second one is missing. */
const smallestStep = 5
/** A series that begins later is an extract, or numbered from the hundreds on purpose. */
const lastUsualStart = 20

/** `taken` are identifiers that the document holds without listing them. */
export function tellNumbering(rows: readonly ReadRequirement[], taken: readonly string[] = []): readonly Anomaly[] {
  return [...doubles(rows), ...gaps(rows, taken), ...gapsOfLetters(rows), ...letters(rows), ...spellings(rows)]
}

function doubles(rows: readonly ReadRequirement[]): Anomaly[] {
  const first = new Map<string, ReadRequirement>()
  const told: Anomaly[] = []
  for (const row of rows) {
    const key = identifierKey(row.id)
    if (key === '') continue
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, row)
      continue
    }
    const where = wordPlace(before.place)
    const differs = [
      fold(before.text) === fold(row.text) ? undefined : { fr: 'le texte', en: 'the text' },
      before.level === row.level
        ? undefined
        : {
            fr: `le niveau (${before.level || '–'} puis ${row.level || '–'})`,
            en: `the level (${before.level || '–'} then ${row.level || '–'})`,
          },
      fold(before.category) === fold(row.category) ? undefined : { fr: 'la catégorie', en: 'the category' },
      fold(before.title ?? '') === fold(row.title ?? '') ? undefined : { fr: 'le titre', en: 'the title' },
    ].filter((each) => each !== undefined)
    told.push(
      differs.length === 0
        ? {
            kind: 'duplicate-id',
            id: row.id,
            place: row.place,
            detail: {
              fr: `déjà donné à ${where.fr}, mot pour mot : compté une fois.`,
              en: `already given at ${where.en}, word for word: counted once.`,
            },
          }
        : {
            kind: 'duplicate-id-different',
            id: row.id,
            place: row.place,
            detail: {
              fr: `déjà donné à ${where.fr} ; diffère par ${differs.map(({ fr }) => fr).join(', ')}. Les deux sont gardés.`,
              en: `already given at ${where.en}; differs by ${differs.map(({ en }) => en).join(', ')}. Both are kept.`,
            },
          },
    )
  }
  return told
}

interface Series {
  readonly printed: string
  /** Digits of each number, when they are filled up with zeros; 0 when they are not. */
  digits: number
  readonly numbers: Map<number, ReadRequirement>
  readonly taken: Set<number>
}

function gaps(rows: readonly ReadRequirement[], taken: readonly string[]): Anomaly[] {
  const all = new Map<string, Series>()
  for (const row of rows) {
    const numbered = numberOf(row.id)
    if (numbered === undefined) continue
    const key = identifierKey(`${numbered.series}|`)
    const series = all.get(key) ?? { printed: numbered.series, digits: 0, numbers: new Map(), taken: new Set() }
    const printed = /(\d+)\D*$/.exec(row.id)?.[1] ?? ''
    if (printed.startsWith('0')) series.digits = Math.max(series.digits, printed.length)
    if (!series.numbers.has(numbered.number)) series.numbers.set(numbered.number, row)
    all.set(key, series)
  }
  for (const id of taken) {
    const numbered = numberOf(id)
    if (numbered !== undefined) all.get(identifierKey(`${numbered.series}|`))?.taken.add(numbered.number)
  }
  // `E-1.3` then `E-2.4`: chapters within the number that go on with one count.
  const chapterless = ({ printed }: Series): string => printed.replace(/\d+/g, '#')
  const ends = new Map<string, Set<number>>()
  for (const series of all.values()) {
    let last = 0
    for (const number of series.numbers.keys()) last = Math.max(last, number)
    const known = ends.get(chapterless(series))
    if (known === undefined) ends.set(chapterless(series), new Set([last]))
    else known.add(last)
  }
  return [...all.values()].flatMap((series) => gapsOf(series, ends.get(chapterless(series)) ?? new Set()))
}

/** `203` ends a chapter, `301` begins the next one: numbers given by hundreds to chapters, none of them missing. */
const beginsHundred = (number: number, next: number, step: number, rows: Series['numbers']): boolean =>
  step === 1 &&
  next % 100 <= 1 &&
  Math.floor(next / 100) > Math.floor(number / 100) &&
  chapterOf(rows.get(number)) !== chapterOf(rows.get(next))
const chapterOf = (row: ReadRequirement | undefined): string => row?.category || (row?.section ?? '')

function gapsOf({ printed, digits, numbers, taken }: Series, ends: ReadonlySet<number>): Anomaly[] {
  if (numbers.size < shortestSeries) return []
  const sorted = [...numbers.keys()].toSorted((a, b) => a - b)
  const step = stepOf(sorted)
  const missing: { from: number; to: number; after: ReadRequirement }[] = []
  const [start = 1] = sorted
  const firstRow = numbers.get(start)
  const untaken = (first: number, last: number): [number, number] => {
    let [from, to] = [first, last]
    while (taken.has(from)) from += step
    while (taken.has(to)) to -= step
    return [from, to]
  }
  if (step === 1 && start > 1 && start <= lastUsualStart && !ends.has(start - 1) && firstRow !== undefined) {
    const [from, to] = untaken(1, start - 1)
    if (from <= to) missing.push({ from, to, after: firstRow })
  }
  for (const [at, number] of sorted.entries()) {
    const next = sorted[at + 1]
    const row = numbers.get(number)
    if (next === undefined || row === undefined) continue
    const [from, to] = untaken(number + step, next - step)
    if (from <= to && !beginsHundred(number, next, step, numbers)) missing.push({ from, to, after: row })
  }
  const idOf = (number: number): string => `${printed}${String(number).padStart(digits, '0')}`
  const range = ({ from, to }: { from: number; to: number }): string =>
    from === to ? idOf(from) : `${idOf(from)} … ${idOf(to)}`
  const convention: Anomaly[] =
    step === 1 || firstRow === undefined
      ? []
      : [
          {
            kind: 'numbering-gap',
            id: firstRow.id,
            place: firstRow.place,
            detail: {
              fr: `série ${printed || '(nombres)'} : les numéros vont de ${step} en ${step} ; dit une fois.`,
              en: `series ${printed || '(numbers)'}: numbers go by ${step}; told once.`,
            },
          },
        ]
  const [first] = missing
  if (first === undefined) return convention
  if (missing.length > gapsToldEach) {
    const absent = missing.reduce((sum, { from, to }) => sum + (to - from) / step + 1, 0)
    return [
      ...convention,
      {
        kind: 'numbering-gap',
        id: first.after.id,
        place: first.after.place,
        detail: {
          fr: `série ${printed || '(nombres)'} : ${numbers.size} numéros de ${start} à ${sorted.at(-1)}, ${absent} absents en ${missing.length} trous ; numérotation clairsemée, dite une fois.`,
          en: `series ${printed || '(numbers)'}: ${numbers.size} numbers from ${start} to ${sorted.at(-1)}, ${absent} absent in ${missing.length} gaps; sparse numbering, told once.`,
        },
      },
    ]
  }
  return [
    ...convention,
    ...missing.map((gap): Anomaly => ({
      kind: 'numbering-gap',
      id: gap.after.id,
      place: gap.after.place,
      detail:
        gap.to < start
          ? {
              fr: `la série commence à ${idOf(start)} : il manque ${range(gap)}.`,
              en: `the series begins at ${idOf(start)}: ${range(gap)} is missing.`,
            }
          : {
              fr: `après ${gap.after.id}, il manque ${range(gap)}.`,
              en: `after ${gap.after.id}, ${range(gap)} is missing.`,
            },
    })),
  ]
}

/** Numbers that go by ten leave room on purpose; every number of the series is one of the step, and most follow one another so. */
function stepOf(sorted: readonly number[]): number {
  const between = sorted.slice(1).map((number, at) => number - sorted[at]!)
  const step = Math.min(...between)
  const usual = between.filter((each) => each === step).length
  return step >= smallestStep && between.every((each) => each % step === 0) && usual * 2 > between.length ? step : 1
}

/** Letters of one number, `5.3.a` and `5.3.c`: numbers of several letters begin with the first. */
function gapsOfLetters(rows: readonly ReadRequirement[]): Anomaly[] {
  const lettered = rows.flatMap((row) => {
    const [, number, letter] = /^(.*\d[.\-_ ]?)([a-z])$/.exec(row.id) ?? []
    return number === undefined || letter === undefined ? [] : [{ row, number, at: letter.codePointAt(0)! }]
  })
  const groups = [...Map.groupBy(lettered, ({ number }) => number).values()]
  const first = 'a'.codePointAt(0)!
  if (groups.length < shortestSeries || groups.some((group) => !group.some(({ at }) => at === first))) return []
  return groups.flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.at - b.at)
    return sorted.flatMap(({ row, number, at }, rank): Anomaly[] => {
      const next = sorted[rank + 1]
      if (next === undefined || next.at - at < 2) return []
      const idOf = (letter: number): string => `${number}${String.fromCodePoint(letter)}`
      const range = next.at - at === 2 ? idOf(at + 1) : `${idOf(at + 1)} … ${idOf(next.at - 1)}`
      return [
        {
          kind: 'numbering-gap',
          id: row.id,
          place: row.place,
          detail: {
            fr: `après ${row.id}, il manque ${range}.`,
            en: `after ${row.id}, ${range} is missing.`,
          },
        },
      ]
    })
  })
}

/** `EXI-4a`, `EXI-4b` among `EXI-1`, `EXI-2`…: a letter put to a number that most others of the series do without. */
function letters(rows: readonly ReadRequirement[]): Anomaly[] {
  const numbered = rows.flatMap((row) => {
    const series = numberOf(row.id)?.series
    return series === undefined ? [] : [{ row, series, letter: /\d([a-z])$/i.exec(row.id)?.[1] }]
  })
  return [...Map.groupBy(numbered, ({ series }) => identifierKey(`${series}|`)).values()].flatMap((group) => {
    const lettered = group.filter(({ letter }) => letter !== undefined)
    if (lettered.length * 2 >= group.length) return []
    return lettered.map(({ row: { id, place }, letter }): Anomaly => ({
      kind: 'id-suffix',
      id,
      place,
      detail: {
        fr: `lettre ajoutée au numéro, gardée : « ${letter} ».`,
        en: `letter put to the number, kept: “${letter}”.`,
      },
    }))
  })
}

/** `Exi-Arch-8` among `EXI-ARCH-…`: the spelling of fewer rows is told. */
function spellings(rows: readonly ReadRequirement[]): Anomaly[] {
  const byKey = new Map<string, Map<string, ReadRequirement[]>>()
  for (const row of rows) {
    const numbered = numberOf(row.id)
    if (numbered === undefined) continue
    const key = identifierKey(`${numbered.series}|`)
    const variants = byKey.get(key) ?? new Map<string, ReadRequirement[]>()
    const same = variants.get(numbered.series)
    if (same === undefined) variants.set(numbered.series, [row])
    else same.push(row)
    byKey.set(key, variants)
  }
  return [...byKey.values()].flatMap((variants) => {
    const [usual, ...rare] = [...variants].toSorted(([, a], [, b]) => b.length - a.length)
    if (usual === undefined) return []
    return rare.flatMap(([, odd]) =>
      odd.map(({ id, place }): Anomaly => ({
        kind: 'id-spelling',
        id,
        place,
        detail: { fr: `ses voisins s’écrivent « ${usual[0]}… ».`, en: `its neighbours are spelt “${usual[0]}…”.` },
      })),
    )
  })
}
