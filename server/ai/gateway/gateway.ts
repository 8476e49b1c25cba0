/**
 * One AI call, stage by stage: receive → identify → authorise → protect → budget → route → call → relay → meter. Each stage
 * is a folder. Whatever happens, a call that was identified leaves exactly one line in the ledger, and that line is durable
 * before the caller gets the end of its answer. A refusal is an answer with a reason, never a leak.
 */
import type { FastifyBaseLogger } from 'fastify'
import { detect, restoreJson, restoreStream, type VaultTable } from '@socle/privacy'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setMaxListeners } from 'node:events'
import { Refusal, refuse } from '../../platform/errors.ts'
import { languageOf } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import type { Extractive } from '../extractive/extractive.ts'
import { createLedgerWriter } from '../ledger/ledger-writer.ts'
import * as settlement from '../ledger/settlement-store.ts'
import type { GatewayMetrics } from '../metrics/metrics.ts'
import type { Traces } from '../metrics/traces.ts'
import type { Deployment, GatewayKey, Policy } from '../policy/policy.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import type { SecretBox } from '../providers/secret-box.ts'
import { authorise, list, modelsFor, sensitivityOf } from './authorise/authorise.ts'
import { createBudget } from './budget/budget.ts'
import { mostOutput, needsOf, usedOf } from './budget/needs-rules.ts'
import { calendar } from './budget/periods.ts'
import { type Call, type CallerDialect, type Ending, noUsage, type Usage } from './call.ts'
import { createFinder, type Obtained, ProviderRefusal } from './call/obtain.ts'
import { outgoingBody, outgoingHeaders, wantsUsage } from './call/outgoing.ts'
import { createUpstreams, UpstreamFailure } from './call/upstream.ts'
import { within } from './call/within.ts'
import { errorObject, refusalAnswer, refusalEvent } from './dialects/refusals.ts'
import { translation } from './dialects/translation.ts'
import { identify } from './identify/identify.ts'
import { answerText, estimateUsage } from './meter/estimate.ts'
import { costOfEnding, ledgerLine } from './meter/ledger-line.ts'
import { reportedUsage } from './meter/usage.ts'
import {
  CONVERSATIONS_PATH,
  methodsOf,
  MODELS_PATH,
  QUEUE_PATH,
  servedEndpoints,
  upstreamPath,
} from './receive/endpoints.ts'
import * as conversations from './protect/conversations-store.ts'
import { createDetector } from './protect/detector.ts'
import { createProtector, type Protected } from './protect/protect.ts'
import { createSeenTexts } from './protect/seen-texts.ts'
import { receive } from './receive/receive.ts'
import { createGatherer } from './relay/gather.ts'
import { inTurn, StreamRelay } from './relay/stream-relay.ts'
import { takeAnswer, usageInTail } from './relay/whole-answer.ts'
import { type Admission, CallerLeft, createAdmission } from './route/admission.ts'
import { createHealthBook, type HealthBook } from './route/health.ts'
import { createLoading, type Loading } from './route/loading.ts'

/** How long a call waits for the database to say whether its key still holds. */
const POLICY_PATIENCE_MS = 3_000
/** A replica not seen for so long is gone, and what it held is given back. */
const REPLICA_GONE_MS = 60_000
const SWEEP_EVERY_MS = 30_000
/** Budgets of periods older than this are forgotten; the ledger remembers. */
const COUNTERS_KEPT_MS = 40 * 86_400_000
/** What the memory of texts looked through takes at most, however many spans they have. */
const REMEMBERED_BYTES = 16 * 1024 * 1024
const CONVERSATION_HEADER = 'x-socle-conversation'

export interface Gateway {
  /** Answers what is a call of the access layer; false = not its address. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly health: HealthBook
  readonly admission: Admission
  readonly loading: Loading
  logTo: (log: FastifyBaseLogger) => void
  close: () => Promise<void>
}

export async function createGateway(
  services: Services,
  parts: {
    policies: PolicyCache
    extractive: Extractive
    metrics: GatewayMetrics
    traces: Traces
    box: SecretBox
    embedded: boolean
  },
): Promise<Gateway> {
  const { db, config } = services
  const settings = config.ai
  const { policies, metrics, traces } = parts
  const replica = randomUUID()
  const now = () => services.clock().getTime()
  let log: FastifyBaseLogger | undefined
  let underWay = 0

  const budget = createBudget({
    lend: (asks) =>
      within(POLICY_PATIENCE_MS, settlement.lend(db, replica, asks), () => refuse('ai-accounting-unavailable', {})),
    periodsOf: calendar(settings.timeZone),
    patienceMs: settings.budgetPatienceMs,
  })
  const ledger = createLedgerWriter({
    settle: (batch, rows, uses) => settlement.settle(db, replica, batch, rows, uses),
    takeUses: () => budget.takeUses(now()),
    holding: () => underWay > 0 || budget.holding(),
    patienceMs: settings.ledgerPatienceMs,
    failed: (error) => log?.error({ err: error }, 'the ledger of calls cannot be written'),
  })
  const health = createHealthBook(now)
  const admission = createAdmission({ length: settings.queueLength, patienceMs: settings.queuePatienceMs, now })
  const protector = createProtector({
    contentSensitivity: settings.contentSensitivity,
    detector: settings.detector && createDetector(settings.detector),
    seen: createSeenTexts(detect, { maxTexts: settings.rememberedTexts, maxBytes: REMEMBERED_BYTES }),
    continuity: conversationOf,
  })
  const loading = createLoading({ load: warmUp, busy: (id) => busyOf.get(id)?.() ?? false, now })
  const busyOf = new Map<string, () => boolean>()
  const gatherer = createGatherer(settings.gatherStreamMs)
  const upstreams = createUpstreams(gatherer)
  const departures = new WeakMap<Call, AbortSignal>()
  const finder = createFinder({ health, admission, loading, protector, send, now, left: departureOf })

  // No other process can use an embedded database: whatever holds budget there is gone.
  const sweep = (goneMs: number) =>
    settlement.sweep(db, new Date(now() - goneMs), new Date(now() - COUNTERS_KEPT_MS)).catch((error: unknown) => {
      log?.warn({ err: error }, 'budgets of gone replicas were not given back')
    })
  await sweep(parts.embedded ? 0 : REPLICA_GONE_MS)
  const sweeping = setInterval(() => {
    if (underWay > 0) void sweep(REPLICA_GONE_MS)
    conversations.forgetEndedConversations(db, services.clock()).catch((error: unknown) => {
      log?.warn({ err: error }, 'ended conversations were not forgotten')
    })
  }, SWEEP_EVERY_MS)
  sweeping.unref()

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '' } = request
    if (!url.startsWith('/v1/')) return false
    const cut = url.indexOf('?')
    const path = cut === -1 ? url : url.slice(0, cut)
    const served = request.method === 'POST' ? servedEndpoints.get(path) : undefined
    if (served) void serveCall(beginCall(request, response, served))
    else void serveInformation(request, response, path)
    return true
  }

  function beginCall(
    request: IncomingMessage,
    response: ServerResponse,
    { endpoint, dialect }: { endpoint: Call['endpoint']; dialect: CallerDialect },
  ): Call {
    return {
      request,
      response,
      requestId: requestIdOf(request),
      language: languageOf(request),
      startedAt: performance.now(),
      at: services.clock(),
      endpoint,
      dialect,
      body: Buffer.alloc(0),
      json: {},
      model: '',
      streamed: false,
      key: undefined,
      deployments: [],
      sensitivity: settings.unknownSensitivity,
      sensitivityFrom: 'application-unknown',
      reservation: undefined,
      route: [],
      rules: [],
      findings: undefined,
      protections: {},
      firstByteAt: undefined,
    }
  }

  async function serveCall(call: Call): Promise<void> {
    underWay++
    metrics.began()
    try {
      await advance(call)
    } catch (error) {
      await refuseCall(call, error)
    } finally {
      underWay--
      metrics.ended()
    }
  }

  async function advance(call: Call): Promise<void> {
    await receive(call, settings.maxBodyMegabytes)
    const { policy, key } = await admit(call.request, call.at.getTime())
    call.key = key
    if (!ledger.working()) throw refuse('ai-accounting-unavailable', {})
    const { sensitivity, from } = sensitivityOf(
      call.key,
      call.request.headers['x-socle-sensitivity'],
      settings.unknownSensitivity,
    )
    call.sensitivity = sensitivity
    call.sensitivityFrom = from
    call.deployments = authorise(policy, call.key, call.model, call.endpoint)
    call.rules = policy.protection
    const looking = protector.inspect(call)
    if (looking instanceof Promise) await looking
    if (call.key.limits.length > 0) {
      const needs = needsOf(call, mostOutput(call.json, call.deployments))
      const reservation = budget.reserve(call.key.limits, needs, call.at.getTime())
      call.reservation = reservation instanceof Promise ? await reservation : reservation
    }
    await finder.obtain(call, policy, (obtained) => relay(call, obtained))
  }

  /** A key that this replica does not know may have been issued by another a moment ago: it looks again before refusing. */
  async function admit(request: IncomingMessage, instant: number): Promise<{ policy: Policy; key: GatewayKey }> {
    const policy = await inTime(policies.current())
    try {
      return { policy, key: identify(policy, request, instant) }
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'key-refused')) throw error
      const again = await inTime(policies.compared())
      return { policy: again, key: identify(again, request, instant) }
    }
  }

  const inTime = (policy: Policy | Promise<Policy>): Policy | Promise<Policy> => {
    return policy instanceof Promise
      ? within(POLICY_PATIENCE_MS, policy, () => new Error('the policy was not read in time')).catch(
          (cause: unknown) => {
            throw refuse('ai-accounting-unavailable', {}, { cause })
          },
        )
      : policy
  }

  /** `x-socle-conversation`: an application's own name for it, so that the same value keeps its placeholder from call to call. */
  function conversationOf({ request, key }: Call) {
    const name = request.headers[CONVERSATION_HEADER]
    if (typeof name !== 'string' || name === '') return undefined
    const conversation = { applicationId: key!.application.id, name }
    return {
      read: () => conversations.readConversation(db, parts.box, conversation, services.clock()),
      keep: (table: VaultTable, revision: number) => {
        const end = new Date(now() + settings.conversationHours * 3_600_000)
        return conversations.keepConversation(db, parts.box, conversation, { table, revision }, end)
      },
    }
  }

  async function send(call: Call, deployment: Deployment, endpoint: Call['endpoint'], { json }: Protected) {
    const request = translation(call, json, endpoint, deployment).request()
    if (deployment.provider.dialect === 'extractive')
      return parts.extractive.answer(JSON.parse(request.toString()) as Record<string, unknown>)
    return upstreams.send({
      provider: deployment.provider,
      path: upstreamPath[endpoint],
      headers: outgoingHeaders(call, deployment, endpoint),
      body: outgoingBody(call, request, deployment, endpoint),
    })
  }

  /** Passes the answer on and accounts for it. @throws UpstreamFailure while nothing was passed on */
  async function relay(call: Call, obtained: Obtained): Promise<void> {
    const contentType = String(obtained.upstream.headers['content-type'] ?? 'application/json')
    if (contentType.startsWith('text/event-stream')) await relayStream(call, obtained, contentType)
    else await relayWhole(call, obtained, contentType)
  }

  async function relayStream(call: Call, obtained: Obtained, contentType: string) {
    const { deployment, endpoint, upstream, hidden, release } = obtained
    const relayed = new StreamRelay({
      response: call.response,
      upstream,
      endpoint,
      transform: inTurn(
        translation(call, hidden.json, endpoint, deployment).stream?.(),
        hidden.vault && restoreStream(hidden.vault),
      ),
      stripUsage: endpoint === 'chat' && call.endpoint === 'chat' && !wantsUsage(call),
      gatherer,
      head: () => writeHead(call, 200, contentType, deployment),
    })
    upstream.attach(relayed)
    const end = await relayed.ended
    release()
    if (hidden.vault) call.protections = hidden.vault.counts()
    call.firstByteAt = relayed.firstByteAt
    if (end.failure && relayed.firstByteAt === undefined && !end.callerLeft) throw end.failure
    if (end.failure) health.failed(deployment, end.failure.message)
    const usage = end.usage ?? (await estimated(call, deployment, end.text()))
    const outcome = end.callerLeft
      ? 'caller-left'
      : end.failure === undefined
        ? 'answered'
        : end.failure.kind === 'silent'
          ? 'upstream-stalled'
          : 'upstream-broke'
    const reason = end.failure?.message ?? null
    const durable = await account(call, { status: 200, outcome, reason, deployment, usage })
    if (!durable) return relayed.breakOff()
    if (end.failure === undefined) return relayed.finish()
    const refusal = refuse('ai-stream-broke', { reason: end.failure.message, requestId: call.requestId })
    relayed.finish(refusalEvent(refusal, call.dialect, call.language, call.requestId))
  }

  async function relayWhole(call: Call, obtained: Obtained, contentType: string) {
    const { deployment, endpoint, upstream, hidden, release } = obtained
    const translated = translation(call, hidden.json, endpoint, deployment)
    const changed = translated.answer !== undefined || hidden.vault !== undefined
    const answer = await takeAnswer(upstream, call.response, changed, () => {
      call.firstByteAt = performance.now()
      writeHead(call, upstream.status, contentType, deployment)
    })
    release()
    if (answer.kind === 'passed') {
      const usage = reportedUsage(usageInTail(answer.tail) ?? {}, endpoint) ?? (await estimated(call, deployment, ''))
      const outcome = answer.callerLeft ? 'caller-left' : answer.failure ? 'upstream-broke' : 'answered'
      const reason = answer.failure?.message ?? null
      const durable = await account(call, { status: upstream.status, outcome, reason, deployment, usage })
      if (durable) answer.finish()
      else call.response.destroy()
      return
    }
    const json = contentType.startsWith('application/json') ? jsonObject(answer.body) : undefined
    // A model that does not answer in JSON where it must has broken off.
    if (json === undefined && call.endpoint !== 'transcriptions') throw new UpstreamFailure('broke', 'no JSON object')
    const usage =
      (json && reportedUsage(json, endpoint)) ??
      (await estimated(call, deployment, json ? answerText(json) : answer.body.toString('utf8')))
    const inDialect = json && translated.answer ? translated.answer(json) : json
    const restored = inDialect && hidden.vault ? restoreJson(hidden.vault, inDialect) : inDialect
    if (hidden.vault) call.protections = hidden.vault.counts()
    const body = restored === undefined || restored === json ? answer.body : Buffer.from(JSON.stringify(restored))
    const outcome = call.response.destroyed ? 'caller-left' : 'answered'
    const durable = await account(call, { status: upstream.status, outcome, reason: null, deployment, usage })
    if (!durable) return sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    if (call.response.destroyed) return
    writeHead(call, upstream.status, contentType, deployment, body.length)
    call.response.end(body)
  }

  const estimated = (call: Call, { declaration }: Deployment, text: string): Promise<Usage> =>
    estimateUsage(declaration.tokenizer, call.json, text)

  /** Settles the budget and writes the line. @returns false when the ledger did not take it in time; it will later */
  function account(call: Call, ending: Ending): Promise<boolean> {
    const costNano = costOfEnding(ending)
    if (call.reservation) {
      const used =
        ending.deployment === undefined ? { requests: 0, tokens: 0, money: 0 } : usedOf(ending.usage, costNano)
      budget.settle(call.reservation, used)
      call.reservation = undefined
    }
    const finishedAt = performance.now()
    metrics.observe(call, ending, costNano, finishedAt - call.startedAt)
    traces.observe(call, ending)
    return ledger.write(ledgerLine(call, ending, costNano, finishedAt))
  }

  async function refuseCall(call: Call, error: unknown): Promise<void> {
    if (error instanceof ProviderRefusal) return passRefusal(call, error)
    const left = error instanceof CallerLeft || (call.response.destroyed && !(error instanceof Refusal))
    const refusal =
      error instanceof Refusal ? error : refuse('internal-error', { requestId: call.requestId }, { cause: error })
    if (refusal.code === 'internal-error' && !left)
      log?.error({ err: error, requestId: call.requestId }, 'an AI call failed')
    const answer = refusalAnswer(refusal, call.dialect, call.language, call.requestId)
    const failed = refusal.code === 'ai-providers-failed' || refusal.code === 'ai-provider-silent'
    const outcome = left ? 'caller-left' : failed ? 'upstream-error' : answer.status === 503 ? 'unavailable' : 'refused'
    if (call.key !== undefined && refusal.code !== 'ai-accounting-unavailable') {
      const ending: Ending = {
        status: answer.status,
        outcome,
        reason: left ? null : refusal.code,
        deployment: undefined,
        usage: noUsage,
      }
      if (!(await account(call, ending))) return sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    } else if (call.reservation) {
      budget.settle(call.reservation, { requests: 0, tokens: 0, money: 0 })
      call.reservation = undefined
    }
    if (!left) sendRefusal(call, refusal)
  }

  /** The provider's own words about the caller's mistake, in the caller's dialect. */
  async function passRefusal(call: Call, { status, body, deployment, endpoint }: ProviderRefusal): Promise<void> {
    const ending: Ending = {
      status,
      outcome: 'upstream-error',
      reason: `HTTP ${status}`,
      deployment: undefined,
      usage: noUsage,
    }
    if (!(await account(call, ending))) return sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    if (call.response.destroyed) return
    const said = jsonObject(body)
    const same = said !== undefined && (endpoint === 'messages') === (call.dialect === 'anthropic')
    const reason = messageOf(said) ?? `HTTP ${status}`
    const answer = same
      ? body
      : Buffer.from(
          JSON.stringify(
            errorObject(refuse('ai-request-malformed', { reason }), call.dialect, call.language, call.requestId),
          ),
        )
    writeHead(call, status, 'application/json', deployment, answer.length)
    call.response.end(answer)
  }

  function sendRefusal(call: Call, refusal: Refusal): void {
    const { response } = call
    if (response.destroyed) return
    if (response.headersSent) return void response.destroy()
    const { status, headers, body } = refusalAnswer(refusal, call.dialect, call.language, call.requestId)
    response.writeHead(status, { ...headers, 'x-request-id': call.requestId, 'content-length': body.length })
    response.end(body)
  }

  function writeHead(call: Call, status: number, contentType: string, deployment: Deployment, length?: number): void {
    const head = [
      'content-type',
      contentType,
      'x-request-id',
      call.requestId,
      'x-socle-model',
      headerSafe(deployment.id),
      'x-socle-sensitivity',
      call.sensitivity,
    ]
    const hidden = Object.entries(call.protections)
    if (hidden.length > 0) head.push('x-socle-protected', hidden.map(([type, count]) => `${type}=${count}`).join(', '))
    if (length !== undefined) head.push('content-length', String(length))
    else head.push('cache-control', 'no-store')
    call.response.writeHead(status, head)
  }

  /** `/v1/models`, `/v1/models/{name}`, `/v1/queue`; nothing there is counted. */
  async function serveInformation(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const requestId = requestIdOf(request)
    const dialect: CallerDialect = request.headers['anthropic-version'] === undefined ? 'openai' : 'anthropic'
    const allow = methodsOf(path)?.join(', ')
    const own = { 'x-request-id': requestId, ...(allow !== undefined && { allow }) }
    try {
      request.resume()
      if (request.method === 'OPTIONS' && allow !== undefined) return void response.writeHead(204, own).end()
      const { policy, key } = await admit(request, now())
      const forgotten = await forgottenConversation(key, request, path)
      const body = Buffer.from(JSON.stringify(forgotten ?? information(policy, key, request, path, dialect)))
      response.writeHead(200, { ...own, 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : refuse('internal-error', { requestId }, { cause: error })
      if (refusal.code === 'internal-error') log?.error({ err: error, requestId }, 'the access layer failed')
      const { status, headers, body } = refusalAnswer(refusal, dialect, languageOf(request), requestId)
      response.writeHead(status, { ...headers, ...own, 'content-length': body.length })
      response.end(body)
    }
  }

  /** DELETE /v1/conversations/{name}: the application forgets what was kept for it. */
  async function forgottenConversation(key: GatewayKey, { method }: IncomingMessage, path: string) {
    if (method !== 'DELETE' || !path.startsWith(`${CONVERSATIONS_PATH}/`)) return undefined
    const id = decoded(path.slice(CONVERSATIONS_PATH.length + 1))
    const deleted = await conversations.forgetConversation(db, { applicationId: key.application.id, name: id })
    return { id, object: 'conversation.deleted', deleted }
  }

  function information(
    policy: Policy,
    key: NonNullable<Call['key']>,
    { method = '' }: IncomingMessage,
    path: string,
    dialect: CallerDialect,
  ): object {
    const methods = methodsOf(path)
    if (methods === undefined) {
      const known = [...servedEndpoints.keys(), MODELS_PATH, QUEUE_PATH, `${CONVERSATIONS_PATH}/…`]
      throw refuse('ai-endpoint-unknown', { path: `${method} ${path}`, served: known.join(', ') })
    }
    if (!methods.includes(method)) throw refuse('ai-method-refused', { path, method, allowed: methods.join(', ') })
    if (path === QUEUE_PATH) return { object: 'list', data: admission.placesOf(key.id) }
    const names = modelsFor(policy, key)
    const aliases = [...policy.aliases].filter(([, model]) => names.includes(model)).map(([alias]) => alias)
    if (path === MODELS_PATH) {
      const data = [...names, ...aliases].map((name) => modelObject(policy, name))
      const ends = { has_more: false, first_id: names.at(0) ?? null, last_id: [...names, ...aliases].at(-1) ?? null }
      return dialect === 'anthropic' ? { data, ...ends } : { object: 'list', data }
    }
    const name = decoded(path.slice(MODELS_PATH.length + 1))
    if (names.includes(name) || aliases.includes(name)) return modelObject(policy, name)
    throw refuse('ai-model-unknown', { model: name, models: list(names) })
  }

  function modelObject(policy: Policy, name: string): object {
    const target = policy.aliases.get(name) ?? name
    const first = policy.models.get(target)![0]!
    return {
      id: name,
      object: 'model',
      created: 0,
      created_at: '1970-01-01T00:00:00Z',
      owned_by: first.provider.id,
      type: 'model',
      display_name: name,
      kind: first.kind,
      serving: first.declaration.serving,
      state: first.declaration.serving === 'experimental' ? loading.state(first) : 'ready',
      clearance: policy.models
        .get(target)!
        .reduce(
          (best, { clearanceRank, provider }) =>
            clearanceRank > best.rank ? { rank: clearanceRank, name: provider.clearance } : best,
          {
            rank: -1,
            name: first.provider.clearance,
          },
        ).name,
    }
  }

  /** The smallest call there is: the provider loads the model to answer it. */
  async function warmUp(deployment: Deployment): Promise<void> {
    busyOf.set(deployment.id, () => health.standing(deployment).inFlight > 0)
    const patient = {
      ...deployment.provider,
      timeouts: { ...deployment.provider.timeouts, headersMs: deployment.declaration.loadSeconds * 3000 + 1000 },
    }
    const body = Buffer.from(
      JSON.stringify({ model: deployment.upstream, messages: [{ role: 'user', content: '.' }], max_tokens: 1 }),
    )
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (patient.secret !== undefined) headers.authorization = `Bearer ${patient.secret}`
    const answer = await upstreams.send({ provider: patient, path: upstreamPath.chat, headers, body })
    answer.attach({ data: () => {}, end: () => {}, error: () => {} })
    if (answer.status >= 400) throw new UpstreamFailure('broke', `HTTP ${answer.status}`)
  }

  /** Told once the connection of the caller closes before its answer. */
  function departureOf(call: Call): AbortSignal {
    let signal = departures.get(call)
    if (!signal) {
      const controller = new AbortController()
      setMaxListeners(0, controller.signal)
      call.response.once('close', () => controller.abort())
      departures.set(call, (signal = controller.signal))
    }
    return signal
  }

  return {
    handle,
    health,
    admission,
    loading,
    logTo: (logger) => (log = logger),
    async close() {
      clearInterval(sweeping)
      await ledger.close()
      await upstreams.close()
      await traces.close()
    },
  }
}

/** The caller's own reference when it is one, so that one name follows the call from end to end. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(given) ? given : randomUUID()
}

/** What was escaped in an address; text that is no escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const headerSafe = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')

function jsonObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function messageOf(said: Record<string, unknown> | undefined): string | undefined {
  const error = said?.error ?? said?.detail ?? said?.message
  if (typeof error === 'string') return error
  const message = (error as { message?: unknown } | undefined)?.message
  return typeof message === 'string' ? message : undefined
}
