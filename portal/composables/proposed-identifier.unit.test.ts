import { ApplicationId } from '@socle/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposedIdentifier } from './proposed-identifier.ts'

test('a name gives the identifier that a person would have typed', () => {
  expect(proposedIdentifier('Permis mobile')).toBe('permis-mobile')
  expect(proposedIdentifier('  L’Œil de l’État (bêta 2) ')).toBe('l-oeil-de-l-etat-beta-2')
  expect(proposedIdentifier('—')).toBe('')
})

test('whatever the name, what is proposed is accepted or empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
      const proposed = proposedIdentifier(name)
      expect(proposed === '' || ApplicationId.safeParse(proposed).success).toBe(true)
    }),
  )
})
