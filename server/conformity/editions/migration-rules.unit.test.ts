import { AssessmentStatus, type EditionChange, type MigrationPolicy, type RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepBetween } from '../requirements/index.ts'
import { countsOf, migrateFile } from './migration-rules.ts'

const policy: MigrationPolicy = {
  id: 'p',
  description: { fr: 'x', en: 'x' },
  settles: { fr: 'x', en: 'x' },
  rules: (['reworded', 'relevelled', 'split', 'merged', 'renumbered', 'recategorised'] as const).map((change) => ({
    id: change,
    change,
    effect: change === 'renumbered' || change === 'recategorised' ? ('keep' as const) : ('reopen' as const),
    because: { fr: `motif ${change}`, en: `reason ${change}` },
  })),
  keptStatuses: [{ status: 'derogated', because: { fr: 'dérogée', en: 'derogated' } }],
  derogations: { split: 'follows', merged: 'one-suffices' },
}

interface Said {
  readonly text: string
  readonly level?: string
  readonly sheet?: string
}
const id = (key: string) => `MIRAI:${key}` as RequirementId
const edition = (said: Readonly<Record<string, Said>>): Framework => {
  const requirements = Object.entries(said).map(([key, { text, level = 'P', sheet = 'S' }]) => ({
    id: id(key),
    title: { fr: key, en: key },
    text: { fr: text, en: text },
    level,
    sheet,
  }))
  return {
    requirements,
    requirementById: new Map(requirements.map((each) => [each.id, each])),
  } as unknown as Framework
}
const migrate = (
  before: Framework,
  after: Framework,
  log: readonly EditionChange[],
  statuses: Readonly<Record<string, AssessmentStatus>>,
) =>
  migrateFile({
    before,
    after,
    step: stepBetween(before, after, [log]),
    dueBefore: new Set(before.requirements.map((each) => each.id)),
    dueAfter: new Set(after.requirements.map((each) => each.id)),
    statuses: new Map(Object.entries(statuses).map(([key, status]) => [id(key), status])),
    policy,
  }).map(({ requirementId, outcome, formerId, rule }) =>
    [requirementId.slice(6), outcome, formerId?.slice(6), rule].filter(Boolean).join(' '),
  )
const change = (kind: EditionChange['kind'], before: string[], after: string[]): EditionChange => ({
  kind,
  before: before.map(id),
  after: after.map(id),
})
const all: Record<string, Said> = { A: { text: 'un' }, B: { text: 'deux' }, C: { text: 'trois' } }
const assessed = { A: 'conforming', B: 'partly', C: 'derogated' } as const

describe('a conformity file that moves to another edition', () => {
  it('keeps everything when nothing changed', () => {
    expect(migrate(edition(all), edition(all), [], assessed)).toEqual(['A kept', 'B kept', 'C kept'])
  })
  it('reopens what was reworded or relevelled, except what a decision covers', () => {
    const after = edition({ A: { text: 'un autre' }, B: { text: 'deux', level: 'I' }, C: { text: 'autre' } })
    expect(migrate(edition(all), after, [], assessed)).toEqual([
      'A reopened reworded',
      'B reopened relevelled',
      'C kept kept-status-derogated',
    ])
  })
  it('has nothing to reopen where nothing was assessed', () => {
    expect(migrate(edition(all), edition({ ...all, A: { text: 'autre' } }), [], {})).toEqual([
      'A kept',
      'B kept',
      'C kept',
    ])
  })
  it('gains and loses requirements', () => {
    const after = edition({ A: { text: 'un' }, D: { text: 'quatre' } })
    const log = [change('removed', ['B'], []), change('removed', ['C'], []), change('added', [], ['D'])]
    expect(migrate(edition(all), after, log, assessed)).toEqual(['A kept', 'D appears', 'B disappears', 'C disappears'])
  })
  it('follows a requirement to its new number, even one that another has left', () => {
    const after = edition({ A: { text: 'quatre' }, B: { text: 'un' }, C: { text: 'deux' } })
    const log = [
      change('renumbered', ['A'], ['B']),
      change('renumbered', ['B'], ['C']),
      change('removed', ['C'], []),
      change('added', [], ['A']),
    ]
    expect(migrate(edition(all), after, log, assessed)).toEqual([
      'A appears',
      'B kept A renumbered',
      'C kept B renumbered',
      'C disappears',
    ])
  })
  it('reopens each part of a split and the whole of a merge', () => {
    const after = edition({ A1: { text: 'u' }, A2: { text: 'n' }, B: { text: 'deux et trois' } })
    const log = [change('split', ['A'], ['A1', 'A2']), change('merged', ['B', 'C'], ['B'])]
    expect(migrate(edition(all), after, log, assessed)).toEqual([
      'A1 reopened A split',
      'A2 reopened A split',
      'B reopened merged',
      'C joined',
    ])
  })
  it('tells what joined another where it lives on, and counts it apart', () => {
    const [before, after] = [edition(all), edition({ A: { text: 'un' }, B: { text: 'deux et trois' } })]
    const items = migrateFile({
      before,
      after,
      step: stepBetween(before, after, [[change('merged', ['B', 'C'], ['B'])]]),
      dueBefore: new Set(before.requirements.map((each) => each.id)),
      dueAfter: new Set(after.requirements.map((each) => each.id)),
      statuses: new Map([[id('C'), 'partly']]),
      policy,
    })
    expect(items.at(-1)).toMatchObject({
      outcome: 'joined',
      status: 'partly',
      changes: ['merged'],
      laterIds: ['MIRAI:B'],
      reason: { fr: expect.stringContaining('MIRAI:B'), en: expect.stringContaining('MIRAI:B') },
    })
    expect(countsOf(items)).toEqual({ kept: 2, reopened: 0, appears: 0, disappears: 0, joined: 1 })
  })
  it('says why in both languages', () => {
    const after = edition({ ...all, A: { text: 'autre', level: 'I' } })
    const [item] = migrateFile({
      before: edition(all),
      after,
      step: stepBetween(edition(all), after, []),
      dueBefore: new Set([id('A')]),
      dueAfter: new Set([id('A')]),
      statuses: new Map([[id('A'), 'conforming']]),
      policy,
    })
    expect(item?.reason).toEqual({
      fr: 'Rouverte : motif reworded ; motif relevelled.',
      en: 'Reopened: reason reworded; reason relevelled.',
    })
  })
})

const said = fc.record({ text: fc.constantFrom('u', 'd', 't'), level: fc.constantFrom('P', 'I') })
const editions = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), said, { maxKeys: 6 })
const kinds = fc.constantFrom('renumbered', 'split', 'merged', 'removed', 'reworded')
const keys = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { minLength: 1, maxLength: 3 })
const logs = fc.array(
  fc.record({ kind: kinds, before: keys, after: keys }).map((c) => change(c.kind, c.before, c.after)),
  { maxLength: 5 },
)
const statuses = fc.dictionary(
  fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
  fc.constantFrom(...AssessmentStatus.options),
)

describe('for any two editions, whatever the change log says', () => {
  it('every requirement due after is told once, every one due before is told or continued, and only a change reopens', () => {
    fc.assert(
      fc.property(editions, editions, logs, statuses, (a, b, log, given) => {
        const [before, after] = [edition(a), edition(b)]
        const items = migrateFile({
          before,
          after,
          step: stepBetween(before, after, [log]),
          dueBefore: new Set(before.requirements.map((each) => each.id)),
          dueAfter: new Set(after.requirements.map((each) => each.id)),
          statuses: new Map(Object.entries(given).map(([key, status]) => [id(key), status])),
          policy,
        })
        const present = items.filter(({ outcome }) => outcome !== 'disappears' && outcome !== 'joined')
        expect(present.map(({ requirementId }) => requirementId)).toEqual(after.requirements.map((each) => each.id))
        const accounted = new Set([
          ...items
            .filter(({ outcome }) => outcome === 'disappears' || outcome === 'joined')
            .map(({ requirementId }) => requirementId),
          ...present
            .filter(({ outcome }) => outcome !== 'appears')
            .map(({ requirementId, formerId }) => formerId ?? requirementId),
        ])
        for (const { id: old } of before.requirements) expect(accounted.has(old)).toBe(true)
        for (const item of items)
          if (item.outcome === 'reopened') {
            expect(item.changes.length).toBeGreaterThan(0)
            expect(['not-assessed', 'derogated']).not.toContain(item.status)
          }
        expect(Object.values(countsOf(items)).reduce((sum, each) => sum + each, 0)).toBe(items.length)
      }),
      { numRuns: 2000 },
    )
  })
})
