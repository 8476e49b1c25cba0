/** Which column is what: by its heading first, by what it holds where headings are silent or absent. */
import type { Row } from '../document.ts'
import { type Heading, type Role, longestHeading, namesNoSort, readHeading } from './heading-words.ts'
import { readIdentifier } from '../identifier.ts'
import { readLevel } from '../level.ts'
import { fold } from '../plain-words.ts'
import { saysState } from './withdrawn.ts'

/** Column of each role, from 0. */
export type Columns = Readonly<Partial<Record<Role, number>>>

/** Is this row a heading row? The roles that it announces, by column; undefined when it is not one. */
export function readHeadings(row: Row): readonly (Heading | undefined)[] | undefined {
  const found = row.cells.map(({ text }) => readHeading(text))
  const announced = new Set(found.flatMap((each) => (each === undefined ? [] : [each.role])))
  const filled = row.cells.filter(({ text }) => text !== '')
  // "Règle | Libellé", "Control | Description | Baseline": two headings of one role, and few other words.
  const texts = found.filter((each) => each?.role === 'text').length
  const areShort = filled.every(({ text }) => !/\d/.test(text) && text.split(/\s+/).length <= wordsOfName)
  const onlyHeadings =
    announced.has('text') &&
    filled.length >= 2 &&
    (found.filter(Boolean).length === filled.length || (texts >= 2 && texts * 3 >= filled.length && areShort))
  if ((announced.size < 2 && !onlyHeadings) || !(announced.has('id') || announced.has('text'))) return undefined
  if (filled.some(({ text }) => text.length > longestHeading)) return undefined
  // A row of data may hold such words too; an identifier in the announced column says that it is one.
  if (found.some((each, at) => each?.role === 'id' && /\d/.test(readIdentifier(row.cells[at]?.text ?? '')?.id ?? '')))
    return undefined
  // A row that holds an identifier is data, whatever its words announce.
  if (
    row.cells.some(
      ({ text }, at) => found[at] === undefined && /^\S*\d\S*$/.test(text) && readIdentifier(text) !== undefined,
    )
  )
    return undefined
  // Most cells of a row of headings are short, and data rows rarely announce half of theirs.
  const sure = found.filter((each) => each?.strength === 2).length
  return sure >= 2 || announced.size >= 3 || announced.size * 2 >= filled.length || filled.every((cell) => cell.heading)
    ? found
    : undefined
}

/** What a column is called. */
const wordsOfName = 4

interface Held {
  readonly rows: number
  readonly filled: number
  readonly identifiers: number
  readonly distinct: number
  /** Identifiers that hold a figure. */
  readonly numbered: number
  /** Identifiers that hold a letter: `EXI-1`, not the rank of the row. */
  readonly lettered: number
  readonly levels: number
  readonly meanLength: number
  /** Nothing but signs: `●`, `★★`. */
  readonly signs: boolean
  /** Crosses, and nothing else. */
  readonly marks: number
  /** Where the document or the row stands in its life: `Validé`, `Retirée`. */
  readonly states: number
  /** Each of its words stands in rows that follow one another, and never again. */
  readonly inBlocks: boolean
}

function held(rows: readonly Row[], column: number): Held {
  const texts = rows.flatMap(({ cells }) => {
    const cell = cells[column]
    // What covers several columns is in none of them.
    const own = cell !== undefined && cell.text !== '' && cell.covered !== true && (cell.columns ?? 1) === 1
    return own ? [cell.text] : []
  })
  const share = (count: number): number => (texts.length === 0 ? 0 : count / texts.length)
  return {
    rows: rows.length,
    filled: texts.length,
    identifiers: share(
      texts.filter((text) => text.length <= longestHeading && readIdentifier(text) !== undefined).length,
    ),
    distinct: share(new Set(texts).size),
    numbered: share(texts.filter((text) => /\d/.test(readIdentifier(text)?.id ?? '')).length),
    lettered: share(texts.filter((text) => /\p{L}/u.test(readIdentifier(text)?.id ?? '')).length),
    levels: share(texts.filter((text) => readLevel(text).known).length),
    meanLength: share(texts.reduce((sum, text) => sum + text.length, 0)),
    signs: texts.length > 0 && texts.every((text) => /^[\p{So}\p{Sm}\uFE0F\s]{1,6}$/u.test(text)),
    marks: share(texts.filter((text) => /^[x×✓✔✗✘☑☒]$/iu.test(text.trim())).length),
    states: share(texts.filter((text) => saysState(text)).length),
    inBlocks: areInBlocks(texts.map(fold)),
  }
}

/** Fewer rows fall into blocks by chance. */
const fewestInBlocks = 5
function areInBlocks(said: readonly string[]): boolean {
  const blocks = said.filter((text, at) => text !== said[at - 1]).length
  return said.length >= fewestInBlocks && blocks > 1 && blocks * 2 <= said.length && new Set(said).size === blocks
}

/** Most identifiers of a column read as such; a few spoiled cells must not hide it. */
const shareOfIdentifiers = 0.5
const shareOfNumbered = 0.9
const shareOfLevels = 0.5
const shareOfLevelsWithoutHeading = 0.7
/** Under a heading that says nothing ("RG/rc"), a column of levels holds little else: a word or two of its own. */
const shareOfLevelsUnderSilentHeading = 0.75
const longestLevel = 30
/** Letters sort as well as they weigh; words say which. */
const shortestLevelWord = 3
const shortestText = 12
/** Nearly all, and a word of the author's own. */
const shareOfStates = 0.8

/** Columns of a table whose heading row was found; `guessed` when most of its words announce nothing. */
export function columnsByHeadings(
  headings: readonly (Heading | undefined)[],
  body: readonly Row[],
  names: readonly string[],
  guessed = false,
): Columns {
  // Headings that come again on each page are no content.
  const listed = body.filter(({ cells }) => !cells.every(({ text }, at) => text === (names[at] ?? '')))
  const facts = headings.map((_, column) => held(listed, column))
  const strength = (column: number): number => headings[column]?.strength ?? 0
  const heldId = (column: number): boolean =>
    (facts[column]?.identifiers ?? 0) >= 0.6 && (facts[column]?.distinct ?? 0) >= 0.7
  const announcing = (role: Role): number[] => headings.flatMap((each, column) => (each?.role === role ? [column] : []))
  const candidates = (role: Role): number[] =>
    role === 'id' ? identifiers : role === 'text' ? texts : announcing(role)
  // "RG/rc" over levels: an unsure word announces an identifier only where identifiers stand.
  const numbering = announcing('id').filter(
    (column) => strength(column) === 2 || body.length === 0 || (facts[column]?.identifiers ?? 0) >= shareOfIdentifiers,
  )
  // The number that a requirement had before is its own where it has no other.
  const current = numbering.filter((column) => headings[column]?.former !== true)
  const identifiers = current.length > 0 ? current : numbering
  // "Recommandation | Intitulé": the thing is named in the column that numbers it, and said beside it.
  const numbered = announcing('text').filter(heldId)
  const isSaidBeside = (): boolean =>
    announcing('title').length > 0 ||
    numbered.length < announcing('text').length ||
    headings.some((each, column) => each === undefined && numbered.every((number) => saysMore(column, number)))
  const saysMore = (column: number, number: number): boolean =>
    (facts[column]?.distinct ?? 0) >= 0.7 &&
    (facts[column]?.meanLength ?? 0) >= Math.max(shortestText, 2 * (facts[number]?.meanLength ?? 0))
  const texts =
    current.length === 0 && numbered.length > 0 && isSaidBeside()
      ? announcing('text').filter((column) => !numbered.includes(column))
      : announcing('text')
  const best = (role: Role, score: (column: number) => number): number | undefined =>
    candidates(role).toSorted((a, b) => score(b) - score(a) || a - b)[0]

  // "N° | Identifiant": where two columns number the rows, the one with letters names the requirement.
  const id = best(
    'id',
    (column) => strength(column) + (facts[column]?.identifiers ?? 0) * 3 + (facts[column]?.lettered ?? 0),
  )
  const looksLikeLevels = (column: number): boolean => {
    const fact = facts[column]
    if (fact === undefined || fact.filled === 0) return strength(column) === 2
    return (
      fact.meanLength <= longestLevel &&
      (strength(column) === 2 ||
        fact.levels >= shareOfLevels ||
        fact.signs ||
        ((fact.meanLength <= 3 || headings[column]?.graded === true) && fact.distinct <= 0.5))
    )
  }
  const isOfStates = (column: number): boolean => (facts[column]?.states ?? 0) >= shareOfStates
  // `Obligatoire` over crosses is one of several columns that are read together.
  const isOfMarks = (column: number): boolean => (facts[column]?.marks ?? 0) === 1
  const levels = candidates('level').filter(
    (column) => looksLikeLevels(column) && !isOfStates(column) && !isOfMarks(column),
  )
  const text = best('text', (column) => strength(column) * 20 + (facts[column]?.meanLength ?? 0))
  // "Exigence (E) / Recommandation (R)" over letters: what the letters stand for, beside the text itself.
  const lettersOnly = (column: number): boolean => {
    const { filled = 0, meanLength = 0, levels: weighing = 0, distinct = 1 } = facts[column] ?? {}
    return filled > 0 && meanLength < shortestLevelWord && weighing >= shareOfLevels && distinct <= 0.5
  }
  const level =
    levels.toSorted(
      (a, b) => strength(b) - strength(a) || (facts[b]?.levels ?? 0) - (facts[a]?.levels ?? 0) || a - b,
    )[0] ?? candidates('text').find((column) => column !== text && lettersOnly(column))
  const title =
    best('title', strength) ??
    candidates('text').find(
      (column) =>
        column !== text && column !== level && (facts[column]?.meanLength ?? 0) < (facts[text ?? -1]?.meanLength ?? 0),
    )
  const category =
    best('category', strength) ??
    // "Type: Sécurité, Réseau…" sorts requirements, it does not weigh them.
    candidates('level').find(
      (column) =>
        column !== level &&
        (facts[column]?.filled ?? 0) > 0 &&
        (facts[column]?.distinct ?? 1) <= 0.5 &&
        strength(column) === 1 &&
        !isOfStates(column) &&
        !isOfMarks(column),
    )
  const found: Partial<Record<Role, number>> = {}
  for (const [role, column] of Object.entries({ id, level, text: text ?? title, title, category }) as [
    Role,
    number | undefined,
  ][])
    if (column !== undefined && !(role === 'title' && column === (text ?? title))) found[role] = column
  const complete = completeByContent(found, body, headings.length, guessed)
  if (complete.category === undefined && complete.id !== undefined) {
    const isFree = (column: number): boolean => !Object.values(complete).includes(column)
    const sorted = headings.findIndex(
      (each, column) =>
        each === undefined &&
        isFree(column) &&
        !namesNoSort(names[column] ?? '') &&
        sorts(facts[column]) &&
        (column < complete.id! || facts[column]?.inBlocks === true),
    )
    if (sorted !== -1) return { ...complete, category: sorted }
    // "Objet: Mobilité, Mobilité, Patrimoine…": what several rows in a block are called is no title of theirs.
    const { title: called, ...others } = complete
    if (called !== undefined && strength(called) === 1 && facts[called]?.inBlocks === true && sorts(facts[called]))
      return { ...others, category: called }
  }
  const sorting = facts[complete.category ?? -1]
  // "Classification: Muss, Soll": a heading that sorts, over words that weigh.
  if (complete.level !== undefined || sorting === undefined || sorting.filled === 0) return complete
  if (sorting.levels < shareOfNumbered || sorting.meanLength < shortestLevelWord) return complete
  const { category: sorted, ...others } = complete
  return sorted === undefined ? complete : { ...others, level: sorted }
}

/** What stands before the number, in words, for several rows at a time: what the rows are sorted by, whatever its name. */
const sorts = (fact: Held | undefined): boolean =>
  fact !== undefined &&
  fact.filled > 1 &&
  fact.numbered === 0 &&
  fact.levels === 0 &&
  fact.states < shareOfStates &&
  !fact.signs &&
  fact.meanLength >= shortestLevelWord &&
  fact.meanLength <= longestSorting &&
  (fact.distinct <= 0.7 || fact.filled <= fact.rows * 0.6)
const longestSorting = 60

/** Columns that could be the identifier beside the one that is: announced as such and held so, the rank of the row aside. */
export function otherIdentifiers(
  headings: readonly string[],
  columns: Columns,
  body: readonly Row[],
): readonly number[] {
  return headings.flatMap((heading, column) => {
    if (column === columns.id || readHeading(heading)?.role !== 'id' || isRank(body, column)) return []
    const { identifiers, distinct } = held(body, column)
    return identifiers >= shareOfIdentifiers && distinct >= 0.7 ? [column] : []
  })
}

/** 1, 2, 3…: the rows counted. */
const isRank = (body: readonly Row[], column: number): boolean =>
  body
    .map(({ cells }) => cells[column]?.text ?? '')
    .filter((text) => text !== '')
    .every((text, at) => Number(text) === at + 1)

/** Columns of a table without heading row; undefined when no column holds identifiers beside a text. */
export function columnsByContent(body: readonly Row[]): Columns | undefined {
  // One row alone, `Nombre | 3`, shows nothing of what its columns hold.
  if (body.length < 2) return undefined
  const width = Math.max(0, ...body.map(({ cells }) => cells.length))
  const found = completeByContent({}, body, width)
  return found.id === undefined || found.text === undefined ? undefined : found
}

/** Finds by their content the identifier and text that headings did not name. */
function completeByContent(known: Columns, body: readonly Row[], width: number, guessed = false): Columns {
  const found: Partial<Record<Role, number>> = { ...known }
  const taken = (): Set<number> => new Set(Object.values(found))
  const free = (): number[] =>
    Array.from({ length: width }, (_, column) => column).filter((column) => !taken().has(column))
  const facts = Array.from({ length: width }, (_, column) => held(body, column))
  const named = !guessed && Object.keys(known).length > 0
  if (found.id === undefined) {
    const column = free().find((each) => {
      const fact = facts[each]
      return (
        fact !== undefined &&
        fact.filled >= Math.max(1, body.length * 0.3) &&
        fact.identifiers >= 0.6 &&
        // Without headings, words in capitals are as well the abbreviations of a glossary.
        (named || fact.numbered >= 0.6) &&
        fact.distinct >= 0.7 &&
        fact.meanLength <= 40
      )
    })
    if (column !== undefined) found.id = column
  }
  if (found.text === undefined) {
    const [column] = free()
      .filter((each) => (facts[each]?.meanLength ?? 0) >= shortestText)
      .toSorted((a, b) => (facts[b]?.meanLength ?? 0) - (facts[a]?.meanLength ?? 0))
    if (column !== undefined) found.text = column
  }
  if (found.level === undefined) {
    const column = free().find((each) => {
      const fact = facts[each]
      return (
        fact !== undefined &&
        fact.filled > 0 &&
        fact.levels >= (named ? shareOfLevelsUnderSilentHeading : shareOfLevelsWithoutHeading) &&
        fact.meanLength <= longestLevel
      )
    })
    if (column !== undefined) found.level = column
  }
  if (found.category === undefined && !named) {
    const column = free().find((each) => {
      const fact = facts[each]
      return fact !== undefined && fact.filled > 1 && fact.distinct <= 0.7 && fact.meanLength <= 60
    })
    if (column !== undefined) found.category = column
  }
  return found
}

/** Does the identifier column really hold identifiers? */
export const holdsIdentifiers = (body: readonly Row[], column: number): boolean => {
  const fact = held(body, column)
  return fact.filled > 0 && fact.identifiers >= shareOfIdentifiers
}

/** Do its cells number every row, where they say something? */
export const areNumbered = (body: readonly Row[], column: number): boolean => {
  const { filled, numbered } = held(body, column)
  return filled > 0 && numbered >= shareOfNumbered
}
