/** A call that failed: it is accounted for like any other, and its caller learns why in its own dialect. */
import type { FastifyBaseLogger } from 'fastify'
import { Refusal, refuse } from '../../../platform/errors.ts'
import { languageOf } from '../../../platform/request-language.ts'
import { type Call, type Ending, noUsage } from '../call.ts'
import { ProviderRefusal } from '../call/obtain.ts'
import { isObject, jsonObject, objects, text } from '../dialects/json-shapes.ts'
import { errorObject, refusalAnswer } from '../dialects/refusals.ts'
import type { Accountant } from '../meter/account.ts'
import { writeHead } from '../relay/answer-head.ts'
import { CallerLeft } from '../route/admission.ts'
import { sendRefusal } from './send-refusal.ts'

/** What servers write of a caller that left before its answer began: nothing was sent, and Socle did not fail. */
const CALLER_LEFT = 499

export function createRefuser(accountant: Accountant, log: () => FastifyBaseLogger | undefined) {
  const { account } = accountant

  async function refuseCall(call: Call, error: unknown): Promise<void> {
    if (error instanceof ProviderRefusal) return passRefusal(call, error)
    const left = error instanceof CallerLeft || (call.response.destroyed && !(error instanceof Refusal))
    const refusal =
      error instanceof Refusal ? error : refuse('internal-error', { requestId: call.requestId }, { cause: error })
    if (refusal.code === 'internal-error' && !left)
      log()?.error({ err: error, requestId: call.requestId }, 'an AI call failed')
    const answer = refusalAnswer(refusal, call.dialect, languageOf(call.request), call.requestId)
    const failed = refusal.code === 'ai-providers-failed' || refusal.code === 'ai-provider-silent'
    const outcome = left ? 'caller-left' : failed ? 'upstream-error' : answer.status === 503 ? 'unavailable' : 'refused'
    if (call.key !== undefined && refusal.code !== 'ai-accounting-unavailable') {
      const ending: Ending = {
        status: left ? CALLER_LEFT : answer.status,
        outcome,
        reason: left ? null : refusal.code,
        deployment: undefined,
        usage: noUsage,
      }
      if (!(await account(call, ending))) return sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    } else {
      if (refusal.code === 'ai-accounting-unavailable') accountant.leaveUnaccounted(call)
      accountant.giveBack(call)
    }
    if (!left) sendRefusal(call, refusal)
  }

  /** The provider's own words about the caller's mistake, in the caller's dialect. */
  async function passRefusal(call: Call, { status, body, deployment, endpoint }: ProviderRefusal): Promise<void> {
    // It was a call to the provider, and counts as one.
    const ending: Ending = {
      status,
      outcome: 'upstream-error',
      reason: `HTTP ${status}`,
      deployment,
      usage: noUsage,
    }
    if (!(await account(call, ending))) return sendRefusal(call, refuse('ai-accounting-unavailable', {}))
    if (call.response.destroyed) return
    const said = jsonObject(body)
    const same = isObject(said?.error) && (endpoint === 'messages') === (call.dialect === 'anthropic')
    const reason = messageOf(said) ?? `HTTP ${status}`
    const answer = same
      ? body
      : Buffer.from(
          JSON.stringify(
            errorObject(
              refuse('ai-request-malformed', { reason }),
              call.dialect,
              languageOf(call.request),
              call.requestId,
              status,
            ),
          ),
        )
    writeHead(call, status, 'application/json', deployment, answer.length)
    call.response.end(answer)
  }

  return refuseCall
}

/** Servers of models in Python say where each mistake is, and repeat what was sent: that part is left out. */
function messageOf(said: Record<string, unknown> | undefined): string | undefined {
  const error = said?.error ?? said?.detail ?? said?.message
  if (typeof error === 'string') return error
  if (isObject(error)) return typeof error.message === 'string' ? error.message : undefined
  const mistakes = objects(error).map(({ loc, msg }) => `${Array.isArray(loc) ? `${loc.join('.')}: ` : ''}${text(msg)}`)
  return mistakes.length === 0 ? undefined : mistakes.join('; ')
}
