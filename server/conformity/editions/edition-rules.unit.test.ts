import { loadFramework, filesOf, readFramework, type Framework } from '@socle/rulebook'
import { describe, expect, it } from 'vitest'
import type { Completion } from '@socle/contracts'
import { join } from 'node:path'
import { blockingRows, buildEdition, rowsOf } from './edition-build-rules.ts'
import { volumeDifference } from './volume-change-rules.ts'
import { type ListRow, normalised, printedRows } from './volume-list-rules.ts'

const files = filesOf(join(import.meta.dirname, '../../../framework'))
const framework: Framework = loadFramework()
const printed = printedRows(framework, 'MIRAI')
const identity = { id: '2026.9', date: '2026-06-01', source: { title: 'CCT MirAI', edition: '06/2026' } }
const row = (id: string, text: string, level = 'P'): ListRow => ({
  id,
  level,
  category: '',
  text,
  place: { file: 'b.md' },
})

const completion: Completion = {
  sheet: 'MIRAI:general',
  title: { fr: 'Nouvelle', en: 'New' },
  text: { fr: 'Une exigence nouvelle.', en: 'A new requirement.' },
  applies: 'always',
  guidance: {
    why: { fr: 'Pour servir.', en: 'To serve.' },
    how: { fr: 'Ainsi.', en: 'So.' },
    proof: { fr: 'Un constat.', en: 'A finding.' },
    effort: { size: 'S', note: { fr: 'Peu.', en: 'Little.' } },
  },
  verification: [{ method: 'declaration', automation: 'none', how: { fr: 'On le dit.', en: 'One says so.' } }],
}
const sheet = framework.requirements.find(({ id }) => id === 'MIRAI:EXI-G-4')!.sheet

function build(
  previous: readonly ListRow[] | undefined,
  list: readonly ListRow[],
  completions: Record<string, Completion> = {},
) {
  const difference = volumeDifference(framework, 'MIRAI', previous, list)
  const rows = rowsOf(framework, 'MIRAI', list, difference, completions)
  return {
    difference,
    rows,
    built: () => readFramework(buildEdition({ files, framework, rows, difference, identity })),
  }
}

describe('a requirement of the running text that a list now numbers', () => {
  const own = framework.requirements.find(
    ({ volume, reference, guidance }) => volume === 'MIRAI' && reference === undefined && guidance === undefined,
  )!
  const local = own.id.slice('MIRAI:'.length)

  it('needs the guidance that numbered ones carry, before the vote and not at its notification', () => {
    const list = [...printed, row(local, own.text.fr, '')]
    const [numbered] = build(undefined, list).rows.filter(({ id }) => id === own.id)
    expect(numbered!.missing).toEqual(['guidance'])
    const { guidance } = completion
    const { rows, built } = build(undefined, list, { [own.id]: { guidance } })
    expect(rows.find(({ id }) => id === own.id)!.missing).toEqual([])
    expect(built().requirementById.get(own.id)).toMatchObject({ reference: local, text: own.text })
  })

  it('takes the wording of the list where it differs, in both languages', () => {
    const list = [...printed, row(local, 'Une tout autre rédaction.', '')]
    const [numbered] = build(undefined, list).rows.filter(({ id }) => id === own.id)
    expect(numbered!.missing).toEqual(['text', 'guidance'])
  })
})

describe('a list of a volume', () => {
  it('prints its level before the number in some documents', () => {
    expect(
      normalised(framework, [row('RG 1398', 'x', ''), row('rc1399', 'y', 'P'), row('EXI-1', 'z')]).map(
        ({ id, level }) => [id, level],
      ),
    ).toEqual([
      ['1398', 'RG'],
      ['1399', 'P'],
      ['EXI-1', 'P'],
    ])
  })
  it('prints levels in words that the framework has letters for', () => {
    const words = ['Prioritaire', 'importantes', 'p', 'Règle', 'Obligatoire', '']
    expect(
      normalised(
        framework,
        words.map((level, at) => row(`EXI-${at}`, 'x', level)),
      ).map(({ level }) => level),
    ).toEqual(['P', 'I', 'P', 'RG', 'Obligatoire', ''])
  })
  it('that is printed again changes nothing', () => {
    const { difference, rows, built } = build(printed, printed)
    expect(difference).toMatchObject({ changes: [], wordingCompared: true })
    expect(rows.flatMap(({ missing }) => missing)).toEqual([])
    expect(built().requirements).toEqual(framework.requirements)
  })
  it('in the printed words, the first time, is compared by identifier and level only', () => {
    const other = printed.map((each) => ({ ...each, text: `Selon l’imprimé : ${each.text}` }))
    const { difference } = build(undefined, other)
    expect(difference).toMatchObject({ changes: [], wordingCompared: false })
  })
  it('says nothing of other families of identifiers', () => {
    const { difference } = build(undefined, [row('XYZ-1', 'Une phrase tout autre.')])
    expect(difference.changes.map(({ kind }) => kind)).toEqual(['added'])
    expect(difference.untouched).toBe(framework.requirements.filter(({ volume }) => volume === 'MIRAI').length)
  })
})

describe('an edition built from a list', () => {
  it('asks for what a new row cannot say, and holds together once it is given', () => {
    const list = [...printed, row('EXI-ARCH-21', 'Le déploiement est continu et sans arrêt du service.')]
    expect(build(printed, list).rows.at(-1)).toMatchObject({
      id: 'MIRAI:EXI-ARCH-21',
      changes: ['added'],
      missing: ['sheet', 'title', 'text', 'applies', 'verification', 'guidance'],
    })
    const { rows, built } = build(printed, list, { 'MIRAI:EXI-ARCH-21': { ...completion, sheet } })
    expect(rows.at(-1)?.missing).toEqual([])
    const edition = built()
    expect(edition.requirementById.get('MIRAI:EXI-ARCH-21')).toMatchObject({
      level: 'P',
      reference: 'EXI-ARCH-21',
      sheet,
    })
    expect(edition.edition).toMatchObject({
      id: '2026.9',
      previous: framework.edition.digest,
      changes: [{ kind: 'added', before: [], after: ['MIRAI:EXI-ARCH-21'] }],
    })
    expect(edition.requirements).toHaveLength(framework.requirements.length + 1)
  })
  it('inherits everything a list does not print, and asks for the other language where the wording changed', () => {
    const list = printed.map((each) =>
      each.id === 'EXI-G-6' ? { ...each, level: 'I', text: `${each.text} Et chaque année ensuite.` } : each,
    )
    const asked = build(printed, list)
    expect(asked.rows.find(({ id }) => id === 'MIRAI:EXI-G-6')).toMatchObject({
      changes: ['reworded', 'relevelled'],
      missing: ['text'],
    })
    const before = framework.requirementById.get('MIRAI:EXI-G-6')!
    const text = { fr: `${before.text.fr} Et chaque année ensuite.`, en: `${before.text.en} And each year after.` }
    const after = build(printed, list, { 'MIRAI:EXI-G-6': { text } }).built().requirementById.get('MIRAI:EXI-G-6')
    expect(after).toEqual({ ...before, level: 'I', text })
  })
  it('takes out what the list no longer holds, and the links to it', () => {
    const edition = build(
      printed,
      printed.filter(({ id }) => id !== 'EXI-G-7'),
    ).built()
    expect(edition.requirementById.has('MIRAI:EXI-G-7')).toBe(false)
    expect(edition.requirements.flatMap(({ related = [] }) => related)).not.toContain('MIRAI:EXI-G-7')
    expect(edition.edition.changes).toEqual([{ kind: 'removed', before: ['MIRAI:EXI-G-7'], after: [] }])
  })
  it('follows a requirement to its new number, and the links to it', () => {
    const edition = build(
      printed,
      printed.map((each) => (each.id === 'EXI-G-7' ? { ...each, id: 'EXI-G-17' } : each)),
    ).built()
    const before = framework.requirementById.get('MIRAI:EXI-G-7')!
    expect(edition.requirementById.get('MIRAI:EXI-G-17')).toMatchObject({
      title: before.title,
      applies: before.applies,
    })
    expect(edition.requirementById.has('MIRAI:EXI-G-7')).toBe(false)
    const links = framework.requirements.filter(({ related = [] }) => related.includes('MIRAI:EXI-G-7')).length
    expect(edition.requirements.filter(({ related = [] }) => related.includes('MIRAI:EXI-G-17'))).toHaveLength(links)
  })
  it('follows numbers that are exchanged', () => {
    const exchange: Record<string, string> = { 'EXI-G-7': 'EXI-G-8', 'EXI-G-8': 'EXI-G-7' }
    const edition = build(
      printed,
      printed.map((each) => ({ ...each, id: exchange[each.id] ?? each.id })),
    ).built()
    expect(edition.edition.title).toEqual({
      fr: 'Cadre de cohérence technique, édition 2026.9',
      en: 'Technical coherence framework, edition 2026.9',
    })
    const title = (from: Framework, id: string) => from.requirements.find((each) => each.id === `MIRAI:${id}`)!.title
    expect(title(edition, 'EXI-G-8')).toEqual(title(framework, 'EXI-G-7'))
    expect(title(edition, 'EXI-G-7')).toEqual(title(framework, 'EXI-G-8'))
    expect(edition.requirements).toHaveLength(framework.requirements.length)
  })
  it('is blocked by rows that only the document can mend', () => {
    expect(blockingRows([row('A-1', 'x'), row('a1', 'y'), row('', 'z')])).toEqual({ withoutId: 1, doubles: ['a1'] })
    expect(blockingRows([row('A-1', 'x'), row('A-1', 'x')])).toEqual({ withoutId: 0, doubles: [] })
  })
})
