import { expect, test } from 'vitest'
import { measureWordsFor } from './ai-words.ts'

test.each([
  ['requests', 0, 'appel', 'calls'],
  ['requests', 1, 'appel', 'call'],
  ['requests', 2, 'appels', 'calls'],
  ['tokens', 1, 'jeton', 'token'],
  ['tokens', 1000, 'jetons', 'tokens'],
  ['money', 1, '€', '€'],
] as const)('%s: %i %s, %s', (measure, amount, fr, en) => {
  expect(measureWordsFor(measure, amount)).toEqual({ fr, en })
})
