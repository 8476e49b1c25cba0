/** Passes the answer of a provider on, and accounts for it before its end leaves. */
import { restoreJson, restoreStream } from '@socle/privacy'
import { refuse } from '../../../platform/errors.ts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call, Usage } from '../call.ts'
import type { Obtained } from '../call/obtain.ts'
import { wantsUsage } from '../call/outgoing.ts'
import { UpstreamFailure } from '../call/upstream.ts'
import { jsonObject } from '../dialects/json-shapes.ts'
import { refusalEvent } from '../dialects/refusals.ts'
import { translation } from '../dialects/translation.ts'
import type { Accountant } from '../meter/account.ts'
import { answerText, estimateUsage } from '../meter/estimate.ts'
import { reportedUsage } from '../meter/usage.ts'
import { sendRefusal } from '../refuse/send-refusal.ts'
import type { HealthBook } from '../route/health.ts'
import { writeHead } from './answer-head.ts'
import type { Gatherer } from './gather.ts'
import { inTurn, StreamRelay } from './stream-relay.ts'
import { takeAnswer, usageInTail } from './whole-answer.ts'

/** @throws UpstreamFailure while nothing was passed on */
export type Relay = (call: Call, obtained: Obtained) => Promise<void>

export function createRelay(parts: { gatherer: Gatherer; health: HealthBook; account: Accountant['account'] }): Relay {
  const { gatherer, health, account } = parts

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

  return async (call, obtained) => {
    const contentType = String(obtained.upstream.headers['content-type'] ?? 'application/json')
    if (contentType.startsWith('text/event-stream')) await relayStream(call, obtained, contentType)
    else await relayWhole(call, obtained, contentType)
  }
}

const estimated = (call: Call, { declaration }: Deployment, text: string): Promise<Usage> =>
  estimateUsage(declaration.tokenizer, call.json, text)
