import type { FileReserve } from '@socle/contracts'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { expect, test } from 'vitest'
import { isGap, judge, type JudgedItem, withDerogationRules } from './verdict-rules.ts'

const { verdict: policy } = loadFramework().policies
const item = (requirementId: JudgedItem['requirementId'], facts: Partial<JudgedItem>): JudgedItem => ({
  requirementId,
  weight: 'binding',
  status: 'conforming',
  proof: 'proven',
  derogatedUntil: null,
  ...facts,
})
const reserve: FileReserve = { id: 'r', title: 'Journal', link: '/r', blocking: true, state: 'open' }

test('beside the rule that answers stand those that would answer once it is mended, each with what it speaks of', () => {
  const found = judge(
    policy,
    'production',
    [
      item('GI:PS-1.a', { status: 'non-conforming', proof: 'not-needed' }),
      item('GI:1', { status: 'non-conforming', proof: 'not-needed' }),
      item('GI:2', { status: 'not-assessed', proof: 'not-needed' }),
      item('GI:3', { proof: 'missing' }),
      item('GI:4', {}),
    ],
    [reserve],
  )
  expect(found.policy.rule).toBe('hard-lock')
  expect(found.also.map(({ rule, answer, requirements }) => ({ rule, answer, requirements }))).toEqual([
    // The lock is a binding gap as well: once it is mended, the other gap is left.
    { rule: 'binding-gap', answer: 'no-go', requirements: ['GI:1'] },
    { rule: 'blocking-reserve', answer: 'no-go', requirements: [] },
    { rule: 'binding-not-assessed', answer: 'undetermined', requirements: ['GI:2'] },
    { rule: 'binding-unproven', answer: 'undetermined', requirements: ['GI:3'] },
  ])
  expect(found.also[0]!.sentence.fr).toContain(': 1.')
  expect(found.also[1]!.reserves).toEqual([reserve])
})

test('where nothing is left to mend, no other rule is named', () => {
  expect(judge(policy, 'production', [item('GI:4', {})], []).also).toEqual([])
  const lone = judge(policy, 'launch', [item('GI:1', { status: 'non-conforming', proof: 'not-needed' })], [])
  expect(lone).toMatchObject({ answer: 'no-go', also: [] })
})

test.each([
  [
    'both wait for their proof',
    { proof: 'missing' },
    { proof: 'missing' },
    [['hard-lock-unproven', 'GI:PS-1.a', 'GI:PS-1.e']],
  ],
  [
    'both are still to be assessed',
    { status: 'not-assessed', proof: 'not-needed' },
    { status: 'not-assessed', proof: 'not-needed' },
    [['hard-lock-open', 'GI:PS-1.a', 'GI:PS-1.e']],
  ],
  [
    'one waits, one is refused',
    { proof: 'missing' },
    { proof: 'failed' },
    [
      ['hard-lock-contradicted', 'GI:PS-1.e'],
      ['hard-lock-unproven', 'GI:PS-1.a'],
    ],
  ],
  [
    'one is open, one is lifted',
    { status: 'not-assessed', proof: 'not-needed' },
    {},
    [['hard-lock-open', 'GI:PS-1.a']],
  ],
] as const)(
  'a lock is told as one, whatever other rule speaks of its weight: %s',
  (_, homologation, gdpr, expected) => {
    for (const others of [
      [],
      [item('GI:2', { status: 'not-assessed', proof: 'not-needed' }), item('GI:3', { proof: 'missing' })],
    ]) {
      const found = judge(
        policy,
        'production',
        [item('GI:PS-1.a', homologation), item('GI:PS-1.e', { weight: 'recommended', ...gdpr }), ...others],
        [],
      )
      const told = [
        { rule: found.policy.rule, sentence: found.sentence, requirements: found.blocking },
        ...found.also,
      ].filter(({ rule }) => rule.startsWith('hard-lock'))
      expect(told.map(({ rule, requirements }) => [rule, ...requirements])).toEqual(expected)
      for (const { sentence, requirements } of told) {
        expect(sentence.fr).toContain(` ${requirements.length} (`)
        for (const [id, words] of [
          ['GI:PS-1.a', 'homologation'],
          ['GI:PS-1.e', 'RGPD'],
        ] as const)
          expect([id, sentence.fr.includes(words)]).toEqual([id, requirements.some((named) => named === id)])
      }
    }
  },
)

test('what is derogated is told with the day on which it ends, never as conforming and proven, and stays a gap', () => {
  const { derogationRules } = loadGovernance().policies.gates
  const derogated = (id: JudgedItem['requirementId'], derogatedUntil: string | null) =>
    item(id, { status: 'derogated', proof: 'not-needed', derogatedUntil })
  const told = (...items: JudgedItem[]) =>
    judge(withDerogationRules(policy, derogationRules), 'launch', [item('GI:4', {}), ...items], [])
  expect(told()).toMatchObject({ answer: 'go', policy: { rule: 'all-clear' } })
  const one = told(derogated('GI:1', '2027-06-30'))
  expect(one).toMatchObject({ answer: 'go', policy: { rule: 'derogated' } })
  expect(one.sentence.fr).toMatch(/1, jusqu’au 30\sjuin\s2027\.$/)
  expect(one.sentence.en).toMatch(/1, until 30\sJune\s2027\.$/)
  const three = told(derogated('GI:1', '2027-06-30'), derogated('GI:2', null), derogated('GI:3', '2027-01-15'))
  expect(three.sentence.fr).toMatch(/3, jusqu’au 15\sjanvier\s2027 et au 30\sjuin\s2027 et sans terme\.$/)
  const gap = told(derogated('GI:1', '2027-06-30'), item('GI:2', { status: 'non-conforming', proof: 'not-needed' }))
  expect(gap.answer).toBe('no-go')
  expect(gap.also).toMatchObject([{ rule: 'derogated', requirements: ['GI:1'] }])
  expect(isGap(derogated('GI:1', null))).toBe(true)
})
