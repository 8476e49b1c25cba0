/** Lists as OpenDocument sheets: a row of headings that stays in sight, then the rows. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { OdsDocument } from 'odf-kit'

export type Cell = string | number | { value: string; type: 'string' }

/** Text stays text, even when it begins as a formula would; XML has no place for control characters. */
export const text = (value: string): Cell => ({
  // eslint-disable-next-line no-control-regex -- those are what is taken out
  value: value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
  type: 'string',
})

export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  /** Of columns, in centimetres. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

export async function sheetsOds(title: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const document = new OdsDocument()
  document.setMetadata({ title })
  for (const { name, head, widths, rows } of sheets) {
    const target = document.addSheet(name)
    target.addRow(head.map(text), { bold: true })
    for (const row of rows) target.addRow([...row], { wrap: true, verticalAlign: 'top' })
    widths.forEach((width, index) => target.setColumnWidth(index, `${width}cm`))
    target.freezeRows(1)
  }
  const bytes = await document.save()
  const severalLines = sheets.some(({ rows }) =>
    rows.some((row) => row.some((cell) => typeof cell === 'object' && cell.value.includes('\n'))),
  )
  return changed(bytes, severalLines ? linesAsParagraphs : (content) => content)
}

/** The library writes the lines of a cell into one paragraph, where a line break is a blank: each line is one of its own. */
export const linesAsParagraphs = (content: string): string =>
  content.replace(/<text:p>([^<]*\n[^<]*)<\/text:p>/g, (_, text: string) =>
    text
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join(''),
  )

/** An OpenDocument whose content is put right after the library wrote it. */
export function changed(document: Uint8Array, change: (content: string) => string): Uint8Array {
  // The media type comes first and stored, so that the file is known by its first bytes.
  const { mimetype, ...files } = unzipSync(document)
  const content = strToU8(change(strFromU8(files['content.xml']!)))
  const styles = strToU8(onWidePages(strFromU8(files['styles.xml']!)))
  return zipSync({ mimetype: [mimetype!, { level: 0 }], ...files, 'content.xml': content, 'styles.xml': styles })
}

/** The library says nothing of paper, and a sheet printed upright is cut between its columns: A4 on its side, all columns on one page (OpenDocument 1.3, 20.341). */
const onWidePages = (styles: string): string =>
  styles.replace(
    '<style:page-layout-properties/>',
    '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1cm" style:scale-to-X="1" style:scale-to-Y="0"/>',
  )

export const odsType = 'application/vnd.oasis.opendocument.spreadsheet'
