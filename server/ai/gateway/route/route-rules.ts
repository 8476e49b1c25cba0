/**
 * Which provider a call may reach, and in which order. Clearance comes first and admits no exception: a provider below
 * the sensitivity of the call is no candidate, on the first try or on any failover (MIRAI:EXI-G-5).
 */
import { type Endpoint, type KeyEnvironment, type RouteStep, type Sensitivity, sensitivityRank } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'

/** How a deployment stands on this replica. */
export interface Standing {
  readonly inFlight: number
  /** Calls that it was given, to share evenly among equals. */
  readonly given: number
  readonly state: 'ready' | 'trial' | 'circuit-open' | 'cooling-down'
  /** Tried when there is no other: a budget did not foresee what several calls at once may use there. */
  readonly last?: boolean
}

export interface RouteRequest {
  readonly endpoint: Endpoint
  readonly sensitivity: Sensitivity
  readonly environment: KeyEnvironment
}

/** Between which dialects a call is translated when the provider does not speak the caller's. */
const translations: Readonly<Partial<Record<Endpoint, readonly Endpoint[]>>> = {
  chat: ['messages'],
  messages: ['chat'],
  responses: ['chat', 'messages'],
}

/** Endpoint of the provider that answers a call for `endpoint`: the same if it serves it, else one it is translated to. */
export const servingEndpoint = ({ native }: Deployment, endpoint: Endpoint): Endpoint | undefined =>
  native.has(endpoint) ? endpoint : translations[endpoint]?.find((other) => native.has(other))

/** Why a deployment is no candidate whatever its health; undefined = it is one. */
export function excluded(deployment: Deployment, request: RouteRequest): RouteStep['result'] | undefined {
  if (deployment.clearanceRank < sensitivityRank(request.sensitivity)) return 'clearance-too-low'
  if (!deployment.provider.approved) return 'not-approved'
  if (servingEndpoint(deployment, request.endpoint) === undefined) return 'no-such-endpoint'
  if (deployment.declaration.serving === 'experimental' && request.environment === 'production') return 'experimental'
  return undefined
}

/** Why a candidate cannot be tried now. */
function unfit(deployment: Deployment, standing: Standing): RouteStep['result'] | undefined {
  if (standing.state === 'circuit-open' || standing.state === 'cooling-down') return standing.state
  const { capacity } = deployment.declaration
  // A scarce model has a queue of its own; the others send the call elsewhere.
  if (deployment.declaration.serving !== 'scarce' && standing.inFlight >= (capacity ?? deployment.provider.capacity))
    return 'busy'
  return undefined
}

/** Those that budgets foresaw, the cheapest first, then healthy before on trial, then the least loaded for its weight, then the least given. */
function byPreference(standingOf: (deployment: Deployment) => Standing): (a: Deployment, b: Deployment) => number {
  return (a, b) => {
    const [x, y] = [standingOf(a), standingOf(b)]
    return (
      Number(x.last ?? false) - Number(y.last ?? false) ||
      costRank(a) - costRank(b) ||
      Number(x.state === 'trial') - Number(y.state === 'trial') ||
      x.inFlight / a.declaration.weight - y.inFlight / b.declaration.weight ||
      x.given / a.declaration.weight - y.given / b.declaration.weight
    )
  }
}

/** An ordinary call reads three times what it writes. */
const costRank = ({ nanoIn, nanoOut, nanoPerSecond }: Deployment): number => 3 * nanoIn + nanoOut + nanoPerSecond

/** Removes from `remaining` and answers what to try next; every deployment passed over is told with its reason. */
export function nextDeployment(
  remaining: Deployment[],
  standingOf: (deployment: Deployment) => Standing,
  passed: (deployment: Deployment, result: RouteStep['result']) => void,
): Deployment | undefined {
  if (remaining.length > 1) remaining.sort(byPreference(standingOf))
  while (remaining.length > 0) {
    const deployment = remaining.shift()!
    const reason = unfit(deployment, standingOf(deployment))
    if (reason === undefined) return deployment
    passed(deployment, reason)
  }
  return undefined
}
