/** Books as people leave them: merged cells, formulas, hidden sheets, headings on two lines, numbers shown by a format. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { readSheets } from './read-sheets.ts'
import { EditionRefusal } from '../refusal.ts'
import type { ReadEdition } from '../requirement.ts'
import { odsOf, xlsxOf, zipOf } from '../testing/files.ts'

const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, place }) =>
    [kind, id, place.sheet ?? '', place.row ?? ''].filter((part) => part !== '').join(' '),
  )

const head = ['ID', 'Niveau', 'Exigence', 'Thème']
const first = ['AP-1', 'P', 'Les journaux sont horodatés.', 'Traces']

describe.each([
  ['ods', odsOf],
  ['xlsx', xlsxOf],
])('a book, %s', (name, bookOf) => {
  const read = (sheets: Parameters<typeof odsOf>[0]): Promise<ReadEdition> =>
    readEdition(bookOf(sheets), { name, lenient: true })

  it('with a category merged over its rows holds it for each of them', async () => {
    const edition = await read({
      Liste: [
        head,
        ['AP-1', 'P', 'Les journaux sont horodatés.', { text: 'Traces', rows: 3 }],
        ['AP-2', 'I', 'Les journaux sont gardés un an.', undefined],
        ['AP-3', 'I', 'Les journaux sont lus.', undefined],
        ['AP-4', { text: 'P', rows: 2 }, 'Les secrets sont hors du dépôt.', 'Secrets'],
        ['AP-5', undefined, 'Les secrets sont renouvelés.', 'Secrets'],
      ],
    })
    expect(brief(edition)).toEqual([
      'AP-1 / P / Les journaux sont horodatés. / Traces',
      'AP-2 / I / Les journaux sont gardés un an. / Traces',
      'AP-3 / I / Les journaux sont lus. / Traces',
      'AP-4 / P / Les secrets sont hors du dépôt. / Secrets',
      'AP-5 / P / Les secrets sont renouvelés. / Secrets',
    ])
    expect(told(edition)).toEqual(['cells-merged Liste 2', 'cells-merged Liste 5'])
  })

  it('with identifiers by formula reads the values that the file stores', async () => {
    const edition = await read({
      Liste: [
        [...head, 'Longueur'],
        [
          { text: 'AP-1', formula: 'CONCATENATE("AP-";1)' },
          'P',
          'Les journaux sont horodatés.',
          'Traces',
          { text: '28', formula: 'LEN(C2)' },
        ],
        [
          { text: 'AP-2', formula: 'CONCATENATE("AP-";2)' },
          'I',
          'Les journaux sont gardés.',
          'Traces',
          { text: '25', formula: 'LEN(C3)' },
        ],
        ['Total', { text: '2', formula: 'COUNTA(A2:A3)' }, '', ''],
      ],
      Synthèse: [['Nombre', { text: '2', formula: 'COUNTA(Liste.A2:A3)' }]],
    })
    expect(edition.requirements.map(({ id }) => id)).toEqual(['AP-1', 'AP-2'])
    // A formula of a column or of a row that no requirement needs is none of theirs.
    expect(told(edition).filter((one) => one.startsWith('cell-formula'))).toEqual([
      'cell-formula AP-1 Liste 2',
      'cell-formula AP-2 Liste 3',
    ])
  })

  it('with a heading on two lines joins them', async () => {
    const edition = await read({
      Liste: [
        [{ text: 'Domaine : traces', columns: 4 }, undefined, undefined, undefined],
        ['Exigence', 'N°', { text: 'Qualification', columns: 2 }, undefined],
        ['', '', 'Thème', 'Niveau'],
        ['Les journaux sont horodatés.', 'AP-1', 'Traces', 'P'],
        ['Les journaux sont gardés un an.', 'AP-2', 'Traces', 'I'],
      ],
    })
    expect(brief(edition)).toEqual([
      'AP-1 / P / Les journaux sont horodatés. / Traces',
      'AP-2 / I / Les journaux sont gardés un an. / Traces',
    ])
    expect(told(edition)).toEqual(['note-row Liste 1'])
  })

  it('with a heading on two lines, not merged, joins them too', async () => {
    const edition = await read({
      Liste: [
        ['Exigence', 'N°', 'Qualification', ''],
        ['', '', 'Thème', 'Niveau'],
        ['Les journaux sont horodatés.', '2.01', 'Traces', 'P'],
        ['Les journaux sont gardés un an.', '2.02', 'Traces', 'I'],
      ],
    })
    expect(brief(edition)).toEqual([
      '2.01 / P / Les journaux sont horodatés. / Traces',
      '2.02 / I / Les journaux sont gardés un an. / Traces',
    ])
    expect(told(edition)).toEqual([])
  })

  it('with one word in its column of identifiers and nothing beside it has a heading there', async () => {
    const edition = await read({
      Liste: [
        head,
        ['URBANISME', '', '', ''],
        first,
        ['Thème 2', '', '', ''],
        ['AP-2', 'I', 'Les journaux sont gardés.', 'Traces'],
      ],
    })
    expect(edition.requirements.map(({ id, section }) => `${id} ${section}`)).toEqual([
      'AP-1 URBANISME',
      'AP-2 Thème 2',
    ])
    expect(told(edition)).toEqual(['section-row Liste 2', 'section-row Liste 4'])
  })
})

it('a formula without a stored value, where a requirement needs it, is refused with its place', async () => {
  const cell = (at: string, inside: string): string => `<c r="${at}" t="str">${inside}</c>`
  const sheet = (text: string): Buffer =>
    zipOf([
      {
        name: 'xl/workbook.xml',
        content: '<workbook><sheets><sheet name="Liste" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<worksheet><sheetData><row r="1">${['ID', 'Niveau', 'Exigence', 'Note'].map((word, at) => cell(`${'ABCD'[at]}1`, `<v>${word}</v>`)).join('')}</row><row r="2">${cell('A2', '<v>AP-1</v>')}${cell('B2', '<v>P</v>')}${text}</row></sheetData></worksheet>`,
      },
    ])
  const refusal = await readEdition(sheet('<c r="C2"><f>Autre!A1</f></c>'), { name: 'x', lenient: true }).catch(
    (cause: unknown) => cause,
  )
  expect(refusal).toBeInstanceOf(EditionRefusal)
  expect(refusal).toMatchObject({ code: 'formula-without-value', place: { sheet: 'Liste', row: 2 } })
  expect((refusal as EditionRefusal).wording.fr).toMatch(/=Autre!A1.*recalcul/s)
  const kept = await readEdition(sheet(`${cell('C2', '<v>Les journaux sont lus.</v>')}<c r="D2"><f>NOW()</f></c>`), {
    name: 'x',
    lenient: true,
  })
  expect(brief(kept)).toEqual(['AP-1 / P / Les journaux sont lus. / '])
})

it('an OpenDocument sheet hidden by its style is told', async () => {
  const row = (cells: readonly string[]): string =>
    `<table:table-row>${cells.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row>`
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Liste" table:style-name="ta1">${row(head)}${row(first)}</table:table><table:table table:name="Archive" table:style-name="ta2">${row(head)}${row(['OLD-1', 'I', 'Les anciens journaux sont gardés.', 'Traces'])}</table:table></office:spreadsheet></office:body></office:document-content>`
  const edition = await readEdition(zipOf([{ name: 'content.xml', content }]), { name: 'x' })
  expect(told(edition)).toEqual(['hidden-content Archive'])
})

it.each([
  ['0.00', '1.1', '1.10'],
  ['000', '7', '007'],
  ['"EXI-"000', '7', 'EXI-007'],
  ['\\R\\-0', '12', 'R-12'],
  ['General', '1.5', '1.5'],
  ['0%', '0.95', '95%'],
])('an XLSX number is read as its format, %s, shows it', async (format, value, shown) => {
  const text = (at: string, word: string): string => `<c r="${at}" t="str"><v>${word}</v></c>`
  const book = zipOf([
    { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="Liste" r:id="rId1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet><numFmts><numFmt numFmtId="165" formatCode="${format.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData><row r="1">${text('A1', 'N°')}${text('B1', 'Niveau')}${text('C1', 'Exigence')}</row><row r="2"><c r="A2" s="1"><v>${value}</v></c>${text('B2', 'P')}${text('C2', 'Les journaux sont horodatés.')}</row></sheetData></worksheet>`,
    },
  ])
  const edition = await readEdition(book, { name: 'x' })
  expect(edition.requirements[0]!.fields['N°']).toBe(shown)
  // Who computes with a sheet needs the number, not its rounding.
  expect(readSheets(book, { name: 'x' })[0]!.rows[1]!.cells[0]!.text).toBe(value)
})
