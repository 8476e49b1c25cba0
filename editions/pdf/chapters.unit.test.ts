/** PDF tables without a drawn line, one per chapter: titles between them, and first columns that cover several rows. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { type PdfPage, drawnTable, pdfOf } from '../testing/files.ts'

const read = (pages: readonly PdfPage[]): Promise<ReadEdition> => readEdition(pdfOf(pages), { name: 'cadre.pdf' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

const lefts = [55, 127, 173, 494] as const
const row = (y: number, cells: readonly string[], bold = false): NonNullable<PdfPage['words']> =>
  cells.flatMap((text, at) => (text === '' ? [] : [{ x: lefts[at]!, y, text, bold, size: 11 }]))
const headings = (y: number): NonNullable<PdfPage['words']> => row(y, ['Thème', 'Code', 'Exigence', 'Niveau'], true)
const title = (y: number, text: string, bold = true, size = 15): NonNullable<PdfPage['words']> => [
  { x: 51, y, text, bold, size },
]
const first = [
  ...title(60, '1. Services aux usagers'),
  ...headings(90),
  ...row(110, ['Saisie', 'A01', 'L’usager retrouve ses démarches.', 'P']),
  ...row(130, ['Suivi', 'A02', 'L’usager suit son dossier depuis son mobile et', 'I']),
  ...row(144, ['', '', 'en garde la trace.', '']),
  ...row(164, ['Suivi', 'A03', 'Le courriel est sobre.', 'I']),
]
const second = [
  ...headings(60),
  ...row(80, ['Qualité', 'B01', 'Chaque jeu de données porte un producteur.', 'I']),
  ...row(100, ['Partage', 'B02', 'Le modèle de données est publié.', 'P']),
]

test.each([
  ['larger', title(300, '2. Données')],
  ['bold only', title(300, '2. Données ouvertes', true, 11)],
  ['longer than the first column', title(300, '2. Données de référence et exports')],
  ['on two lines', [...title(300, '2. Données de référence et'), ...title(320, 'exports')]],
])('a title of the next chapter under a table, %s, hides nothing of it', async (_, below) => {
  const edition = await read([{ words: [...first, ...below] }, { words: second }])
  expect(brief(edition)).toEqual([
    'A01 / P / L’usager retrouve ses démarches. / Saisie',
    'A02 / I / L’usager suit son dossier depuis son mobile et en garde la trace. / Suivi',
    'A03 / I / Le courriel est sobre. / Suivi',
    'B01 / I / Chaque jeu de données porte un producteur. / Qualité',
    'B02 / P / Le modèle de données est publié. / Partage',
  ])
  // The second table has headings of its own: they are those of the first come again only where one goes on.
  expect(told(edition)).toEqual([])
})

test('a first column printed once for several rows holds for all of them', async () => {
  const rows = ['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07'].flatMap((id, at) =>
    row(110 + at * 20, [['Saisie', '', '', 'Suivi', '', '', ''][at]!, id, `Le service tient la règle ${id}.`, 'P']),
  )
  const edition = await read([{ words: [...title(60, '1. Services'), ...headings(90), ...rows] }])
  expect(edition.requirements.map(({ category }) => category)).toEqual([
    'Saisie',
    'Saisie',
    'Saisie',
    'Suivi',
    'Suivi',
    'Suivi',
    'Suivi',
  ])
  expect(told(edition)).toEqual(['cells-merged', 'cells-merged'])
})

test('a first column that a few rows leave empty is empty there', async () => {
  const rows = ['A01', 'A02', 'A03', 'A04', 'A05', 'A06'].flatMap((id, at) =>
    row(110 + at * 20, [at === 3 ? '' : 'Saisie', id, `Le service tient la règle ${id}.`, 'P']),
  )
  const edition = await read([{ words: [...title(60, '1. Services'), ...headings(90), ...rows] }])
  expect(edition.requirements.map(({ category }) => category)).toEqual([
    'Saisie',
    'Saisie',
    'Saisie',
    '',
    'Saisie',
    'Saisie',
  ])
  expect(told(edition)).toEqual(['category-empty A04'])
})

test.each([
  ['a source', ['Source : DSI, 2026.']],
  [
    'a paragraph',
    ['Les exigences ci-dessus sont revues chaque année par le comité, qui en publie la liste et les', 'écarts.'],
  ],
])('%s under the table moves none of its columns', async (_, lines) => {
  const below = lines.map((text, at) => ({ x: 55, y: 300 + at * 14, text, size: 11 }))
  const edition = await read([{ words: [...first, ...below] }])
  expect(brief(edition)).toEqual([
    'A01 / P / L’usager retrouve ses démarches. / Saisie',
    'A02 / I / L’usager suit son dossier depuis son mobile et en garde la trace. / Suivi',
    'A03 / I / Le courriel est sobre. / Suivi',
  ])
  expect(told(edition)).toEqual(['note-row'])
})

test('a heading inside the table at the end of a page goes on with the rows of the next page', async () => {
  const next = row(60, ['Suivi', 'A04', 'Le courriel est archivé.', 'P'])
  for (const [below, above] of [
    [row(190, ['Exploitation', '', '', ''], true), next],
    [title(190, 'Exploitation'), next],
    [row(190, ['Exploitation', '', '', ''], true), [...headings(40), ...next]],
  ] as const) {
    const edition = await read([{ words: [...first, ...below] }, { words: above }])
    expect(brief(edition).at(-1)).toBe('A04 / P / Le courriel est archivé. / Suivi')
    expect(edition.requirements.at(-1)!.section).toBe('Exploitation')
  }
})

test('a mark in a first column, said again and again, covers nothing', async () => {
  const rows = ['A01', 'A02', 'A03', 'A04', 'A05', 'A06'].flatMap((id, at) =>
    row(110 + at * 20, [at % 2 === 0 ? 'Nouveau' : '', id, `Le service tient la règle ${id}.`, 'P']),
  )
  const edition = await read([{ words: [...title(60, '1. Services'), ...headings(90), ...rows] }])
  expect(edition.requirements.map(({ category }) => category)).toEqual(['Nouveau', '', 'Nouveau', '', 'Nouveau', ''])
})

test('a table whose identifiers cannot be told is named, not dropped', async () => {
  const words = [
    ...row(90, ['', 'Code', 'Exigence', ''], true),
    ...row(110, ['', 'voir annexe', 'L’usager retrouve ses démarches.', '']),
    ...row(130, ['', 'voir annexe', 'L’usager suit son dossier.', '']),
  ]
  const edition = await read([{ words: second }, { words }])
  expect(edition.requirements.map(({ id }) => id)).toEqual(['B01', 'B02'])
  expect(told(edition)).toEqual(['list-set-aside'])
})

test('two chapters beside one another, each with its table under its own title', async () => {
  const list = (
    left: number,
    top: number,
    rows: readonly (readonly string[])[],
  ): Required<Pick<PdfPage, 'words' | 'lines'>> =>
    drawnTable(top, [45, 150, 45], [['Réf', 'Règle', 'O/R'], ...rows], { left })
  const [one, other] = [
    list(40, 100, [
      ['DC-1', 'Nommer les comptes.', 'O'],
      ['DC-2', 'Revoir les droits.', 'R'],
    ]),
    list(300, 90, [
      ['DC-3', 'Filtrer les flux.', 'O'],
      ['DC-4', 'Séparer les réseaux.', 'R'],
    ]),
  ]
  const edition = await read([
    {
      words: [
        ...title(50, 'Règles'),
        { x: 40, y: 90, text: 'Accès', bold: true, size: 13 },
        { x: 300, y: 80, text: 'Réseau', bold: true, size: 13 },
        ...one.words,
        ...other.words,
      ],
      lines: [...one.lines, ...other.lines],
    },
  ])
  expect(brief(edition)).toEqual([
    'DC-1 / O / Nommer les comptes. / Accès',
    'DC-2 / R / Revoir les droits. / Accès',
    'DC-3 / O / Filtrer les flux. / Réseau',
    'DC-4 / R / Séparer les réseaux. / Réseau',
  ])
})
