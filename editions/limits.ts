/**
 * Every limit of the reader, in one place. They stand far above what administrations publish (a framework of 2 000
 * requirements is about 1 MB) and far below what would harm the machine that reads.
 */
export const limits = {
  /** Size of a file as it is given, in bytes. */
  fileBytes: 50 * 1024 * 1024,
  /** Files inside an OpenDocument or XLSX archive. */
  archiveEntries: 2_000,
  /** Size of one file of an archive once inflated, in bytes. */
  entryBytes: 64 * 1024 * 1024,
  /** Size of all inflated files together, in bytes. */
  inflatedBytes: 128 * 1024 * 1024,
  /** Inflated size over stored size; a sheet full of repeated words stays under 100. */
  inflationRatio: 200,
  /** Under this size a high ratio harms nobody, in bytes. */
  inflationRatioFrom: 1024 * 1024,
  /** Characters of one text document (Markdown, HTML, CSV, OSCAL). */
  textCharacters: 25_000_000,
  /** HTML elements open at once: parsers slow down with the square of it. */
  openElements: 2_000,
  pages: 1_500,
  /** Lines drawn on one page of a PDF; beyond it the page is a drawing, not a table. */
  linesPerPage: 4_000,
  tables: 2_000,
  rows: 50_000,
  cells: 1_000_000,
  columns: 200,
  /** Characters of one cell. */
  cellCharacters: 100_000,
  /** Nesting of elements in HTML, XML, JSON and YAML. */
  depth: 200,
  /** Elements of one HTML or XML document. */
  elements: 3_000_000,
  /** Reading time of one document, in milliseconds, checked at each page, table and file of an archive. */
  milliseconds: 30_000,
} as const
