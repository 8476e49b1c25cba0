/** PDF as LaTeX, browsers and writers make them: items one under the other, hyphenated lines, a table per chapter on each page. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { type PdfPage, drawnTable, pdfOf } from '../testing/files.ts'

const read = (pages: readonly PdfPage[]): Promise<ReadEdition> => readEdition(pdfOf(pages), { name: 'cadre.pdf' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))

test('a table without lines whose first heading names the thing that it numbers', async () => {
  const lefts = [40, 90, 160, 460] as const
  const row = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
    cells.flatMap((text, at) => (text === '' ? [] : [{ x: lefts[at]!, y, text }]))
  const edition = await read([
    {
      words: [
        { x: 40, y: 50, text: 'Règlement des services', size: 18, bold: true },
        ...row(80, ['Règle', 'Portée', 'Contenu', 'Rubrique']),
        ...row(100, ['REG-1', 'Impératif', 'Le service tient la liste de ses composants à jour et', 'Dépôt']),
        ...row(112, ['', '', 'la publie chaque mois.', '']),
        ...row(130, ['REG-2', 'Souhaitable', 'Les droits sont revus deux fois par an.', 'Dépôt']),
        ...row(148, ['REG-3', 'Impératif', 'Les données de recette sont fictives.', 'Recette']),
      ],
    },
  ])
  expect(brief(edition)).toEqual([
    'REG-1 / Impératif / Le service tient la liste de ses composants à jour et la publie chaque mois. / Dépôt',
    'REG-2 / Souhaitable / Les droits sont revus deux fois par an. / Dépôt',
    'REG-3 / Impératif / Les données de recette sont fictives. / Recette',
  ])
})

const chapter = (
  top: number,
  name: string,
  rows: readonly (readonly string[])[],
): Required<Pick<PdfPage, 'words' | 'lines'>> => {
  const { words, lines } = drawnTable(top + 20, [70, 330, 90], [['Chiffre', 'Exigence', 'Obligation'], ...rows])
  return { words: [{ x: 40, y: top, text: name, size: 15, bold: true }, ...words], lines }
}

test('a chapter that begins with a page has its own table, whose headings are its own', async () => {
  const edition = await read([
    chapter(60, '1. Dépôt', [
      ['EX-1.1', 'Signer chaque livraison.', 'Obligatoire'],
      ['EX-1.2', 'Dater chaque livraison.', 'Conseillé'],
    ]),
    chapter(60, '2. Résilience', [
      ['EX-2.1', 'Perdre un serveur sans perdre une demande.', 'Obligatoire'],
      ['EX-2.2', 'Essayer la charge du jour le plus chargé.', 'Conseillé'],
    ]),
  ])
  expect(edition.requirements.map(({ id, category }) => `${id} ${category}`)).toEqual([
    'EX-1.1 Dépôt',
    'EX-1.2 Dépôt',
    'EX-2.1 Résilience',
    'EX-2.2 Résilience',
  ])
  expect(edition.anomalies).toEqual([])
})

test('a list that goes on under the bold running head of its chapter is one list', async () => {
  const rows = (from: number): string[][] =>
    Array.from({ length: 3 }, (_, at) => [`EX-${from + at}`, `Tenir la règle ${from + at}.`, 'Obligatoire'])
  const headings = ['N°', 'Exigence', 'Obligation']
  const page = (from: number, first?: readonly string[]): PdfPage => {
    const { words, lines } = drawnTable(
      80,
      [70, 330, 90],
      [headings, ...(first === undefined ? [] : [first]), ...rows(from)],
    )
    return { words: [{ x: 40, y: 30, text: 'Volume Réseaux', bold: true }, ...words], lines }
  }
  const edition = await read([page(1), page(4, ['', 'et la faire tenir.', ''])])
  expect(edition.requirements.map(({ text }) => text)).toEqual([
    'Tenir la règle 1.',
    'Tenir la règle 2.',
    'Tenir la règle 3. et la faire tenir.',
    'Tenir la règle 4.',
    'Tenir la règle 5.',
    'Tenir la règle 6.',
  ])
})

const hyphenated = [
  'Le service documente son architec-\nture et la liste de ses ver-\nsions, sous la main d’un res-\nponsable nommé.',
  'Les habilitations sont revues par la hié-\nrarchie, qui atteste que cha-\ncune est encore utile.',
  'Une donnée de recette est fictive ou ren-\ndue anonyme avant le chargement, par le sous-\ntraitant lui-même.',
]

test('a document whose lines end with hyphens everywhere cuts its words, those of compounds aside', async () => {
  const { words, lines } = drawnTable(
    60,
    [60, 330, 60],
    [['Réf.', 'Exigence', 'Niveau'], ...hyphenated.map((text, at) => [`IA-${at + 1}`, text, 'P'])],
  )
  const edition = await read([{ words, lines }])
  expect(edition.requirements.map(({ text }) => text)).toEqual([
    'Le service documente son architecture et la liste de ses versions, sous la main d’un responsable nommé.',
    'Les habilitations sont revues par la hiérarchie, qui atteste que chacune est encore utile.',
    'Une donnée de recette est fictive ou rendue anonyme avant le chargement, par le sous-traitant lui-même.',
  ])
})

test('items one under the other begin with their number in bold, and their chapter may number them', async () => {
  const item = (y: number, id: string, level: string, lines: readonly string[]): NonNullable<PdfPage['words']> => [
    { x: 40, y, text: `${id} (${level})`, bold: true, size: 11 },
    ...lines.map((text, at) => ({ x: at === 0 ? 160 : 60, y: y + at * 13, text, size: 11 })),
  ]
  const edition = await read([
    {
      words: [
        { x: 40, y: 60, text: '1 Dépôt', size: 16, bold: true },
        ...item(90, 'EIA-1-1', 'Obligatoire', ['Le service tient la liste de ses compo-', 'sants et la publie.']),
        ...item(122, 'EIA-1-2', 'Optionnel', ['Les droits sont revus deux fois par an.']),
        { x: 40, y: 160, text: '2 Recette', size: 16, bold: true },
        ...item(190, 'EIA-2-3', 'Optionnel', ['Les données de recette sont fictives.']),
        { x: 40, y: 230, text: '3 Marche', size: 16, bold: true },
        ...item(260, 'EIA-3-4', 'Obligatoire', ['Les composants sont à jour.']),
      ],
    },
  ])
  expect(brief(edition)).toEqual([
    'EIA-1-1 / Obligatoire / Le service tient la liste de ses composants et la publie. / Dépôt',
    'EIA-1-2 / Optionnel / Les droits sont revus deux fois par an. / Dépôt',
    'EIA-2-3 / Optionnel / Les données de recette sont fictives. / Recette',
    'EIA-3-4 / Obligatoire / Les composants sont à jour. / Marche',
  ])
})

const card = (
  y: number,
  id: string,
  theme: string,
  weight: string,
  lines: readonly string[],
): NonNullable<PdfPage['words']> => [
  ...['Identifiant', 'Thème', 'Importance', 'Exigence'].map((text, at) => ({
    x: 50,
    y: y + at * 14,
    text,
    bold: true,
    size: 10,
  })),
  ...[id, theme, weight].map((text, at) => ({ x: 130, y: y + at * 14, text, size: 10 })),
  ...lines.map((text, at) => ({ x: 130, y: y + 42 + at * 13, text, size: 10 })),
]

test('a card for each requirement, its names down the left, in a frame or in none', async () => {
  const edition = await read([
    {
      words: [
        { x: 50, y: 50, text: 'Fiches du référentiel', bold: true, size: 16 },
        ...card(90, 'EAU-1', 'Dépôt', 'Majeure', [
          'Le service tient la liste de ses composants',
          'et la publie chaque mois.',
        ]),
        ...card(180, 'EAU-2', 'Recette', 'Mineure', ['Les données de recette sont fictives.']),
      ],
      lines: [
        [45, 76, 545, 76],
        [45, 155, 545, 155],
        [45, 76, 45, 155],
        [545, 76, 545, 155],
      ],
    },
    { words: card(90, 'EAU-3', 'Recette', 'Majeure', ['Les essais sont datés.']) },
  ])
  expect(brief(edition)).toEqual([
    'EAU-1 / Majeure / Le service tient la liste de ses composants et la publie chaque mois. / Dépôt',
    'EAU-2 / Mineure / Les données de recette sont fictives. / Recette',
    'EAU-3 / Majeure / Les essais sont datés. / Recette',
  ])
})

test('two words that a program writes as one piece stay in their columns', async () => {
  const lefts = [40, 90, 155, 460] as const
  const row = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
    cells.flatMap((text, at) => (text === '' ? [] : [{ x: lefts[at]!, y, text }]))
  const edition = await read([
    {
      words: [
        ...row(80, ['Code', 'Famille', 'Énoncé', 'Niveau']),
        ...row(100, ['CM-1', 'Dépôt', 'Le service tient la liste de ses composants à jour et', 'O']),
        ...row(112, ['', '', 'la publie chaque mois.', '']),
        ...row(132, ['CM-2', 'Cryptographie Les clés sont changées chaque année au moins par', '', 'R']),
        ...row(144, ['', '', 'le service qui les détient.', '']),
        ...row(164, ['CM-3', 'Recette', 'Les données de recette sont fictives.', 'O']),
      ],
    },
  ])
  expect(brief(edition)).toEqual([
    'CM-1 / O / Le service tient la liste de ses composants à jour et la publie chaque mois. / Dépôt',
    'CM-2 / R / Les clés sont changées chaque année au moins par le service qui les détient. / Cryptographie',
    'CM-3 / O / Les données de recette sont fictives. / Recette',
  ])
})

test('a head with the number of its page is no text, on a page alone too; a level at the foot is one', async () => {
  const item = (y: number, id: string, text: string): NonNullable<PdfPage['words']> => [
    { x: 40, y, text: id, bold: true },
    { x: 90, y, text: `[Impératif] ${text}` },
  ]
  const edition = await read([
    { words: [...item(90, 'PSE-1', 'Dater les traces.'), ...item(130, 'PSE-2', 'Garder les traces un an et')] },
    {
      words: [
        { x: 40, y: 40, text: 'Politique de sécurité' },
        { x: 540, y: 40, text: '2' },
        ...item(90, 'PSE-3', 'Publier une adresse.'),
        ...item(130, 'PSE-4', 'Nommer un contact.'),
      ],
    },
  ])
  expect(edition.requirements.map(({ id, text }) => `${id}: ${text}`)).toEqual([
    'PSE-1: Dater les traces.',
    'PSE-2: Garder les traces un an et',
    'PSE-3: Publier une adresse.',
    'PSE-4: Nommer un contact.',
  ])
  const lefts = [40, 100, 480] as const
  const row = (y: number, cells: readonly string[]): NonNullable<PdfPage['words']> =>
    cells.map((text, at) => ({ x: lefts[at]!, y, text }))
  const weighed = await read([
    { words: [...row(80, ['Code', 'Exigence', 'Niveau']), ...row(110, ['E-1', 'Dater les traces.', '1'])] },
    { words: [...row(780, ['E-2', 'Publier une adresse.', '2'])] },
  ])
  expect(weighed.requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(['E-1 1', 'E-2 2'])
})

test('a note mark as browsers set it by default, five sixths of the size, stays above the line', async () => {
  const { words = [], lines } = drawnTable(
    40,
    [70, 330, 90],
    [
      ['Réf.', 'Exigence', 'Niveau'],
      ['EX-1', 'Tracer les flux.', 'P'],
      ['EX-2', 'Garder les traces.', 'I'],
    ],
  )
  const after = words.find(({ text }) => text === 'Tracer les flux.')!
  const mark = { x: after.x + 68, y: after.y - 3, text: '1', size: 9 * 0.83 }
  const edition = await read([{ words: [...words, mark], lines }])
  expect(edition.requirements[0]?.text).toMatch(/flux\. ?¹$/u)
})
