/** How much a model may think: chat completions and Responses say it in words, Messages in tokens. */
import { isObject, type Json, number, objects, text } from './json-shapes.ts'

/** Share of the longest answer that each word leaves to thinking. */
const shares: Readonly<Record<string, number>> = { minimal: 0.1, low: 0.2, medium: 0.5, high: 0.8, xhigh: 0.95 }
/** Anthropic takes no fewer. */
const FEWEST_TOKENS = 1024

/**
 * `thinking` of a Messages request.
 * @returns undefined when this call cannot ask for it there: it leaves no room, fixes what thinking needs free, or goes on from a
 *   call of a tool whose thoughts, which Anthropic signs, a caller of chat completions never had
 */
export function thinkingOf(effort: unknown, most: number, request: Json): Json | undefined {
  const share = shares[text(effort)]
  const budget = Math.max(FEWEST_TOKENS, Math.floor(most * (share ?? 0)))
  const isFree = request.temperature === undefined || request.temperature === null || request.temperature === 1
  const forces = isObject(request.tool_choice) || request.tool_choice === 'required'
  const goesOn = objects(request.messages).at(-1)?.role === 'tool'
  if (share === undefined || budget >= most || !isFree || request.top_k !== undefined || forces || goesOn)
    return undefined
  return { type: 'enabled', budget_tokens: budget }
}

/** From so many tokens on. */
const words = [
  [10_000, 'high'],
  [4_000, 'medium'],
  [0, 'low'],
] as const
const wordsOfEffort: Readonly<Record<string, string>> = { low: 'low', medium: 'medium', high: 'high', max: 'high' }

/** `reasoning_effort` of a chat request; undefined = as the model does by itself. */
export function effortOf({ thinking, output_config: config }: Json): string | undefined {
  if (isObject(thinking) && thinking.type === 'enabled')
    return words.find(([from]) => number(thinking.budget_tokens) >= from)![1]
  return isObject(config) ? wordsOfEffort[text(config.effort)] : undefined
}
