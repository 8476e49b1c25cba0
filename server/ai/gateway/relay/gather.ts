/**
 * One timer for all streams: what they gathered since the last tick leaves in one write each. The more streams gather, the
 * farther apart are the ticks: a lone stream does not wait for a load that is not there.
 */

export interface Gatherer {
  /** Calls `flush` at the next tick; at once when gathering is off. */
  later: (flush: () => void) => void
  /** Calls `flush` once everything that can be read now was read; at once when gathering is off. */
  soon: (flush: () => void) => void
}

const MS_PER_STREAM = 0.5

/** @param longestMs between two ticks; 0 = gathering is off */
export function createGatherer(longestMs: number): Gatherer {
  if (longestMs === 0) return { later: (flush) => flush(), soon: (flush) => flush() }
  let everyMs = 1
  return {
    later: together(
      (tick) => setTimeout(tick, everyMs),
      (count) => (everyMs = Math.min(longestMs, count * MS_PER_STREAM)),
    ),
    soon: together(setImmediate),
  }
}

/** Those that come before `schedule` calls back are called together. */
function together(
  schedule: (tick: () => void) => unknown,
  gathered?: (count: number) => void,
): (flush: () => void) => void {
  let due: (() => void)[] = []
  const tick = () => {
    const now = due
    due = []
    gathered?.(now.length)
    for (const flush of now) flush()
  }
  return (flush) => {
    if (due.push(flush) === 1) schedule(tick)
  }
}
