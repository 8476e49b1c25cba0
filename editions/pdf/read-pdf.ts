/** PDF: tables by their drawn lines, or by the alignment of words under a heading row where nothing is drawn. */
import { inflateSync } from 'node:zlib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { ReadDocument } from '../document.ts'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import {
  type Lines,
  type Matrix,
  type Page,
  type PageText,
  type TurnedText,
  addPath,
  multiply,
  wholeLines,
  withStruck,
} from './page.ts'
import { pdfBlocks } from './blocks.ts'
import { titleOf } from './document-title.ts'
import { cutsWords, withoutCutWords, wordsMended } from './hyphens.ts'
import { pdfTables } from './tables.ts'
import { fromCork } from './tex.ts'
import { lineText, linesOf } from './text.ts'
import { versionIn } from '../markup/read-markdown.ts'
import { EditionRefusal, archiveBomb, damaged, encrypted, tooMany, withoutText } from '../refusal.ts'
import { isAlongSide, turnOf, turnedText } from './turned-text.ts'
import type { Work } from '../bytes/work-clock.ts'

/** A whole PDF ends with its end mark; some programs add a few bytes after it. */
const endWithin = 2048

export async function readPdf(bytes: Uint8Array, place: Place, work: Work): Promise<ReadDocument> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (raw.indexOf('%%EOF', Math.max(0, raw.length - endWithin)) === -1)
    throw damaged(place, {
      fr: 'ce PDF est tronqué : sa marque de fin (%%EOF) manque.',
      en: 'this PDF is cut short: its end mark (%%EOF) is missing.',
    })
  refuseSwollenStreams(raw, place, work)
  const pdf = await open(bytes, place)
  try {
    if (pdf.numPages > limits.pages) throw tooMany(place, { fr: 'pages', en: 'pages' }, limits.pages)
    const printed: Page[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const here = { ...place, page: number }
      work.time(here)
      printed.push(
        await pageOf(pdf, number, place).catch((cause: unknown) => {
          if (cause instanceof EditionRefusal) throw cause
          throw damaged(here, { fr: 'cette page est illisible.', en: 'this page cannot be read.' }, cause)
        }),
      )
    }
    const pages = fromCork(printed)
    if (!pages.some(({ texts }) => texts.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))) throw withoutText(place)
    const { info } = (await pdf.getMetadata().catch(() => ({ info: {} }))) as {
      info: { Title?: unknown; Producer?: unknown; Creator?: unknown }
    }
    const firstPage = linesOf(pages[0]?.texts ?? []).map(lineText)
    const { tables, rest, anomalies } = pdfTables(pages, place, work)
    const mended = wordsMended(tables, pages, cutsWords(info.Producer, info.Creator))
    return {
      format: 'pdf',
      title: titleOf(info.Title, pages[0]),
      version: versionIn(firstPage.join('\n')),
      tables: withoutCutWords(tables, mended),
      blocks: pdfBlocks(rest, place, mended),
      anomalies,
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function open(bytes: Uint8Array, place: Place): Promise<Pdf> {
  try {
    // A copy: pdf.js takes possession of what it is given.
    return await getDocumentProxy(new Uint8Array(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    })
  } catch (cause) {
    if (cause instanceof EditionRefusal) throw cause
    if ((cause as Error).name === 'PasswordException') throw encrypted(place)
    throw damaged(place, { fr: 'ce PDF ne s’ouvre pas.', en: 'this PDF does not open.' }, cause)
  }
}

async function pageOf(pdf: Pdf, number: number, place: Place): Promise<Page> {
  const { OPS } = await getResolvedPDFJS()
  const page = await pdf.getPage(number)
  const content = await page.getTextContent()
  const viewport = uprightViewport(page, content)
  const base = viewport.transform as unknown as Matrix
  const operators = await page.getOperatorList()
  const lines: Lines = { horizontal: [], vertical: [] }
  const stroked = new Set<number>([
    OPS.stroke,
    OPS.closeStroke,
    OPS.fillStroke,
    OPS.eoFillStroke,
    OPS.closeFillStroke,
    OPS.closeEOFillStroke,
  ])
  const filled = new Set<number>([OPS.fill, OPS.eoFill])
  let matrix = base
  const saved: Matrix[] = []
  for (const [at, operator] of operators.fnArray.entries()) {
    const args = operators.argsArray[at] as unknown[] | null
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) saved.push(matrix)
    if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? base
    if (operator === OPS.transform) matrix = multiply(matrix, args as unknown as Matrix)
    if (operator === OPS.paintFormXObjectBegin && Array.isArray(args?.[0]))
      matrix = multiply(matrix, args[0] as unknown as Matrix)
    if (operator !== OPS.constructPath || args === null) continue
    const paint = args[0] as number
    if (!stroked.has(paint) && !filled.has(paint)) continue
    for (const path of args[1] as (ArrayLike<number> | null)[])
      if (path !== null) addPath(path, matrix, stroked.has(paint), lines)
  }
  const bold = new Map<string, boolean>()
  const isBold = (font: string): boolean => {
    const known = bold.get(font)
    if (known !== undefined) return known
    const { name = '', bold: flag = false } = page.commonObjs.has(font)
      ? (page.commonObjs.get(font) as { name?: string; bold?: boolean })
      : {}
    const found = flag || /bold|black|heavy|demi/i.test(name)
    bold.set(font, found)
    return found
  }
  const turned: TurnedText[] = []
  const texts = content.items.flatMap((item): PageText[] => {
    if (!('str' in item) || item.str === '') return []
    const placed = multiply(base, item.transform as unknown as Matrix)
    const [, , c, d, x, y] = placed
    const aside = turnedText(item.str, item.width, placed)
    if (aside !== undefined) {
      if (isAlongSide(placed)) turned.push(aside)
      return []
    }
    return [
      {
        text: item.str,
        x,
        y,
        width: item.width,
        height: Math.hypot(c, d),
        bold: isBold(item.fontName),
        font: item.fontName,
      },
    ]
  })
  page.cleanup()
  if (texts.length + turned.length > limits.textsPerPage)
    throw tooMany(
      { ...place, page: number },
      { fr: 'morceaux de texte sur cette page', en: 'pieces of text on this page' },
      limits.textsPerPage,
    )
  const whole = wholeLines(lines)
  return {
    number,
    width: viewport.width,
    height: viewport.height,
    texts: withStruck(texts, whole.horizontal),
    turned,
    ...whole,
  }
}

type PdfPage = Awaited<ReturnType<Pdf['getPage']>>

/** A page whose text lies on its side was left so by who made it. */
function uprightViewport(page: PdfPage, { items }: Awaited<ReturnType<PdfPage['getTextContent']>>) {
  const viewport = page.getViewport({ scale: 1 })
  const base = viewport.transform as unknown as Matrix
  const turn = turnOf(
    items.flatMap((item) =>
      'str' in item ? [{ text: item.str, matrix: multiply(base, item.transform as unknown as Matrix) }] : [],
    ),
  )
  return turn === 0 ? viewport : page.getViewport({ scale: 1, rotation: page.rotate + turn })
}

/** A stream may be packed twice or three times over. */
const packings = 3

/** pdf.js inflates without a limit: every stream is first inflated here under one, and forgotten. */
function refuseSwollenStreams(raw: Buffer, place: Place, work: Work): void {
  let total = 0
  for (let at = raw.indexOf('stream'); at !== -1; at = raw.indexOf('stream', at + 6)) {
    let from = at + 6
    if (raw[from] === 0x0d) from += 1
    if (raw[from] !== 0x0a) continue
    from += 1
    const end = raw.indexOf('endstream', from)
    if (end === -1) break
    at = end + 3
    let packed: Buffer = raw.subarray(from, end)
    for (
      let time = 0;
      time < packings && (packed[0] ?? 0) % 16 === 8 && ((packed[0] ?? 0) * 256 + (packed[1] ?? 0)) % 31 === 0;
      time += 1
    ) {
      work.time(place)
      const inflated = inflate(packed, place)
      if (inflated === undefined) break
      total += inflated.length
      if (total > limits.inflatedBytes)
        throw archiveBomb(place, {
          fr: `les flux de ce PDF dépassent ${limits.inflatedBytes / 1024 / 1024} Mo une fois décompressés.`,
          en: `the streams of this PDF exceed ${limits.inflatedBytes / 1024 / 1024} MB once inflated.`,
        })
      packed = inflated
    }
  }
}

/** Undefined when it is no whole stream of that kind: pdf.js will judge it. */
function inflate(packed: Buffer, place: Place): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: limits.entryBytes })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return undefined
    throw archiveBomb(place, {
      fr: `un flux de ce PDF dépasse ${limits.entryBytes / 1024 / 1024} Mo une fois décompressé.`,
      en: `a stream of this PDF exceeds ${limits.entryBytes / 1024 / 1024} MB once inflated.`,
    })
  }
}
