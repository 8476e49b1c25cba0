/** A caller that speaks OpenAI's Responses, a provider that speaks chat completions. */
import { randomUUID } from 'node:crypto'
import type { EventTranslator, OutEvent } from './event-translator.ts'
import { given, isObject, type Json, number, objects, text, untranslatable, without } from './json-shapes.ts'

const own = [
  'input',
  'instructions',
  'max_output_tokens',
  'tools',
  'tool_choice',
  'text',
  'reasoning',
  'store',
  'include',
  'truncation',
  'previous_response_id',
  'conversation',
  'background',
  'prompt',
  'max_tool_calls',
  'metadata',
  'stream_options',
] as const

export function chatRequestOfResponses(request: Json): Json {
  const model = text(request.model)
  for (const name of ['previous_response_id', 'conversation', 'prompt'] as const)
    if (request[name] !== undefined && request[name] !== null)
      throw untranslatable(model, `« ${name} » (rien n’est conservé)`, `“${name}” (nothing is kept)`)
  if (request.background === true) throw untranslatable(model, '« background »', '“background”')
  const input = typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : objects(request.input)
  const instructions = text(request.instructions)
  return {
    ...without(request, own),
    messages: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      ...merged(input.flatMap((item) => chatMessage(item, model))),
    ],
    ...given({
      max_tokens: request.max_output_tokens,
      tools: Array.isArray(request.tools) ? objects(request.tools).map((tool) => chatTool(tool, model)) : undefined,
      tool_choice: toolChoice(request.tool_choice),
      response_format: responseFormat(request.text),
      reasoning_effort: isObject(request.reasoning) ? request.reasoning.effort : undefined,
    }),
  }
}

function chatMessage(item: Json, model: string): Json[] {
  if (item.type === 'function_call') {
    const call = { id: item.call_id, type: 'function', function: { name: item.name, arguments: item.arguments } }
    return [{ role: 'assistant', content: null, tool_calls: [call] }]
  }
  if (item.type === 'function_call_output') {
    const content = typeof item.output === 'string' ? item.output : JSON.stringify(item.output)
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

const toolChoice = (choice: unknown): unknown =>
  isObject(choice) && choice.type === 'function' ? { type: 'function', function: { name: choice.name } } : choice

function responseFormat(textSettings: unknown): Json | undefined {
  const format = isObject(textSettings) && isObject(textSettings.format) ? textSettings.format : undefined
  if (!format || format.type === 'text') return undefined
  if (format.type !== 'json_schema') return format
  const { name, schema, strict, description } = format
  return { type: 'json_schema', json_schema: given({ name, schema, strict, description }) }
}

function responsesUsage(usage: unknown): Json {
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
function envelope(request: Json, id: string, created: number): Json {
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

const outcome = (finish: unknown): Json =>
  finish === 'length'
    ? { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
    : finish === 'content_filter'
      ? { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
      : { status: 'completed', incomplete_details: null }

const textPart = (said: string): Json => ({ type: 'output_text', text: said, annotations: [], logprobs: [] })
const messageItem = (id: string, status: string, content: Json[]): Json => ({
  type: 'message',
  id,
  status,
  role: 'assistant',
  content,
})

export function responseOfChat(answer: Json, request: Json): Json {
  const choice = objects(answer.choices)[0] ?? {}
  const message = isObject(choice.message) ? choice.message : {}
  const said = text(message.content)
  return {
    ...envelope(request, `resp_${randomUUID()}`, number(answer.created)),
    ...outcome(choice.finish_reason),
    model: answer.model,
    output: [
      ...(said === '' ? [] : [messageItem(`msg_${randomUUID()}`, 'completed', [textPart(said)])]),
      ...objects(message.tool_calls).map((call) => {
        const called = isObject(call.function) ? call.function : {}
        const { name, arguments: given } = called
        return {
          type: 'function_call',
          id: `fc_${randomUUID()}`,
          call_id: call.id,
          name,
          arguments: given,
          status: 'completed',
        }
      }),
    ],
    usage: responsesUsage(answer.usage),
  }
}

interface OpenItem {
  readonly index: number
  readonly id: string
  readonly callId: unknown
  readonly name: unknown
  content: string
}

export function responsesStreamOfChat(request: Json, created: number): EventTranslator {
  const head = envelope(request, `resp_${randomUUID()}`, created)
  const output: Json[] = []
  let items = 0
  let sequence = 0
  let started = false
  /** The message, or tool calls by their index, of which a provider may write several at a time. */
  const open = new Map<number | 'message', OpenItem>()
  let finish: unknown
  let usage: unknown
  const named = (name: string, data: Json): OutEvent => ({
    name,
    data: { type: name, sequence_number: sequence++, ...data },
  })

  const start = (): OutEvent[] => {
    if (started) return []
    started = true
    const response = { ...head, status: 'in_progress', incomplete_details: null, output: [], usage: null }
    return [named('response.created', { response }), named('response.in_progress', { response })]
  }
  function close(): OutEvent[] {
    const events = Array.from(open, ([which, item]) => closed(which, item)).flat()
    open.clear()
    return events
  }
  function closed(which: number | 'message', { id, index, content, callId, name }: OpenItem): OutEvent[] {
    const at = { item_id: id, output_index: index }
    if (which === 'message') {
      const item = messageItem(id, 'completed', [textPart(content)])
      output[index] = item
      return [
        named('response.output_text.done', { ...at, content_index: 0, text: content, logprobs: [] }),
        named('response.content_part.done', { ...at, content_index: 0, part: textPart(content) }),
        named('response.output_item.done', { output_index: index, item }),
      ]
    }
    const item = { type: 'function_call', id, call_id: callId, name, arguments: content, status: 'completed' }
    output[index] = item
    return [
      named('response.function_call_arguments.done', { ...at, name, arguments: content }),
      named('response.output_item.done', { output_index: index, item }),
    ]
  }
  function begin(which: number | 'message', callId?: unknown, name?: unknown): OutEvent[] {
    const events = which === 'message' || open.has('message') ? close() : []
    const id = `${which === 'message' ? 'msg' : 'fc'}_${randomUUID()}`
    const index = items++
    open.set(which, { index, id, callId, name, content: '' })
    if (which !== 'message') {
      const item = { type: 'function_call', id, call_id: callId, name, arguments: '', status: 'in_progress' }
      return [...events, named('response.output_item.added', { output_index: index, item })]
    }
    return [
      ...events,
      named('response.output_item.added', { output_index: index, item: messageItem(id, 'in_progress', []) }),
      named('response.content_part.added', { item_id: id, output_index: index, content_index: 0, part: textPart('') }),
    ]
  }
  return {
    event(json) {
      const events = start()
      if (isObject(json.usage)) usage = json.usage
      const choice = objects(json.choices).find(({ index }) => index === undefined || index === 0)
      if (!choice) return events
      const change = isObject(choice.delta) ? choice.delta : {}
      if (text(change.content) !== '') {
        if (!open.has('message')) events.push(...begin('message'))
        const item = open.get('message')!
        item.content += text(change.content)
        const at = { item_id: item.id, output_index: item.index, content_index: 0 }
        events.push(named('response.output_text.delta', { ...at, delta: change.content, logprobs: [] }))
      }
      for (const call of objects(change.tool_calls)) {
        const called = isObject(call.function) ? call.function : {}
        const which = number(call.index)
        if (!open.has(which)) events.push(...begin(which, call.id, called.name))
        if (text(called.arguments) === '') continue
        const item = open.get(which)!
        item.content += text(called.arguments)
        const at = { item_id: item.id, output_index: item.index }
        events.push(named('response.function_call_arguments.delta', { ...at, delta: called.arguments }))
      }
      if (choice.finish_reason) finish = choice.finish_reason
      return events
    },
    end(figures) {
      const events = [...start(), ...close()]
      const ended = outcome(finish)
      const response = { ...head, ...ended, output, usage: responsesUsage(figures ?? usage) }
      return [
        ...events,
        named(ended.status === 'completed' ? 'response.completed' : 'response.incomplete', { response }),
      ]
    },
  }
}
