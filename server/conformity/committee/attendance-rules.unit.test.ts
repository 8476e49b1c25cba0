import type { CommitteePolicy } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { expect, test } from 'vitest'
import { type AttendanceChange, endOfVote } from './attendance-rules.ts'

const { committee } = loadGovernance().policies
const policy = (choice: CommitteePolicy['revote']['choice']): CommitteePolicy => ({
  ...committee,
  revote: { ...committee.revote, choice },
})
const at = (minute: number) => new Date(Date.UTC(2026, 4, 12, 10, minute))
const changes: AttendanceChange[] = [
  { mandateId: 'a', presence: 'room', at: at(0) },
  { mandateId: 'b', presence: 'room', at: at(0) },
  { mandateId: 'c', presence: 'room', at: at(12) },
]
const end = (choice: CommitteePolicy['revote']['choice'], votes: Record<string, number[]>) =>
  endOfVote(
    policy(choice),
    changes,
    Object.entries(votes).map(([mandateId, minutes]) => ({ mandateId, given: minutes.map(at) })),
  )

test('a vote ends with the last referent there to give a first one; voting again moves it only where the policy says so', () => {
  expect(committee.revote.choice).toBe('keeps-end')
  expect(end('keeps-end', { a: [5], b: [6] })).toEqual(at(6))
  expect(end('keeps-end', { a: [5, 20], b: [6] })).toEqual(at(6))
  expect(end('moves-end', { a: [5, 20], b: [6] })).toEqual(at(20))
})

test('a vote from outside is no first one: that of the same person once there is', () => {
  expect(end('keeps-end', { a: [5], c: [7, 15] })).toEqual(at(15))
  expect(end('keeps-end', { a: [5], c: [7] })).toEqual(at(5))
  expect(end('keeps-end', { c: [7] })).toBeUndefined()
})
