/** The usage event of a chat stream whose provider told no figures to a caller that asked for them. */
import type { Json } from '../dialects/json-shapes.ts'
import { eventsOf, jsonOf, readEvent } from './sse.ts'

/** @param kept beginning of the stream, of which the event repeats what names the answer @param figures tokens of a chat answer */
export function usageEvent(kept: readonly Buffer[], figures: Json): Buffer {
  const { id, created, model } = firstOf(kept) ?? {}
  const event = { id, object: 'chat.completion.chunk', created, model, choices: [], usage: figures }
  return Buffer.from(`data: ${JSON.stringify(event)}\n\n`)
}

function firstOf(pieces: readonly Buffer[]): Json | undefined {
  for (const bytes of pieces)
    for (const event of eventsOf(bytes)) {
      const read = readEvent(event)
      const json = read && jsonOf(read)
      if (json !== undefined) return json
    }
  return undefined
}

/** @param end last events of the stream, the mark of its end among them or not */
export function beforeEndMark(end: Buffer, event: Buffer): Buffer {
  const events = [...eventsOf(end)]
  const mark = events.findLastIndex((bytes) => readEvent(bytes)?.data.trim() === '[DONE]')
  return Buffer.concat(events.toSpliced(mark === -1 ? events.length : mark, 0, event))
}
