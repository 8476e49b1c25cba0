/** CSV after RFC 4180, as office programs really write it: any of , ; tab |, quotes, line breaks inside quotes. */
import type { Anomaly } from '../anomaly.ts'
import { readHeadings } from '../rows/columns.ts'
import { closingQuote, usualSeparators } from './csv-quotes.ts'
import type { Cell, ReadDocument, Row, Table } from '../document.ts'
import type { Place } from '../place.ts'
import { limits } from '../limits.ts'
import { tidy } from '../plain-words.ts'
import { tooMany } from '../refusal.ts'
import type { Work } from '../bytes/work-clock.ts'

const separators = [';', ',', '\t', '|'] as const
type Separator = (typeof separators)[number]
/** Rows looked at to choose the separator. */
const sampleRows = 50
const sampleCharacters = 200_000

export function readCsv(text: string, place: Place, work: Work): ReadDocument {
  const separator = separatorOf(text, place)
  const { records, unclosed } = parse(text, separator, place, work)
  const anomalies = unclosed.map((line): Anomaly => ({
    kind: 'quote-unclosed',
    id: '',
    place: { ...place, line },
    detail: {
      fr: 'le guillemet ouvert ici n’est jamais refermé ; la ligne est lue sans lui.',
      en: 'the quote opened here is never closed; the line is read without it.',
    },
  }))
  const usual = mode(records.map(({ cells }) => cells.length)) ?? 1
  const rows = records.map(({ line, cells }): Row => ({
    place: { ...place, line },
    cells: cells.map((cell): Cell => ({ text: tidy(asText(cell)) })),
    ...(cells.length > usual ? { cut: { by: separator, cells } } : {}),
  }))
  const table: Table = { place, headings: [], rows }
  return { format: 'csv', title: '', version: '', tables: [table], anomalies }
}

/** `="EX-1"`: how a spreadsheet is told that a cell is a text, and nothing to count. */
const asText = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell

/**
 * The separator that cuts the largest part of the rows into the same number of cells, more than one, and before it one that cuts
 * out a row of headings: inside quoted cells of several lines, commas are regular too.
 */
function separatorOf(text: string, place: Place): Separator {
  const sample = text.slice(0, sampleCharacters)
  let best: { separator: Separator; score: number } = { separator: ';', score: 0 }
  const hint = /^sep=(.)\n/.exec(sample)?.[1]
  const hinted = separators.find((separator) => separator === hint)
  if (hinted !== undefined) return hinted
  for (const separator of separators) {
    const { records } = split(sample, separator, sampleRows)
    const counts = records.map(({ cells }) => cells.length)
    const usual = mode(counts.filter((count) => count > 1))
    if (usual === undefined) continue
    const headed = records.some(
      ({ cells }) => readHeadings({ place, cells: cells.map((text) => ({ text })) }) !== undefined,
    )
    const share = counts.filter((count) => count === usual).length / counts.length
    const score = (headed ? 1 : 0) + share + Math.min(usual, 10) / 1000
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

const mode = (numbers: readonly number[]): number | undefined => {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].toSorted(([a, n], [b, m]) => m - n || b - a)[0]?.[0]
}

interface Split {
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** Lines of quotes that are never closed. */
  readonly unclosed: readonly number[]
}

function parse(text: string, separator: Separator, place: Place, work: Work): Split {
  const hint = /^sep=.\n/.test(text)
  const read = split(text, separator, Number.POSITIVE_INFINITY, (line, cells, longest) => {
    const here = { ...place, line }
    work.row(here, cells)
    if (cells > limits.columns) throw tooMany(here, { fr: 'colonnes', en: 'columns' }, limits.columns)
    if (longest > limits.cellCharacters)
      throw tooMany(
        here,
        {
          fr: 'caractères dans une cellule (guillemet non refermé ?)',
          en: 'characters in one cell (a quote left open?)',
        },
        limits.cellCharacters,
      )
  })
  return hint ? { ...read, records: read.records.slice(1) } : read
}

/** Rows that hold nothing at all are the ends of the file or air between tables: kept, the reader tells them. */
function split(
  text: string,
  separator: string,
  most: number,
  seen?: (line: number, cells: number, longest: number) => void,
): Split {
  const records: { line: number; cells: string[] }[] = []
  const unclosed: number[] = []
  const usual = usualSeparators(text.slice(0, sampleCharacters), separator)
  let at = 0
  let line = 1
  const plainQuotes = new Set<number>()
  while (at < text.length && records.length < most) {
    const start = line
    const cells: string[] = []
    let longest = 0
    for (;;) {
      let cell: string
      // A quote opens a cell only at its beginning; elsewhere it is a sign like another.
      const from = at
      while (text[at] === ' ') at += 1
      if (text[at] === '"' && !plainQuotes.has(at)) {
        const opened = at
        const end = closingQuote(text, opened, separator, usual)
        let breaks = 0
        if (end === undefined) {
          unclosed.push(line)
          plainQuotes.add(opened)
          at = from
          continue
        }
        cell = text.slice(opened + 1, end).replaceAll('""', '"')
        for (const sign of cell) if (sign === '\n') breaks += 1
        line += breaks
        at = end + 1
        // Signs after the closing quote belong to the cell, and its quotes to them: nothing is lost.
        const rest = endOfCell(text, at, separator)
        const more = text.slice(at, rest).trimEnd()
        if (more !== '') cell = `"${cell}"${more}`
        at = rest
      } else {
        const end = endOfCell(text, from, separator)
        cell = text.slice(from, end)
        if (plainQuotes.has(at)) cell = cell.replace('"', '')
        at = end
      }
      longest = Math.max(longest, cell.length)
      cells.push(cell)
      if (text[at] === separator) at += 1
      else break
    }
    at += 1
    line += 1
    seen?.(start, cells.length, longest)
    records.push({ line: start, cells })
  }
  return { records, unclosed }
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1
  return at
}
