/** Words written upwards: in the cells of a table, along a margin, and all over a page that was left on its side. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { type PdfPage, drawnTable, pdfOf } from '../testing/files.ts'

const read = (page: PdfPage): Promise<ReadEdition> => readEdition(pdfOf([page]), { name: 'cadre.pdf' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))

const list = drawnTable(
  60,
  [60, 60, 330, 70],
  [
    ['Axe', 'N°', 'Exigence', 'Niveau'],
    ['', 'AX1', 'Mesurer la consommation.', 'Impératif'],
    ['', 'AX2', 'Publier la consommation.', 'Utile'],
    ['', 'AX3', 'Offrir une alternative.', 'Impératif'],
  ],
)
/** The rules between the rows, less that of the first column between the first two. */
const merged = list.lines.flatMap(([x1, y1, x2, y2]): [number, number, number, number][] =>
  y1 === y2 && y1 === 94 ? [[100, y1, x2, y2]] : [[x1, y1, x2, y2]],
)

test('in a cell that covers several rows, they are its words; in a margin they are none', async () => {
  const edition = await read({
    words: [
      ...list.words,
      { x: 70, y: 108, text: 'Sobriété', size: 7, turned: true },
      { x: 64, y: 127, text: 'Accès', size: 6, turned: true },
      { x: 20, y: 400, text: 'Document de travail', turned: true },
    ],
    lines: merged,
  })
  expect(brief(edition)).toEqual([
    'AX1 / Impératif / Mesurer la consommation. / Sobriété',
    'AX2 / Utile / Publier la consommation. / Sobriété',
    'AX3 / Impératif / Offrir une alternative. / Accès',
  ])
})

test('a page left on its side is read as those who turn their head do', async () => {
  const { words, lines } = drawnTable(
    60,
    [60, 330, 70, 90],
    [
      ['N°', 'Exigence', 'Niveau', 'Axe'],
      ['AX1', 'Mesurer la consommation.', 'Impératif', 'Sobriété'],
      ['AX2', 'Publier la consommation.', 'Utile', 'Sobriété'],
    ],
  )
  expect(brief(await read({ words, lines, landscape: 'sideways' }))).toEqual([
    'AX1 / Impératif / Mesurer la consommation. / Sobriété',
    'AX2 / Utile / Publier la consommation. / Sobriété',
  ])
})
