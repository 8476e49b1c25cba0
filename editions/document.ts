/** What every format is brought to: tables of plain cells that remember where they stand. */
import type { Anomaly } from './anomaly.ts'
import type { Place } from './place.ts'
import type { SheetMarks } from './sheets/sheet-marks.ts'

export interface Cell {
  /** Plain text; line breaks of the author are `\n`, of the layout `\v` (see plain-words.ts). */
  readonly text: string
  readonly bold?: boolean
  /** Words that the author struck through; they are in `text`. */
  readonly struck?: string
  /** Comments of reviewers and footnotes: beside the text, not in it. */
  readonly asides?: readonly string[]
  /** Written as a heading (`th`). */
  readonly heading?: boolean
  /** Columns and rows that the cell covers, when more than one. */
  readonly columns?: number
  readonly rows?: number
  /** Filled from the merged cell that covers this place. */
  readonly covered?: boolean
  /** The number that `text` is, as the sheet shows it: `1.10` for 1.1. */
  readonly shown?: string
  /** Formula as written; `text` is its stored result. */
  readonly formula?: string
  /** The document holds no result of the formula, not even an empty one. */
  readonly unstored?: boolean
  /** Class of an HTML cell: some documents say facts by it. */
  readonly marking?: string
}

export interface Row {
  readonly place: Place
  readonly cells: readonly Cell[]
  /** Continues on the next page, or comes from the one before. */
  readonly touchesPageEnd?: boolean
  /** What a column of the document calls it, when that is no requirement. */
  readonly kind?: 'title' | 'note'
  /** A row with more cells than its neighbours, as its line was cut: the sign it was cut by may have been one of its text. */
  readonly cut?: { readonly by: string; readonly cells: readonly string[] }
}

export interface Table {
  readonly place: Place
  /** Headings above the table, outermost first. */
  readonly headings: readonly string[]
  readonly rows: readonly Row[]
  /** Of sheets: what is merged or computed anywhere in it, also where `rows` has nothing. */
  readonly marks?: SheetMarks
}

/** A row of a format that names its fields itself (OSCAL): nothing to recognise. */
export interface Entry {
  readonly id: string
  readonly level: string
  readonly category: string
  readonly title: string
  readonly text: string
  readonly place: Place
  readonly fields: Readonly<Record<string, string>>
}

/** A heading, a list item or a paragraph outside tables. */
export interface Block {
  readonly kind: 'heading' | 'item' | 'paragraph'
  readonly text: string
  readonly place: Place
}

export type Format =
  'markdown' | 'html' | 'pdf' | 'csv' | 'ods' | 'odt' | 'xlsx' | 'oscal-json' | 'oscal-yaml' | 'oscal-xml'

export interface ReadDocument {
  readonly format: Format
  readonly title: string
  /** Version or date as the document says it; empty when it says none. */
  readonly version: string
  readonly tables: readonly Table[]
  readonly entries?: readonly Entry[]
  /** Text outside tables, for documents that list requirements without a table. */
  readonly blocks?: readonly Block[]
  readonly anomalies: readonly Anomaly[]
}
