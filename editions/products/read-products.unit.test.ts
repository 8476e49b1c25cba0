import { describe, expect, test } from 'vitest'
import { licenceName, readLicence } from './licence.ts'
import { readProducts } from './read-products.ts'
import type { EditionRefusal } from '../refusal.ts'
import { odsOf, xlsxOf } from '../testing/files.ts'

const read = (text: string, name = 'produits.md') => readProducts(new TextEncoder().encode(text), { name })
const head =
  '<tr><th>Référence</th><th>Composant</th><th>Fournisseur</th><th>Version</th><th>Statut</th><th>Supp. LL</th><th>Commentaires</th></tr>'
const row = (marking: string, status: string, ...cells: [string, string, string, string, string, string]) => {
  const [reference, name, supplier, version, support, comment] = cells
  return `<tr>\n<td class="${marking}">${reference}</td><td class="${marking}">${name}</td><td class="${marking}">${supplier}</td><td>${version}</td><td class="statut_${status}">${status}</td><td>${support}</td><td class="comm_italic">${comment}</td>\n</tr>`
}
const table = (...rows: string[]) =>
  `<h2>\n<a name="BU"> Partie 1 : Bureau - [ BU ]</a>\n</h2>\n\n<h3>\n<a name="BUTX"> Chapitre 1 : Textes - [ TX ]</a>\n</h3>\n<table>\n<thead>\n${head}\n</thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>\n`
const kinds = async (text: string, name?: string) =>
  (await read(text, name)).anomalies.map(({ kind, id }) => `${kind} ${id}`)

describe('an HTML table inside Markdown, whose classes carry change and openness', () => {
  test('every row with what its cells and its classes say, under the headings of its part and chapter', async () => {
    const { products, anomalies } = await read(
      table(
        row('new_open', 'R', 'BU-10', 'Plume', 'plume.example', 'LTS', 'Oui', 'Éditeur de texte.'),
        row('maj_nonopen', 'A', 'BU-11', 'Cahier Pro', 'Cahier SA', '12', '', 'Produit sous licence.'),
        row('inc_open', 'M', 'BU-12', 'Ardoise', 'ardoise.example', '', 'Non', ''),
      ),
    )
    expect(anomalies).toEqual([])
    const headings = ['Partie 1 : Bureau - [ BU ]', 'Chapitre 1 : Textes - [ TX ]']
    expect(products).toMatchObject([
      {
        reference: 'BU-10',
        name: 'Plume',
        version: 'LTS',
        status: 'R',
        change: 'new',
        openness: 'open',
        supported: true,
        headings,
      },
      { reference: 'BU-11', supplier: 'Cahier SA', status: 'A', change: 'updated', openness: 'proprietary' },
      { reference: 'BU-12', status: 'M', change: 'unchanged', openness: 'open', supported: false },
    ])
    expect(products[1]).not.toHaveProperty('supported')
    expect(products[0]!.place).toEqual({ file: 'produits.md', line: 13, table: 1, row: 2 })
  })

  test('columns of part and chapter say them row by row, whatever stands above the table', async () => {
    const head = '| Référence | Produit | Fournisseur | Version | Partie | Chapitre |\n|---|---|---|---|---|---|'
    const { products, anomalies } = await read(
      `# Référentiel\n\n${head}\n| B-1 | Plume | P | 1 | Bureau | Textes |\n| B-2 | Gomme | G | 2 | | |\n`,
    )
    expect(products).toMatchObject([{ part: 'Bureau', chapter: 'Textes', headings: [] }, { headings: [] }])
    expect(products[1]).not.toHaveProperty('part')
    expect(anomalies).toEqual([])
  })

  test('what is odd is told with its row, and no row is lost', async () => {
    expect(
      await kinds(
        table(
          row('new_open', 'R', 'BU-10', 'Plume', 'plume.example', '', '', ''),
          row('inc_open', 'R', 'BU-20', 'Plume', 'plume.example', '', '', ''),
          row('inc_open', 'R', 'MT-21', 'Règle', 'regle.example', '', '', ''),
          row('inc_open', 'R', 'BU-22', 'Feuille', '', '', '', 'Lecteur non libre.'),
          row('inc_mauve', 'X', 'BU-23', 'Gomme', 'gomme.example', '', 'peut-être', ''),
          row('inc_open', 'R', 'BU-10', 'Encre', 'encre.example', '', '', ''),
          row('inc_open', 'R', '', '', 'personne.example', '1', '', ''),
        ),
      ),
    ).toEqual([
      'reference-elsewhere MT-21',
      'supplier-missing BU-22',
      'openness-doubtful BU-22',
      'status-unknown BU-23',
      'answer-unknown BU-23',
      'reference-missing ',
      'name-missing ',
      'name-twice BU-20',
      'reference-twice BU-10',
    ])
  })

  test('two versions of one product are two lines, not an oddity', async () => {
    const text = table(
      row('inc_open', 'M', 'BU-1', 'Relais', 'relais.example', '6', '', ''),
      row('inc_open', 'R', 'BU-2', 'Relais', 'relais.example', '7', '', ''),
    )
    expect(await kinds(text)).toEqual([])
  })

  test('a cell and its class that disagree are told, and the cell wins', async () => {
    const text = table(row('inc_open', 'R', 'BU-1', 'Plume', 'p', '', '', '')).replace('"statut_R">R', '"statut_M">R')
    const { products, anomalies } = await read(text)
    expect(products[0]!.status).toBe('R')
    expect(anomalies.map(({ kind }) => kind)).toEqual(['status-disagrees'])
  })
})

describe('other columns, other formats', () => {
  test('a sheet of another administration: no reference, licences and uses, words instead of classes', async () => {
    const csv =
      'Logiciel;Éditeur;Version;Licence;Usage;Libre;Budget annuel\r\n' +
      'Plume;Plume ASBL;4.2;mpl-2.0;Éditeur de texte;Oui;0\r\n' +
      'Cahier Pro;Cahier SA;12;GPL v3;Suite bureautique / Lecteur PDF;Non;12 000\r\n'
    const { products, anomalies } = await read(csv, 'sill.csv')
    expect(products).toMatchObject([
      {
        reference: 'plume',
        licence: 'MPL-2.0',
        uses: ['Éditeur de texte'],
        openness: 'open',
        fields: { 'Budget annuel': '0' },
      },
      {
        reference: 'cahier-pro',
        uses: ['Suite bureautique', 'Lecteur PDF'],
        openness: 'proprietary',
        fields: { Licence: 'GPL v3' },
      },
    ])
    expect(products[1]).not.toHaveProperty('licence')
    expect(anomalies.map(({ kind }) => kind)).toEqual([
      'column-unknown',
      'reference-derived',
      'reference-derived',
      'licence-unknown',
    ])
    expect(anomalies.find(({ kind }) => kind === 'licence-unknown')!.detail.en).toContain('Did you mean GPL-3.0-only?')
  })

  test('a Markdown table with section rows, repeated headings and separators', async () => {
    const text = `| Réf. | Produit | Éditeur | Statut |\n|---|---|---|---|\n| **Textes** | | | |\n| A-1 | Plume | p | R |\n| --- | --- | --- | --- |\n| Réf. | Produit | Éditeur | Statut |\n| A-2 | Encre | e | A | \n`
    const { products, anomalies } = await read(text)
    expect(products.map(({ reference, headings }) => [reference, headings.at(-1)])).toEqual([
      ['A-1', 'Textes'],
      ['A-2', 'Textes'],
    ])
    expect(anomalies.map(({ kind }) => kind)).toEqual(['section-row', 'separator-row', 'header-repeated'])
  })

  test('a table that lists no product is refused, with what is expected', async () => {
    const refusal = await read('| Id | Exigence |\n|---|---|\n| EX-1 | Journaliser. |\n').catch(
      (error: EditionRefusal) => error,
    )
    expect(refusal).toMatchObject({
      code: 'no-product',
      wording: { fr: expect.stringContaining('colonne de produits') },
    })
  })
})

describe('licences', () => {
  test.each([
    ['MIT', 'MIT', true],
    ['apache-2.0', 'Apache-2.0', true],
    ['gpl-2.0-or-later or mit', 'GPL-2.0-or-later OR MIT', true],
    ['GPL-3.0', 'GPL-3.0-only', true],
    ['GPL-2.0+', 'GPL-2.0-or-later', true],
    ['agpl-3.0+ or MIT', 'AGPL-3.0-or-later OR MIT', true],
    ['Apache-2.0+', 'Apache-2.0+', true],
    ['gfdl-1.3+', 'GFDL-1.3-or-later', false],
    ['LGPL-2.0', 'LGPL-2.0-only', true],
    ['SSPL-1.0', 'SSPL-1.0', false],
    ['MIT AND SSPL-1.0', 'MIT AND SSPL-1.0', false],
    ['(MIT OR SSPL-1.0)', '(MIT OR SSPL-1.0)', true],
  ])('%s is %s, recognised by the OSI: %s', (text, expression, osiApproved) => {
    expect(readLicence(text)).toEqual({ expression, osiApproved })
  })

  test.each(['Propriétaire', 'MIT OU GPL', 'GPL-9.0', ''])('“%s” is no SPDX expression', (text) => {
    expect(readLicence(text)).toHaveProperty('problem')
  })

  test.each(['MIT OR', 'GPL-2.0-only WITH MIT', 'MIT AND OR Apache-2.0'])(
    '%s: known licences put together wrongly are told as that',
    (text) => {
      expect(readLicence(text)).toMatchObject({ problem: { fr: expect.stringContaining('expression incomplète') } })
    },
  )

  test('a licence has the name that the list gives it', () => {
    expect(licenceName('MPL-2.0')).toBe('Mozilla Public License 2.0')
    expect(licenceName('Apache-2.0+')).toBe('Apache License 2.0 or later')
  })
})

describe.each([
  ['ods', odsOf],
  ['xlsx', xlsxOf],
])('a sheet as %s', (_, bookOf) => {
  const head = ['Référence', 'Produit', 'Éditeur', 'Version', 'Statut']
  const plain = [head, ['LO-1', 'Plume', 'Plume ASBL', '4.2', 'R'], ['LO-2', 'Encre', 'Encre SA', '1.0', 'A']]
  const refusalOf = (sheets: Parameters<typeof odsOf>[0]) =>
    readProducts(bookOf(sheets), { name: 'produits' }).then(
      () => 'read' as const,
      ({ code, wording }: EditionRefusal) => ({ code, wording }),
    )

  test('merged cells and formulas are refused with their cells and the mend, as nothing asks before it applies them', async () => {
    const merged = [
      head,
      ['LO-1', 'Plume', { text: 'Plume ASBL', rows: 2 }, '4.2', 'R'],
      ['LO-2', 'Encre', undefined, '1.0', 'A'],
    ]
    expect(await refusalOf({ Notice: [['À lire']], Produits: merged })).toEqual({
      code: 'merged-or-formula',
      wording: {
        fr: 'produits, feuille Produits : le tableau des produits a des cellules fusionnées (1 : C2:C3). Ce à quoi une fusion s’applique serait deviné. Annulez chaque fusion et répétez sa valeur dans chaque cellule où elle vaut. Puis importez de nouveau.',
        en: 'produits, sheet Produits: the table of products has merged cells (1: C2:C3). What a merged cell holds for would be guessed. Unmerge each cell and repeat its value in every cell where it holds. Then import again.',
      },
    })
    const computed = [...plain, ['LO-3', 'Gomme', 'Gomme', { text: '2.0', formula: 'D2' }, 'R']]
    expect(await refusalOf({ Produits: computed })).toMatchObject({
      wording: { fr: expect.stringContaining('calculées par une formule (1 : D4)') },
    })
  })

  test('in a sheet that holds no product they refuse nothing', async () => {
    const { products } = await readProducts(
      bookOf({ Produits: plain, Bilan: [['Total', { text: '2', formula: 'COUNTA(Produits.A2:A3)' }]] }),
      { name: 'produits' },
    )
    expect(products).toHaveLength(2)
  })
})

test('a column of situations is no unknown one where it holds what Socle works out; another of that name stays unknown', async () => {
  const table = (said: string) =>
    Buffer.from(`Référence;Composant;Fournisseur;Version;Statut;Situation\nT-1;Plume;plume.example;2;R;${said}\n`)
  const own = await readProducts(table('Écarts à justifier'), { name: 'export.csv' })
  expect(own.anomalies.map(({ kind }) => kind)).toEqual([])
  expect(own.products[0]!.fields).toEqual({})
  const other = await readProducts(table('Rennes'), { name: 'parc.csv' })
  expect(other.anomalies.map(({ kind }) => kind)).toEqual(['column-unknown'])
  expect(other.products[0]!.fields).toEqual({ Situation: 'Rennes' })
})
