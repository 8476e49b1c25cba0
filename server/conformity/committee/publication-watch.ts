import type { PublicationPeriod, Role, SessionState } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { publicationPeriods } from './publication-rules.ts'
import { publicationSessions } from './sessions-store.ts'

/** The publication sessions of this civil year, and those that it still asks for. */
export async function publicationWatch(
  db: Queries,
  { governance: { policies } }: Services,
  now: Date,
): Promise<PublicationPeriod[]> {
  const today = dayOf(now)
  const sessions = await publicationSessions(db, Number(today.slice(0, 4)))
  return publicationPeriods(
    policies.committee,
    sessions.map(({ day, state, decided }) => ({ date: day, state: state as SessionState, decided: Boolean(decided) })),
    today,
  )
}

/** Publication sessions that somebody of these roles must see to. */
export async function publicationWarnings(
  db: Queries,
  services: Services,
  roles: readonly Role[],
  now: Date,
): Promise<PublicationPeriod[]> {
  const { watchers } = services.governance.policies.committee.publicationSessions
  if (!watchers.some((role) => roles.includes(role))) return []
  return (await publicationWatch(db, services, now)).filter(({ warn }) => warn)
}
