/**
 * The gateway's copy of the policy, and how it stays true on every replica: before a call is judged by it, its version
 * was compared with the database no longer than a moment ago. A revoked key is refused at once by the replica that
 * revoked it, and within that moment by the others.
 */
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database.ts'
import type { SecretBox } from '../providers/secret-box.ts'
import type { Policy } from './policy.ts'
import { policyVersion, readPolicy } from './policy-store.ts'

/** Longest age of the comparison that a call may rely on. */
const FRESH_MS = 25
/** From this age on the next comparison is under way, so that under load few calls wait for it. */
const AHEAD_MS = 10

export interface PolicyCache {
  /** Ready at once when fresh. Rejects when the database does not answer: nothing is served on hearsay. */
  current: () => Policy | Promise<Policy>
  /** Compares now, whatever its age: before a key is refused that another replica may just have issued. */
  compared: () => Promise<Policy>
  /** After a change made here. */
  stale: () => void
  logTo: (log: FastifyBaseLogger) => void
}

export function createPolicyCache(db: Database, settings: Config['ai'], box: SecretBox): PolicyCache {
  let policy: Policy | undefined
  let comparedAt = -Infinity
  /** Changes made here. */
  let changes = 0
  let looking: Promise<Policy> | undefined
  let log: FastifyBaseLogger | undefined

  const look = async (): Promise<Policy> => {
    const [startedAt, before] = [performance.now(), changes]
    let found = policy
    if (found === undefined || (await policyVersion(db)) !== found.version) {
      found = await readPolicy(db, settings, box)
      const { sealedElsewhere: providers } = found
      if (providers.length > 0) log?.error({ providers }, 'secrets of providers do not open')
    }
    // One that began before a change made here serves those who asked for it, and nobody after.
    if (before === changes) [policy, comparedAt] = [found, startedAt]
    return found
  }
  const compared = (): Promise<Policy> => {
    if (looking) return looking
    const mine = look().finally(() => {
      if (looking === mine) looking = undefined
    })
    looking = mine
    return mine
  }
  return {
    current() {
      const age = performance.now() - comparedAt
      if (policy === undefined || age >= FRESH_MS) return compared()
      // Should it fail, the call that needs it will say so.
      if (age >= AHEAD_MS) compared().catch(() => {})
      return policy
    },
    compared,
    stale() {
      changes++
      comparedAt = -Infinity
      looking = undefined
    },
    logTo: (logger) => (log = logger),
  }
}
