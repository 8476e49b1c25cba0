/** Documents as other administrations write them, none of them anybody's: what their families have in common must read. */
import { describe, expect, it } from 'vitest'
import { readEdition } from './read-edition.ts'
import type { ReadEdition } from './requirement.ts'
import { type PdfPage, drawnTable, odfRows, odtOf, pdfOf, utf8, xlsxOf } from './testing/files.ts'

const read = (bytes: Uint8Array | string, name = 'cadre', lenient = false): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name, lenient })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] =>
  anomalies.map(({ kind, id }) => `${kind} ${id}`.trim()).toSorted()

describe('Markdown', () => {
  it('with English headings in another order, in a quotation', async () => {
    const edition = await read(
      `> | Area | Statement | Priority | Req. ID |\n> |:--|---|:-:|--:|\n> | Logs | Logs carry a time. | Must | LOG.1 |\n> | Logs | Logs are kept one year. | should | LOG.2 |\n`,
    )
    expect(brief(edition)).toEqual([
      'LOG.1 / Must / Logs carry a time. / Logs',
      'LOG.2 / should / Logs are kept one year. / Logs',
    ])
  })

  it('with an empty heading row, the real one in bold under it', async () => {
    const edition = await read(
      '| | | |\n|---|---|---|\n| **ID** | **Type** | **Exigence** |\n| EX1 | **P** | Un. |\n| EX2 | I | Deux.<br>Suite. |\n',
    )
    expect(brief(edition)).toEqual(['EX1 / P / Un. / ', 'EX2 / I / Deux.\nSuite. / '])
    expect(told(edition)).toEqual(['level-bold EX1'])
  })

  it('with one table under each heading, codes as examples left alone, bars not protected', async () => {
    const edition = await read(
      [
        '## Hébergement',
        '',
        'Code | Exigence | Obligation',
        '--- | --- | ---',
        'SEC.1 | Filtrer par `a | b`. | Impératif',
        'SEC.2 | Couper en deux | ou en trois. | Recommandé',
        '',
        '## Réseau',
        '',
        'Code | Exigence | Obligation',
        '--- | --- | ---',
        'SEC.4 | Chiffrer les flux. | Préconisée',
        '',
        '```',
        '| ID | Niveau | Exigence |',
        '|---|---|---|',
        '| X-1 | P | exemple |',
        '```',
        '',
      ].join('\n'),
    )
    expect(brief(edition)).toEqual([
      'SEC.1 / Impératif / Filtrer par a | b. / Hébergement',
      'SEC.2 / Recommandé / Couper en deux | ou en trois. / Hébergement',
      'SEC.4 / Préconisée / Chiffrer les flux. / Réseau',
    ])
    expect(told(edition)).toEqual(['cells-extra SEC.2', 'numbering-gap SEC.2'])
  })

  it('with bars and neither heading nor dashes', async () => {
    const edition = await read(
      '# Règles\n\n| R10 | P | Une règle sans en-tête ni tirets. |\n| R11 | I | Une autre règle, pas plus. |\n',
    )
    expect(brief(edition)).toEqual([
      'R10 / P / Une règle sans en-tête ni tirets. / ',
      'R11 / I / Une autre règle, pas plus. / ',
    ])
    expect(told(edition)).toEqual(['header-absent'])
  })

  it('with doubles, told with what differs', async () => {
    const edition = await read(
      '| ID | Niveau | Exigence |\n|---|---|---|\n| A-1 | P | Un. |\n| A-1 | P | Un. |\n| a1 | I | Autre. |\n| A-2 | | Deux. |\n| | I | Sans numéro. |\n| A-3 | Q | |',
    )
    expect(edition.requirements).toHaveLength(6)
    expect(told(edition)).toEqual([
      'duplicate-id A-1',
      'duplicate-id-different a1',
      'id-missing',
      'id-spelling a1',
      'last-line-open',
      'level-missing A-2',
      'level-unknown A-3',
      'text-missing A-3',
    ])
    const different = edition.anomalies.find(({ kind }) => kind === 'duplicate-id-different')
    expect(different?.detail.fr).toBe(
      'déjà donné à cadre, ligne 3 ; diffère par le texte, le niveau (P puis I). Les deux sont gardés.',
    )
  })
})

describe('HTML', () => {
  it('with merged cells, a table inside a cell and a hidden row', async () => {
    const edition =
      await read(`<!doctype html><html><head><title>Socle de règles</title></head><body><div><table border>
<tr><th rowspan="2">Thème</th><th colspan="2">Règle</th><th rowspan="2">Criticité</th></tr>
<tr><th>N°</th><th>Énoncé de la règle</th></tr>
<tr><td rowspan="3">Comptes</td><td>Règle n° 1</td><td>Un compte par personne.</td><td>Primordiale</td></tr>
<tr><td>Règle n° 2</td><td>Durées :<table><tr><td>agent</td><td>1 an</td></tr><tr><td>tiers</td><td>1 mois</td></tr></table></td><td><b>Importante</b></td></tr>
<tr style="display:none"><td>Règle n° 3</td><td>Un compte est fermé au départ.</td><td>Importante</td></tr>
</table></div></body></html>`)
    expect(brief(edition)).toEqual([
      'Règle n° 1 / Primordiale / Un compte par personne. / Comptes',
      'Règle n° 2 / Importante / Durées :\nagent 1 an\ntiers 1 mois / Comptes',
      'Règle n° 3 / Importante / Un compte est fermé au départ. / Comptes',
    ])
    expect(told(edition)).toEqual(
      expect.arrayContaining(['hidden-content Règle n° 3', 'cells-merged', 'level-bold Règle n° 2']),
    )
    expect(edition.edition.title).toBe('Socle de règles')
  })

  it('of products, with the facts that classes carry', async () => {
    const edition = await read(
      'Référentiel\n\n<h3><a>Chapitre 1</a></h3>\n<table>\n<tr>\n<th>R&eacute;f&eacute;rence</th><th>Composant</th><th>Fournisseur</th><th>Statut</th></tr>\n<tr>\n<td class="new_open">PT-12</td><td>Éditeur</td><td>org</td><td class="statut_R">R</td></tr>\n</table>\n',
      'produits.md',
    )
    expect(edition.kind).toBe('products')
    expect(edition.requirements[0]).toMatchObject({
      id: 'PT-12',
      level: 'R',
      text: 'Éditeur',
      place: { line: 7 },
      fields: { 'Référence (class)': 'new_open', Fournisseur: 'org' },
    })
  })
})

describe('CSV', () => {
  it('with titles above, quotes and line breaks inside cells, a closing line of totals', async () => {
    const edition = await read(
      'Cadre technique;;;\n;;;\nRéf.;Libellé;Niveau d’exigence;Famille\nAT-1;"Dire ""non""\nà tout ; sauf avis";Obligatoire;Règles\nAT-2;Écrire;Facultatif;Règles\nTotal;2;;\n',
    )
    expect(brief(edition)).toEqual([
      'AT-1 / Obligatoire / Dire "non"\nà tout ; sauf avis / Règles',
      'AT-2 / Facultatif / Écrire / Règles',
    ])
    expect(edition.requirements.map(({ place }) => place.line)).toEqual([4, 6])
    expect(told(edition)).toEqual(['note-row', 'note-row'])
  })

  it('without headings, by tabs', async () => {
    const edition = await read(
      '1398\tO\tLes sauvegardes sont chiffrées.\tSauvegarde\n1399\tF\tLes sauvegardes sont distantes.\tSauvegarde\n1402\tO\tLa restauration est essayée.\tReprise\n',
    )
    expect(brief(edition)).toEqual([
      '1398 / O / Les sauvegardes sont chiffrées. / Sauvegarde',
      '1399 / F / Les sauvegardes sont distantes. / Sauvegarde',
      '1402 / O / La restauration est essayée. / Reprise',
    ])
    expect(told(edition)).toEqual(['header-absent', 'numbering-gap 1399'])
  })

  it('with a quote that never closes, no row lost', async () => {
    const edition = await read('ID;Niveau;Exigence\nA-1;P;"Ouvert\nA-2;I;Suivant\nA-3;P;Dernier\n')
    expect(edition.requirements.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3'])
    expect(told(edition)).toContain('quote-unclosed A-1')
  })
})

const widths = [80, 40, 260, 90]
const head = ['ID', 'Type', 'Exigence', 'Catégorie']

describe('PDF', () => {
  it('with cells of several lines and a table carried over pages', async () => {
    const edition = await read(
      pdfOf([
        drawnTable(700, widths, [
          head,
          ['EXI-A-1', 'P', 'Une ligne assez longue pour aller\njusqu’au bord de sa case et au-delà.', 'Socle'],
          ['EXI-A-2\n(hérité)', 'I', 'Deux.', 'Socle'],
        ]),
        drawnTable(40, widths, [
          head,
          ['EXI-A-3', 'P', 'Trois.', 'Socle'],
          ['', '', 'Section', ''],
          ['EXI-A-4', 'I', 'Quatre.', ''],
        ]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'EXI-A-1 / P / Une ligne assez longue pour aller\njusqu’au bord de sa case et au-delà. / Socle',
      'EXI-A-2 / I / Deux. / Socle',
      'EXI-A-3 / P / Trois. / Socle',
      'EXI-A-4 / I / Quatre. / ',
    ])
    expect(edition.requirements[2]?.place).toEqual({ file: 'cadre', page: 2, table: 1, row: 2 })
    expect(told(edition)).toEqual([
      'category-empty EXI-A-4',
      'header-repeated',
      'id-broken-by-line EXI-A-2',
      'id-suffix EXI-A-2',
      'section-row',
    ])
  })

  it('with a row and an identifier cut by a page', async () => {
    const edition = await read(
      pdfOf([
        drawnTable(700, widths, [head, ['EXI-A-1', 'P', 'Un.', 'Socle'], ['EXI-A-', 'I', 'Le début de la', 'So']]),
        drawnTable(40, widths, [
          ['2', '', 'phrase et sa fin.', ''],
          ['EXI-A-3', 'P', 'Trois, dont la suite est', 'Socle'],
        ]),
        drawnTable(40, widths, [head, ['', '', 'sur la page suivante.', ''], ['EXI-A-4', 'I', 'Quatre.', 'Socle']]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'EXI-A-1 / P / Un. / Socle',
      'EXI-A-2 / I / Le début de la phrase et sa fin. / So',
      'EXI-A-3 / P / Trois, dont la suite est sur la page suivante. / Socle',
      'EXI-A-4 / I / Quatre. / Socle',
    ])
    expect(told(edition)).toEqual([
      'header-repeated',
      'id-broken-by-page EXI-A-2',
      'row-broken-by-page EXI-A-2',
      'row-broken-by-page EXI-A-3',
    ])
  })

  it('without any line drawn, under heads and feet that repeat', async () => {
    const page = (number: number, rows: readonly (readonly string[])[]): PdfPage => {
      const words: { x: number; y: number; text: string }[] = [
        { x: 200, y: 30, text: 'Ministère – cadre technique' },
        { x: 280, y: 820, text: `Page ${number}` },
      ]
      let y = 80
      for (const row of rows) {
        const cells = row.map((cell) => cell.split('\n'))
        for (const [column, lines] of cells.entries())
          for (const [at, text] of lines.entries())
            if (text !== '') words.push({ x: [40, 110, 160, 470][column] ?? 0, y: y + at * 11, text })
        y += Math.max(...cells.map((lines) => lines.length)) * 11 + 4
      }
      return { words }
    }
    const edition = await read(
      pdfOf([
        page(1, [
          ['Réf.', 'Niveau', 'Exigence', 'Domaine'],
          ['GEN.1', 'RG', 'Le service est décrit dans un document tenu à jour par\nson équipe.', 'Général'],
          ['GEN.2', 'rc', 'Le code est publié.', 'Général'],
        ]),
        page(2, [
          ['Réf.', 'Niveau', 'Exigence', 'Domaine'],
          ['GEN.3', 'RG', 'Les écrans sont accessibles à toute personne, avec ou sans\naide technique.', 'Accès'],
          ['GEN.5', 'RG', 'Les pages sont légères.', 'Sobriété'],
        ]),
        page(3, [['GEN.6', 'rc', 'Le service se mesure.', 'Sobriété']]),
      ]),
    )
    expect(brief(edition)).toEqual([
      'GEN.1 / RG / Le service est décrit dans un document tenu à jour par son équipe. / Général',
      'GEN.2 / rc / Le code est publié. / Général',
      'GEN.3 / RG / Les écrans sont accessibles à toute personne, avec ou sans aide technique. / Accès',
      'GEN.5 / RG / Les pages sont légères. / Sobriété',
      'GEN.6 / rc / Le service se mesure. / Sobriété',
    ])
  })

  it('with a list of components beside the requirements, set aside', async () => {
    const components = drawnTable(
      60,
      [80, 300],
      [
        ['Réf', 'Fonction'],
        ['COMP001', 'Reçoit les appels.'],
        ['COMP002', 'Range les données.'],
      ],
    )
    const edition = await read(pdfOf([components, drawnTable(60, widths, [head, ['EXI-A-1', 'P', 'Un.', 'Socle']])]))
    expect([edition.requirements.length, edition.others.map(({ kind, rows }) => [kind, rows.length])]).toEqual([
      1,
      [['components', 2]],
    ])
    expect(told(edition)).toEqual(['list-set-aside COMP001'])
  })
})

describe('office documents', () => {
  it('a text with a table under each heading and lists inside cells', async () => {
    const heading = (level: number, text: string): string => `<text:h text:outline-level="${level}">${text}</text:h>`
    const table = (rows: Parameters<typeof odfRows>[0]): string => `<table:table>${odfRows(rows)}</table:table>`
    const list =
      '<text:list><text:list-item><text:p>un</text:p></text:list-item><text:list-item><text:p>deux</text:p></text:list-item></text:list>'
    const edition = await read(
      odtOf(
        `${heading(1, 'Cadre')}${heading(2, 'Comptes')}${table([
          ['N°', 'Exigence', 'Niveau'],
          ['C1', 'Un compte par personne.', 'Élevé'],
        ])}${heading(2, 'Traces')}${table([
          ['N°', 'Exigence', 'Niveau'],
          ['T1', 'LISTE', { text: 'Moyen', bold: true }],
        ]).replace('<text:p>LISTE</text:p>', `<text:p>Dire<text:s text:c="2"/>:</text:p>${list}`)}`,
      ),
    )
    expect(brief(edition)).toEqual([
      'C1 / Élevé / Un compte par personne. / Comptes',
      'T1 / Moyen / Dire :\n- un\n- deux / Traces',
    ])
    expect(edition.requirements[1]?.place).toEqual({ file: 'cadre', table: 2, row: 2 })
    expect(told(edition)).toEqual(['level-bold T1'])
  })

  it('a workbook whose first sheet is a notice and whose list has a heading on two rows', async () => {
    const edition = await read(
      xlsxOf({
        Notice: [['Mode d’emploi'], ['Remplir la colonne D.']],
        Règles: [
          ['Cadre 2026'],
          [{ text: 'Identification', columns: 2 }, undefined, { text: 'Contenu', columns: 2 }],
          ['Code', 'Priorité', 'Intitulé', 'Description'],
          ['1398', 'Haute', 'Sauvegardes', 'Les sauvegardes sont chiffrées.'],
          [],
          ['1399', 'Basse', 'Restauration', 'La restauration est essayée.'],
        ],
      }),
      'cadre',
      true,
    )
    expect(brief(edition)).toEqual([
      '1398 / Haute / Les sauvegardes sont chiffrées. / ',
      '1399 / Basse / La restauration est essayée. / ',
    ])
    expect(edition.requirements.map(({ title, place }) => [title, place.row])).toEqual([
      ['Sauvegardes', 4],
      ['Restauration', 6],
    ])
  })
})

describe('OSCAL', () => {
  const yaml = `catalog:
  metadata:
    title: Catalogue
    version: "2.0"
  groups:
    - id: ac
      title: Access
      controls:
        - id: ac-1
          title: Accounts
          params:
            - id: p1
              label: one year
          props:
            - name: level
              value: high
          parts:
            - name: statement
              prose: "Accounts end after {{ insert: param, p1 }}."
            - name: guidance
              prose: See the manual.
          controls:
            - id: ac-1.1
              title: Inner
              parts:
                - name: statement
                  prose: Inner rule.
`
  const xml = `<?xml version="1.0"?><catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><metadata><title>Catalogue</title><version>2.0</version></metadata>
<group id="ac"><title>Access</title>
<control id="ac-1"><title>Accounts</title><param id="p1"><label>one year</label></param><prop name="level" value="high"/>
<part name="statement"><p>Accounts end after <insert type="param" id-ref="p1"/>.</p></part><part name="guidance"><p>See the manual.</p></part>
<control id="ac-1.1"><title>Inner</title><part name="statement"><p>Inner rule.</p></part></control></control></group></catalog>`
  it.each([
    ['YAML', yaml],
    ['XML', xml],
  ])('in %s', async (_, text) => {
    const edition = await read(text)
    expect(edition.edition).toMatchObject({ title: 'Catalogue', version: '2.0' })
    expect(brief(edition)).toEqual([
      'ac-1 / high / Accounts end after [one year]. / Access',
      'ac-1.1 /  / Inner rule. / Access',
    ])
    expect(edition.requirements[0]).toMatchObject({ title: 'Accounts', fields: { guidance: 'See the manual.' } })
    expect(told(edition)).toEqual(['level-missing ac-1.1'])
    expect(edition.requirements.every(({ place }) => place.line !== undefined)).toBe(true)
  })
})
