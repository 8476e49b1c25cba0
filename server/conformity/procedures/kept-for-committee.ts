/** What the committee alone decides: read with every procedure, and held against whoever would act in its stead. */
import type { BeforeCommittee, Transition } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import type { ProcedureRow } from './procedures-store.ts'

/** At a session, or at one on whose agenda it is still to be put. */
export type Kept = BeforeCommittee | 'to-be-put-on-an-agenda'

export const sessionOf = (kept: Kept | undefined): BeforeCommittee | null => (typeof kept === 'object' ? kept : null)

type Row = Pick<ProcedureRow, 'id' | 'process' | 'state' | 'data'>

/** Of these procedures, those that only the committee decides now. */
export async function keptForCommittee(
  db: Queries,
  { events }: Pick<Services, 'events'>,
  procedures: readonly Row[],
): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, Kept>()
  await events.emit(db, 'procedures-read', { procedures, keep: (id, session) => void kept.set(id, session) })
  return kept
}

/** Steps that people take all the same: those of the team, and those that the policy of the committee leaves open. */
export function isOpenBeside(
  { governance }: Pick<Services, 'governance'>,
  { process, state }: Pick<Row, 'process' | 'state'>,
  { id, by }: Pick<Transition, 'id' | 'by'>,
  kept: Kept,
): boolean {
  const entry = governance.policies.committee.decides.find((each) => each.process === process && each.state === state)
  const before = kept === 'to-be-put-on-an-agenda' ? (entry?.before ?? []) : []
  return by.includes('team') || [...(entry?.beside ?? []), ...before].includes(id)
}

/** @throws Refusal before-the-committee, decided-by-vote */
export async function refuseInItsStead(
  db: Queries,
  services: Pick<Services, 'events' | 'governance'>,
  row: Row,
  transition: Transition,
): Promise<void> {
  const kept = (await keptForCommittee(db, services, [row])).get(row.id)
  if (kept === undefined || isOpenBeside(services, row, transition, kept)) return
  const session = sessionOf(kept)
  throw session
    ? refuse('before-the-committee', { session: session.title, date: session.date })
    : refuse('decided-by-vote', { act: transition.name })
}
