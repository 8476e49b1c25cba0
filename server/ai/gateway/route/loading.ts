/**
 * Experimental models on fixed processors (COMP013): a few are resident, another is loaded in place of the one unused for
 * longest. A call for a model that is not resident is not left hanging: it learns the state and the wait, and comes again.
 */
import type { ModelState } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'

/** A model that failed to load is tried again after this. */
const BROKEN_MS = 30_000

type LoadState = Extract<ModelState, 'ready' | 'unloaded' | 'queued' | 'loading' | 'broken'>

interface Host {
  /** Identifier → last use. */
  readonly resident: Map<string, number>
  readonly queue: Deployment[]
  readonly broken: Map<string, number>
  loading: { readonly deployment: Deployment; readonly since: number } | undefined
}

export interface Loading {
  /** Where the model stands; asking for one that is not resident puts it in the queue. */
  want: (deployment: Deployment) => { state: LoadState; waitSeconds: number }
  state: (deployment: Deployment) => LoadState
  /** For whoever only looks: nothing is put in the queue; the wait is that of a call that came now. */
  look: (deployment: Deployment) => { state: LoadState; waitSeconds: number }
}

/**
 * @param load makes the provider load the model; rejects when it cannot
 * @param busy calls under way on a deployment: it is not evicted under them
 */
export function createLoading(options: {
  load: (deployment: Deployment) => Promise<void>
  busy: (id: string) => boolean
  now: () => number
}): Loading {
  const hosts = new Map<string, Host>()
  const hostOf = ({ provider }: Deployment): Host => {
    let host = hosts.get(provider.id)
    if (!host)
      hosts.set(provider.id, (host = { resident: new Map(), queue: [], broken: new Map(), loading: undefined }))
    return host
  }
  const stateOf = (host: Host, { id }: Deployment): LoadState => {
    if (host.resident.has(id)) return 'ready'
    if (host.loading?.deployment.id === id) return 'loading'
    if ((host.broken.get(id) ?? 0) > options.now()) return 'broken'
    return host.queue.some((waiting) => waiting.id === id) ? 'queued' : 'unloaded'
  }
  function pump(host: Host): void {
    const next = host.queue[0]
    if (host.loading || !next) return
    if (host.resident.size >= next.provider.residentModels) {
      const [oldest] = [...host.resident].filter(([id]) => !options.busy(id)).sort((a, b) => a[1] - b[1])
      if (!oldest) return
      host.resident.delete(oldest[0])
    }
    host.queue.shift()
    host.loading = { deployment: next, since: options.now() }
    options
      .load(next)
      .then(
        () => host.resident.set(next.id, options.now()),
        () => host.broken.set(next.id, options.now() + BROKEN_MS),
      )
      .finally(() => {
        host.loading = undefined
        pump(host)
      })
  }
  function lookAt(host: Host, deployment: Deployment): { state: LoadState; waitSeconds: number } {
    const state = stateOf(host, deployment)
    if (state === 'ready') return { state, waitSeconds: 0 }
    if (state === 'broken') return { state, waitSeconds: Math.ceil(BROKEN_MS / 1000) }
    const underWay = host.loading
    const elapsed = underWay ? (options.now() - underWay.since) / 1000 : 0
    const first = underWay ? Math.max(1, underWay.deployment.declaration.loadSeconds - elapsed) : 0
    if (state === 'loading') return { state, waitSeconds: Math.ceil(first) }
    const position = host.queue.findIndex(({ id }) => id === deployment.id)
    const line = position === -1 ? [...host.queue, deployment] : host.queue.slice(0, position + 1)
    const before = line.reduce((sum, { declaration }) => sum + declaration.loadSeconds, 0)
    return { state, waitSeconds: Math.ceil(first + before) }
  }
  return {
    state: (deployment) => stateOf(hostOf(deployment), deployment),
    look: (deployment) => lookAt(hostOf(deployment), deployment),
    want(deployment) {
      const host = hostOf(deployment)
      if (stateOf(host, deployment) === 'unloaded') host.queue.push(deployment)
      pump(host)
      const told = lookAt(host, deployment)
      if (told.state === 'ready') host.resident.set(deployment.id, options.now())
      return told
    },
  }
}
