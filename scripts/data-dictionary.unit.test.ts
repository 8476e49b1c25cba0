import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dataDictionary, dictionaryPath } from './generate-data-dictionary.ts'

test('the data dictionary is that of today’s tables', () => {
  expect(readFileSync(dictionaryPath, 'utf8')).toBe(dataDictionary())
  expect(dataDictionary().match(/^## /gm)?.length ?? 0).toBeGreaterThan(20)
})
