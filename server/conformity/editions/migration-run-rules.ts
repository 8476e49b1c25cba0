/** What a migration is, by what it last said of itself: a replica that dies says nothing of its end. */
import type { MigrationRun } from '@socle/contracts'

/** How often a living migration says that it is there, in milliseconds. */
export const BEAT = 2_000
/** One that said nothing for so long, in milliseconds, has died with its replica. */
export const SILENCE = 15_000
/** Told to stop, a living one ends with the file that it is at. */
export const SILENCE_AFTER_STOP = 5_000

interface Run {
  readonly ended_at: Date | null
  readonly seen_at: Date
  readonly stopped: boolean
  readonly done: number
  readonly total: number
}

/** When it ended: of one that died, when it was last seen; null while it goes on. */
export function endOf({ ended_at, seen_at, stopped }: Run, now: Date): Date | null {
  if (ended_at !== null) return ended_at
  return now.getTime() - seen_at.getTime() > (stopped ? SILENCE_AFTER_STOP : SILENCE) ? seen_at : null
}

export function stateOfRun(run: Run, now: Date): MigrationRun['state'] {
  if (endOf(run, now) === null) return 'running'
  if (run.done >= run.total) return 'finished'
  return run.stopped ? 'stopped' : 'interrupted'
}
