import type { GateAnswer } from '@socle/contracts'
import { type GatePassingPolicy } from '@socle/contracts'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { dueRequirements, reopenedBetween } from '../assessments/index.ts'
import { stepBetween } from '../requirements/index.ts'
import { alone } from './deciders.ts'
import { blocksItself, decidersOfReview, decisionsUnder } from './gates-rules.ts'
import { rowOf } from './go-no-go.ts'

const folder = join(import.meta.dirname, '../../../framework')
const framework = loadFramework(folder)
const { policies, processById } = loadGovernance(folder)
const under = (answer: GateAnswer, rule: string, policy: GatePassingPolicy = policies.gates) =>
  decisionsUnder(policy, { answer, policy: { id: 'verdict', rule, text: { fr: '', en: '' } }, also: [] })

test('nothing passes against a negative or undetermined verdict, and the answer names the policy', () => {
  expect(under('go', 'all-clear').allowed).toEqual(['pass', 'pass-with-reserves', 'refuse'])
  expect(under('go-with-reserves', 'recommended-gap').allowed).not.toContain('pass')
  expect(under('no-go', 'blocking-reserve').allowed).toEqual(['refuse'])
  expect(under('undetermined', 'binding-unproven').why.en).toContain('policy of passing gates')
})

test('what may be decided is named in the sentence', () => {
  const { why } = under('no-go', 'blocking-reserve')
  expect(why.fr).toMatch(/permet alors : le refuser\.$/)
  expect(under('go', 'all-clear').why.fr).toMatch(
    /permet alors : passer le jalon, le passer avec réserves, le refuser\.$/,
  )
})

test('the production locks hold even under a policy that lets one decide freely', () => {
  const free = {
    ...policies.gates,
    allowed: { ...policies.gates.allowed, 'no-go': ['pass', 'refuse'] },
  } as GatePassingPolicy
  expect(under('no-go', 'binding-gap', free).allowed).toContain('pass')
  const locks = framework.policies.verdict.rules.filter(({ id }) => id.startsWith('hard-lock'))
  expect(locks.length).toBeGreaterThan(3)
  for (const { id, answer } of locks) expect([id, under(answer, id, free).allowed]).toEqual([id, ['refuse']])
})

test('a lock that stands behind another rule holds as well, and is told as a lock', () => {
  const free = {
    ...policies.gates,
    allowed: { ...policies.gates.allowed, 'no-go': ['pass', 'refuse'] },
  } as GatePassingPolicy
  const lock = framework.policies.verdict.rules.find(({ id }) => id === 'hard-lock-unproven')!
  const { allowed, why } = decisionsUnder(free, {
    answer: 'no-go',
    policy: { id: 'verdict', rule: 'binding-gap', text: { fr: 'Un écart bloque.', en: 'A gap blocks.' } },
    also: [
      {
        rule: lock.id,
        answer: lock.answer,
        text: lock.text,
        sentence: { fr: 'Verrous : 2.', en: 'Locks: 2.' },
        requirements: ['GI:PS-1.a', 'GI:PS-1.e'],
        reserves: [],
      },
    ],
  })
  expect(allowed).toEqual(['refuse'])
  expect(why.fr).toContain('Un écart bloque.')
  expect(why.fr).toContain(lock.text.fr)
  expect(why.fr).toContain('verrou, qu’aucune décision ne lève')
})

test('what the policies name exists', () => {
  const rules = framework.policies.verdict.rules.map(({ id }) => id)
  expect(rules).toEqual(expect.arrayContaining(policies.gates.neverOverruled))
  for (const { process, steps } of policies.gates.tracks)
    expect(processById.get(process)?.states.map(({ id }) => id)).toEqual(
      expect.arrayContaining(steps.map(({ state }) => state)),
    )
  for (const id of policies.derogations.never) expect(framework.requirementById.has(id)).toBe(true)
  for (const { process, transitions } of policies.commitments.commitments)
    for (const id of transitions) {
      const transition = processById.get(process)?.transitions.find((known) => known.id === id)
      expect([process, id, transition?.fields.some((field) => field.id === policies.commitments.field)]).toEqual([
        process,
        id,
        true,
      ])
    }
  const states = new Set(processById.get('reserve')!.states.map(({ id }) => id))
  for (const { reserves } of framework.policies.verdict.rules)
    for (const state of reserves?.states ?? []) expect(states).toContain(state)
})

test('a field that the description answers already offers what its trait offers', () => {
  for (const { opening } of processById.values())
    for (const { answeredBy, options = [] } of opening.fields) {
      if (answeredBy === undefined) continue
      const trait = framework.traitById.get(answeredBy)
      expect(trait?.kind).toBe('choice')
      expect(options.map(({ id }) => id)).toEqual(trait?.options.map(({ id }) => id))
    }
})

test('no member of the committee decides alone on a production gate, whatever the application says of itself', () => {
  for (const size of ['large', 'small', undefined])
    for (const nature of ['new', 'major-change', 'minor-change', undefined]) {
      const said = { gate: 'production', ...(size && { size }), ...(nature && { nature }) }
      const deciders = decidersOfReview(policies.gates, said)
      expect(deciders).not.toContain('committee-member')
      expect(deciders).toContain('committee-vote')
      const itsOwnersStudy = size === 'small' && nature !== undefined && nature !== 'new'
      expect([said, alone(deciders)]).toEqual([said, itsOwnersStudy ? ['architect'] : []])
    }
})

test('go/no-go has one row for each size and nature', () => {
  for (const size of ['large', 'small'])
    for (const nature of ['new', 'major-change', 'minor-change']) {
      const row = rowOf(policies.goNoGo, size, nature)
      expect(row).toMatchObject({ size, nature })
      expect(row.branch === 'study').toBe(row.decidedBy.length > 0)
    }
})

test('a blocking reserve and going live contradict one another', () => {
  expect(blocksItself('production', 'pass', [{ blocking: true }])).toBe(true)
  expect(blocksItself('production', 'refuse', [{ blocking: true }])).toBe(false)
  expect(blocksItself('design', 'pass-with-reserves', [{ blocking: true }])).toBe(false)
})

const side = (description = permits, edition = framework) => ({
  framework: edition,
  description,
  due: dueRequirements(edition, description, 'production'),
})

const reopened = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) =>
  reopenedBetween(before, after, {
    step: stepBetween(before.framework, after.framework, []),
    policy: policies.migration,
  })

test('nothing reopens when nothing changed; the order of answers and the name of the application are nothing', () => {
  expect(reopened(side(), side())).toEqual([])
  const reordered = {
    ...permits,
    name: 'Autre nom',
    traits: { ...permits.traits, 'sign-in': ['agent-sso', 'franceconnect'] },
  }
  expect(reopened(side(), side(reordered))).toEqual([])
})

test('an answer reopens what depends on it and only that', () => {
  const changed = { ...permits, traits: { ...permits.traits, sessions: 'no' } }
  const [before, after] = [side(), side(changed)]
  const found = reopened(before, after)
  for (const { requirementId, why } of found) {
    const text = JSON.stringify(framework.requirementById.get(requirementId)!.applies)
    expect([requirementId, why.includes('new') || text.includes('"sessions"')]).toEqual([requirementId, true])
  }
  expect(found.length).toBeLessThan(after.due.length)
})

test('a requirement that an edition rewords or relevels reopens alone, and the sentence says why', () => {
  const due = side().due[0]!
  const requirement = framework.requirementById.get(due.id)!
  const other = {
    ...requirement,
    text: { fr: `${requirement.text.fr} Et plus.`, en: requirement.text.en },
    level: requirement.level === 'rc' ? 'RG' : 'rc',
  } as typeof requirement
  const edition = { ...framework, requirementById: new Map([...framework.requirementById, [due.id, other]]) }
  const after = { framework: edition, description: permits, due: side().due }
  expect(reopened(side(), after)).toEqual([
    {
      requirementId: due.id,
      why: ['reworded', 'relevelled'],
      text: {
        fr: 'À revoir : son texte a changé, son niveau a changé.',
        en: 'To be looked at again: its text has changed, its level has changed.',
      },
    },
  ])
})
