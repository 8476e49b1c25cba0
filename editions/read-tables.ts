/** Tables into lists: finds headings, carries columns over tables that continue one another, tells what each list is. */
import type { Anomaly } from './anomaly.ts'
import { type Columns, columnsByContent, columnsByHeadings, holdsIdentifiers, readHeadings } from './columns.ts'
import type { Row, Table } from './document.ts'
import { numberOf } from './identifier.ts'
import { fold, oneLine, words } from './plain-words.ts'
import { readRows } from './read-rows.ts'
import type { ListKind, ReadList } from './requirement.ts'

/** Titles and notes may stand above the headings of a sheet. */
const rowsBeforeHeadings = 15

export interface TablesRead {
  readonly lists: readonly ReadList[]
  readonly anomalies: readonly Anomaly[]
}

interface Recognised {
  readonly columns: Columns
  readonly headings: readonly string[]
  /** Row of the headings, from 0; -1 without. */
  readonly at: number
  readonly inherited: boolean
}

export function readTables(tables: readonly Table[]): TablesRead {
  const anomalies: Anomaly[] = []
  const drafts: { list: ReadList; sure: boolean }[] = []
  let before: (Recognised & { readonly width: number }) | undefined
  const several = new Set(tables.map(({ headings }) => headings.join('/'))).size > 1
  for (const table of tables) {
    const recognised = recognise(table, before)
    if (recognised === undefined) continue
    const { columns, headings, at } = recognised
    const width = Math.max(...table.rows.map(({ cells }) => cells.length))
    before = { ...recognised, width }
    const above = table.rows.slice(0, Math.max(0, at))
    anomalies.push(...notesAbove(above))
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
    anomalies.push(...extraCells(table.rows.slice(at + 1), headingRow))
    const read = readRows(table.rows.slice(at + 1), columns, headings, '')
    anomalies.push(...read.anomalies)
    if (read.rows.length === 0) continue
    const nearest = table.headings.at(-1) ?? ''
    const rows =
      columns.category === undefined
        ? read.rows.map((row) => ({ ...row, category: row.section ?? (several ? nearest : '') }))
        : read.rows
    const { kind, sure } = kindOf(headings, columns)
    drafts.push({ list: { kind, place: table.place, rows }, sure })
  }
  return { lists: settleKinds(drafts), anomalies }
}

function recognise(
  table: Table,
  before: (Recognised & { readonly width: number }) | undefined,
): Recognised | undefined {
  const rows = table.rows
  for (const [at, row] of rows.slice(0, rowsBeforeHeadings).entries()) {
    const announced = readHeadings(row)
    if (announced === undefined) continue
    const body = rows.slice(at + 1)
    const columns = columnsByHeadings(announced, body)
    if (columns.id === undefined || columns.text === undefined) continue
    // "Numéro | Description" of figures or versions: the heading says identifier, the cells do not.
    if (body.length > 0 && !holdsIdentifiers(body, columns.id) && columns.level === undefined) continue
    return { columns, headings: row.cells.map(({ text }) => oneLine(text)), at, inherited: false }
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

/** Markdown drops cells beyond the heading: an unescaped bar in a text would lose its end. */
const extraCells = (body: readonly Row[], heading: Row | undefined): Anomaly[] =>
  heading === undefined
    ? []
    : body.flatMap((row) => {
        const extra = row.cells.slice(heading.cells.length).filter(({ text }) => text !== '')
        return extra.length === 0
          ? []
          : [
              {
                kind: 'cells-extra',
                id: '',
                place: row.place,
                detail: {
                  fr: `${extra.length} cellule(s) de plus que d’en-têtes, gardée(s) dans « fields » : « ${oneLine(extra[0]?.text ?? '').slice(0, 80)} ». Une barre « | » non protégée ?`,
                  en: `${extra.length} more cell(s) than headings, kept in “fields”: “${oneLine(extra[0]?.text ?? '').slice(0, 80)}”. An unescaped bar “|”?`,
                },
              },
            ]
      })

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
function settleKinds(drafts: readonly { list: ReadList; sure: boolean }[]): readonly ReadList[] {
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
