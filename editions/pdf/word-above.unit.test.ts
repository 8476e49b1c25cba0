/** A word that stands above an identifier, `INTERO` above `P-01`, is neither part of it nor a reason to lose its row. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { drawnTable, pdfOf } from '../testing/files.ts'

const tableOf = (ids: readonly string[], heading = 'ID'): Promise<ReadEdition> => {
  const rows = ids.map((id, at) => [id, at % 2 === 0 ? 'P' : 'I', `Les traces du service ${at + 1} sont datées.`])
  return readEdition(pdfOf([drawnTable(60, [90, 40, 300], [[heading, 'Type', 'Exigence'], ...rows])]), {
    name: 'guide',
  })
}
const named = ({ requirements }: ReadEdition): string[] => requirements.map(({ id }) => id)
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('in the cell of an identifier', () => {
  it.each([
    [['INTERO\nP-01', 'P-02', 'P-03']],
    [['INTERO\nP-01', 'INTERO\nP-02', 'P-03']],
    [['INTERO\nP-01', 'P-02', 'Sécurité\nP-03']],
  ])('is kept apart where the series goes without it: %j', async (ids) => {
    const edition = await tableOf(ids)
    expect(named(edition)).toEqual(['P-01', 'P-02', 'P-03'])
    expect(edition.requirements.map(({ text }) => text)).toEqual(
      ids.map((_, at) => `Les traces du service ${at + 1} sont datées.`),
    )
    const above = ids.flatMap((id, at) => (id.includes('\n') ? [`id-suffix P-0${at + 1}`] : []))
    expect(told(edition)).toEqual(above)
    expect(edition.anomalies[0]?.detail.fr).toContain('INTERO')
  })

  it.each([
    // Beside what they stand over, the short word would have fitted where the long one does.
    [['Interopérabilité\nP-01', 'Sécurité\nP-02', 'Sécurité\nP-03']],
    [['INTERO\nP-01', 'INTERO\nP-02', 'INTERO\nP-03'], 'Identifiant'],
  ])('is kept apart where the column had room for both on one line: %j', async (ids, heading = 'ID') => {
    const edition = await tableOf(ids, heading)
    expect(named(edition)).toEqual(['P-01', 'P-02', 'P-03'])
    expect(told(edition)).toEqual(['id-suffix P-01', 'id-suffix P-02', 'id-suffix P-03'])
  })

  it('tells apart what is numbered anew under each word: it stays whole', async () => {
    const edition = await tableOf(['INTERO\nP-01', 'INTERO\nP-02', 'SECU\nP-01', 'SECU\nP-02'], 'Identifiant')
    expect(named(edition)).toEqual(['INTERO P-01', 'INTERO P-02', 'SECU P-01', 'SECU P-02'])
  })

  it('is the beginning of a name that a narrow column cut, where none goes without it', async () => {
    expect(named(await tableOf(['INFRASTRUCTUR\nE-12', 'INFRASTRUCTUR\nE-13']))).not.toContain('E-12')
    expect(named(await tableOf(['EXI-INTERO-\nP-01', 'P-02', 'P-03']))).toContain('EXI-INTERO-P-01')
  })
})

describe('above a paragraph that begins with an identifier', () => {
  const lines = (...texts: readonly string[]) => texts.map((text, at) => ({ x: 40, y: 60 + at * 12, text }))
  const prose = (n: number): string => `P-0${n} : Les traces du service ${n} sont datées.`

  it('heads it', async () => {
    const words = [...lines('INTERO', prose(1)), { x: 40, y: 110, text: prose(2) }, { x: 40, y: 140, text: prose(3) }]
    const edition = await readEdition(pdfOf([{ words }]), { name: 'guide' })
    expect(named(edition)).toEqual(['P-01', 'P-02', 'P-03'])
    expect(edition.requirements[0]).toMatchObject({ category: 'INTERO', text: 'Les traces du service 1 sont datées.' })
  })

  it('is not a sentence whose line ends before an identifier that it mentions', async () => {
    const words = [
      ...lines(prose(1)),
      { x: 40, y: 90, text: prose(2) },
      { x: 40, y: 120, text: 'Cette règle complète celle qui porte le numéro' },
      { x: 40, y: 132, text: 'P-01 : elle vaut pour tous les services.' },
      { x: 40, y: 160, text: prose(3) },
    ]
    const edition = await readEdition(pdfOf([{ words }]), { name: 'guide' })
    expect(named(edition)).toEqual(['P-01', 'P-02', 'P-03'])
  })
})

describe('an identifier alone on its line', () => {
  const page = (...lines: readonly (readonly [y: number, text: string])[]) =>
    readEdition(pdfOf([{ words: lines.map(([y, text]) => ({ x: 40, y, text })) }]), { name: 'guide' })

  it('begins a requirement, from the second on', async () => {
    const edition = await page(
      [60, 'P-01'],
      [72, 'Les traces du service 1 sont datées.'],
      [110, 'P-02'],
      [122, 'les traces du service 2 sont datées.'],
    )
    expect(edition.requirements).toMatchObject([
      { id: 'P-01', text: 'Les traces du service 1 sont datées.' },
      { id: 'P-02', text: 'les traces du service 2 sont datées.' },
    ])
  })

  it('is read with the lines below that name their own role', async () => {
    const edition = await page(
      [60, 'P-01'],
      [72, 'Niveau : P'],
      [84, 'Les traces du service 1 sont datées.'],
      [110, 'P-02'],
      [122, 'Niveau : I'],
      [134, 'Les traces du service 2'],
      [146, 'sont datées.'],
    )
    expect(edition.requirements).toMatchObject([
      { id: 'P-01', level: 'P', text: 'Les traces du service 1 sont datées.' },
      { id: 'P-02', level: 'I', text: 'Les traces du service 2 sont datées.' },
    ])
  })

  it('ends what stands before it where the lines are evenly apart, and takes the word above it for its heading', async () => {
    const edition = await page(
      [60, 'INTERO'],
      [72, 'P-01'],
      [84, 'Les traces du service 1 sont datées.'],
      [96, 'P-02'],
      [108, 'Les traces du service 2 sont datées.'],
    )
    expect(edition.requirements).toMatchObject([
      { id: 'P-01', category: 'INTERO', text: 'Les traces du service 1 sont datées.' },
      { id: 'P-02', category: 'INTERO', text: 'Les traces du service 2 sont datées.' },
    ])
  })

  it('is a mention where a sentence ends with it', async () => {
    const edition = await page(
      [60, 'P-01 : Les traces du service 1 sont datées.'],
      [110, 'P-02 : Les traces du service 2 complètent celles que demande'],
      [122, 'P-01'],
      [160, 'P-03 : Les traces du service 3 sont datées.'],
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['P-01', 'P-02', 'P-03'])
  })
})
