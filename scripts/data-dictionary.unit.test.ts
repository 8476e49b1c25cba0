import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dataDictionary, dictionaryPath } from './generate-data-dictionary.ts'

test('the data dictionary is that of today’s tables', () => {
  expect(readFileSync(dictionaryPath, 'utf8')).toBe(dataDictionary())
  expect(dataDictionary().match(/^## /gm)?.length ?? 0).toBeGreaterThan(20)
})

test('a field has the type in which it is read, whole, and its note', () => {
  const rows = dataDictionary()
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  expect(rows.filter((row) => /ColumnType|Generated<|Nullable<|Json</.test(row))).toEqual([])
  expect(rows.filter((row) => row.split('{').length !== row.split('}').length)).toEqual([])
  expect(rows).toContain(
    '| `frozen` | `{ code: string; requirements: TenderRequirement[]; policy: TenderPolicy } \\| null` | What was published; it judges the bids whatever policy and framework become. |',
  )
})
