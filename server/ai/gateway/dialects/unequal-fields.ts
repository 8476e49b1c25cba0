/**
 * Fields of a call that the dialect of its provider has no equal for. One rule: what changes what the answer says or how it is to
 * be read is refused by name; a preference is left out, and the answer says so (`x-socle-left-out`); what says nothing of the
 * answer (where to file it, how to cache it) is left out. A field that asks for nothing, as its default does, is left out.
 */
import { given, isObject, type Json, untranslatable, without } from './json-shapes.ts'

interface UnequalField {
  readonly name: string
  readonly then: 'refuse' | 'tell' | 'leave-out'
  /** Values that ask for nothing, beside null. */
  readonly nothing?: (value: unknown) => boolean
  /** Said after its name in a refusal. */
  readonly because?: { readonly fr: string; readonly en: string }
}

const is =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value)
const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0
const refuse = (name: string, nothing?: UnequalField['nothing']): UnequalField => ({
  name,
  then: 'refuse',
  ...(nothing && { nothing }),
})
const tell = (name: string, nothing?: UnequalField['nothing']): UnequalField => ({
  name,
  then: 'tell',
  ...(nothing && { nothing }),
})
const leaveOut = (...names: readonly string[]): UnequalField[] => names.map((name) => ({ name, then: 'leave-out' }))
const kept = { fr: ' (rien n’est conservé)', en: ' (nothing is kept)' }

export const unequal = {
  'chat over messages': [
    refuse('n', is(1)),
    refuse('logprobs', is(false)),
    refuse('top_logprobs', is(0)),
    refuse('logit_bias', isEmpty),
    refuse('functions'),
    refuse('function_call', is('auto', 'none')),
    refuse('web_search_options'),
    refuse('modalities', (value) => Array.isArray(value) && value.every(is('text'))),
    refuse('audio'),
    tell('seed'),
    tell('presence_penalty', is(0)),
    tell('frequency_penalty', is(0)),
    tell('prediction'),
    tell('verbosity', is('medium')),
    tell('service_tier', is('auto', 'default')),
    ...leaveOut('store', 'metadata', 'moderation', 'safety_identifier'),
    ...leaveOut('prompt_cache_key', 'prompt_cache_retention', 'prompt_cache_options'),
  ],
  'messages over chat': [
    refuse('container'),
    refuse('mcp_servers', (value) => Array.isArray(value) && value.length === 0),
    tell('context_management'),
    ...leaveOut('betas', 'cache_control'),
  ],
  'responses over chat': [
    { ...refuse('previous_response_id'), because: kept },
    { ...refuse('conversation'), because: kept },
    { ...refuse('prompt'), because: kept },
    refuse('background', is(false)),
    tell('truncation', is('disabled')),
    tell('include', (value) => Array.isArray(value) && value.every(is('message.output_text.logprobs'))),
    ...leaveOut('store', 'metadata', 'max_tool_calls', 'stream_options'),
  ],
} as const satisfies Readonly<Record<string, readonly UnequalField[]>>

/** @param told takes the names that the caller is told @returns the other fields @throws Refusal ai-untranslatable */
export function withoutUnequal(request: Json, fields: readonly UnequalField[], model: string, told: string[]): Json {
  for (const { name, then, nothing, because } of fields) {
    const value = request[name]
    if (value === undefined || value === null || nothing?.(value)) continue
    if (then === 'refuse')
      throw untranslatable(model, `« ${name} »${because?.fr ?? ''}`, `“${name}”${because?.en ?? ''}`)
    if (then === 'tell') told.push(name)
  }
  // Null is a value that one dialect takes for nothing, and another for a mistake.
  return given(
    without(
      request,
      fields.map(({ name }) => name),
    ),
  )
}
