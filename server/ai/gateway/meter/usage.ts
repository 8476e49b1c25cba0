/** Tokens as providers report them, in the three dialects. */
import type { Endpoint } from '@socle/contracts'
import { noUsage, type Usage } from '../call.ts'

type Json = Readonly<Record<string, unknown>>

const count = (value: unknown): number =>
  typeof value === 'number' && value > 0 && value < 2 ** 31 ? Math.round(value) : 0
const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

/** @returns undefined when the answer says nothing of it */
export function reportedUsage(answer: Json, endpoint: Endpoint): Usage | undefined {
  // Whisper tells how long the sound was, in its detailed answer, without calling it usage.
  if (endpoint === 'transcriptions' && answer.usage === undefined && typeof answer.duration === 'number')
    return { ...noUsage, audioSeconds: Math.max(0, answer.duration) }
  const usage = object(answer.usage) ?? object(object(answer.response)?.usage) ?? object(object(answer.message)?.usage)
  if (!usage) return undefined
  if (endpoint === 'messages') return messagesUsage(usage)
  const tokensIn = count(usage.prompt_tokens ?? usage.input_tokens ?? (endpoint === 'rerank' ? usage.total_tokens : 0))
  const tokensOut = count(usage.completion_tokens ?? usage.output_tokens)
  const details = object(usage.prompt_tokens_details) ?? object(usage.input_tokens_details)
  const audioSeconds = usage.type === 'duration' ? Math.max(0, Number(usage.seconds) || 0) : 0
  if (tokensIn === 0 && tokensOut === 0 && audioSeconds === 0) return undefined
  return {
    ...noUsage,
    tokensIn,
    tokensOut,
    tokensCached: Math.min(tokensIn, count(details?.cached_tokens)),
    audioSeconds,
  }
}

/** Anthropic counts what it read from and wrote to its cache apart from the other input tokens. */
function messagesUsage(usage: Json): Usage | undefined {
  const cached = count(usage.cache_read_input_tokens)
  const tokensIn = count(usage.input_tokens) + cached + count(usage.cache_creation_input_tokens)
  const tokensOut = count(usage.output_tokens)
  return tokensIn + tokensOut === 0 ? undefined : { ...noUsage, tokensIn, tokensOut, tokensCached: cached }
}

/** A stream may report in pieces: each figure counts as last told. */
export const mergeUsage = (before: Usage | undefined, now: Usage): Usage =>
  before === undefined
    ? now
    : {
        ...now,
        tokensIn: now.tokensIn || before.tokensIn,
        tokensOut: now.tokensOut || before.tokensOut,
        tokensCached: now.tokensCached || before.tokensCached,
      }
