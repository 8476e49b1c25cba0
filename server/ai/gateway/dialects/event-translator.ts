/** Streams of events in one dialect turned into another: bytes in, bytes out, one event at a time. */
import type { StreamTransform } from '../relay/stream-relay.ts'
import { eventsOf, jsonOf, readEvent } from '../relay/sse.ts'
import type { Json } from './json-shapes.ts'

/** An event to send; `name` is written where the dialect names its events. */
export interface OutEvent {
  readonly name?: string
  readonly data: Json | '[DONE]'
}

export interface EventTranslator {
  event: (json: Json) => OutEvent[]
  /** The answer is whole. Called once. @param figures tokens in the dialect of what it reads, should they have been told nowhere */
  end: (figures?: Json) => OutEvent[]
}

const write = ({ name, data }: OutEvent): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`

export function translated(translator: EventTranslator): StreamTransform {
  const bytes = (events: readonly OutEvent[]) => Buffer.from(events.map(write).join(''))
  return {
    push(events) {
      const out: OutEvent[] = []
      for (const event of eventsOf(events)) {
        const read = readEvent(event)
        if (read === undefined) continue
        // The mark of the end is no object: what it becomes follows when the answer is concluded.
        const json = jsonOf(read)
        if (json !== undefined) out.push(...translator.event(json))
      }
      return bytes(out)
    },
    end: (figures) => bytes(translator.end(figures)),
  }
}

/** The second reads what the first writes. */
export function chained(first: EventTranslator, second: EventTranslator): EventTranslator {
  const feed = (events: readonly OutEvent[]) =>
    events.flatMap(({ data }) => (data === '[DONE]' ? [] : second.event(data)))
  return {
    event: (json) => feed(first.event(json)),
    end: (figures) => [...feed(first.end(figures)), ...second.end()],
  }
}
