import fc from 'fast-check'
import { expect, it } from 'vitest'
import { literalFinder } from './literal-finder.ts'

const found = (literals: readonly string[], text: string): string[] => {
  const places: string[] = []
  literalFinder(literals)(Buffer.from(text), (literal, at) => void places.push(`${literals[literal]} ${at}`))
  return places.sort()
}

it('finds every literal everywhere it stands, whatever the case, and nothing else', () => {
  const letters = fc.constantFrom(...'abAB-"{é\n/')
  const literal = fc.string({ unit: fc.constantFrom(...'ab-"{/'), minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.uniqueArray(literal, { minLength: 1, maxLength: 12 }),
      fc.string({ unit: letters, maxLength: 60 }),
      (literals, text) => {
        const bytes = Buffer.from(text).toString('latin1').toLowerCase()
        const expected = literals.flatMap((one) =>
          [...bytes].flatMap((_, at) => (bytes.startsWith(one, at) ? [`${one} ${at}`] : [])),
        )
        expect(found(literals, text)).toEqual(expected.sort())
      },
    ),
  )
})

it('stops when told to', () => {
  let times = 0
  literalFinder(['ab'])(Buffer.from('ab ab ab'), () => ++times === 2)
  expect(times).toBe(2)
})
