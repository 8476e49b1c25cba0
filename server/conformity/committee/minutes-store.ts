/** What the secretary writes of a session: kept with its revision, and held once it is signed. */
import type { MinutesNotes } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'

export const minutesRow = (db: Queries, sessionId: string) =>
  db
    .selectFrom('committee_minutes as minutes')
    .innerJoin('users as writer', 'writer.id', 'minutes.written_by')
    .leftJoin('users as signer', 'signer.id', 'minutes.signed_by')
    .where('minutes.session_id', '=', sessionId)
    .selectAll('minutes')
    .select(['writer.name as writer_name', 'signer.name as signer_name'])
    .executeTakeFirst()

export type MinutesRow = NonNullable<Awaited<ReturnType<typeof minutesRow>>>

export async function storeNotes(
  trx: Trx,
  sessionId: string,
  { notes, revision, userId, now }: { notes: MinutesNotes; revision: number; userId: string; now: Date },
): Promise<void> {
  const written = { notes: JSON.stringify(notes), revision, written_by: userId, written_at: now }
  await trx
    .insertInto('committee_minutes')
    .values({ session_id: sessionId, ...written, signed_by: null, signed_at: null })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(written))
    .execute()
}

export const storeSigned = (trx: Trx, sessionId: string, userId: string, now: Date) =>
  trx
    .updateTable('committee_minutes')
    .set({ signed_by: userId, signed_at: now })
    .where('session_id', '=', sessionId)
    .execute()
