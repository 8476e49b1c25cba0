/** By which policy a call is judged, and which key makes it. */
import type { IncomingMessage } from 'node:http'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { within } from '../call/within.ts'
import type { GatewayKey, Policy } from '../../policy/policy.ts'
import type { PolicyCache } from '../../policy/policy-cache.ts'
import { identify } from './identify.ts'

export type Admit = (request: IncomingMessage, instant: number) => Promise<{ policy: Policy; key: GatewayKey }>

/** @param patienceMs how long a call waits for the database to say whether its key still holds */
export function createAdmit(policies: PolicyCache, patienceMs: number): Admit {
  const inTime = (policy: Policy | Promise<Policy>): Policy | Promise<Policy> => {
    return policy instanceof Promise
      ? within(patienceMs, policy, () => new Error('the policy was not read in time')).catch((cause: unknown) => {
          throw refuse('ai-accounting-unavailable', {}, { cause })
        })
      : policy
  }

  /** A key that this replica does not know may have been issued by another a moment ago: it looks again before refusing. */
  return async (request, instant) => {
    const policy = await inTime(policies.current())
    try {
      return { policy, key: identify(policy, request, instant) }
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'key-refused')) throw error
      const again = await inTime(policies.compared())
      return { policy: again, key: identify(again, request, instant) }
    }
  }
}
