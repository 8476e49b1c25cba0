/** Who was called to a session, when and with which agenda. */
import type { ConvocationChange, Person } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { Convened } from './convocation-rules.ts'

export const convocationsOf = (db: Queries, sessionId: string) =>
  db
    .selectFrom('committee_convocations as convocation')
    .innerJoin('users', 'users.id', 'convocation.convened_by')
    .where('convocation.session_id', '=', sessionId)
    .selectAll('convocation')
    .select('users.name as convener')
    .orderBy('convocation.number')
    .execute()

export const insertConvocation = (
  trx: Trx,
  sessionId: string,
  { day, place, agenda }: Convened,
  made: {
    readonly at: Date
    readonly by: string
    readonly people: readonly Person[]
    readonly late: boolean
    readonly changed: ConvocationChange | null
  },
) =>
  trx
    .insertInto('committee_convocations')
    .values({
      session_id: sessionId,
      at: made.at,
      convened_by: made.by,
      people: JSON.stringify(made.people),
      day,
      place,
      agenda: JSON.stringify(agenda),
      late: made.late,
      changed: made.changed === null ? null : JSON.stringify(made.changed),
    })
    .execute()
