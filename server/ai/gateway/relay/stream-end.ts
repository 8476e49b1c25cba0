/** How a stream of each dialect says that it is whole: a connection closed in order says nothing of it. */
import type { Endpoint } from '@socle/contracts'
import { objects } from '../dialects/json-shapes.ts'
import { eventsOf, jsonOf, readEvent } from './sse.ts'

/** What stands in the event that closes a stream. */
export const endMarks: Readonly<Record<Endpoint, readonly Buffer[]>> = {
  chat: [Buffer.from('[DONE]')],
  messages: [Buffer.from('message_stop')],
  responses: ['response.completed', 'response.incomplete', 'response.failed'].map((mark) => Buffer.from(mark)),
  embeddings: [],
  rerank: [],
  transcriptions: [Buffer.from('transcript.text.done'), Buffer.from('[DONE]')],
}

export const endTypes: ReadonlySet<string> = new Set([
  'message_stop',
  'response.completed',
  'response.incomplete',
  'response.failed',
  'transcript.text.done',
])

/** Dialects in which an answer is whole once it said why it ended: some of their providers close it with no mark. */
const endsWithReason: ReadonlySet<Endpoint> = new Set(['chat', 'transcriptions'])

/** Does one of these events say why the answer ended? @param pieces complete events */
export function saysWhyItEnded(endpoint: Endpoint, pieces: readonly Buffer[]): boolean {
  if (!endsWithReason.has(endpoint)) return false
  return pieces.some((bytes) =>
    eventsOf(bytes).some((event) => {
      const read = readEvent(event)
      return objects((read && jsonOf(read))?.choices).some(({ finish_reason: reason }) => typeof reason === 'string')
    }),
  )
}

/** Is the event whole, though the blank line that ends it never came? */
export function isWholeEvent(bytes: Buffer): boolean {
  const event = readEvent(bytes)
  return event !== undefined && (event.data.trim() === '[DONE]' || jsonOf(event) !== undefined)
}

/** Nothing but comments and an end. */
export const saysNothing = (pieces: readonly Buffer[]): boolean => !pieces.some((bytes) => bytes.includes('{'))
