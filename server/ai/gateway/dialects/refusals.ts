/** A refusal in the words of the caller's dialect, so that its client raises the error that its code expects. */
import { problemCatalogue, type Language } from '@socle/contracts'
import { problemDocument, type Refusal } from '../../../platform/errors.ts'
import { languageOf } from '../../../platform/request-language.ts'
import type { RefusalAt } from '../../../platform/unreadable-requests.ts'
import type { Call, CallerDialect } from '../call.ts'
import { ADDRESSES, dialectAt } from '../receive/endpoints.ts'

export interface RefusalAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** A client of the OpenAI family retries a 429 by itself: not when the budget frees later than this. */
const RETRY_WITHIN_S = 60

const openAiTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
}
const anthropicTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  415: 'invalid_request_error',
  429: 'rate_limit_error',
  503: 'overloaded_error',
}

export function refusalAnswer(
  refusal: Refusal,
  dialect: CallerDialect,
  language: Language,
  requestId: string,
): RefusalAnswer {
  const { status } = problemCatalogue[refusal.code]
  const seconds = retryAfterSeconds(refusal)
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': requestId,
      ...(dialect === 'anthropic' && { 'request-id': requestId }),
      // RFC 9110 §11.6.1
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(seconds !== undefined && { 'retry-after': String(seconds) }),
      ...(status === 429 && seconds !== undefined && seconds > RETRY_WITHIN_S && { 'x-should-retry': 'false' }),
    },
    body: Buffer.from(JSON.stringify(errorObject(refusal, dialect, language, requestId))),
  }
}

/** The same for what could not be read as a call; undefined = no address of the access layer. */
export const refusalAt: RefusalAt = (path, refusal, language, requestId) =>
  path.startsWith(ADDRESSES) ? refusalAnswer(refusal, dialectAt(path), language, requestId) : undefined

/** The same, inside a stream that has begun. @param number of the event, where the dialect numbers them */
export function refusalEvent(
  refusal: Refusal,
  { dialect, endpoint, request, requestId }: Pick<Call, 'dialect' | 'endpoint' | 'request' | 'requestId'>,
  number: number,
): Buffer {
  const error = errorObject(refusal, dialect, languageOf(request), requestId)
  // Responses says in the event what its other errors say in an object; its official client raises an error by that object only.
  const numbered = { ...error, ...error.error, type: 'error', sequence_number: number }
  const data = JSON.stringify(endpoint === 'responses' ? numbered : error)
  const hasNames = dialect === 'anthropic' || endpoint === 'responses'
  return Buffer.from(`${hasNames ? 'event: error\n' : ''}data: ${data}\n\n`)
}

/** @param answered status of the answer, where it is another than that of the refusal: what a provider said is passed on with its own */
export function errorObject(
  refusal: Refusal,
  dialect: CallerDialect,
  language: Language,
  requestId: string,
  answered: number = problemCatalogue[refusal.code].status,
): { readonly type?: string; readonly error: object; readonly request_id?: string } {
  const { detail, type } = problemDocument(refusal, language, requestId)
  if (dialect === 'anthropic')
    return {
      type: 'error',
      error: {
        type: anthropicTypes[answered] ?? (answered < 500 ? 'invalid_request_error' : 'api_error'),
        message: detail,
        code: refusal.code,
        page: type,
      },
      request_id: requestId,
    }
  const kind = openAiTypes[answered] ?? (answered < 500 ? 'invalid_request_error' : 'server_error')
  return { error: { message: detail, type: kind, param: null, code: refusal.code, page: type, request_id: requestId } }
}

/** Nobody knows how long a database is away: soon enough to go on, late enough not to press. */
const ACCOUNTING_RETRY_S = 5

function retryAfterSeconds({ code, extra }: Refusal): number | undefined {
  const ms = (extra.current as { retryAfterMs?: number } | undefined)?.retryAfterMs
  if (ms !== undefined) return Math.max(1, Math.ceil(ms / 1000))
  return code === 'ai-accounting-unavailable' ? ACCOUNTING_RETRY_S : undefined
}
