/** Tokens as providers report them, in the three dialects. */
import type { Endpoint } from '@socle/contracts'
import { noUsage, type Usage } from '../call.ts'

type Json = Readonly<Record<string, unknown>>

/** What the ledger can hold. */
const MOST_TOKENS = 2 ** 31 - 1
const MOST_SECONDS = 360_000

const figure = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0)
const count = (value: unknown): number => Math.round(figure(value))
const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

const told = ['prompt_tokens', 'completion_tokens', 'input_tokens', 'output_tokens', 'total_tokens'] as const
/** Figures that no count can be: who reports one of them has not counted, and the others are no better. */
const absurd = (usage: Json): boolean =>
  told.some((name) => {
    const value = usage[name] ?? 0
    return typeof value !== 'number' || !(value >= 0)
  })

/** @returns undefined when the answer says nothing of it, or nothing that can be */
export function reportedUsage(answer: Json, endpoint: Endpoint): Usage | undefined {
  // Whisper tells how long the sound was, in its detailed answer, without calling it usage.
  if (endpoint === 'transcriptions' && answer.usage === undefined && typeof answer.duration === 'number')
    return believable({ ...noUsage, audioSeconds: figure(answer.duration) })
  const usage = object(answer.usage) ?? object(object(answer.response)?.usage) ?? object(object(answer.message)?.usage)
  if (!usage || absurd(usage)) return undefined
  if (endpoint === 'messages') return messagesUsage(usage)
  const tokensIn = count(usage.prompt_tokens ?? usage.input_tokens ?? (endpoint === 'rerank' ? usage.total_tokens : 0))
  const tokensOut = count(usage.completion_tokens ?? usage.output_tokens)
  const details = object(usage.prompt_tokens_details) ?? object(usage.input_tokens_details)
  const audioSeconds = usage.type === 'duration' ? figure(usage.seconds) : 0
  const tokensCached = Math.min(tokensIn, count(details?.cached_tokens))
  const tokensCacheWritten = Math.min(tokensIn - tokensCached, count(details?.cache_write_tokens))
  return believable({ ...noUsage, tokensIn, tokensOut, tokensCached, tokensCacheWritten, audioSeconds })
}

/** A provider that reports nothing but zeros, or more than any call can use, has reported nothing. */
function believable(usage: Usage): Usage | undefined {
  const { tokensIn, tokensOut, audioSeconds } = usage
  if (tokensIn + tokensOut + audioSeconds === 0) return undefined
  return Math.max(tokensIn, tokensOut) <= MOST_TOKENS && audioSeconds <= MOST_SECONDS ? usage : undefined
}

/** Anthropic counts what it read from and wrote to its cache apart from the other input tokens. */
function messagesUsage(usage: Json): Usage | undefined {
  const tokensCached = count(usage.cache_read_input_tokens)
  const tokensCacheWritten = count(usage.cache_creation_input_tokens)
  const tokensIn = count(usage.input_tokens) + tokensCached + tokensCacheWritten
  const tokensOut = count(usage.output_tokens)
  return believable({ ...noUsage, tokensIn, tokensOut, tokensCached, tokensCacheWritten })
}

/** Figures as a provider of the dialect would have reported them. */
export const figuresOf = ({ tokensIn, tokensOut }: Usage, endpoint: Endpoint): Json =>
  endpoint === 'messages'
    ? { input_tokens: tokensIn, output_tokens: tokensOut }
    : { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut }

/** A stream may report in pieces, of which none says everything; figures only grow. */
export const mergeUsage = (before: Usage | undefined, now: Usage): Usage =>
  before === undefined
    ? now
    : {
        ...now,
        tokensIn: Math.max(now.tokensIn, before.tokensIn),
        tokensOut: Math.max(now.tokensOut, before.tokensOut),
        tokensCached: Math.max(now.tokensCached, before.tokensCached),
        tokensCacheWritten: Math.max(now.tokensCacheWritten, before.tokensCacheWritten),
      }
