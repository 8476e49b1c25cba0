/** The mode that the operator set, as every request meets it. Read each time: it must hold on every replica at once. */
import type { OperatingMode, SignIns, TraceLevel } from '@socle/contracts'
import type { Queries } from './database.ts'
import { refuse } from './errors.ts'

interface Operations {
  readonly mode: OperatingMode
  readonly signIns: SignIns
  readonly trace: { readonly level: TraceLevel; readonly until: Date } | undefined
  readonly changedAt: Date
  readonly changedBy: string
  readonly reason: string
}

export async function readOperations(db: Queries): Promise<Operations> {
  const row = await db.selectFrom('operations_state').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  return {
    mode: row.mode,
    signIns: row.sign_ins,
    trace:
      row.trace_level === null || row.trace_until === null
        ? undefined
        : { level: row.trace_level, until: row.trace_until },
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    reason: row.reason,
  }
}

/** @throws Refusal read-only-mode */
export async function refuseWhenReadOnly(db: Queries): Promise<void> {
  const { mode, reason } = await readOperations(db)
  if (mode === 'read-only') throw refuse('read-only-mode', { reason: inBrackets(reason) })
}

/** @throws Refusal sign-ins-closed */
export async function refuseWhenClosed(db: Queries): Promise<void> {
  const { signIns, reason } = await readOperations(db)
  if (signIns === 'closed') throw refuse('sign-ins-closed', { reason: inBrackets(reason) })
}

const inBrackets = (reason: string): string => (reason === '' ? '' : ` (${reason})`)
