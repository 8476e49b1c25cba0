/**
 * The queue before a scarce model (COMP012): a few calls at a time over all replicas, by priority, each with a position that
 * it can see. The line stands in the database; a replica tells it all its places in one round, at once when one comes or
 * goes and otherwise as often as somebody waits here. A call of any other model never comes by.
 */
import { randomUUID } from 'node:crypto'
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import type { PlaceRow, Turn } from './scarce-places-store.ts'

/** A place that became free on another replica is noticed so late at most. */
const ROUND_WHILE_WAITING_MS = 150
/** What is under way is renewed well before its lease ends. */
const ROUND_WHILE_SERVED_MS = 3_000

interface Place {
  readonly id: string
  readonly requestId: string
  readonly keyId: string
  readonly deployment: Deployment
  /** Production before experimentation. */
  readonly priority: number
  readonly since: number
  /** Told by the database; undefined = not yet. */
  position: number | undefined
  /** Where it stood when it came. */
  cameAt: number | undefined
  admitted: boolean
  readonly admit: () => void
  readonly refuse: (error: Error) => void
}

/** Of a call that stood in the line: where it stood when it came, and how long. */
export interface Wait {
  readonly position: number
  readonly seconds: number
}

export interface Admission {
  /**
   * Resolves when it is the call's turn, with how to give the place up.
   * @param call `tellWait` hears of its wait when that ends, well or not; never of one that did not wait
   * @throws Refusal ai-queue-full, ai-queue-too-slow
   */
  enter: (
    deployment: Deployment,
    call: {
      requestId: string
      keyId: string
      priority: number
      left: AbortSignal
      tellWait: (wait: Wait) => void
    },
  ) => Promise<{ readonly release: () => void }>
  close: () => Promise<void>
}

const capacityOf = ({ declaration }: Deployment): number => declaration.capacity ?? 1

/** How long the one at this position waits, in seconds. */
export const estimatedWait = (deployment: Deployment, position: number): number =>
  Math.ceil((position * deployment.declaration.expectedSeconds) / capacityOf(deployment))

/**
 * @param takeTurns tells the database all places of this replica and learns where they stand
 * @param unavailable what a call is told that cannot be put in the line
 */
export function createAdmission(options: {
  takeTurns: (places: readonly PlaceRow[]) => Promise<Turn[]>
  unavailable: (cause: unknown) => Error
  length: number
  patienceMs: number
  now: () => number
}): Admission {
  const places = new Map<string, Place>()
  let round: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  function soon(): void {
    clearTimeout(timer)
    if (round) {
      again = true
      return
    }
    again = false
    round = takeTurns().finally(() => {
      round = undefined
      if (again) return soon()
      const all = [...places.values()]
      if (all.length === 0) return
      const pause = all.every(({ admitted }) => admitted) ? ROUND_WHILE_SERVED_MS : ROUND_WHILE_WAITING_MS
      timer = setTimeout(soon, pause)
      timer.unref()
    })
  }

  async function takeTurns(): Promise<void> {
    const sent = [...places.values()]
    try {
      const turns = await options.takeTurns(sent.map(asRow))
      for (const { id, admitted, position } of turns) {
        const place = places.get(id)
        if (place && !place.admitted) stand(place, admitted, position)
      }
    } catch (error) {
      // Who stands in the line keeps its place: the database may be back before its patience ends.
      for (const place of sent)
        if (place.position === undefined && !place.admitted) place.refuse(options.unavailable(error))
    }
  }

  function stand(place: Place, admitted: boolean, position: number): void {
    if (admitted) {
      place.admitted = true
      return place.admit()
    }
    const came = place.position === undefined
    place.position = position
    if (!came) return
    if (position > options.length) place.refuse(queueFull(place.deployment, options.length))
    else place.cameAt = position
  }

  return {
    async enter(deployment, { requestId, keyId, priority, left, tellWait }) {
      const since = options.now()
      const id = randomUUID()
      const release = () => {
        places.delete(id)
        soon()
      }
      const waited = ({ cameAt }: Place) => {
        if (cameAt !== undefined) tellWait({ position: cameAt, seconds: (options.now() - since) / 1000 })
      }
      const place = await new Promise<Place>((resolve, reject) => {
        const leave = (error: Error) => {
          if (place.admitted || !places.has(id)) return
          clearTimeout(patience)
          release()
          reject(error)
        }
        const patience = setTimeout(() => {
          waited(place)
          leave(tooSlow(place, options.now()))
        }, options.patienceMs)
        const place: Place = {
          id,
          requestId,
          keyId,
          deployment,
          priority,
          since,
          position: undefined,
          cameAt: undefined,
          admitted: false,
          admit() {
            clearTimeout(patience)
            resolve(place)
          },
          refuse: leave,
        }
        places.set(id, place)
        soon()
        left.addEventListener('abort', () => leave(new CallerLeft()), { once: true })
      })
      waited(place)
      return { release }
    },
    async close() {
      clearTimeout(timer)
      // What is still named was given up with its calls.
      places.clear()
      while (round) await round
    },
  }
}

const asRow = ({ id, deployment, requestId, keyId, priority, admitted }: Place, rank: number): PlaceRow => ({
  id,
  deployment: deployment.id,
  capacity: capacityOf(deployment),
  requestId,
  keyId,
  priority,
  admitted,
  rank,
})

function queueFull(deployment: Deployment, waiting: number): Error {
  const seconds = estimatedWait(deployment, waiting)
  return refuse(
    'ai-queue-full',
    { model: deployment.name, waiting: String(waiting), seconds: String(seconds) },
    { current: { retryAfterMs: seconds * 1000 } },
  )
}

/** Its patience ended in the line: nothing was sent to a provider. */
function tooSlow({ deployment, position = 1, since }: Place, now: number): Error {
  const seconds = estimatedWait(deployment, position)
  return refuse(
    'ai-queue-too-slow',
    {
      model: deployment.name,
      waited: String(Math.max(1, Math.round((now - since) / 1000))),
      position: String(position),
      seconds: String(seconds),
    },
    { current: { retryAfterMs: seconds * 1000 } },
  )
}

/** The connection closed before anything was sent to a provider. */
export class CallerLeft extends Error {}
