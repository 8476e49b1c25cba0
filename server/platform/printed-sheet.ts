/** What the library says nothing of: how a sheet comes out of a printer. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

export interface Print {
  /** Rows that stand again at the head of each page, by sheet, counted from 1: a row or none; unless told, the first. */
  readonly headings?: (sheet: number) => number | undefined
  /** What else is to be put right in the content. */
  readonly content?: (content: string) => string
}

/** An OpenDocument sheet on A4 laid on its side, all its columns on one page, its headings on each (OpenDocument 1.3, 9.2.2 and 20.341). */
export function printed(
  document: Uint8Array,
  { headings = () => 1, content = (same) => same }: Print = {},
): Uint8Array {
  // The media type comes first and stored, so that the file is known by its first bytes.
  const { mimetype, ...files } = unzipSync(document)
  const sheets = strToU8(withHeadings(content(strFromU8(files['content.xml']!)), headings))
  const styles = strToU8(onWidePages(strFromU8(files['styles.xml']!)))
  return zipSync({ mimetype: [mimetype!, { level: 0 }], ...files, 'content.xml': sheets, 'styles.xml': styles })
}

const onWidePages = (styles: string): string =>
  styles.replace(
    '<style:page-layout-properties/>',
    '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1cm" style:scale-to-X="1" style:scale-to-Y="0"/>',
  )

const ROW_END = '</table:table-row>'

function withHeadings(content: string, headings: NonNullable<Print['headings']>): string {
  const [before, ...sheets] = content.split(/(?=<table:table )/)
  return [before, ...sheets.map((sheet, index) => withHeading(sheet, headings(index + 1)))].join('')
}

function withHeading(sheet: string, row: number | undefined): string {
  if (row === undefined) return sheet
  let from = sheet.indexOf('<table:table-row')
  for (let before = 1; before < row && from !== -1; before++) from = sheet.indexOf('<table:table-row', from + 1)
  if (from === -1) return sheet
  const to = sheet.indexOf(ROW_END, from) + ROW_END.length
  return `${sheet.slice(0, from)}<table:table-header-rows>${sheet.slice(from, to)}</table:table-header-rows>${sheet.slice(to)}`
}
