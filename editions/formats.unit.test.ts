import { describe, expect, it } from 'vitest'
import { readEdition } from './read-edition.ts'
import type { ReadEdition } from './requirement.ts'
import { drawnTable, odfRows, odsOf, odtOf, pdfOf, utf8, xlsxOf } from './testing/files.ts'

/** One small list, told in every format: a section row, a mention, a bold level, an empty category, a hole at AP-4. */
const list = [
  ['Référence', 'Niveau', 'Libellé de l’exigence', 'Thème'],
  ['AP-1', 'P', 'Les journaux sont horodatés.', 'Traces'],
  ['AP-2 (hérité)', 'I', 'Les secrets sont hors du dépôt.', 'Sécurité'],
  ['', '', 'Exploitation', ''],
  ['AP-3', 'P', 'La sauvegarde est restaurée deux fois par an.', ''],
  ['AP-5', 'I', 'Le service annonce sa version.', 'Exploitation'],
] as const

const short = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, suffix, level, text, category }) => [id, suffix ?? '', level, text, category].join(' / '))
const expected = [
  'AP-1 /  / P / Les journaux sont horodatés. / Traces',
  'AP-2 / hérité / I / Les secrets sont hors du dépôt. / Sécurité',
  'AP-3 /  / P / La sauvegarde est restaurée deux fois par an. / ',
  'AP-5 /  / I / Le service annonce sa version. / Exploitation',
]
const kinds = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

const csv = (separator: string): string =>
  list.map((row) => row.map((cell) => (/[;,\t"]/.test(cell) ? `"${cell}"` : cell)).join(separator)).join('\r\n')
const latin = (text: string): Uint8Array =>
  Uint8Array.from([...text.replaceAll('’', '\x92')].map((sign) => sign.charCodeAt(0)))
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))

const documents: Readonly<Record<string, Uint8Array>> = {
  'bars.md': utf8(
    `# Exigences\n\n${list.map((row, at) => `| ${row.join(' | ')} |${at === 0 ? '\n|---|---|---|---|' : ''}`).join('\n')}\n`,
  ),
  'html-in.md': utf8(
    `# Exigences\n\n<table>\n${list.map((row, at) => `<tr>${row.map((cell) => (at === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('\n')}\n</table>\n`,
  ),
  'page.html': utf8(
    `<!doctype html><title>Cadre</title><h1>Cadre</h1><table><thead><tr>${list[0].map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${list
      .slice(1)
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</tbody></table>`,
  ),
  'semicolon.csv': utf8(`${csv(';')}\r\n`),
  'comma.csv': utf8(`\uFEFF${csv(',')}\r\n`),
  'tab.txt': utf16(`${csv('\t')}\r\n`),
  'windows.csv': latin(`${csv(';')}\r\n`),
  'sheet.ods': odsOf({ Exigences: list }),
  'text.odt': odtOf(`<table:table table:name="T">${odfRows(list)}</table:table>`),
  'sheet.xlsx': xlsxOf({ Exigences: list }),
  'drawn.pdf': pdfOf([
    drawnTable(
      60,
      [80, 40, 300, 90],
      list.map((row) => [...row]),
    ),
  ]),
}

describe('the same list in every format', () => {
  it.each(Object.entries(documents))('%s', async (name, bytes) => {
    const read = await readEdition(bytes, { name })
    expect(short(read)).toEqual(expected)
    expect(kinds(read)).toEqual(
      expect.arrayContaining(['id-suffix AP-2', 'section-row', 'category-empty AP-3', 'numbering-gap AP-3']),
    )
    expect(read.requirements.map(({ section }) => section)).toEqual([
      undefined,
      undefined,
      'Exploitation',
      'Exploitation',
    ])
    expect(read.requirements.every(({ place }) => place.file === name && (place.line ?? place.row) !== undefined)).toBe(
      true,
    )
  })

  it('is recognised whatever the extension says', async () => {
    const read = await readEdition(documents['sheet.ods'] ?? new Uint8Array(), { name: 'lying.pdf' })
    expect(read.edition.format).toBe('ods')
  })

  it('says the encoding when it is not UTF-8', async () => {
    expect(kinds(await readEdition(documents['windows.csv'] ?? new Uint8Array(), { name: 'a.csv' }))).toContain(
      'text-encoding',
    )
    expect(kinds(await readEdition(documents['semicolon.csv'] ?? new Uint8Array(), { name: 'a.csv' }))).not.toContain(
      'text-encoding',
    )
  })

  it('gives places as people look for them', async () => {
    const line = (name: string): Promise<ReadEdition> => readEdition(documents[name] ?? new Uint8Array(), { name })
    expect((await line('bars.md')).requirements[0]?.place).toEqual({ file: 'bars.md', line: 5 })
    expect((await line('html-in.md')).requirements[3]?.place).toEqual({ file: 'html-in.md', line: 9 })
    // A page is often one line from end to end: the row of its table tells more.
    const page = await line('page.html')
    expect(page.requirements.map(({ place }) => place)).toEqual(
      [2, 3, 5, 6].map((row) => ({ file: 'page.html', line: 1, table: 1, row })),
    )
    expect(page.anomalies.find(({ kind }) => kind === 'category-empty')?.place).toMatchObject({ table: 1, row: 5 })
    const oneLine = await readEdition(
      utf8(
        `# Deux tableaux\n\n${['AP', 'BQ'].map((family) => `<table><tr><th>ID</th><th>Niveau</th><th>Exigence</th></tr>${[1, 2].map((at) => `<tr><td>${family}-${at}</td><td>P</td><td>Le point ${at} de ${family} est tenu.</td></tr>`).join('')}</table>`).join('\n\n')}\n`,
      ),
      { name: 'une-ligne.md' },
    )
    expect(oneLine.requirements.map(({ id, place }) => [id, place.table, place.row])).toEqual([
      ['AP-1', 1, 2],
      ['AP-2', 1, 3],
      ['BQ-1', 2, 2],
      ['BQ-2', 2, 3],
    ])
    expect((await line('sheet.ods')).requirements[0]?.place).toEqual({ file: 'sheet.ods', sheet: 'Exigences', row: 2 })
    expect((await line('sheet.xlsx')).requirements[0]?.place).toEqual({
      file: 'sheet.xlsx',
      sheet: 'Exigences',
      row: 2,
    })
    expect((await line('drawn.pdf')).requirements[0]?.place).toEqual({ file: 'drawn.pdf', page: 1, table: 1, row: 2 })
    expect((await line('semicolon.csv')).requirements[0]?.place).toEqual({ file: 'semicolon.csv', line: 2 })
  })
})
