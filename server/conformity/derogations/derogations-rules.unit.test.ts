import type { FieldValues } from '@socle/contracts'
import { automaticTransition, dueOn, isOverdue, loadGovernance, stateOf, targetOf } from '@socle/rulebook'
import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { endsSooner, type Grant, grantsOf, isInForce, longest, statusUnder } from './derogations-rules.ts'

const governance = loadGovernance(join(import.meta.dirname, '../../../framework'))
const process = governance.processById.get('derogation')!
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const grant = (until: string | null, from = '2026-01-01'): Grant => ({
  procedureId: 'p',
  requirementId: 'GI:1398',
  from,
  until,
})

test('the last day still counts, the next one does not, and nothing else is asked', () => {
  expect(isInForce(grant('2026-06-30'), '2026-06-30')).toBe(true)
  expect(isInForce(grant('2026-06-30'), '2026-07-01')).toBe(false)
  expect(isInForce(grant(null), '2099-01-01')).toBe(true)
  expect(isInForce(grant(null), '2025-12-31')).toBe(false)
})

test('a derogation stands over a gap, and adds nothing to what is met or does not concern the application', () => {
  expect(statusUnder('non-conforming', grant(null))).toBe('derogated')
  expect(statusUnder('not-assessed', grant(null))).toBe('derogated')
  expect(statusUnder('conforming', grant(null))).toBe('conforming')
  expect(statusUnder('not-applicable', grant(null))).toBe('not-applicable')
  expect(statusUnder('non-conforming', undefined)).toBe('non-conforming')
  expect(longest([grant('2026-02-01'), grant(null), grant('2027-01-01')])?.until).toBeNull()
})

test('only the notification of a favourable decision grants anything', () => {
  for (const transition of process.transitions)
    for (const from of transition.from) {
      const step = { procedureId: 'p', process: 'derogation', transition: transition.id, from, to: transition.to }
      const data = { requirements: ['GI:1398'], duration: 'permanent' }
      const granted = grantsOf({ ...step, data }, '2026-01-01').length > 0
      expect([transition.id, from, granted]).toEqual([
        transition.id,
        from,
        transition.id === 'notify' && from === 'favourable',
      ])
    }
})

/** One derogation as its process and its rules alone make it: whatever order things come in, and however rarely it is swept. */
class Life {
  state = process.initial
  data: FieldValues = { requirements: ['GI:1398'], limit: 'x' }
  entered = '2026-01-01'
  today = '2026-01-01'
  grants: Grant[] = []
  /** What an observer who only looks at notified favourable decisions expects. */
  promised: { from: string; until: string | null } | undefined
  lastDecision: FieldValues = {}

  take(pick: number, duration: 'temporary' | 'permanent', days: number) {
    const possible = process.transitions.filter(({ from, automatic }) => from.includes(this.state) && !automatic)
    if (possible.length === 0) return
    const transition = possible[pick % possible.length]!
    if (transition.id === 'renew' && this.data['duration'] === 'permanent') return
    const stated: FieldValues =
      transition.id === 'decide-for'
        ? { duration, ...(duration === 'temporary' && { until: dayAfter(this.today, days) }), grounds: 'x' }
        : {}
    if (transition.id === 'decide-for') {
      // The field takes only a day to come, and a renewal shortens nothing.
      const running = this.grants.filter((each) => isInForce(each, this.today))
      if (days < 0 || endsSooner(stated, longest(running)?.until ?? null)) return
      this.lastDecision = stated
    }
    const asked = new Set(transition.fields.map(({ id }) => id))
    this.data = { ...Object.fromEntries(Object.entries(this.data).filter(([id]) => !asked.has(id))), ...stated }
    const from = this.state
    this.move(targetOf(transition, this.data, this.today))
    const step = { procedureId: 'p', process: 'derogation', transition: transition.id, from, to: this.state }
    const granted = grantsOf({ ...step, data: this.data }, this.today)
    if (granted.length > 0) this.grants = granted
    if (from === 'favourable' && transition.id === 'notify')
      this.promised = {
        from: this.today,
        until: this.lastDecision['duration'] === 'permanent' ? null : (this.lastDecision['until'] as string),
      }
  }
  sweep() {
    const due = dueOn(process, this.state, this.entered, this.data)
    const automatic = automaticTransition(process, this.state)
    if (automatic && isOverdue(due, this.today)) this.move(automatic.to)
  }
  move(to: string) {
    stateOf(process, to)
    this.state = to
    this.entered = this.today
  }
  counts() {
    return this.grants.some((each) => isInForce(each, this.today))
  }
}

describe('random lives of a derogation', () => {
  test('in 100 000 sequences no state is undefined, nothing counts without a notified decision nor after its end', () => {
    const event = fc.tuple(
      fc.constantFrom('take', 'take', 'take', 'wait', 'sweep'),
      fc.nat(20),
      fc.constantFrom('temporary' as const, 'permanent' as const),
      fc.integer({ min: -5, max: 120 }),
    )
    let granted = 0
    let ended = 0
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), (events) => {
        const life = new Life()
        for (const [kind, pick, duration, days] of events) {
          if (kind === 'take') life.take(pick, duration, days)
          if (kind === 'wait') life.today = dayAfter(life.today, Math.abs(days))
          if (kind === 'sweep') life.sweep()
          const expected = life.promised !== undefined && isInForce(life.promised, life.today)
          if (life.counts() !== expected) return false
          if (life.promised === undefined && life.state === 'granted') return false
          // An end that people read says what is so: nothing that is over still counts.
          if (expected && ['refused', 'withdrawn', 'settled'].includes(life.state)) return false
          granted += Number(expected)
          ended += Number(life.promised !== undefined && !expected)
        }
        return true
      }),
      { numRuns: 100_000 },
    )
    // The sequences did meet both: otherwise nothing would have been shown.
    expect(granted).toBeGreaterThan(1000)
    expect(ended).toBeGreaterThan(100)
  }, 300_000)
})
