import { expect, test } from 'vitest'
import { failureWords, measureWordsFor } from './ai.ts'

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

test.each([
  ['UND_ERR_HEADERS_TIMEOUT', 'n’a pas répondu à temps'],
  ['HTTP 500', 'a rendu une erreur au lieu d’une réponse'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ne prouve pas son identité (certificat)'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'ne prouve pas son identité (certificat)'],
  ['SOMETHING_NEW', 'a interrompu sa réponse'],
])('%s is told in words', (code, fr) => {
  expect(failureWords(code).fr).toBe(fr)
})
