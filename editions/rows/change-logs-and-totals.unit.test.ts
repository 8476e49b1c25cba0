/** What stands in tables beside the list, and in the list beside its rows, and is no requirement. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8, xlsxOf } from '../testing/files.ts'

const read = (bytes: Uint8Array | string): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre' })
const ids = ({ requirements }: ReadEdition): string[] => requirements.map(({ id }) => id)
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

const list =
  '| ID | Statement | Priority |\n|---|---|---|\n| K-1 | Logs are dated in universal time. | MUST |\n| K-2 | Backups are restored twice a year. | SHOULD |\n| K-4 | Accounts are reviewed every quarter. | MUST |\n'

describe('a table of what changed', () => {
  it.each([
    '| ID | Change | Date |\n|---|---|---|\n| K-1 | clearer wording | 2026-02-01 |\n| K-3 | withdrawn | 2026-05-30 |\n',
    '| Réf. | Modification | Date |\n|---|---|---|\n| K-1 | Reformulation | 02/2026 |\n| K-3 | Suppression | 05/2026 |\n',
    '| Exigence | Nature du changement | Version |\n|---|---|---|\n| K-1 | Reformulation | 2.1 |\n| K-3 | Suppression | 2.2 |\n',
    '| Identifiant | Motif |\n|---|---|\n| K-3 | Doublon de la première |\n| K-5 | Sans objet |\n',
  ])('lists no requirement, and is told with its first words', async (changes) => {
    for (const text of [`# Socle\n\n${changes}\n## Liste\n\n${list}`, `# Socle\n\n${list}\n## Suivi\n\n${changes}`]) {
      const edition = await read(text)
      expect(ids(edition)).toEqual(['K-1', 'K-2', 'K-4'])
      expect(told(edition)).toEqual(expect.arrayContaining(['list-set-aside', 'numbering-gap K-2']))
      expect(edition.anomalies).toHaveLength(2)
    }
  })

  it('is a sheet of its own in a workbook', async () => {
    const edition = await read(
      xlsxOf({
        Exigences: [
          ['Identifiant', 'Description', 'Criticité'],
          ['K-1', 'Dater les traces.', 'Majeure'],
          ['K-2', 'Garder les traces un an.', 'Mineure'],
        ],
        Retirées: [
          ['Identifiant', 'Motif', 'Date'],
          ['K-8', 'Doublon de K-1', '12/03/2026'],
          ['K-9', 'Sans objet', '12/03/2026'],
        ],
      }),
    )
    expect(ids(edition)).toEqual(['K-1', 'K-2'])
  })

  it('is a list where it says what is required, beside what changed', async () => {
    const edition = await read(
      '| Réf. | Exigence | Niveau | Modification | Date |\n|-|-|-|-|-|\n| K-1 | Dater les traces. | P | Nouvelle | 02/2026 |\n| K-2 | Garder les traces. | I | Reformulée | 05/2026 |\n',
    )
    expect(ids(edition)).toEqual(['K-1', 'K-2'])
  })
})

describe('a count below the list', () => {
  it('is a note, whatever column its word stands in', async () => {
    const edition = await read(
      'Domaine;Réf.;Exigence;Niveau\nTraces;R1;Dater les traces.;O\nTraces;R2;Garder les traces un an.;R\nTotal;2;;\n',
    )
    expect(ids(edition)).toEqual(['R1', 'R2'])
    expect(told(edition)).toEqual(['note-row'])
  })
})

describe('a count that stands in the columns of the list', () => {
  it('is a note too', async () => {
    const edition = await read(
      'Clé;Exigence;Poids\nR1;Dater les traces.;Fort\nR2;Garder les traces un an.;Faible\nTotal;2;\n',
    )
    expect(ids(edition)).toEqual(['R1', 'R2'])
  })
})

describe('a count in the column of identifiers', () => {
  it('is a note, though capitals may be an identifier', async () => {
    const edition = await read(
      'Réf.;Catégorie;Exigence;Niveau\nR1;Traces;Dater les traces.;Doit\nR2;Traces;Garder les traces un an.;Devrait\nTOTAL;;2 exigences;\n',
    )
    expect(ids(edition)).toEqual(['R1', 'R2'])
    expect(told(edition)).toEqual(['note-row'])
  })
})

describe('a line in brackets under the headings', () => {
  it.each([
    ['(texte complet)', '(O/N)'],
    ['[rédaction entière]', '[1 à 3]'],
  ])('explains them, and is no row of headings of its own: « %s »', async (text, level) => {
    const edition = await read(
      xlsxOf({
        Exigences: [
          ['ID', 'Exigence', 'Oblig.', 'Catégorie'],
          ['', text, level, ''],
          ['S-1', 'Dater les traces.', 'O', 'Traces'],
          ['S-2', 'Garder les traces un an.', 'N', 'Traces'],
        ],
      }),
    )
    expect(edition.requirements.map(({ id, level, category }) => [id, level, category])).toEqual([
      ['S-1', 'O', 'Traces'],
      ['S-2', 'N', 'Traces'],
    ])
  })
})

describe('a fragment of a page', () => {
  const rows = Array.from(
    { length: 10 },
    (_, at) =>
      `<tr><td>PT${at}</td><td>Tenir la règle ${at}, sauf dérogation ; voir le guide, chapitre ${at}.</td><td>P</td></tr>`,
  )
  const table = `<table><tr><th>N°</th><th>Exigence</th><th>Niveau</th></tr>\n${rows.join('\n')}</table>\n`
  it.each([`<h1>Programme</h1>${table}`, `<center>${table}</center>`, `Exigences du programme : ${table}`])(
    'is read as one, wherever its table begins',
    async (text) => {
      const edition = await read(text)
      expect(ids(edition)).toEqual(rows.map((_, at) => `PT${at}`))
    },
  )
  it('in the cells of a CSV is a text', async () => {
    const edition = await read(
      'Réf;Exigence;Niveau\nA-1;Dater les traces.;P\nA-2;"Tenir <table><tr><td>a</td></tr></table>.";I\nA-3;Garder.;I\n',
    )
    expect(ids(edition)).toEqual(['A-1', 'A-2', 'A-3'])
  })
})

describe('a title over the list and one over what is set aside', () => {
  it('sort nothing', async () => {
    const edition = await read(
      `# Socle\n\n${list}\n# Demandes\n\n| Demande | Objet |\n|---|---|\n| DC-1 | Revoir K-1 |\n| DC-2 | Revoir K-2 |\n`,
    )
    expect(edition.requirements.map(({ category }) => category)).toEqual(['', '', ''])
  })
})
