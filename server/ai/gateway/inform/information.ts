/** `/v1/models`, `/v1/models/{name}`, `/v1/queue`, `/v1/conversations/{name}`, `/v1/messages/count_tokens`; nothing there has a line in the ledger. */
import type { Sensitivity } from '@socle/contracts'
import type { FastifyBaseLogger } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { languageOf } from '../../../platform/request-language.ts'
import type { GatewayKey, Policy } from '../../policy/policy.ts'
import { list, modelsFor, sensitivityOf } from '../authorise/authorise.ts'
import type { CallerDialect } from '../call.ts'
import { refusalAnswer } from '../dialects/refusals.ts'
import type { Admit } from '../identify/admit.ts'
import type { ConversationName } from '../protect/conversations-store.ts'
import { requestIdOf } from '../receive/begin-call.ts'
import {
  CONVERSATIONS_PATH,
  COUNT_PATH,
  dialectAt,
  methodsOf,
  MODELS_PATH,
  QUEUE_PATH,
  servedEndpoints,
} from '../receive/endpoints.ts'
import { estimatedWait } from '../route/admission.ts'
import type { Loading } from '../route/loading.ts'
import type { Waiting } from '../route/scarce-places-store.ts'
import { countTokens } from './count-tokens.ts'

export function createInformation(parts: {
  admit: Admit
  /** Places of a key in the queues of scarce models, on all replicas. */
  waitingOf: (keyId: string) => Promise<Waiting[]>
  loading: Loading
  /** @returns whether there was one */
  forget: (conversation: ConversationName) => Promise<boolean>
  now: () => number
  maxBodyMegabytes: number
  unknownSensitivity: Sensitivity
  log: () => FastifyBaseLogger | undefined
}) {
  const { admit, loading, now, maxBodyMegabytes, log } = parts

  async function serveInformation(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const requestId = requestIdOf(request)
    const counts = path === COUNT_PATH && request.method === 'POST'
    const dialect: CallerDialect = request.headers['anthropic-version'] === undefined ? dialectAt(path) : 'anthropic'
    const allow = methodsOf(path)?.join(', ')
    const own = { 'x-request-id': requestId, ...(allow !== undefined && { allow }) }
    try {
      if (!counts) request.resume()
      if (request.method === 'OPTIONS' && allow !== undefined) return void response.writeHead(204, own).end()
      const answer = counts
        ? await countTokens(request, response, {
            admit,
            maxBodyMegabytes,
            unknownSensitivity: parts.unknownSensitivity,
            at: new Date(now()),
          })
        : await informed(request, path, dialect)
      const body = Buffer.from(JSON.stringify(answer))
      response.writeHead(200, { ...own, 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    } catch (error) {
      request.resume()
      const refusal = error instanceof Refusal ? error : refuse('internal-error', { requestId }, { cause: error })
      if (refusal.code === 'internal-error') log()?.error({ err: error, requestId }, 'the access layer failed')
      const { status, headers, body } = refusalAnswer(refusal, dialect, languageOf(request), requestId)
      response.writeHead(status, { ...headers, ...own, 'content-length': body.length })
      response.end(body)
    }
  }

  async function informed(request: IncomingMessage, path: string, dialect: CallerDialect): Promise<object> {
    const { policy, key } = await admit(request, now())
    if (path === QUEUE_PATH && request.method === 'GET') return { object: 'list', data: await queueOf(policy, key) }
    return (await forgottenConversation(key, request, path)) ?? information(policy, key, request, path, dialect)
  }

  /** GET /v1/queue: what this key waits for. */
  async function queueOf(policy: Policy, { id: keyId }: GatewayKey): Promise<object[]> {
    const deployments = new Map([...policy.models.values()].flat().map((deployment) => [deployment.id, deployment]))
    return (await parts.waitingOf(keyId)).flatMap(({ deployment: id, requestId, position, waitedSeconds }) => {
      const deployment = deployments.get(id)
      if (!deployment) return []
      const estimatedSeconds = estimatedWait(deployment, position)
      return [{ requestId, keyId, model: deployment.name, position, estimatedSeconds, waitedSeconds }]
    })
  }

  /** DELETE /v1/conversations/{name}: the application forgets what was kept for it. */
  async function forgottenConversation(key: GatewayKey, { method }: IncomingMessage, path: string) {
    if (method !== 'DELETE' || !path.startsWith(`${CONVERSATIONS_PATH}/`)) return undefined
    const id = decoded(path.slice(CONVERSATIONS_PATH.length + 1))
    const deleted = await parts.forget({ applicationId: key.application.id, name: id })
    return { id, object: 'conversation.deleted', deleted }
  }

  function information(
    policy: Policy,
    key: GatewayKey,
    { method = '', headers }: IncomingMessage,
    path: string,
    dialect: CallerDialect,
  ): object {
    const methods = methodsOf(path)
    if (methods === undefined) {
      const known = [...servedEndpoints.keys(), COUNT_PATH, MODELS_PATH, QUEUE_PATH, `${CONVERSATIONS_PATH}/…`]
      throw refuse('ai-endpoint-unknown', { path: `${method} ${path}`, served: known.join(', ') })
    }
    if (!methods.includes(method)) throw refuse('ai-method-refused', { path, method, allowed: methods.join(', ') })
    const { sensitivity } = sensitivityOf(key, headers['x-socle-sensitivity'], parts.unknownSensitivity)
    const names = modelsFor(policy, key, sensitivity)
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
    const told = first.declaration.serving === 'experimental' ? loading.look(first) : undefined
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
      state: told?.state ?? 'ready',
      ...(told && told.state !== 'ready' && { estimatedSeconds: told.waitSeconds }),
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

  return serveInformation
}

/** What was escaped in an address; text that is no escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
