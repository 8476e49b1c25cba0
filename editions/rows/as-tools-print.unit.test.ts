/** Small habits of the tools that print lists: lights before levels, titles said again, buttons in cells, heads that ask. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { type PdfPage, drawnTable, pdfOf, utf8 } from '../testing/files.ts'

const read = async (text: string, name = 'cadre.md'): Promise<string[]> => {
  const { requirements } = await readEdition(utf8(text), { name })
  return requirements.map(({ id, level, category, text: said }) => [id, level, category, said].join(' / '))
}

describe('levels', () => {
  it('are their word, without the light that goes with it', async () => {
    expect(
      await read(
        '| Règle | Niveau | Description |\n|-|-|-|\n| `OPS-01` | 🔴 Obligatoire | Dater les traces. |\n| `OPS-02` | Recommandé 🟠 | Garder les traces. |\n',
      ),
    ).toEqual(['OPS-01 / Obligatoire /  / Dater les traces.', 'OPS-02 / Recommandé /  / Garder les traces.'])
  })
  it.each([
    ['Obligatoire ?', 'Oui', 'Non'],
    ['MANDATORY', 'Yes', 'No'],
    ['Palier', 'Socle', 'Avancé'],
  ])('stand under a head that asks or grades: %s', async (head, one, other) => {
    const rows = ['Oui', 'Non', 'Oui', 'Non'].map(
      (_, at) => `ACC${at + 1};Tenir la règle ${at + 1} partout.;${at % 2 === 0 ? one : other};Accueil\n`,
    )
    expect(await read(`Numéro;Exigence;${head};Catégorie\n${rows.join('')}`, 'cadre.csv')).toEqual(
      rows.map((_, at) => `ACC${at + 1} / ${at % 2 === 0 ? one : other} / Accueil / Tenir la règle ${at + 1} partout.`),
    )
  })
  it('are letters under a head that says what they stand for', async () => {
    expect(
      await read(
        'N°;Libellé;Exigence (E) / Recommandation (R)\n1.1;Dater les traces.;E\n1.2;Garder les traces un an.;R\n1.3;Chiffrer tous les flux.;E\n1.4;Purger les files.;R\n',
        'cadre.csv',
      ),
    ).toEqual([
      '1.1 / E /  / Dater les traces.',
      '1.2 / R /  / Garder les traces un an.',
      '1.3 / E /  / Chiffrer tous les flux.',
      '1.4 / R /  / Purger les files.',
    ])
  })
})

it('a title that a page says again is the same category', async () => {
  expect(
    await read(
      '<table><tr><th>Réf.</th><th>Exigence</th><th>Niveau</th></tr><tr><td colspan="3">Traces</td></tr><tr><td>T-1</td><td>Dater.</td><td>P</td></tr><tr><td colspan="3">Traces (suite)</td></tr><tr><td>T-2</td><td>Garder.</td><td>I</td></tr></table>',
      'cadre.html',
    ),
  ).toEqual(['T-1 / P / Traces / Dater.', 'T-2 / I / Traces / Garder.'])
})

it('a button beside the text of a cell is no text; alone it names the column', async () => {
  expect(
    await read(
      '<table><tr><th>Réf.<button>⇅</button></th><th><button>Exigence</button></th><th><button>Niveau</button></th></tr><tr><td>P-1</td><td>Dater.<button>Copier le lien</button></td><td>P</td></tr><tr><td>P-2</td><td>Garder.<button>Copier le lien</button></td><td>I</td></tr></table>',
      'cadre.html',
    ),
  ).toEqual(['P-1 / P /  / Dater.', 'P-2 / I /  / Garder.'])
})

it('a list of four columns whose heads are no values is no card', async () => {
  const page: PdfPage = drawnTable(
    60,
    [70, 90, 220, 60],
    [
      ['Référence', 'Processus', 'Exigence', 'Niveau'],
      ['BUD-001', 'Paiement', 'Dater les ordres de paiement.', 'P'],
      ['BUD-002', 'Recettes', 'Garder les titres dix ans.', 'I'],
    ],
  )
  const { requirements } = await readEdition(pdfOf([page]), { name: 'cadre.pdf' })
  expect(requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(['BUD-001 P', 'BUD-002 I'])
})

it('a narrow column cuts a number between its figures', async () => {
  const page: PdfPage = drawnTable(
    60,
    [60, 260, 60],
    [
      ['Réf.', 'Exigence', 'Niveau'],
      ['EXI_JRN_0\n01', 'Dater les traces.', 'P'],
      ['EXI_JRN_0\n02', 'Garder les traces.', 'I'],
      ['EXI_JRN_0\n04', 'Purger les traces.', 'I'],
    ],
  )
  const { requirements, anomalies } = await readEdition(pdfOf([page]), { name: 'cadre.pdf' })
  expect(requirements.map(({ id }) => id)).toEqual(['EXI_JRN_001', 'EXI_JRN_002', 'EXI_JRN_004'])
  expect(anomalies.map(({ kind, id }) => `${kind} ${id}`)).toContain('numbering-gap EXI_JRN_002')
})
