/**
 * Gives values back in a stream of server-sent events, in the dialects of OpenAI's chat completions and Responses and of
 * Anthropic's Messages: bytes in, bytes out, the same bytes whatever the pieces in which they come. Each choice, block and
 * tool call has a buffer of its own; only what may be the beginning of a placeholder waits.
 */
import { mapWords, withRest, type WordsVisitor } from './chat-words.ts'
import { restoreJson } from './json-texts.ts'
import { inJson } from './json-depth.ts'
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

export function restoreStream(vault: Vault): StreamRestorer {
  let pending: Buffer = Buffer.alloc(0)
  const lanes = new Map<string, TextRestorer>()
  /** Whole text of a lane as the model wrote it → as it left, so that what is told whole says the same as the pieces. */
  const told = new Map<string, string>()
  let shift = 0
  /** The last chunk of a chat stream, to say what is left when it breaks off. */
  let lastChunk: Json | undefined

  const lane = (name: string, escape?: Escape): TextRestorer => {
    let restorer = lanes.get(name)
    if (!restorer)
      lanes.set(name, (restorer = vault.guards ? remembering(restoreText(vault, escape)) : restoreText(vault, escape)))
    return restorer
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
    const rest = lanes.get(name)?.end() ?? ''
    lanes.delete(name)
    return rest
  }

  function event(bytes: Buffer): Buffer | string {
    const text = bytes.toString('utf8')
    const lines = text.split(/\r\n|\n|\r/)
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(line[5] === ' ' ? 6 : 5))
    const json = parse(data.join('\n'))
    if (json === undefined) return data.join('').trim() === '[DONE]' ? leftover() + text : bytes
    const name = lines
      .find((line) => line.startsWith('event:'))
      ?.slice(6)
      .trim()
    return restored(json)
      .map(
        (out) => `${name === undefined ? '' : `event: ${String(out.type ?? name)}\n`}data: ${JSON.stringify(out)}\n\n`,
      )
      .join('')
  }

  function restored(json: Json): Json[] {
    if (Array.isArray(json.choices)) return [chatChunk(json)]
    if (typeof json.type !== 'string') return [json]
    const events = json.type.startsWith('response.') ? responsesEvent(json) : messagesEvent(json)
    return events.map((each, index) => {
      if (typeof json.sequence_number !== 'number') return each
      const numbered = { ...each, sequence_number: json.sequence_number + shift }
      if (index < events.length - 1) shift++
      return numbered
    })
  }

  /** Words that come in pieces have their lanes; what comes whole is restored as it is. */
  const inChunks: WordsVisitor = {
    piece: (name, piece, escape) => lane(name, escape).push(piece),
    whole: (value, member) =>
      typeof value === 'string' || (typeof value === 'object' && value !== null)
        ? restoreJson(vault, { [member]: value })[member]
        : value,
  }

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
      if (!name.startsWith(`${at}\n`)) continue
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
          return [{ ...json, delta: { ...delta, [member]: lane(`${at} ${member}`, escape).push(delta[member]) } }]
        }
      return [json]
    }
    if (json.type === 'content_block_stop') {
      const kinds = { text: 'text_delta', thinking: 'thinking_delta', partial_json: 'input_json_delta' } as const
      const rests = Object.entries(kinds).flatMap(([member, type]) => {
        const rest = flush(`${at} ${member}`)
        return rest === '' ? [] : [{ type: 'content_block_delta', index: json.index, delta: { type, [member]: rest } }]
      })
      return [...rests, json]
    }
    return [restoreJson(vault, json, told)]
  }

  function responsesEvent(json: Json): Json[] {
    const type = json.type as string
    const at = `item ${String(json.item_id)} ${String(json.content_index ?? json.summary_index ?? '')} ${type.replace(/\.(delta|done)$/, '')}`
    const escape = type.includes('function_call_arguments') ? inJson : undefined
    if (type.endsWith('.delta') && typeof json.delta === 'string') {
      const out: Json = { ...json, delta: lane(at, escape).push(json.delta) }
      if (vault.touchesAnswers && Array.isArray(out.logprobs)) out.logprobs = []
      return [out]
    }
    if (type.endsWith('.done') && lanes.has(at)) {
      const rest = flush(at)
      const { text: _text, arguments: _arguments, name: _name, logprobs, ...head } = json
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

  /** Texts told whole agree with the pieces; places of annotations move with them. */
  function wholeOf(json: Json): Json {
    return restoreJson(vault, withMovedAnnotations(vault, json) as Json, told)
  }

  /** A chat stream that ends without its last chunk. */
  function leftover(): string {
    if (lastChunk === undefined) return ''
    const open = new Set([...lanes.keys()].map((name) => name.slice(0, name.indexOf('\n'))))
    const rests = [...open].flatMap((at) => {
      const index = Number(at.slice('choice '.length))
      const rest = withRests({ index, delta: {}, finish_reason: null }, at)
      return Object.keys(rest).length > 3 || Object.keys(rest.delta as Json).length > 0 ? [rest] : []
    })
    return rests.length === 0 ? '' : `data: ${JSON.stringify({ ...lastChunk, choices: rests })}\n\n`
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
      const out = [...(pending.length > 0 ? [event(pending)] : []), leftover()]
      pending = Buffer.alloc(0)
      return joined(out)
    },
  }
}

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

/** Moves `start_index` and `end_index` of annotations to where their words are once values are back. */
function withMovedAnnotations(vault: Vault, value: unknown): unknown {
  if (!vault.restores || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => withMovedAnnotations(vault, item))
  const entries = Object.entries(value).map(([name, item]) => [name, withMovedAnnotations(vault, item)] as const)
  const copy = Object.fromEntries(entries) as Json
  if (typeof copy.text !== 'string' || !Array.isArray(copy.annotations)) return copy
  const whole = copy.text
  const moved = (index: unknown) => (typeof index === 'number' ? vault.restore(whole.slice(0, index)).length : index)
  copy.annotations = (copy.annotations as Json[]).map((annotation) => ({
    ...annotation,
    ...('start_index' in annotation && { start_index: moved(annotation.start_index) }),
    ...('end_index' in annotation && { end_index: moved(annotation.end_index) }),
  }))
  return copy
}
