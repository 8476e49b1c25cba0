/** How much of each budget a call may use at most: what it reserves before anything is sent. */
import type { LimitMeasure } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call, Usage } from '../call.ts'

/**
 * `most` is reserved where the budget has it. A call whose `least` is lower does not say how much it may use: it still goes with
 * that much free, alone on what remains.
 */
export interface Need {
  readonly least: number
  readonly most: number
}

/** Bytes of a request that make a token at worst; French and code come to three or four. */
const BYTES_PER_TOKEN = 2
const MAX_CHOICES = 128
/** More than any model writes: what a caller may name and JSON can hold is no figure to count with. */
const MAX_OUTPUT = 10_000_000

/** Most tokens that the answers may have; `named` when it is the caller who says so, and not what its model can write. */
export interface Output {
  readonly most: number
  readonly named: boolean
}

export function mostOutput(json: Readonly<Record<string, unknown>>, deployments: readonly Deployment[]): Output {
  const allowed = json.max_completion_tokens ?? json.max_output_tokens ?? json.max_tokens
  const able = Math.max(...deployments.map(({ declaration }) => declaration.maxOutputTokens))
  const says = typeof allowed === 'number' && allowed > 0
  const each = says ? Math.min(Math.ceil(allowed), MAX_OUTPUT) : able
  const choices = typeof json.n === 'number' && json.n > 1 ? Math.min(Math.ceil(json.n), MAX_CHOICES) : 1
  return { most: each * choices, named: says && each < MAX_OUTPUT }
}

const writes: ReadonlySet<Call['endpoint']> = new Set(['chat', 'messages', 'responses'])

/** Bytes of a second of sound at least: speech as the thriftiest codecs in use write it. */
const BYTES_PER_SECOND = 2000

export function needsOf(
  { body, endpoint, deployments }: Pick<Call, 'body' | 'endpoint' | 'deployments'>,
  output: Output,
): Readonly<Record<LimitMeasure, Need>> {
  const sound = endpoint === 'transcriptions'
  const input = sound ? 0 : Math.ceil(body.length / BYTES_PER_TOKEN)
  const seconds = sound ? body.length / BYTES_PER_SECOND : 0
  const money = Math.max(
    ...deployments.map(
      ({ nanoIn, nanoCached, nanoCacheWrite, nanoOut, nanoPerSecond }) =>
        input * Math.max(nanoIn, nanoCached, nanoCacheWrite) + output.most * nanoOut + seconds * nanoPerSecond,
    ),
  )
  // What writes nothing uses no more than it was given to read.
  const bounded = output.named || !writes.has(endpoint)
  const need = (most: number): Need => ({ least: bounded ? most : Math.min(1, most), most })
  return { requests: need(1), tokens: need(input + output.most), money: need(Math.ceil(money)) }
}

/** What a call did use, by measure. */
export const usedOf = (usage: Usage, costNano: number): Readonly<Record<LimitMeasure, number>> => ({
  requests: 1,
  tokens: usage.tokensIn + usage.tokensOut,
  money: costNano,
})

/** Nano-euros; tokens read from the provider's cache, and written to it, at their own price. */
export function costOf(usage: Usage, deployment: Deployment): number {
  const fresh = Math.max(0, usage.tokensIn - usage.tokensCached - usage.tokensCacheWritten)
  return Math.round(
    fresh * deployment.nanoIn +
      usage.tokensCached * deployment.nanoCached +
      usage.tokensCacheWritten * deployment.nanoCacheWrite +
      usage.tokensOut * deployment.nanoOut +
      usage.audioSeconds * deployment.nanoPerSecond,
  )
}

export function wattHoursOf(usage: Usage, { declaration }: Deployment): number | null {
  const { wattHoursPerMillion } = declaration
  if (!wattHoursPerMillion) return null
  return (usage.tokensIn * wattHoursPerMillion.input + usage.tokensOut * wattHoursPerMillion.output) / 1_000_000
}
