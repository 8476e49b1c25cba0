/** Layouts met in documents printed by browsers, office programs and typesetters, rebuilt here cell by cell. */
import { describe, expect, it } from 'vitest'
import { readEdition } from './read-edition.ts'
import type { ReadEdition } from './requirement.ts'
import { type PdfPage, drawnTable, pdfOf, utf8 } from './testing/files.ts'

const read = (bytes: Uint8Array | string): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('columns', () => {
  it('a column of levels under a heading that says nothing', async () => {
    const edition = await read(
      '| Réf | Exigence | RG/rc |\n|-|-|-|\n| 1398 | Chiffrer les flux. | RG |\n| 1399 | Purger. | rc |\n',
    )
    expect(brief(edition)).toEqual(['1398 / RG / Chiffrer les flux. / ', '1399 / rc / Purger. / '])
  })
  it('two headings that both say text, one of identifiers', async () => {
    const edition = await read('| Règle | Libellé |\n|-|-|\n| RG 1398 | Chiffrer les flux. |\n| rc 1399 | Purger. |\n')
    expect(brief(edition)).toEqual(['RG 1398 /  / Chiffrer les flux. / ', 'rc 1399 /  / Purger. / '])
  })
  it('the rank of the row beside its identifier', async () => {
    const edition = await read('N°;Identifiant;Description\n1;EXI-7;Chiffrer les flux.\n2;EXI-8;Purger les traces.\n')
    expect(edition.requirements.map(({ id }) => id)).toEqual(['EXI-7', 'EXI-8'])
  })
  it('one small table for each requirement, headings down the left', async () => {
    const card = (id: string, level: string): string =>
      `### Règle\n\n| | |\n|-|-|\n| ID | ${id} |\n| Niveau | ${level} |\n| Exigence | Texte de ${id}. |\n\n`
    const edition = await read(card('KV-1', 'P') + card('KV-2', 'I'))
    expect(brief(edition)).toEqual(['KV-1 / P / Texte de KV-1. / ', 'KV-2 / I / Texte de KV-2. / '])
    expect(edition.requirements.map(({ place }) => place.line)).toEqual([5, 13])
  })
})

it('a category that the heading above the table gives is its words, without the number of the chapter', async () => {
  const list = (id: string): string => `| ID | Niveau | Exigence |\n|-|-|-|\n| ${id} | P | Chiffrer les flux. |\n`
  const edition = await read(
    `## 1. Réseaux\n\n${list('R-1')}\n## 2.1 Données ouvertes\n\n${list('R-2')}\n## 2030 en vue\n\n${list('R-3')}`,
  )
  expect(edition.requirements.map(({ category }) => category)).toEqual(['Réseaux', 'Données ouvertes', '2030 en vue'])
})

describe('without any table', () => {
  it('a list, with its inner list and sections', async () => {
    const edition = await read(
      '# Cadre\n\n## Traces\n\n- **EXI-1** (P) : Dater.\n- **EXI-2** (I) : Garder :\n  - un an ;\n  - pas plus.\n\n## Flux\n\n- **EXI-4** : Chiffrer.\n',
    )
    expect(brief(edition)).toEqual([
      'EXI-1 / P / Dater. / Traces',
      'EXI-2 / I / Garder :\n- un an ;\n- pas plus. / Traces',
      'EXI-4 /  / Chiffrer. / Flux',
    ])
    expect(told(edition)).toEqual(['table-absent', 'numbering-gap EXI-2', 'level-missing EXI-4'])
  })
  it('headings, with the level on its own line', async () => {
    const edition = await read(
      '# Cadre\n\n### EXI-1 – Dates\n\n**Niveau :** P\n\nDater chaque trace.\n\n### EXI-2 – Durée\n\n**Niveau :** I\n\nGarder un an.\n',
    )
    expect(edition.requirements.map(({ id, level, title, text }) => [id, level, title, text])).toEqual([
      ['EXI-1', 'P', 'Dates', 'Dater chaque trace.'],
      ['EXI-2', 'I', 'Durée', 'Garder un an.'],
    ])
  })
  it('prose that mentions an identifier lists nothing', async () => {
    await expect(read('# Note\n\nEXI-1 : voir le cadre.\n\nAutre texte.\n')).rejects.toThrow(/no table/)
  })
  it('a PDF of headings and paragraphs, its foot left out', async () => {
    const edition = await read(
      pdfOf([
        {
          words: [
            { x: 40, y: 60, text: 'R1 [P]', bold: true, size: 12 },
            { x: 40, y: 80, text: 'Les traces sont datées par une' },
            { x: 40, y: 91, text: 'horloge commune.' },
            { x: 40, y: 130, text: 'R2 [I]', bold: true, size: 12 },
            { x: 40, y: 150, text: 'Les traces sont gardées un an.' },
            { x: 280, y: 825, text: '1 / 1' },
          ],
        },
      ]),
    )
    expect(brief(edition)).toEqual([
      'R1 / P / Les traces sont datées par une horloge commune. / ',
      'R2 / I / Les traces sont gardées un an. / ',
    ])
  })
})

describe('PDF', () => {
  const head = ['ID', 'Type', 'Exigence', 'Catégorie']
  const widths = [80, 40, 260, 90]

  it('with only the end of an identifier after a page, under the heading that comes again', async () => {
    const edition = await read(
      pdfOf([
        drawnTable(760, widths, [head, ['EXI-A-1', 'P', 'Un.', 'Socle'], ['EXI-\nA-', 'I', 'Deux.', 'Socle']]),
        drawnTable(40, widths, [head, ['2', '', '', ''], ['EXI-A-3', 'P', 'Trois.', 'Socle']]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'EXI-A-1 / P / Un. / Socle',
      'EXI-A-2 / I / Deux. / Socle',
      'EXI-A-3 / P / Trois. / Socle',
    ])
    expect(told(edition)).toContain('id-broken-by-page EXI-A-2')
  })

  it('without drawn lines, identifiers on three lines, the last at one height on each page', async () => {
    const page = (first: number): PdfPage => ({
      words: [
        { x: 40, y: 30, text: 'Cadre technique' },
        ...['Réf.', 'Niveau', 'Énoncé'].map((text, at) => ({ x: [40, 100, 150][at] ?? 0, y: 46, text })),
        ...[0, 1].flatMap((row) => [
          { x: 40, y: 60 + row * 40, text: 'EXI-' },
          { x: 40, y: 71 + row * 40, text: 'ARCH-' },
          { x: 40, y: 82 + row * 40, text: String(first + row) },
          { x: 100, y: 60 + row * 40, text: 'P' },
          { x: 150, y: 60 + row * 40, text: `Texte de la règle numéro ${first + row}.` },
        ]),
      ],
    })
    const edition = await read(pdfOf([page(10), page(12), page(14)]))
    expect(brief(edition)).toEqual(
      [10, 11, 12, 13, 14, 15].map((n) => `EXI-ARCH-${n} / P / Texte de la règle numéro ${n}. / `),
    )
  })

  it.each(['top', 'middle', 'bottom'] as const)(
    'without drawn lines, short cells at the %s of long ones as a sheet prints them, headings centred',
    async (stand) => {
      const texts = [
        ['Les traces sont', 'datées par une', 'horloge commune.'],
        ['Les flux sont', 'chiffrés.'],
        ['Les comptes', 'sans usage', 'depuis un an', 'sont fermés.'],
        ['Purger.'],
      ]
      const page = (first: number, from: number, to: number, heading: boolean): PdfPage => {
        let top = heading ? 70 : 50
        const rows = texts.slice(from, to).flatMap((lines, row) => {
          const at = top + { top: 0, middle: (lines.length - 1) * 6, bottom: (lines.length - 1) * 12 }[stand]
          const words = [
            { x: 40, y: at, text: `EX${first + row}` },
            { x: 100, y: at, text: row % 2 === 0 ? 'P' : 'I' },
            ...lines.map((text, line) => ({ x: 160, y: top + line * 12, text })),
            { x: 320, y: at, text: 'Socle' },
          ]
          top += lines.length * 12 + 2
          return words
        })
        const head = ['ID', 'Niveau', 'Exigence', 'Catégorie'].map((text, at) => ({
          x: [55, 115, 210, 330][at] ?? 0,
          y: 56,
          text,
        }))
        return { words: [...(heading ? head : []), ...rows] }
      }
      const edition = await read(pdfOf([page(1, 0, 4, true), page(5, 0, 4, false)]))
      // Lines this short may be the author's: where they were broken does not matter here.
      expect(brief(edition).map((row) => row.replace(/\s+/g, ' '))).toEqual(
        [...texts, ...texts].map(
          (lines, at) => `EX${at + 1} / ${at % 2 === 0 ? 'P' : 'I'} / ${lines.join(' ')} / Socle`,
        ),
      )
      expect(told(edition)).toEqual([])
    },
  )

  it('in two columns, the left one first', async () => {
    const column = (from: number, left: number, top: number): ReturnType<typeof drawnTable> =>
      drawnTable(
        top,
        [50, 40, 150],
        [['Ref', 'Statut', 'Intitulé'], ...[0, 1].map((n) => [`${from + n}`, 'RG', `Règle ${from + n} du volet.`])],
        { left },
      )
    const [left, right] = [column(1301, 40, 80), column(1303, 300, 60)]
    const edition = await read(
      pdfOf([{ words: [...left.words, ...right.words], lines: [...left.lines, ...right.lines] }]),
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['1301', '1302', '1303', '1304'])
  })
})

describe('PDF as browsers print a table', () => {
  const row = (y: number, id: string, level: string, text: string, category: string) => [
    { x: 40, y, text: id },
    { x: 98, y, text: level },
    { x: 124, y, text },
    { x: 400, y, text: category },
  ]

  it('with a column of levels so narrow that its heading nearly touches the next', async () => {
    const edition = await read(
      pdfOf([
        {
          words: [
            ...row(40, 'ID', 'Type', 'Exigence', 'Catégorie'),
            ...row(60, 'EXI-1', 'P', 'Dater chaque trace.', 'Traces'),
            ...row(80, 'EXI-2', 'I', 'Garder un an.', 'Traces'),
          ],
        },
      ]),
    )
    expect(brief(edition)).toEqual(['EXI-1 / P / Dater chaque trace. / Traces', 'EXI-2 / I / Garder un an. / Traces'])
  })

  it('whose rows say words that headings say too', async () => {
    const edition = await read(
      pdfOf([
        {
          words: [
            ...row(40, 'ID', 'Type', 'Exigence', 'Catégorie'),
            ...row(60, 'EXI-1', 'P', 'Fournir un fichier de', 'Image et'),
            { x: 124, y: 71, text: 'description (ex : une API) qui suit les normes.' },
            { x: 400, y: 71, text: 'code' },
            ...row(91, 'EXI-2', 'I', 'Garder un an.', 'Traces'),
          ],
        },
      ]),
    )
    expect(edition.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual([
      'EXI-1 Image et code',
      'EXI-2 Traces',
    ])
  })

  it('with borders no longer than the word above them', async () => {
    // Cells as tight as their words: under `Type`, its border could be a word underlined.
    const rows = [
      ['ID', 'Type', 'Exigence', 'Catégorie'],
      ['EXI-1', 'P', 'Dater chaque trace.', 'Traces'],
      ['EXI-2', 'I', 'Garder un an.', 'Traces'],
    ]
    const table = drawnTable(60, [40, 24, 200, 60], rows)
    const pieces = table.lines.flatMap(([x1, y1, x2, y2]): [number, number, number, number][] =>
      y1 === y2
        ? [
            [x1, y1, x1 + 40, y2],
            [x1 + 40, y1, x1 + 64, y2],
            [x1 + 64, y1, x2, y2],
          ]
        : [[x1, y1, x2, y2]],
    )
    const edition = await read(
      pdfOf([{ words: table.words, lines: pieces.map(([a, b, c, d]) => [a, b, c, d] as const) }]),
    )
    expect(brief(edition)).toEqual(['EXI-1 / P / Dater chaque trace. / Traces', 'EXI-2 / I / Garder un an. / Traces'])
  })
})

describe('requirements in running text', () => {
  const line = (x: number, y: number, text: string, bold = false) => ({ x, y, text, bold, size: bold ? 12 : 9 })
  const paragraph = (x: number, y: number, id: string, rest = 'la trace de chaque accès est datée') => [
    line(x, y, `${id} [P] Sur chaque machine de ce lot`),
    line(x, y + 11, `${rest} par horloge.`),
  ]
  it('of a page in two columns are read one column after the other, under the title over both', async () => {
    const column = (x: number, first: number) =>
      [0, 1, 2].flatMap((at) => paragraph(x, 100 + at * 30, `REQ-${first + at}`))
    const edition = await read(
      pdfOf([
        {
          words: [
            line(150, 60, 'Traces des accès aux machines de tous les lots', true),
            ...column(60, 1),
            ...column(320, 4),
          ],
        },
      ]),
    )
    expect(brief(edition)).toEqual(
      [1, 2, 3, 4, 5, 6].map(
        (at) =>
          `REQ-${at} / P / Sur chaque machine de ce lot la trace de chaque accès est datée par horloge. / Traces des accès aux machines de tous les lots`,
      ),
    )
  })
  it('in two columns leave whole a title of several pieces and a word that a line breaks at its hyphen', async () => {
    const spaced = (x: number, first: number) =>
      [0, 1, 2].flatMap((at) => [
        line(x, 100 + at * 44, `REQ-${first + at} [P] Sur chaque machine des sous-`),
        line(x, 111 + at * 44, 'traitants la trace est datée par horloge.'),
      ])
    const edition = await read(
      pdfOf([
        {
          words: [
            { x: 115, y: 60, text: 'Traces des accès', size: 20 },
            { x: 284, y: 60, text: 'de tous les lots', size: 20 },
            ...spaced(60, 1),
            ...spaced(320, 4),
          ],
        },
      ]),
    )
    expect(new Set(edition.requirements.map(({ text, category }) => `${text} / ${category}`))).toEqual(
      new Set([
        'Sur chaque machine des sous-traitants la trace est datée par horloge. / Traces des accès de tous les lots',
      ]),
    )
    expect(edition.requirements).toHaveLength(6)
  })
  it('whose labels stand beside their values are read across', async () => {
    const card = (y: number, id: string) => [
      line(60, y, id, true),
      line(60, y + 20, 'Niveau :'),
      line(320, y + 20, 'Obligatoire'),
      line(60, y + 40, 'Dater la trace de chaque accès, sur chaque machine de ce lot, avec une horloge commune.'),
    ]
    const edition = await read(pdfOf([{ words: [1, 2, 3, 4, 5].flatMap((at) => card(60 + at * 70, `REQ-${at}`)) }]))
    expect(edition.requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(
      [1, 2, 3, 4, 5].map((at) => `REQ-${at} Obligatoire`),
    )
  })
})
