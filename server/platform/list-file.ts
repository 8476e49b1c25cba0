import type { Bilingual, Language, ListExport } from '@socle/contracts'
import { OdsDocument } from 'odf-kit'
import { csvOf } from './csv.ts'
import { refuse } from './errors.ts'
import type { FileAnswer } from './http.ts'

/** A sheet of more lines opens nowhere, and a list of more is a question badly put. */
export const MAX_EXPORTED = 20_000

export interface Column<Row> {
  readonly name: Bilingual
  /** A number stays one in the sheet. */
  readonly of: (row: Row, language: Language) => string | number
}

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
    const text = csvOf([head, ...cells.map((line) => line.map(String))])
    // A sheet takes a file without this mark for another encoding.
    return { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', bytes: Buffer.from(`\uFEFF${text}`) }
  }
  const document = new OdsDocument()
  document.setMetadata({ title: `Socle – ${title[lang]}` })
  const sheet = document.addSheet(title[lang])
  sheet.addRow(head, { bold: true })
  for (const line of cells) sheet.addRow(line)
  return {
    fileName: `${name}.ods`,
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
    bytes: await document.save(),
  }
}
