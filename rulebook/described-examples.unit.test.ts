/** What the guide tells strangers about application files is what they get. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { applicability } from './applicability.ts'
import { parseApplicationFile } from './application-file.ts'
import { loadFramework } from './load.ts'

const framework = loadFramework()
const guide = readFileSync(resolve(import.meta.dirname, '../docs/guides/describe-an-application.md'), 'utf8')
const example = /```yaml\n(.*?)```/s.exec(guide)![1]!
const reading = parseApplicationFile(example, framework)
const { traits } = reading.ok ? reading.application : { traits: {} }
const volumes = (answers: typeof traits) => applicability(framework, answers).volumes.map(({ id }) => id)

test('the file that the guide shows is read', () => {
  expect(reading).toMatchObject({ ok: true })
  expect(applicability(framework, traits).case).toBe('2.d')
})

const rows = [...guide.matchAll(/^\| (`.*?) \| (2\.[a-e]|none) \|(.*)\|$/gm)].map(
  ([, answers, id, change]) => [answers!, id!, change!.trim()] as const,
)
test('every case stands in the table', () => {
  expect(new Set(rows.map(([, id]) => id))).toEqual(new Set(['2.a', '2.b', '2.c', '2.d', '2.e', 'none']))
})

test.each(rows)('%s: case %s', (answers, id, change) => {
  const lines = [...answers.matchAll(/`([^`]+)`/g)].map(([, line]) => line)
  const changed = { ...traits, ...(parse(lines.join('\n')) as typeof traits) }
  expect(applicability(framework, changed).case).toBe(id === 'none' ? null : id)
  const before = volumes(traits)
  const after = volumes(changed)
  const said = [
    ...after.filter((volume) => !before.includes(volume)).map((volume) => `+${volume}`),
    ...before.filter((volume) => !after.includes(volume)).map((volume) => `−${volume}`),
  ]
  expect(said.sort()).toEqual(change.split(' ').sort())
})
