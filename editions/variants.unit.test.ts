/**
 * What the families of published documents also look like, written here by code and checked by hand: no row lost, none
 * invented, and everything odd told with its place.
 */
import { describe, expect, it } from 'vitest'
import { readEdition } from './read-edition.ts'
import type { ReadEdition } from './requirement.ts'
import { drawnTable, pdfOf, utf8, zipOf } from './testing/files.ts'

const read = (bytes: Uint8Array | string, lenient = false): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre', lenient })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())
const placed = ({ anomalies }: ReadEdition): boolean =>
  anomalies.every(({ place }) => place.file === 'cadre' && (Object.keys(place).length > 1 || anomalies.length === 1))
const list = (rows: readonly string[], head = '| ID | Niveau | Exigence |\n|---|---|---|') =>
  `${head}\n${rows.join('\n')}\n`

describe('Markdown', () => {
  it('with protected bars, in code and outside it, and one that is not', async () => {
    const edition = await read(list(['| A-1 | P | Écrire `a \\| b` ou c \\| d. |', '| A-2 | I | Fin \\\\| P |']))
    expect(brief(edition)).toEqual(['A-1 / P / Écrire a | b ou c | d. / ', 'A-2 / I / Fin \\ | P / '])
    expect(told(edition)).toEqual(['cells-extra A-2'])
    expect(placed(edition)).toBe(true)
  })

  it('with HTML tables whose cells cover rows and columns', async () => {
    const edition = await read(
      '# Liste\n\n<table>\n<thead><tr><th>ID</th><th>Niveau</th><th>Exigence</th><th>Catégorie</th></tr></thead>\n<tbody>\n<tr><td>B-1</td><td rowspan="2">P</td><td>Un.</td><td rowspan="3">Réseau</td></tr>\n<tr><td>B-2</td><td>Deux.</td></tr>\n<tr><td>B-3</td><td>I</td><td>Trois.</td></tr>\n<tr><td colspan="4">Section stockage</td></tr>\n<tr><td>B-4</td><td colspan="2">Sans niveau, sur deux cases.</td><td>Disque</td></tr>\n</tbody></table>\n',
    )
    expect(brief(edition)).toEqual([
      'B-1 / P / Un. / Réseau',
      'B-2 / P / Deux. / Réseau',
      'B-3 / I / Trois. / Réseau',
      'B-4 /  / Sans niveau, sur deux cases. / Disque',
    ])
    expect(told(edition)).toEqual(expect.arrayContaining(['section-row', 'level-missing B-4']))
    expect(edition.requirements.map(({ place }) => place.line)).toEqual([6, 7, 8, 10])
  })

  it('with one table under each heading and a note as its last row', async () => {
    const edition = await read(
      `## Réseau\n\n${list(['| K-1 | P | Un. |'])}\nTexte entre.\n\n## Disque\n\n${list(['| K-2 | I | Deux. |', '| NB : voir annexe. | | |'])}`,
    )
    expect(brief(edition)).toEqual(['K-1 / P / Un. / Réseau', 'K-2 / I / Deux. / Disque'])
    expect(told(edition)).toEqual(['note-row'])
  })

  it('with levels in bold, in lower case, with notes, two at once, struck through', async () => {
    const cells = ['**P**', 'p', 'P[^1]', 'I<sup>2</sup>', '*important*', 'P*', 'P / I', '~~P~~ I', 'P - Primordiale']
    const edition = await read(list(cells.map((level, at) => `| F-${at + 1} | ${level} | Texte ${at + 1}. |`)))
    expect(edition.requirements.map(({ level }) => level)).toEqual(['P', 'P', 'P', 'I', 'I', 'P', 'P / I', 'P I', 'P'])
    expect(told(edition)).toEqual([
      'level-bold F-1',
      'level-spelling F-2',
      'level-mention F-3',
      'level-mention F-4',
      'level-spelling F-5',
      'level-mention F-6',
      'level-unknown F-7',
      'text-struck F-8',
      'level-unknown F-8',
    ])
    expect(placed(edition)).toBe(true)
  })

  it('with identifiers that go on, repeat, are links or struck through', async () => {
    const ids = ['1398', '1398bis', '1398 ter', '1399 (nouveau)', '**1400**', '~~1401~~', '[1402](#x)', '1403<br>(Pi)']
    const edition = await read(list(ids.map((id, at) => `| ${id} | RG | Texte ${at + 1}. |`)))
    expect(edition.requirements.map(({ id, suffix = '' }) => `${id} ${suffix}`.trim())).toEqual([
      '1398',
      '1398bis',
      '1398 ter',
      '1399 nouveau',
      '1400',
      '1401',
      '1402',
      '1403 Pi',
    ])
    expect(told(edition)).toEqual([
      'id-suffix 1398bis',
      'id-suffix 1398 ter',
      'id-suffix 1399',
      'text-struck 1401',
      'id-broken-by-line 1403',
      'id-suffix 1403',
    ])
  })

  it('with categories as rows: in bold, in the first column, dashes, the same words in each column', async () => {
    const edition = await read(
      list([
        '| | | **Réseau** |',
        '| G-1 | P | Un. |',
        '| **Stockage** | | |',
        '| G-2 | I | Deux. |',
        '| --- | --- | --- |',
        '| Sécurité | Sécurité | Sécurité |',
        '| G-3 | P | Trois. |',
        '| | | |',
        '| G-4 | P | Quatre. |',
      ]),
    )
    expect(brief(edition)).toEqual([
      'G-1 / P / Un. / Réseau',
      'G-2 / I / Deux. / Stockage',
      'G-3 / P / Trois. / Sécurité',
      'G-4 / P / Quatre. / Sécurité',
    ])
    expect(told(edition)).toEqual(['section-row', 'section-row', 'separator-row', 'section-row', 'separator-row'])
  })
})

describe('HTML', () => {
  it('with lists inside lists, paragraphs and breaks inside cells', async () => {
    const edition = await read(
      '<!doctype html><table><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr><tr><td>C-1</td><td>P</td><td>Tenir :<ul><li>un<ul><li>un bis</li></ul></li><li>deux</li></ul><br/>Puis fin.</td></tr><tr><td>C-2</td><td>I</td><td><p>Para 1</p><p>Para 2<br>ligne</p></td></tr></table>',
    )
    expect(brief(edition)).toEqual([
      'C-1 / P / Tenir :\n- un\n- un bis\n- deux\nPuis fin. / ',
      'C-2 / I / Para 1\nPara 2\nligne / ',
    ])
  })

  it('with an identifier over two rows that each have a level: two rows, told as doubles', async () => {
    const edition = await read(
      '<!doctype html><table><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr>\n<tr><td rowspan="2">L-1</td><td>P</td><td>Un.</td></tr>\n<tr><td>I</td><td>Un autre texte.</td></tr>\n<tr><td rowspan="2">L-2</td><td rowspan="2">P</td><td>Deux,</td></tr>\n<tr><td>et sa suite.</td></tr></table>',
    )
    expect(brief(edition)).toEqual([
      'L-1 / P / Un. / ',
      'L-1 / I / Un autre texte. / ',
      'L-2 / P / Deux,\net sa suite. / ',
    ])
    expect(told(edition)).toContain('duplicate-id-different L-1')
  })

  it('with identifiers as headings of their rows and a note at the foot', async () => {
    const edition = await read(
      '<!doctype html><table><thead><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr></thead><tbody><tr><th scope="row">H-1</th><td>P</td><td>Un.</td></tr><tr><th scope="row">H-2</th><td>I</td><td>Deux.</td></tr></tbody><tfoot><tr><td colspan="3">1. Note de pied.</td></tr></tfoot></table>',
    )
    expect(brief(edition)).toEqual(['H-1 / P / Un. / ', 'H-2 / I / Deux. / '])
  })
})

describe('CSV', () => {
  it('in the encoding of Windows, with semicolons inside quotes', async () => {
    const windows = 'Réf;Niveau;Exigence\r\nD-1;P;"L\x92été ; dès l\x92aube \x96 \x9cuvre \x80"\r\nD-2;I;Fin\r\n'
    const edition = await read(Buffer.from(windows, 'latin1'))
    expect(brief(edition)).toEqual(['D-1 / P / L’été ; dès l’aube – œuvre € / ', 'D-2 / I / Fin / '])
    expect(told(edition)).toEqual(['text-encoding'])
  })
  it('with the mark of UTF-8 and identifiers between two numbers', async () => {
    const edition = await read('\uFEFFRéf;Niveau;Exigence\r\nD-1;P;Un\r\nD-1bis;I;Deux\r\nD-2;I;Trois\r\n')
    expect(brief(edition)).toEqual(['D-1 / P / Un / ', 'D-1bis / I / Deux / ', 'D-2 / I / Trois / '])
    expect(told(edition)).toEqual(['id-suffix D-1bis'])
  })
  it('in UTF-16 by tabs, as spreadsheets save Unicode text', async () => {
    const text = Buffer.from('ID\tNiveau\tExigence\r\nD-1\tP\tUn\r\nD-2\tI\tDeux\r\n', 'utf16le')
    const edition = await read(Buffer.concat([Buffer.from([0xff, 0xfe]), text]))
    expect(brief(edition)).toEqual(['D-1 / P / Un / ', 'D-2 / I / Deux / '])
  })
})

const odf =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
const cell = (text: string, more = ''): string =>
  `<table:table-cell${more}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`
const row = (cells: string, more = ''): string => `<table:table-row${more}>${cells}</table:table-row>`
const ods = (rows: string): Buffer =>
  zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    {
      name: 'content.xml',
      content: `<office:document-content ${odf}><office:body><office:spreadsheet><table:table table:name="Liste">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    },
  ])

describe('OpenDocument', () => {
  it('with repeated cells and rows, groups, rows hidden and filtered', async () => {
    const headings = row(cell('ID') + cell('Niveau') + cell('Exigence') + cell('Catégorie'))
    const edition = await read(
      ods(
        `<table:table-header-rows>${headings}</table:table-header-rows>` +
          row(cell('', ' table:number-columns-repeated="4"'), ' table:number-rows-repeated="3"') +
          row(cell('E-1') + cell('P') + cell('Même', ' table:number-columns-repeated="2"')) +
          `<table:table-row-group>${row(cell('E-2') + cell('I') + cell('Deux.') + cell('Cat'), ' table:number-rows-repeated="2"')}</table:table-row-group>` +
          row(cell('E-3') + cell('P') + cell('Masquée.') + cell('Cat'), ' table:visibility="collapse"') +
          row(cell('E-4') + cell('P') + cell('Filtrée.') + cell('Cat'), ' table:visibility="filter"') +
          row(cell('', ' table:number-columns-repeated="1024"'), ' table:number-rows-repeated="1048000"'),
      ),
    )
    expect(brief(edition)).toEqual([
      'E-1 / P / Même / Même',
      'E-2 / I / Deux. / Cat',
      'E-2 / I / Deux. / Cat',
      'E-3 / P / Masquée. / Cat',
      'E-4 / P / Filtrée. / Cat',
    ])
    expect(told(edition)).toEqual(['separator-row', 'duplicate-id E-2', 'hidden-content E-3', 'hidden-content E-4'])
    expect(edition.requirements.map(({ place }) => place.row)).toEqual([5, 6, 7, 8, 9])
  })

  it('with a title over covered cells, breaks, spans and an annotation', async () => {
    const rich =
      'Un<text:line-break/>suite <text:span>riche</text:span><office:annotation><text:p>vu</text:p></office:annotation>'
    const edition = await read(
      ods(
        row(
          `${cell('Cadre', ' table:number-columns-spanned="3"')}<table:covered-table-cell table:number-columns-repeated="2"/>`,
        ) +
          row(cell('ID') + cell('Niveau') + cell('Exigence')) +
          row(cell('E-1') + cell('P') + cell(rich)) +
          row(cell('E-2') + cell('I') + cell('Deux.')),
      ),
      true,
    )
    expect(brief(edition)).toEqual(['E-1 / P / Un\nsuite riche / ', 'E-2 / I / Deux. / '])
  })
})

describe('XLSX', () => {
  it('with shared and rich strings, dates, hidden rows and a hidden sheet', async () => {
    const inline = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const shared = (at: string, index: number): string => `<c r="${at}" t="s"><v>${index}</v></c>`
    const edition = await read(
      zipOf([
        {
          name: 'xl/workbook.xml',
          content:
            '<workbook xmlns:r="r"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/><sheet name="Brouillon" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content:
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        },
        {
          name: 'xl/styles.xml',
          content:
            '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts><font/><font><b/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
        },
        {
          name: 'xl/sharedStrings.xml',
          content:
            '<sst><si><t>N°</t></si><si><t>Niveau</t></si><si><t>Exigence</t></si><si><t>Depuis le</t></si><si><r><t xml:space="preserve">Garder </t></r><r><rPr><b/></rPr><t>un an</t></r><rPh sb="0" eb="1"><t>phon</t></rPh></si></sst>',
        },
        {
          name: 'xl/worksheets/sheet1.xml',
          content: `<worksheet><sheetData><row r="1">${shared('A1', 0)}${shared('B1', 1)}${shared('C1', 2)}${shared('D1', 3)}</row><row r="2"><c r="A2"><v>1398</v></c><c r="B2" t="inlineStr" s="1"><is><t>RG</t></is></c>${shared('C2', 4)}<c r="D2" s="2"><v>46023</v></c></row><row r="3" hidden="1"><c r="A3"><v>1399</v></c>${inline('B3', 'rc')}<c r="C3" t="inlineStr"><is><r><t>En </t></r><r><t>deux</t></r></is></c></row><row r="5"><c r="A5" t="str"><v>1400bis</v></c>${inline('B5', 'RG')}${inline('C5', 'Trois')}</row></sheetData></worksheet>`,
        },
        {
          name: 'xl/worksheets/sheet2.xml',
          content: `<worksheet><sheetData><row r="1">${inline('A1', 'ID')}${inline('B1', 'Niveau')}${inline('C1', 'Exigence')}</row><row r="2">${inline('A2', 'Z-1')}${inline('B2', 'P')}${inline('C2', 'Cachée.')}</row></sheetData></worksheet>`,
        },
      ]),
    )
    expect(brief(edition)).toEqual([
      '1398 / RG / Garder un an / Liste',
      '1399 / rc / En deux / Liste',
      '1400bis / RG / Trois / Liste',
      'Z-1 / P / Cachée. / Brouillon',
    ])
    expect(edition.requirements[0]!.fields['Depuis le']).toBe('2026-01-01')
    expect(told(edition).toSorted()).toEqual([
      'hidden-content',
      'hidden-content 1399',
      'id-suffix 1400bis',
      'level-bold 1398',
      'separator-row',
    ])
  })
})

describe('PDF', () => {
  it('with an identifier and its suffix cut by a page, two-line cells, the heading on each page', async () => {
    const widths = [80, 40, 260, 90]
    const head = ['ID', 'Type', 'Exigence', 'Catégorie']
    const edition = await read(
      pdfOf([
        drawnTable(700, widths, [
          head,
          ['EXI-A-1', 'P', 'Un sur\ndeux lignes.', 'Socle\nRéseau'],
          ['EXI-A-', 'I', 'Deux.', 'Socle'],
        ]),
        drawnTable(40, widths, [head, ['2bis', '', '', ''], ['EXI-A-3', 'P', 'Trois.', 'Socle']]),
        drawnTable(40, widths, [head, ['EXI-A-4', 'i', 'Quatre.', 'Socle'], ['EXI-A-5', 'P (1)', 'Cinq.', 'Socle']]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'EXI-A-1 / P / Un sur\ndeux lignes. / Socle Réseau',
      'EXI-A-2bis / I / Deux. / Socle',
      'EXI-A-3 / P / Trois. / Socle',
      'EXI-A-4 / I / Quatre. / Socle',
      'EXI-A-5 / P / Cinq. / Socle',
    ])
    expect(told(edition)).toEqual([
      'header-repeated',
      'id-broken-by-page EXI-A-2bis',
      'row-broken-by-page EXI-A-2bis',
      'header-repeated',
      'level-spelling EXI-A-4',
      'level-mention EXI-A-5',
    ])
    expect(edition.anomalies.map(({ place }) => place.page)).toEqual([2, 2, 2, 3, 3, 3])
  })
})

describe('OSCAL', () => {
  const statement = (prose: string, parts: readonly object[] = []) => ({ name: 'statement', prose, parts })
  const control = (id: string, title: string, more: object = {}) => ({ id, title, ...more })
  const catalogue = {
    catalog: {
      metadata: { title: 'Catalogue', version: '1' },
      params: [{ id: 'years', values: ['deux ans'] }],
      controls: [control('top-1', 'Haut', { parts: [statement('Tout en haut.')] })],
      groups: [
        {
          title: 'A',
          groups: [
            {
              title: 'A1',
              params: [{ id: 'who', label: 'le responsable' }],
              controls: [
                control('a1-1', 'Comptes', {
                  params: [{ id: 'pace', select: { choice: ['mensuel', 'annuel'] } }],
                  parts: [
                    statement('Tous {{ insert: param, pace }}, {{insert: param, years}}, {{ insert: param, gone }} :', [
                      { name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'premier' },
                      { name: 'item', prose: 'second', parts: [{ name: 'item', prose: 'profond' }] },
                    ]),
                  ],
                  controls: [
                    control('a1-1.1', 'Dedans', {
                      parts: [statement('Par {{ insert: param, who }}, {{ insert: param, pace }}.')],
                      controls: [control('a1-1.1.1', 'Plus dedans', { parts: [statement('Encore.')] })],
                    }),
                  ],
                }),
              ],
            },
          ],
          controls: [
            control('a-2', 'Repris ailleurs', {
              props: [{ name: 'status', value: 'withdrawn' }],
              links: [{ href: '#a1-1', rel: 'incorporated-into' }],
            }),
            control('a-3', 'Titre seul'),
          ],
        },
      ],
    },
  }

  it('with groups in groups, controls in controls, parameters of each, withdrawn controls', async () => {
    const edition = await read(JSON.stringify(catalogue))
    expect(brief(edition)).toEqual([
      'top-1 /  / Tout en haut. / ',
      'a-3 /  / Titre seul / A',
      'a1-1 /  / Tous [mensuel / annuel], deux ans, [gone] :\na. premier\nsecond\nprofond / A1',
      'a1-1.1 /  / Par [le responsable], [mensuel / annuel]. / A1',
      'a1-1.1.1 /  / Encore. / A1',
    ])
    expect(told(edition)).toEqual(['text-missing a-3', 'row-withdrawn a-2'])
    expect(edition.anomalies[1]).toMatchObject({
      place: { under: 'a-2' },
      detail: { fr: expect.stringMatching(/Repris ailleurs.*reprise par a1-1/) },
    })
  })

  it('the same in XML, choices and links too', async () => {
    const edition = await read(
      '<?xml version="1.0"?><catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><metadata><title>Catalogue</title></metadata><param id="years"><value>deux ans</value></param><group><title>A</title><control id="a-1"><title>Comptes</title><param id="pace"><select><choice>mensuel</choice><choice>annuel</choice></select></param><part name="statement"><p>Tous <insert type="param" id-ref="pace"/>, <insert type="param" id-ref="years"/>.</p></part></control><control id="a-2"><title>Repris</title><prop name="status" value="withdrawn"/><link rel="moved-to" href="#a-1"/></control></group></catalog>',
    )
    expect(brief(edition)).toEqual(['a-1 /  / Tous [mensuel / annuel], deux ans. / A'])
    expect(told(edition)).toEqual(['row-withdrawn a-2'])
  })

  it.each([
    ['JSON', 'profile', JSON.stringify({ profile: { metadata: { title: 'P' }, imports: [{ href: '#c' }] } })],
    ['YAML', 'profile', 'profile:\n  uuid: x\n  metadata:\n    title: P\n'],
    ['XML', 'profile', '<?xml version="1.0"?><profile xmlns="http://csrc.nist.gov/ns/oscal/1.0"/>'],
    ['JSON', 'system-security-plan', JSON.stringify({ 'system-security-plan': { uuid: 'x' } })],
  ])('a document of another model, in %s, is refused by its name (%s), with what to do', async (_, model, document) => {
    await expect(read(document)).rejects.toMatchObject({
      code: 'not-a-document',
      wording: { fr: expect.stringMatching(new RegExp(`« ${model} ».*profil doit d’abord être résolu`)) },
    })
  })

  it('with a choice of sentences that hold parameters, titles of parts, a statement inside a section', async () => {
    const edition = await read(
      JSON.stringify({
        catalog: {
          params: [
            { id: 'who', label: 'le responsable' },
            { id: 'scope', select: { choice: ['tout', 'ce que dit {{ insert: param, who }}'] } },
            { id: 'loop', label: '{{ insert: param, loop }}' },
          ],
          controls: [
            control('c-1', 'Choix', {
              parts: [
                {
                  name: 'section',
                  prose: 'Contexte.',
                  parts: [
                    statement('Protéger {{ insert: param, scope }} ({{ insert: param, loop }}) :', [
                      { name: 'item', title: 'Mesure', prose: 'chiffrer' },
                    ]),
                  ],
                },
              ],
            }),
          ],
        },
      }),
    )
    expect(brief(edition)).toEqual([
      'c-1 /  / Protéger [tout / ce que dit [le responsable]] ([[loop]]) :\nMesure\nchiffrer / ',
    ])
    expect(edition.requirements[0]!.fields['section']).toBe('Contexte.')
    expect(told(edition)).toEqual([])
  })

  it('doubles are told at their own line, and so is a control without identifier', async () => {
    const edition = await read(
      JSON.stringify(
        {
          catalog: {
            groups: [{ id: 'a', title: 'A', controls: [control('a-1', 'Un'), control('a-2', 'Deux')] }],
            controls: [control('a-2', 'Deux encore'), { title: 'Sans identifiant' }, control('a-1', 'Un')],
          },
        },
        null,
        1,
      ),
    )
    expect(edition.requirements.map(({ id, place }) => `${id} ${place.line}`)).toEqual([
      'a-2 21',
      ' 24',
      'a-1 28',
      'a-1 9',
      'a-2 13',
    ])
  })

  it('lists and paragraphs of XML are lines', async () => {
    const edition = await read(
      '<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><control id="a-1"><title>A</title><part name="statement"><p>Garder :</p><ul>\n  <li>les <em>traces</em></li>\n  <li>les preuves</li>\n</ul><p>Un an.</p></part></control></catalog>',
    )
    expect(brief(edition)).toEqual(['a-1 /  / Garder :\n- les traces\n- les preuves\nUn an. / '])
  })
})
