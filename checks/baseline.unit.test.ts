import type { CheckReport } from '@socle/contracts/checks/checks'
import { describe, expect, it } from 'vitest'
import { applyBaseline, baselineOf } from './baseline.ts'
import { exitCodeOf } from './report/exit-code.ts'
import { toSarif } from './report/sarif.ts'
import { toText } from './report/text.ts'

const today = '2026-06-15'
const report: CheckReport = {
  tool: 'socle',
  version: '0.1.0',
  startedAt: '2026-06-15T00:00:00.000Z',
  durationMs: 1,
  target: { path: '.' },
  checks: [
    {
      id: 'repository/readme',
      requirements: ['GI:1265'],
      verdict: 'fail',
      findings: [
        { message: 'one', fingerprint: 'f1', path: 'a.md' },
        { message: 'two', fingerprint: 'f2', path: 'b.md' },
      ],
    },
    { id: 'repository/soap', requirements: [], verdict: 'error', findings: [{ message: 'x', fingerprint: 'f3' }] },
    { id: 'repository/xml', requirements: [], verdict: 'pass', findings: [] },
  ],
}
const entry = (fingerprint: string, over: object = {}) => ({
  fingerprint,
  check: 'repository/readme',
  reason: 'Rewritten in July.',
  until: '2026-07-31',
  ...over,
})
const apply = (...accepted: ReturnType<typeof entry>[]) => applyBaseline({ socleBaseline: 1, accepted }, report, today)

describe('accepted findings', () => {
  it('no longer decide the exit code once all findings of a check are accepted', () => {
    expect(exitCodeOf(report, ['fail'])).toBe(1)
    expect(exitCodeOf(report, ['fail'], apply(entry('f1')))).toBe(1)
    expect(exitCodeOf(report, ['fail'], apply(entry('f1'), entry('f2')))).toBe(0)
  })

  it.each([
    [{ reason: ' ' }, 'without a reason'],
    [{ until: '' }, 'without a date'],
    [{ until: '2026-06-14' }, 'expired on 2026-06-14'],
    [{ fingerprint: 'gone' }, 'matches nothing any more'],
    [{ check: 'repository/xml' }, 'matches nothing any more'],
  ])('%j does not count, and is told', (over, said) => {
    const { accepted, remarks } = apply(entry('f1', over))
    expect(accepted.size).toBe(0)
    expect(remarks.map(({ message }) => message.en)).toEqual([expect.stringContaining(said)])
  })

  it('count on their last day', () => expect(apply(entry('f1', { until: today })).accepted.size).toBe(1))

  it('of a check that did not run are not called unused', () =>
    expect(apply(entry('f9', { check: 'manifest/probes' })).remarks).toEqual([]))

  it('cannot cover a doubt', () => {
    const baseline = apply(entry('f3', { check: 'repository/soap' }))
    expect(exitCodeOf(report, undefined, baseline)).toBe(2)
    expect(baseline.remarks).toHaveLength(1)
  })

  it('stay in the reports, with who reads told why', () => {
    const baseline = apply(entry('f1'), entry('old'))
    const text = toText(report, [], { language: 'en', colour: false, baseline })
    expect(text).toContain('one (accepted until 2026-07-31: Rewritten in July.)')
    expect(text).toContain('old: matches nothing any more')
    const [run] = JSON.parse(toSarif(report, [], 'en', { baseline })).runs
    expect(run.results.map(({ suppressions }: { suppressions?: unknown }) => suppressions)).toEqual([
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'Rewritten in July.',
          properties: { until: '2026-07-31' },
        },
      ],
      undefined,
    ])
  })
})

describe('a baseline written from a report', () => {
  it('accepts nothing until people fill it in, and keeps what they wrote', () => {
    const written = baselineOf(report)
    expect(written.accepted.map(({ fingerprint }) => fingerprint)).toEqual(['f1', 'f2'])
    expect(applyBaseline(written, report, today).accepted.size).toBe(0)
    const again = baselineOf(report, { socleBaseline: 1, accepted: [entry('f2'), entry('gone')] })
    expect(again.accepted.map(({ fingerprint, reason }) => [fingerprint, reason])).toEqual([
      ['f1', ''],
      ['f2', 'Rewritten in July.'],
    ])
  })
})

describe('what makes the command fail', () => {
  it.each([
    [[], 0],
    [['fail'], 1],
    [['error'], 2],
    [['manual'], 0],
    [['fail', 'error'], 2],
  ] as const)('%j → %d', (failOn, code) => expect(exitCodeOf(report, failOn)).toBe(code))
})
