import { expect, test } from 'vitest'
import { de, unbroken } from './typography.ts'

test('no line begins with a sign of punctuation', () => {
  expect(unbroken('Exigences à évaluer : 3. Vraiment ? Le volume « MirAI » (5 %).')).toBe(
    'Exigences à évaluer\u00a0: 3. Vraiment\u00a0? Le volume «\u00a0MirAI\u00a0» (5\u00a0%).',
  )
})

test('what is not punctuation stays', () => {
  expect(unbroken('a ?? b, :root, GI:1398, x !== y')).toBe('a ?? b, :root, GI:1398, x !== y')
})

test.each([
  ['Hélène Garnier', 'd’Hélène Garnier'],
  ['Inès', 'd’Inès'],
  ['Élodie', 'd’Élodie'],
  ['Yves', 'd’Yves'],
  ['Yann Le Goff', 'de Yann Le Goff'],
  ['Hamid', 'de Hamid'],
  ['Camille', 'de Camille'],
  ['EXI-ARCH-11', 'd’EXI-ARCH-11'],
  ['Onze', 'de Onze'],
  ['A', 'de A'],
  ['Hautes-Alpes', 'de Hautes-Alpes'],
  ['12 points', 'de 12 points'],
  ['« Agenda »', 'de « Agenda »'],
])('before %s, the preposition is said as in %s', (name, said) => {
  expect(de(name)).toBe(said)
})
