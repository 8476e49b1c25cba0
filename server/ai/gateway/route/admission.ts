/** The queue before a scarce model (COMP012): a few calls at a time, by priority, each with a position that it can see. */
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'

interface Waiting {
  readonly requestId: string
  readonly keyId: string
  readonly model: string
  readonly position: number
  readonly estimatedSeconds: number
  readonly waitedSeconds: number
}

interface Place {
  readonly requestId: string
  readonly keyId: string
  readonly deployment: Deployment
  /** Production before experimentation. */
  readonly priority: number
  readonly since: number
  readonly admit: () => void
}

interface Line {
  admitted: number
  readonly places: Place[]
}

export interface Admission {
  /** Resolves when it is the call's turn, with how to give the place up. @throws Refusal ai-queue-full */
  enter: (
    deployment: Deployment,
    call: { requestId: string; keyId: string; priority: number; left: AbortSignal },
  ) => Promise<() => void>
  waiting: (deployment: Deployment) => number
  /** The places of one key. */
  placesOf: (keyId: string) => Waiting[]
}

export function createAdmission(options: { length: number; patienceMs: number; now: () => number }): Admission {
  const lines = new Map<string, Line>()
  const lineOf = ({ id }: Deployment): Line => {
    let line = lines.get(id)
    if (!line) lines.set(id, (line = { admitted: 0, places: [] }))
    return line
  }
  const capacityOf = ({ declaration }: Deployment) => declaration.capacity ?? 1
  const estimate = (deployment: Deployment, position: number) =>
    Math.ceil((position * deployment.declaration.expectedSeconds) / capacityOf(deployment))

  return {
    async enter(deployment, { requestId, keyId, priority, left }) {
      const line = lineOf(deployment)
      const release = () => {
        const next = line.places.shift()
        if (next) next.admit()
        else line.admitted--
      }
      if (line.admitted < capacityOf(deployment)) {
        line.admitted++
        return release
      }
      const wait = (position: number) => estimate(deployment, position)
      if (line.places.length >= options.length)
        throw refuse(
          'ai-queue-full',
          { model: deployment.name, waiting: String(line.places.length), seconds: String(wait(line.places.length)) },
          { current: { retryAfterMs: wait(line.places.length) * 1000 } },
        )
      await new Promise<void>((resolve, reject) => {
        const since = options.now()
        const leave = (error: Error) => {
          const index = line.places.indexOf(place)
          if (index === -1) return
          line.places.splice(index, 1)
          clearTimeout(timer)
          reject(error)
        }
        const tooLong = () => {
          const position = line.places.indexOf(place) + 1
          const seconds = wait(position)
          leave(
            refuse(
              'ai-queue-full',
              { model: deployment.name, waiting: String(line.places.length), seconds: String(seconds) },
              { current: { retryAfterMs: seconds * 1000 } },
            ),
          )
        }
        const timer = setTimeout(tooLong, options.patienceMs)
        const place: Place = {
          requestId,
          keyId,
          deployment,
          priority,
          since,
          admit() {
            clearTimeout(timer)
            resolve()
          },
        }
        const before = line.places.findIndex((other) => other.priority > priority)
        line.places.splice(before === -1 ? line.places.length : before, 0, place)
        left.addEventListener('abort', () => leave(new CallerLeft()), { once: true })
      })
      return release
    },
    waiting: (deployment) => lineOf(deployment).places.length,
    placesOf: (keyId) =>
      [...lines.values()].flatMap(({ places }) =>
        places.flatMap((place, index) =>
          place.keyId === keyId
            ? [
                {
                  requestId: place.requestId,
                  keyId,
                  model: place.deployment.name,
                  position: index + 1,
                  estimatedSeconds: estimate(place.deployment, index + 1),
                  waitedSeconds: Math.round((options.now() - place.since) / 1000),
                },
              ]
            : [],
        ),
      ),
  }
}

/** The connection closed before anything was sent to a provider. */
export class CallerLeft extends Error {}
