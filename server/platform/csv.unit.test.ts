import { expect, test } from 'vitest'
import { sheetCsv } from './csv.ts'

const text = (rows: Parameters<typeof sheetCsv>[0]): string => sheetCsv(rows).toString('utf8')

test('a list opens in a French spreadsheet: semicolons, decimal commas, UTF-8 told by its mark', () => {
  expect(
    text([
      ['Nom', 'Points'],
      ['Alpha', 1.5],
    ]),
  ).toBe('\uFEFFNom;Points\r\nAlpha;1,5\r\n')
})

test('a cell keeps its semicolons, quotes and line breaks, and is never a formula', () => {
  expect(text([['a;b', 'dit "oui"', 'deux\nlignes', '=A1', '-x', '-2,5', 'a,b']])).toBe(
    '\uFEFF"a;b";"dit ""oui""";"deux\nlignes";\'=A1;\'-x;-2,5;a,b\r\n',
  )
})
