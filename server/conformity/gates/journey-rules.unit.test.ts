import type { GateStop } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import {
  afterLastGate,
  isBehind,
  journeySentence,
  leftBehind,
  nextStep,
  phasesOf,
  standingOf,
} from './journey-rules.ts'

const { gates: policy } = loadGovernance(resolve(import.meta.dirname, '../../../framework')).policies
const stop = (gate: GateStop['gate'], standing: GateStop['standing'], more: Partial<GateStop> = {}): GateStop => ({
  kind: 'gate',
  gate,
  name: { fr: 'Mise en production', en: 'Production' },
  standing,
  file: null,
  decision: null,
  earlier: null,
  earlierReview: null,
  reopened: 0,
  reserves: [],
  next: null,
  ...more,
})
const current = (...stops: GateStop[]) =>
  phasesOf(policy, stops)
    .filter(({ standing }) => standing === 'current')
    .map(({ id }) => id)

test.each([
  [{ file: false, reviewed: false, decision: undefined, reopened: 0 }, 'to-come'],
  [{ file: true, reviewed: false, decision: undefined, reopened: 0 }, 'under-way'],
  // A review that waits says more than the decision before it.
  [{ file: true, reviewed: true, decision: 'refuse', reopened: 0 }, 'presented'],
  // Sent back, it waits for its team again.
  [{ file: true, reviewed: true, sentBack: true, decision: undefined, reopened: 0 }, 'sent-back'],
  [{ file: true, reviewed: false, decision: 'refuse', reopened: 3 }, 'refused'],
  [{ file: true, reviewed: false, decision: 'pass', reopened: 0 }, 'passed'],
  [{ file: true, reviewed: false, decision: 'pass-with-reserves', reopened: 0 }, 'passed-with-reserves'],
  [{ file: true, reviewed: false, decision: 'pass', reopened: 2 }, 'reopened'],
] as const)('%o stands as %s', (facts, standing) => {
  expect(standingOf(facts)).toBe(standing)
})

test('a phase ends as the policy says, and the last one never by itself', () => {
  expect(current(stop('launch', 'passed'), stop('design', 'under-way'), stop('production', 'to-come'))).toEqual([
    'conception',
  ])
  const early = [stop('launch', 'passed'), stop('design', 'passed-with-reserves')]
  expect(current(...early, stop('production', 'under-way'))).toEqual(['pre-switch'])
  expect(current(...early, stop('production', 'presented'))).toEqual(['switch'])
  expect(current(...early, stop('production', 'passed'))).toEqual(['post-switch'])
  // What was judged has changed: the switch is no longer behind.
  expect(current(...early, stop('production', 'reopened'))).toEqual(['pre-switch'])
})

test('what comes next is what stops it first', () => {
  const told = { unproven: [], derogated: [], edition: '2026.1' }
  const file = { id: 'f', answer: 'no-go' as const, assessed: 3, total: 5, gaps: 0, ...told }
  const reserve = { id: 'r', title: 'R', link: '/', blocking: true, state: 'open' }
  const next = (more: Partial<GateStop>, blocked = false) =>
    nextStep(
      stop('production', 'under-way', { file, ...more }),
      { applicationId: 'titres', version: '2.0', byVote: false, blocked },
      null,
    ).text.fr
  expect(next({ reserves: [reserve] })).toBe('Lever les réserves bloquantes (1).')
  expect(next({ reserves: [{ ...reserve, state: 'covered' }] })).toBe('Évaluer les exigences restantes (2 sur 5).')
  expect(next({ file: { ...file, assessed: 5 } })).toBe('Demander la revue de ce jalon.')
  // Nobody is sent to ask for what could only be refused.
  expect(next({ file: { ...file, assessed: 5 } }, true)).toMatch(/^Corriger ce qui bloque/)
  const unproven = [{ id: 'GI:1344' as const, title: { fr: 'Écrire le journal', en: 'Write the log' } }]
  const proving = { ...file, assessed: 5, answer: 'undetermined' as const, unproven }
  expect(next({ file: proving }, true)).toBe('Apporter les preuves attendues (1).')
  // A gap that blocks is mended first.
  expect(next({ file: { ...proving, answer: 'no-go' } }, true)).toMatch(/^Corriger ce qui bloque/)
  expect(next({ standing: 'reopened', reopened: 4 })).toContain('exigences : 4')
  const presented = nextStep(
    stop('production', 'presented', { file }),
    { applicationId: 'titres', version: '2.0', byVote: true, blocked: true },
    { id: 'r', turn: ['architect'] },
  )
  expect(presented.text.fr).toBe('Décider du dossier présenté, par le vote d’une séance.')
})

test('one sentence says it all', () => {
  expect(journeySentence([stop('launch', 'passed'), stop('production', 'refused')], '2.0').fr).toBe(
    'Jalons passés : 1 sur 2. Prochain jalon : mise en production.',
  )
  expect(journeySentence([stop('launch', 'passed')], '2.0').en).toBe('Every gate is passed.')
})

test('gates that were never held before one that was passed are told so, and what follows it is what comes next', () => {
  const named = (gate: GateStop['gate'], fr: string, standing: GateStop['standing']) =>
    stop(gate, standing, { name: { fr, en: gate } })
  const stops = (...standings: GateStop['standing'][]) =>
    leftBehind([
      named('launch', 'Lancement', standings[0]!),
      named('design', 'Conception', standings[1]!),
      named('production', 'Mise en production', standings[2]!),
    ])
  const late = stops('to-come', 'under-way', 'passed')
  expect(late.map(({ standing }) => standing)).toEqual(['not-held', 'not-held', 'passed'])
  expect(current(...late)).toEqual(['post-switch'])
  expect(journeySentence(late, '2.0')).toEqual({
    fr: 'Jalons passés : 1 sur 3. Jamais tenus auparavant : lancement, conception. Il ne reste aucun jalon à passer.',
    en: 'Gates passed: 1 of 3. Never held before: launch, design. No gate is left to pass.',
  })
  const middle = stops('to-come', 'passed', 'to-come')
  expect(middle.map(({ standing }) => standing)).toEqual(['not-held', 'passed', 'to-come'])
  expect(current(...middle)).toEqual(['pre-switch'])
  expect(journeySentence(middle, '2.0').fr).toContain('Prochain jalon : mise en production.')
  // What was passed and reopened since stays so, and a refusal passes nothing.
  expect(stops('passed', 'reopened', 'passed').map(({ standing }) => standing)).toEqual([
    'passed',
    'reopened',
    'passed',
  ])
  expect(stops('to-come', 'presented', 'refused').map(({ standing }) => standing)).toEqual([
    'to-come',
    'presented',
    'refused',
  ])
  // A passed gate that was reopened since was held all the same.
  expect(stops('to-come', 'passed', 'reopened').map(({ standing }) => standing)[0]).toBe('not-held')
})

test('once no gate is left, the reserves that wait for the team come next', () => {
  const reserve = (state: string) => ({ id: state, title: 'R', link: '/', blocking: false, state })
  const next = (...states: string[]) =>
    afterLastGate(stop('production', 'passed-with-reserves', { reserves: states.map(reserve) }), 'titres')
  expect(next('open', 'maintained', 'submitted', 'covered')).toMatchObject({
    text: { fr: 'Lever les réserves (2).', en: 'Lift the reserves (2).' },
    turn: ['team'],
  })
  // What was presented as lifted waits for whoever raised it.
  expect(next('submitted', 'covered')).toBeNull()
})

test('a gate that was refused before a later one was passed is overtaken: it is no longer the next', () => {
  const launch = stop('launch', 'refused', { name: { fr: 'Lancement', en: 'Launch' } })
  const stops = leftBehind([launch, stop('design', 'passed'), stop('production', 'to-come')])
  expect(stops.map(({ standing }) => standing)).toEqual(['overtaken', 'passed', 'to-come'])
  expect(stops.filter((each) => !isBehind(each)).map(({ gate }) => gate)).toEqual(['production'])
  expect(journeySentence(stops, '2.0').fr).toBe(
    'Jalons passés : 1 sur 3. Refusés, puis dépassés : lancement. Prochain jalon : mise en production.',
  )
  expect(journeySentence(stops, '2.0').en).toContain('Refused, then overtaken: launch.')
  // The last one that was refused is still to be passed.
  expect(leftBehind([stop('launch', 'passed'), stop('design', 'refused')])[1]!.standing).toBe('refused')
})

test('what an earlier version passed stands, whatever this one has begun, and a later gate of this one settles what it reopened', () => {
  const earlier = {
    procedureId: '1',
    fileId: '2',
    decision: 'pass-with-reserves',
    decidedAt: '2026-01-01T00:00:00Z',
    decidedBy: { id: 'y', name: 'Y' },
    version: '1.0',
  } as const
  const facts = { file: false, reviewed: false, decision: undefined, reopened: 0 }
  expect(standingOf({ ...facts, earlier: { decision: 'pass-with-reserves', whole: false } })).toBe(
    'passed-with-reserves',
  )
  expect(standingOf({ ...facts, reopened: 2, earlier: { decision: 'pass', whole: false } })).toBe('reopened')
  expect(standingOf({ ...facts, earlier: { decision: 'pass', whole: true } })).toBe('reopened')
  expect(standingOf({ ...facts, file: true, earlier: { decision: 'pass', whole: true } })).toBe('under-way')
  expect(standingOf({ ...facts, file: true, decision: 'refuse', earlier: { decision: 'pass', whole: true } })).toBe(
    'refused',
  )

  const passedHere = stop('production', 'passed', { decision: { ...earlier, decision: 'pass', version: '2.0' } })
  for (const before of ['under-way', 'reopened'] as const)
    expect(leftBehind([stop('launch', before, { earlier }), passedHere])[0]!.standing).toBe('passed-with-reserves')
  // That an earlier version passed production leaves nothing of this one behind.
  const stops = [stop('launch', 'under-way', { earlier }), stop('production', 'reopened', { earlier })]
  expect(leftBehind(stops).map(({ standing }) => standing)).toEqual(['under-way', 'reopened'])
})
