import { expect, test } from 'vitest'
import { languageAmong, WebAddress } from './text.ts'

test.each([
  ['en-GB, then French', ['en-GB', 'fr'], 'en'],
  ['French of Belgium first', ['fr-BE', 'en'], 'fr'],
  ['a language that Socle does not speak, then English', ['de-DE', 'EN-us'], 'en'],
  ['none that Socle speaks', ['de', 'enm', '*'], 'fr'],
  ['nothing', [], 'fr'],
])('of what a reader wants, the first that Socle speaks, else French: %s', (_, wanted, spoken) => {
  expect(languageAmong(wanted)).toBe(spoken)
})

test.each([
  ['https://jean:Gran1t@exemple.gouv.fr/page', false],
  ['http://jean@exemple.gouv.fr', false],
  ['https://exemple.gouv.fr/@jean?de=a@b.fr#@', true],
  ['ftp://exemple.gouv.fr', false],
])('a link holds nobody’s name and password: %s', (address, kept) => {
  expect(WebAddress.safeParse(address).success).toBe(kept)
})
