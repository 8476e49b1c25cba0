/** A key issued with budgets has them from its first call on, or is not issued. */
import { aiLimitRoutes } from '@socle/contracts'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import type { EventOf } from '../../platform/events.ts'
import { forbidden } from '../../platform/forbidden.ts'
import type { Services } from '../../platform/services.ts'
import { setLimit } from './limits-store.ts'

/** @returns a listener. @throws Refusal forbidden: whoever issues keys does not always set budgets */
export const newKeyFollower =
  ({ authorisation }: Pick<Services, 'authorisation'>) =>
  async (trx: Trx, { keyId, budgets, context }: EventOf<'key-issued'>): Promise<void> => {
    const { permission } = aiLimitRoutes.set
    if (budgets.length > 0 && !authorisation.decide(context.caller, permission, 'socle').allowed)
      throw forbidden(authorisation, permission, 'socle')
    for (const budget of budgets) {
      const limit = { scope: 'key', of: keyId, ...budget } as const
      await audit(trx, context, 'limit.set', `limit:${await setLimit(trx, limit)}`, limit)
    }
  }
