import type { OperatingMode, SignIns, TraceLevel } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'

interface Change {
  readonly mode?: OperatingMode
  readonly signIns?: SignIns
  readonly trace?: { readonly level: TraceLevel; readonly until: Date } | null
}

export async function changeOperations(
  trx: Trx,
  { mode, signIns, trace }: Change,
  by: { readonly at: Date; readonly name: string; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('operations_state')
    .set({
      ...(mode && { mode }),
      ...(signIns && { sign_ins: signIns }),
      ...(trace !== undefined && { trace_level: trace?.level ?? null, trace_until: trace?.until ?? null }),
      changed_at: by.at,
      changed_by: by.name,
      reason: by.reason,
    })
    .where('id', '=', 1)
    .execute()
}

export async function countSessions(db: Queries, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('sessions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** @param keep digest of the session that goes on */
export async function endSessions(trx: Trx, keep: Buffer | undefined): Promise<number> {
  const removal = trx.deleteFrom('sessions')
  const { numDeletedRows } = await (keep ? removal.where('id_hash', '!=', keep) : removal).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
