/** Are the sessions that vote an edition held as often as the policy asks? */
import type { CommitteePolicy, PublicationPeriod, SessionState } from '@socle/contracts'

interface Session {
  readonly date: string
  readonly state: SessionState
  /** Something was adopted or refused: without a quorum nothing is, and the publication is still to be voted. */
  readonly decided: boolean
}

const DAY = 86_400_000

/**
 * The periods of the civil year of `today`, each with its publication session.
 * @param sessions those that vote an edition, of any year
 * @param today calendar date
 */
export function publicationPeriods(
  { publicationSessions: { perYear, warnDays, makeUpDays } }: CommitteePolicy,
  sessions: readonly Session[],
  today: string,
): PublicationPeriod[] {
  const year = Number(today.slice(0, 4))
  const counted = sessions.filter(({ state, decided }) => state !== 'cancelled' && (decided || !isOver(state)))
  return Array.from({ length: perYear }, (_, index) => {
    const [from, to] = [startOf(year, index, perYear), dayBefore(startOf(year, index + 1, perYear))]
    const here = counted.filter(({ date }) => date >= from && date <= to)
    const held = here.some(({ state }) => isOver(state))
    // A session planned in a period that ended without it was not held.
    const state = held ? 'held' : to < today ? 'missed' : here.length > 0 ? 'planned' : 'missing'
    const daysLeft = (Date.parse(to) - Date.parse(today)) / DAY
    return {
      from,
      to,
      state,
      warn:
        (state === 'missing' && from <= today && daysLeft <= warnDays) ||
        (state === 'missed' && -daysLeft <= makeUpDays && !counted.some(({ date }) => date > to)),
    }
  })
}

const isOver = (state: SessionState): boolean => state === 'closed' || state === 'settled'

/** First day of a period, whole months; the last period ends with the year. */
function startOf(year: number, index: number, perYear: number): string {
  const month = Math.floor((12 * index) / perYear)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY).toISOString().slice(0, 10)
