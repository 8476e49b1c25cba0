import { otherColumns } from './column-heads.ts'
import { hashWord } from './word-hash.ts'
import { wordSet } from './word-table.ts'
import { Label } from './labels.ts'
import type { Scan } from './scan.ts'
import { TokenKind } from './tokens.ts'

const ROW = hashWord('tr')
const TABLE = hashWord('table')
const cells = wordSet('th td')
const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const MAX_COLUMNS = 60

/** Does a row of HTML begin at this sign? */
export const opensRow = ({ hash }: Scan, sign: number): boolean => hash[sign] === LESS && hash[sign + 1] === ROW

/** Tables of HTML: the cells of the first row head those of the next ones. Each token is read once, from the first `<tr>`. */
export function readMarkupTables(scan: Scan, first: number, telling: number): void {
  const { hash, kind, label, flags, limit } = scan
  let labels: number[] = []
  let heads: number[] = []
  let row = 0
  let cell = -1
  let inTag = false
  for (let at = first; at < limit; at++) {
    if (kind[at] === TokenKind.sign) {
      if (hash[at] === LESS) inTag = true
      else if (hash[at] === GREATER) inTag = false
      continue
    }
    if (inTag) {
      if (hash[at - 1] === SLASH && hash[at] === TABLE) {
        labels = []
        heads = []
        row = 0
        cell = -1
      } else if (hash[at - 1] !== LESS) continue
      else if (hash[at] === ROW) {
        row++
        cell = -1
      } else if (cells.has(hash[at]!)) cell++
      continue
    }
    if (row === 0 || cell < 0 || cell > MAX_COLUMNS) continue
    if (row === 1) {
      if (kind[at] !== TokenKind.word) continue
      if (label[at] !== Label.none && (labels[cell] ?? Label.none) === Label.none) labels[cell] = label[at]!
      const tells = (flags[at]! & telling) !== 0
      if (tells || otherColumns.has(hash[at]!)) heads[cell] ??= hash[at]!
      if (tells || label[at] !== Label.none) scan.inHeader[at] = 1
    } else {
      scan.columnLabel[at] = labels[cell] ?? Label.none
      scan.columnHead[at] = heads[cell] ?? 0
    }
  }
}
