import type { Refusal } from '../../../platform/errors.ts'
import { languageOf } from '../../../platform/request-language.ts'
import type { Call } from '../call.ts'
import { refusalAnswer } from '../dialects/refusals.ts'

/** An answer with a reason; an answer that has begun is cut instead. */
export function sendRefusal(call: Call, refusal: Refusal): void {
  const { response } = call
  if (response.destroyed) return
  if (response.headersSent) return void response.destroy()
  const { status, headers, body } = refusalAnswer(refusal, call.dialect, languageOf(call.request), call.requestId)
  response.writeHead(status, { ...headers, 'content-length': body.length })
  response.end(body)
}
