/** What stands above, through or beside the words of a cell: note marks, struck words, comments, hidden columns. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { pdfOf, utf8, zipOf } from '../testing/files.ts'

const read = (bytes: Uint8Array | string): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text }) => [id, level, text].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id, detail, place }) => `${kind} ${id} ${place.row ?? ''} ${detail.fr}`)

const lines = ['EX1 / P / Chiffrer les flux¹ du 1er niveau.', 'EX2 / I / Garder les traces.']
const asides = [
  'note-aside EX1 2 colonne 3, à côté de « Chiffrer les flux¹ du 1er niveau. » : « Selon la PSSI. ».',
  'note-aside EX1 2 colonne 3, à côté de « Chiffrer les flux¹ du 1er niveau. » : « À revoir. ».',
]
const others = ['hidden-content   la colonne 4 est masquée ; elle est lue.', 'text-struck EX2 3 barré']

test('an OpenDocument sheet', async () => {
  const style = (name: string, text: string): string =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties ${text}/></style:style>`
  const cell = (body: string, more = ''): string =>
    `<table:table-cell ${more}><text:p>${body}</text:p></table:table-cell>`
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f" xmlns:dc="d"><office:automatic-styles>${style('T1', 'style:text-position="super 58%"')}${style('T2', 'style:text-line-through-style="solid"')}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Liste"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/><table:table-row>${['ID', 'Niveau', 'Exigence', 'Remarque'].map((word) => cell(word)).join('')}</table:table-row><table:table-row>${cell('EX1')}${cell('P')}<table:table-cell><office:annotation><dc:creator>Yann</dc:creator><text:p>À revoir.</text:p></office:annotation><text:p>Chiffrer les flux<text:span text:style-name="T1">1</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Selon la PSSI.</text:p></text:note-body></text:note> du 1<text:span text:style-name="T1">er</text:span> niveau.</text:p></table:table-cell>${cell('x')}</table:table-row><table:table-row>${cell('EX2')}${cell('I')}${cell('Garder <text:span text:style-name="T2">les</text:span> traces.')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
  const edition = await read(zipOf([{ name: 'content.xml', content }]))
  expect(brief(edition)).toEqual(lines)
  for (const one of [...asides, ...others]) expect(told(edition)).toContainEqual(expect.stringContaining(one))
})

test('an XLSX sheet, with days counted from 1904', async () => {
  const inline = (at: string, body: string, style = 0): string =>
    `<c r="${at}" s="${style}" t="inlineStr"><is>${body}</is></c>`
  const word = (at: string, text: string): string => inline(at, `<t>${text}</t>`)
  const run = (text: string, style = ''): string =>
    `<r>${style === '' ? '' : `<rPr><${style}/></rPr>`}<t xml:space="preserve">${text}</t></r>`
  const raisedRun = (text: string): string => run(text, 'vertAlign val="superscript"')
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
  const edition = await read(
    zipOf([
      {
        name: 'xl/workbook.xml',
        content: '<workbook><workbookPr date1904="1"/><sheets><sheet name="Liste" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}</Relationships>`,
      },
      {
        name: 'xl/styles.xml',
        content:
          '<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<worksheet><cols><col min="4" max="4" hidden="1"/></cols><sheetData><row r="1">${['ID', 'Niveau', 'Exigence', 'Remarque', 'Depuis le'].map((text, at) => word(`${'ABCDE'[at]}1`, text)).join('')}</row><row r="2">${word('A2', 'EX1')}${word('B2', 'P')}${inline('C2', run('Chiffrer les flux') + raisedRun('1') + run(' du 1') + raisedRun('er') + run(' niveau.'))}${word('D2', 'x')}<c r="E2" s="1"><v>44561</v></c></row><row r="3">${word('A3', 'EX2')}${word('B3', 'I')}${inline('C3', run('Garder ') + run('les', 'strike') + run(' traces.'))}</row></sheetData></worksheet>`,
      },
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content: `<Relationships>${relation('rId1', 'comments', '../comments1.xml')}</Relationships>`,
      },
      {
        name: 'xl/comments1.xml',
        content:
          '<comments><authors><author>Yann</author></authors><commentList><comment ref="C2" authorId="0"><text><t>Selon la PSSI.</t></text></comment><comment ref="C2" authorId="0"><text><r><t>À </t></r><r><t>revoir.</t></r></text></comment></commentList></comments>',
      },
    ]),
  )
  expect(brief(edition)).toEqual(lines)
  for (const one of [...asides, ...others]) expect(told(edition)).toContainEqual(expect.stringContaining(one))
  expect(edition.requirements[0]!.fields['Depuis le']).toBe('2026-01-01')
})

test('HTML, in Markdown too', async () => {
  const table =
    '<table><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr><tr><td>EX1</td><td>P<sup>2</sup></td><td>Chiffrer les flux<sup><a href="#n">1</a></sup> du 1<sup>er</sup> niveau.</td></tr><tr><td>EX2<sup>3</sup></td><td>I</td><td>Garder les traces.</td></tr></table>'
  for (const document of [table, `# Cadre\n\n${table}\n`]) {
    const edition = await read(document)
    expect(brief(edition)).toEqual(lines)
    expect(told(edition)).toContainEqual(expect.stringContaining('level-mention EX1'))
    expect(told(edition)).toContainEqual(expect.stringContaining('id-suffix EX2'))
  }
})

test('PDF: a small figure above the line is a note mark, not the end of a word or of an identifier', async () => {
  const at = (x: number, y: number, text: string, size = 10) => ({ x, y, text, size })
  const edition = await read(
    pdfOf([
      {
        words: [
          ...[at(40, 40, 'ID'), at(100, 40, 'Niveau'), at(160, 40, 'Exigence')],
          ...[at(40, 60, 'EX1'), at(100, 60, 'P'), at(160, 60, 'Chiffrer les flux')],
          ...[at(226.7, 56, '1', 6), at(233, 60, 'du réseau.')],
          ...[at(40, 80, 'EX2'), at(59, 76, '2', 6), at(100, 80, 'I'), at(160, 80, 'Garder les traces.')],
        ],
      },
    ]),
  )
  expect(brief(edition)).toEqual(['EX1 / P / Chiffrer les flux¹ du réseau.', 'EX2 / I / Garder les traces.'])
  expect(told(edition)).toContainEqual(expect.stringContaining('id-suffix EX2'))
})

test('a CSV that an old office program wrote on a Macintosh', async () => {
  const text =
    'ID;Niveau;Exigence;Cat\x8egorie\rEX1;P;D\x8etecter l\xd5acc\x8fs.;S\x8ecurit\x8e\rEX2;I;Garder.;R\x8eseau\r'
  const edition = await read(Buffer.from(text, 'latin1'))
  expect(edition.requirements.map(({ text, category }) => `${text} ${category}`)).toEqual([
    'Détecter l’accès. Sécurité',
    'Garder. Réseau',
  ])
  expect(told(edition)).toEqual([expect.stringContaining('macintosh')])
})
