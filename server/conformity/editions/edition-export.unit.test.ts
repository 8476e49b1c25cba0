/** What leaves comes back: the files of an edition, and its list. */
import { readEdition } from '@socle/editions'
import { filesOf, loadFramework, readFramework } from '@socle/rulebook'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildEdition, rowsOf } from './edition-build-rules.ts'
import { editionSheet, rowsOfVolume } from './edition-export.ts'
import { volumeDifference } from './volume-change-rules.ts'
import { asEdited, printedRows } from './volume-list-rules.ts'

const framework = loadFramework()
const files = filesOf(join(import.meta.dirname, '../../../framework'))
const printed = printedRows(framework, 'MIRAI')
const given = framework.volumes.filter(({ source }) => source !== undefined).map(({ id }) => id)

describe('the list of an edition', () => {
  test.each(given.flatMap((volume) => (['ods', 'csv'] as const).map((format) => [volume, format] as const)))(
    '%s as %s is read back row for row',
    async (volume, format) => {
      const { bytes, fileName } = await editionSheet(framework, { volume, format, lang: 'fr' })
      const { requirements } = await readEdition(Buffer.from(bytes), { name: fileName })
      const line = (text: string) => text.replace(/\s+/g, ' ').trim()
      const category = (row: (typeof requirements)[number]) => line(row.category)
      const rows = rowsOfVolume(framework, volume, 'fr')
      expect(rows.length).toBeGreaterThan(0)
      expect(requirements.map((row) => [row.id, row.level, line(row.text), category(row)])).toEqual(
        rows.map(([id, level, text, name]) => [id, level, line(text!), line(name!)]),
      )
    },
  )
})

test.each(given)('the list of %s, taken along and edited, says what was edited and nothing else', async (volume) => {
  const { bytes, fileName } = await editionSheet(framework, { volume, format: 'csv', lang: 'fr' })
  const { requirements } = await readEdition(Buffer.from(bytes), { name: fileName })
  const unchanged = asEdited(framework, volume, requirements)
  expect(volumeDifference(framework, volume, unchanged.previous, unchanged.list).changes).toEqual([])
  expect(rowsOf(framework, volume, unchanged.list, NOTHING, {}).flatMap(({ missing }) => missing)).toEqual([])

  const [first, second] = printedRows(framework, volume)
  if (!first || !second) return
  const text = `${first.text} Le tout est revu chaque trimestre avec la direction financière.`
  const edited = requirements.flatMap((row) =>
    row.id === second.id ? [] : row.id === first.id ? [{ ...row, text }] : [row],
  )
  const { previous, list } = asEdited(framework, volume, edited)
  expect(volumeDifference(framework, volume, previous, list).changes).toMatchObject([
    { kind: 'reworded', rows: { after: [{ id: first.id, text }] } },
    { kind: 'removed', rows: { before: [{ id: second.id }] } },
  ])
})
const NOTHING = { changes: [], unchanged: 0, untouched: 0, wordingCompared: true }

test('files of any edition built from a list are read again from a folder as the same edition', () => {
  const wording = fc.stringMatching(/^[A-Z][a-zé: #'"«»%&*?|>@`{}[\],-]{5,60}[a-z.]$/)
  const change = fc.record({ index: fc.nat(printed.length - 1), text: wording, level: fc.constantFrom('P', 'I') })
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ index }) => index, maxLength: 4 }), (changes) => {
      const list = printed.map((row, index) => ({ ...row, ...changes.find((one) => one.index === index) }))
      const difference = volumeDifference(framework, 'MIRAI', printed, list)
      const rows = rowsOf(framework, 'MIRAI', list, difference, {})
      const identity = { id: '2026.9', date: '2026-06-01', source: { title: 'CCT: MirAI #1', edition: '06/2026' } }
      const built = buildEdition({ files, framework, rows, difference, identity })
      const folder = mkdtempSync(join(tmpdir(), 'socle-edition-'))
      try {
        for (const [path, text] of Object.entries(built)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true })
          writeFileSync(join(folder, path), text)
        }
        const again = loadFramework(folder)
        expect(again.edition.digest).toBe(readFramework(built).edition.digest)
        expect(again).toEqual(readFramework(built))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 12 },
  )
})
