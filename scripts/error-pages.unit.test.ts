import { problemCodes } from '@socle/contracts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorPage, folder } from './generate-error-pages.ts'

test('every problem code has its page, up to date, and no page is left over', () => {
  expect(readdirSync(folder).sort()).toEqual(problemCodes.map((code) => `${code}.md`).sort())
  for (const code of problemCodes)
    expect([code, readFileSync(join(folder, `${code}.md`), 'utf8')]).toEqual([code, errorPage(code)])
})

test('a page tells what stands where an error names its case', () => {
  const budget = errorPage('ai-budget-spent')
  expect(budget).toContain('Le budget de [mesure] par [période] ([portée] « [nom] ») est atteint.')
  expect(budget).toContain('It frees [date and time].')
  for (const code of problemCodes) expect([code, errorPage(code).match(/\{\w+\}|…/)]).toEqual([code, null])
})
