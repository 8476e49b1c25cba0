import { expect, test } from 'vitest'
import { typeset } from './typeset.ts'

test('no line begins with a sign of punctuation', () => {
  expect(typeset('Exigences à évaluer : 3. Vraiment ? Le volume « MirAI » (5 %).')).toBe(
    'Exigences à évaluer\u00a0: 3. Vraiment\u00a0? Le volume «\u00a0MirAI\u00a0» (5\u00a0%).',
  )
})

test('what is not punctuation stays', () => {
  expect(typeset('a ?? b, :root, GI:1398, x !== y')).toBe('a ?? b, :root, GI:1398, x !== y')
})
