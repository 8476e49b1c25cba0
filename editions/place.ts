import type { Bilingual } from '@socle/contracts/text'

/** Where something stands in a document, counted from 1 as people count. */
export interface Place {
  readonly file: string
  readonly page?: number
  readonly sheet?: string
  /** Rank of the table: on its page in a PDF, in its sheet or file elsewhere. */
  readonly table?: number
  /** Row of the table, or of the sheet as the spreadsheet numbers it. */
  readonly row?: number
  /** Line of a text file. */
  readonly line?: number
  /** Heading, group or address inside a structured file, when nothing else leads there. */
  readonly under?: string
}

/** `cct.pdf, page 33, tableau 1, ligne 4`. */
export function wordPlace(place: Place): Bilingual {
  const parts = (words: { page: string; sheet: string; table: string; row: string; line: string }): string =>
    [
      place.file,
      place.page === undefined ? '' : `${words.page} ${place.page}`,
      place.sheet === undefined ? '' : `${words.sheet} ${place.sheet}`,
      place.table === undefined ? '' : `${words.table} ${place.table}`,
      place.row === undefined ? '' : `${words.row} ${place.row}`,
      place.line === undefined ? '' : `${words.line} ${place.line}`,
      place.under ?? '',
    ]
      .filter((part) => part !== '')
      .join(', ')
  return {
    fr: parts({ page: 'page', sheet: 'feuille', table: 'tableau', row: 'rangée', line: 'ligne' }),
    en: parts({ page: 'page', sheet: 'sheet', table: 'table', row: 'row', line: 'line' }),
  }
}
