/** Documents for the tests, written here byte by byte: no file of anybody else's. */
import { crc32, deflateRawSync } from 'node:zlib'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Packed {
  readonly name: string
  readonly content: string | Uint8Array
  /** Size written in the archive instead of the true one. */
  readonly declared?: number
  /** Stored as it is, and not deflated. */
  readonly stored?: boolean
  /** Marked as under a password. */
  readonly locked?: boolean
}

/** A ZIP archive of deflated files. */
export function zipOf(files: readonly Packed[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, declared, locked, stored } of files) {
    const plain = Buffer.from(content)
    const packed = stored === true ? plain : deflateRawSync(plain)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(locked === true ? 1 : 0, 2)
    common.writeUInt16LE(stored === true ? 0 : 8, 4)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(declared ?? plain.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, tail, title]))
    bodies.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

interface SheetCell {
  readonly text: string
  readonly bold?: boolean
  readonly columns?: number
  readonly rows?: number
  readonly formula?: string
}
type SheetRow = readonly (string | SheetCell | undefined)[]

const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
const boldStyle =
  '<style:style style:name="fat" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'

/** Rows of OpenDocument; `undefined` is a place that a merged cell covers. */
export const odfRows = (rows: readonly SheetRow[]): string =>
  rows
    .map((row) => {
      const cells = row.map((given) => {
        if (given === undefined) return '<table:covered-table-cell/>'
        const { text, bold, columns, rows: down, formula } = typeof given === 'string' ? { text: given } : given
        const attributes = [
          bold === true ? ' table:style-name="fat"' : '',
          columns === undefined ? '' : ` table:number-columns-spanned="${columns}"`,
          down === undefined ? '' : ` table:number-rows-spanned="${down}"`,
          formula === undefined ? '' : ` table:formula="of:${xmlText(formula)}"`,
        ].join('')
        const paragraphs =
          text === ''
            ? ''
            : text
                .split('\n')
                .map((line) => `<text:p>${xmlText(line)}</text:p>`)
                .join('')
        return `<table:table-cell${attributes}>${paragraphs}</table:table-cell>`
      })
      return `<table:table-row>${cells.join('')}</table:table-row>`
    })
    .join('')

const odf = (mimetype: string, body: string, entries: readonly Packed[] = []): Buffer =>
  zipOf([
    { name: 'mimetype', content: mimetype },
    {
      name: 'content.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces}><office:automatic-styles>${boldStyle}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
    },
    ...entries,
  ])

export const odsOf = (sheets: Readonly<Record<string, readonly SheetRow[]>>, entries?: readonly Packed[]): Buffer =>
  odf(
    'application/vnd.oasis.opendocument.spreadsheet',
    `<office:spreadsheet>${Object.entries(sheets)
      .map(
        ([name, rows]) =>
          `<table:table table:name="${xmlText(name)}">${odfRows(rows)}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
      )
      .join('')}</office:spreadsheet>`,
    entries,
  )

/** `body` is the inside of `office:text`. */
export const odtOf = (body: string): Buffer =>
  odf('application/vnd.oasis.opendocument.text', `<office:text>${body}</office:text>`)

/** `undefined` is a place that a merged cell covers. */
export function xlsxOf(sheets: Readonly<Record<string, readonly SheetRow[]>>): Buffer {
  const strings: string[] = []
  const letter = (column: number): string => String.fromCharCode(65 + column)
  const sheetXml = (rows: readonly SheetRow[]): string => {
    const merges: string[] = []
    const body = rows.map((row, down) => {
      const cells = row.map((given, across) => {
        if (given === undefined) return ''
        const { text, bold, columns, rows: high, formula } = typeof given === 'string' ? { text: given } : given
        const at = `${letter(across)}${down + 1}`
        if (columns !== undefined || high !== undefined)
          merges.push(`${at}:${letter(across + (columns ?? 1) - 1)}${down + (high ?? 1)}`)
        const style = bold === true ? ' s="1"' : ''
        if (text === '' && formula === undefined) return ''
        if (formula !== undefined)
          return `<c r="${at}"${style} t="str"><f>${xmlText(formula)}</f><v>${xmlText(text)}</v></c>`
        if (/^\d+$/.test(text)) return `<c r="${at}"${style}><v>${text}</v></c>`
        strings.push(`<si><t xml:space="preserve">${xmlText(text)}</t></si>`)
        return `<c r="${at}"${style} t="s"><v>${strings.length - 1}</v></c>`
      })
      return cells.join('') === '' ? '' : `<row r="${down + 1}">${cells.join('')}</row>`
    })
    return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData>${merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`}</worksheet>`
  }
  const names = Object.keys(sheets)
  const pages = Object.values(sheets).map(sheetXml)
  return zipOf([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><fonts><font/><font><b/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
    },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings.join('')}</sst>` },
    ...pages.map((content, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content })),
  ])
}

/** What one page of a PDF holds: words at their place and lines, in points, y downwards from the top. */
export interface PdfPage {
  readonly words?: readonly {
    readonly x: number
    readonly y: number
    readonly text: string
    readonly bold?: boolean
    readonly size?: number
    /** Written upwards, from its place. */
    readonly turned?: true
  }[]
  readonly lines?: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]
  /** A4 on its side: drawn so, drawn upright and turned by the reader's screen, as some printers do, or left on its side. */
  readonly landscape?: 'wide' | 'turned' | 'sideways'
}

const [pageWidth, pageHeight] = [595, 842] as const

/** A PDF with Helvetica in Windows encoding. `trailer` is added to the trailer's dictionary. */
export function pdfOf(pages: readonly PdfPage[], trailer = ''): Buffer {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add('')
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')
  const kids = pages.map(({ words = [], lines = [], landscape }) => {
    const turned = landscape === 'turned' || landscape === 'sideways'
    const [wide, high] = landscape === 'wide' ? [pageHeight, pageWidth] : [pageWidth, pageHeight]
    const at = (x: number, y: number): string => (turned ? `${y} ${x}` : `${x} ${high - y}`)
    const upright = turned ? '0 1 -1 0' : '1 0 0 1'
    const said = words.map(
      ({ x, y, text, bold, size, turned: up }) =>
        `BT /F${bold === true ? 2 : 1} ${size ?? 9} Tf ${up === true ? '0 1 -1 0' : upright} ${at(x, y)} Tm (${pdfText(text)}) Tj ET`,
    )
    const drawn = lines.map(([x1, y1, x2, y2]) => `${at(x1, y1)} m ${at(x2, y2)} l S`)
    const stream = [...said, ...drawn].join('\n')
    const content = add(`<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`)
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}]${landscape === 'turned' ? ' /Rotate 90' : ''} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${content} 0 R >>`,
    )
  })
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`
  return pdfFile(objects, trailer)
}

/** The bytes of a PDF from its objects, numbered from 1; the first is the catalogue. */
export function pdfFile(objects: readonly string[], trailer = ''): Buffer {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Windows encoding for the few signs of French print beyond Latin-1. */
const beyondLatin = new Map([
  ['’', '\x92'],
  ['–', '\x96'],
  ['œ', '\x9c'],
  ['“', '\x93'],
  ['”', '\x94'],
  ['…', '\x85'],
])
const pdfText = (text: string): string =>
  [...text]
    .map((sign) => beyondLatin.get(sign) ?? sign)
    .join('')
    .replace(/[\\()]/g, '\\$&')

/** A drawn table: cells of wrapped lines, borders all around. Widths and heights in points. */
export function drawnTable(
  top: number,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  options: {
    readonly bold?: readonly string[]
    readonly boldCell?: (row: number, column: number) => boolean
    readonly left?: number
  } = {},
): Required<Pick<PdfPage, 'words' | 'lines'>> & { readonly bottom: number } {
  const left = options.left ?? 40
  const borders = widths.reduce<number[]>((all, width) => [...all, (all.at(-1) ?? left) + width], [left])
  const right = borders.at(-1) ?? left
  const words: NonNullable<PdfPage['words']>[number][] = []
  const lines: [number, number, number, number][] = [[left, top, right, top]]
  let y = top
  for (const [rank, row] of rows.entries()) {
    const height = Math.max(...row.map((cell) => cell.split('\n').length)) * 11 + 6
    for (const [column, cell] of row.entries())
      for (const [line, text] of cell.split('\n').entries())
        if (text !== '')
          words.push({
            x: (borders[column] ?? 0) + 3,
            y: y + 11 + line * 11,
            text,
            ...(options.bold?.includes(text) === true || options.boldCell?.(rank, column) === true
              ? { bold: true }
              : {}),
          })
    y += height
    lines.push([left, y, right, y])
  }
  for (const border of borders) lines.push([border, top, border, y])
  return { words, lines, bottom: y }
}
