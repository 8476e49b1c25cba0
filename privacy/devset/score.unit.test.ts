import { expect, test } from 'vitest'
import { surnames } from '../names/surnames.ts'
import { feminineFirstNames, masculineFirstNames } from '../names/first-names.ts'
import { fold } from '../scan/characters.ts'
import { trainingNegatives, trainingTemplates } from '../training/templates.ts'
import { heldOutFirstNames, heldOutSurnames } from './held-out-names.ts'
import { developmentSet, score } from './score.ts'
import { developmentNegatives, developmentTemplates } from './templates.ts'

test('the development set keeps the aims of the labelling rules', () => {
  const scores = score(developmentSet())
  expect(scores.overlap).toBeGreaterThanOrEqual(97)
  expect(scores.exact).toBeGreaterThanOrEqual(94)
  expect(scores.leaked).toBeLessThanOrEqual(1.5)
  expect(scores.overMasked).toBeLessThanOrEqual(2)
  expect(scores.negativesFlagged).toBeLessThanOrEqual(5)
  for (const type of ['EMAIL', 'PHONE_FR', 'IBAN', 'NIR', 'BANK_CARD', 'SIRET', 'IP', 'URL_CREDENTIALS'] as const)
    expect(scores.byType[type]!.overlap, type).toBeGreaterThanOrEqual(99)
  for (const type of ['PERSON', 'ADDRESS'] as const)
    expect(scores.byType[type]!.overlap, type).toBeGreaterThanOrEqual(95)
})

test('the tagger was trained on none of the development texts', () => {
  const trained = new Set([...trainingTemplates, ...trainingNegatives])
  expect([...developmentTemplates, ...developmentNegatives].filter((template) => trained.has(template))).toEqual([])
  expect(developmentTemplates.length + developmentNegatives.length).toBeGreaterThanOrEqual(150)
})

test('held-out names are in no list that was written by hand', () => {
  const known = new Set([...surnames, ...feminineFirstNames, ...masculineFirstNames].map(fold))
  expect([...heldOutFirstNames, ...heldOutSurnames].filter((name) => known.has(fold(name).toLowerCase()))).toEqual([])
})

test('a detector that finds nothing leaks everything, one that covers everything masks too much', () => {
  const examples = developmentSet(1)
  expect(score(examples, () => []).leaked).toBe(100)
  const all = score(examples, (text) => [{ start: 0, end: text.length, type: 'PERSON' }])
  expect(all.leaked).toBe(0)
  expect(all.negativesFlagged).toBe(100)
})
