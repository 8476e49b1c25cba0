/** Tables into lists: carries columns over tables that continue one another, tells what each list is and what is left out. */
import type { Anomaly } from '../anomaly.ts'
import { boxesAmong } from './boxes.ts'
import { carryCategories } from './carried-categories.ts'
import { type Columns, otherIdentifiers } from './columns.ts'
import type { Row, Table } from '../document.ts'
import { readHeading, sayRequirements } from './heading-words.ts'
import { identifierKey, numberOf } from '../identifier.ts'
import { withLevelColumn } from './level-columns.ts'
import { levelOfChapters, partLevels, tellElsewhere } from './level-elsewhere.ts'
import { readLevel } from '../level.ts'
import { fold, oneLine, tidy, withoutChapterNumber, words } from '../plain-words.ts'
import { oneByOne } from './one-under-another.ts'
import { nameProducts } from './other-matter.ts'
import { readRows } from './read-rows.ts'
import { layCards } from './record-cards.ts'
import { type EditionRefusal, formulaWithoutValue } from '../refusal.ts'
import { withRowKinds } from './row-kinds.ts'
import type { ListKind, ReadList, ReadRequirement } from '../requirement.ts'
import { apart } from './side-by-side.ts'
import { type Recognised, recognise } from './table-headings.ts'

export interface TablesRead {
  readonly lists: readonly ReadList[]
  readonly anomalies: readonly Anomaly[]
  /** Of tables that cannot be read whole: said after what refuses the whole sheet. */
  readonly refusals: readonly EditionRefusal[]
}

export function readTables(tables: readonly Table[]): TablesRead {
  /** What is told of each table. */
  const told = new Map<Table, Anomaly[]>()
  const drafts: Draft[] = []
  const refusals: EditionRefusal[] = []
  let before: (Recognised & { readonly width: number }) | undefined
  const laid = layCards(apart(oneByOne(tables)))
    .map(withRowKinds)
    .map(withLevelColumn)
  const boxes = boxesAmong(laid)
  for (const table of laid) {
    const here: Anomaly[] = []
    told.set(table, here)
    // One by one: a list may have more anomalies than a call may have arguments.
    const tell = (all: readonly Anomaly[]): void => {
      for (const each of all) here.push(each)
    }
    const recognised = recognise(table, before, boxes)
    if (recognised === undefined) {
      tell(leftOut(table))
      continue
    }
    const { columns, headings, at } = recognised
    const width = Math.max(...table.rows.map(({ cells }) => cells.length))
    before = { ...recognised, width }
    const above = table.rows.slice(0, Math.max(0, recognised.from ?? at))
    tell(notesAbove(above))
    if (recognised.byContent === true || (at === -1 && !recognised.inherited)) tell([tellByContent(table, recognised)])
    const headingRow = widest(table.rows.slice(recognised.from ?? Math.max(0, at), at + 1))
    const widened = rejoinTexts(table.rows.slice(at + 1), headingRow, columns)
    tell(widened.anomalies)
    if (!recognised.inherited) tell(tellOtherIdentifiers(table, recognised, widened.rows))
    const printed = readRows(widened.rows, columns, headings, '')
    const read = columns.category === undefined ? printed : carryCategories(printed.rows, printed.anomalies)
    tell(read.anomalies)
    refusals.push(...unstoredIn(widened.rows, columns, read.rows))
    if (read.rows.length === 0) {
      tell(leftOut(table))
      continue
    }
    const { kind, sure } = kindOf(headings, columns)
    const heading = columns.category === undefined ? (table.headings.at(-1) ?? '') : undefined
    const levels =
      columns.level === undefined && read.rows.every(({ level }) => level === '')
        ? read.rows.map(({ section = '' }) => levelOfChapters([...table.headings, section]))
        : undefined
    const role = readHeading(headings[columns.text ?? -1] ?? '')?.role
    const demands = role === 'text' || role === 'title'
    drafts.push({ list: { kind, place: table.place, rows: read.rows }, sure, heading, levels, table, demands })
  }
  const others = saidOfTheList(drafts)
  for (const { table } of others) told.set(table, leftOut(table))
  const weighed = withLevels(drafts.filter((draft) => !others.has(draft)))
  return {
    lists: withCategories(settleKinds(weighed.drafts)),
    anomalies: [...[...told.values()].flat(), ...weighed.anomalies],
    refusals,
  }
}

function tellByContent({ place, rows }: Table, { columns, headings, at }: Recognised): Anomaly {
  const said = headings.filter((heading) => heading !== '').join(' | ')
  return {
    kind: 'header-absent',
    id: '',
    place: rows[at]?.place ?? place,
    detail: {
      fr: `${said === '' ? '' : `en-tête « ${said.slice(0, 120)} » : `}colonnes reconnues par leur contenu : ${describe(columns, 'fr')}. Vérifiez-les.`,
      en: `${said === '' ? '' : `heading “${said.slice(0, 120)}”: `}columns recognised by their content: ${describe(columns, 'en')}. Check them.`,
    },
  }
}

/** A former number, or a second one: which of them is read as the identifier. */
function tellOtherIdentifiers(
  { place, rows }: Table,
  { columns, headings, at }: Recognised,
  body: readonly Row[],
): Anomaly[] {
  const others = otherIdentifiers(headings, columns, body)
  if (others.length === 0) return []
  const said = others.map((column) => headings[column] ?? '')
  const chosen = headings[columns.id ?? -1] ?? ''
  return [
    {
      kind: 'id-columns',
      id: '',
      place: rows[at]?.place ?? place,
      detail: {
        fr: `l’identifiant est lu dans « ${chosen} » ; ${said.map((name) => `« ${name} »`).join(', ')} reste dans « fields ». Vérifiez.`,
        en: `the identifier is read in “${chosen}”; ${said.map((name) => `“${name}”`).join(', ')} stays in “fields”. Check it.`,
      },
    },
  ]
}

/** A table that lists no requirement is told with its first words; a frame around words is none. */
function leftOut({ place, rows }: Table): Anomaly[] {
  const filled = rows.filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1)
  const [first] = filled
  if (first === undefined || filled.length < 2) return []
  const said = first.cells
    .map(({ text }) => oneLine(text))
    .filter((text) => text !== '')
    .join(' | ')
  return [
    {
      kind: 'list-set-aside',
      id: '',
      place,
      detail: {
        fr: `tableau sans exigence, qui n’est pas lu : « ${said.slice(0, 120)} », puis ${filled.length - 1} ligne(s).`,
        en: `table without requirements, which is not read: “${said.slice(0, 120)}”, then ${filled.length - 1} row(s).`,
      },
    },
  ]
}

/** Roles that a row of the list needs said: a formula that gives one of them must have left its value. */
function unstoredIn(body: readonly Row[], columns: Columns, read: readonly ReadRequirement[]): EditionRefusal[] {
  const places = new Set(read.map(({ place }) => place))
  const needed = Object.values(columns)
  const lacking = body.filter(({ cells, place }) => {
    const mine = needed.flatMap((column) => cells[column] ?? [])
    return (
      mine.some(({ unstored }) => unstored === true) &&
      (places.has(place) || mine.every(({ text, unstored }) => text === '' || unstored === true))
    )
  })
  const [first] = lacking
  const formula = first?.cells.find(({ unstored }) => unstored === true)?.formula
  if (first === undefined || formula === undefined) return []
  const rows = lacking.flatMap(({ place }) => place.row ?? [])
  return [formulaWithoutValue(first.place, rows, formula)]
}

interface Draft {
  readonly list: ReadList
  readonly sure: boolean
  /** Heading above a table that has no column of categories. */
  readonly heading: string | undefined
  /** What the chapters of the rows of a list without levels give them. */
  readonly levels: readonly string[] | undefined
  readonly table: Table
  /** A heading announces the text of the rows. */
  readonly demands: boolean
}

/** Tables that take up numbers of the lists to say something else of them: compliance, evidence, who answers for it. */
function saidOfTheList(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const listed = new Set(drafts.filter(({ demands }) => demands).flatMap(({ list }) => list.rows.map(keyOf)))
  return new Set(
    drafts.filter(
      ({ demands, list: { rows } }) => !demands && rows.every((row) => row.id !== '' && listed.has(keyOf(row))),
    ),
  )
}
const keyOf = ({ id }: ReadRequirement): string => identifierKey(id)

function withLevels(drafts: readonly Draft[]): { readonly drafts: readonly Draft[]; readonly anomalies: Anomaly[] } {
  if (!partLevels(drafts.flatMap(({ levels = [] }) => levels))) return { drafts, anomalies: [] }
  const weighed = drafts.map((draft) => {
    const { list, levels } = draft
    if (levels === undefined) return draft
    return { ...draft, list: { ...list, rows: list.rows.map((row, at) => ({ ...row, level: levels[at] ?? '' })) } }
  })
  const given = weighed.flatMap(({ list, levels }) => (levels === undefined ? [] : list.rows))
  return { drafts: weighed, anomalies: tellElsewhere(given, 'chapters') }
}

/** Without a column of categories, the headings that part the lists or the rows are the categories. */
function withCategories(drafts: readonly Draft[]): readonly ReadList[] {
  // Titles of tables of other matter part nothing of the list.
  const titles = Map.groupBy(drafts, ({ list }) => list.kind)
  const areSeveral = (kind: ListKind): boolean =>
    new Set((titles.get(kind) ?? []).map(({ heading }) => heading)).size > 1
  return drafts.map(({ list, heading }) => {
    if (heading === undefined) return list
    const several = areSeveral(list.kind)
    const rows = list.rows.map((row) => ({
      ...row,
      category: withoutChapterNumber(row.section ?? (several ? heading : '')),
    }))
    return { ...list, rows }
  })
}

const notesAbove = (rows: readonly Row[]): Anomaly[] =>
  rows.flatMap((row) => {
    const said = [...new Set(row.cells.map(({ text }) => oneLine(text)).filter((text) => text !== ''))].join(' | ')
    return said === ''
      ? []
      : [
          {
            kind: 'note-row',
            id: '',
            place: row.place,
            detail: {
              fr: `au-dessus de l’en-tête : « ${said.slice(0, 120)} ».`,
              en: `above the heading: “${said.slice(0, 120)}”.`,
            },
          },
        ]
  })

const widest = (rows: readonly Row[]): Row | undefined => rows.toSorted((a, b) => b.cells.length - a.cells.length)[0]

interface Widened {
  readonly rows: readonly Row[]
  readonly anomalies: readonly Anomaly[]
}

/**
 * Rows with more cells than headings: a separator stands unprotected in a text. The text is put together again where
 * the level then falls under its heading; elsewhere the row stays as it is and the cells in excess are told.
 */
function rejoinTexts(body: readonly Row[], heading: Row | undefined, { text, level }: Columns): Widened {
  const anomalies: Anomaly[] = []
  if (heading === undefined) return { rows: body, anomalies }
  const width = heading.cells.length
  const rows = body.map((row) => {
    const extra = row.cells.slice(width).findLastIndex((cell) => cell.text !== '') + 1
    if (extra === 0) return row
    const joined = text === undefined ? undefined : withTextJoined(row, text, extra)
    const isRight = joined !== undefined && (level === undefined || readLevel(joined.cells[level]?.text ?? '').known)
    anomalies.push({
      kind: 'cells-extra',
      id: '',
      place: row.place,
      detail: isRight
        ? {
            fr: `${extra} cellule(s) de plus que d’en-têtes : un séparateur non protégé coupait le texte, qui est réuni.`,
            en: `${extra} more cell(s) than headings: an unprotected separator cut the text, which is joined again.`,
          }
        : {
            fr: `${extra} cellule(s) de plus que d’en-têtes, gardée(s) dans « fields » : un séparateur non protégé ? Vérifiez la ligne.`,
            en: `${extra} more cell(s) than headings, kept in “fields”: an unprotected separator? Check the row.`,
          },
    })
    return isRight ? joined : row
  })
  return { rows, anomalies }
}

const withTextJoined = (row: Row, text: number, extra: number): Row => {
  const [from, to] = [text, text + extra + 1]
  const said = row.cut ?? { by: ' | ', cells: row.cells.map((cell) => cell.text) }
  return {
    ...row,
    cells: [
      ...row.cells.slice(0, from),
      { text: tidy(said.cells.slice(from, to).join(said.by)) },
      ...row.cells.slice(to),
    ],
  }
}

const roleWords = {
  fr: { id: 'identifiant', level: 'niveau', text: 'texte', title: 'titre', category: 'catégorie' },
  en: { id: 'identifier', level: 'level', text: 'text', title: 'title', category: 'category' },
} as const
const describe = (columns: Columns, language: 'fr' | 'en'): string =>
  (Object.entries(columns) as [keyof Columns, number][])
    .toSorted(([, a], [, b]) => a - b)
    .map(([role, column]) => `${column + 1} ${roleWords[language][role]}`)
    .join(', ')

function kindOf(headings: readonly string[], columns: Columns): { kind: ListKind; sure: boolean } {
  const said = headings.flatMap(words)
  if (sayRequirements(said)) return { kind: 'requirements', sure: true }
  if (nameProducts(said)) return { kind: 'products', sure: true }
  if (columns.level !== undefined) return { kind: 'requirements', sure: headings.length > 0 }
  return { kind: 'components', sure: headings.length > 0 }
}

/** A list that did not say what it is follows the lists whose series it shares. */
function settleKinds(drafts: readonly Draft[]): readonly Draft[] {
  const series = ({ rows }: ReadList): Set<string> =>
    new Set(
      rows.flatMap(({ id }) => {
        const number = numberOf(id)
        return number === undefined ? [] : [fold(number.series)]
      }),
    )
  const ofRequirements = new Set(
    drafts.filter(({ list, sure }) => sure && list.kind === 'requirements').flatMap(({ list }) => [...series(list)]),
  )
  return drafts.map((draft) => {
    const { list } = draft
    if (list.kind === 'requirements' || ofRequirements.size === 0) return draft
    const follows = [...series(list)].some((each) => ofRequirements.has(each))
    return follows ? { ...draft, list: { ...list, kind: 'requirements' } } : draft
  })
}
