import type { Caller } from './caller.ts'
import { callerId, callerName } from './caller.ts'
import type { Trx } from './database.ts'

/** Writes the audit line of a change, in the transaction that makes the change: neither can exist without the other. */
export async function audit(
  trx: Trx,
  context: { caller: Caller; now: Date; requestId: string },
  action: string,
  target: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await trx
    .insertInto('audit_log')
    .values({
      at: context.now,
      actor: callerName(context.caller),
      actor_id: callerId(context.caller),
      token_id: context.caller.kind === 'person' ? (context.caller.token?.id ?? null) : null,
      action,
      target,
      detail: JSON.stringify(detail),
      request_id: context.requestId,
    })
    .execute()
}
