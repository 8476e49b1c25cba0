import { readSheets } from '@socle/editions'
import { expect, test } from 'vitest'
import { sheetsOds, text } from './sheets-ods.ts'

test('the lines of a text are lines in the sheet, for LibreOffice and for whoever reads it again', async () => {
  const wording = 'Les traces :\n- sont datées ;\n- sont gardées <un an> & plus.'
  const bytes = await sheetsOds('Liste', [
    {
      name: 'Liste',
      head: ['ID', 'Exigence'],
      widths: [3, 18],
      rows: [
        [text('EX1'), text(wording)],
        [text('EX2'), 2],
      ],
    },
  ])
  const [table] = readSheets(bytes, { name: 'liste.ods' })
  expect(table!.rows.map(({ cells }) => cells.map((cell) => cell.text))).toEqual([
    ['ID', 'Exigence'],
    ['EX1', wording],
    ['EX2', '2'],
  ])
  expect(Buffer.from(bytes.subarray(30, 38)).toString()).toBe('mimetype')
})
