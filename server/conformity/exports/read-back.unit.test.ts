/** What this repository writes, read again as anybody's published document: every format of ours, and the same rows from each. */
import { readEdition } from '@socle/editions'
import { describe, expect, test } from 'vitest'
import { type Column, listFile } from '../../platform/list-file.ts'
import { sheetsOds, text } from '../../platform/sheets-ods.ts'
import { typeset } from './typeset.ts'

interface Row {
  readonly id: string
  readonly level: string
  readonly text: string
  readonly category: string
  readonly bold: boolean
}

const head = ['ID', 'Niveau', 'Exigence', 'Catégorie'] as const
const sentences = [
  'Les journaux sont horodatés par une horloge commune ; ils sont gardés un an, puis détruits.',
  'L’œuvre de chacun est nommée, avec sa licence, dans un fichier que l’équipe tient à jour à chaque livraison.',
  'Le service efficace affiche sa configuration, sa version et ses dépendances à qui en a le droit.',
  'Les secrets sont hors du dépôt : un coffre les distribue, les renouvelle et dit qui les a lus.',
]
const categories = ['Traces', 'Sécurité', '', 'Exploitation']
const rows: readonly Row[] = Array.from({ length: 60 }, (_, at) => ({
  id: `EXI-ARCH-${at < 40 ? at + 1 : at + 3}`,
  level: at % 3 === 0 ? 'P' : 'I',
  text: Array.from({ length: (at % 4) + 1 }, (_, rank) => sentences[(at + rank) % sentences.length]).join(' '),
  category: categories[at % categories.length]!,
  bold: at % 7 === 0,
}))

const flat = (words: string): string => words.replace(/\s+/g, ' ').trim()
const brief = (row: Omit<Row, 'bold'>): string => [row.id, row.level, flat(row.text), row.category].join(' / ')
const expected = rows.map(brief)
const empty = rows.filter(({ category }) => category === '').map(({ id }) => `category-empty ${id}`)
const bold = rows.filter((row) => row.bold).map(({ id }) => `level-bold ${id}`)
const gap = 'numbering-gap EXI-ARCH-40'

/** `columns` of two and more are those of the page. */
const page = (layout: Partial<{ landscape: boolean; columns: number; drawn: boolean; hyphenate: boolean }>) =>
  typeset(
    new URL('./fixtures/list.typ', import.meta.url),
    {
      title: 'Cadre de cohérence',
      head,
      rows,
      ...{ landscape: false, columns: 1, drawn: true, hyphenate: false },
      ...layout,
    },
    'fr',
  )

const listed: readonly Column<Row>[] = (['id', 'level', 'text', 'category'] as const).map((key, at) => ({
  name: { fr: head[at]!, en: head[at]! },
  of: (row) => row[key],
}))
const list = async (format: 'csv' | 'ods'): Promise<Uint8Array> =>
  (await listFile({ format, lang: 'fr' }, 'liste', { fr: 'Liste', en: 'List' }, listed, rows, rows.length)).bytes

describe('sheets', () => {
  test.each([
    ['a list taken along as CSV', () => list('csv')],
    ['a list taken along as OpenDocument', () => list('ods')],
    [
      'a sheet of our documents',
      () =>
        sheetsOds('Cadre', [
          {
            name: 'Cadre',
            head,
            widths: [3, 2, 18, 5],
            rows: rows.map((row) => [row.id, row.level, row.text, row.category].map(text)),
          },
        ]),
    ],
  ])('%s', async (_, write) => {
    const read = await readEdition(Buffer.from(await write()), { name: 'cadre' })
    expect(read.requirements.map(brief)).toEqual(expected)
    expect(read.anomalies.map(({ kind, id }) => `${kind} ${id}`).toSorted()).toEqual([...empty, gap].toSorted())
    expect(read.requirements.map(({ place }) => place.row ?? place.line)).toEqual(rows.map((_, at) => at + 2))
  })
})

describe('a page of ours', () => {
  test.each([
    ['upright', {}],
    ['landscape', { landscape: true }],
    ['in two columns', { landscape: true, columns: 2 }],
    ['with words cut at the end of lines', { hyphenate: true }],
    ['without any line drawn', { drawn: false }],
  ])('%s', async (_, layout) => {
    const read = await readEdition(Buffer.from(await page(layout)), { name: 'cadre' })
    expect(read.requirements.map(brief)).toEqual(expected)
    const told = read.anomalies
      .filter(({ kind }) => kind !== 'header-repeated' && kind !== 'row-broken-by-page')
      .map(({ kind, id }) => `${kind} ${id}`)
    expect(told.toSorted()).toEqual([...empty, ...bold, gap].toSorted())
  })
})
