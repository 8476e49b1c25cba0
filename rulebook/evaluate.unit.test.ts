import type { Answers, Condition } from '@socle/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { loadFramework } from './load.ts'
import { conditions, growingAnswers, smallEdition } from './testing.ts'

const framework = loadFramework(smallEdition)
const valueOf = (condition: Condition, answers: Answers) => evaluate(condition, answers, framework.traitById)

describe('a condition is true, false, or unknown for want of an answer', () => {
  const cases: [string, Condition, Answers, boolean | 'unknown'][] = [
    ['always', 'always', {}, true],
    ['one trait, answered so', { nature: ['new'] }, { nature: 'new' }, true],
    ['one trait, answered otherwise', { nature: ['new'] }, { nature: 'old' }, false],
    ['one trait, not answered', { nature: ['new'] }, {}, 'unknown'],
    ['one of several answers is enough', { interface: ['web'] }, { interface: ['mobile-app', 'web'] }, true],
    ['two traits, both needed', { nature: ['new'], interface: ['web'] }, { nature: 'new' }, 'unknown'],
    ['one no settles two traits', { nature: ['new'], interface: ['web'] }, { nature: 'old' }, false],
    ['one yes settles any', { any: [{ nature: ['new'] }, { interface: ['web'] }] }, { nature: 'new' }, true],
    ['any waits for the others', { any: [{ nature: ['new'] }, { interface: ['web'] }] }, { nature: 'old' }, 'unknown'],
    ['not of unknown is unknown', { not: { nature: ['new'] } }, {}, 'unknown'],
    ['not of no is yes', { not: { nature: ['new'] } }, { nature: 'old' }, true],
    ['a pair', { audiences: ['citizens@internet'] }, { audiences: ['citizens@internet'] }, true],
    ['any column', { audiences: ['citizens@*'] }, { audiences: ['citizens@intranet'] }, true],
    ['any row', { audiences: ['*@internet'] }, { audiences: ['agents@internet'] }, true],
    ['any row, another column', { audiences: ['*@internet'] }, { audiences: ['agents@intranet'] }, false],
    ['nobody is in no pair', { audiences: ['*@internet'] }, { audiences: ['none'] }, false],
    ['nobody', { audiences: ['none'] }, { audiences: ['none'] }, true],
  ]
  test.each(cases)('%s', (_, condition, answers, expected) => {
    expect(valueOf(condition, answers).value).toBe(expected)
  })

  test('says which answers decided, and only those', () => {
    const condition: Condition = { any: [{ interface: ['web', 'heavy-client'] }, { nature: ['new'] }] }
    expect(valueOf(condition, { interface: ['web', 'mobile-app'], nature: 'old' }).decisive).toEqual([
      { trait: 'interface', options: ['web'] },
    ])
    expect(valueOf(condition, { interface: ['mobile-app'], nature: 'old' }).decisive).toEqual([
      { trait: 'interface', options: ['mobile-app'] },
      { trait: 'nature', options: ['old'] },
    ])
  })

  test('says which answers are missing, and only those that could decide', () => {
    const condition: Condition = { any: [{ nature: ['new'] }, { interface: ['web'] }] }
    expect(valueOf(condition, {}).missing).toEqual(['nature', 'interface'])
    expect(valueOf(condition, { nature: 'old' }).missing).toEqual(['interface'])
    expect(valueOf(condition, { nature: 'new' }).missing).toEqual([])
  })
})

describe('for every condition', () => {
  const situations = fc.tuple(conditions(framework), growingAnswers(framework))

  test('one more answer never changes a yes or a no', () => {
    fc.assert(
      fc.property(situations, ([condition, { fewer, more }]) => {
        const before = valueOf(condition, fewer).value
        if (before !== 'unknown') expect(valueOf(condition, more).value).toBe(before)
      }),
      { numRuns: 500 },
    )
  })

  test('unknown names what is missing; a yes or a no misses nothing', () => {
    fc.assert(
      fc.property(situations, ([condition, { fewer }]) => {
        const { value, missing } = valueOf(condition, fewer)
        expect(missing.length > 0).toBe(value === 'unknown')
        for (const trait of missing) expect(fewer).not.toHaveProperty(trait)
      }),
      { numRuns: 500 },
    )
  })

  test('what decided is enough to decide', () => {
    fc.assert(
      fc.property(situations, ([condition, { more }]) => {
        const { value, decisive } = valueOf(condition, more)
        if (value === 'unknown') return
        const alone = Object.fromEntries(decisive.map(({ trait }) => [trait, more[trait]!]))
        expect(valueOf(condition, alone).value).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  test('not twice is nothing', () => {
    fc.assert(
      fc.property(situations, ([condition, { fewer }]) => {
        expect(valueOf({ not: { not: condition } }, fewer)).toEqual(valueOf(condition, fewer))
      }),
    )
  })
})
