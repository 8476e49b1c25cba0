/**
 * One list of requirements, told in every format that administrations publish, with the place of each of its rows as a reader of
 * the file would say it: what the tests compare the reader with.
 */
import { type PdfPage, drawnTable, odfRows, odsOf, odtOf, pdfOf, utf8, xlsxOf } from './files.ts'
import type { Place } from '../place.ts'

export interface ListedRow {
  readonly kind: 'requirement'
  readonly id: string
  /** Said after the identifier, in brackets. */
  readonly mention?: string
  /** As the document prints it. */
  readonly level: string
  readonly bold?: boolean
  readonly paragraphs: readonly string[]
  readonly category: string
}
export type Line =
  | ListedRow
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'heading' }

/** A document and where it puts each line of the list. */
export interface Written {
  readonly bytes: Uint8Array
  readonly places: readonly Omit<Place, 'file'>[]
}

type Head = readonly [id: string, level: string, text: string, category: string]

/** Cells of a line as the sheet holds them; a heading row inside the table stands in the column of the text. */
const cellsOf = (line: Line, head: Head, lineEnd = '\n'): [string, string, string, string] => {
  if (line.kind === 'heading') return [...head]
  if (line.kind === 'empty') return ['', '', '', '']
  if (line.kind === 'section') return ['', '', line.title, '']
  const id = line.mention === undefined ? line.id : `${line.id} (${line.mention})`
  return [id, line.level, line.paragraphs.join(lineEnd), line.category]
}
const isBold = (line: Line): boolean => line.kind === 'requirement' && line.bold === true

const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
const markdownText = (text: string): string => text.replace(/[\\|*_<&]/g, '\\$&').replaceAll('\n', '<br>')

function markdown(lines: readonly Line[], head: Head): Written {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const body = lines.map((line) => {
    const cells = cellsOf(line, head).map(markdownText)
    return row(cells.map((cell, at) => (at === 1 && isBold(line) ? `**${cell}**` : cell)))
  })
  const text = ['# Cadre', '', row(head), '|---|:-:|---|---|', ...body, ''].join('\n')
  return { bytes: utf8(text), places: lines.map((_, at) => ({ line: at + 5 })) }
}

function html(lines: readonly Line[], head: Head, page: boolean): Written {
  const row = (line: Line): string =>
    `<tr>${cellsOf(line, head)
      .map(htmlText)
      .map((cell, at) => (at === 1 && isBold(line) ? `<td><strong>${cell}</strong></td>` : `<td>${cell}</td>`))
      .join('')}</tr>`
  const before = page ? ['<!doctype html><title>Cadre</title>', '<h1>Cadre</h1>'] : ['# Cadre', '']
  const text = [
    ...before,
    '<table>',
    `<thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>`,
    ...lines.map(row),
    '</tbody></table>',
    '',
  ].join('\n')
  return { bytes: utf8(text), places: lines.map((_, at) => ({ line: at + 5, ...(page && { table: 1, row: at + 2 }) })) }
}

function csv(lines: readonly Line[], head: Head, separator: string, encode: (text: string) => Uint8Array): Written {
  const quoted = (cell: string): string =>
    cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  let at = 2
  const places: { line: number }[] = []
  const rows = lines.map((line) => {
    const cells = cellsOf(line, head)
    places.push({ line: at })
    at += cells[2].split('\n').length
    return cells.map(quoted).join(separator)
  })
  return { bytes: encode(`${[head.join(separator), ...rows].join('\r\n')}\r\n`), places }
}

const windows = (text: string): Uint8Array =>
  Uint8Array.from([...text].map((sign) => ({ '’': 0x92, '–': 0x96, œ: 0x9c, '…': 0x85 })[sign] ?? sign.charCodeAt(0)))
const utf16 =
  (order: 'little' | 'big') =>
  (text: string): Uint8Array => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return order === 'little' ? bytes : bytes.swap16()
  }

const sheetRows = (lines: readonly Line[], head: Head) => [
  [...head],
  ...lines.map((line) =>
    cellsOf(line, head).map((text, at) => (at === 1 && isBold(line) ? { text, bold: true } : text)),
  ),
]
/** The list on the second of two sheets, under a title and an empty row. */
const workbook = (lines: readonly Line[], head: Head) => ({
  Notice: [['Mode d’emploi'], ['Chaque exigence tient sur une rangée.']],
  Exigences: [['Cadre 2026'], [''], ...sheetRows(lines, head)],
})
const sheetPlaces = (lines: readonly Line[]) => lines.map((_, at) => ({ sheet: 'Exigences', row: at + 4 }))

interface Layout {
  readonly widths: readonly number[]
  readonly landscape?: 'wide' | 'turned'
  /** Left edges of the columns of the page. */
  readonly columns: readonly number[]
  /** Characters of a line, by cell. */
  readonly wrap: readonly number[]
  readonly rowsPerColumn: number
  /** Lines around the cells, broken into dashes or whole, under the rows alone, or none. */
  readonly drawn: 'borders' | 'dashes' | 'rules' | 'nothing'
}

const wrapped = (text: string, width: number): string => {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

type Drawn = NonNullable<PdfPage['lines']>[number]

/** Dashes of 3 points, 2 apart, as browsers print them. */
const dashes = ([x1, y1, x2, y2]: Drawn): Drawn[] => {
  const length = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))
  const at = (along: number): [number, number] => {
    const share = Math.min(1, along / length)
    return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
  }
  return Array.from({ length: Math.ceil(length / 5) }, (_, dash): Drawn => [...at(dash * 5), ...at(dash * 5 + 3)])
}

function linesDrawn(drawn: Layout['drawn'], lines: readonly Drawn[]): readonly Drawn[] {
  if (drawn === 'borders') return lines
  if (drawn === 'dashes') return lines.flatMap(dashes)
  return drawn === 'rules' ? lines.filter(([, y1, , y2]) => y1 === y2) : []
}

/** Pages that each begin with the headings, between a head and a foot that come again on each. */
function pdf(lines: readonly Line[], head: Head, layout: Layout): Written {
  const places: { page: number; table: number; row: number }[] = []
  const pages: PdfPage[] = []
  const parts: (readonly Line[])[] = []
  for (let at = 0; at < lines.length; at += layout.rowsPerColumn) parts.push(lines.slice(at, at + layout.rowsPerColumn))
  const across = layout.columns.length
  for (let first = 0; first < parts.length; first += across) {
    const number = pages.length + 1
    const words: NonNullable<PdfPage['words']>[number][] = [
      { x: 40, y: 24, text: 'Cadre technique, édition de 2026' },
      { x: 280, y: layout.landscape === undefined ? 826 : 580, text: `Page ${number}` },
    ]
    const drawn: NonNullable<PdfPage['lines']>[number][] = []
    parts.slice(first, first + across).forEach((part, column) => {
      const rows = [
        [...head],
        ...part.map((line) => cellsOf(line, head, ' ').map((text, at) => wrapped(text, layout.wrap[at] ?? 20))),
      ]
      const left = layout.columns[column] ?? 40
      const table = drawnTable(50, layout.widths, rows, {
        left,
        boldCell: (row, at) => at === 1 && row > 0 && isBold(part[row - 1]!),
      })
      words.push(...table.words)
      drawn.push(...linesDrawn(layout.drawn, table.lines))
      part.forEach((_, at) => places.push({ page: number, table: column + 1, row: at + 2 }))
    })
    pages.push({ words, lines: drawn, ...(layout.landscape === undefined ? {} : { landscape: layout.landscape }) })
  }
  return { bytes: pdfOf(pages), places }
}

/** What a page end cuts: nothing, the text of a row, or its identifier as well. */
export type Cut = 'nothing' | 'text' | 'identifier'

/** One table over pages that may end inside a row; `places` are those of the rows' first parts, `ends` those of their second. */
export function cutPdf(
  rows: readonly { readonly row: ListedRow; readonly cut: Cut }[],
  head: Head,
): Written & { readonly ends: ReadonlyMap<number, Omit<Place, 'file'>> } {
  const pages: string[][][] = [[[...head]]]
  const places: { page: number; table: number; row: number }[] = []
  const ends = new Map<number, Omit<Place, 'file'>>()
  const here = () => ({ page: pages.length, table: 1, row: pages.at(-1)!.length })
  for (const [at, { row, cut }] of rows.entries()) {
    const [id, level, text, category] = cellsOf(row, head, ' ')
    const words = text.split(' ')
    const half = Math.ceil(words.length / 2)
    const idEnd = cut === 'identifier' ? id.search(/\d+$/) : id.length
    const first = [id.slice(0, idEnd), level, (cut === 'nothing' ? words : words.slice(0, half)).join(' '), category]
    pages.at(-1)!.push(first.map((cell, column) => wrapped(cell, upright.wrap[column] ?? 20)))
    places.push(here())
    if (cut === 'nothing') continue
    pages.push([[...head]])
    pages.at(-1)!.push([id.slice(idEnd), '', wrapped(words.slice(half).join(' '), upright.wrap[2]!), ''])
    ends.set(at, here())
  }
  return { bytes: pdfOf(pages.map((page) => drawnTable(40, upright.widths, page))), places, ends }
}

const upright = {
  widths: [100, 80, 250, 90],
  columns: [40],
  wrap: [18, 14, 44, 16],
  rowsPerColumn: 6,
  drawn: 'borders' as const,
}
const side = {
  widths: [120, 90, 430, 120],
  columns: [40],
  wrap: [20, 16, 76, 20],
  rowsPerColumn: 5,
  drawn: 'borders' as const,
}
/** Two columns of text on a page on its side, which is how they find room for four cells. */
const twoColumns = {
  widths: [88, 72, 140, 76],
  columns: [20, 420],
  wrap: [16, 12, 24, 13],
  rowsPerColumn: 4,
  landscape: 'wide' as const,
  drawn: 'borders' as const,
}

/** Formats that print cells: each tells headings, sections, empty rows and levels in bold. */
export const printed: Readonly<Record<string, (lines: readonly Line[], head: Head) => Written>> = {
  'Markdown, bars': markdown,
  'Markdown, HTML table': (lines, head) => html(lines, head, false),
  'HTML page': (lines, head) => html(lines, head, true),
  'CSV, semicolons': (lines, head) => csv(lines, head, ';', utf8),
  'CSV, commas and mark of UTF-8': (lines, head) => csv(lines, head, ',', (text) => utf8(`\uFEFF${text}`)),
  'CSV, tabs in UTF-16': (lines, head) => csv(lines, head, '\t', utf16('little')),
  'CSV, semicolons in UTF-16, high byte first': (lines, head) => csv(lines, head, ';', utf16('big')),
  'CSV, Windows-1252': (lines, head) => csv(lines, head, ';', windows),
  'OpenDocument sheet': (lines, head) => ({ bytes: odsOf(workbook(lines, head)), places: sheetPlaces(lines) }),
  'OpenDocument text': (lines, head) => ({
    bytes: odtOf(`<table:table table:name="Exigences">${odfRows(sheetRows(lines, head))}</table:table>`),
    places: lines.map((_, at) => ({ table: 1, row: at + 2 })),
  }),
  XLSX: (lines, head) => ({ bytes: xlsxOf(workbook(lines, head)), places: sheetPlaces(lines) }),
  'PDF, upright': (lines, head) => pdf(lines, head, upright),
  'PDF, landscape': (lines, head) => pdf(lines, head, { ...side, landscape: 'wide' }),
  'PDF, landscape by turning the page': (lines, head) => pdf(lines, head, { ...side, landscape: 'turned' }),
  'PDF, two columns': (lines, head) => pdf(lines, head, twoColumns),
  'PDF, no line drawn': (lines, head) => pdf(lines, head, { ...upright, drawn: 'nothing' }),
  'PDF, rules under the rows': (lines, head) => pdf(lines, head, { ...upright, drawn: 'rules' }),
  'PDF, dashed borders': (lines, head) => pdf(lines, head, { ...upright, drawn: 'dashes' }),
}

const groupsOf = (rows: readonly ListedRow[]): ReadonlyMap<string, readonly ListedRow[]> =>
  Map.groupBy(rows, ({ category }) => category)

/** OSCAL groups what a sheet repeats in a column: rows come in the order of their first category. */
export const oscalOrder = (rows: readonly ListedRow[]): readonly ListedRow[] => {
  const groups = groupsOf(rows)
  return [...(groups.get('') ?? []), ...[...groups].flatMap(([category, own]) => (category === '' ? [] : own))]
}

const controlOf = ({ id, level, paragraphs }: ListedRow) => ({
  id,
  title: id,
  props: [{ name: 'level', value: level }],
  parts: [{ name: 'statement', prose: paragraphs.join('\n') }],
})
const catalogueOf = (rows: readonly ListedRow[]) => {
  const groups = groupsOf(rows)
  return {
    catalog: {
      metadata: { title: 'Cadre', version: '1' },
      controls: (groups.get('') ?? []).map(controlOf),
      groups: [...groups]
        .filter(([category]) => category !== '')
        .map(([title, own]) => ({ title, controls: own.map(controlOf) })),
    },
  }
}

/** JSON written as YAML: a subset of it with one key or item a line. */
function yamlOf(value: unknown, indent = ''): string {
  if (Array.isArray(value))
    return value.length === 0
      ? ' []'
      : value.map((each) => `\n${indent}- ${yamlOf(each, `${indent}  `).trimStart()}`).join('')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, each]) => `\n${indent}${key}:${yamlOf(each, `${indent}  `)}`)
      .join('')
  return ` ${JSON.stringify(value)}`
}

function oscalXml(rows: readonly ListedRow[]): string {
  const words = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const control = ({ id, level, paragraphs }: ListedRow): string =>
    `<control id="${words(id)}"><title>${words(id)}</title><prop name="level" value="${words(level)}"/><part name="statement">${paragraphs
      .map((paragraph) => `<p>${words(paragraph)}</p>`)
      .join('')}</part></control>`
  const groups = [...groupsOf(rows)].filter(([category]) => category !== '')
  return `<?xml version="1.0"?>\n<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><metadata><title>Cadre</title></metadata>${groups
    .map(([title, own]) => `<group><title>${words(title)}</title>${own.map(control).join('\n')}</group>`)
    .join('\n')}${rows
    .filter(({ category }) => category === '')
    .map(control)
    .join('\n')}</catalog>`
}

/** Catalogues: identifiers, levels, texts and groups, without anything about cells. */
export const catalogues: Readonly<Record<string, (rows: readonly ListedRow[]) => string>> = {
  'OSCAL, JSON': (rows) => JSON.stringify(catalogueOf(rows), undefined, 2),
  'OSCAL, JSON on one line': (rows) => JSON.stringify(catalogueOf(rows)),
  'OSCAL, YAML': (rows) => `${yamlOf(catalogueOf(rows)).trimStart()}\n`,
  'OSCAL, XML': oscalXml,
}
