import { expect, test } from 'vitest'
import { languageAmong } from './text.ts'

test.each([
  ['en-GB, then French', ['en-GB', 'fr'], 'en'],
  ['French of Belgium first', ['fr-BE', 'en'], 'fr'],
  ['a language that Socle does not speak, then English', ['de-DE', 'EN-us'], 'en'],
  ['none that Socle speaks', ['de', 'enm', '*'], 'fr'],
  ['nothing', [], 'fr'],
])('of what a reader wants, the first that Socle speaks, else French: %s', (_, wanted, spoken) => {
  expect(languageAmong(wanted)).toBe(spoken)
})
