/** A caller that speaks OpenAI's Responses, a provider that speaks chat completions. */
import { randomUUID } from 'node:crypto'
import { given, isObject, type Json, number, objects, text, untranslatable, without } from './json-shapes.ts'
import { refusalIn, thoughtsIn, wordsIn } from './said.ts'
import { toolCallsIn } from './tool-calls.ts'
import { unequal, withoutUnequal } from './unequal-fields.ts'

/** Fields that have an equal, under another name or in another shape. */
const mapped = ['input', 'instructions', 'max_output_tokens', 'tools', 'tool_choice', 'text', 'reasoning'] as const
/** What `include` asks for probabilities. */
const PROBABILITIES = 'message.output_text.logprobs'

/** @param told takes the names of preferences that are left out */
export function chatRequestOfResponses(request: Json, told: string[]): Json {
  const model = text(request.model)
  const others = withoutUnequal(request, unequal['responses over chat'], model, told)
  const input = typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : objects(request.input)
  const instructions = text(request.instructions)
  const probabilities = Array.isArray(request.include) && request.include.includes(PROBABILITIES)
  return {
    ...without(others, mapped),
    messages: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      ...merged(inTurn(input, model)),
    ],
    ...given({
      max_tokens: request.max_output_tokens,
      tools: Array.isArray(request.tools) ? objects(request.tools).map((tool) => chatTool(tool, model)) : undefined,
      tool_choice: toolChoice(request.tool_choice),
      response_format: responseFormat(request.text),
      logprobs: probabilities || number(request.top_logprobs) > 0 ? true : undefined,
      reasoning_effort: isObject(request.reasoning) ? request.reasoning.effort : undefined,
      verbosity: isObject(request.text) ? request.text.verbosity : undefined,
    }),
  }
}

/** The result of a tool is a text there: what it shows besides follows the results of all that were called together. */
function inTurn(input: readonly Json[], model: string): Json[] {
  const messages: Json[] = []
  let shown: Json[] = []
  const show = () => {
    if (shown.length > 0) messages.push({ role: 'user', content: shown })
    shown = []
  }
  for (const item of input) {
    if (item.type !== 'function_call_output') show()
    else if (typeof item.output !== 'string')
      shown.push(
        ...objects(item.output)
          .filter((part) => !isText(part))
          .map((part) => contentPart(part, model)),
      )
    messages.push(...chatMessage(item, model))
  }
  show()
  return messages
}

const isText = ({ type }: Json): boolean => type === 'input_text'

function chatMessage(item: Json, model: string): Json[] {
  if (item.type === 'function_call') {
    const call = { id: item.call_id, type: 'function', function: { name: item.name, arguments: item.arguments } }
    return [{ role: 'assistant', content: null, tool_calls: [call] }]
  }
  if (item.type === 'function_call_output') {
    const { output } = item
    const content =
      typeof output === 'string'
        ? output
        : objects(output)
            .filter(isText)
            .map((part) => text(part.text))
            .join('\n')
    return [{ role: 'tool', tool_call_id: item.call_id, content }]
  }
  if (item.type === 'reasoning') return []
  if (item.type !== undefined && item.type !== 'message')
    throw untranslatable(model, `un élément « ${text(item.type)} »`, `an item “${text(item.type)}”`)
  const role = item.role === 'developer' ? 'system' : item.role
  if (typeof item.content === 'string') return [{ role, content: item.content }]
  const parts = objects(item.content).map((part) => contentPart(part, model))
  const plain = parts.every(({ type }) => type === 'text')
  return [{ role, content: plain ? parts.map((part) => text(part.text)).join('\n') : parts }]
}

function contentPart(part: Json, model: string): Json {
  if (part.type === 'input_text' || part.type === 'output_text') return { type: 'text', text: part.text }
  if (part.type === 'refusal') return { type: 'text', text: part.refusal }
  if (part.type === 'input_image' && part.image_url !== undefined)
    return { type: 'image_url', image_url: given({ url: part.image_url, detail: part.detail }) }
  if (part.type === 'input_file' && part.file_data !== undefined)
    return { type: 'file', file: given({ filename: part.filename, file_data: part.file_data }) }
  throw untranslatable(model, `une partie « ${text(part.type)} »`, `a part “${text(part.type)}”`)
}

/** Calls that an assistant made together are one message. */
function merged(messages: readonly Json[]): Json[] {
  const out: Record<string, unknown>[] = []
  for (const message of messages) {
    const last = out.at(-1)
    if (last?.role === 'assistant' && message.role === 'assistant' && Array.isArray(message.tool_calls))
      last.tool_calls = [...objects(last.tool_calls), ...objects(message.tool_calls)]
    else out.push({ ...message })
  }
  return out
}

function chatTool(tool: Json, model: string): Json {
  if (tool.type !== 'function')
    throw untranslatable(model, `l’outil « ${text(tool.type)} »`, `the tool “${text(tool.type)}”`)
  const { name, description, parameters, strict } = tool
  return { type: 'function', function: given({ name, description, parameters, strict }) }
}

function toolChoice(choice: unknown): unknown {
  if (!isObject(choice)) return choice
  if (choice.type === 'function') return { type: 'function', function: { name: choice.name } }
  if (choice.type !== 'allowed_tools') return choice
  const tools = objects(choice.tools).map(({ name }) => ({ type: 'function', function: { name } }))
  return { type: 'allowed_tools', allowed_tools: { mode: choice.mode, tools } }
}

function responseFormat(textSettings: unknown): Json | undefined {
  const format = isObject(textSettings) && isObject(textSettings.format) ? textSettings.format : undefined
  if (!format || format.type === 'text') return undefined
  if (format.type !== 'json_schema') return format
  const { name, schema, strict, description } = format
  return { type: 'json_schema', json_schema: given({ name, schema, strict, description }) }
}

export function responsesUsage(usage: unknown): Json {
  const figures = isObject(usage) ? usage : {}
  const cached = isObject(figures.prompt_tokens_details) ? number(figures.prompt_tokens_details.cached_tokens) : 0
  const reasoning = isObject(figures.completion_tokens_details)
    ? number(figures.completion_tokens_details.reasoning_tokens)
    : 0
  const [input, output] = [number(figures.prompt_tokens), number(figures.completion_tokens)]
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}

/** The envelope of a response; what the caller asked for is repeated there. */
export function envelope(request: Json, id: string, created: number): Json {
  return {
    id,
    object: 'response',
    created_at: created,
    error: null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: request.model,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: request.reasoning ?? { effort: null, summary: null },
    store: false,
    temperature: request.temperature ?? null,
    text: request.text ?? { format: { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_p: request.top_p ?? null,
    truncation: 'disabled',
    user: request.user ?? null,
    metadata: request.metadata ?? {},
  }
}

export const outcome = (finish: unknown): Json =>
  finish === 'length'
    ? { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
    : finish === 'content_filter'
      ? { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
      : { status: 'completed', incomplete_details: null }

export const textPart = (said: string, logprobs: readonly Json[] = []): Json => ({
  type: 'output_text',
  text: said,
  annotations: [],
  logprobs,
})
/** Why the model will not answer: a message of its own. */
export const refusalPart = (refusal: string): Json => ({ type: 'refusal', refusal })
export const messageItem = (id: string, status: string, content: Json[]): Json => ({
  type: 'message',
  id,
  status,
  role: 'assistant',
  content,
})

/** Thoughts as they were written; a summary, which OpenAI's own models give in their place, is another thing. */
export const reasoningPart = (thoughts: string): Json => ({ type: 'reasoning_text', text: thoughts })
export const reasoningItem = (id: string, status: string, content: Json[]): Json => ({
  type: 'reasoning',
  id,
  status,
  summary: [],
  content,
})

/** Of the words of a choice, each with what might have stood in its place. */
export const probabilitiesIn = ({ logprobs }: Json): Json[] => (isObject(logprobs) ? objects(logprobs.content) : [])

export function responseOfChat(answer: Json, request: Json): Json {
  const choice = objects(answer.choices)[0] ?? {}
  const message = isObject(choice.message) ? choice.message : {}
  const said = wordsIn(message)
  const thoughts = thoughtsIn(message)
  const refusal = refusalIn(message)
  return {
    ...envelope(request, `resp_${randomUUID()}`, number(answer.created)),
    ...outcome(choice.finish_reason),
    model: answer.model,
    output: [
      ...(thoughts === '' ? [] : [reasoningItem(`rs_${randomUUID()}`, 'completed', [reasoningPart(thoughts)])]),
      ...(said === ''
        ? []
        : [messageItem(`msg_${randomUUID()}`, 'completed', [textPart(said, probabilitiesIn(choice))])]),
      ...(refusal === '' ? [] : [messageItem(`msg_${randomUUID()}`, 'completed', [refusalPart(refusal)])]),
      ...toolCallsIn(message).map(({ id, name, written }) => ({
        type: 'function_call',
        id: `fc_${randomUUID()}`,
        call_id: id,
        name,
        arguments: written,
        status: 'completed',
      })),
    ],
    usage: responsesUsage(answer.usage),
  }
}
