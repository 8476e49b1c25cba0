/** Attendance of a session in time: each change with its instant, and what it was when the vote on an item ended. Pure. */
import type { AgendaItem, CommitteePolicy, Presence, SessionSeat } from '@socle/contracts'

export interface AttendanceChange {
  readonly mandateId: string
  readonly presence: Presence
  readonly at: Date
}

export type Attendance = ReadonlyMap<string, Presence>

/** @param changes in the order of their instants; @param at default: all of them, as it stands */
export const attendanceAt = (changes: readonly AttendanceChange[], at?: Date): Attendance =>
  new Map(
    changes
      .filter((change) => at === undefined || change.at <= at)
      .map((one) => [one.mandateId, one.presence] as const),
  )

/**
 * When the vote on an item ended: with the last of those who attended as they gave their vote, the first time or, where
 * the policy says so, the last. A vote from outside prolongs nothing. Undefined as long as nobody there has voted: the item is then counted by attendance as it stands.
 * @param votes `given`: each time that the mandate voted, in order
 */
export function endOfVote(
  { attendance, revote }: CommitteePolicy,
  changes: readonly AttendanceChange[],
  votes: readonly { readonly mandateId: string; readonly given: readonly Date[] }[],
): Date | undefined {
  if (attendance.choice === 'closing') return undefined
  return votes
    .flatMap(({ mandateId, given }) => {
      const there = given.filter((at) => (attendanceAt(changes, at).get(mandateId) ?? 'absent') !== 'absent')
      return there.slice(...(revote.choice === 'keeps-end' ? [0, 1] : [-1]))
    })
    .reduce<Date | undefined>((last, at) => (last === undefined || at > last ? at : last), undefined)
}

/**
 * Who attended while the session sat, and does so no more. Whoever announced to come and took it back before has left nothing.
 * @param opened undefined = it has not begun
 */
export function leftSince(changes: readonly AttendanceChange[], opened: Date | undefined): string[] {
  if (opened === undefined) return []
  const came = new Map([...attendanceAt(changes, opened)].filter(([, presence]) => presence !== 'absent'))
  for (const { mandateId, presence, at } of changes)
    if (at > opened && presence !== 'absent') came.set(mandateId, presence)
  const standing = attendanceAt(changes)
  return [...came.keys()].filter((mandateId) => standing.get(mandateId) === 'absent')
}

/** Seats with the presence of their holders at another instant. */
export function seatsWith(seats: readonly SessionSeat[], attendance: Attendance): SessionSeat[] {
  const then = (holder: SessionSeat['titular']) =>
    holder && { ...holder, presence: attendance.get(holder.mandateId) ?? ('absent' as const) }
  return seats.map((seat) => ({ ...seat, titular: then(seat.titular), substitute: then(seat.substitute) }))
}

/** Who was there when the vote ended, where the seats now say something else. */
export function attendanceThen(
  now: readonly SessionSeat[],
  then: readonly SessionSeat[],
  at: Date | undefined,
): AgendaItem['attendance'] {
  if (at === undefined) return null
  const holders = (seats: readonly SessionSeat[]) =>
    seats.flatMap(({ titular, substitute }) => [titular, substitute]).filter((holder) => holder !== null)
  const standing = new Map(holders(now).map(({ mandateId, presence }) => [mandateId, presence]))
  const was = holders(then)
  if (was.every(({ mandateId, presence }) => standing.get(mandateId) === presence)) return null
  return {
    at: at.toISOString(),
    present: was.flatMap(({ mandateId, person, presence }) =>
      presence === 'absent' ? [] : [{ mandateId, person, presence }],
    ),
  }
}
