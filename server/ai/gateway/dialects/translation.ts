/** Between the dialect of the caller and that of the provider, when they differ. */
import type { Endpoint } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import type { StreamTransform } from '../relay/stream-relay.ts'

export interface Translation {
  /** The body in the provider's dialect. */
  readonly request: Buffer
  /** A whole answer in the caller's; absent = as it is. */
  readonly answer?: (answer: Record<string, unknown>) => Buffer
  readonly stream?: () => StreamTransform
}

/** @throws Refusal ai-untranslatable */
export function translation(call: Call, endpoint: Endpoint, _deployment: Deployment): Translation {
  if (endpoint === call.endpoint) return { request: call.body }
  throw new Error(`no translation from ${call.endpoint} to ${endpoint}`)
}
