import { Word } from '../names/name-lexicon.ts'
import { FIRST } from './columns.ts'
import { ofThings, otherColumns } from './column-heads.ts'
import { readFormLine } from './form-lines.ts'
import { Label } from './labels.ts'
import type { Scan } from './scan.ts'
import { Gap, TokenKind } from './tokens.ts'
import { opensRow, readMarkupTables } from './markup-tables.ts'
import { hashWord } from './word-hash.ts'
import { wordSet } from './word-table.ts'

/** A line is read as a row of cells when it has at least two delimiters of one kind; longer rows than this are not tables of people. */
const MIN_DELIMITERS = 1
const MAX_COLUMNS = 60
const TAB = 9
const COMMA = 0x2c
const COLON = 0x3a
/** Columns set by several spaces: told apart by where they begin. */
const SPACES = 0x20
const delimiters: readonly number[] = [0x3b, TAB, 0x7c, COMMA, SPACES]

/** "first_name" and "last name" say as much as "firstname". */
const NAME = hashWord('name')
const FIRST_NAME = hashWord('firstname')
const ofPerson = wordSet('first last full given family')

/** Delimiters that stand at a token: the sign that it is, or the tabulations before it. */
function delimitersAt(scan: Scan, token: number, from: number, delimiter: number): number {
  if (delimiter === SPACES) return token > from && scan.gap[token] === Gap.wide ? 1 : 0
  if (delimiter !== TAB) return scan.hash[token] === delimiter && scan.kind[token] === TokenKind.sign ? 1 : 0
  if (token === from || scan.gap[token] !== Gap.wide) return 0
  let tabs = 0
  for (let at = scan.end[token - 1]!; at < scan.start[token]!; at++) if (scan.text.charCodeAt(at) === TAB) tabs++
  return tabs
}

function countDelimiters(scan: Scan, from: number, to: number, delimiter: number): number {
  let count = 0
  for (let token = from; token < to; token++) count += delimitersAt(scan, token, from, delimiter)
  return count
}

interface Header {
  readonly delimiter: number
  readonly count: number
  /** By cell: the label, and the hash of the telling word. */
  readonly labels: readonly number[]
  readonly heads: readonly number[]
  readonly from: number
  readonly to: number
  /** Where each column begins, in characters from the beginning of the line. */
  readonly starts: readonly number[]
}

/**
 * Tables in text: CSV, tabulations, pipes, columns of spaces. A header is a line without digits whose cells hold telling words, two
 * of them where a sentence could be cut so; the lines that follow with as many delimiters take its labels. One walk over the lines, written in the columns of the scan.
 */
export function readColumns(scan: Scan, telling: number): void {
  const { kind, gap, label, flags, hash, limit } = scan
  const inserts: number[] = []
  let markup = -1
  let header: Header | undefined
  for (let from = FIRST; from < limit;) {
    let to = from
    let digits = false
    let words = 0
    let signs = 0
    let wides = 0
    do {
      // "plaque2" heads a column, a date does not.
      if (kind[to] === TokenKind.digits && !(gap[to] === Gap.none && kind[to - 1] === TokenKind.word)) digits = true
      else if (kind[to] === TokenKind.sign) {
        signs++
        if (opensRow(scan, to) && markup < 0) markup = to
      } else if (label[to] !== Label.none || (flags[to]! & telling) !== 0) words++
      if (hash[to] === VALUES && hash[to - 1] === CLOSING) inserts.push(to)
      if (gap[to] === Gap.wide) wides++
      to++
    } while (to < limit && gap[to]! < Gap.line)
    if (header !== undefined && !takesRow(scan, header, from, to)) header = undefined
    // Most lines are told apart here: no delimiter at all, or no two words that would head a column.
    if (header === undefined && words >= 1 && signs + wides > 0 && to - from <= MAX_COLUMNS * 4) {
      const form = wides > 0 && readFormLine(scan, from, to)
      if (!digits && !form) header = readHeader(scan, from, to, telling)
    }
    from = to
  }
  readInserts(scan, inserts, telling)
  if (markup >= 0) readMarkupTables(scan, markup, telling)
}

/** Apart from the walk over the lines: a function of one loop is one that the engine makes fast and leaves so. */
function readInserts(scan: Scan, inserts: readonly number[], telling: number): void {
  for (const values of inserts) readInsert(scan, values, telling)
}

/** Gives the tokens of a line the labels of the header, when it is a row under it or the rule between; false when the table ends. */
function takesRow(scan: Scan, header: Header, from: number, to: number): boolean {
  const { delimiter, labels, heads } = header
  if (delimiter === SPACES) return takesAlignedRow(scan, header, from, to)
  // A comma inside quotes may shift a row: it ends the table. Empty cells at either end leave no tabulation between two words.
  const leading = delimiter === TAB ? leadingTabs(scan, from) : 0
  const count = leading + countDelimiters(scan, from, to, delimiter)
  const fits = delimiter === TAB ? count > 0 && count <= header.count : count === header.count
  if (!fits) return isRule(scan, from, to)
  if (scan.inHeader[header.from] === 0) scan.inHeader.fill(1, header.from, header.to)
  let cell = leading
  for (let token = from; token < to; token++) {
    const passed = delimitersAt(scan, token, from, delimiter)
    cell += passed
    if (passed > 0 && delimiter !== TAB) continue
    scan.columnLabel[token] = labels[cell] ?? Label.none
    scan.columnHead[token] = heads[cell] ?? 0
  }
  return true
}

function leadingTabs({ text, start }: Scan, token: number): number {
  let tabs = 0
  for (let at = start[token]! - 1; text.charCodeAt(at) === TAB && tabs < MAX_COLUMNS; at--) tabs++
  return tabs
}

/** A row of a table whose columns are aligned by spaces: each cell belongs to the column that it stands under. */
function takesAlignedRow(scan: Scan, header: Header, from: number, to: number): boolean {
  if (scan.gap[from] === Gap.paragraph || countDelimiters(scan, from, to, SPACES) === 0) return false
  if (scan.inHeader[header.from] === 0) scan.inHeader.fill(1, header.from, header.to)
  const line = scan.start[from]! - indentOf(scan, from)
  let cell = 0
  for (let token = from; token < to; token++) {
    const offset = scan.start[token]! - line
    // One space is enough where a cell fills its column and the next begins right under its heading.
    if (token === from || scan.gap[token] === Gap.wide || offset === header.starts[cell + 1])
      while (cell + 1 < header.starts.length && header.starts[cell + 1]! <= offset) cell++
    scan.columnLabel[token] = header.labels[cell] ?? Label.none
    scan.columnHead[token] = header.heads[cell] ?? 0
  }
  return true
}

const INDENT_MAX = 40
/** Blanks before the first token of a line. */
function indentOf(scan: Scan, token: number): number {
  let at = scan.start[token]!
  while (at > 0 && scan.start[token]! - at < INDENT_MAX && scan.text.charCodeAt(at - 1) === SPACES) at--
  return scan.start[token]! - at
}

/** "nom: string; // …", {"nom": "Duval", …}: a label and its value head no column. */
function declares({ hash, kind, label, flags }: Scan, from: number, to: number, telling: number): boolean {
  for (let token = from + 1; token + 1 < to; token++) {
    if (hash[token] !== COLON || kind[token] !== TokenKind.sign) continue
    let value = token + 1
    while (value < to && kind[value] === TokenKind.sign && OPENING_SIGNS.has(hash[value]!)) value++
    if (kind[value] === TokenKind.word && label[value] === Label.none && (flags[value]! & telling) === 0) return true
  }
  return false
}
/** " ' { [ */
const OPENING_SIGNS: ReadonlySet<number> = new Set([0x22, 0x27, 0x7b, 0x5b])

function readHeader(scan: Scan, from: number, to: number, telling: number): Header | undefined {
  if (declares(scan, from, to, telling)) return undefined
  for (const delimiter of delimiters) {
    const count = countDelimiters(scan, from, to, delimiter)
    if (count < MIN_DELIMITERS) continue
    // Sentences have commas and semicolons too: "portant délégation à Maddi Irigaray, chef du bureau".
    const sentence = delimiter === COMMA || delimiter === SEMICOLON
    if (sentence && scan.hash[to - 1] === DOT) continue
    const labels: number[] = []
    const heads: number[] = []
    let things = false
    const people: number[] = []
    let told = 0
    let lastTold = -1
    let cell = 0
    let longest = 0
    let length = 0
    const line = scan.start[from]! - indentOf(scan, from)
    const starts: number[] = []
    for (let token = from; token < to; token++) {
      const passed = delimitersAt(scan, token, from, delimiter)
      cell += passed
      length = passed > 0 ? 1 : length + 1
      longest = Math.max(longest, length)
      starts[cell] ??= scan.start[token]! - line
      if (scan.kind[token] !== TokenKind.word || cell > MAX_COLUMNS) continue
      const hash = scan.hash[token]!
      const label = scan.label[token]!
      if (ofThings.has(hash)) things = true
      // "Lieu de vote": a word that ties others says nothing of the column; "De" alone does.
      if (
        label === Label.none &&
        (scan.flags[token]! & LINKING) !== 0 &&
        (length > 1 || goesOn(scan, token, to, delimiter))
      )
        continue
      if ((scan.flags[token]! & telling) !== 0) people.push(cell)
      if (label !== Label.none && (labels[cell] ?? 0) === 0) labels[cell] = label
      if (label === Label.none && (scan.flags[token]! & telling) === 0) {
        if (otherColumns.has(hash)) heads[cell] ??= hash
        continue
      }
      // "agent_nom": what is named says less than that it is a name.
      const named = nameHeads.has(hash) && !nameHeads.has(heads[cell] ?? 0)
      if (heads[cell] === undefined || otherColumns.has(heads[cell]!) || named)
        heads[cell] =
          hash === NAME &&
          ofPerson.has(scan.hash[token - 1] === UNDERSCORE ? scan.hash[token - 2]! : scan.hash[token - 1]!)
            ? FIRST_NAME
            : hash
      if (cell !== lastTold && !(sentence && (scan.flags[token]! & LINKING) !== 0)) told++
      lastTold = cell
    }
    if (sentence && longest > HEADING_MAX) continue
    // One telling word is enough where nothing but a table is cut so.
    const enough =
      delimiter === COMMA || delimiter === SPACES
        ? told >= 2 && told * 3 >= count
        : told >= 2 || (told === 1 && count > 1)
    if (enough) {
      if (things) forgetLoneName(heads, people)
      return { delimiter, count, labels, heads, from, to, starts }
    }
  }
  return undefined
}

const LONE_NAME = hashWord('nom')
const PRODUCT = hashWord('produit')
/** "Nom;Editeur;Version": where nothing but "nom" heads a column of people, the rows are things. */
function forgetLoneName(heads: number[], people: readonly number[]): void {
  if (people.length === 1 && heads[people[0]!] === LONE_NAME) heads[people[0]!] = PRODUCT
}

const nameHeads = wordSet('nom noms prenom prenoms')
/** Does a word of the same cell come next? */
const goesOn = (scan: Scan, token: number, to: number, delimiter: number): boolean =>
  token + 1 < to && scan.kind[token + 1] === TokenKind.word && delimitersAt(scan, token + 1, token, delimiter) === 0

const UNDERSCORE = 0x5f
const DOT = 0x2e
/** Headings are shorter: "date de naissance de l'enfant". */
const HEADING_MAX = 7
/** "de", "par", "to" name somebody in a letter's head, and say nothing in a heading of a file. */
const LINKING = Word.tool | Word.particle
const VALUES = hashWord('values')
const OPENING = 0x28
const CLOSING = 0x29
const QUOTE = 0x27
const SEMICOLON = 0x3b
const INSERT_MAX_COLUMNS = 40
/** INSERT INTO t (nom, prenom) VALUES ('…', '…'), (…): the names of the columns say what the values are. */
function readInsert(scan: Scan, values: number, telling: number): void {
  const names: number[] = []
  let at = values - 2
  for (; at >= FIRST && scan.hash[at] !== OPENING; at--) {
    if (names.length > INSERT_MAX_COLUMNS || values - at > INSERT_MAX_COLUMNS * 4) return
    if (scan.kind[at] === TokenKind.word) names.push(at)
  }
  if (at < FIRST || names.length < 2) return
  const labels: number[] = []
  const heads: number[] = []
  let cell = 0
  for (at++; at < values - 1; at++) {
    if (scan.kind[at] === TokenKind.sign && scan.hash[at] === COMMA) cell++
    if (scan.kind[at] !== TokenKind.word) continue
    const hash = scan.hash[at]!
    if ((labels[cell] ?? Label.none) === Label.none) labels[cell] = scan.label[at]!
    if ((scan.flags[at]! & telling) !== 0) heads[cell] ??= hash
  }
  let quoted = false
  cell = 0
  for (at = values + 1; at < scan.limit; at++) {
    const sign = scan.kind[at] === TokenKind.sign ? scan.hash[at] : 0
    if (sign === QUOTE) quoted = !quoted
    else if (!quoted && sign === COMMA) cell++
    else if (!quoted && sign === OPENING) cell = 0
    else if (!quoted && (sign === SEMICOLON || scan.hash[at] === VALUES)) return
    scan.columnLabel[at] = labels[cell] ?? Label.none
    scan.columnHead[at] = heads[cell] ?? 0
  }
}

/** "|---|---|" under the header of a table. */
function isRule(scan: Scan, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (scan.kind[token] !== TokenKind.sign) return false
  return true
}
