import { labelOfWord, Label } from './labels.ts'
import { Gap, TokenKind, type Tokens } from './tokens.ts'
import { hashWord } from './word-hash.ts'

/** A line is read as a row of cells when it has at least two delimiters of one kind; longer rows than this are not tables of people. */
const MIN_DELIMITERS = 1
const MAX_COLUMNS = 60
const TAB = 9
const delimiters: readonly number[] = [0x3b, TAB, 0x7c, 0x2c]

/** "first_name" and "last name" say as much as "firstname". */
const NAME = hashWord('name')
const FIRST_NAME = hashWord('firstname')
const ofPerson: ReadonlySet<number> = new Set(['first', 'last', 'full', 'given', 'family'].map(hashWord))

/** Headers of columns that hold no name of a person. */
export const otherColumns: ReadonlySet<number> = new Set(
  'ville city commune town pays country service poste departement region site libelle produit product fonction grade statut status nationalite lieu objet categorie type classe etat designation reference corps section direction bureau quantite prix montant unite marque modele couleur entreprise societe raison editeur module matiere'
    .split(' ')
    .map(hashWord),
)

export interface Columns {
  /** Label that the header gives to the cell of each token (`Label`). */
  readonly columnLabel: Uint8Array
  /** Hash of the header's telling word for the cell of each token; 0 outside tables. */
  readonly columnHead: Int32Array
  /** 1 for the tokens of a header. */
  readonly inHeader: Uint8Array
}

/** Calls back for each token of a line with the number of its cell; returns the number of delimiters. */
function cells(
  tokens: Tokens,
  from: number,
  to: number,
  delimiter: number,
  visit: (token: number, cell: number) => void,
): number {
  let cell = 0
  for (let token = from; token < to; token++) {
    if (delimiter === TAB) {
      if (token > from && tokens.gap[token] === Gap.wide) {
        for (let at = tokens.end[token - 1]!; at < tokens.start[token]!; at++)
          if (tokens.text.charCodeAt(at) === TAB) cell++
      }
    } else if (tokens.kind[token] === TokenKind.sign && tokens.hash[token] === delimiter) {
      cell++
      continue
    }
    visit(token, cell)
  }
  return cell
}

/**
 * Tables in text: CSV, tabulations, pipes. A header is a line without digits whose cells hold at least two telling words;
 * the lines that follow with as many delimiters take its labels. One walk over the lines.
 */
export function readColumns(tokens: Tokens, isTelling: (hash: number) => boolean): Columns {
  const columnLabel = new Uint8Array(tokens.count)
  const columnHead = new Int32Array(tokens.count)
  const inHeader = new Uint8Array(tokens.count)
  let header:
    { delimiter: number; count: number; labels: number[]; heads: number[]; from: number; to: number } | undefined
  for (let from = 0; from < tokens.count;) {
    let to = from + 1
    let digits = tokens.kind[from] === TokenKind.digits
    while (to < tokens.count && tokens.gap[to]! < Gap.line) {
      if (tokens.kind[to] === TokenKind.digits) digits = true
      to++
    }
    let asRow = false
    if (header) {
      const open = header
      const count = cells(tokens, from, to, open.delimiter, () => {})
      // A comma inside quotes or an empty last cell may shift a row: the nearest count is still a row for the other delimiters.
      if (count === open.count) {
        asRow = true
        inHeader.fill(1, open.from, open.to)
        cells(tokens, from, to, open.delimiter, (token, cell) => {
          columnLabel[token] = open.labels[cell] ?? Label.none
          columnHead[token] = open.heads[cell] ?? 0
        })
      } else if (!isRule(tokens, from, to)) header = undefined
      else asRow = true
    }
    if (!asRow && !digits && to - from <= MAX_COLUMNS * 4) {
      for (const delimiter of delimiters) {
        const labels: number[] = []
        const heads: number[] = []
        let telling = 0
        let lastTold = -1
        const count = cells(tokens, from, to, delimiter, (token, cell) => {
          if (tokens.kind[token] !== TokenKind.word || cell > MAX_COLUMNS) return
          const hash = tokens.hash[token]!
          const label = labelOfWord.get(hash)
          if (label !== undefined && (labels[cell] ?? 0) === 0) labels[cell] = label
          if (label === undefined && !isTelling(hash)) {
            if (otherColumns.has(hash)) heads[cell] ??= hash
            return
          }
          if (heads[cell] === undefined || otherColumns.has(heads[cell]))
            heads[cell] =
              hash === NAME &&
              ofPerson.has(tokens.hash[token - 1]! === 0x5f ? tokens.hash[token - 2]! : tokens.hash[token - 1]!)
                ? FIRST_NAME
                : hash
          if (cell !== lastTold) telling++
          lastTold = cell
        })
        if (count >= MIN_DELIMITERS && telling >= 2 && telling * 3 >= count) {
          header = { delimiter, count, labels, heads, from, to }
          break
        }
      }
    }
    from = to
  }
  for (let token = 1; token < tokens.count; token++)
    if (tokens.hash[token] === VALUES && tokens.hash[token - 1] === CLOSING)
      readInsert(tokens, token, isTelling, columnLabel, columnHead)
  return { columnLabel, columnHead, inHeader }
}

const VALUES = hashWord('values')
const OPENING = 0x28
const CLOSING = 0x29
const QUOTE = 0x27
const COMMA = 0x2c
const SEMICOLON = 0x3b
const INSERT_MAX_COLUMNS = 40
/** INSERT INTO t (nom, prenom) VALUES ('…', '…'), (…): the names of the columns say what the values are. */
function readInsert(
  tokens: Tokens,
  values: number,
  isTelling: (hash: number) => boolean,
  columnLabel: Uint8Array,
  columnHead: Int32Array,
): void {
  const names: number[] = []
  let at = values - 2
  for (; at >= 0 && tokens.hash[at] !== OPENING; at--) {
    if (names.length > INSERT_MAX_COLUMNS || values - at > INSERT_MAX_COLUMNS * 4) return
    if (tokens.kind[at] === TokenKind.word) names.push(at)
  }
  if (at < 0 || names.length < 2) return
  const labels: number[] = []
  const heads: number[] = []
  let cell = 0
  for (at++; at < values - 1; at++) {
    if (tokens.kind[at] === TokenKind.sign && tokens.hash[at] === COMMA) cell++
    if (tokens.kind[at] !== TokenKind.word) continue
    const hash = tokens.hash[at]!
    labels[cell] ??= labelOfWord.get(hash) ?? Label.none
    if (labels[cell] === Label.none) labels[cell] = labelOfWord.get(hash) ?? Label.none
    if (isTelling(hash)) heads[cell] ??= hash
  }
  let quoted = false
  cell = 0
  for (at = values + 1; at < tokens.count; at++) {
    const sign = tokens.kind[at] === TokenKind.sign ? tokens.hash[at] : 0
    if (sign === QUOTE) quoted = !quoted
    else if (!quoted && sign === COMMA) cell++
    else if (!quoted && sign === OPENING) cell = 0
    else if (!quoted && (sign === SEMICOLON || tokens.hash[at] === VALUES)) return
    columnLabel[at] = labels[cell] ?? Label.none
    columnHead[at] = heads[cell] ?? 0
  }
}

/** "|---|---|" under the header of a table. */
function isRule(tokens: Tokens, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (tokens.kind[token] !== TokenKind.sign) return false
  return true
}
