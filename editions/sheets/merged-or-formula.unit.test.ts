/** Merged cells and formulas in the sheet of the list: refused with their places, read by who asks for it. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { EditionRefusal } from '../refusal.ts'
import { odsOf, utf8, xlsxOf, zipOf } from '../testing/files.ts'

const head = ['ID', 'Niveau', 'Exigence', 'Thème']
const rows = [
  ['AP-1', 'P', 'Les journaux sont horodatés.', 'Traces'],
  ['AP-2', 'I', 'Les journaux sont gardés un an.', 'Traces'],
] as const
const plain = [head, ...rows]
const merged = [
  head,
  ['AP-1', 'P', 'Les journaux sont horodatés.', { text: 'Traces', rows: 3 }],
  ['AP-2', 'I', 'Les journaux sont gardés un an.', undefined],
  ['AP-3', 'I', 'Les journaux sont lus.', undefined],
  ['AP-4', { text: 'P', rows: 2 }, 'Les secrets sont hors du dépôt.', 'Secrets'],
  ['AP-5', undefined, 'Les secrets sont renouvelés.', 'Secrets'],
]
const computed = [
  head,
  ...[1, 2, 3, 4, 5, 6, 7].map((rank) => [
    { text: `AP-${rank}`, formula: `CONCATENATE("AP-";${rank})` },
    'P',
    `Les journaux portent la marque ${rank}.`,
    'Traces',
  ]),
]

const refusalOf = async (reading: Promise<unknown>): Promise<EditionRefusal> => {
  const cause = await reading.then(
    () => 'read',
    (error: unknown) => error,
  )
  expect(cause).toBeInstanceOf(EditionRefusal)
  return cause as EditionRefusal
}

describe.each([
  ['ods', odsOf],
  ['xlsx', xlsxOf],
])('%s', (_, bookOf) => {
  type Sheets = Parameters<typeof odsOf>[0]
  const read = (sheets: Sheets, lenient?: boolean) =>
    readEdition(bookOf(sheets), { name: 'cadre', ...(lenient === undefined ? {} : { lenient }) })

  it('a list with merged cells is refused with its sheet, their ranges and the mend', async () => {
    const refusal = await refusalOf(read({ Notice: [['Mode d’emploi']], Liste: merged }))
    expect(refusal).toMatchObject({ code: 'merged-or-formula', place: { file: 'cadre', sheet: 'Liste' } })
    expect(refusal.wording).toEqual({
      fr: 'cadre, feuille Liste : la liste des exigences a des cellules fusionnées (2 : D2:D4, B5:B6). Ce à quoi une fusion s’applique serait deviné. Annulez chaque fusion et répétez sa valeur dans chaque cellule où elle vaut. Puis importez de nouveau, ou demandez à lire la liste quand même.',
      en: 'cadre, sheet Liste: the list of requirements has merged cells (2: D2:D4, B5:B6). What a merged cell holds for would be guessed. Unmerge each cell and repeat its value in every cell where it holds. Then import again, or ask to read the list all the same.',
    })
  })

  it('a list with formulas is refused with their first cells, how many they are, and the mend', async () => {
    const refusal = await refusalOf(read({ Liste: computed }))
    expect(refusal.code).toBe('merged-or-formula')
    expect(refusal.wording).toEqual({
      fr: 'cadre, feuille Liste : la liste des exigences a des cellules calculées par une formule (7 : A2, A3, A4, A5, A6…). Le résultat enregistré d’une formule peut ne plus être à jour. Remplacez chaque formule par sa valeur (copier, puis coller les valeurs). Puis importez de nouveau, ou demandez à lire la liste quand même.',
      en: 'cadre, sheet Liste: the list of requirements has cells computed by a formula (7: A2, A3, A4, A5, A6…). The stored result of a formula may be out of date. Replace each formula by its value (copy, then paste values). Then import again, or ask to read the list all the same.',
    })
  })

  it('both are told at once', async () => {
    const both = [[{ text: 'Cadre 2026', columns: 4 }], ...plain, ['Total', { text: '2', formula: 'COUNTA(A3:A4)' }]]
    const { wording } = await refusalOf(read({ Liste: both }))
    expect(wording.fr).toContain(
      'des cellules fusionnées (1 : A1:D1) et des cellules calculées par une formule (1 : B5).',
    )
    expect(wording.fr).toMatch(/Annulez chaque fusion.*Remplacez chaque formule.*Puis importez de nouveau/)
  })

  it('a formula or a merged cell beside or below the list, empty or not, is in its sheet all the same', async () => {
    const refused = async (...more: Sheets[string]): Promise<string> =>
      (await refusalOf(read({ Liste: [...plain, ...more] }))).wording.en
    expect(await refused([], [], ['', '', '', '', '', { text: '', formula: 'IF(A2="";"";"")' }])).toContain('(1: F6)')
    expect(await refused(['', { text: 'Fin', columns: 2 }, undefined])).toContain('(1: B4:C4)')
  })

  it('two sheets that hold the list are both named', async () => {
    const refusal = await refusalOf(
      read({ Socle: merged, Annexe: computed.map((row) => [...row.slice(0, 3), 'Annexe']), Fin: plain }),
    )
    expect(refusal.place).toEqual({ file: 'cadre' })
    expect(refusal.wording.fr).toMatch(
      /feuille Socle : des cellules fusionnées \(2 : .*; feuille Annexe : des cellules calculées/,
    )
    expect(refusal.wording.fr).not.toContain('feuille Fin')
  })

  it('merged cells and formulas of sheets that hold no list refuse nothing', async () => {
    const edition = await read({
      Garde: [[{ text: 'Cadre 2026', columns: 3 }, undefined, undefined]],
      Liste: plain,
      Synthèse: [['Nombre', { text: '2', formula: 'COUNTA(Liste.A2:A3)' }]],
    })
    expect(edition.requirements.map(({ id }) => id)).toEqual(['AP-1', 'AP-2'])
  })

  it('products beside the requirements, on their own sheet, refuse nothing', async () => {
    const edition = await read({
      Liste: plain,
      Produits: [
        ['N°', 'Produit', 'Fournisseur', 'Licence', 'Description'],
        ['C-1', 'Alpha', { text: 'Aucun', rows: 2 }, 'MIT', 'Un outil de journaux.'],
        ['C-2', 'Beta', undefined, 'MIT', { text: 'Un outil de secrets.', formula: 'A1' }],
      ],
    })
    expect(edition.kind).toBe('requirements')
    expect(edition.requirements).toHaveLength(2)
  })

  it('who asks for it has both read, and told', async () => {
    const cells = await read({ Liste: merged }, true)
    expect(cells.requirements.map(({ id, level, category }) => `${id} ${level} ${category}`)).toEqual([
      'AP-1 P Traces',
      'AP-2 I Traces',
      'AP-3 I Traces',
      'AP-4 P Secrets',
      'AP-5 P Secrets',
    ])
    expect(cells.anomalies.map(({ kind }) => kind)).toEqual(['cells-merged', 'cells-merged'])
    const formulas = await read({ Liste: computed }, true)
    expect(formulas.requirements).toHaveLength(7)
    expect(new Set(formulas.anomalies.map(({ kind }) => kind))).toEqual(new Set(['cell-formula']))
  })

  it('nothing merged and nothing computed reads the same, asked or not', async () => {
    expect(await read({ Liste: plain })).toEqual(await read({ Liste: plain }, true))
  })
})

it('a formula without a stored value is refused as a formula, not sent back to be computed first', async () => {
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Liste">${[
    head,
    ['AP-1', 'P', '=', 'Traces'],
  ]
    .map(
      (row) =>
        `<table:table-row>${row.map((text) => (text === '=' ? '<table:table-cell table:formula="of:=[Autre.A1]"/>' : `<table:table-cell><text:p>${text}</text:p></table:table-cell>`)).join('')}</table:table-row>`,
    )
    .join('')}</table:table></office:spreadsheet></office:body></office:document-content>`
  const book = zipOf([{ name: 'content.xml', content }])
  expect((await refusalOf(readEdition(book, { name: 'x' }))).code).toBe('merged-or-formula')
  expect((await refusalOf(readEdition(book, { name: 'x', lenient: true }))).code).toBe('formula-without-value')
})

it('cells merged in Markdown or HTML are read without being asked', async () => {
  const html =
    '<table><tr><th>ID</th><th>Niveau</th><th>Exigence</th><th>Thème</th></tr><tr><td>AP-1</td><td>P</td><td>Un énoncé.</td><td rowspan="2">Traces</td></tr><tr><td>AP-2</td><td>I</td><td>Un autre.</td></tr></table>'
  const { requirements } = await readEdition(utf8(html), { name: 'cadre.html' })
  expect(requirements.map(({ category }) => category)).toEqual(['Traces', 'Traces'])
})

it('cells that OpenDocument repeats are counted one by one', async () => {
  const cell = (text: string, more = ''): string =>
    `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`
  const row = (cells: string, more = ''): string => `<table:table-row${more}>${cells}</table:table-row>`
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Liste">${row(head.map((text) => cell(text)).join(''))}${rows.map((each) => row(each.map((text) => cell(text)).join('') + cell('1', ' table:number-columns-repeated="2" table:formula="of:=1"'))).join('')}${row('<table:table-cell table:number-columns-repeated="30"/>' + cell('1', ' table:formula="of:=1"'), ' table:number-rows-repeated="3"')}</table:table></office:spreadsheet></office:body></office:document-content>`
  const { wording } = await refusalOf(readEdition(zipOf([{ name: 'content.xml', content }]), { name: 'x' }))
  expect(wording.en).toContain('(7: E2:F2, E3:F3, AE4:AE6)')
})

it('the formula of an array is counted for every cell that it fills', async () => {
  const text = (at: string, word: string): string => `<c r="${at}" t="str"><v>${word}</v></c>`
  const line = (row: number, words: readonly string[]): string =>
    words.map((word, at) => text(`${'ABCD'[at]}${row}`, word)).join('')
  const book = zipOf([
    { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="Liste" r:id="rId1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData><row>${line(1, head)}</row><row>${line(2, rows[0])}<c t="str"><f t="array" ref="E2:E3">LEN(C2:C3)</f><v>28</v></c></row><row>${line(3, rows[1])}${text('E3', '31')}</row></sheetData></worksheet>`,
    },
  ])
  expect((await refusalOf(readEdition(book, { name: 'x' }))).wording.en).toContain('(2: E2:E3)')
})
