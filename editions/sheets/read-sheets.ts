/** The cells of a sheet as they are, for those who know what stands where: merged cells and formulas stay visible. */
import type { Table } from '../document.ts'
import { decodeText } from '../bytes/decode-text.ts'
import { containerOf, textFormatOf } from '../format.ts'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { readCsv } from './read-csv.ts'
import { readOffice } from './read-office.ts'
import { emptyFile, fileTooLarge, legacyFormat, notASheet } from '../refusal.ts'
import { startWork } from '../bytes/work-clock.ts'

export interface SheetOptions {
  readonly name: string
  /** Takes a sheet as text, too, where nobody needs to see merged cells or formulas. */
  readonly csv?: boolean
}

/**
 * Every sheet of an OpenDocument or XLSX workbook, under the same limits as an edition.
 * @throws {EditionRefusal} when it cannot be read whole: nothing is ever read in part.
 */
export function readSheets(bytes: Uint8Array, { name, csv = false }: SheetOptions): readonly Table[] {
  const place: Place = { file: name }
  if (bytes.length === 0) throw emptyFile(place)
  if (bytes.length > limits.fileBytes) throw fileTooLarge(place, bytes.length, limits.fileBytes)
  const container = containerOf(bytes)
  if (container === 'legacy-office') throw legacyFormat(place, bytes)
  if (container === 'text' && csv) {
    const { text } = decodeText(bytes, place)
    if (textFormatOf(text) !== 'csv') throw notASheet(place)
    return readCsv(text, place, startWork()).tables
  }
  if (container !== 'zip') throw notASheet(place)
  const document = readOffice(bytes, place, startWork())
  if (document.format !== 'ods' && document.format !== 'xlsx') throw notASheet(place)
  return document.tables
}
