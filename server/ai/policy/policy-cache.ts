/**
 * The gateway's copy of the policy, and how it stays true on every replica: before a call is judged by it, its version
 * was compared with the database no longer than a moment ago. A revoked key is refused at once by the replica that
 * revoked it, and within that moment by the others.
 */
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database.ts'
import type { SecretBox } from '../providers/secret-box.ts'
import type { Policy } from './policy.ts'
import { policyVersion, readPolicy } from './policy-store.ts'

/** Longest age of the comparison that a call may rely on. */
const FRESH_MS = 25

export interface PolicyCache {
  /** Ready at once when fresh. Rejects when the database does not answer: nothing is served on hearsay. */
  current: () => Policy | Promise<Policy>
  /** Compares now, whatever its age: before a key is refused that another replica may just have issued. */
  compared: () => Promise<Policy>
  /** After a change made here. */
  stale: () => void
}

export function createPolicyCache(db: Database, settings: Config['ai'], box: SecretBox): PolicyCache {
  let policy: Policy | undefined
  let comparedAt = -Infinity
  let looking: Promise<Policy> | undefined

  const look = async (): Promise<Policy> => {
    const startedAt = performance.now()
    if (policy === undefined || (await policyVersion(db)) !== policy.version)
      policy = await readPolicy(db, settings, box)
    comparedAt = startedAt
    return policy
  }
  const compared = (): Promise<Policy> => {
    looking ??= look().finally(() => (looking = undefined))
    return looking
  }
  return {
    current: () => (policy !== undefined && performance.now() - comparedAt < FRESH_MS ? policy : compared()),
    compared,
    stale() {
      comparedAt = -Infinity
      looking = undefined
    },
  }
}
