import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let scratch = ''
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'socle-edition-'))
  const head = '| ID | Niveau | Exigence |\n|---|---|---|\n'
  writeFileSync(join(scratch, 'a.md'), `${head}| A-1 | P | Les journaux portent une heure exacte. |\n`)
  const same = '| A-1 | P | Les journaux portent une heure exacte. |\n'
  writeFileSync(join(scratch, 'twice.md'), head + same + same)
  writeFileSync(
    join(scratch, 'b.md'),
    `${head}| A-1 | I | Les journaux portent une heure exacte. |\n| A-3 (neuf) | P | Le code est publié sous licence libre. |\n`,
  )
  const cell = (text: string, more = '') => `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
  const sheet = `${row(['ID', 'Niveau', 'Exigence'].map((text) => cell(text)).join(''))}${row(cell('A-1', ' table:formula="of:=1"') + cell('I', ' table:number-rows-spanned="2"') + cell('Les journaux portent une heure exacte.'))}${row(`${cell('A-2')}<table:covered-table-cell/>${cell('Le code est publié.')}`)}`
  writeFileSync(
    join(scratch, 'c.fods'),
    `<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Liste">${sheet}</table:table></office:spreadsheet></office:body></office:document>`,
  )
  writeFileSync(join(scratch, 'cut.pdf'), '%PDF-1.4\n')
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function socle(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(join(import.meta.dirname, '../socle.js'), ['edition', ...args], { cwd: scratch })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk))
    child.on('close', (code) => done({ code, out, err }))
  })
}

it('imports as data', async () => {
  const { code, out } = await socle('import', 'b.md', '--dry-run', '--json')
  const read = JSON.parse(out) as { edition: unknown; requirements: unknown[]; anomalies: unknown[] }
  expect(code).toBe(0)
  expect(read.edition).toMatchObject({ file: 'b.md', format: 'markdown' })
  expect(Object.keys(read)).toEqual(['edition', 'requirements', 'anomalies'])
  expect(read.requirements[1]).toEqual({
    id: 'A-3',
    level: 'P',
    category: '',
    text: 'Le code est publié sous licence libre.',
    place: { file: 'b.md', line: 4 },
  })
  expect(read.anomalies).toEqual([
    {
      kind: 'id-suffix',
      id: 'A-3',
      place: { file: 'b.md', line: 4 },
      detail: 'mention tenue à part : « neuf ».',
    },
  ])
})
it('imports as full data on request', async () => {
  const read = JSON.parse((await socle('import', 'b.md', '--json', '--full')).out) as { requirements: unknown[] }
  expect(read.requirements[1]).toMatchObject({ id: 'A-3', suffix: 'neuf', fields: { Niveau: 'P' } })
})
it('imports in words, in both languages', async () => {
  expect((await socle('import', 'b.md')).out).toMatch(
    /2 exigences \(1 I, 1 P\), 1 anomalie[\s\S]*b\.md, ligne 4 {2}A-3/,
  )
  expect((await socle('import', 'b.md', '--lang', 'en')).out).toMatch(/2 requirements[\s\S]*b\.md, line 4/)
})
it('compares two editions', async () => {
  expect((await socle('diff', 'a.md', 'b.md')).out).toMatch(
    /niveau changé \(1\)\n {2}A-1 → A-1 {2}P → I[\s\S]*ajoutée \(1\)\n {2}A-3/,
  )
  const { changes } = JSON.parse((await socle('diff', 'a.md', 'b.md', '--json')).out) as { changes: { kind: string }[] }
  expect(changes.map(({ kind }) => kind)).toEqual(['relevelled', 'added'])
})
it('tells a row repeated word for word once, as a double and not as an addition', async () => {
  const { out } = await socle('diff', 'a.md', 'twice.md')
  expect(out).not.toMatch(/ajoutée/)
  expect(out).toMatch(/lignes répétées mot pour mot, comptées une fois \(1\)\n {2}twice\.md, ligne 4 {2}A-1/)
  expect((await socle('diff', 'a.md', 'twice.md', '--lang', 'en')).out).toMatch(/word for word, counted once \(1\)/)
  const { changes, duplicates } = JSON.parse((await socle('diff', 'a.md', 'twice.md', '--json')).out) as {
    changes: { kind: string }[]
    duplicates: unknown
  }
  expect(changes).toEqual([])
  expect(duplicates).toEqual({ before: [], after: [{ id: 'A-1', place: { file: 'twice.md', line: 4 } }] })
})
it('reads a sheet with merged cells or formulas only when asked, and says how to ask', async () => {
  for (const args of [
    ['import', 'c.fods'],
    ['diff', 'a.md', 'c.fods'],
    ['diff', 'c.fods', 'a.md'],
  ]) {
    const { code, out, err } = await socle(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/c\.fods, feuille Liste.*B2:B3.*A2.*--lenient/s)
  }
  const { out } = await socle('import', 'c.fods', '--lenient')
  expect(out).toMatch(/2 exigences \(2 I\)[\s\S]*formule \(1\)[\s\S]*cellules fusionnées \(1\)/)
  expect((await socle('diff', 'a.md', 'c.fods', '--lenient')).out).toMatch(
    /niveau changé \(1\)[\s\S]*ajoutée \(1\)\n {2}A-2/,
  )
})
it.each([
  [['import', 'cut.pdf'], /cut\.pdf : ce PDF est tronqué.*téléchargez/s],
  [['import', 'none.pdf'], /none\.pdf : ce fichier n’existe pas/],
  [['import'], /Donnez un fichier/],
  [['diff', 'a.md'], /Donnez deux fichiers/],
  [['erase', 'a.md'], /Action inconnue/],
])('refuses %j with exit code 2 and nothing on its output', async (args, says) => {
  const { code, out, err } = await socle(...args)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(says)
})
it.each([
  [
    ['import', 'cut.pdf', '--dry-run'],
    { code: 'damaged', place: { file: 'cut.pdf' }, detail: expect.stringMatching(/tronqué/) },
  ],
  [
    ['import', 'none.pdf'],
    { code: 'unreadable', place: { file: 'none.pdf' }, detail: expect.stringMatching(/n’existe pas/) },
  ],
  [
    ['import', 'c.fods'],
    {
      code: 'merged-or-formula',
      place: { file: 'c.fods', sheet: 'Liste' },
      detail: expect.stringMatching(/B2:B3.*--lenient/s),
    },
  ],
  [
    ['diff', 'a.md', 'cut.pdf'],
    { code: 'damaged', place: { file: 'cut.pdf' }, detail: expect.stringMatching(/tronqué/) },
  ],
])('refuses %j --json with one JSON on its output, the sentence beside it', async (args, refused) => {
  const { code, out, err } = await socle(...args, '--json')
  expect(code).toBe(2)
  expect(JSON.parse(out)).toEqual({ refused })
  expect(err).toMatch(/^socle: /)
})
