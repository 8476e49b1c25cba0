import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'socle-privacy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function socle(
  args: readonly string[],
  input: string | Buffer = '',
): Promise<{ code: number | null; out: string; err: string }> {
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

test('a file that is not there is told as one, whatever is asked of it', async () => {
  for (const args of [
    ['scan', 'nowhere.jsonl'],
    ['scan', '.'],
    ['protect', 'nowhere.txt', '--table', 'unused.json'],
    ['restore', 'nowhere.txt', '--table', 'table.json'],
  ]) {
    const { code, out, err } = await socle(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(args[1])
    expect(err).not.toMatch(/interne|ENOENT: no/)
  }
})

test('standard input is protected and given back like a file', async () => {
  const hidden = await socle(['protect', '--table', 'piped.json'], text)
  expect(hidden.out).toMatch(/^Mme \[PERSONNE_1F_\w{3}\], \[TELEPHONE_1_\w{3}\]\./)
  const back = await socle(['restore', '-', '--table', 'piped.json'], hidden.out)
  expect([back.code, back.out]).toEqual([0, text.replace('Xk9!vLq27#pw', '[SECRET]')])
})

test('JSON lines are protected as one conversation, and given back line by line; a bad one is named', async () => {
  const lines = [
    { id: 1, text: 'Mme Claire Martin est venue.\u2028Elle attend.', lang: 'fr' },
    { id: 'b', text: 'Claire Martin attend.' },
  ]
  const written = `\ufeff${JSON.stringify(lines[0])}\r\nnot json\n\n${JSON.stringify(lines[1])}`
  const hidden = await socle(['protect', '--lines', '--table', 'lines.table'], written)
  expect([hidden.code, hidden.err]).toEqual([2, expect.stringContaining('ligne 2')])
  const [first, second] = hidden.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; text: string })
  expect(first).toMatchObject({ id: 1, lang: 'fr' })
  expect(first!.text).toMatch(/^Mme \[PERSONNE_1F_\w{3}\] est venue\.\u2028Elle attend\.$/)
  expect(second!.text.slice(0, 16)).toBe(first!.text.slice(4, 20))
  const back = await socle(['restore', '--lines', '--table', 'lines.table'], hidden.out)
  expect([back.code, back.out]).toEqual([0, lines.map((line) => `${JSON.stringify(line)}\n`).join('')])
})

const bytes = Buffer.from('Bonjour M. J\xe9r\xf4me Dupont, jean@exemple.fr\n', 'latin1')

test('bytes that are no UTF-8 are refused, and nothing is written', async () => {
  writeFileSync(join(folder, 'latin.txt'), bytes)
  for (const args of [
    ['protect', 'latin.txt', '--table', 'latin.json'],
    ['scan', '--text', 'latin.txt'],
    ['restore', 'latin.txt', '--table', 'table.json'],
  ]) {
    const { code, out, err } = await socle(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('latin.txt : ce n’est pas de l’UTF-8 (octet 13)')
  }
  expect(existsSync(join(folder, 'latin.json'))).toBe(false)
})

test('so are those of standard input, and of a line', async () => {
  const piped = await socle(['protect', '--table', 'latin.json'], bytes)
  expect([piped.code, piped.err]).toEqual([2, expect.stringContaining('l’entrée standard')])
  const line = Buffer.concat([
    Buffer.from('{"id":1,"text":"'),
    bytes.subarray(0, 20),
    Buffer.from('"}\n{"id":2,"text":"rien"}\n'),
  ])
  const scanned = await socle(['scan'], line)
  expect(scanned.code).toBe(2)
  expect(scanned.err).toMatch(/ligne 1 : ce n’est pas de l’UTF-8/)
  expect(scanned.out).toBe('{"id":2,"spans":[]}\n')
})

test('a long line is a line', async () => {
  const long = JSON.stringify({ id: 'big', text: 'bonjour à tous '.repeat(690_000) })
  const { code, out, err } = await socle(['scan'], `${long}\n`)
  expect([code, out, err]).toEqual([0, '{"id":"big","spans":[]}\n', ''])
})
