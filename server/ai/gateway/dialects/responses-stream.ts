/** The stream of chat completions as one of Responses. */
import { randomUUID } from 'node:crypto'
import type { EventTranslator, OutEvent } from './event-translator.ts'
import { isObject, type Json, objects } from './json-shapes.ts'
import {
  envelope,
  messageItem,
  outcome,
  probabilitiesIn,
  reasoningItem,
  reasoningPart,
  refusalPart,
  responsesUsage,
  textPart,
} from './responses-over-chat.ts'
import { toolCallReader } from './tool-calls.ts'
import { refusalIn, thoughtsIn, wordsIn } from './said.ts'

/** Items that hold a text in parts: how they, their part and the events of its text are written. */
const textItems = {
  reasoning: {
    prefix: 'rs',
    item: reasoningItem,
    part: reasoningPart,
    member: 'text',
    event: 'reasoning_text',
    withProbabilities: false,
  },
  message: {
    prefix: 'msg',
    item: messageItem,
    part: textPart,
    member: 'text',
    event: 'output_text',
    withProbabilities: true,
  },
  refusal: {
    prefix: 'msg',
    item: messageItem,
    part: refusalPart,
    member: 'refusal',
    event: 'refusal',
    withProbabilities: false,
  },
} as const
type TextKind = keyof typeof textItems

interface OpenItem {
  readonly index: number
  readonly id: string
  readonly callId: unknown
  readonly name: unknown
  content: string
  /** Of the words, as far as they were asked for. */
  readonly probabilities: Json[]
}

export function responsesStreamOfChat(request: Json, created: number): EventTranslator {
  const head = envelope(request, `resp_${randomUUID()}`, created)
  const output: Json[] = []
  let items = 0
  let sequence = 0
  let started = false
  const callsIn = toolCallReader()
  /** Texts, or tool calls by their number, of which a provider may write several at a time. */
  const open = new Map<number | TextKind, OpenItem>()
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
  function closed(which: number | TextKind, { id, index, content, probabilities, callId, name }: OpenItem): OutEvent[] {
    const at = { item_id: id, output_index: index }
    if (typeof which === 'string') {
      const kind = textItems[which]
      const part = kind.part(content, probabilities)
      const more = kind.withProbabilities ? { logprobs: probabilities } : {}
      const item = kind.item(id, 'completed', [part])
      output[index] = item
      return [
        named(`response.${kind.event}.done`, { ...at, content_index: 0, [kind.member]: content, ...more }),
        named('response.content_part.done', { ...at, content_index: 0, part }),
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
  function begin(which: number | TextKind, callId?: unknown, name?: unknown): OutEvent[] {
    // Texts come one at a time; calls of tools may come together.
    const events = typeof which === 'string' || [...open.keys()].some((key) => typeof key === 'string') ? close() : []
    const kind = typeof which === 'string' ? textItems[which] : undefined
    const id = `${kind?.prefix ?? 'fc'}_${randomUUID()}`
    const index = items++
    open.set(which, { index, id, callId, name, content: '', probabilities: [] })
    if (kind === undefined) {
      const item = { type: 'function_call', id, call_id: callId, name, arguments: '', status: 'in_progress' }
      return [...events, named('response.output_item.added', { output_index: index, item })]
    }
    return [
      ...events,
      named('response.output_item.added', { output_index: index, item: kind.item(id, 'in_progress', []) }),
      named('response.content_part.added', {
        item_id: id,
        output_index: index,
        content_index: 0,
        part: kind.part(''),
      }),
    ]
  }
  function say(which: TextKind, said: string, probabilities: readonly Json[] = []): OutEvent[] {
    if (said === '') return []
    const events = open.has(which) ? [] : begin(which)
    const item = open.get(which)!
    item.content += said
    item.probabilities.push(...probabilities)
    const at = { item_id: item.id, output_index: item.index, content_index: 0 }
    const { event, withProbabilities } = textItems[which]
    const more = withProbabilities ? { logprobs: probabilities } : {}
    return [...events, named(`response.${event}.delta`, { ...at, delta: said, ...more })]
  }
  return {
    event(json) {
      const events = start()
      if (isObject(json.usage)) usage = json.usage
      const choice = objects(json.choices).find(({ index }) => index === undefined || index === 0)
      if (!choice) return events
      const change = isObject(choice.delta) ? choice.delta : {}
      events.push(
        ...say('reasoning', thoughtsIn(change)),
        ...say('message', wordsIn(change), probabilitiesIn(choice)),
        ...say('refusal', refusalIn(change)),
      )
      for (const { id, name, written, number: which, begins } of callsIn(change)) {
        if (begins || !open.has(which)) events.push(...begin(which, id, name))
        if (written === '') continue
        const item = open.get(which)!
        item.content += written
        const at = { item_id: item.id, output_index: item.index }
        events.push(named('response.function_call_arguments.delta', { ...at, delta: written }))
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
