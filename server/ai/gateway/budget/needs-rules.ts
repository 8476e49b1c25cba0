/** How much of each budget a call may use at most: what it reserves before anything is sent. */
import type { LimitMeasure } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call, Usage } from '../call.ts'

/** `most` is reserved where the budget has it; with `least` free the call still goes, alone on what remains. */
export interface Need {
  readonly least: number
  readonly most: number
}

/** Bytes of a request that make a token at worst; French and code come to three or four. */
const BYTES_PER_TOKEN = 2
const MAX_CHOICES = 128
/** More than any model writes: what a caller may name and JSON can hold is no figure to count with. */
const MAX_OUTPUT = 10_000_000

/** Most tokens that the answers may have: what the caller allows, else what the model can. */
export function mostOutput(json: Readonly<Record<string, unknown>>, deployments: readonly Deployment[]): number {
  const named = json.max_completion_tokens ?? json.max_output_tokens ?? json.max_tokens
  const each =
    typeof named === 'number' && named > 0
      ? Math.min(Math.ceil(named), MAX_OUTPUT)
      : Math.max(...deployments.map(({ declaration }) => declaration.maxOutputTokens))
  const choices = typeof json.n === 'number' && json.n > 1 ? Math.min(Math.ceil(json.n), MAX_CHOICES) : 1
  return each * choices
}

/** Bytes of a second of sound at least: speech as the thriftiest codecs in use write it. */
const BYTES_PER_SECOND = 2000

export function needsOf(
  { body, endpoint, deployments }: Pick<Call, 'body' | 'endpoint' | 'deployments'>,
  output: number,
): Readonly<Record<LimitMeasure, Need>> {
  const sound = endpoint === 'transcriptions'
  const input = sound ? 0 : Math.ceil(body.length / BYTES_PER_TOKEN)
  const seconds = sound ? body.length / BYTES_PER_SECOND : 0
  const money = Math.max(
    ...deployments.map(
      ({ nanoIn, nanoCached, nanoCacheWrite, nanoOut, nanoPerSecond }) =>
        input * Math.max(nanoIn, nanoCached, nanoCacheWrite) + output * nanoOut + seconds * nanoPerSecond,
    ),
  )
  return {
    requests: { least: 1, most: 1 },
    tokens: { least: 1, most: input + output },
    money: { least: money > 0 ? 1 : 0, most: Math.ceil(money) },
  }
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
