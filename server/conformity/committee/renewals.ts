import type { Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { grantedUntil } from '../derogations/index.ts'

/** A renewal prolongs: nothing is put to the vote that would end sooner what is granted. @throws Refusal item-ends-before-granted */
export async function refuseShorter(
  trx: Trx,
  { title, procedure_id, until_day: until }: { title: string; procedure_id: string | null; until_day: string | null },
  now: Date,
): Promise<void> {
  if (procedure_id === null || until === null) return
  const granted = await grantedUntil(trx, procedure_id, dayOf(now))
  if (granted !== null && until < granted) throw refuse('item-ends-before-granted', { title, until, granted })
}
