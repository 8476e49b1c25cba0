/** XLSX (ECMA-376, SpreadsheetML): values, merged cells, formulas, hidden rows and sheets. */
import type { Anomaly } from '../anomaly.ts'
import type { Cell, ReadDocument, Row, Table } from '../document.ts'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { hidden, tellHiddenColumns } from './hidden-content.ts'
import { oneLine, tidy } from '../plain-words.ts'
import { raised } from '../raised.ts'
import { damaged, tooMany } from '../refusal.ts'
import { type NumberFormat, numberFormat, shownNumber } from './xlsx-numbers.ts'
import { commentsOf } from './xlsx-comments.ts'
import { hasFormula, marksOf } from './xlsx-marks.ts'
import { reference } from './xlsx-reference.ts'
import { layOnGrid } from '../table-grid.ts'
import type { Work } from '../bytes/work-clock.ts'
import { type Taken, type XmlElement, below, childNamed, childrenNamed, innerText, readXml } from '../bytes/xml-tree.ts'

type ReadFile = (name: string) => string | undefined

export function readXlsx(read: ReadFile, place: Place, work: Work): ReadDocument {
  const xml = (name: string, taken?: Taken): XmlElement | undefined => {
    const text = read(name)
    return text === undefined ? undefined : readXml(text, { ...place, under: name }, work, taken)
  }
  const workbook = xml('xl/workbook.xml')
  if (workbook === undefined) throw damaged(place, { fr: 'xl/workbook.xml manque.', en: 'xl/workbook.xml is missing.' })
  const targets = new Map(
    below(xml('xl/_rels/workbook.xml.rels') ?? workbook, 'Relationship').map(({ attributes }) => [
      attributes['Id'] ?? '',
      attributes['Target'] ?? '',
    ]),
  )
  const strings: RichText[] = []
  xml('xl/sharedStrings.xml', {
    name: 'si',
    take(string) {
      strings.push(richText(string))
      return 'nothing'
    },
  })
  const formats = cellFormats(xml('xl/styles.xml'))
  const dayZero = below(workbook, 'workbookPr').some(({ attributes }) => isTrue(attributes['date1904']))
    ? dayZero1904
    : 0
  const anomalies: Anomaly[] = []
  const tables = below(workbook, 'sheet').flatMap(({ attributes }, at): Table[] => {
    const name = attributes['name'] ?? ''
    const here = { ...place, sheet: name }
    const target = targets.get(attributes['id'] ?? '') ?? `worksheets/sheet${at + 1}.xml`
    const file = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const contents: Contents = { strings, formats, dayZero, comments: commentsOf(file, xml) }
    const rows: SheetRows = new Map()
    const sheet = xml(file, {
      name: 'row',
      take(row) {
        rows.set(row, placedCells(row, contents))
        return hasFormula(row) ? 'all' : 'itself'
      },
    })
    // Sheets of charts have no cells; their relation names no worksheet.
    if (sheet === undefined)
      throw damaged(here, { fr: 'le contenu de cette feuille manque.', en: 'the content of this sheet is missing.' })
    if (sheet.name !== 'worksheet') return []
    if (attributes['state'] !== undefined && attributes['state'] !== 'visible')
      anomalies.push(
        hidden(here, { fr: 'cette feuille est masquée ; elle est lue.', en: 'this sheet is hidden; it is read.' }),
      )
    return [tableOf(sheet, here, rows, work, anomalies)]
  })
  return { format: 'xlsx', title: '', version: '', tables, anomalies }
}

interface RichText {
  readonly text: string
  readonly bold: boolean
  readonly struck: string
}

const plain = (text: string): RichText => ({ text, bold: false, struck: '' })

/** Text of `t` elements, not of phonetic guides; bold when every run with letters is. */
function richText(element: XmlElement): RichText {
  const runs = childrenNamed(element, 'r')
  if (runs.length === 0) return plain(tidy(decode(childrenNamed(element, 't').map(innerText).join(''))))
  const parts = runs.map((run) => {
    const style = childNamed(run, 'rPr')
    const says = (name: string): XmlElement | undefined => style && childNamed(style, name)
    const text = decode(childrenNamed(run, 't').map(innerText).join(''))
    return {
      text: says('vertAlign')?.attributes['val'] === 'superscript' ? raised(text) : text,
      bold: isOn(says('b')),
      struck: isOn(says('strike')),
    }
  })
  const seen = parts.filter(({ text }) => text.trim() !== '')
  const said = (all: readonly { readonly text: string }[]): string => all.map(({ text }) => text).join('')
  return {
    text: tidy(said(parts)),
    bold: seen.length > 0 && seen.every((part) => part.bold),
    struck: oneLine(said(parts.filter(({ struck }) => struck))),
  }
}

const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && element.attributes['val'] !== '0' && element.attributes['val'] !== 'false'
const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** `_x000D_`: how the format writes signs that XML refuses (ECMA-376, ST_Xstring). */
const decode = (text: string): string =>
  !text.includes('_x')
    ? text
    : text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Ranks of the cell formats whose font is bold or struck through, and of those that show a number as a date. */
interface Formats {
  readonly bold: ReadonlySet<number>
  readonly struck: ReadonlySet<number>
  readonly dates: ReadonlySet<number>
  /** How the others show numbers. */
  readonly numbers: ReadonlyMap<number, NumberFormat>
}

/** Number formats that every program knows by rank (ECMA-376, 18.8.30). */
const isKnownDate = (rank: number): boolean =>
  (rank >= 14 && rank <= 22) || (rank >= 27 && rank <= 36) || (rank >= 45 && rank <= 47) || (rank >= 50 && rank <= 58)

function cellFormats(styles: XmlElement | undefined): Formats {
  if (styles === undefined) return { bold: new Set(), struck: new Set(), dates: new Set(), numbers: new Map() }
  const codes = new Map(
    below(styles, 'numFmt').map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode'] ?? '']),
  )
  const own = new Map([...codes].map(([rank, code]) => [rank, code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')]))
  const fonts = childrenNamed(childNamed(styles, 'fonts') ?? styles, 'font')
  const fontIs = (fontId: string | undefined, name: string): boolean => {
    const font = fonts[Number(fontId ?? 0)]
    return font !== undefined && isOn(childNamed(font, name))
  }
  const formats = childrenNamed(childNamed(styles, 'cellXfs') ?? styles, 'xf')
  const ranks = (holds: (attributes: XmlElement['attributes']) => boolean) =>
    new Set(formats.flatMap(({ attributes }, at) => (holds(attributes) ? [at] : [])))
  return {
    bold: ranks(({ fontId }) => fontIs(fontId, 'b')),
    struck: ranks(({ fontId }) => fontIs(fontId, 'strike')),
    dates: ranks(({ numFmtId }) => {
      const code = own.get(Number(numFmtId ?? 0))
      return code === undefined ? isKnownDate(Number(numFmtId ?? 0)) : /[dy]/i.test(code) && !/general/i.test(code)
    }),
    numbers: new Map(
      formats.flatMap(({ attributes: { numFmtId } }, at) => {
        const format = numberFormat(Number(numFmtId ?? 0), codes.get(Number(numFmtId ?? 0)))
        return format === undefined ? [] : [[at, format] as const]
      }),
    ),
  }
}

/** Days since the last day of 1899, which is how sheets count; parts of a day are its time. */
function dateOf(serial: number): string {
  const [day = '', time = ''] = new Date(Math.round((serial - 25_569) * 86_400_000)).toISOString().split('T')
  return Number.isInteger(serial) ? day : `${day} ${time.slice(0, 5)}`
}
const longestSerial = 2_958_465
/** Workbooks born on a Macintosh count from the first day of 1904, this many days later. */
const dayZero1904 = 1462

/** Longer stretches of empty rows part two lists, and no merged cell covers them. */
const gapKept = 50

/** What the cells of one sheet refer to. */
interface Contents {
  readonly strings: readonly RichText[]
  readonly formats: Formats
  /** Days between the last day of 1899 and what this workbook counts from. */
  readonly dayZero: number
  readonly comments: ReadonlyMap<string, readonly string[]>
}

interface PlacedCell {
  /** From 0. */
  readonly column: number
  readonly cell: Cell
}
/** Cells of the rows, as they were read. */
type SheetRows = Map<XmlElement, readonly PlacedCell[]>

function placedCells(row: XmlElement, contents: Contents): PlacedCell[] {
  let column = -1
  return childrenNamed(row, 'c').map((element) => {
    column = reference(element.attributes['r'] ?? '')?.column ?? column + 1
    return { column, cell: cellOf(element, contents) }
  })
}

function tableOf(sheet: XmlElement, place: Place, cellsOf: SheetRows, work: Work, anomalies: Anomaly[]): Table {
  work.table(place)
  const merged = mergedCells(sheet)
  const rows: Cell[][] = []
  const numbers: number[] = []
  let number = 0
  for (const row of below(sheet, 'row')) {
    const before = number
    number = Number(row.attributes['r'] ?? number + 1)
    // Rows that hold nothing are not written; merged cells count them all the same.
    for (let empty = before + 1; empty < number && rows.length > 0 && number - before <= gapKept; empty += 1) {
      rows.push([])
      numbers.push(empty)
    }
    const here = { ...place, row: number }
    const places: Cell[] = []
    for (const { column, cell } of cellsOf.get(row) ?? []) {
      if (column >= limits.columns) {
        if (cell.text === '') continue
        throw tooMany(here, { fr: 'colonnes', en: 'columns' }, limits.columns)
      }
      const origin = merged.origins.size === 0 ? undefined : merged.origins.get(`${column} ${number}`)
      places[column] = origin === undefined ? cell : { ...cell, ...origin }
    }
    const width =
      places.findLastIndex(
        (cell) => cell !== undefined && (cell.text !== '' || cell.columns !== undefined || cell.formula !== undefined),
      ) + 1
    const cells = Array.from({ length: width }, (_, each): Cell => places[each] ?? { text: '' }).filter(
      (_, each) => merged.covered.size === 0 || !merged.covered.has(`${each} ${number}`),
    )
    work.row(here, cells.length)
    if (isTrue(row.attributes['hidden']) && cells.some(({ text }) => text !== ''))
      anomalies.push(
        hidden(here, {
          fr: 'cette ligne est masquée ou filtrée ; elle est lue.',
          en: 'this row is hidden or filtered; it is read.',
        }),
      )
    rows.push(cells)
    numbers.push(number)
  }
  while (rows.length > 0 && rows.at(-1)?.every(({ text }) => text === '') === true) rows.pop()
  const placeOf = (at: number): Place => ({ ...place, row: numbers[at] ?? at + 1 })
  const grid = layOnGrid(rows, placeOf)
  anomalies.push(...tellHiddenColumns(hiddenColumns(sheet), grid, place))
  return {
    place,
    headings: [place.sheet ?? ''],
    rows: grid.map((cells, at): Row => ({ place: placeOf(at), cells })),
    marks: marksOf(sheet),
  }
}

/** Ranks of the columns that do not show, from 1. */
const hiddenColumns = (sheet: XmlElement): number[] =>
  below(sheet, 'col')
    .filter(({ attributes }) => isTrue(attributes['hidden']))
    .flatMap(({ attributes: { min, max } }) => {
      const [from, to] = [Number(min ?? 1), Math.min(Number(max ?? min ?? 1), limits.columns)]
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, each) => from + each)
    })

interface Merged {
  readonly origins: ReadonlyMap<string, { columns?: number; rows?: number }>
  readonly covered: ReadonlySet<string>
}

function mergedCells(sheet: XmlElement): Merged {
  const origins = new Map<string, { columns?: number; rows?: number }>()
  const covered = new Set<string>()
  for (const { attributes } of below(sheet, 'mergeCell')) {
    const [from, to] = (attributes['ref'] ?? '').split(':').map(reference)
    if (from === undefined || to === undefined) continue
    const columns = Math.min(to.column, limits.columns - 1) - from.column + 1
    const rows = to.row - from.row + 1
    if (columns < 1 || rows < 1 || columns * rows > limits.cells || covered.size + columns * rows > limits.cells)
      continue
    origins.set(`${from.column} ${from.row}`, { ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) })
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1)
        if (row + column > 0) covered.add(`${from.column + column} ${from.row + row}`)
  }
  return { origins, covered }
}

function cellOf(element: XmlElement, { strings, formats, dayZero, comments }: Contents): Cell {
  const value = childNamed(element, 'v')
  const inline = childNamed(element, 'is')
  const formula = childNamed(element, 'f')
  const raw = value === undefined ? '' : innerText(value)
  const kind = element.attributes['t']
  const format = Number(element.attributes['s'] ?? 0)
  const serial = kind === undefined || kind === 'n' ? Number(raw) + dayZero : Number.NaN
  const isNumber = (kind === undefined || kind === 'n') && raw !== ''
  const isDate = formats.dates.has(format) && raw !== '' && serial >= 1 && serial <= longestSerial
  const rich =
    kind === 's'
      ? (strings[Number(raw)] ?? plain(''))
      : inline === undefined
        ? plain(isDate ? dateOf(serial) : tidy(decode(raw)))
        : richText(inline)
  const shown = isNumber && !isDate ? shownNumber(raw, formats.numbers.get(format)) : rich.text
  const struck = formats.struck.has(format) ? oneLine(rich.text) : rich.struck
  const asides = comments.get(element.attributes['r'] ?? '')
  const bold = rich.text !== '' && (rich.bold || formats.bold.has(format))
  // Most cells of a long sheet are nothing but their text.
  if (shown === rich.text && !bold && struck === '' && asides === undefined && formula === undefined)
    return { text: rich.text }
  return {
    text: rich.text,
    ...(shown === rich.text ? {} : { shown }),
    ...(bold ? { bold: true } : {}),
    ...(struck === '' ? {} : { struck }),
    ...(asides === undefined ? {} : { asides }),
    ...(formula === undefined ? {} : { formula: `=${innerText(formula) || '…'}` }),
    // An empty value is a result only where it is one of text.
    ...(formula !== undefined && raw === '' && kind !== 'str' && inline === undefined ? { unstored: true } : {}),
  }
}
