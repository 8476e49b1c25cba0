import { expect, test } from 'vitest'
import { problemDocument, refuse } from './errors.ts'

test('a refusal says a day as people say it, in their language', () => {
  const refusal = refuse('before-the-committee', { session: 'Été 2026-06-15', date: '2026-06-01' })
  expect(problemDocument(refusal, 'fr', 'r').detail).toContain('« Été 2026-06-15 » du 1er juin 2026')
  expect(problemDocument(refusal, 'en', 'r').detail).toContain('“Été 2026-06-15” of 1 June 2026')
})
