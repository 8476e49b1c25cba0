/** One timer for all streams: what they gathered since the last tick leaves in one write each. */

export interface Gatherer {
  /** Calls `flush` at the next tick; at once when gathering is off. */
  later: (flush: () => void) => void
}

export function createGatherer(everyMs: number): Gatherer {
  if (everyMs === 0) return { later: (flush) => flush() }
  let due: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  const tick = () => {
    timer = undefined
    const now = due
    due = []
    for (const flush of now) flush()
  }
  return {
    later(flush) {
      due.push(flush)
      timer ??= setTimeout(tick, everyMs)
    },
  }
}
