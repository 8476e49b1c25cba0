import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '@socle/checks'
import { knownChecks } from '@socle/contracts/checks/known-checks'
import { checkPages, folder } from './generate-check-pages.ts'

test('every check has its page, up to date, and no page is left over', () => {
  const pages = checkPages()
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))
  expect(written.sort()).toEqual([...pages.keys()].sort())
  for (const [path, text] of pages) expect([path, readFileSync(join(folder, path), 'utf8')]).toEqual([path, text])
})

test('a server knows every check of its own version of the command, and no other', () => {
  expect(knownChecks).toEqual(rules.map(({ id }) => id))
})
