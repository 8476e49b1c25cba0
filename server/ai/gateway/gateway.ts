/**
 * One AI call, stage by stage: receive → identify → authorise → protect → budget → route → call → relay → meter. Each stage
 * is a folder. Whatever happens, a call that was identified leaves exactly one line in the ledger, and that line is durable
 * before the caller gets the end of its answer. A refusal is an answer with a reason, never a leak.
 */
import { detect, type VaultTable } from '@socle/privacy'
import type { FastifyBaseLogger } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from '../../platform/errors.ts'
import { touchKey } from '../../platform/identity/application-keys.ts'
import type { Services } from '../../platform/services.ts'
import type { RefusalAt } from '../../platform/unreadable-requests.ts'
import type { Extractive } from '../extractive/extractive.ts'
import { createLedgerWriter } from '../ledger/ledger-writer.ts'
import * as settlement from '../ledger/settlement-store.ts'
import type { GatewayMetrics } from '../metrics/metrics.ts'
import type { Traces } from '../metrics/traces.ts'
import type { Deployment } from '../policy/policy.ts'
import { tellExcess } from '../policy/excesses-store.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import type { SecretBox } from '../providers/secret-box.ts'
import { authorise, sensitivityOf } from './authorise/authorise.ts'
import { requireReach } from './authorise/reach-rules.ts'
import { createBudget } from './budget/budget.ts'
import { createExcessBook } from './budget/excess-book.ts'
import { allowanceOf } from './budget/needs-rules.ts'
import { calendar } from './budget/periods.ts'
import type { Call } from './call.ts'
import { createFinder } from './call/obtain.ts'
import { outgoingBody, outgoingHeaders } from './call/outgoing.ts'
import { createUpstreams } from './call/upstream.ts'
import { within } from './call/within.ts'
import { refusalAt } from './dialects/refusals.ts'
import { translation } from './dialects/translation.ts'
import { createAdmit } from './identify/admit.ts'
import { createKeyUses } from './identify/key-uses.ts'
import { createInformation } from './inform/information.ts'
import { createAccountant } from './meter/account.ts'
import * as conversations from './protect/conversations-store.ts'
import { createDetector } from './protect/detector.ts'
import { createProtector, type Protected } from './protect/protect.ts'
import { createSeenTexts } from './protect/seen-texts.ts'
import { beginCall } from './receive/begin-call.ts'
import { ADDRESSES, servedEndpoints, upstreamPath } from './receive/endpoints.ts'
import { isShort, readBody } from './receive/read-body.ts'
import { understand } from './receive/receive.ts'
import { createRefuser } from './refuse/refuse-call.ts'
import { createGatherer } from './relay/gather.ts'
import { createRelay } from './relay/relay.ts'
import { createAdmission } from './route/admission.ts'
import { createDepartures } from './route/departures.ts'
import { createHealthBook, type HealthReport } from './route/health.ts'
import * as healthReports from './route/health-store.ts'
import { createLoading, type Loading } from './route/loading.ts'
import * as scarcePlaces from './route/scarce-places-store.ts'
import { createSharedHealth } from './route/shared-health.ts'
import { warmUp } from './route/warm-up.ts'

/** How long a call waits for the database to say whether its key still holds. */
const POLICY_PATIENCE_MS = 3_000
const SWEEP_EVERY_MS = 30_000
/** Budgets of periods older than this are forgotten; the ledger remembers. */
const COUNTERS_KEPT_MS = 40 * 86_400_000
/** What the memory of texts looked through takes at most, however many spans they have. */
const REMEMBERED_BYTES = 16 * 1024 * 1024
const CONVERSATION_HEADER = 'x-socle-conversation'

export interface Gateway {
  /** Answers what is a call of the access layer; false = not its address. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean
  /** A refusal of what could not be read as a request, in the dialect of its address. */
  readonly refusalAt: RefusalAt
  /** How deployments stand, as all replicas know it. */
  readonly health: () => Promise<(deployment: Deployment) => HealthReport>
  /** How many calls wait for each scarce deployment, on all replicas. */
  readonly waiting: () => Promise<ReadonlyMap<string, number>>
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
    lend: (asks) => within(POLICY_PATIENCE_MS, lend(asks), () => refuse('ai-accounting-unavailable', {})),
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
  const sharedHealth = createSharedHealth({
    health,
    shared: parts.embedded
      ? undefined
      : {
          save: (reports) => healthReports.saveReports(db, replica, reports),
          forget: () => healthReports.forgetReports(db, replica),
          others: () => healthReports.reportsOfOthers(db, replica),
        },
    now,
    failed: (error) => log?.warn({ err: error }, 'the health of providers was not told to other replicas'),
  })
  const admission = createAdmission({
    takeTurns: (places) =>
      within(POLICY_PATIENCE_MS, scarcePlaces.takeTurns(db, replica, places), () =>
        refuse('ai-accounting-unavailable', {}),
      ),
    unavailable(error) {
      log?.error({ err: error }, 'the queue of a scarce model cannot be reached')
      return refuse('ai-accounting-unavailable', {}, { cause: error })
    },
    length: settings.queueLength,
    patienceMs: settings.queuePatienceMs,
    now,
  })
  const protector = createProtector({
    contentSensitivity: settings.contentSensitivity,
    detector: settings.detector && createDetector(settings.detector),
    seen: createSeenTexts(detect, { maxTexts: settings.rememberedTexts, maxBytes: REMEMBERED_BYTES }),
    continuity: conversationOf,
  })
  const gatherer = createGatherer(settings.gatherStreamMs)
  const upstreams = createUpstreams(gatherer)
  const loading = createLoading({ load: (deployment) => warmUp(upstreams, deployment), busy: health.busy, now })
  const admit = createAdmit(policies, POLICY_PATIENCE_MS)
  const keyUsed = createKeyUses({
    tell: (keyId, at) => touchKey(db, keyId, at),
    failed: (error) => log?.warn({ err: error }, 'the last use of a key was not kept'),
  })
  const excesses = createExcessBook({
    now,
    tell(excess) {
      log?.info(excess, 'how a provider keeps to what calls allow')
      return tellExcess(db, excess)
    },
    failed: (error) => log?.error({ err: error }, 'what a provider used beyond its calls was not kept'),
  })
  const finder = createFinder({
    health,
    admission,
    loading,
    protector,
    send,
    now,
    left: createDepartures(),
    isStranger: excesses.isStranger,
  })
  const accountant = createAccountant({ budget, excesses, ledger, metrics, traces })
  const relay = createRelay({ gatherer, account: accountant.account })
  const refuseCall = createRefuser(accountant, () => log)
  const serveInformation = createInformation({
    admit,
    waitingOf: (keyId) => scarcePlaces.waitingOf(db, keyId),
    loading,
    forget: (conversation) => conversations.forgetConversation(db, conversation),
    now,
    maxBodyMegabytes: settings.maxBodyMegabytes,
    unknownSensitivity: settings.unknownSensitivity,
    log: () => log,
  })

  // No other process can use an embedded database: whatever holds budget there is gone.
  const sweep = (goneMs: number) =>
    settlement.sweep(db, new Date(now() - goneMs), new Date(now() - COUNTERS_KEPT_MS)).catch((error: unknown) => {
      log?.warn({ err: error }, 'budgets of gone replicas were not given back')
    })
  await sweep(parts.embedded ? 0 : settlement.REPLICA_GONE_MS)
  let sweptAt = now()
  /** A call that finds a budget reserved by a replica that is gone waits for nobody. */
  async function lend(asks: Parameters<typeof settlement.lend>[2]) {
    if (now() - sweptAt >= SWEEP_EVERY_MS) {
      sweptAt = now()
      await sweep(settlement.REPLICA_GONE_MS)
    }
    return settlement.lend(db, replica, asks)
  }
  const forgetting = setInterval(() => {
    conversations.forgetEndedConversations(db, services.clock()).catch((error: unknown) => {
      log?.warn({ err: error }, 'ended conversations were not forgotten')
    })
  }, SWEEP_EVERY_MS)
  forgetting.unref()

  function handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '' } = request
    if (!url.startsWith(ADDRESSES)) return false
    const cut = url.indexOf('?')
    const path = cut === -1 ? url : url.slice(0, cut)
    const served = request.method === 'POST' ? servedEndpoints.get(path) : undefined
    if (served) {
      const known = { at: services.clock(), unknownSensitivity: settings.unknownSensitivity }
      void serveCall(beginCall(request, response, served, known))
    } else void serveInformation(request, response, path)
    return true
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
    // Of somebody without a key no more is held in memory than that.
    if (!isShort(call.request)) call.key = (await admit(call.request, call.at.getTime())).key
    call.body = await readBody(call.request, settings.maxBodyMegabytes)
    const { policy, key } = await admit(call.request, call.at.getTime())
    call.key = key
    keyUsed(key.id, call.at)
    excesses.know(policy.excesses)
    if (!ledger.working()) throw refuse('ai-accounting-unavailable', {})
    // Who has no key costs no reading, and a call that cannot be read has its line.
    understand(call)
    const { sensitivity, from } = sensitivityOf(
      call.key,
      call.request.headers['x-socle-sensitivity'],
      settings.unknownSensitivity,
    )
    call.sensitivity = sensitivity
    call.sensitivityFrom = from
    call.deployments = authorise(policy, call.key, call.model, call.endpoint, sensitivity)
    // Elsewhere the translation refuses by name what the provider's dialect cannot say.
    if (call.deployments.some(({ native }) => native.has(call.endpoint)))
      requireReach({ endpoint: call.endpoint, json: call.json, applicationId: key.application.id }, settings)
    call.rules = policy.protection
    const looking = protector.inspect(call)
    if (looking instanceof Promise) await looking
    if (call.key.limits.length > 0) {
      const needs = () => excesses.needsAt(call.deployments.map((each) => [each.id, allowanceOf(call, each)] as const))
      const reservation = budget.reserve(call.key.limits, needs, call.at.getTime())
      call.reservation = reservation instanceof Promise ? await reservation : reservation
    }
    await finder.obtain(call, policy, (obtained) => relay(call, obtained))
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
    const { body: request, leftOut } = translation(call, json, endpoint, deployment).request()
    call.leftOut = leftOut
    if (deployment.provider.dialect === 'extractive')
      return parts.extractive.answer(JSON.parse(request.toString()) as Record<string, unknown>)
    return upstreams.send({
      provider: deployment.provider,
      path: upstreamPath[endpoint],
      headers: outgoingHeaders(call, deployment, endpoint),
      body: outgoingBody(call, request, deployment, endpoint),
    })
  }

  return {
    handle,
    refusalAt,
    health: sharedHealth.read,
    waiting: () => scarcePlaces.waitingCounts(db),
    loading,
    logTo: (logger) => (log = logger),
    async close() {
      clearInterval(forgetting)
      await admission.close()
      await sharedHealth.close()
      await ledger.close()
      await upstreams.close()
      await traces.close()
    },
  }
}
