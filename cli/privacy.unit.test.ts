import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'socle-privacy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function socle(args: readonly string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(join(import.meta.dirname, 'socle.js'), ['privacy', ...args], { cwd: folder })
    let [out, err] = ['', '']
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (err += part.toString()))
    child.on('close', (code) => done({ code, out, err }))
    child.stdin.end(input)
  })
}
const text = 'Mme Claire Martin, 06 12 34 56 78.\nMot de passe : Xk9!vLq27#pw\n'

test('JSON lines in, spans out; a bad line is named and the others answered', async () => {
  const { code, out, err } = await socle(
    ['scan'],
    `${JSON.stringify({ id: 7, text })}\nnot json\n{"id":"b","text":"rien"}\n`,
  )
  expect(code).toBe(2)
  expect(err).toContain('ligne 2')
  const [first, second] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; spans: { start: number; end: number; type: string }[] })
  expect(second).toEqual({ id: 'b', spans: [] })
  expect(first!.spans.map(({ start, end, type }) => [type, text.slice(start, end)])).toEqual([
    ['PERSON', 'Claire Martin'],
    ['PHONE_FR', '06 12 34 56 78'],
    ['SECRET', 'Xk9!vLq27#pw'],
  ])
})

test('a text is protected and given back, its secrets excepted', async () => {
  writeFileSync(join(folder, 'letter.txt'), text)
  const hidden = await socle(['protect', 'letter.txt', '--table', 'table.json'])
  expect(hidden.out).toMatch(/^Mme \[PERSONNE_1F_\w{3}\], \[TELEPHONE_1_\w{3}\]\.\nMot de passe : \[SECRET\]\n$/)
  expect(statSync(join(folder, 'table.json')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'table.json'), 'utf8')).not.toContain('Xk9!vLq27#pw')
  writeFileSync(join(folder, 'hidden.txt'), hidden.out)
  const back = await socle(['restore', 'hidden.txt', '--table', 'table.json'])
  expect(back.out).toBe(text.replace('Xk9!vLq27#pw', '[SECRET]'))
  const again = await socle(['protect', 'letter.txt', '--table', 'table.json'])
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('--force')])
  const wrong = await socle(['restore', 'hidden.txt', '--table', 'letter.txt'])
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('letter.txt')])
})

test('one text is shown for people: line, type, value; offsets of JSON lines count UTF-16 units, an emoji two', async () => {
  writeFileSync(join(folder, 'seen.txt'), `👋 ${text}`)
  const { code, out } = await socle(['scan', '--text', 'seen.txt'])
  expect(code).toBe(1)
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/)),
  ).toEqual([
    ['1', 'PERSON', 'Claire Martin'],
    ['1', 'PHONE_FR', '06 12 34 56 78'],
    ['2', 'SECRET', 'Xk9!vLq27#pw'],
  ])
  writeFileSync(join(folder, 'lines.jsonl'), `${JSON.stringify({ id: 1, text: `👋 ${text}` })}\n`)
  const lines = await socle(['scan', 'lines.jsonl'])
  const { spans } = JSON.parse(lines.out) as { spans: { start: number; end: number }[] }
  expect(spans[0]).toMatchObject({ start: 7, end: 20 })
  const missing = await socle(['scan', '--text', 'nowhere.txt'])
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('nowhere.txt')])
})
