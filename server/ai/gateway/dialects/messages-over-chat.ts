/** A caller that speaks Anthropic's Messages, a provider that speaks chat completions. */
import { randomUUID } from 'node:crypto'
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
import { effortOf } from './thinking-effort.ts'
import { refusalIn, thoughtsIn, wordsIn } from './said.ts'
import { toolCallReader, toolCallsIn } from './tool-calls.ts'
import { unequal, withoutUnequal } from './unequal-fields.ts'

/** Fields that have an equal, under another name or in another shape. */
const mapped = [
  'system',
  'messages',
  'stop_sequences',
  'tools',
  'tool_choice',
  'metadata',
  'thinking',
  'output_config',
] as const

/** @param told takes the names of preferences that are left out */
export function chatRequestOfMessages(request: Json, told: string[]): Json {
  const model = text(request.model)
  const system =
    typeof request.system === 'string'
      ? request.system
      : objects(request.system)
          .map((block) => text(block.text))
          .join('\n')
  const choice = isObject(request.tool_choice) ? request.tool_choice : undefined
  return {
    ...without(withoutUnequal(request, unequal['messages over chat'], model, told), mapped),
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      ...objects(request.messages).flatMap((message) => chatMessages(message, model, told)),
    ],
    ...given({
      stop: request.stop_sequences,
      tools: Array.isArray(request.tools) ? objects(request.tools).map((tool) => chatTool(tool, model)) : undefined,
      tool_choice: choice && toolChoice(choice),
      parallel_tool_calls: choice?.disable_parallel_tool_use === true ? false : undefined,
      response_format: responseFormat(request.output_config),
      reasoning_effort: effortOf(request),
      user: isObject(request.metadata) ? request.metadata.user_id : undefined,
    }),
  }
}

function chatMessages({ role, content }: Json, model: string, told: string[]): Json[] {
  if (typeof content === 'string') return [{ role, content }]
  const blocks = objects(content)
  if (blocks.some(asksForCitations) && !told.includes('citations')) told.push('citations')
  if (role === 'assistant') {
    const said = blocks
      .filter(({ type }) => type === 'text')
      .map((block) => text(block.text))
      .join('')
    const calls = blocks
      .filter(({ type }) => type === 'tool_use')
      .map(({ id, name, input }) => ({
        id,
        type: 'function',
        function: { name, arguments: JSON.stringify(input ?? {}) },
      }))
    return [
      { role, content: said === '' && calls.length > 0 ? null : said, ...(calls.length > 0 && { tool_calls: calls }) },
    ]
  }
  const results = blocks
    .filter(({ type }) => type === 'tool_result')
    .map((block) => ({ role: 'tool', tool_call_id: block.tool_use_id, content: resultText(block) }))
  // The result of a tool is a text there: its pictures follow it, in the words of the user.
  const shown = blocks.flatMap((block) =>
    block.type === 'tool_result' ? objects(block.content).filter(isNoText) : [block],
  )
  const parts = shown.map((block) => contentPart(block, model))
  const only = parts[0]
  const body = parts.length === 1 && only?.type === 'text' ? only.text : parts
  return [...results, ...(parts.length === 0 ? [] : [{ role: 'user', content: body }])]
}

const asksForCitations = ({ citations }: Json): boolean => isObject(citations) && citations.enabled === true

/** The other dialect wants a name for a schema, and this one has none. */
function responseFormat(outputConfig: unknown): Json | undefined {
  const format = isObject(outputConfig) ? outputConfig.format : undefined
  if (!isObject(format) || format.type !== 'json_schema') return undefined
  return { type: 'json_schema', json_schema: { name: 'answer', schema: format.schema, strict: true } }
}

const isNoText = ({ type }: Json): boolean => type !== 'text'

/** That a tool failed has no place of its own there: its text says it. */
function resultText({ content, is_error }: Json): string {
  const said =
    typeof content === 'string'
      ? content
      : objects(content)
          .filter((block) => !isNoText(block))
          .map((block) => text(block.text))
          .join('\n')
  return is_error === true ? `Error: ${said}` : said
}

/** The other dialect wants a name for a document, and this one need not have one. */
const UNNAMED = 'document.pdf'

function contentPart(block: Json, model: string): Json {
  const source = isObject(block.source) ? block.source : {}
  if (block.type === 'text') return { type: 'text', text: block.text }
  if (block.type === 'image') {
    const url = source.type === 'url' ? source.url : `data:${text(source.media_type)};base64,${text(source.data)}`
    return { type: 'image_url', image_url: { url } }
  }
  if (block.type === 'document' && source.type === 'text') return { type: 'text', text: source.data }
  if (block.type === 'document' && source.type === 'base64') {
    const filename = text(block.title) || UNNAMED
    return {
      type: 'file',
      file: { filename, file_data: `data:${text(source.media_type)};base64,${text(source.data)}` },
    }
  }
  throw untranslatable(model, `un contenu « ${text(block.type)} »`, `a content block “${text(block.type)}”`)
}

function chatTool(tool: Json, model: string): Json {
  if (tool.input_schema === undefined)
    throw untranslatable(model, `l’outil « ${text(tool.type)} »`, `the tool “${text(tool.type)}”`)
  return {
    type: 'function',
    function: given({
      name: tool.name,
      description: tool.description,
      parameters: tool.input_schema,
      strict: tool.strict,
    }),
  }
}

function toolChoice({ type, name }: Json): unknown {
  if (type === 'tool') return { type: 'function', function: { name } }
  return type === 'any' ? 'required' : type
}

const stopReasons: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  function_call: 'tool_use',
  content_filter: 'refusal',
}
/**
 * Some providers say `stop` after calls of tools, whose results a client would never send back then.
 * @param refusal why the model will not answer, which the other dialect tells in the message and not in its end
 */
function ending(finish: unknown, called: boolean, refusal: string): Json {
  const usual = stopReasons[text(finish)] ?? 'end_turn'
  const reason = refusal !== '' ? 'refusal' : called && usual === 'end_turn' ? 'tool_use' : usual
  const explanation = refusal === '' ? null : refusal
  return {
    stop_reason: reason,
    stop_sequence: null,
    stop_details: reason === 'refusal' ? { type: 'refusal', category: null, explanation } : null,
  }
}

function messagesUsage(usage: unknown): Json {
  const figures = isObject(usage) ? usage : {}
  const details = isObject(figures.prompt_tokens_details) ? figures.prompt_tokens_details : {}
  const [cached, written] = [number(details.cached_tokens), number(details.cache_write_tokens)]
  return {
    input_tokens: Math.max(0, number(figures.prompt_tokens) - cached - written),
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: written,
    output_tokens: number(figures.completion_tokens),
  }
}

/** Only Anthropic signs thoughts; its clients expect the member. */
const noThoughts = { type: 'thinking', thinking: '', signature: '' }

export function messageOfChat(answer: Json): Json {
  const choice = objects(answer.choices)[0] ?? {}
  const message = isObject(choice.message) ? choice.message : {}
  const said = wordsIn(message)
  const thoughts = thoughtsIn(message)
  const refusal = refusalIn(message)
  const calls = toolCallsIn(message)
  return {
    id: `msg_${text(answer.id)}`,
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: [
      ...(thoughts === '' ? [] : [{ ...noThoughts, thinking: thoughts }]),
      ...[said, refusal].filter(Boolean).map((words) => ({ type: 'text', text: words })),
      ...calls.map(({ id, name, written }) => ({ type: 'tool_use', id, name, input: parsedArguments(written) })),
    ],
    ...ending(choice.finish_reason, calls.length > 0, refusal),
    usage: messagesUsage(answer.usage),
  }
}

/** Blocks that hold a text; a refusal is one of its own. */
type TextKind = 'thinking' | 'text' | 'refusal'

/** @param asked about how many tokens the question has: the provider tells how many at the end, and some clients read the first figure */
export function messagesStreamOfChat(asked = 0): EventTranslator {
  let started = false
  const callsIn = toolCallReader()
  let called = false
  let refusal = ''
  /** Blocks under way, by their number for tool calls, of which a provider may write several at a time. */
  const open = new Map<number | TextKind, number>()
  let blocks = 0
  let finish: unknown
  let usage: unknown

  const named = (name: string, data: Json): OutEvent => ({ name, data: { type: name, ...data } })
  const close = (): OutEvent[] => {
    const events = [...open.values()].map((index) => named('content_block_stop', { index }))
    open.clear()
    return events
  }
  const begin = (which: number | TextKind, block: Json): OutEvent[] => {
    // Texts come one at a time; calls of tools may come together.
    const events = typeof which === 'string' || [...open.keys()].some((key) => typeof key === 'string') ? close() : []
    open.set(which, blocks)
    return [...events, named('content_block_start', { index: blocks++, content_block: block })]
  }
  const delta = (which: number | TextKind, data: Json): OutEvent =>
    named('content_block_delta', { index: open.get(which), delta: data })
  const start = (json: Json): OutEvent[] => {
    if (started) return []
    started = true
    const message = {
      id: `msg_${text(json.id) || randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model: json.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: messagesUsage({ prompt_tokens: asked }),
    }
    return [named('message_start', { message })]
  }
  return {
    event(json) {
      const events = start(json)
      if (isObject(json.usage)) usage = json.usage
      const choice = objects(json.choices).find(({ index }) => index === undefined || index === 0)
      if (!choice) return events
      const change = isObject(choice.delta) ? choice.delta : {}
      const [thoughts, refused] = [thoughtsIn(change), refusalIn(change)]
      refusal += refused
      if (thoughts !== '') {
        if (!open.has('thinking')) events.push(...begin('thinking', noThoughts))
        events.push(delta('thinking', { type: 'thinking_delta', thinking: thoughts }))
      }
      for (const [which, text] of [
        ['text', wordsIn(change)],
        ['refusal', refused],
      ] as const) {
        if (text === '') continue
        if (!open.has(which)) events.push(...begin(which, { type: 'text', text: '' }))
        events.push(delta(which, { type: 'text_delta', text }))
      }
      for (const { id, name, written, number: which, begins } of callsIn(change)) {
        called = true
        if (begins || !open.has(which)) events.push(...begin(which, { type: 'tool_use', id, name, input: {} }))
        if (written !== '') events.push(delta(which, { type: 'input_json_delta', partial_json: written }))
      }
      if (choice.finish_reason) finish = choice.finish_reason
      return events
    },
    end(figures) {
      return [
        ...start({}),
        ...close(),
        named('message_delta', { delta: ending(finish, called, refusal), usage: messagesUsage(figures ?? usage) }),
        named('message_stop', {}),
      ]
    },
  }
}
