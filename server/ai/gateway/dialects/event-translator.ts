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
  /** The provider closed its answer, or its stream. Called once. */
  end: () => OutEvent[]
}

const write = ({ name, data }: OutEvent): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`

export function translated(translator: EventTranslator): StreamTransform {
  let over = false
  const end = (): OutEvent[] => {
    if (over) return []
    over = true
    return translator.end()
  }
  const bytes = (events: readonly OutEvent[]) => Buffer.from(events.map(write).join(''))
  return {
    push(events) {
      const out: OutEvent[] = []
      for (const event of eventsOf(events)) {
        const read = readEvent(event)
        if (read === undefined) continue
        if (read.data.trim() === '[DONE]') out.push(...end())
        else {
          const json = jsonOf(read)
          if (json !== undefined && !over) out.push(...translator.event(json))
        }
      }
      return bytes(out)
    },
    end: () => bytes(end()),
  }
}

/** The second reads what the first writes. */
export function chained(first: EventTranslator, second: EventTranslator): EventTranslator {
  const feed = (events: readonly OutEvent[]) =>
    events.flatMap(({ data }) => (data === '[DONE]' ? [] : second.event(data)))
  return {
    event: (json) => feed(first.event(json)),
    end: () => [...feed(first.end()), ...second.end()],
  }
}
