/** How much of each budget a call may use at most: what it reserves before anything is sent. */
import type { LimitMeasure } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call, Usage } from '../call.ts'
import { number } from '../dialects/json-shapes.ts'

/**
 * `most` is reserved where the budget has it. A call whose `least` is lower does not say how much it may use: it still goes with
 * that much free, alone on what remains.
 */
export interface Need {
  readonly least: number
  readonly most: number
  /** What the call itself makes of it, where more is reserved for what its provider may do. */
  readonly asked?: number
}
export type Needs = Readonly<Record<LimitMeasure, Need>>

/** Bytes of a request that make a token at worst; French and code come to three or four. */
const BYTES_PER_TOKEN = 2
export const MAX_CHOICES = 128
/** More than any model writes: what a caller may name and JSON can hold is no figure to count with. */
const MAX_OUTPUT = 10_000_000

type Reserving = Pick<Call, 'body' | 'endpoint' | 'json'>

/** Names that the dialects give to the longest answer; whichever a provider obeys, the call has reserved it. */
export const outputLengths = ['max_tokens', 'max_completion_tokens', 'max_output_tokens'] as const

/** Most tokens that the answers may have; `named` when it is the caller who says so, and not what its model can write. */
function mostOutput(json: Call['json'], able: number): { most: number; named: boolean } {
  const allowed = Math.max(...outputLengths.map((name) => number(json[name])))
  const each = allowed > 0 ? Math.min(allowed, MAX_OUTPUT) : able
  const choices = Math.max(1, number(json.n))
  return { most: each * choices, named: allowed > 0 && each < MAX_OUTPUT }
}

/** Endpoints whose answers have a length. */
export const writes: ReadonlySet<Call['endpoint']> = new Set(['chat', 'messages', 'responses'])

/** Bytes of a second of sound at least: speech as the thriftiest codecs in use write it. */
const BYTES_PER_SECOND = 2000

/** What a call allows at one deployment. */
export interface Allowance {
  readonly needs: Needs
  /** Tokens of the answer that the caller names; undefined = as many as its model can write. */
  readonly named: number | undefined
  /** Were the answer as long as its model can write, whatever the caller names. */
  readonly unheeded: () => Needs
}

export function allowanceOf(call: Reserving, deployment: Deployment): Allowance {
  const output = mostOutput(call.json, deployment.declaration.maxOutputTokens)
  const able = deployment.declaration.maxOutputTokens * Math.max(1, number(call.json.n))
  const named = output.named && writes.has(call.endpoint)
  return {
    needs: needsWith(call, deployment, output),
    named: named ? output.most : undefined,
    unheeded: () => needsWith(call, deployment, { ...output, most: Math.max(able, output.most) }),
  }
}

function needsWith(
  { body, endpoint }: Reserving,
  deployment: Deployment,
  output: ReturnType<typeof mostOutput>,
): Needs {
  const sound = endpoint === 'transcriptions'
  const input = sound ? 0 : Math.ceil(body.length / BYTES_PER_TOKEN)
  const seconds = sound ? body.length / BYTES_PER_SECOND : 0
  const { nanoIn, nanoCached, nanoCacheWrite, nanoOut, nanoPerSecond } = deployment
  const money = input * Math.max(nanoIn, nanoCached, nanoCacheWrite) + output.most * nanoOut + seconds * nanoPerSecond
  // What writes nothing uses no more than it was given to read.
  const bounded = output.named || !writes.has(endpoint)
  const need = (most: number): Need => ({ least: bounded ? most : Math.min(1, most), most })
  return { requests: need(1), tokens: need(input + output.most), money: need(Math.ceil(money)) }
}

/** Of a call that any of several deployments may answer. */
export const largestOf = (all: readonly Needs[]): Needs => {
  const largest = (measure: LimitMeasure): Need => ({
    least: Math.max(...all.map((needs) => needs[measure].least)),
    most: Math.max(...all.map((needs) => needs[measure].most)),
    asked: Math.max(...all.map((needs) => needs[measure].asked ?? needs[measure].most)),
  })
  return { requests: largest('requests'), tokens: largest('tokens'), money: largest('money') }
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
