/** Taking one process out of service: it says that it is not ready, serves a while for those who did not hear, then stops. */

export interface Drain {
  readonly draining: boolean
  /** What calls under way have to end once it stops. */
  readonly graceMs: number
  /** @returns false when it drains already, or nobody knows how to stop this process */
  begin: (noticeMs: number, graceMs: number) => boolean
  /** What stops the process. */
  stopWith: (stop: () => void) => void
}

/** Below the half minute after which most hosts kill a process that they asked to stop. */
const usualGraceMs = 20_000

export function createDrain(): Drain {
  let draining = false
  let grace = usualGraceMs
  let stop: (() => void) | undefined
  return {
    get draining() {
      return draining
    },
    get graceMs() {
      return grace
    },
    stopWith(how) {
      stop = how
    },
    begin(noticeMs, graceMs) {
      if (draining || stop === undefined) return false
      draining = true
      grace = graceMs
      setTimeout(stop, noticeMs)
      return true
    },
  }
}
