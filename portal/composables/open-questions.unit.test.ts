import type { RequirementOutcome, Trait } from '@socle/contracts'
import { expect, test } from 'vitest'
import { openQuestions } from './open-questions.ts'

const both = (text: string) => ({ fr: text, en: text })
const trait = (id: string): Trait => ({ id, topic: 'topic', kind: 'choice', question: both(id), options: [] })
const waitingFor = (...missing: string[]): RequirementOutcome => ({
  id: 'GI:1398',
  applies: true,
  certain: missing.length === 0,
  reason: both(''),
  missing,
})
const traits = ['owner', 'host', 'size', 'nature'].map(trait)
const outcomes = [waitingFor('size'), waitingFor('host', 'size'), waitingFor('nature', 'host'), waitingFor()]
const ids = (answers = {}) =>
  openQuestions(traits, answers, outcomes).map(({ trait: { id }, waiting }) => `${id} ${waiting}`)

test('the question that most requirements wait for comes first, then the order of the questionnaire', () => {
  expect(ids()).toEqual(['host 2', 'size 2', 'nature 1'])
})

test('neither an answered question nor one that nothing waits for is asked', () => {
  expect(ids({ host: 'ministry' })).toEqual(['size 2', 'nature 1'])
})
