/** Sheets as people draw them: lists side by side, headings merged over rows and columns, levels and identifiers in one cell. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { odsOf, odtOf, utf8, xlsxOf } from '../testing/files.ts'

const read = (bytes: Uint8Array | string, lenient = false): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre', lenient })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe.each([
  ['ods', odsOf],
  ['xlsx', xlsxOf],
])('%s', (_, sheetOf) => {
  it('with two lists side by side, one shorter than the other', async () => {
    const edition = await read(
      sheetOf({
        Liste: [
          ['Cadre 2026', '', '', '', '', '', ''],
          ['ID', 'Niveau', 'Exigence', '', 'ID', 'Niveau', 'Exigence'],
          ['A-1', 'P', 'Un.', '', 'B-1', 'I', 'Premier énoncé de B.'],
          ['', '', '', '', '', '', ''],
          ['A-2', 'I', 'Deux.', '', 'B-2', 'P', 'Second énoncé de B.'],
          ['A-3', 'I', 'Trois.', '', '', '', ''],
        ],
      }),
    )
    expect(brief(edition)).toEqual([
      'A-1 / P / Un. / ',
      'A-2 / I / Deux. / ',
      'A-3 / I / Trois. / ',
      'B-1 / I / Premier énoncé de B. / ',
      'B-2 / P / Second énoncé de B. / ',
    ])
    expect(edition.requirements.map(({ place }) => place.row)).toEqual([3, 5, 6, 3, 5])
    expect(told(edition)).toEqual(['note-row', 'separator-row'])
  })

  it('with headings merged over two rows, and over the two languages of a text', async () => {
    const edition = await read(
      sheetOf({
        Liste: [
          [
            { text: 'Id', rows: 2 },
            { text: 'Niveau', rows: 2 },
            { text: 'Exigence', columns: 2 },
            undefined,
            { text: 'Thème', rows: 2 },
          ],
          [undefined, undefined, 'Français', 'Anglais', undefined],
          ['1166', 'RG', 'Les traces sont datées.', 'Traces are dated.', 'Traces'],
          ['1167', 'rc', 'Les traces sont gardées un an.', 'Kept.', ''],
        ],
      }),
      true,
    )
    expect(brief(edition)).toEqual([
      '1166 / RG / Les traces sont datées. / Traces',
      '1167 / rc / Les traces sont gardées un an. / ',
    ])
    expect(edition.requirements[0]!.fields['Exigence Anglais']).toBe('Traces are dated.')
  })
})

it.each([
  ['in brackets before', ['[P] EXI-1', '[I] EXI-2', '[P] EXI-3']],
  ['before', ['P EXI-1', 'I EXI-2', 'P EXI-3']],
  ['after', ['EXI-1 P', 'EXI-2 I', 'EXI-3 P']],
  ['in brackets after', ['EXI-1 (P)', 'EXI-2 (I)', 'EXI-3 (P)']],
  ['under', ['EXI-1<br>**P**', 'EXI-2<br>I', 'EXI-3<br>P']],
])('the level in the cell of the identifier, %s it', async (_, ids) => {
  const edition = await read(
    `| ID | Libellé |\n|-|-|\n${ids.map((id, at) => `| ${id} | Énoncé ${at + 1}. |`).join('\n')}\n`,
  )
  expect(brief(edition)).toEqual(['EXI-1 / P / Énoncé 1. / ', 'EXI-2 / I / Énoncé 2. / ', 'EXI-3 / P / Énoncé 3. / '])
})

it('levels that say the heading again', async () => {
  const edition = await read('ID;Niveau;Exigence\nA-1;Niveau : P;Un.\nA-2;Niveau : I;Deux.\n')
  expect(brief(edition)).toEqual(['A-1 / P / Un. / ', 'A-2 / I / Deux. / '])
  expect(told(edition)).toEqual([])
})

it('a gap says the missing number as its neighbours are written', async () => {
  const edition = await read('ID;Level;Requirement\nREQ-001;Must;One.\nREQ-002;Must;Two.\nREQ-004;Must;Four.\n')
  expect(edition.anomalies.map(({ detail }) => detail.en)).toEqual(['after REQ-002, REQ-003 is missing.'])
})

describe('tables beside the list', () => {
  const history = [
    ['Version', 'Date', 'Description'],
    ['1.0', '01/02/2024', 'Création du document par le groupe de travail.'],
    ['1.1', '02/03/2025', 'Ajout des exigences de traces et de sauvegarde.'],
  ]
  it.each([
    [
      'of the same width, on another sheet',
      odsOf({
        Liste: [
          ['ID', 'Niveau', 'Exigence'],
          ['A-1', 'P', 'Un.'],
          ['A-2', 'I', 'Deux.'],
        ],
        Historique: history,
      }),
    ],
    [
      'before it, in Markdown',
      `${history.map((row, at) => `| ${row.join(' | ')} |${at === 0 ? '\n|-|-|-|' : ''}`).join('\n')}\n\n| ID | Niveau | Exigence |\n|-|-|-|\n| A-1 | P | Un. |\n| A-2 | I | Deux. |\n`,
    ],
  ])('the history of the document, %s, lists no requirement', async (_, bytes) => {
    const edition = await read(bytes)
    expect(edition.requirements.map(({ id, level, text }) => `${id} ${level} ${text}`)).toEqual([
      'A-1 P Un.',
      'A-2 I Deux.',
    ])
  })
})

it('rows of a Markdown table after a comment or an empty line are still its rows', async () => {
  const edition = await read(
    '| ID | Niveau | Exigence |\n|-|-|-|\n| A-1 | P | Un. |\n<!-- | A-9 | P | Retirée. | -->\n| A-2 | I | Deux. |\n\n| A-3 | P | Trois. |\n\nFin.\n',
  )
  expect(edition.requirements.map(({ id, place }) => `${id} ${place.line}`)).toEqual(['A-1 3', 'A-2 5', 'A-3 7'])
})

it('requirements as paragraphs of a text, and their level after the title of a heading', async () => {
  const odt = await read(
    odtOf(
      '<text:h text:outline-level="1">Traces</text:h><text:p>EXI-1 (P) : Dater chaque trace.</text:p><text:p>EXI-2 (I) : Garder un an.</text:p>',
    ),
  )
  expect(brief(odt)).toEqual(['EXI-1 / P / Dater chaque trace. / Traces', 'EXI-2 / I / Garder un an. / Traces'])
  expect(odt.requirements[0]!.place).toEqual({ file: 'cadre', under: 'Traces' })
  const markdown = await read('# Cadre\n\n## R1 – Dater (P)\n\nChaque trace.\n\n## R2 – Garder (I)\n\nUn an.\n')
  expect(markdown.requirements.map(({ id, level, title, text }) => [id, level, title, text])).toEqual([
    ['R1', 'P', 'Dater', 'Chaque trace.'],
    ['R2', 'I', 'Garder', 'Un an.'],
  ])
})
