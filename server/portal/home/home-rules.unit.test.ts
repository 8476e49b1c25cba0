import type { ApplicationSummary } from '@socle/contracts'
import { expect, test } from 'vitest'
import { remarkTasks, tasksOf } from './home-rules.ts'

const permits = (standing: Partial<NonNullable<ApplicationSummary['standing']>>): ApplicationSummary => ({
  id: 'titres',
  name: 'Titres',
  organisation: 'Direction des titres',
  version: '1.0.0',
  answered: 5,
  traits: 5,
  applicable: 20,
  standing: { fileId: 'f', gate: 'launch', answer: 'go', gaps: 0, assessed: 20, total: 20, ...standing },
  updatedAt: '2026-06-01T00:00:00Z',
})
const kinds = (application: ApplicationSummary, failed = 0) =>
  tasksOf([application], new Map([['titres', failed]])).map(({ kind }) => kind)

test('a file that is assessed and still may not pass waits for its team, one that may does not', () => {
  expect(kinds(permits({}))).toEqual([])
  expect(kinds(permits({ answer: 'undetermined' }))).toEqual(['unsettled'])
  expect(kinds(permits({ answer: 'no-go' }))).toEqual(['unsettled'])
  expect(kinds(permits({ answer: 'undetermined', assessed: 19 }))).toEqual(['assess'])
  // The failed check says the same with its number.
  expect(kinds(permits({ answer: 'no-go' }), 2)).toEqual(['failed-check'])
})

test('comments that nobody took up are one line', () => {
  expect(remarkTasks(0)).toEqual([])
  expect(remarkTasks(1)[0]!.text.fr).toBe('Un commentaire public attend une suite.')
  expect(remarkTasks(3)[0]!.text.en).toBe('3 public comments wait for an answer.')
})
