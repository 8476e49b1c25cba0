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
      const { requirements, anomalies } = await readEdition(Buffer.from(bytes), { name: fileName })
      const line = (text: string) => text.replace(/\s+/g, ' ').trim()
      const category = (row: (typeof requirements)[number]) => line(row.category)
      const rows = rowsOfVolume(framework, volume, 'fr')
      expect(rows.length).toBeGreaterThan(0)
      expect(requirements.map((row) => [row.id, row.level, line(row.text), category(row)])).toEqual(
        rows.map(([id, level, text, name]) => [id, level === 'Sans niveau' ? '' : level, line(text!), line(name!)]),
      )
      // What has no level says so in the sheet: nothing is missing, for whoever reads it without the framework as well.
      expect(anomalies.filter(({ kind }) => kind === 'level-missing')).toEqual([])
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
test.each(given)(
  'the running text of %s, edited in the list that was taken along, is compared as well',
  async (volume) => {
    const { bytes, fileName } = await editionSheet(framework, { volume, format: 'csv', lang: 'fr' })
    const { requirements } = await readEdition(Buffer.from(bytes), { name: fileName })
    const said = framework.requirements.filter((own) => own.volume === volume && own.reference === undefined)
    const [dropped, reworded, numbered, renamed] = said
      .filter(({ id }) => !framework.requirements.some(({ related = [] }) => related.includes(id)))
      .map(({ id }) => id.slice(volume.length + 1))
    if (!dropped || !reworded || !numbered || !renamed) return
    const more = 'Le tout est revu chaque trimestre avec la direction financière.'
    const edited = requirements.flatMap((row) => {
      if (row.id === dropped) return []
      if (row.id === reworded) return [{ ...row, text: `${row.text} ${more}` }]
      if (row.id === numbered) return [{ ...row, level: 'RG' }]
      return [row.id === renamed ? { ...row, id: `${renamed}-nouveau` } : row]
    })
    const { previous, list, repeated } = asEdited(framework, volume, edited)
    const difference = volumeDifference(framework, volume, previous, list, repeated)
    const told = difference.changes.map(({ kind, before, after }) => [kind, before[0] ?? after[0]].join(' '))
    expect(new Set(told)).toEqual(
      new Set([
        `removed ${volume}:${dropped}`,
        `reworded ${volume}:${reworded}`,
        `relevelled ${volume}:${numbered}`,
        `renumbered ${volume}:${renamed}`,
      ]),
    )
    expect(difference).toMatchObject({ untouched: 0, unchanged: edited.length - 3 })

    const text = { fr: `${said.find(({ id }) => id.endsWith(`:${reworded}`))!.text.fr} ${more}`, en: 'Reworded.' }
    const guidance = framework.requirements.find((own) => own.guidance !== undefined)!.guidance!
    const lacking = rowsOf(framework, volume, list, difference, {}).filter(({ missing }) => missing.length > 0)
    expect(new Map(lacking.map(({ id, missing }) => [id, missing]))).toEqual(
      new Map([
        [`${volume}:${reworded}`, ['text']],
        [`${volume}:${numbered}`, ['guidance']],
      ]),
    )
    const completions = { [`${volume}:${reworded}`]: { text }, [`${volume}:${numbered}`]: { guidance } }
    const rows = rowsOf(framework, volume, list, difference, completions)
    const identity = { id: '2026.9', date: '2026-06-01', source: { title: 'CCT', edition: '06/2026' } }
    const built = readFramework(buildEdition({ files, framework, rows, difference, identity })).requirementById
    const former = (local: string) => framework.requirementById.get(`${volume}:${local}`)!
    expect(built.has(`${volume}:${dropped}`)).toBe(false)
    expect(built.has(`${volume}:${renamed}`)).toBe(false)
    expect(built.get(`${volume}:${reworded}`)).toEqual({ ...former(reworded), text })
    expect(built.get(`${volume}:${renamed}-nouveau`)).toEqual({
      ...former(renamed),
      id: `${volume}:${renamed}-nouveau`,
    })
    expect(built.get(`${volume}:${numbered}`)).toMatchObject({ level: 'RG', reference: numbered, guidance })
  },
)

test('running text that has a level and is reworded stays running text', async () => {
  const own = framework.requirements.find(
    ({ volume, reference, level }) => volume === 'GI' && reference === undefined && level !== 'none',
  )!
  const { bytes, fileName } = await editionSheet(framework, { volume: 'GI', format: 'csv', lang: 'fr' })
  const { requirements } = await readEdition(Buffer.from(bytes), { name: fileName })
  const local = own.id.slice('GI:'.length)
  const { previous, list, repeated } = asEdited(
    framework,
    'GI',
    requirements.map((row) => (row.id === local ? { ...row, text: `${row.text} Le tout est daté.` } : row)),
  )
  const difference = volumeDifference(framework, 'GI', previous, list, repeated)
  expect(difference.changes).toMatchObject([{ kind: 'reworded', after: [own.id] }])
  const [row] = rowsOf(framework, 'GI', list, difference, {}).filter(({ id }) => id === own.id)
  expect(row!.missing).toEqual(['text'])
})

test('a list of the numbered requirements alone says nothing of the running text', async () => {
  const { bytes, fileName } = await editionSheet(framework, { volume: 'GI', format: 'csv', lang: 'fr' })
  const { requirements } = await readEdition(Buffer.from(bytes), { name: fileName })
  const numbers = new Set(printedRows(framework, 'GI').map(({ id }) => id))
  const { previous, list, repeated } = asEdited(
    framework,
    'GI',
    requirements.filter(({ id }) => numbers.has(id)),
  )
  const difference = volumeDifference(framework, 'GI', previous, list, repeated)
  const running = framework.requirements.filter((own) => own.volume === 'GI' && own.reference === undefined).length
  expect(difference).toMatchObject({ changes: [], untouched: running, unchanged: numbers.size })
})
const NOTHING = { changes: [], unchanged: 0, untouched: 0, wordingCompared: true, before: [] }

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
