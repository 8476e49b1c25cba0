/** What a printed page does to a list: a box for each requirement, chapters between tables, rows and words cut, columns on pages of their own. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { type PdfPage, drawnTable, pdfOf, utf8 } from '../testing/files.ts'

const read = (bytes: Uint8Array): Promise<ReadEdition> => readEdition(bytes, { name: 'guide' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('a box for each requirement', () => {
  const boxed = (rows: readonly (readonly [title: string, id: string, text: string])[]): PdfPage => {
    const parts = rows.map(([title, id, text], at) => ({
      title: { x: 40, y: 60 + at * 90, text: title, bold: true, size: 12 },
      prose: { x: 40, y: 78 + at * 90, text: 'Ce point est souvent oublié. Il demande un peu de soin.' },
      box: drawnTable(90 + at * 90, [40, 400], [[id, text]], { bold: [id] }),
    }))
    return {
      words: parts.flatMap(({ title, prose, box }) => [title, prose, ...box.words]),
      lines: parts.flatMap(({ box }) => box.lines),
    }
  }

  it('is a list, under the title of its chapter', async () => {
    const edition = await read(
      pdfOf([
        boxed([
          ['Comptes', 'R1', 'Chaque agent a un compte à son nom.'],
          ['Comptes', 'R1+', 'Chaque agent a un compte pour chaque rôle.'],
          ['Journaux', 'R2', 'Les journaux sont datés par une horloge.'],
        ]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'R1 /  / Chaque agent a un compte à son nom. / Comptes',
      'R1+ /  / Chaque agent a un compte pour chaque rôle. / Comptes',
      'R2 /  / Les journaux sont datés par une horloge. / Journaux',
    ])
    expect(told(edition)).toEqual(['header-absent'])
  })

  it('is not the end of the one before, under a title at the foot of a page', async () => {
    const box = (id: string) => drawnTable(60, [40, 400], [[id, `Chaque trace de ${id} a une date.`]])
    const title = (text: string) => ({ x: 40, y: 790, text, bold: true, size: 12 })
    const page = (id: string, below: string): PdfPage => ({
      words: [...box(id).words, ...(below === '' ? [] : [title(below)])],
      lines: box(id).lines,
    })
    const edition = await read(pdfOf([page('R1', 'Dates'), page('R2', 'Durées'), page('R3', '')]))
    expect(edition.requirements.map(({ category }) => category)).toEqual(['', 'Dates', 'Durées'])
  })

  it('alone is told as a table that is not read', async () => {
    const list = drawnTable(
      60,
      [80, 40, 300],
      [
        ['ID', 'Type', 'Exigence'],
        ['A-1', 'P', 'Dater les traces.'],
        ['A-2', 'I', 'Garder les traces.'],
      ],
    )
    const box = drawnTable(300, [40, 200], [['Note', 'Lire aussi le guide voisin.']])
    const edition = await read(pdfOf([{ words: [...list.words, ...box.words], lines: [...list.lines, ...box.lines] }]))
    expect(edition.requirements).toHaveLength(2)
  })
})

describe('a table without rules', () => {
  const columns = [40, 110, 380]
  const line = (y: number, cells: readonly string[], bold = false) =>
    cells.flatMap((text, at) => (text === '' ? [] : [{ x: columns[at]!, y, text, bold }]))

  it('whose cells stand in the middle: the end of a row that a page cuts stands under the heading that comes again', async () => {
    const rows = (from: number, top: number) =>
      [0, 1, 2].flatMap((at) => [
        ...line(top + at * 44, ['', `Exigence ${from + at} qui commence sur une ligne,`]),
        ...line(top + 11 + at * 44, [`N-${from + at}`, 'continue sur la suivante et va jusqu’à', 'Obligatoire']),
        ...line(top + 22 + at * 44, ['', 'la troisième.']),
      ])
    const head = (y: number) => line(y, ['Référence', 'Exigence', 'Niveau'], true)
    const edition = await read(
      pdfOf([
        {
          words: [
            ...head(40),
            ...rows(1, 70),
            ...line(780, ['N-4', 'Les journaux disent qui a fait quoi.', 'Obligatoire']),
          ],
        },
        { words: [...head(40), ...line(52, ['', 'Ils ne disent aucun secret.']), ...rows(5, 90)] },
      ]),
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['N-1', 'N-2', 'N-3', 'N-4', 'N-5', 'N-6', 'N-7'])
    expect(edition.requirements[3]?.text).toMatch(
      /^Les journaux disent qui a fait quoi\.\s+Ils ne disent aucun secret\.$/,
    )
  })

  it('under a title and a sentence for each chapter: the titles are the categories', async () => {
    const chapter = (title: string, from: number, top: number) => [
      { x: 36, y: top, text: title, bold: true, size: 13 },
      { x: 36, y: top + 16, text: 'Les exigences de ce chapitre complètent celles du précédent.' },
      ...line(top + 40, ['N°', 'Énoncé', 'Niv.'], true),
      ...line(top + 54, [`EX-${from}`, 'Une interface est décrite avant d’être', 'P']),
      ...line(top + 65, ['', 'programmée.']),
      ...line(top + 79, [`EX-${from + 1}`, 'Les échanges passent par une interface.', 'I']),
    ]
    const edition = await read(
      pdfOf([
        { words: [...chapter('1 Échanges', 1, 60), ...chapter('2 Modules', 3, 180)] },
        { words: [...chapter('3 Portage', 5, 60), ...chapter('4 Mesures', 7, 180)] },
      ]),
    )
    expect(edition.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual([
      'EX-1 Échanges',
      'EX-2 Échanges',
      'EX-3 Modules',
      'EX-4 Modules',
      'EX-5 Portage',
      'EX-6 Portage',
      'EX-7 Mesures',
      'EX-8 Mesures',
    ])
  })
})

it('a heading that a font drew in pieces, for its joined letters, is one word', async () => {
  const words = [
    { x: 40, y: 60, text: 'Identi' },
    { x: 62, y: 60, text: 'fi' },
    { x: 66.5, y: 60, text: 'ant' },
    { x: 150, y: 60, text: 'Exigence' },
    ...[1, 2, 3].flatMap((n) => [
      { x: 40, y: 60 + n * 14, text: `A-${n}` },
      { x: 150, y: 60 + n * 14, text: `Dater la trace ${n}.` },
    ]),
  ]
  expect((await read(pdfOf([{ words }]))).requirements.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3'])
})

it('a title at the foot of a page heads the table of the next', async () => {
  const rows = (from: number) => [
    ['ID', 'Type', 'Exigence'],
    [`A-${from}`, 'P', 'Dater les traces.'],
    [`A-${from + 1}`, 'I', 'Garder les traces.'],
  ]
  const title = (y: number, text: string) => ({ x: 40, y, text, bold: true, size: 13 })
  const [one, two] = [drawnTable(90, [60, 40, 250], rows(1)), drawnTable(60, [80, 40, 230], rows(3))]
  const edition = await read(
    pdfOf([
      { words: [title(70, '1 Dates'), ...one.words, title(790, '2 Durées')], lines: one.lines },
      { words: two.words, lines: two.lines },
    ]),
  )
  expect(edition.requirements.map(({ category }) => category)).toEqual(['Dates', 'Dates', 'Durées', 'Durées'])
})

it('a word of a heading that a narrow column cuts still names its column', async () => {
  const table = drawnTable(
    60,
    [60, 40, 250, 58],
    [
      ['ID', 'Type', 'Exigence', 'Catégorisat\nion'],
      ['A-1', 'P', 'Dater les traces avec Journalisation.', 'Journalisat\nion'],
      ['A-2', 'I', 'Garder les traces.', 'Gestion des\naccès'],
    ],
  )
  const edition = await read(pdfOf([table]))
  expect(brief(edition)).toEqual([
    'A-1 / P / Dater les traces avec Journalisation. / Journalisation',
    'A-2 / I / Garder les traces. / Gestion des accès',
  ])
})

it('a name that its column is too narrow for comes together from the letters that end it', async () => {
  const table = drawnTable(
    60,
    [60, 40, 250, 58],
    [
      ['ID', 'Type', 'Exigence', 'Catégorie'],
      ['A-1', 'P', 'Dater les traces.', 'Performanc\ne'],
      ['A-2', 'I', 'Garder les traces.', 'Prestations\nlocales'],
    ],
  )
  expect((await read(pdfOf([table]))).requirements.map(({ category }) => category)).toEqual([
    'Performance',
    'Prestations locales',
  ])
})

it('rows that nothing parts are told as several read in one', async () => {
  const table = drawnTable(
    60,
    [60, 40, 250],
    [
      ['ID', 'Type', 'Exigence'],
      ['A-1', 'P', 'Dater les traces.'],
      ['A-2\nA-3\nA-4', 'I\nP\nI', 'Garder les traces.\nEffacer les traces.\nCompter les traces.'],
    ],
  )
  const edition = await read(pdfOf([table]))
  expect(told(edition).filter((each) => !each.startsWith('level-'))).toEqual(['rows-joined A-3', 'rows-joined A-4'])
  expect(edition.anomalies.find(({ kind }) => kind === 'rows-joined')?.detail.fr).toContain('lue avec A-2')
})

it('a column that a sheet printed on pages of its own is told', async () => {
  const page = (rows: readonly (readonly string[])[]): PdfPage => ({
    words: rows.flatMap((row, at) =>
      row.map((text, column) => ({ x: [40, 120, 170][column]!, y: 60 + at * 14, text })),
    ),
  })
  const edition = await read(
    pdfOf([
      page([
        ['ID', 'Type', 'Exigence'],
        ...[1, 2, 3, 4, 5, 6].map((n) => [`A-${n}`, 'P', `Dater la trace numéro ${n}.`]),
      ]),
      page([['Catégorie'], ...['Traces', 'Traces', 'Flux', 'Flux', 'Flux', 'Postes'].map((each) => [each])]),
    ]),
  )
  expect(edition.requirements).toHaveLength(6)
  const aside = edition.anomalies.find(({ kind }) => kind === 'list-set-aside')
  expect(aside?.place.page).toBe(2)
  expect(aside?.detail.fr).toContain('« Catégorie | Traces')
})

describe('numbers', () => {
  it('that go by ten are a convention, told once; a number left out of it is a gap', async () => {
    const ids = [100, 110, 120, 130, 150, 160, 170]
    const edition = await read(utf8(`ID;Niveau;Exigence\n${ids.map((id) => `S_${id};P;Texte ${id}.`).join('\n')}\n`))
    expect(told(edition)).toEqual(['numbering-gap S_100', 'numbering-gap S_130'])
    expect(edition.anomalies[0]?.detail.fr).toContain('de 10 en 10')
    expect(edition.anomalies[1]?.detail.fr).toContain('il manque S_140.')
  })
  it('that end with letters have their gaps there', async () => {
    const ids = ['5.1.a', '5.1.b', '5.1.c', '5.2.a', '5.2.b', '5.3.a', '5.3.c', '5.4.a']
    const edition = await read(utf8(`ID;Niveau;Exigence\n${ids.map((id) => `${id};P;Texte ${id}.`).join('\n')}\n`))
    expect(told(edition)).toEqual(['numbering-gap 5.3.a'])
    expect(edition.anomalies[0]?.detail.fr).toBe('après 5.3.a, il manque 5.3.b.')
  })
})

describe('a drawn table over two pages', () => {
  const widths = [80, 60, 60, 280]
  it('whose headings come again without a line between them and the rest of a row', async () => {
    const one = drawnTable(60, widths, [
      ['Domaine', 'Code', 'Niveau', 'Exigence'],
      ['Traces', 'A-1', 'P', 'Dater les traces.'],
      ['Traces', 'A-2', 'I', 'Garder les traces un an'],
    ])
    const two = drawnTable(60, widths, [
      ['Domaine', 'Code', 'Niveau', 'Exigence\npuis les effacer.'],
      ['Réseau', 'A-3', 'P', 'Chiffrer tous les flux.'],
    ])
    const edition = await read(pdfOf([one, two]))
    expect(brief(edition)).toEqual([
      'A-1 / P / Dater les traces. / Traces',
      'A-2 / I / Garder les traces un an puis les effacer. / Traces',
      'A-3 / P / Chiffrer tous les flux. / Réseau',
    ])
    expect(told(edition)).toEqual(['header-repeated', 'row-broken-by-page A-2'])
  })

  it('cuts a cell that holds for several rows, which goes on empty', async () => {
    const rows = (from: number, count: number): string[][] =>
      Array.from({ length: count }, (_, at) => ['', `A-${from + at}`, 'P', `Dater la trace ${from + at}.`])
    const page = (first: string, from: number, count: number) => {
      const laid = rows(from, count)
      laid[0]![0] = first
      const table = drawnTable(60, widths, [['Domaine', 'Code', 'Niveau', 'Exigence'], ...laid])
      // Between the rows that the first cell holds for, lines begin after it.
      const inside = table.lines.slice(2, 1 + count)
      const lines = table.lines.map((line) =>
        inside.includes(line) ? ([line[0] + widths[0]!, line[1], line[2], line[3]] as const) : line,
      )
      return { words: table.words, lines }
    }
    const edition = await read(pdfOf([page('Traces', 1, 3), page('', 4, 3)]))
    expect(edition.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual(
      Array.from({ length: 6 }, (_, at) => `A-${at + 1} Traces`),
    )
    expect(told(edition).filter((each) => each.startsWith('category'))).toEqual([])
  })

  it('cuts a row whose cell beside it holds for several: its category is said once', async () => {
    const page = (rows: readonly (readonly string[])[]) => {
      const table = drawnTable(60, widths, [['Domaine', 'Code', 'Niveau', 'Exigence'], ...rows])
      const inside = table.lines.slice(2, 1 + rows.length)
      const lines = table.lines.map((line) =>
        inside.includes(line) ? ([line[0] + widths[0]!, line[1], line[2], line[3]] as const) : line,
      )
      return { words: table.words, lines }
    }
    const edition = await read(
      pdfOf([
        page([
          ['Traces', 'A-1', 'P', 'Dater la trace de chaque accès au millième.'],
          ['', 'A-2', 'I', 'Garder les traces un an'],
        ]),
        page([
          ['', '', '', 'puis les effacer.'],
          ['', 'A-3', 'P', 'Chiffrer les traces.'],
        ]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'A-1 / P / Dater la trace de chaque accès au millième. / Traces',
      'A-2 / I / Garder les traces un an puis les effacer. / Traces',
      'A-3 / P / Chiffrer les traces. / Traces',
    ])
  })
})

it('a table without lines, its cells centred, is one over pages whose cells are not of one width', async () => {
  // Helvetica is about half as wide as it is high.
  const centred = (x: number, y: number, text: string) => ({ x: x - text.length * 2.4, y, text })
  const page = (rows: readonly (readonly [string, string, string, string])[]): PdfPage => ({
    words: [
      ...['Id', 'Domaine', 'Exigence', 'Niveau'].map((text, at) => ({
        ...centred([60, 140, 330, 510][at]!, 60, text),
        bold: true,
      })),
      ...rows.flatMap(([id, area, text, level], row) => {
        const lines = text.split('\n')
        const top = 84 + row * 34
        const middle = top + ((lines.length - 1) * 11) / 2
        return [
          ...lines.map((line, at) => ({ x: 200, y: top + at * 11, text: line })),
          ...(id === '' ? [] : [centred(60, middle, id), centred(140, middle, area), centred(510, middle, level)]),
        ]
      }),
    ],
  })
  const two = 'Une trace de chaque accès est datée au millième\nde seconde, sur chaque machine de ce lot.'
  const edition = await read(
    pdfOf([
      page([
        ['X-1', 'Réseau', two, 'P'],
        ['X-2', 'Réseau', 'Les flux sont chiffrés.', 'I'],
        ['X-3', 'Voix', two, 'P'],
        ['X-4', 'Voix', 'Le combiné est coupé chaque nuit à l’heure dite,\net son écran', 'P'],
      ]),
      page([
        ['', '', 'est éteint.', ''],
        ['X-1005', 'Interopérabilité', two, 'I'],
        ['X-1006', 'Interopérabilité', 'Les formats sont ouverts.', 'P'],
        ['X-1007', 'Interopérabilité', two, 'I'],
      ]),
    ]),
  )
  const said = two.replace('\n', ' ')
  expect(brief(edition)).toEqual([
    `X-1 / P / ${said} / Réseau`,
    'X-2 / I / Les flux sont chiffrés. / Réseau',
    `X-3 / P / ${said} / Voix`,
    'X-4 / P / Le combiné est coupé chaque nuit à l’heure dite, et son écran est éteint. / Voix',
    `X-1005 / I / ${said} / Interopérabilité`,
    'X-1006 / P / Les formats sont ouverts. / Interopérabilité',
    `X-1007 / I / ${said} / Interopérabilité`,
  ])
})

it('columns of a sheet without lines that are printed on pages of their own are told, and head nothing', async () => {
  const rows = (step: number, cells: readonly (readonly string[])[]): PdfPage['words'] =>
    cells.flatMap((row, at) =>
      row.map((text, column) => ({ x: 40 + column * step, y: 60 + at * 20, text, bold: at === 0 })),
    )
  const edition = await read(
    pdfOf([
      {
        words: rows(90, [
          ['Code', 'Exigence'],
          ...[1, 2, 3, 4, 5, 6].map((at) => [`T-${at}`, `Dater la trace ${at} au millième.`]),
        ]),
      },
      {
        words: rows(40, [['Niveau', 'Famille'], ...[1, 2, 1, 2, 2, 1].map((level) => [String(level), 'restauration'])]),
      },
    ]),
  )
  expect(edition.requirements.map(({ id }) => id)).toEqual(['T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'T-6'])
  expect(told(edition).toSorted()).toEqual(['level-missing', 'list-set-aside'])
})
