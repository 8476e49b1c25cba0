import { expect, test } from 'vitest'
import { problemDocument, refuse } from './errors.ts'

test('a refusal says a day as people say it, in their language', () => {
  const refusal = refuse('before-the-committee', { session: 'Été 2026-06-15', date: '2026-06-01' })
  expect(problemDocument(refusal, 'fr', 'r').detail).toContain('« Été 2026-06-15 » du 1er juin 2026')
  expect(problemDocument(refusal, 'en', 'r').detail).toContain('“Été 2026-06-15” of 1 June 2026')
})

test('a reason that is a sentence ends the one that it stands in', () => {
  const said = (fr: string) =>
    problemDocument(refuse('invoice-unreadable', { reason: { fr, en: fr } }), 'fr', 'r').detail
  expect(said('fichier binaire.')).toContain('fichier binaire. Attendu')
  expect(said('fichier binaire')).toContain('fichier binaire. Attendu')
  expect(said('a, b, ...')).toContain('a, b, ... Attendu')
})
