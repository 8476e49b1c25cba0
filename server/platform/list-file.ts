import type { Bilingual, Language, ListExport } from '@socle/contracts'
import { OdsDocument } from 'odf-kit'
import { sheetCsv } from './csv.ts'
import { refuse } from './errors.ts'
import type { FileAnswer } from './http.ts'

/** A sheet of more lines opens nowhere, and a list of more is a question badly put. */
export const MAX_EXPORTED = 20_000
/** Of a column, in centimetres: wide enough for its first rows, and never a whole screen. */
const WIDTHS = { least: 2.2, most: 11, perCharacter: 0.19, looked: 50 } as const

export interface Column<Row> {
  readonly name: Bilingual
  /** A number stays one in the sheet. */
  readonly of: (row: Row, language: Language) => string | number
}

/** A name people gave, as part of the name of a file on any system. */
export const fileSafe = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'socle'

/**
 * A list as a file.
 * @param total how many the filters leave; more than can be taken along is refused whole
 * @throws Refusal list-too-long
 */
export async function listFile<Row>(
  { format, lang }: ListExport,
  name: string,
  title: Bilingual,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  total: number,
): Promise<FileAnswer> {
  if (total > MAX_EXPORTED) throw refuse('list-too-long', { count: String(total), limit: String(MAX_EXPORTED) })
  const head = columns.map((column) => column.name[lang])
  const cells = rows.map((row) => columns.map(({ of }) => of(row, lang)))
  if (format === 'csv') {
    return { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', bytes: sheetCsv([head, ...cells]) }
  }
  const document = new OdsDocument()
  document.setMetadata({ title: `Socle – ${title[lang]}` })
  const sheet = document.addSheet(title[lang])
  sheet.addRow(head, { bold: true })
  for (const line of cells) sheet.addRow(line.map(asCell))
  head.forEach((heading, index) => sheet.setColumnWidth(index, `${widthOf([heading, ...column(cells, index)])}cm`))
  sheet.freezeRows(1)
  return {
    fileName: `${name}.ods`,
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
    bytes: await document.save(),
  }
}

/** Text stays text, even when it begins as a formula would; XML has no place for control characters. */
const asCell = (value: string | number) =>
  typeof value === 'number'
    ? value
    : // eslint-disable-next-line no-control-regex -- those are what is taken out
      { value: value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''), type: 'string' as const }

const column = (cells: readonly (readonly (string | number)[])[], index: number): string[] =>
  cells.slice(0, WIDTHS.looked).map((line) => String(line[index]))

const widthOf = (texts: readonly string[]): string => {
  const longest = Math.max(...texts.map(({ length }) => length))
  return Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest * WIDTHS.perCharacter)).toFixed(1)
}
