import { expect, test } from 'vitest'
import { readSheets } from './read-sheets.ts'
import { EditionRefusal } from '../refusal.ts'
import { odsOf, xlsxOf, zipOf } from '../testing/files.ts'

const sheet = (body: string) =>
  zipOf([
    {
      name: 'content.xml',
      content: `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    },
  ])
const refusal = (bytes: Uint8Array): string => {
  try {
    readSheets(bytes, { name: 'grille.ods' })
    return 'read'
  } catch (error) {
    if (!(error instanceof EditionRefusal)) throw error
    return error.code
  }
}

test('cells come as they are, merged cells and formulas told', () => {
  const [table] = readSheets(
    sheet(
      `<table:table table:name="A"><table:table-row>
        <table:table-cell table:number-columns-spanned="2"><text:p>fusion</text:p></table:table-cell><table:covered-table-cell/>
        <table:table-cell table:formula="of:=1+1"><text:p>2</text:p></table:table-cell>
      </table:table-row></table:table>`,
    ),
    { name: 'grille.ods' },
  )
  expect(table!.rows[0]!.cells).toEqual([
    { text: 'fusion', columns: 2 },
    { text: '', covered: true },
    { text: '2', formula: '=1+1' },
  ])
})

test.each([
  ['XLSX', (rows: Parameters<typeof xlsxOf>[0]) => xlsxOf(rows)],
  ['OpenDocument', (rows: Parameters<typeof odsOf>[0]) => odsOf(rows)],
])('a formula whose result is empty is no empty cell, at the end of a row too (%s)', (_, write) => {
  const [table] = readSheets(
    write({
      Grille: [
        ['Id', 'Réponse'],
        ['E-1', { text: '', formula: 'B3' }],
        ['E-2', 'Conforme'],
      ],
    }),
    {
      name: 'grille',
    },
  )
  expect(table!.rows.map(({ cells }) => cells[1]?.formula)).toEqual([
    undefined,
    expect.stringContaining('B3'),
    undefined,
  ])
})

test('what is no sheet, empty, cut short or a bomb is refused', () => {
  expect(refusal(new Uint8Array())).toBe('empty')
  expect(refusal(Buffer.from('%PDF-1.7'))).toBe('not-a-document')
  expect(refusal(zipOf([{ name: 'word/document.xml', content: '<x/>' }]))).toBe('not-a-document')
  expect(refusal(sheet('<table:table/>').subarray(0, 60))).toBe('damaged')
  expect(refusal(zipOf([{ name: 'content.xml', content: new Uint8Array(80 * 1024 * 1024) }]))).toBe('archive-bomb')
})
