/** Finds a provider that answers: candidates in order, another try before the first byte only, and a record of each. */
import {
  type Bilingual,
  type Endpoint,
  modelKindWords,
  modelStateWords,
  type ProtectedThing,
  protectedWords,
  type RouteStep,
  sensitivityWords,
} from '@socle/contracts'
import { type Refusal, refuse } from '../../../platform/errors.ts'
import { type Deployment, type Policy } from '../../policy/policy.ts'
import { list, modelsFor } from '../authorise/authorise.ts'
import { keptStateIn } from '../authorise/reach-rules.ts'
import type { Call, SensitivitySource } from '../call.ts'
import type { Protected, Protector } from '../protect/protect.ts'
import { routeInWords } from '../refuse/route-words.ts'
import { addressOf } from '../receive/endpoints.ts'
import { type Admission, CallerLeft, type Wait } from '../route/admission.ts'
import type { HealthBook } from '../route/health.ts'
import type { Loading } from '../route/loading.ts'
import { excluded, nextDeployment, servingEndpoint, type Standing } from '../route/route-rules.ts'
import { secretsOf } from './provider-secrets.ts'
import { type UpstreamAnswer, UpstreamFailure } from './upstream.ts'

/** An error answer longer than this says nothing more. */
const MAX_ERROR_BYTES = 64 * 1024
const DEFAULT_RETRY_MS = 2_000

export interface Obtained {
  readonly deployment: Deployment
  /** Dialect in which the provider answers. */
  readonly endpoint: Endpoint
  readonly upstream: UpstreamAnswer
  readonly hidden: Protected
  /** The call under way is over: the place is free. */
  readonly release: () => void
}

/** The provider refused the call for what it says: no other would take it. */
export class ProviderRefusal extends Error {
  readonly status: number
  readonly body: Buffer
  readonly deployment: Deployment
  readonly endpoint: Endpoint
  constructor(status: number, body: Buffer, deployment: Deployment, endpoint: Endpoint) {
    super(`the provider answered ${status}`)
    this.status = status
    this.body = body
    this.deployment = deployment
    this.endpoint = endpoint
  }
}

export interface Finder {
  /**
   * @param use what is done with an answer before it counts as obtained; an UpstreamFailure there tries the next one, and one
   *   that it returns came too late for that
   * @throws Refusal, ProviderRefusal
   */
  obtain: (
    call: Call,
    policy: Policy,
    use: (obtained: Obtained) => Promise<UpstreamFailure | undefined>,
  ) => Promise<void>
}

export function createFinder(tools: {
  health: HealthBook
  admission: Admission
  loading: Loading
  protector: Protector
  send: (call: Call, deployment: Deployment, endpoint: Endpoint, hidden: Protected) => Promise<UpstreamAnswer>
  now: () => number
  left: (call: Call) => AbortSignal
  /** Is it unknown how the deployment keeps to what calls allow? */
  isStranger: (id: string) => boolean
}): Finder {
  const { health } = tools
  return {
    async obtain(call, policy, use) {
      const request = {
        endpoint: call.endpoint,
        sensitivity: call.sensitivity,
        environment: call.key!.environment,
      }
      const candidates: Deployment[] = []
      const forbidden: (readonly ProtectedThing[])[] = []
      for (const deployment of call.deployments) {
        const reason = excluded(deployment, request)
        const types = reason === undefined ? tools.protector.forbidden(call, deployment) : []
        if (types.length > 0) forbidden.push(types)
        if (reason !== undefined) note(call, deployment, reason)
        else if (types.length > 0) note(call, deployment, 'personal-data')
        else candidates.push(deployment)
      }
      if (candidates.length === 0) throw noCandidate(call, policy, forbidden)
      const remaining = [...candidates]
      const failures: UpstreamFailure[] = []
      for (;;) {
        // Nobody waits for the answer any more, and nothing was used yet.
        if (call.response.destroyed) throw new CallerLeft()
        const deployment =
          failures.length > 0 && !health.mayRetry()
            ? undefined
            : nextDeployment(remaining, standingFor(call), (passed, result) => note(call, passed, result))
        if (deployment === undefined) {
          for (const untried of remaining) note(call, untried, 'not-tried')
          throw exhausted(call, candidates, failures)
        }
        if (deployment.declaration.serving === 'experimental') requireLoaded(deployment)
        const place =
          deployment.declaration.serving === 'scarce'
            ? await tools.admission.enter(deployment, {
                requestId: call.requestId,
                keyId: call.key!.id,
                priority: request.environment === 'production' ? 0 : 1,
                left: tools.left(call),
                tellWait: (wait) => tellWait(call, wait),
              })
            : undefined
        health.began(deployment)
        const told = call.route.length
        let released = false
        const release = () => {
          if (released) return
          released = true
          health.ended(deployment)
          place?.release()
        }
        try {
          const endpoint = servingEndpoint(deployment, call.endpoint)!
          const treated = tools.protector.protect(call, deployment)
          const hidden = treated instanceof Promise ? await treated : treated
          const upstream = await tools.send(call, deployment, endpoint, hidden)
          if (upstream.status >= 400) await judgeError(call, deployment, endpoint, upstream)
          // Told before the answer is used: the ledger line is written there.
          note(call, deployment, 'answered')
          for (const untried of remaining) note(call, untried, 'not-tried')
          const broke = await use({ deployment, endpoint, upstream, hidden, release })
          if (broke) health.failed(deployment, broke.message)
          else health.succeeded(deployment)
          return
        } catch (error) {
          release()
          call.route.length = told
          if (error instanceof ProviderRefusal) {
            health.succeeded(deployment)
            note(call, deployment, 'refused-by-provider', String(error.status))
          }
          if (!(error instanceof UpstreamFailure)) {
            if (!(error instanceof ProviderRefusal)) health.unproven(deployment)
            throw error
          }
          if (!(error instanceof Throttled)) health.failed(deployment, error.message)
          note(call, deployment, 'failed', error.message)
          failures.push(error)
        }
      }
    },
  }

  function standingFor({ reservation }: Call) {
    return (deployment: Deployment): Standing => {
      const standing = health.standing(deployment)
      const last = reservation !== undefined && standing.inFlight > 0 && tools.isStranger(deployment.id)
      return last ? { ...standing, last } : standing
    }
  }

  /** A 429 or an overload leaves the provider alone for a while; what is the caller's own mistake goes back to it. */
  async function judgeError(
    call: Call,
    deployment: Deployment,
    endpoint: Endpoint,
    upstream: UpstreamAnswer,
  ): Promise<never> {
    const { status, headers } = upstream
    const body = secretsOf(deployment.provider).fromErrors(await errorBody(upstream))
    if (status === 429 || status === 529 || (status === 503 && headers['retry-after'] !== undefined)) {
      const wait = retryAfterMs(headers['retry-after'], tools.now())
      health.throttled(deployment, wait, `HTTP ${status}`)
      throw new Throttled('refused', `HTTP ${status}`)
    }
    // What is not found is the model, unless the caller names something that it keeps there.
    const callersOwn =
      [400, 409, 413, 415, 422].includes(status) || (status === 404 && keptStateIn(call.json) !== undefined)
    if (callersOwn) throw new ProviderRefusal(status, body, deployment, endpoint)
    throw new UpstreamFailure('broke', `HTTP ${status}`)
  }

  function requireLoaded(deployment: Deployment): void {
    const { state, waitSeconds } = tools.loading.want(deployment)
    if (state === 'ready') return
    throw refuse(
      'ai-model-loading',
      { model: deployment.name, state: modelStateWords[state], seconds: String(waitSeconds) },
      { current: { retryAfterMs: waitSeconds * 1000, state, estimatedSeconds: waitSeconds } },
    )
  }

  function exhausted(call: Call, candidates: readonly Deployment[], failures: readonly UpstreamFailure[]): Refusal {
    const asked = call.route.filter(({ result }) => result !== 'clearance-too-low' && result !== 'not-approved')
    const reasons = routeInWords(asked, call.deployments)
    const requestId = call.requestId
    const real = failures.filter((failure) => !(failure instanceof Throttled))
    if (real.length === 0) {
      const until = Math.min(...candidates.map((candidate) => health.report(candidate).until).filter(Boolean))
      const waitMs = Number.isFinite(until) ? Math.max(0, until - tools.now()) : DEFAULT_RETRY_MS
      const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)))
      return refuse(
        'ai-providers-unavailable',
        { model: call.model, reasons, seconds },
        { current: { retryAfterMs: waitMs } },
      )
    }
    const cause = real.at(-1)
    return real.every(({ kind }) => kind === 'silent')
      ? refuse('ai-provider-silent', { model: call.model, reasons, requestId }, { cause })
      : refuse('ai-providers-failed', { model: call.model, reasons, requestId }, { cause })
  }
}

/** Where a call stood in the queue of a scarce model when it came, and for how many seconds. */
function tellWait({ response }: Call, { position, seconds }: Wait): void {
  if (response.headersSent) return
  response.setHeader('x-socle-queue-position', String(position))
  response.setHeader('x-socle-queue-waited', seconds.toFixed(1))
}

class Throttled extends UpstreamFailure {}

const note = (call: Call, { provider, upstream }: Deployment, result: RouteStep['result'], detail?: string): void => {
  call.route.push({ provider: provider.id, model: upstream, result, ...(detail !== undefined && { detail }) })
}

const sources: Record<SensitivitySource, { fr: string; en: string }> = {
  application: { fr: 'celle que déclare l’application', en: 'as the application declares' },
  'application-unknown': {
    fr: 'l’application n’a pas dit la sensibilité de ses données',
    en: 'the application has not said how sensitive its data is',
  },
  key: { fr: 'celle de la clé', en: 'that of the key' },
  header: { fr: 'celle que dit l’appel', en: 'as the call says' },
  content: { fr: 'détectée dans le texte', en: 'detected in the text' },
}

const sealedHere = (model: string): Refusal =>
  refuse(
    'ai-providers-unavailable',
    {
      model,
      reasons: {
        fr: 'le secret de son fournisseur ne s’ouvre pas sur ce serveur',
        en: 'the secret of its provider does not open on this server',
      },
      seconds: String(DEFAULT_RETRY_MS / 1000),
    },
    { current: { retryAfterMs: DEFAULT_RETRY_MS } },
  )

/** @param forbidden by provider that protected data alone excludes: which types do */
function noCandidate(call: Call, policy: Policy, forbidden: readonly (readonly ProtectedThing[])[]): Refusal {
  const results = new Set(call.route.map(({ result }) => result))
  const { model, sensitivity, endpoint } = call
  if (forbidden.length > 0) return refuse('ai-personal-data', { model, types: fewestOf(forbidden) })
  if (results.has('experimental')) return refuse('ai-experimental-in-production', { model })
  const request = { endpoint, sensitivity, environment: call.key!.environment }
  const cleared = modelsFor(policy, call.key!, sensitivity).filter((name) =>
    policy.models.get(name)!.some((deployment) => excluded(deployment, request) === undefined),
  )
  if (call.deployments.some(({ provider }) => provider.sealed)) return sealedHere(model)
  // Somebody has to decide: to come again later helps nobody.
  if (results.has('not-approved')) return refuse('ai-provider-not-approved', { model, models: list(cleared) })
  if (results.has('no-such-endpoint'))
    return refuse('ai-model-unfit', {
      model,
      kind: modelKindWords[call.deployments[0]!.kind],
      address: addressOf(endpoint),
    })
  const because = sources[call.sensitivityFrom]
  return refuse('ai-clearance-too-low', {
    model,
    sensitivity: sensitivityWords[sensitivity],
    because,
    models: list(cleared),
  })
}

/** What is to be taken out, at least, for one of the providers to be asked. */
function fewestOf(forbidden: readonly (readonly ProtectedThing[])[]): Bilingual {
  const types = forbidden.reduce((fewest, each) => (each.length < fewest.length ? each : fewest))
  const told = (language: keyof Bilingual) => types.map((type) => protectedWords[type][language]).join(', ')
  return { fr: told('fr'), en: told('en') }
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterMs(header: string | string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string') return undefined
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function errorBody(upstream: UpstreamAnswer): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    const done = () => resolve(Buffer.concat(parts))
    upstream.attach({
      data(chunk) {
        size += chunk.length
        if (size > MAX_ERROR_BYTES) {
          upstream.abort()
          done()
        } else parts.push(chunk)
      },
      end: done,
      error: done,
    })
  })
}
