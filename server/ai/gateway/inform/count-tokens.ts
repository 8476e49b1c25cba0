/** `/v1/messages/count_tokens`: how long a request is, by the model's tokenizer. Nothing is sent to anybody, and nothing is used of a budget. */
import type { Sensitivity } from '@socle/contracts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { authorise, sensitivityOf } from '../authorise/authorise.ts'
import type { Admit } from '../identify/admit.ts'
import { estimateUsage } from '../meter/estimate.ts'
import { beginCall } from '../receive/begin-call.ts'
import { readBody } from '../receive/read-body.ts'
import { understand } from '../receive/receive.ts'

export interface Counted {
  readonly input_tokens: number
}

/** @throws Refusal as the call itself would: key, body, model */
export async function countTokens(
  request: IncomingMessage,
  response: ServerResponse,
  {
    admit,
    maxBodyMegabytes,
    unknownSensitivity,
    at,
  }: { admit: Admit; maxBodyMegabytes: number; unknownSensitivity: Sensitivity; at: Date },
): Promise<Counted> {
  const { policy, key } = await admit(request, at.getTime())
  const known = { at, unknownSensitivity }
  const call = beginCall(request, response, { endpoint: 'messages', dialect: 'anthropic' }, known)
  call.body = await readBody(request, maxBodyMegabytes)
  understand(call)
  const { sensitivity } = sensitivityOf(key, request.headers['x-socle-sensitivity'], unknownSensitivity)
  const [first] = authorise(policy, key, call.model, call.endpoint, sensitivity)
  const { tokensIn } = await estimateUsage(first!.declaration.tokenizer, call, { text: '', times: 1 })
  return { input_tokens: tokensIn }
}
