/** OpenDocument 1.2 and 1.3 (ISO/IEC 26300): tables of sheets and of texts. */
import type { Anomaly } from '../anomaly.ts'
import type { Block, Cell, ReadDocument, Row, Table } from '../document.ts'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { oneLine, tidy } from '../plain-words.ts'
import { raised } from '../raised.ts'
import { notADocument, tooMany } from '../refusal.ts'
import { hasMarks, marksOf } from './opendocument-marks.ts'
import { hidden, tellHiddenColumns } from './hidden-content.ts'
import { layOnGrid } from '../table-grid.ts'
import type { Work } from '../bytes/work-clock.ts'
import { type XmlElement, below, childNamed, innerText, isElement, readXml } from '../bytes/xml-tree.ts'

export function readOpenDocument(content: string, meta: string | undefined, place: Place, work: Work): ReadDocument {
  const rows: SheetRows = new Map()
  let styles: Styles | undefined
  const root = readXml(content, { ...place, under: 'content.xml' }, work, {
    name: 'table-row',
    take(row, read) {
      const [body] = read.children.filter(isElement).slice(-1)
      if (body?.name !== 'body' || childNamed(body, 'spreadsheet') === undefined) return 'all'
      // Styles stand before what has them.
      styles ??= stylesOf(read)
      rows.set(row, cellsOf(row, styles))
      return hasMarks(row) ? 'all' : 'itself'
    },
  })
  styles ??= stylesOf(root)
  const known = styles
  const body = childNamed(root, 'body')
  const [sheet, text] = [body && childNamed(body, 'spreadsheet'), body && childNamed(body, 'text')]
  const title =
    meta === undefined
      ? ''
      : oneLine(
          below(readXml(meta, { ...place, under: 'meta.xml' }, work), 'title')
            .map(innerText)
            .join(' '),
        )
  if (sheet !== undefined) {
    const anomalies: Anomaly[] = []
    const tables = below(sheet, 'table').map((table) => {
      const here = { ...place, sheet: table.attributes['name'] ?? '' }
      const read = tableOf(table, (row) => ({ ...here, row }), here, [here.sheet], known, work, anomalies, rows)
      return { ...read, marks: marksOf(rowsOf(table)) }
    })
    return { format: 'ods', title, version: '', tables, anomalies }
  }
  if (text === undefined)
    throw notADocument(place, {
      fr: 'ce document OpenDocument n’est ni un texte ni un tableur.',
      en: 'this OpenDocument is neither a text nor a sheet.',
    })
  return { format: 'odt', ...textTables(text, place, known, work, title), version: '' }
}

function textTables(
  text: XmlElement,
  place: Place,
  styles: Styles,
  work: Work,
  title: string,
): { title: string; tables: readonly Table[]; blocks: readonly Block[]; anomalies: readonly Anomaly[] } {
  const tables: Table[] = []
  const blocks: Block[] = []
  const anomalies: Anomaly[] = []
  const headings: { level: number; text: string }[] = []
  const add = (kind: Block['kind'], words: string): void => {
    const under = headings.at(-1)?.text
    blocks.push({ kind, text: words, place: { ...place, ...(under === undefined ? {} : { under }) } })
  }
  const visit = (element: XmlElement): void => {
    for (const child of element.children.filter(isElement)) {
      // What was struck out under change tracking is kept beside the text, not in it.
      if (child.name === 'tracked-changes') {
        if (below(child, 'deletion').length + below(child, 'insertion').length > 0)
          anomalies.push({
            kind: 'hidden-content',
            id: '',
            place,
            detail: {
              fr: 'ce texte porte des modifications suivies ; il est lu comme si elles étaient acceptées.',
              en: 'this text carries tracked changes; it is read as if they were accepted.',
            },
          })
        continue
      }
      if (child.name === 'h') {
        const level = Number(child.attributes['outline-level'] ?? 1)
        while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
        headings.push({ level, text: oneLine(textOf(child, styles)) })
        add('heading', oneLine(textOf(child, styles)))
      } else if (child.name === 'table') {
        const here = { ...place, table: tables.length + 1 }
        tables.push(
          tableOf(
            child,
            (row) => ({ ...here, row }),
            here,
            headings.map((heading) => heading.text),
            styles,
            work,
            anomalies,
          ),
        )
      } else if (child.name === 'p' || child.name === 'list-item') {
        const words = tidy(child.name === 'p' ? textOf(child, styles) : paragraphsOf(child, styles))
        if (words !== '') add(child.name === 'p' ? 'paragraph' : 'item', words)
      } else visit(child)
    }
  }
  visit(text)
  return { title: title !== '' ? title : (headings[0]?.text ?? ''), tables, blocks, anomalies }
}

/** Names of the automatic styles that say something, of cells, paragraphs and runs alike. */
interface Styles {
  readonly bold: ReadonlySet<string>
  readonly struck: ReadonlySet<string>
  readonly raised: ReadonlySet<string>
  readonly hiddenTables: ReadonlySet<string>
}

function stylesOf(root: XmlElement): Styles {
  const styles = below(root, 'style')
  const named = (
    says: (attributes: XmlElement['attributes']) => boolean,
    properties = 'text-properties',
  ): ReadonlySet<string> =>
    new Set(
      styles
        .filter((style) => below(style, properties).some(({ attributes }) => says(attributes)))
        .flatMap(({ attributes: { name } }) => name ?? []),
    )
  return {
    bold: named((attributes) => /^(bold|[6-9]00)$/.test(attributes['font-weight'] ?? '')),
    // Some programs write how many lines go through the words, and not how they are drawn.
    struck: named(
      (attributes) =>
        !/^(none)?$/.test(attributes['text-line-through-style'] ?? attributes['text-line-through-type'] ?? ''),
    ),
    raised: named((attributes) => /^(super|[1-9])/.test(attributes['text-position'] ?? '')),
    hiddenTables: named((attributes) => attributes['display'] === 'false', 'table-properties'),
  }
}

function tableOf(
  table: XmlElement,
  placeOf: (row: number) => Place,
  place: Place,
  headings: readonly string[],
  styles: Styles,
  work: Work,
  anomalies: Anomaly[],
  readAlready: SheetRows = new Map(),
): Table {
  work.table(place)
  if (table.attributes['display'] === 'false' || styles.hiddenTables.has(table.attributes['style-name'] ?? ''))
    anomalies.push(
      hidden(place, { fr: 'cette feuille est masquée ; elle est lue.', en: 'this sheet is hidden; it is read.' }),
    )
  const rows: Cell[][] = []
  const numbers: number[] = []
  let number = 0
  for (const row of rowsOf(table)) {
    const repeated = Number(row.attributes['number-rows-repeated'] ?? 1)
    const cells = readAlready.has(row) ? readAlready.get(row) : cellsOf(row, styles)
    if (cells === undefined) throw tooMany(placeOf(number + 1), { fr: 'colonnes', en: 'columns' }, limits.columns)
    const empty = cells.every(({ text }) => text === '')
    if (row.attributes['visibility'] !== undefined && row.attributes['visibility'] !== 'visible' && !empty)
      anomalies.push(
        hidden(placeOf(number + 1), {
          fr: 'cette ligne est masquée ou filtrée ; elle est lue.',
          en: 'this row is hidden or filtered; it is read.',
        }),
      )
    // A sheet ends with a million empty rows, written as one that repeats.
    const times = empty ? Math.min(repeated, 1) : repeated
    for (let time = 0; time < times; time += 1) {
      work.row(placeOf(number + time + 1), cells.length)
      rows.push(cells)
      numbers.push(number + time + 1)
    }
    number += repeated
  }
  while (rows.length > 0 && rows.at(-1)?.every(({ text }) => text === '') === true) rows.pop()
  const grid = layOnGrid(rows, (row) => placeOf(numbers[row] ?? 1))
  anomalies.push(...tellHiddenColumns(hiddenColumns(table), grid, place))
  return { place, headings, rows: grid.map((cells, at): Row => ({ place: placeOf(numbers[at] ?? at + 1), cells })) }
}

/** Ranks of the columns that do not show, from 1; what follows the last column of a sheet is often hidden whole. */
function hiddenColumns(table: XmlElement): number[] {
  let at = 0
  return below(table, 'table-column').flatMap(({ attributes }) => {
    const from = at
    at += Number(attributes['number-columns-repeated'] ?? 1)
    const shown = attributes['visibility'] === undefined || attributes['visibility'] === 'visible'
    return shown || at > limits.columns ? [] : Array.from({ length: at - from }, (_, each) => from + each + 1)
  })
}

/** Rows of this table, also those of its groups and repeated headings. */
function rowsOf(table: XmlElement): XmlElement[] {
  return table.children.filter(isElement).flatMap((child) => {
    if (child.name === 'table-row') return [child]
    return /^table-(header-rows|rows|row-group)$/.test(child.name) ? rowsOf(child) : []
  })
}

/** Cells of the rows that were read as they came; undefined = more than a row may have. */
type SheetRows = Map<XmlElement, Cell[] | undefined>

/** @returns undefined when there are more than a row may have */
function cellsOf(row: XmlElement, styles: Styles): Cell[] | undefined {
  const cells: Cell[] = []
  const elements = row.children
    .filter(isElement)
    .filter(({ name }) => name === 'table-cell' || name === 'covered-table-cell')
  for (const [at, element] of elements.entries()) {
    // Places under a merged cell are laid again by the grid.
    if (element.name === 'covered-table-cell') continue
    const repeated = Number(element.attributes['number-columns-repeated'] ?? 1)
    const cell = cellOf(element, styles)
    if (cell.text === '' && cell.formula === undefined && at === elements.length - 1) break
    if (cells.length + repeated > limits.columns && cell.text !== '') return undefined
    for (let time = 0; time < Math.min(repeated, limits.columns); time += 1) cells.push(cell)
  }
  const isAir = ({ text, columns, formula }: Cell): boolean =>
    text === '' && columns === undefined && formula === undefined
  while (cells.length > 0 && isAir(cells.at(-1)!)) cells.pop()
  return cells
}

function cellOf(element: XmlElement, styles: Styles): Cell {
  const { attributes } = element
  const columns = Number(attributes['number-columns-spanned'] ?? 1)
  const rows = Number(attributes['number-rows-spanned'] ?? 1)
  const text = tidy(paragraphsOf(element, styles))
  const struck = oneLine(struckIn(element, styles.struck))
  const asides = asidesIn(element, styles)
  return {
    text,
    ...(text !== '' && isBold(element, styles.bold) ? { bold: true } : {}),
    ...(struck === '' ? {} : { struck }),
    ...(asides.length > 0 ? { asides } : {}),
    ...(columns > 1 ? { columns } : {}),
    ...(rows > 1 ? { rows } : {}),
    ...(attributes['formula'] === undefined ? {} : { formula: attributes['formula'].replace(/^of:/, '') }),
    ...(attributes['formula'] !== undefined && text === '' && attributes['value-type'] === undefined
      ? { unstored: true }
      : {}),
  }
}

/** Comments of reviewers and footnotes: not the text of the cell. */
const isAside = ({ name }: XmlElement): boolean => name === 'annotation' || name === 'note'

/** Their words, without who wrote them and when. */
const asidesIn = (element: XmlElement, styles: Styles): string[] =>
  element.children.filter(isElement).flatMap((child) => {
    if (!isAside(child)) return asidesIn(child, styles)
    const body = child.name === 'note' ? (childNamed(child, 'note-body') ?? child) : child
    const text = oneLine(paragraphsOf(body, styles))
    return text === '' ? [] : [text]
  })

const struckIn = (element: XmlElement, struck: ReadonlySet<string>): string =>
  struck.has(element.attributes['style-name'] ?? '')
    ? innerText(element)
    : element.children.map((child) => (isElement(child) && !isAside(child) ? struckIn(child, struck) : '')).join('')

/** Bold by the style of the cell, or of every paragraph or run that holds letters. */
function isBold(element: XmlElement, bold: ReadonlySet<string>, inherited = false): boolean {
  const mine = inherited || bold.has(element.attributes['style-name'] ?? '')
  const parts = element.children.filter((child) =>
    isElement(child) ? innerText(child).trim() !== '' && !isAside(child) : child.trim() !== '',
  )
  return parts.length === 0 ? mine : parts.every((part) => (isElement(part) ? isBold(part, bold, mine) : mine))
}

/** Paragraphs and list items of a cell, one per line. */
function paragraphsOf(element: XmlElement, styles: Styles): string {
  return element.children
    .filter(isElement)
    .flatMap((child) => {
      if (isAside(child)) return []
      if (child.name === 'p' || child.name === 'h') return [textOf(child, styles)]
      if (child.name === 'list-item') return [`- ${paragraphsOf(child, styles)}`]
      return [paragraphsOf(child, styles)]
    })
    .filter((line) => line !== '')
    .join('\n')
}

/** White space of the source is one space; spaces, tabs and breaks that count have their own elements. */
function textOf(element: XmlElement, styles: Styles): string {
  const text = element.children
    .map((child) => {
      if (!isElement(child)) return child.replace(/\s+/g, ' ')
      if (child.name === 's') return ' '.repeat(Math.min(Number(child.attributes['c'] ?? 1), 100))
      if (child.name === 'tab') return ' '
      if (child.name === 'line-break') return '\n'
      return isAside(child) ? '' : textOf(child, styles)
    })
    .join('')
  return styles.raised.has(element.attributes['style-name'] ?? '') ? raised(text) : text
}
