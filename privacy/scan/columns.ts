/**
 * What is known of the tokens of a text, one typed array for each thing: objects would cost more than everything else in the scan.
 * Tokens are numbered from `FIRST`; before it and after the last one lie as many empty places, so that a rule may look
 * a few tokens around without asking whether there are any.
 */
export interface Columns {
  start: Int32Array
  end: Int32Array
  kind: Uint8Array
  shape: Uint8Array
  gap: Uint8Array
  hash: Int32Array
  label: Uint8Array
  flags: Uint16Array
  opens: Uint16Array
  columnLabel: Uint8Array
  columnHead: Int32Array
  inHeader: Uint8Array
  tagged: Uint8Array
  barred: Uint8Array
  colonWord: Int32Array
  lineCase: Uint8Array
}

/** Number of the first token. No rule looks further back than this. */
export const FIRST = 16
/** Ordinary text has a token for four or five characters; the columns grow for what is denser. */
const CHARACTERS_PER_TOKEN = 4
/** Columns longer than this are the collector's when it comes by: a rare long text must not hold memory for ever, and the next one may follow at once. */
const KEPT_MAX = 1 << 16

const makeColumns = (length: number): Columns => ({
  start: new Int32Array(length),
  end: new Int32Array(length),
  kind: new Uint8Array(length),
  shape: new Uint8Array(length),
  gap: new Uint8Array(length),
  hash: new Int32Array(length),
  label: new Uint8Array(length),
  flags: new Uint16Array(length),
  opens: new Uint16Array(length),
  columnLabel: new Uint8Array(length),
  columnHead: new Int32Array(length),
  inHeader: new Uint8Array(length),
  tagged: new Uint8Array(length),
  barred: new Uint8Array(length),
  colonWord: new Int32Array(length),
  lineCase: new Uint8Array(length),
})

/** Columns that no text uses: sixteen arrays for each call would keep the collector busy. */
let spare: Columns | undefined
let longSpare: WeakRef<Columns> | undefined

/** Columns for a text of so many characters. What an earlier text left in them is overwritten or emptied before it is read. */
export function takeColumns(characters: number): Columns {
  const length = Math.ceil(characters / CHARACTERS_PER_TOKEN) + 2 * FIRST
  if (length > KEPT_MAX) {
    const long = longSpare?.deref()
    longSpare = undefined
    return long !== undefined && long.kind.length >= length ? long : makeColumns(length)
  }
  const columns = spare
  spare = undefined
  return columns !== undefined && columns.kind.length >= length ? columns : makeColumns(length)
}

/** The text is done with: the next one may have its columns. */
export function giveBack(columns: Columns): void {
  if (columns.kind.length <= KEPT_MAX) spare = columns
  else longSpare = new WeakRef(columns)
}

/** More room for the columns that the tokens are written in; the others hold nothing yet. */
export function growColumns(columns: Columns): void {
  const wider = makeColumns(columns.kind.length * 2)
  wider.start.set(columns.start)
  wider.end.set(columns.end)
  wider.kind.set(columns.kind)
  wider.shape.set(columns.shape)
  wider.gap.set(columns.gap)
  wider.hash.set(columns.hash)
  Object.assign(columns, wider)
}
