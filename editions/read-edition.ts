/** Bytes in, an edition out, or a refusal: the whole path, whatever the format. */
import type { Anomaly, AnomalyKind } from './anomaly.ts'
import { decodeText } from './bytes/decode-text.ts'
import { tellEncodedTwice } from './rows/encoded-twice.ts'
import type { Entry, ReadDocument } from './document.ts'
import { settleLevels } from './rows/document-levels.ts'
import { containerOf, textFormatOf } from './format.ts'
import { levelsOfSentences, tellElsewhere } from './rows/level-elsewhere.ts'
import { limits } from './limits.ts'
import { markedSheets, mergedOrFormula } from './sheets/merged-or-formula.ts'
import { tellNumbering } from './rows/numbering.ts'
import type { Place } from './place.ts'
import { readCsv } from './sheets/read-csv.ts'
import { readParagraphs } from './rows/read-paragraphs.ts'
import { type TablesRead, readTables } from './rows/read-tables.ts'
import { emptyFile, fileTooLarge, legacyFormat, noRequirement, notADocument, tooMany, zeroSign } from './refusal.ts'
import { type ReadEdition, type ReadList, type ReadRequirement, listKinds } from './requirement.ts'
import { tellWithdrawn } from './rows/withdrawn.ts'
import { type Work, startWork } from './bytes/work-clock.ts'

export interface ReadOptions {
  /** Name of the file, for places; its extension is not believed. */
  readonly name: string
  /**
   * Reads a sheet whose list has merged cells or formulas, which is refused otherwise: a merged cell holds for all its
   * rows, a formula gives its stored value, and both are told.
   */
  readonly lenient?: boolean
}

/**
 * Reads a published edition. The same bytes always give the same answer.
 * @throws {EditionRefusal} when the document cannot be read whole: nothing is ever read in part.
 */
export async function readEdition(bytes: Uint8Array, { name, lenient = false }: ReadOptions): Promise<ReadEdition> {
  return assemble(await readWholeDocument(bytes, { name }), { file: name }, lenient)
}

/**
 * Tables of a document as they stand, for a reader that looks for something else than requirements.
 * @throws {EditionRefusal} when it cannot be read whole.
 */
export async function readWholeDocument(bytes: Uint8Array, { name }: { readonly name: string }): Promise<ReadDocument> {
  const place: Place = { file: name }
  if (bytes.length === 0) throw emptyFile(place)
  if (bytes.length > limits.fileBytes) throw fileTooLarge(place, bytes.length, limits.fileBytes)
  return readDocument(bytes, place, startWork())
}

async function readDocument(bytes: Uint8Array, place: Place, work: Work): Promise<ReadDocument> {
  const container = containerOf(bytes)
  switch (container) {
    case 'legacy-office':
      throw legacyFormat(place, bytes)
    case 'picture':
      throw notADocument(place, { fr: 'c’est une image.', en: 'this is a picture.' })
    case 'archive':
      throw notADocument(place, {
        fr: 'c’est une archive compressée : extrayez-en le document.',
        en: 'this is a compressed archive: extract the document from it.',
      })
    case 'program':
      throw notADocument(place, { fr: 'c’est un programme.', en: 'this is a program.' })
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(bytes, place, work)
    case 'zip':
      return asShown((await import('./sheets/read-office.ts')).readOffice(bytes, place, work))
    case 'text':
      return readText(bytes, place, work)
  }
}

/** People read what a sheet shows; those who compute with it take the numbers themselves. */
const asShown = (document: ReadDocument): ReadDocument => ({
  ...document,
  tables: document.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (cell.shown === undefined ? cell : { ...cell, text: cell.shown })),
    })),
  })),
})

async function readText(bytes: Uint8Array, place: Place, work: Work): Promise<ReadDocument> {
  const { text, anomalies } = decodeText(bytes, place)
  if (text.trim() === '') throw emptyFile(place)
  if (text.length > limits.textCharacters)
    throw tooMany(place, { fr: 'caractères', en: 'characters' }, limits.textCharacters)
  const format = textFormatOf(text)
  const read = await (async (): Promise<ReadDocument> => {
    switch (format) {
      case 'csv':
        return readCsv(text, place, work)
      case 'html':
        return (await import('./markup/read-html.ts')).readHtml(text, place, work)
      case 'markdown':
        return (await import('./markup/read-markdown.ts')).readMarkdown(text, place, work)
      case 'oscal-json':
      case 'oscal-yaml':
      case 'oscal-xml':
        return (await import('./oscal/read-oscal.ts')).readOscal(text, format, place, work)
      case 'json':
        throw notADocument(place, {
          fr: 'c’est du JSON, mais pas un catalogue OSCAL (« catalog » est absent).',
          en: 'this is JSON, but no OSCAL catalogue (“catalog” is absent).',
        })
      case 'xml':
        return (await import('./sheets/read-office.ts')).readFlatXml(text, place, work)
    }
  })()
  // The end of line of the last line matters where lines are rows.
  const lines =
    format === 'csv' || format === 'markdown' ? anomalies : anomalies.filter(({ kind }) => kind !== 'last-line-open')
  return { ...read, anomalies: [...lines, ...read.anomalies] }
}

function assemble(document: ReadDocument, place: Place, lenient: boolean): ReadEdition {
  const { lists, anomalies: found, refusals } = listsOf(document, place)
  const kind = listKinds.find((each) => lists.some((list) => list.kind === each && list.rows.length > 0))
  if (!lenient)
    refuseMarks(document, place, [...lists.filter((list) => list.kind === kind && list.rows.length > 0), ...refusals])
  if (refusals[0] !== undefined) throw refusals[0]
  if (kind === undefined) throw noRequirement(place, document.tables.length)
  const printed = lists.filter((list) => list.kind === kind).flatMap(({ rows }) => rows)
  // What JSON, YAML and PDF may write, and decoding a text does not show.
  for (const { id, level, category, text, title = '', fields, place: at } of printed)
    if ([id, level, category, text, title, ...Object.values(fields)].some((said) => said.includes('\0')))
      throw zeroSign(at, id.replaceAll('\0', ''))
  const spoken = kind === 'requirements' && document.entries === undefined ? levelsOfSentences(printed) : undefined
  const { rows: requirements, anomalies: ofLevels } = settleLevels(
    spoken ?? printed,
    kind === 'requirements' && !isUnweighedCatalogue(document),
  )
  const others = lists
    .filter((list) => list.kind !== kind && list.rows.length > 0)
    .map((list) => ({ ...list, rows: settleLevels(list.rows, false).rows }))
  const anomalies = [
    ...named([...document.anomalies, ...found], requirements),
    ...tellEncodedTwice(requirements),
    ...(spoken === undefined ? [] : tellElsewhere(spoken, 'sentences')),
    ...ofLevels,
    ...tellNumbering(requirements, heldElsewhere([...document.anomalies, ...found])),
    ...others.map(setAside),
  ]
  return {
    edition: { file: place.file, format: document.format, title: document.title, version: document.version },
    kind,
    requirements,
    anomalies: inReadingOrder(tellWithdrawn(requirements, anomalies)),
    others,
  }
}

/** Merged cells and formulas refuse the sheets that hold the list, wherever in them they stand; other sheets none. */
function refuseMarks({ tables }: ReadDocument, { file }: Place, held: readonly { readonly place: Place }[]): void {
  const marked = markedSheets(tables, new Set(held.map(({ place }) => place.sheet)))
  if (marked.length > 0) throw mergedOrFormula(file, marked)
}

/** A catalogue names what it says of a control; one without any property for levels leaves none out. */
const isUnweighedCatalogue = ({ entries = [] }: ReadDocument): boolean =>
  entries.length > 0 && entries.every(({ level }) => level === '')

function listsOf(document: ReadDocument, place: Place): TablesRead {
  if (document.entries !== undefined) return { lists: [listOf(document.entries, place)], anomalies: [], refusals: [] }
  const tables = readTables(document.tables)
  if (tables.lists.some(({ kind, rows }) => kind !== 'components' && rows.length > 0)) return tables
  const written = readParagraphs(document.blocks ?? [], place)
  return written === undefined
    ? tables
    : { ...tables, lists: [written.list, ...tables.lists], anomalies: [...tables.anomalies, ...written.anomalies] }
}

const listOf = (entries: readonly Entry[], place: Place): ReadList => ({
  kind: 'requirements',
  place,
  rows: entries.map(({ title, ...entry }): ReadRequirement => ({ ...entry, ...(title === '' ? {} : { title }) })),
})

/** What a reader tells of a line, before it knows the requirement that the line holds. */
const toldOfLines = new Set<AnomalyKind>(['cells-extra', 'quote-unclosed', 'hidden-content', 'row-broken-by-line'])

function named(anomalies: readonly Anomaly[], rows: readonly ReadRequirement[]): readonly Anomaly[] {
  const where = ({ sheet, page, table, row, line }: Place): string => JSON.stringify([sheet, page, table, row, line])
  const ids = new Map(rows.map(({ place, id }) => [where(place), id]))
  return anomalies.map((anomaly) => {
    const { kind, id, place } = anomaly
    if (id !== '' || !toldOfLines.has(kind) || (place.row ?? place.line) === undefined) return anomaly
    return { ...anomaly, id: ids.get(where(place)) ?? '' }
  })
}

/** Numbers that a catalogue took out are not free, and those read with another's row or of a title are there: they leave no gap. */
const heldElsewhere = (anomalies: readonly Anomaly[]): readonly string[] =>
  anomalies.flatMap(({ kind, id }) => (holdingNumbers.has(kind) && id !== '' ? [id] : []))
const holdingNumbers = new Set<AnomalyKind>(['row-withdrawn', 'rows-joined', 'section-row', 'note-row'])

const setAside = ({ kind, place, rows }: ReadList): Anomaly => ({
  kind: 'list-set-aside',
  id: rows[0]?.id ?? '',
  place,
  detail: {
    fr: `${rows.length} ${kind === 'products' ? 'produit(s)' : 'élément(s)'}, de ${rows[0]?.id} à ${rows.at(-1)?.id}, dans « others ».`,
    en: `${rows.length} ${kind === 'products' ? 'product(s)' : 'item(s)'}, from ${rows[0]?.id} to ${rows.at(-1)?.id}, in “others”.`,
  },
})

const inReadingOrder = (anomalies: readonly Anomaly[]): readonly Anomaly[] => {
  const rank = ({ place: { page = 0, line = 0, table = 0, row = 0 } }: Anomaly): readonly number[] => [
    page,
    line,
    table,
    row,
  ]
  return anomalies
    .map((anomaly, at) => ({ anomaly, at, rank: rank(anomaly), sheet: anomaly.place.sheet ?? '' }))
    .toSorted((a, b) => {
      if (a.sheet !== b.sheet) return a.at - b.at
      for (const [at, value] of a.rank.entries()) {
        const other = b.rank[at] ?? 0
        if (value !== other) return value - other
      }
      return a.at - b.at
    })
    .map(({ anomaly }) => anomaly)
}
