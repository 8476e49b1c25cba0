/**
 * Gives values back in a stream of server-sent events, in the dialects of OpenAI's chat completions and Responses and of
 * Anthropic's Messages: bytes in, bytes out, the same bytes whatever the pieces in which they come. Each choice, block and
 * tool call has a buffer of its own; only what may be the beginning of a placeholder waits.
 */
import { mapWords, STEP, withRest, type WordsVisitor } from './chat-words.ts'
import { restoreJson } from './json-texts.ts'
import { inJson } from './json-depth.ts'
import { withMovedPlaces } from './moved-places.ts'
import { restoreText, type TextRestorer } from './restore-text.ts'
import type { Escape, Vault } from './vault.ts'

export interface StreamRestorer {
  push: (bytes: Uint8Array) => Buffer
  /** The stream is over, whole or not. */
  end: () => Buffer
}

type Json = Record<string, unknown>

/** An event longer than this is passed on as it is. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024
const LF = 0x0a
const CR = 0x0d

const BYTE_ORDER_MARK = /^\ufeff/
/** Annotations of a longer text than this keep their places. */
const MAX_NOTED = 1_000_000
/** Events after which nothing more is said. */
const endings = new Set(['error', 'message_stop', 'response.completed', 'response.incomplete', 'response.failed'])

interface Lane {
  readonly restorer: TextRestorer
  missing: ((rest: string) => Json) | undefined
}

export function restoreStream(vault: Vault): StreamRestorer {
  let pending: Buffer = Buffer.alloc(0)
  const lanes = new Map<string, Lane>()
  /** Whole text of a lane as the model wrote it → as it left, so that what is told whole says the same as the pieces. */
  const told = new Map<string, string>()
  let shift = 0
  let begun = false
  /** The last chunk of a chat stream, to say what is left when it breaks off. */
  let lastChunk: Json | undefined

  /** @param missing the event that says `rest` there, should the stream end without closing the lane */
  function lane(name: string, escape?: Escape, missing?: (rest: string) => Json): (piece: string) => string {
    let open = lanes.get(name)
    if (!open) {
      const restorer = vault.guards ? remembering(restoreText(vault, escape)) : restoreText(vault, escape)
      lanes.set(name, (open = { restorer, missing }))
    }
    open.missing = missing
    return open.restorer.push
  }
  function remembering(restorer: TextRestorer): TextRestorer {
    let written = ''
    let left = ''
    return {
      push(piece) {
        written += piece
        const out = restorer.push(piece)
        left += out
        return out
      },
      end() {
        const out = restorer.end()
        told.set(written, left + out)
        return out
      },
    }
  }
  const flush = (name: string): string => {
    const rest = lanes.get(name)?.restorer.end() ?? ''
    lanes.delete(name)
    return rest
  }

  /** What the model wrote in a place so far, for the places that annotations tell. */
  const written = new Map<string, string>()
  function noted(name: string, piece: string): string {
    const before = written.get(name) ?? ''
    if (before.length < MAX_NOTED) written.set(name, before + piece)
    return piece
  }

  function event(bytes: Buffer): Buffer | string {
    const whole = bytes.toString('utf8')
    const text = begun ? whole : whole.replace(BYTE_ORDER_MARK, '')
    begun = true
    const lines = text.split(/\r\n|\n|\r/)
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(line[5] === ' ' ? 6 : 5))
    const json = parse(data.join('\n'))
    if (json === undefined) return data.join('').trim() === '[DONE]' ? sent(leftover()) + text : bytes
    const frame = lines.filter((line) => /^(?:id|retry):/.test(line)).map((line) => `${line}\n`)
    const name = lines.find((line) => line.startsWith('event:'))
    return frame.join('') + sent(restored(json), name?.slice(6).trim())
  }

  function restored(json: Json): Json[] {
    if (Array.isArray(json.choices)) return [chatChunk(json)]
    if (typeof json.type !== 'string') return json.error === undefined ? [json] : [...leftover(), wholeOf(json)]
    const events = /^(?:response|transcript)\./.test(json.type) ? responsesEvent(json) : messagesEvent(json)
    const all = endings.has(json.type) ? [...leftover(), ...events] : events
    return all.map((each, index) => {
      if (typeof json.sequence_number !== 'number') return each
      const numbered = { ...each, sequence_number: json.sequence_number + shift }
      if (index < all.length - 1) shift++
      return numbered
    })
  }

  /** Words that come in pieces have their lanes; what comes whole is restored as it is. */
  const inChunks: WordsVisitor = {
    piece: (name, piece, escape) => lane(name, escape)(noted(name, piece)),
    whole: (value, member, holder) =>
      typeof value === 'string' || (typeof value === 'object' && value !== null)
        ? restoreJson(vault, { [member]: placedIn(value, member, `${holder}${STEP}content`) })[member]
        : value,
  }

  /** Annotations that come without their text. @param name lane of the text */
  const placedIn = (value: unknown, member: string, name: string): unknown =>
    member === 'annotations' && Array.isArray(value)
      ? value.map((annotation) => withMovedPlaces(vault, annotation, written.get(name) ?? ''))
      : value

  function chatChunk(json: Json): Json {
    lastChunk = json
    const choices = (json.choices as Json[]).map((choice) => {
      const at = `choice ${String(choice.index ?? 0)}`
      let said: Readonly<Json> = mapWords(choice, at, inChunks)
      if (choice.finish_reason !== null && choice.finish_reason !== undefined) said = withRests(said, at)
      return said
    })
    return { ...json, choices }
  }

  /** A choice with everything that was kept back of it. */
  function withRests(choice: Readonly<Json>, at: string): Readonly<Json> {
    let said = choice
    for (const name of [...lanes.keys()]) {
      if (!name.startsWith(`${at}${STEP}`)) continue
      const rest = flush(name)
      if (rest !== '') said = withRest(said, name, rest)
    }
    return said
  }

  function messagesEvent(json: Json): Json[] {
    const delta = json.delta as Json | undefined
    const at = `block ${String(json.index)}`
    if (json.type === 'content_block_delta' && delta) {
      for (const member of ['text', 'thinking', 'partial_json'] as const)
        if (typeof delta[member] === 'string') {
          const escape = member === 'partial_json' ? inJson : undefined
          const missing = (rest: string) => ({ ...json, delta: { type: delta.type, [member]: rest } })
          const said = lane(`${at} ${member}`, escape, missing)(delta[member])
          return [{ ...json, delta: { ...delta, [member]: said } }]
        }
      return [wholeOf(json)]
    }
    if (json.type === 'content_block_stop') {
      const kinds = { text: 'text_delta', thinking: 'thinking_delta', partial_json: 'input_json_delta' } as const
      const rests = Object.entries(kinds).flatMap(([member, type]) => {
        const rest = flush(`${at} ${member}`)
        return rest === '' ? [] : [{ type: 'content_block_delta', index: json.index, delta: { type, [member]: rest } }]
      })
      return [...rests, json]
    }
    return [wholeOf(json)]
  }

  function responsesEvent(json: Json): Json[] {
    const type = json.type as string
    const at = `item ${String(json.item_id)} ${String(json.content_index ?? json.summary_index ?? '')} ${type.replace(/\.(?:delta|done|annotation\.added)$/, '')}`
    const escape = type.includes('function_call_arguments') ? inJson : undefined
    if (type.endsWith('.delta') && typeof json.delta === 'string') {
      const head = vault.touchesAnswers && Array.isArray(json.logprobs) ? { ...json, logprobs: [] } : json
      const missing = (rest: string) => ({ ...head, delta: rest })
      return [{ ...head, delta: lane(at, escape, missing)(noted(at, json.delta)) }]
    }
    if (type.endsWith('.annotation.added'))
      return [wholeOf({ ...json, annotation: withMovedPlaces(vault, json.annotation, written.get(at) ?? '') })]
    if (type.endsWith('.done') && lanes.has(at)) {
      const rest = flush(at)
      const { text: _text, arguments: _arguments, refusal: _refusal, name: _name, logprobs, ...head } = json
      const missing = {
        ...head,
        ...(logprobs !== undefined && { logprobs: [] }),
        type: type.replace(/done$/, 'delta'),
        delta: rest,
      }
      return [...(rest === '' ? [] : [missing]), wholeOf(json)]
    }
    return [wholeOf(json)]
  }

  /** Texts told whole agree with the pieces. */
  const wholeOf = (json: Json): Json => restoreJson(vault, json, told)

  /** What was kept back of a stream that closes no lane. */
  function leftover(): Json[] {
    const events = [...lanes].flatMap(([name, { missing }]) => {
      if (missing === undefined) return []
      const rest = flush(name)
      return rest === '' ? [] : [missing(rest)]
    })
    if (lastChunk === undefined) return events
    const open = new Set([...lanes.keys()].map((name) => name.slice(0, name.indexOf(STEP))))
    const choices = [...open].flatMap((at) => {
      const index = Number(at.slice('choice '.length))
      const rest = withRests({ index, delta: {}, finish_reason: null }, at)
      return Object.keys(rest).length > 3 || Object.keys(rest.delta as Json).length > 0 ? [rest] : []
    })
    return choices.length === 0 ? events : [...events, { ...lastChunk, choices }]
  }

  return {
    push(bytes) {
      const all = pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([pending, bytes])
      const out: (Buffer | string)[] = []
      let start = 0
      for (let end; (end = endOfEvent(all, start)) !== -1; start = end) out.push(event(all.subarray(start, end)))
      pending = all.subarray(start)
      if (pending.length > MAX_EVENT_BYTES) {
        out.push(pending)
        pending = Buffer.alloc(0)
      }
      return joined(out)
    },
    end() {
      const out = [...(pending.length > 0 ? [event(pending)] : []), sent(leftover())]
      pending = Buffer.alloc(0)
      return joined(out)
    },
  }
}

/** @param name the events have one, as their dialect has */
const sent = (events: readonly Json[], name?: string): string =>
  events
    .map((out) => `${name === undefined ? '' : `event: ${String(out.type ?? name)}\n`}data: ${JSON.stringify(out)}\n\n`)
    .join('')

const joined = (parts: readonly (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))

function parse(data: string): Json | undefined {
  if (!data.startsWith('{')) return undefined
  try {
    return JSON.parse(data) as Json
  } catch {
    return undefined
  }
}

/** The byte after the blank line that ends the event; −1 while it may still go on. */
function endOfEvent(bytes: Buffer, start: number): number {
  let lineStart = start
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== LF && byte !== CR) continue
    const lineEnd = at
    if (byte === CR) {
      // Whether a line feed follows is not known yet.
      if (at + 1 === bytes.length) return -1
      if (bytes[at + 1] === LF) at++
    }
    if (lineEnd === lineStart) return at + 1
    lineStart = at + 1
  }
  return -1
}
