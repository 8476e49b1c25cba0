import { expect, test } from 'vitest'
import { languageOf } from './request-language.ts'

test.each([
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['en;q=0.5, fr;q=0.9', 'fr'],
  ['de, fr;q=0.4, en;q=0.6', 'en'],
  ['en;q=0, fr;q=0.1', 'fr'],
  ['en ; q=1 , fr', 'en'],
  ['*', 'fr'],
  ['xx-EN', 'fr'],
  [undefined, 'fr'],
])('the caller is answered in the language that weighs most: %s', (header, spoken) => {
  expect(languageOf({ headers: { 'accept-language': header } })).toBe(spoken)
})
