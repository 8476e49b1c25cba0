/** Tables that word processors become when Pandoc turns them into Markdown: drawn with signs, or laid in columns. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre.md' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, place }) => `${kind} ${id} ${place.line ?? ''}`.trim())

const grid = `
+-------+------------+--------------------------+----------+
| Réf   | Niveau     | Exigence                 | Domaine  |
+=======+============+==========================+==========+
| G-1   | **P**      | Le service est supervisé | Socle    |
|       |            | jour et nuit.            |          |
+-------+------------+--------------------------+----------+
| G-2   | I          | Le prestataire remet :   | Reprise  |
|       |            |                          |          |
|       |            | - la liste des flux ;    |          |
|       |            | - le plan de reprise.    |          |
+-------+------------+--------------------------+----------+
| G-3   |            | Le code \\| la clé.       | Reprise  |
+-------+------------+--------------------------+----------+
`

describe('a table drawn with signs', () => {
  it('is read, cells of several lines and lists too', async () => {
    const edition = await read(`# Cadre\n${grid}`)
    expect(brief(edition)).toEqual([
      'G-1 / P / Le service est supervisé jour et nuit. / Socle',
      'G-2 / I / Le prestataire remet :\n- la liste des flux ;\n- le plan de reprise. / Reprise',
      'G-3 /  / Le code | la clé. / Reprise',
    ])
    expect(edition.requirements.map(({ place }) => place.line)).toEqual([6, 9, 14])
    expect(told(edition)).toEqual(['level-bold G-1 6', 'level-missing G-3 14'])
  })
  it('is known without a title above it', async () => {
    expect((await read(grid)).requirements.map(({ id }) => id)).toEqual(['G-1', 'G-2', 'G-3'])
  })
  it('may cover rows and columns', async () => {
    const edition = await read(`# Cadre

+-------+--------+---------------+----------+
| Réf   | Niveau | Exigence      | Domaine  |
+=======+========+===============+==========+
| Socle commun                              |
+-------+--------+---------------+----------+
| G-1   | P      | Superviser.   | Socle    |
+-------+--------+---------------+          |
| G-2   | I      | Sauvegarder.  |          |
+-------+--------+---------------+----------+
`)
    expect(brief(edition)).toEqual(['G-1 / P / Superviser. / Socle', 'G-2 / I / Sauvegarder. / Socle'])
    expect(told(edition)).toEqual(expect.arrayContaining(['section-row  6', 'cells-merged  8']))
  })
  it('loses nothing of a line that is wider than its border', async () => {
    const edition = await read(`# Cadre

+------+--------+-------------+
| Réf  | Niveau | Exigence    |
+======+========+=============+
| G-1  | P      | Superviser jour et nuit. |
+------+--------+-------------+
| G-22  | I      | Sauvegarder. |
+------+--------+-------------+
`)
    expect(brief(edition)).toEqual(['G-1 / P / Superviser jour et nuit. / ', 'G-22 / I / Sauvegarder. / '])
  })
  it('as an example in a block of code is none', async () => {
    await expect(read(`# Cadre\n\n\`\`\`\n${grid}\n\`\`\`\n`)).rejects.toThrow(/no table/)
  })
})

describe('a table laid in columns', () => {
  const rows = `  --------------------------------------------------
  Id       Niveau   Exigence               Thème
  -------- -------- ---------------------- ---------
  M-1      I        Le titulaire remet à   Contrôles
                    chaque livraison un
                    relevé.

  M-2      P        Les environnements     Aides
                    sont éteints.
  --------------------------------------------------
`
  it('with cells of several lines', async () => {
    const edition = await read(`# Cadre\n\n${rows}\n  : Exigences applicables\n\nFin.\n`)
    expect(brief(edition)).toEqual([
      'M-1 / I / Le titulaire remet à chaque livraison un relevé. / Contrôles',
      'M-2 / P / Les environnements sont éteints. / Aides',
    ])
    expect(edition.requirements.map(({ place }) => place.line)).toEqual([6, 10])
    expect(told(edition)).toEqual([])
  })
  it('with one line a row', async () => {
    const edition = await read(`# Cadre

  Id     Niveau   Exigence
  ------ -------- --------------------------
  M-1    I        Le titulaire remet un relevé.
  M-2    P        Les environnements sont éteints.

Suite du texte.
`)
    expect(brief(edition)).toEqual([
      'M-1 / I / Le titulaire remet un relevé. / ',
      'M-2 / P / Les environnements sont éteints. / ',
    ])
  })
  it('is not made by a line across the page', async () => {
    await expect(read('# Cadre\n\nTexte.\n\n-----\n\nAutre texte.\n\n--- ---\n\nFin.\n')).rejects.toThrow(/no table/)
  })
})
