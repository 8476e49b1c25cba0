import type { CommitteeSession } from '@socle/contracts'
import { expect, test } from 'vitest'
import { isNotNotedPresent, standsBehind, whatClosingDoes, whySetAside } from './what-closing-does.ts'

type Seats = CommitteeSession['seats']
type Item = CommitteeSession['agenda'][number]
const holder = (mandateId: string, presence: 'room' | 'absent') => ({ mandateId, presence })
const seats = (first: 'room' | 'absent', substitute: 'room' | 'absent' = 'absent') =>
  [{ titular: holder('t', first), substitute: holder('s', substitute) }] as unknown as Seats
const item = (title: string, outcome: string, silent: number, setAside: string[] = []) =>
  ({ title, result: { outcome, tally: { silent, setAside } } }) as unknown as Item

test('closing says who is missing: nobody present, items that are put off, voices that were not given', () => {
  expect(whatClosingDoes({ seats: seats('absent'), agenda: [item('Un', 'postponed', 0)] })).toEqual({
    nobody: true,
    postponed: ['Un'],
    silent: 0,
  })
  const agenda = [item('Un', 'adopted', 1), item('Deux', 'refused', 1), { title: 'Trois', result: null } as Item]
  expect(whatClosingDoes({ seats: seats('room'), agenda })).toEqual({ nobody: false, postponed: [], silent: 2 })
})

test('whoever voted is told when the vote does not count, and which of the two reasons it is', () => {
  const voted = item('Un', 'postponed', 0, ['s'])
  expect(whySetAside({ seats: seats('room'), myMandate: 's' }, voted)).toBe('not-noted-present')
  expect(whySetAside({ seats: seats('room', 'room'), myMandate: 's' }, voted)).toBe('titular-there')
  expect(whySetAside({ seats: seats('room'), myMandate: 't' }, voted)).toBeUndefined()
  expect(whySetAside({ seats: seats('room'), myMandate: null }, voted)).toBeUndefined()
})

test('a substitute is told before voting that the titular is there, unless that one does not vote on the item', () => {
  const anybody = { recused: [] }
  expect(standsBehind({ seats: seats('room', 'room'), myMandate: 's' }, anybody)).toBe(true)
  expect(standsBehind({ seats: seats('absent', 'room'), myMandate: 's' }, anybody)).toBe(false)
  expect(standsBehind({ seats: seats('room', 'room'), myMandate: 't' }, anybody)).toBe(false)
  expect(standsBehind({ seats: seats('room', 'room'), myMandate: null }, anybody)).toBe(false)
  const recused = { recused: [{ mandateId: 't', did: 'team' as const }] }
  expect(standsBehind({ seats: seats('room', 'room'), myMandate: 's' }, recused)).toBe(false)
  const vacant = [{ titular: null, substitute: holder('s', 'room') }] as unknown as Seats
  expect(standsBehind({ seats: vacant, myMandate: 's' }, anybody)).toBe(false)
})

test('a member who is not noted present learns it before voting', () => {
  expect(isNotNotedPresent({ seats: seats('absent'), myMandate: 't' })).toBe(true)
  expect(isNotNotedPresent({ seats: seats('room'), myMandate: 't' })).toBe(false)
  expect(isNotNotedPresent({ seats: seats('absent'), myMandate: null })).toBe(false)
})
