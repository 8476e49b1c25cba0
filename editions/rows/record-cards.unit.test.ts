/** Frameworks that give each requirement a small table of its own. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { utf8 } from '../testing/files.ts'

const read = async (text: string): Promise<string[]> => {
  const { requirements } = await readEdition(utf8(text), { name: 'cadre.md' })
  return requirements.map(({ id, level, category, text: said }) => [id, level, category, said].join(' / '))
}

describe('a card for each requirement', () => {
  it('may have a line above that names its two columns, and its identifier anywhere', async () => {
    const card = (name: string, id: string): string =>
      `### ${name}\n\n| Champ | Valeur |\n|-|-|\n| Catégorie | Échanges |\n| Référence | ${id} |\n| Énoncé | Tenir la règle ${id}. |\n| Niveau | P |\n| Créée le | 01/02/2026 |\n\n`
    expect(await read(`# Fiches\n\n${card('Fiche 1', 'RI-01')}${card('Fiche 2', 'RI-02')}`)).toEqual([
      'RI-01 / P / Échanges / Tenir la règle RI-01.',
      'RI-02 / P / Échanges / Tenir la règle RI-02.',
    ])
  })

  it('may have two names and two values on a line', async () => {
    const card = (id: string, level: string): string =>
      `| Identifiant | ${id} | Type | ${level} |\n|-|-|-|-|\n| Catégorie | Annuaire | Source | Décret |\n| Exigence | Tenir la règle ${id}. | | |\n\n`
    expect(await read(`# Volume\n\n${card('EXG-01', 'P')}Puis.\n\n${card('EXG-02', 'I')}`)).toEqual([
      'EXG-01 / P / Annuaire / Tenir la règle EXG-01.',
      'EXG-02 / I / Annuaire / Tenir la règle EXG-02.',
    ])
  })

  it('may have an identifier that begins with a word of headings', async () => {
    const card = (id: string): string =>
      `<table><tr><th>Identifiant</th><td>${id}</td></tr><tr><th>Niveau</th><td>P</td></tr><tr><th>Énoncé</th><td>Tenir la règle ${id}.</td></tr></table>\n\n`
    expect(await read(`# Volume\n\n${card('NUM-1')}${card('NUM-2')}`)).toEqual([
      'NUM-1 / P /  / Tenir la règle NUM-1.',
      'NUM-2 / P /  / Tenir la règle NUM-2.',
    ])
  })

  it('may be headed by its identifier, alone with its title', async () => {
    const card = (id: string, title: string, level: string): string =>
      `| ${id} | ${title} |\n|-|-|\n| Niveau | ${level} |\n| Mesure | Tenir la règle ${id}. |\n\n`
    const cards = [card('R1', 'Sauvegarde', 'Standard'), card('R2', 'Restauration', 'Renforcé')]
    expect(await read(`# Guide\n\n## Continuité\n\n${cards.join('Puis.\n\n')}`)).toEqual([
      'R1 / Standard /  / Tenir la règle R1.',
      'R2 / Renforcé /  / Tenir la règle R2.',
    ])
  })

  it('may be headed by its identifier and its level, over a text without a name', async () => {
    const card = (id: string, level: string): string =>
      `<table><tr><th>${id}</th><th>${level}</th></tr><tr><td colspan="2">Tenir la règle ${id} en tout lieu.</td></tr><tr><td>Vérification</td><td>Revue</td></tr></table>\n\n`
    const cards = ['ENV-01', 'ENV-02', 'ENV-03', 'ENV-04'].map((id, at) =>
      card(id, at < 2 ? 'Prioritaire' : 'Complémentaire'),
    )
    // A page end puts two cards in one table.
    const printed = cards.join('').replace(/<\/table>\n\n<table>(?=<tr><th>ENV-03)/u, '')
    expect(await read(`# Guide\n\n${printed}`)).toEqual([
      'ENV-01 / Prioritaire /  / Tenir la règle ENV-01 en tout lieu.',
      'ENV-02 / Prioritaire /  / Tenir la règle ENV-02 en tout lieu.',
      'ENV-03 / Complémentaire /  / Tenir la règle ENV-03 en tout lieu.',
      'ENV-04 / Complémentaire /  / Tenir la règle ENV-04 en tout lieu.',
    ])
  })
})

it('small tables of versions beside the list are no cards', async () => {
  const version = (number: string): string =>
    `| Version ${number} | 03/2026 |\n|-|-|\n| Auteur | Direction |\n| Description | Corrections de forme |\n\n`
  const list =
    '| ID | Exigence | Niveau |\n|-|-|-|\n| K-1 | Dater les traces. | P |\n| K-2 | Garder les traces. | I |\n'
  expect(await read(`# Cadre\n\n${version('1.1')}Puis.\n\n${version('1.2')}## Liste\n\n${list}`)).toEqual([
    'K-1 / P /  / Dater les traces.',
    'K-2 / I /  / Garder les traces.',
  ])
})
