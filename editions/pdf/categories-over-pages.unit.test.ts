/** A first column printed once for each group of rows, in a table that pages cut. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { type PdfPage, pdfOf } from '../testing/files.ts'

const lefts = [40, 120, 180, 480] as const
const row = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
  cells.flatMap((text, at) => (text === '' ? [] : [{ x: lefts[at]!, y, text }]))
const page = (rows: readonly (readonly string[])[]): PdfPage => ({
  words: [
    ...row(60, ['Thème', 'Réf.', 'Exigence', 'Niveau']),
    ...rows.flatMap((cells, at) => row(80 + at * 20, cells)),
  ],
})
const text = (at: number): string => `Le service rend compte de la mesure ${'abcdefghijklmnop'[at]!} chaque année.`
const listed = (from: number, categories: readonly string[]): string[][] =>
  categories.map((category, at) => [category, `VM-${from + at}`, text(from + at), at % 2 === 0 ? 'P' : 'I'])

test('without lines, a group goes on over page ends, and others begin below it', async () => {
  const { requirements } = await readEdition(
    pdfOf([
      page(listed(1, ['Accès', '', '', ''])),
      page(listed(5, ['', '', 'Exploitation', ''])),
      page(listed(9, ['', '', '', ''])),
      page(listed(13, ['', 'Achats', ''])),
    ]),
    { name: 'cadre.pdf' },
  )
  expect(requirements.map(({ category }) => category)).toEqual([
    ...Array.from({ length: 6 }, () => 'Accès'),
    ...Array.from({ length: 7 }, () => 'Exploitation'),
    'Achats',
    'Achats',
  ])
})

test('a column that prints its word on each row is empty where it is empty', async () => {
  const { requirements } = await readEdition(
    pdfOf([page(listed(1, ['Accès', 'Accès', 'Réseau', 'Réseau'])), page(listed(5, ['', 'Accès', '', 'Réseau']))]),
    { name: 'cadre.pdf' },
  )
  expect(requirements.map(({ category }) => category)).toEqual([
    'Accès',
    'Accès',
    'Réseau',
    'Réseau',
    '',
    'Accès',
    '',
    'Réseau',
  ])
})
