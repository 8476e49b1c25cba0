/**
 * What is sent twice opens once: two clicks, two tabs, a client that had no answer and tries again. With the header
 * `Idempotency-Key` the client says so itself; without it, what the same person sends word for word within a minute is taken
 * for the same, as long as nobody has moved it on. Requests at one instant wait for one another at the row that each writes first.
 */
import { canonicalJson } from '@socle/contracts/canonical-json'
import type { RouteContract } from '@socle/contracts'
import { createHash } from 'node:crypto'
import { callerId } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'

const KEPT_MS = 24 * 3_600_000
const SAME_WITHIN_MS = 60_000

/**
 * @param contract of an operation that `opensOnce`
 * @param content all that says what is to be opened
 * @param open opens it; not called when it is open already
 * @returns what it opened, now or the first time
 * @throws Refusal idempotency-key-reused, and those of `open`
 */
export async function openedOnce(
  trx: Trx,
  { caller, now, idempotencyKey }: RequestContext,
  contract: Pick<RouteContract, 'id' | 'opensOnce'>,
  content: unknown,
  open: () => Promise<string>,
): Promise<string> {
  const fingerprint = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const which = {
    asked_by: contract.opensOnce === 'for-everybody' && idempotencyKey === null ? '' : (callerId(caller) ?? ''),
    operation: contract.id,
    key: idempotencyKey === null ? `same ${fingerprint}` : `key ${idempotencyKey}`,
  }
  const forgotten = new Date(now.getTime() - (idempotencyKey === null ? SAME_WITHIN_MS : KEPT_MS))
  const first = await trx
    .insertInto('openings')
    .values({ ...which, content: fingerprint, asked_at: now, opened: null, revision: null })
    .onConflict((conflict) =>
      conflict
        .columns(['asked_by', 'operation', 'key'])
        .doUpdateSet({ content: fingerprint, asked_at: now, opened: null, revision: null })
        .where((eb) => eb.or([eb('openings.asked_at', '<', forgotten), eb('openings.asked_at', '>', now)])),
    )
    .returning('operation')
    .executeTakeFirst()
  if (!first) {
    const before = await trx
      .selectFrom('openings')
      .leftJoin('procedures', 'procedures.id', 'openings.opened')
      .select(['openings.content', 'openings.opened', 'openings.revision as then', 'procedures.revision as now'])
      .where('asked_by', '=', which.asked_by)
      .where('operation', '=', which.operation)
      .where('key', '=', which.key)
      .executeTakeFirstOrThrow()
    if (before.content !== fingerprint) throw refuse('idempotency-key-reused', {})
    // Once it has moved on, the same words are meant anew; under its key it stays what that request opened.
    const movedOn = before.now !== before.then
    if (idempotencyKey !== null || !movedOn) return before.opened!
  }
  const opened = await open()
  await trx
    .updateTable('openings')
    .set((eb) => ({
      opened,
      asked_at: now,
      revision: eb.selectFrom('procedures').select('procedures.revision').where('procedures.id', '=', opened),
    }))
    .where('asked_by', '=', which.asked_by)
    .where('operation', '=', which.operation)
    .where('key', '=', which.key)
    .execute()
  return opened
}

/** What can be sent again no more is forgotten. */
export function forgetOpenings({ events }: Pick<Services, 'events'>): void {
  events.on('deadlines-swept', async (trx, { now }) => {
    await trx
      .deleteFrom('openings')
      .where('asked_at', '<', new Date(now.getTime() - KEPT_MS))
      .execute()
  })
}
