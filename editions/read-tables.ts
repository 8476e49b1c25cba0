/** Tables into lists: finds headings, carries columns over tables that continue one another, tells what each list is. */
import type { Anomaly } from './anomaly.ts'
import {
  type Columns,
  columnsByContent,
  columnsByHeadings,
  holdsIdentifiers,
  readHeading,
  readHeadings,
} from './columns.ts'
import type { Row, Table } from './document.ts'
import { numberOf, readIdentifier } from './identifier.ts'
import { readLevel } from './level.ts'
import { fold, oneLine, tidy, withoutChapterNumber, words } from './plain-words.ts'
import { readRows } from './read-rows.ts'
import { layCards } from './record-cards.ts'
import { formulaWithoutValue } from './refusal.ts'
import type { ListKind, ReadList, ReadRequirement } from './requirement.ts'
import { apart } from './side-by-side.ts'

/** Titles and notes may stand above the headings of a sheet. */
const rowsBeforeHeadings = 15

export interface TablesRead {
  readonly lists: readonly ReadList[]
  readonly anomalies: readonly Anomaly[]
}

interface Recognised {
  readonly columns: Columns
  readonly headings: readonly string[]
  /** Last row of the headings, from 0; -1 without. */
  readonly at: number
  /** And their first, when there are several. */
  readonly from?: number
  readonly inherited: boolean
}

export function readTables(tables: readonly Table[]): TablesRead {
  const anomalies: Anomaly[] = []
  // One by one: a list may have more anomalies than a call may have arguments.
  const tell = (all: readonly Anomaly[]): void => {
    for (const each of all) anomalies.push(each)
  }
  const drafts: Draft[] = []
  let before: (Recognised & { readonly width: number }) | undefined
  for (const table of layCards(apart(tables))) {
    const recognised = recognise(table, before)
    if (recognised === undefined) {
      tell(leftOut(table))
      continue
    }
    const { columns, headings, at } = recognised
    const width = Math.max(...table.rows.map(({ cells }) => cells.length))
    before = { ...recognised, width }
    const above = table.rows.slice(0, Math.max(0, recognised.from ?? at))
    tell(notesAbove(above))
    if (at === -1 && !recognised.inherited)
      anomalies.push({
        kind: 'header-absent',
        id: '',
        place: table.place,
        detail: {
          fr: `colonnes reconnues par leur contenu : ${describe(columns, 'fr')}. Vérifiez-les.`,
          en: `columns recognised by their content: ${describe(columns, 'en')}. Check them.`,
        },
      })
    const headingRow = table.rows[at]
    const widened = rejoinTexts(table.rows.slice(at + 1), headingRow, columns)
    tell(widened.anomalies)
    const read = readRows(widened.rows, columns, headings, '')
    tell(read.anomalies)
    refuseUnstored(widened.rows, columns, read.rows)
    if (read.rows.length === 0) {
      tell(leftOut(table))
      continue
    }
    const { kind, sure } = kindOf(headings, columns)
    const heading = columns.category === undefined ? (table.headings.at(-1) ?? '') : undefined
    drafts.push({ list: { kind, place: table.place, rows: read.rows }, sure, heading })
  }
  return { lists: settleKinds(withCategories(drafts)), anomalies }
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
function refuseUnstored(body: readonly Row[], columns: Columns, read: readonly ReadRequirement[]): void {
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
  if (first !== undefined && formula !== undefined)
    throw formulaWithoutValue(
      first.place,
      lacking.flatMap(({ place }) => place.row ?? []),
      formula,
    )
}

interface Draft {
  readonly list: ReadList
  readonly sure: boolean
  /** Heading above a table that has no column of categories. */
  readonly heading: string | undefined
}

/** Without a column of categories, the headings that part the lists or the rows are the categories. */
function withCategories(drafts: readonly Draft[]): Draft[] {
  const several = new Set(drafts.map(({ heading }) => heading)).size > 1
  return drafts.map((draft) => {
    const { list, heading } = draft
    if (heading === undefined) return draft
    const rows = list.rows.map((row) => ({
      ...row,
      category: withoutChapterNumber(row.section ?? (several ? heading : '')),
    }))
    return { ...draft, list: { ...list, rows } }
  })
}

function recognise(
  table: Table,
  before: (Recognised & { readonly width: number }) | undefined,
): Recognised | undefined {
  const rows = table.rows
  if (rows.slice(0, rowsBeforeHeadings).some(isHistory)) return undefined
  for (const [first, top] of rows.slice(0, rowsBeforeHeadings).entries()) {
    const deep = first + depthOf(top) - 1
    const at = deep === first && goesOnBelow(top, rows[first + 1]) ? first + 1 : deep
    const row = at === first ? top : headingsOver(rows.slice(first, at + 1))
    const announced = readHeadings(row)
    if (announced === undefined) continue
    // Headings on two rows: the lower one names the columns, the upper one groups them.
    const below = readHeadings(rows[at + 1] ?? { place: table.place, cells: [] })
    if (below !== undefined && rolesOf(below) > rolesOf(announced)) continue
    const body = rows.slice(at + 1)
    const columns = columnsByHeadings(announced, body)
    if (columns.text === undefined) continue
    if (columns.id === undefined) {
      // Requirements that were never given identifiers are requirements all the same.
      if (columns.level === undefined || !saysRequirements(row)) continue
      return { columns, headings: row.cells.map(({ text }) => oneLine(text)), at, from: first, inherited: false }
    }
    // "Numéro | Description" of figures or versions: the heading says identifier, the cells do not.
    if (body.length > 0 && !holdsIdentifiers(body, columns.id) && columns.level === undefined) continue
    return { columns, headings: row.cells.map(({ text }) => oneLine(text)), at, from: first, inherited: false }
  }
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  if (
    before?.width === width &&
    before.columns.id !== undefined &&
    (holdsIdentifiers(rows, before.columns.id) || rows[0]?.touchesPageEnd === true)
  )
    return { columns: before.columns, headings: before.headings, at: -1, inherited: true }
  const columns = columnsByContent(rows)
  return columns === undefined ? undefined : { columns, headings: [], at: -1, inherited: false }
}

/** `Version | Date | Objet`: how the document came about, whose numbers are no identifiers. */
const isHistory = ({ cells }: Row): boolean => {
  const said = cells.map(({ text }) => words(text))
  const names = (column: readonly string[], wanted: ReadonlySet<string>): boolean =>
    column.length > 0 && column.length <= wordsOfColumn && wanted.has(column[0] ?? '')
  return (
    said.some((column) => names(column, wordsOfVersions)) &&
    said.some((column) => names(column, wordsOfDays)) &&
    !said.some((column) => names(column, wordsOfRequirements))
  )
}
const wordsOfColumn = 3
const wordsOfVersions = new Set(['version', 'versions', 'revision', 'indice', 'edition'])
const wordsOfDays = new Set(['date', 'dates', 'jour', 'day'])

/** Rows that headings cover: as many as the tallest of its cells, which a title over the whole sheet is not. */
const depthOf = ({ cells }: Row): number => {
  const tallest = Math.max(1, ...cells.map(({ rows = 1, covered }) => (covered === true ? 1 : rows)))
  return tallest <= deepestHeadings ? tallest : 1
}
const deepestHeadings = 3

/** Headings on two lines: the lower names columns that the upper leaves without a name, or only groups. */
function goesOnBelow(top: Row, below: Row | undefined): boolean {
  const filled = below?.cells.filter(({ text }) => text !== '') ?? []
  if (below === undefined || filled.length === 0 || filled.some(({ text }) => readHeading(text) === undefined))
    return false
  if (top.cells.some(({ text }) => text.length > longestGroup || /\d/.test(readIdentifier(text)?.id ?? '')))
    return false
  const roles = (row: Row): number => new Set(row.cells.flatMap(({ text }) => readHeading(text)?.role ?? [])).size
  const together = roles(headingsOver([top, below]))
  return roles(top) > 0 && together > roles(top) && together > roles(below)
}
const longestGroup = 80

/** Merged headings said as one row: `Exigence` over `Français` and `Anglais`, beside an `ID` that covers both rows. */
function headingsOver(rows: readonly Row[]): Row {
  const [top] = rows
  const said = (row: Row, column: number): string => {
    const from = row.cells.findLastIndex(
      ({ columns = 1, covered }, at) => at <= column && covered !== true && at + columns > column,
    )
    return from === -1 ? (row.cells[column]?.text ?? '') : (row.cells[from]?.text ?? '')
  }
  const widest = rows.toSorted((a, b) => b.cells.length - a.cells.length)[0]!
  const cells = widest.cells
    .map((_, column) => ({ ...top!.cells[column], column }))
    .map(({ heading, bold, column }) => ({
      text: [...new Set(rows.map((row) => said(row, column)).filter((text) => text !== ''))].join(' '),
      ...(heading === undefined ? {} : { heading }),
      ...(bold === undefined ? {} : { bold }),
    }))
  return { place: rows.at(-1)!.place, cells }
}

const rolesOf = (headings: NonNullable<ReturnType<typeof readHeadings>>): number =>
  new Set(headings.map((each) => each?.role).filter((role) => role !== undefined)).size

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

const wordsOfRequirements = new Set([
  'exigence',
  'exigences',
  'requirement',
  'requirements',
  'regle',
  'regles',
  'rule',
  'rules',
  'recommandation',
  'recommandations',
  'recommendation',
  'recommendations',
  'mesure',
  'mesures',
  'control',
  'controls',
  'enonce',
  'preconisation',
  'preconisations',
  'prescription',
])
const saysRequirements = (row: Row): boolean =>
  row.cells.some(({ text }) => words(text).some((word) => wordsOfRequirements.has(word)))
const wordsOfProducts = new Set([
  'composant',
  'produit',
  'produits',
  'product',
  'logiciel',
  'fournisseur',
  'editeur',
  'vendor',
  'supplier',
  'licence',
  'license',
])

function kindOf(headings: readonly string[], columns: Columns): { kind: ListKind; sure: boolean } {
  const said = headings.flatMap(words)
  if (said.some((word) => wordsOfRequirements.has(word))) return { kind: 'requirements', sure: true }
  if (said.filter((word) => wordsOfProducts.has(word)).length >= 2) return { kind: 'products', sure: true }
  if (columns.level !== undefined) return { kind: 'requirements', sure: headings.length > 0 }
  return { kind: 'components', sure: headings.length > 0 }
}

/** A list that did not say what it is follows the lists whose series it shares. */
function settleKinds(drafts: readonly Draft[]): readonly ReadList[] {
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
  return drafts.map(({ list }) => {
    if (list.kind === 'requirements' || ofRequirements.size === 0) return list
    return [...series(list)].some((each) => ofRequirements.has(each)) ? { ...list, kind: 'requirements' } : list
  })
}
