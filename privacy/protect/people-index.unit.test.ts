import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PeopleIndex } from './people-index.ts'
import { samePerson } from './same-value.ts'

const words = fc.array(fc.constantFrom('dupont', 'durand', 'jean', 'zoé', 'li', 'd', 'j', 'z'), {
  minLength: 1,
  maxLength: 8,
})

test('nobody is found that a look at everybody would not find, and nobody is overlooked', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, fc.option(words)), { maxLength: 25 }), words, (people, name) => {
      const index = new PeopleIndex<{ words: readonly string[] }>()
      const everybody = people.map(([first, later]) => {
        const person = { words: first as readonly string[] }
        index.put(person)
        // A longer name was read of the same person since.
        if (later !== null && samePerson(first, later) && later.length > first.length) {
          person.words = later
          index.put(person)
        }
        return person
      })
      const found = index.alike(name)
      expect(new Set(found)).toEqual(new Set(everybody.filter((person) => samePerson(person.words, name))))
      expect(found).toHaveLength(new Set(found).size)
    }),
    { numRuns: 3000 },
  )
})
