import type { Sink, UpstreamAnswer } from './upstream.ts'

export const EVENT_STREAM = 'text/event-stream; charset=utf-8'

/** An answer made here: sends its parts one turn of the loop after the other, and stops while the reader is behind. */
export function localAnswer(contentType: string, parts: readonly Buffer[]): UpstreamAnswer {
  let sink: Sink | undefined
  let next = 0
  let paused = false
  let over = false
  const step = () => {
    if (paused || over || !sink) return
    const part = parts[next++]
    if (part === undefined) {
      over = true
      sink.end()
      return
    }
    sink.data(part)
    setImmediate(step)
  }
  return {
    status: 200,
    headers: { 'content-type': contentType },
    gathered: false,
    attach(to) {
      sink = to
      setImmediate(step)
    },
    pause: () => (paused = true),
    resume() {
      if (!paused) return
      paused = false
      setImmediate(step)
    },
    abort: () => (over = true),
  }
}
