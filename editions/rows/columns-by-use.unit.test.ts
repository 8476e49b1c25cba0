/** Columns whose heading says little, or something else: what they are used for in the table tells. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, category, text }) => [id, level, category, text].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('a column that sorts the rows in blocks', () => {
  it('is the category where none is named, wherever it stands', async () => {
    const edition = await read(
      'Réf;Lieu;Exigence;Niveau\nT-1;Guichet;Dater les traces.;O\nT-2;Guichet;Garder les traces un an.;R\nT-3;Guichet;Chiffrer tous les flux.;O\nT-4;Terrain;Fermer les ports inutiles.;O\nT-5;Terrain;Sauvegarder chaque nuit.;R\nT-6;Terrain;Tester la restauration.;R\n',
    )
    expect(edition.requirements.map(({ category }) => category)).toEqual([
      ...['Guichet', 'Guichet', 'Guichet'],
      ...['Terrain', 'Terrain', 'Terrain'],
    ])
  })

  it('is no title where few of its words come again and again', async () => {
    const edition = await read(
      '# Socle\n\n| Objet | Prescription | Contenu | Obligation |\n|-|-|-|-|\n| Mobilité | PC-1 | Dater les traces. | O |\n| Mobilité | PC-2 | Garder les traces un an. | R |\n| Mobilité | PC-3 | Chiffrer tous les flux. | O |\n| Patrimoine | PC-4 | Fermer les ports. | O |\n| Patrimoine | PC-5 | Sauvegarder chaque nuit. | R |\n',
    )
    expect(brief(edition)[0]).toBe('PC-1 / O / Mobilité / Dater les traces.')
    expect(brief(edition)[4]).toBe('PC-5 / R / Patrimoine / Sauvegarder chaque nuit.')
    expect(edition.requirements.every(({ title }) => title === undefined)).toBe(true)
  })

  it('stays the category under headings that come again, where one block is left', async () => {
    const headings = 'Objet;Prescription;Contenu;Obligation\n'
    const block = (name: string, from: number): string =>
      [0, 1, 2].map((at) => `${name};PC-${from + at};Tenir la règle ${from + at}.;O\n`).join('')
    const edition = await read(`${headings}${block('Mobilité', 1)}${block('Habitat', 4)}${headings}${block('Eau', 7)}`)
    expect([...new Set(edition.requirements.map(({ category }) => category))]).toEqual(['Mobilité', 'Habitat', 'Eau'])
  })

  it.each(['Responsable', 'Échéance', 'Réponse du candidat'])('is none under « %s »', async (heading) => {
    const edition = await read(
      `Réf;${heading};Exigence;Niveau\nT-1;MOE interne;Dater les traces.;O\nT-2;MOE interne;Garder les traces un an.;R\nT-3;Hébergeur;Chiffrer tous les flux.;O\nT-4;Hébergeur;Fermer les ports.;O\n`,
    )
    expect(edition.requirements.every(({ category }) => category === '')).toBe(true)
  })
})

describe('a column of states', () => {
  const table = (state: string, kept: string, gone: string): string =>
    `Clé;Exigence;Priorité;${state}\nC-1;Dater les traces.;Majeure;${kept}\nC-2;Garder les traces un an.;Mineure;${gone}\nC-3;Chiffrer tous les flux.;Majeure;${kept}\nC-4;Fermer les ports.;Mineure;${kept}\n`

  it.each([
    ['Statut', 'VALIDÉ', 'ABANDONNÉ'],
    ['État', 'En vigueur', 'Retirée'],
    ['State', 'Active', 'Withdrawn'],
    ['Status', 'Approved', 'Obsolete'],
  ])('says which rows are withdrawn: « %s »', async (state, kept, gone) => {
    const edition = await read(table(state, kept, gone))
    expect(edition.requirements.map(({ category }) => category)).toEqual(['', '', '', ''])
    expect(told(edition)).toContain('row-withdrawn C-2')
    expect(told(edition).filter((each) => each.startsWith('row-withdrawn'))).toHaveLength(1)
  })

  it('may hold levels all the same', async () => {
    const edition = await read(
      'Clé;Exigence;Statut\nC-1;Dater les traces.;Obligatoire\nC-2;Garder les traces un an.;Recommandé\n',
    )
    expect(edition.requirements.map(({ level }) => level)).toEqual(['Obligatoire', 'Recommandé'])
  })
})

describe('a rule named by its number', () => {
  it.each(['Descriptif', 'Ce qui est demandé'])('is said in the column beside: « %s »', async (heading) => {
    const edition = await read(
      `| Règle | ${heading} | Niveau | Thématique |\n|-|-|-|-|\n| RC01 | Dater chaque trace au millième. | O | Traces |\n| RC02 | Garder les traces un an. | R | Traces |\n`,
    )
    expect(brief(edition)).toEqual([
      'RC01 / O / Traces / Dater chaque trace au millième.',
      'RC02 / R / Traces / Garder les traces un an.',
    ])
  })
})

describe('what is written with a sign of its own', () => {
  it('is a note after the level', async () => {
    const edition = await read('Réf;Exigence;Niveau\nA-1;Dater les traces.;O (*)\nA-2;Garder les traces.;F (**)\n')
    expect(edition.requirements.map(({ level }) => level)).toEqual(['O', 'F'])
    expect(told(edition)).not.toContain('level-unknown')
  })

  it('is a text that a spreadsheet was told not to count', async () => {
    const edition = await read(
      'Code;Exigence;Niveau\n="A-1";Dater les traces.;O\n"=""A-2""";Garder les traces.;O\nA-3;Chiffrer les flux.;R\n',
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3'])
    expect(told(edition)).toEqual([])
  })

  it.each(['1.2-bis', '1.2bis', '1.2.bis', '1.2 ter'])('is a suffix that is kept and told: « %s »', async (id) => {
    const edition = await read(
      `N°;Exigence;Niveau\n1.1;Dater les traces.;O\n1.2;Garder les traces un an.;O\n${id};Chiffrer tous les flux.;R\n1.3;Fermer les ports.;R\n`,
    )
    expect(told(edition).filter((each) => !each.startsWith('id-spelling'))).toEqual([
      `id-suffix ${edition.requirements[2]!.id}`,
    ])
  })

  it('is a letter put to a number that most others do without', async () => {
    const edition = await read(
      'N°;Exigence;Niveau\nE-1;Dater les traces.;O\nE-2;Garder les traces un an.;O\nE-3a;Chiffrer tous les flux.;R\nE-3b;Fermer les ports.;R\nE-4;Sauver.;O\nE-5;Tester.;O\n',
    )
    expect(told(edition)).toEqual(['id-suffix E-3a', 'id-suffix E-3b'])
    const lettered = await read(
      'N°;Exigence;Niveau\n1.a;Dater les traces.;O\n1.b;Garder les traces un an.;O\n2.a;Chiffrer tous les flux.;R\n2.b;Fermer les ports.;R\n',
    )
    expect(told(lettered).filter((each) => each.startsWith('id-suffix'))).toEqual([])
  })
})
