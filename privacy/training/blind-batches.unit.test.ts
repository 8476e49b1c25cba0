import { describe, expect, it } from 'vitest'
import { withSlots } from './blind-batches.ts'

const slotted = (text: string, ...names: string[]) =>
  withSlots({
    text,
    spans: names.map((name) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length, type: 'PERSON' })),
  })

describe('texts of a batch as documents to learn from', () => {
  it('give each name another person of its shape', () => {
    expect(slotted('Reçu Mme Nougaret puis Jean-Luc TEISSÈDRE.', 'Nougaret', 'Jean-Luc TEISSÈDRE')).toBe(
      'Reçu Mme {PL} puis {PF} {PU}.',
    )
    expect(slotted('Merci Camille, signé Vannina Nougaret', 'Camille', 'Vannina Nougaret')).toBe(
      'Merci {PF}, signé {PF} {PL}',
    )
  })

  it('leave initials, particles and small letters as they were typed', () => {
    expect(slotted('vu par j. teissedre et Anne de Kersaint', 'j. teissedre', 'Anne de Kersaint')).toBe(
      'vu par ⟦P:j. teissedre⟧ et ⟦P:Anne de Kersaint⟧',
    )
  })
})
