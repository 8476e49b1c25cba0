import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { score } from '../devset/score.ts'
import { moreTrainingNegatives, moreTrainingTemplates } from '../training/more-templates.ts'
import { registerNegatives, registerTemplates } from '../training/registers.ts'
import { trainingNegatives, trainingTemplates } from '../training/templates.ts'
import { readBatch } from './read-batch.ts'

const folder = import.meta.dirname
const batches = readdirSync(folder).filter((name) => name.endsWith('.txt'))

/** Nicknames, chat and novels: what leaks there is said in the README. */
const mostLeaked: Readonly<Record<string, number>> = { 'batch-13-voices.txt': 6.5 }

test.each(batches)('%s: what was mended after its first look stays mended', (name) => {
  const scores = score(readBatch(join(folder, name)))
  expect(scores.overlap).toBeGreaterThanOrEqual(95)
  expect(scores.leaked).toBeLessThanOrEqual(mostLeaked[name] ?? 3.5)
  expect(scores.overMasked).toBeLessThanOrEqual(5)
})

test('no text of a batch is trained on', () => {
  const trained = new Set([
    ...trainingTemplates,
    ...trainingNegatives,
    ...moreTrainingTemplates,
    ...moreTrainingNegatives,
    ...registerTemplates,
    ...registerNegatives,
  ])
  for (const name of batches)
    for (const { text } of readBatch(join(folder, name))) expect(trained.has(text.replaceAll('\n', '\\n'))).toBe(false)
})
