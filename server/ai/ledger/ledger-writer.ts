/**
 * The ledger's only writer on a replica. Lines that arrive while a batch is being written go together in the next one
 * (group commit), so that durability costs one commit for many calls. A batch whose fate is unknown is sent again as it
 * was; the database counts it once.
 */
import type { Outcome } from '@socle/contracts'
import type { Use } from '../gateway/budget/budget.ts'
import type { LedgerRow } from './ledger-row.ts'

const MAX_BATCH = 1000
const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 1000
/** While it holds budget, a replica tells that it is alive, and gives back what it does not use. */
const HEARTBEAT_MS = 1000

/** How often lines are looked at that wait for too long, and how long a batch may take before new calls are refused. */
const WATCH_MS = 250
const STALLED_MS = 2_000

interface Entry {
  row: LedgerRow
  readonly since: number
  readonly settle: (durable: boolean) => void
}

export interface LedgerWriter {
  /** true once the line is durable; false when that takes too long. A line is written sooner or later all the same. */
  write: (row: LedgerRow) => Promise<boolean>
  /** false while the database refuses: no new call may begin. */
  working: () => boolean
  /** Writes what waits, then stops. */
  close: () => Promise<void>
}

/** What became of a call whose line came too late: an answer was kept back, since nobody could account for it. */
export const outcomeOfLate = (outcome: Outcome): Outcome => (outcome === 'answered' ? 'undelivered' : outcome)

/** Its line; a batch whose first sending came through unheard keeps the line that it had. */
function undelivered(row: LedgerRow): LedgerRow {
  const outcome = outcomeOfLate(row.outcome)
  if (outcome === row.outcome) return row
  // Of an answer that had begun the caller has the status.
  const status = row.first_token_ms === null ? 503 : row.status
  return { ...row, status, outcome, reason: 'ai-accounting-unavailable' }
}

export function createLedgerWriter(options: {
  settle: (batch: number, rows: readonly LedgerRow[], uses: readonly Use[]) => Promise<unknown>
  takeUses: () => Use[]
  /** Does this replica hold budget, or has it calls under way? */
  holding: () => boolean
  /** How long a call waits for its line. */
  patienceMs: number
  failed: (error: unknown) => void
}): LedgerWriter {
  const waiting: Entry[] = []
  let current: Entry[] = []
  let startedAt = 0
  let batch = 0
  let working = true
  let closing = false
  let wake: (() => void) | undefined
  /** One batch is under way. */
  let writing = false
  let done: (() => void) | undefined

  async function run(): Promise<void> {
    writing = true
    try {
      do {
        current = waiting.splice(0, MAX_BATCH)
        startedAt = performance.now()
        const uses = options.takeUses()
        batch++
        await writeOnce(batch, current, uses)
        for (const { settle } of current) settle(true)
        current = []
      } while (waiting.length > 0)
    } finally {
      writing = false
      if (closing) done?.()
    }
  }

  async function writeOnce(number: number, entries: readonly Entry[], uses: readonly Use[]): Promise<void> {
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      try {
        const rows = entries.map(({ row }) => row)
        await options.settle(number, rows, uses)
        working = true
        return
      } catch (error) {
        working = false
        options.failed(error)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        if (closing && pause >= LONGEST_RETRY_MS) return
      }
    }
  }

  const start = () => {
    if (!writing) void run()
  }
  const beat = setInterval(() => {
    if (options.holding()) start()
  }, HEARTBEAT_MS)
  beat.unref()
  const watch = setInterval(() => {
    const now = performance.now()
    for (const entry of [...current, ...waiting]) {
      if (now - entry.since <= options.patienceMs) continue
      entry.row = undelivered(entry.row)
      entry.settle(false)
    }
  }, WATCH_MS)
  watch.unref()
  return {
    write: (row) =>
      new Promise((settle) => {
        waiting.push({ row, since: performance.now(), settle })
        // Calls that end in the same turn of the loop share the batch.
        if (!writing) {
          writing = true
          startedAt = performance.now()
          setImmediate(() => void run())
        }
      }),
    working: () =>
      working && (!writing || waiting.length + current.length === 0 || performance.now() - startedAt < STALLED_MS),
    async close() {
      clearInterval(beat)
      clearInterval(watch)
      closing = true
      wake?.()
      const last = new Promise<void>((resolve) => (done = resolve))
      start()
      await last
    },
  }
}
