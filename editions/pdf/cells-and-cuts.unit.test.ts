/** PDF whose programs write a whole row at once, cut long identifiers, or set small cards under the titles of chapters. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { Page, PageText } from './page.ts'
import { fromCork } from './tex.ts'
import type { ReadEdition } from '../requirement.ts'
import { type PdfPage, drawnTable, pdfOf, utf8 } from '../testing/files.ts'

const read = (pages: readonly PdfPage[], trailer = ''): Promise<ReadEdition> =>
  readEdition(pdfOf(pages, trailer), { name: 'cadre.pdf' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))

test('a row written in one go is cut where its borders are, whatever the width of its letters', async () => {
  const rows = ['AT-14 Le titulaire limite la taille', 'AT-15 Il illimite le fil', 'AT-16 Mammouth MMM WWW mm']
  const lines: [number, number, number, number][] = [
    ...[60, 78, 96, 114, 132].map((y): [number, number, number, number] => [40, y, 420, y]),
    ...[40, 75.3, 102.2, 350, 420].map((x): [number, number, number, number] => [x, 60, x, 132]),
  ]
  const edition = await read([
    {
      words: [
        ...['Volet', 'Réf.', 'Exigence', 'Niveau'].map((text, at) => ({ x: [42, 77, 105, 353][at]!, y: 73, text })),
        ...rows.flatMap((row, at) => [
          { x: 43, y: 91 + 18 * at, text: `Mobilité ${row}` },
          { x: 353, y: 91 + 18 * at, text: 'O' },
        ]),
      ],
      lines,
    },
  ])
  expect(brief(edition)).toEqual([
    'AT-14 / O / Le titulaire limite la taille / Mobilité',
    'AT-15 / O / Il illimite le fil / Mobilité',
    'AT-16 / O / Mammouth MMM WWW mm / Mobilité',
  ])
})

test('an identifier in capitals that a narrow column cuts inside a word, and a page before its number, is whole', async () => {
  const headings = ['Id', 'Exigence', 'P/I']
  const table = (rows: readonly (readonly string[])[]): PdfPage => drawnTable(60, [96, 350, 40], [headings, ...rows])
  const id = 'EXI-INFRASTRUCTUR\nE-'
  const edition = await read([
    table([
      [`${id}\n1`, 'Dater les traces.', 'P'],
      [`${id}\n2`, 'Garder les traces un an.', 'I'],
      [id, 'Chiffrer tous les flux.', 'P'],
    ]),
    table([
      ['3', '', ''],
      [`${id}\n4`, 'Fermer les ports.', 'I'],
    ]),
  ])
  expect(edition.requirements.map((each) => each.id)).toEqual([
    'EXI-INFRASTRUCTURE-1',
    'EXI-INFRASTRUCTURE-2',
    'EXI-INFRASTRUCTURE-3',
    'EXI-INFRASTRUCTURE-4',
  ])
  expect(edition.anomalies.map(({ kind, id: of }) => `${kind} ${of}`)).toContain(
    'id-broken-by-page EXI-INFRASTRUCTURE-3',
  )
})

test('cards under the titles of chapters are of these chapters; under a title each, of none', async () => {
  const card = (id: string): string =>
    `| Identifiant | ${id} |\n|-|-|\n| Niveau | P |\n| Énoncé | Tenir la règle ${id}. |\n\n`
  const text = `# Fiches\n\n## Messagerie\n\n${card('MSG-1')}Puis.\n\n${card('MSG-2')}## Visioconférence\n\n${card('VIS-1')}Puis.\n\n${card('VIS-2')}`
  const chapters = await readEdition(utf8(text), { name: 'cadre.md' })
  expect(chapters.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual([
    'MSG-1 Messagerie',
    'MSG-2 Messagerie',
    'VIS-1 Visioconférence',
    'VIS-2 Visioconférence',
  ])
  const titles = await readEdition(
    utf8(['MSG-1', 'MSG-2', 'VIS-1'].map((id) => `## Fiche ${id}\n\n${card(id)}`).join('')),
    {
      name: 'cadre.md',
    },
  )
  expect(titles.requirements.map(({ category }) => category)).toEqual(['', '', ''])
})

test('a glossary without headings under the list is no part of it', async () => {
  const at = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
    cells.map((text, column) => ({ x: [40, 110, 460][column]!, y, text }))
  const edition = await read([
    {
      words: [
        ...at(80, ['Numéro', 'Exigence', 'Niveau']),
        ...at(100, ['LT.1', 'Dater les traces.', 'Obligatoire']),
        ...at(118, ['LT.2', 'Garder les traces un an.', 'Conseillé']),
        ...at(136, ['LT.3', 'Chiffrer tous les flux.', 'Conseillé']),
        { x: 40, y: 180, text: '2 Acronymes', size: 14, bold: true },
        ...at(210, ['SBOM', 'nomenclature des logiciels']),
        ...at(228, ['API', 'interface entre deux programmes']),
      ],
    },
  ])
  expect(edition.requirements.map(({ id }) => id)).toEqual(['LT.1', 'LT.2', 'LT.3'])
})

const texPage = (): NonNullable<PdfPage['words']> => {
  const lines = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
    cells.flatMap((cell, column) =>
      cell.split('\n').map((text, line) => ({ x: [40, 110, 300][column]!, y: y + line * 11, text })),
    )
  return [
    ...lines(80, ['Numéro', 'Exigence', 'Niveau']),
    ...lines(100, ['LT.1', 'Le service trace chaque col-\nlecte de données.', 'Obligatoire']),
    ...lines(136, ['LT.2', 'Un sous-traitant peut-\nêtre écarté.', 'Conseillé']),
  ]
}

test('a program that cuts words at line ends is known by its signature', async () => {
  for (const signed of ['/Producer (pdfTeX-1.40.24) /Creator (TeX)', '/Producer (gropdf version 1.22.4)']) {
    const made = await read([{ words: texPage() }], `/Info << ${signed} >>`)
    expect(made.requirements.map(({ text }) => text)).toEqual([
      'Le service trace chaque collecte de données.',
      'Un sous-traitant peut-être écarté.',
    ])
  }
  const other = await read([{ words: texPage() }], '/Info << /Producer (Textile 2) >>')
  expect(other.requirements[0]?.text).toBe('Le service trace chaque col-lecte de données.')
})

test('fonts that TeX draws as pictures are read in its own encoding, others in theirs', () => {
  const run = (text: string, font: string): PageText => ({ text, font, x: 0, y: 0, width: 9, height: 9, bold: false })
  const page = (texts: readonly PageText[]): Page => ({
    ...{ number: 1, width: 595, height: 842, horizontal: [], vertical: [] },
    texts,
  })
  const pages = fromCork([
    page([run('La \u001Cnalité est \u001Ee', 'f1'), run('12 ÷ 3', 'f2')]),
    page([run('au c÷ur de la page', 'f1')]),
  ])
  expect(pages.map(({ texts }) => texts.map(({ text }) => text))).toEqual([
    ['La finalité est ffie', '12 ÷ 3'],
    ['au cœur de la page'],
  ])
})

test('a row whose short cells stand before the page end, and whose number and text after it, is one', async () => {
  const headings = ['Volet', 'Réf.', 'Exigence', 'Niveau']
  const table = (rows: readonly (readonly string[])[]): PdfPage =>
    drawnTable(60, [70, 40, 330, 60], [headings, ...rows])
  const edition = await read([
    table([
      ['Relais', 'RR.1', 'Dater les traces.', 'Requis'],
      ['Relais', 'RR.2', 'Garder les traces un an.', 'Conseillé'],
      ['Relais', '', '', 'Conseillé'],
    ]),
    table([
      ['', 'RR.3', 'Chiffrer tous les flux.', ''],
      ['Salles', 'RR.4', 'Fermer les ports.', 'Requis'],
    ]),
  ])
  expect(brief(edition)).toEqual([
    'RR.1 / Requis / Dater les traces. / Relais',
    'RR.2 / Conseillé / Garder les traces un an. / Relais',
    'RR.3 / Conseillé / Chiffrer tous les flux. / Relais',
    'RR.4 / Requis / Fermer les ports. / Salles',
  ])
  expect(edition.anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())).toEqual([
    'header-repeated',
    'row-broken-by-page RR.3',
  ])
})

test('words struck through by a line are told, those over a border or a link are not', async () => {
  const table = drawnTable(
    60,
    [60, 330, 60],
    [
      ['Réf.', 'Exigence', 'Niveau'],
      ['PC-1', 'Dater les traces.', 'O'],
      ['PC-2', 'Garder les traces un an.', 'O'],
      ['PC-3', 'Voir le guide des traces.', 'R'],
    ],
  )
  const of = (text: string): { x: number; y: number } => table.words.find((word) => word.text === text)!
  const [gone, link] = [of('Garder les traces un an.'), of('Voir le guide des traces.')]
  const edition = await read([
    {
      words: table.words,
      lines: [
        ...table.lines,
        [gone.x, gone.y - 2.6, gone.x + 96.5, gone.y - 2.6],
        [link.x, link.y + 1.2, link.x + 96.5, link.y + 1.2],
      ],
    },
  ])
  expect(edition.requirements.map(({ id }) => id)).toEqual(['PC-1', 'PC-2', 'PC-3'])
  expect(edition.anomalies.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['text-struck PC-2'])
})

test('a word that the layout cut at a page end is whole', async () => {
  const table = (rows: readonly (readonly string[])[]): PdfPage =>
    drawnTable(60, [60, 330, 60], [['Réf.', 'Exigence', 'Niveau'], ...rows])
  const edition = await read([
    table([
      ['P-1', 'Garder les justificatifs.', 'O'],
      ['P-2', 'Signer chaque page. Les justifi-', 'O'],
    ]),
    table([
      ['', 'catifs sont remis.', ''],
      ['P-3', 'Dater les traces.', 'R'],
    ]),
  ])
  expect(edition.requirements[1]?.text).toBe('Signer chaque page. Les justificatifs sont remis.')
})

test.each([
  ['(Cadre de l’agence)', 'Cadre de l’agence'],
  ['(cadre-v2.html)', 'Socle de confiance'],
  ['(Microsoft Word - cadre_v2_DEF.docx)', 'Socle de confiance'],
  ['(Microsoft Word - Cadre de service)', 'Cadre de service'],
  ['(\\(anonymous\\))', 'Socle de confiance'],
  ['(Sans nom 1)', 'Socle de confiance'],
])('the document is called %s by its maker, and %s', async (said, title) => {
  const page: PdfPage = {
    words: [
      { x: 40, y: 20, text: 'Diffusion interne' },
      { x: 40, y: 50, text: 'Socle de confiance', size: 18 },
      ...texPage(),
    ],
  }
  const latin = said.replaceAll('’', "'")
  const { edition } = await read([page], `/Info << /Title ${latin} >>`)
  expect(edition.title).toBe(title.replaceAll('’', "'"))
})
