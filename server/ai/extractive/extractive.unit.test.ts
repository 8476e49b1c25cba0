/** What the model on board answers to the questions of `fixtures/questions.yaml`, read as its callers read it. */
import { loadFramework } from '@socle/rulebook'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createExtractive } from './extractive.ts'

type Question = readonly [asked: string, expected: readonly string[]]
type Half = Record<'fr' | 'en', readonly Question[]>

const halves = parse(readFileSync(join(import.meta.dirname, 'fixtures/questions.yaml'), 'utf8')) as Record<
  'tuned' | 'held-out',
  Half
>
const framework = loadFramework()
const extractive = createExtractive(framework)

async function answerTo(question: string): Promise<string> {
  const answer = extractive.answer({ messages: [{ role: 'user', content: question }] })
  const parts: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    answer.attach({ data: (part) => parts.push(part), end: resolve, error: reject })
  })
  const { choices } = JSON.parse(Buffer.concat(parts).toString()) as { choices: { message: { content: string } }[] }
  return choices[0]!.message.content
}
const quoted = (answer: string): string[] => [...answer.matchAll(/^\*\*(\S+) — /gm)].map(([, id]) => id!)

/** Shares of questions with a right requirement among the first three, and of those without an answer that got none. */
async function score(half: Half): Promise<{ found: number; silent: number; missed: string[] }> {
  const missed: string[] = []
  const counts = { answerable: 0, found: 0, unanswerable: 0, silent: 0 }
  for (const [asked, expected] of [...half.fr, ...half.en]) {
    const ids = quoted(await answerTo(asked))
    const right = expected.length === 0 ? ids.length === 0 : ids.slice(0, 3).some((id) => expected.includes(id))
    if (expected.length === 0) counts.unanswerable++
    else counts.answerable++
    if (!right) missed.push(`${asked} → ${ids.join(', ') || 'nothing'}`)
    else if (expected.length === 0) counts.silent++
    else counts.found++
  }
  return { found: counts.found / counts.answerable, silent: counts.silent / counts.unanswerable, missed }
}

test('every requirement that a question expects exists', () => {
  const expected = Object.values(halves).flatMap(({ fr, en }) => [...fr, ...en].flatMap(([, ids]) => ids))
  expect(expected.filter((id) => !framework.requirementById.has(id))).toEqual([])
})

test.each([
  ['tuned', 0.9, 0.95],
  ['held-out', 0.8, 0.85],
] as const)(
  'the %s half of the questions: a right requirement first, silence without one',
  async (name, found, silent) => {
    const result = await score(halves[name])
    const percent = (share: number) => `${Math.round(share * 100)} %`
    process.stdout.write(`${name}: found ${percent(result.found)}, silent ${percent(result.silent)}\n`)
    expect.soft(result.found, result.missed.join('\n')).toBeGreaterThanOrEqual(found)
    expect.soft(result.silent, result.missed.join('\n')).toBeGreaterThanOrEqual(silent)
  },
)

test('a requirement is given by its reference; a bare number is not one', async () => {
  expect(quoted(await answerTo('Que dit la règle 1120 ?'))).toEqual(['GI:1120'])
  expect(quoted(await answerTo('EXI-G-7'))).toEqual(['MIRAI:EXI-G-7'])
  expect(quoted(await answerTo('Can the portal serve 1000 people?'))).not.toContain('GI:1000')
})

test('weak evidence is told with a doubt, and no mere mention is called an answer', async () => {
  const sure = await answerTo('Peut-on encore exposer du SOAP ?')
  expect(sure).toContain('portent sur ce sujet')
  const weak = await answerTo('How to draw a UML diagram in pink crayon on wallpaper?')
  expect(weak).toMatch(/I find nothing clear|I find no requirement/)
  for (const { fr, en } of Object.values(halves))
    for (const [asked] of [...fr, ...en])
      expect(await answerTo(asked)).not.toMatch(/répond à cette question|answers this/)
})

test('what it cannot do is refused with its name', async () => {
  const ask = (more: object) => extractive.answer({ messages: [{ role: 'user', content: 'SOAP ?' }], ...more })
  for (const [more, name] of [
    [{ n: 2 }, 'n'],
    [{ response_format: { type: 'json_object' } }, 'response_format'],
    [{ logprobs: true }, 'logprobs'],
    [{ tool_choice: 'required' }, 'tool_choice'],
  ] as const)
    expect(() => ask(more)).toThrow(
      expect.objectContaining({
        code: 'ai-only-quotes',
        args: expect.objectContaining({ what: expect.objectContaining({ en: expect.stringContaining(name) }) }),
      }),
    )
  expect(ask({ n: 1, response_format: { type: 'text' }, tool_choice: 'auto' }).status).toBe(200)
})
