import type { TenderState } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { readTender, requireTender } from './tender-view.ts'
import { lockTender, type TenderRow } from './tenders-store.ts'

/**
 * The tender, held until the transaction ends.
 * @param revision as it was read; absent = whatever it is now
 * @throws Refusal tender-unknown, tender-changed-meanwhile with where it stands, tender-not-in-state
 */
export async function lockAt(
  trx: Trx,
  services: Services,
  context: RequestContext,
  id: string,
  states: readonly TenderState[],
  revision?: number,
): Promise<TenderRow> {
  await lockTender(trx, id)
  const row = await requireTender(trx, id)
  if (revision !== undefined && row.revision !== revision)
    throw refuse('tender-changed-meanwhile', {}, { current: await readTender(trx, services, context.caller, id) })
  requireState(services, row, states)
  return row
}

/** @throws Refusal tender-not-in-state */
export function requireState({ governance }: Services, row: TenderRow, states: readonly TenderState[]): void {
  if (states.includes(row.state as TenderState)) return
  const process = governance.processById.get('tender')!
  const names = states.map((state) => stateOf(process, state).name)
  throw refuse('tender-not-in-state', {
    state: stateOf(process, row.state).name,
    expected: { fr: names.map(({ fr }) => fr).join(' / '), en: names.map(({ en }) => en).join(' / ') },
  })
}
