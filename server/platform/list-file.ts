import type { Bilingual, Language, ListExport } from '@socle/contracts'
import { sheetCsv } from './csv.ts'
import { refuse } from './errors.ts'
import type { FileAnswer } from './http.ts'
import { cell, odsType, sheetsOds } from './sheets-ods.ts'

/** A sheet of more lines opens nowhere, and a list of more is a question badly put. */
export const MAX_EXPORTED = 20_000

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
  return {
    fileName: `${name}.ods`,
    contentType: odsType,
    bytes: await sheetsOds(`Socle – ${title[lang]}`, [
      { name: title[lang], head, rows: cells.map((line) => line.map(cell)) },
    ]),
  }
}
