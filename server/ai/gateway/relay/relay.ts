/** Passes the answer of a provider on, and accounts for it before its end leaves. */
import { failureWords } from '@socle/contracts'
import { restoreJson, restoreStream, type Vault } from '@socle/privacy'
import type { Endpoint } from '@socle/contracts'
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call, Usage } from '../call.ts'
import { EVENT_STREAM, localAnswer } from '../call/local-answer.ts'
import type { Obtained } from '../call/obtain.ts'
import { wantsUsage } from '../call/outgoing.ts'
import { secretsOf } from '../call/provider-secrets.ts'
import { UpstreamFailure } from '../call/upstream.ts'
import { type Json, jsonObject } from '../dialects/json-shapes.ts'
import { refusalEvent } from '../dialects/refusals.ts'
import { translation } from '../dialects/translation.ts'
import type { Accountant } from '../meter/account.ts'
import { answerText, beginningText, estimateUsage, type Said } from '../meter/estimate.ts'
import { figuresOf, mergeUsage, reportedUsage } from '../meter/usage.ts'
import { sendRefusal } from '../refuse/send-refusal.ts'
import { writeHead } from './answer-head.ts'
import type { Gatherer } from './gather.ts'
import { replays } from './replay.ts'
import { tellsFailure } from './sse.ts'
import { inTurn, type StreamEnd, StreamRelay } from './stream-relay.ts'
import { takeAnswer, usageIn } from './whole-answer.ts'

/**
 * @returns how the provider failed after a part of its answer was passed on
 * @throws UpstreamFailure while nothing was passed on
 */
export type Relay = (call: Call, obtained: Obtained) => Promise<UpstreamFailure | undefined>

export function createRelay(parts: { gatherer: Gatherer; account: Accountant['account'] }): Relay {
  const { gatherer, account } = parts

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
      secrets: secretsOf(deployment.provider),
      wantsUsage: endpoint === 'chat' && call.endpoint === 'chat' ? wantsUsage(call) : undefined,
      gatherer,
      head: () => writeHead(call, 200, contentType, deployment),
    })
    upstream.attach(relayed)
    const end = await relayed.ended
    release()
    call.firstByteAt = relayed.firstByteAt
    if (end.failure && relayed.firstByteAt === undefined && !end.callerLeft) throw end.failure
    const usage = await usageOf(call, deployment, end)
    if (end.failure === undefined) relayed.conclude(untold(usage, endpoint))
    if (hidden.vault) call.protections = hidden.vault.counts()
    const outcome = end.callerLeft
      ? 'caller-left'
      : end.failure === undefined
        ? 'answered'
        : end.failure.kind === 'silent'
          ? 'upstream-stalled'
          : 'upstream-broke'
    const reason = end.failure?.message ?? null
    const durable = await account(call, { status: 200, outcome, reason, deployment, usage })
    if (!durable) relayed.breakOff(refusalEvent(refuse('ai-accounting-unavailable', {}), call, relayed.nextNumber()))
    else if (end.failure === undefined) relayed.finish()
    else {
      const refusal = refuse('ai-stream-broke', {
        reason: failureWords(end.failure.message),
        requestId: call.requestId,
      })
      relayed.finish(refusalEvent(refusal, call, relayed.nextNumber()))
    }
    return end.failure
  }

  async function relayWhole(call: Call, obtained: Obtained, contentType: string) {
    const { deployment, endpoint, upstream, hidden, release } = obtained
    const translated = translation(call, hidden.json, endpoint, deployment)
    const changed = translated.answer !== undefined || hidden.vault !== undefined
    const answer = await takeAnswer(upstream, call.response, secretsOf(deployment.provider), changed, () => {
      call.firstByteAt = performance.now()
      writeHead(call, upstream.status, contentType, deployment)
    })
    release()
    if (answer.kind === 'passed') {
      const { beginning, tail, size } = answer
      const usage =
        reportedUsage(usageIn(tail) ?? usageIn(beginning) ?? {}, endpoint) ??
        (await estimated(call, deployment, {
          text: beginningText(beginning.toString('utf8')),
          times: size / beginning.length,
        }))
      const outcome = answer.callerLeft ? 'caller-left' : answer.failure ? 'upstream-broke' : 'answered'
      const reason = answer.failure?.message ?? null
      const durable = await account(call, { status: upstream.status, outcome, reason, deployment, usage })
      if (durable) answer.finish()
      else call.response.destroy()
      return answer.failure
    }
    const json = saidIn(contentType.startsWith('application/json') ? answer.body : undefined, endpoint)
    // A model that does not answer in JSON where it must has broken off.
    if (json === undefined && call.endpoint !== 'transcriptions') throw new UpstreamFailure('broke', 'no JSON object')
    const usage =
      (json && reportedUsage(json, endpoint)) ??
      (await estimated(call, deployment, {
        text: json ? answerText(json) : answer.body.toString('utf8'),
        times: 1,
      }))
    const inDialect = json && translated.answer ? translated.answer(withFigures(json, usage, endpoint)) : json
    const restored = inDialect && hidden.vault ? restoreJson(hidden.vault, inDialect) : inDialect
    const body =
      json === undefined
        ? plainAnswer(hidden.vault, answer.body)
        : restored === json
          ? answer.body
          : Buffer.from(JSON.stringify(restored))
    if (hidden.vault) call.protections = hidden.vault.counts()
    const outcome = call.response.destroyed ? 'caller-left' : 'answered'
    const durable = await account(call, { status: upstream.status, outcome, reason: null, deployment, usage })
    if (!durable) sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    else if (!call.response.destroyed) {
      writeHead(call, upstream.status, contentType, deployment, body.length)
      call.response.end(body)
    }
    return undefined
  }

  /** A provider that answers in one piece where a stream was asked for. */
  async function relayReplayed(call: Call, obtained: Obtained, replayed: (answer: Json) => Buffer[]) {
    const secrets = secretsOf(obtained.deployment.provider)
    const answer = await takeAnswer(obtained.upstream, call.response, secrets, true, () => {})
    const json = saidIn(answer.kind === 'whole' ? answer.body : undefined, obtained.endpoint)
    if (json === undefined) throw new UpstreamFailure('broke', 'no JSON object')
    return relayStream(call, { ...obtained, upstream: localAnswer(EVENT_STREAM, replayed(json)) }, EVENT_STREAM)
  }

  return (call, obtained) => {
    const contentType = String(obtained.upstream.headers['content-type'] ?? 'application/json')
    if (contentType.startsWith('text/event-stream')) {
      if (call.streamed) return relayStream(call, obtained, contentType)
      obtained.upstream.abort()
      return Promise.reject(new UpstreamFailure('broke', 'a stream for an answer'))
    }
    const replayed = call.streamed ? replays[obtained.endpoint] : undefined
    return replayed !== undefined ? relayReplayed(call, obtained, replayed) : relayWhole(call, obtained, contentType)
  }
}

/** Where the answer stands in each dialect: an object without it answers something else. */
const answerMembers: Partial<Record<Endpoint, string>> = { chat: 'choices', messages: 'content', responses: 'output' }

/** @returns undefined = no JSON object @throws UpstreamFailure when it tells something else than an answer */
function saidIn(body: Buffer | undefined, endpoint: Endpoint) {
  const json = body && jsonObject(body)
  if (json !== undefined && tellsFailure(json)) throw new UpstreamFailure('broke', 'error for an answer')
  const member = answerMembers[endpoint]
  if (json !== undefined && member !== undefined && !Array.isArray(json[member]))
    throw new UpstreamFailure('broke', 'no JSON object')
  return json
}

/** A transcription that is asked for as a text or as subtitles. */
const plainAnswer = (vault: Vault | undefined, body: Buffer): Buffer =>
  vault === undefined ? body : Buffer.from(vault.answer(body.toString('utf8')))

/** What was counted here in the place of the provider, in its dialect. */
const untold = (usage: Usage, endpoint: Endpoint) => (usage.estimated ? figuresOf(usage, endpoint) : undefined)

/** A dialect that is translated into tells tokens in every answer: those that the ledger counts. */
function withFigures(answer: Json, usage: Usage, endpoint: Endpoint): Json {
  const figures = untold(usage, endpoint)
  return figures === undefined ? answer : { ...answer, usage: figures }
}

/** What broke off was reported at its beginning at most: what was received since is counted here. */
async function usageOf(call: Call, deployment: Deployment, { usage, failure, said }: StreamEnd): Promise<Usage> {
  if (usage !== undefined && failure === undefined) return usage
  return mergeUsage(usage, await estimated(call, deployment, said()))
}

const estimated = (call: Call, { declaration }: Deployment, said: Said): Promise<Usage> =>
  estimateUsage(declaration.tokenizer, call, said)
