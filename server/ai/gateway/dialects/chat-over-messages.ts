/** A caller that speaks chat completions, a provider that speaks Anthropic's Messages. */
import type { EventTranslator, OutEvent } from './event-translator.ts'
import {
  given,
  isObject,
  type Json,
  number,
  objects,
  parsedArguments,
  text,
  untranslatable,
  without,
} from './json-shapes.ts'
import { thinkingOf } from './thinking-effort.ts'
import { refusalIn } from './said.ts'
import { unequal, withoutUnequal } from './unequal-fields.ts'

/** Fields that have an equal, under another name or in another shape. */
const mapped = [
  'messages',
  'stop',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'user',
  'max_tokens',
  'max_completion_tokens',
  'response_format',
  'stream_options',
  'reasoning_effort',
] as const

/**
 * @param maxOutputTokens the dialect demands a limit: that of the model, when the caller names none
 * @param told takes the names of preferences that are left out
 */
export function messagesRequestOfChat(request: Json, maxOutputTokens: number, told: string[]): Json {
  const model = text(request.model)
  const others = withoutUnequal(request, unequal['chat over messages'], model, told)
  const most = request.max_completion_tokens ?? request.max_tokens ?? maxOutputTokens
  const effort = request.reasoning_effort
  const thinking = thinkingOf(effort, number(most), request)
  if (thinking === undefined && effort !== undefined && effort !== null && effort !== 'none')
    told.push('reasoning_effort')
  const messages = objects(request.messages)
  const system = messages
    .filter(isInstruction)
    .map((message) => plainText(message.content))
    .join('\n\n')
  const allowed = allowedIn(request.tool_choice)
  const tools = Array.isArray(request.tools)
    ? objects(request.tools)
        .map((tool) => messagesTool(tool, model))
        .filter(({ name }) => allowed === undefined || allowed.names.has(name))
    : undefined
  const choice = toolChoice(allowed === undefined ? request.tool_choice : allowed.mode)
  const oneByOne = request.parallel_tool_calls === false && tools !== undefined && choice?.type !== 'none'
  return {
    ...without(others, mapped),
    ...(system !== '' && { system }),
    messages: merged(messages.filter((message) => !isInstruction(message)).map((message) => turn(message, model))),
    max_tokens: most,
    ...given({
      thinking,
      stop_sequences: typeof request.stop === 'string' ? [request.stop] : request.stop,
      tools,
      output_config: outputConfig(request.response_format, model),
      tool_choice: oneByOne ? { ...(choice ?? { type: 'auto' }), disable_parallel_tool_use: true } : choice,
      metadata: request.user === undefined ? undefined : { user_id: request.user },
    }),
  }
}

/** A schema has its equal in the other dialect; JSON of any shape has none. */
function outputConfig(format: unknown, model: string): Json | undefined {
  if (!isObject(format) || format.type === 'text') return undefined
  if (format.type !== 'json_schema' || !isObject(format.json_schema))
    throw untranslatable(model, `« response_format » ${text(format.type)}`, `“response_format” ${text(format.type)}`)
  return { format: { type: 'json_schema', schema: format.json_schema.schema } }
}

const isInstruction = ({ role }: Json): boolean => role === 'system' || role === 'developer'
const plainText = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : objects(content)
        .map((part) => text(part.text) || refusalIn(part))
        .join('\n')

function turn(message: Json, model: string): { role: string; content: Json[] } {
  if (message.role === 'tool')
    return {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: message.tool_call_id, content: plainText(message.content) }],
    }
  if (message.role === 'assistant') {
    const said = plainText(message.content) || refusalIn(message)
    const calls = objects(message.tool_calls).map((call) => {
      const called = isObject(call.function) ? call.function : {}
      return { type: 'tool_use', id: call.id, name: called.name, input: parsedArguments(called.arguments) }
    })
    return { role: 'assistant', content: [...(said === '' ? [] : [{ type: 'text', text: said }]), ...calls] }
  }
  const { content } = message
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : objects(content)
  return { role: 'user', content: parts.map((part) => block(part, model)) }
}

/** The only documents that the dialect takes as bytes. */
const PDF = 'application/pdf'

/** What an address of the scheme `data` holds (RFC 2397). */
function inData(url: string): { media_type: string; data: string } | undefined {
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? []
  return type === undefined || data === undefined ? undefined : { media_type: type, data }
}

function block(part: Json, model: string): Json {
  if (part.type === 'text') return { type: 'text', text: part.text }
  if (part.type === 'file' && isObject(part.file)) {
    const data = inData(text(part.file.file_data))
    if (data?.media_type === PDF)
      return given({ type: 'document', source: { type: 'base64', ...data }, title: part.file.filename })
  }
  if (part.type === 'image_url') {
    const url = isObject(part.image_url) ? text(part.image_url.url) : text(part.image_url)
    const data = inData(url)
    return { type: 'image', source: data ? { type: 'base64', ...data } : { type: 'url', url } }
  }
  throw untranslatable(model, `une partie « ${text(part.type)} »`, `a part “${text(part.type)}”`)
}

/** Turns of one speaker that follow each other become one: results of tools called together belong together. */
function merged(turns: readonly { role: string; content: Json[] }[]): Json[] {
  const out: { role: string; content: Json[] }[] = []
  for (const { role, content } of turns) {
    const last = out.at(-1)
    if (last?.role === role) last.content.push(...content)
    else out.push({ role, content: [...content] })
  }
  return out
}

function messagesTool(tool: Json, model: string): Json {
  const called = isObject(tool.function) ? tool.function : undefined
  if (!called) throw untranslatable(model, `l’outil « ${text(tool.type)} »`, `the tool “${text(tool.type)}”`)
  return given({
    name: called.name,
    description: called.description,
    input_schema: called.parameters ?? { type: 'object', properties: {} },
    strict: called.strict,
  })
}

/** A choice among some of the tools: the dialect has no word for it, and those that are left out cannot be called either. */
function allowedIn(choice: unknown): { readonly mode: unknown; readonly names: ReadonlySet<unknown> } | undefined {
  if (!isObject(choice) || choice.type !== 'allowed_tools' || !isObject(choice.allowed_tools)) return undefined
  const { mode, tools } = choice.allowed_tools
  return {
    mode,
    names: new Set(objects(tools).map((tool) => (isObject(tool.function) ? tool.function.name : undefined))),
  }
}

function toolChoice(choice: unknown): Json | undefined {
  if (isObject(choice)) return { type: 'tool', name: isObject(choice.function) ? choice.function.name : undefined }
  if (choice === 'required') return { type: 'any' }
  return typeof choice === 'string' ? { type: choice } : undefined
}

const finishReasons: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}
const finishReason = (stop: unknown): string => finishReasons[text(stop)] ?? 'stop'

/** Why the model stopped answering, where it says so; what it had written before stays what it said. */
function explanationIn({ stop_details: details }: Json): string | null {
  return (isObject(details) && text(details.explanation)) || null
}

function chatUsage(usage: Json): Json {
  const cached = number(usage.cache_read_input_tokens)
  const written = number(usage.cache_creation_input_tokens)
  const prompt = number(usage.input_tokens) + cached + written
  const completion = number(usage.output_tokens)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    // OpenAI tells what was read only; the second name is the one that other providers of its dialect use.
    prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
  }
}

export function chatOfMessage(answer: Json, created: number): Json {
  const blocks = objects(answer.content)
  const calls = blocks
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input ?? {}) },
    }))
  const joined = (kind: 'text' | 'thinking') =>
    blocks
      .filter(({ type }) => type === kind)
      .map((block) => text(block[kind]))
      .join('')
  const said = joined('text')
  const thoughts = joined('thinking')
  const message = {
    role: 'assistant',
    content: said === '' && calls.length > 0 ? null : said,
    refusal: explanationIn(answer),
    ...(thoughts !== '' && { reasoning_content: thoughts }),
    ...(calls.length > 0 && { tool_calls: calls }),
  }
  return {
    id: `chatcmpl-${text(answer.id)}`,
    object: 'chat.completion',
    created,
    model: answer.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(answer.stop_reason) }],
    usage: chatUsage(isObject(answer.usage) ? answer.usage : {}),
  }
}

/** @param withUsage the caller asked for the usage event */
export function chatStreamOfMessages(created: number, withUsage: boolean): EventTranslator {
  let head: Json = { id: 'chatcmpl-', object: 'chat.completion.chunk', created, model: '' }
  let usage: Json = {}
  let tools = -1
  /** What the model wrote so far to the tool that it calls; undefined = it calls none of the caller's. */
  let written: string | undefined
  const chunk = (delta: Json, finish: string | null = null): OutEvent => ({
    data: { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] },
  })
  return {
    event(json) {
      const delta = isObject(json.delta) ? json.delta : {}
      if (json.type === 'message_start' && isObject(json.message)) {
        head = { ...head, id: `chatcmpl-${text(json.message.id)}`, model: json.message.model }
        if (isObject(json.message.usage)) usage = json.message.usage
        return [chunk({ role: 'assistant', content: '' })]
      }
      if (
        json.type === 'content_block_start' &&
        isObject(json.content_block) &&
        json.content_block.type === 'tool_use'
      ) {
        const { id, name } = json.content_block
        tools++
        written = ''
        return [chunk({ tool_calls: [{ index: tools, id, type: 'function', function: { name, arguments: '' } }] })]
      }
      if (delta.type === 'thinking_delta') return [chunk({ reasoning_content: delta.thinking })]
      if (delta.type === 'text_delta') return [chunk({ content: delta.text })]
      if (delta.type === 'input_json_delta' && written !== undefined) {
        written += text(delta.partial_json)
        return [chunk({ tool_calls: [{ index: tools, function: { arguments: delta.partial_json } }] })]
      }
      if (json.type === 'content_block_stop') {
        const empty = written === ''
        written = undefined
        return empty ? [chunk({ tool_calls: [{ index: tools, function: { arguments: '{}' } }] })] : []
      }
      if (json.type === 'message_delta') {
        if (isObject(json.usage)) usage = { ...usage, ...json.usage }
        const refusal = explanationIn(delta)
        return [...(refusal === null ? [] : [chunk({ refusal })]), chunk({}, finishReason(delta.stop_reason))]
      }
      return []
    },
    end: (figures) => [
      ...(withUsage ? [{ data: { ...head, choices: [], usage: chatUsage(figures ?? usage) } }] : []),
      { data: '[DONE]' as const },
    ],
  }
}
