/** What is sent to a provider: the caller's bytes, with the model's own name there and Socle's secret instead of the key. */
import type { Endpoint } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import { topLevelMembers, withMember } from '../receive/json-members.ts'

const ANTHROPIC_VERSION = '2023-06-01'
/** Headers of the caller that mean something to the provider. */
const passedOn = ['accept', 'anthropic-version', 'anthropic-beta', 'openai-beta'] as const

/** @param body bytes in the provider's dialect */
export function outgoingBody(call: Call, body: Buffer, deployment: Deployment, endpoint: Endpoint): Buffer {
  // Its parts were written anew, the model's own name among them.
  if (endpoint === 'transcriptions') return body
  const askUsage = call.streamed && endpoint === 'chat' && !wantsUsage(call)
  const rename = call.model !== deployment.upstream || body !== call.body
  if (!rename && !askUsage) return body
  let bytes = body
  if (rename) bytes = withMember(bytes, topLevelMembers(bytes), 'model', JSON.stringify(deployment.upstream))
  if (askUsage) {
    const given = call.json.stream_options
    const options = { ...(typeof given === 'object' ? given : {}), include_usage: true }
    bytes = withMember(bytes, topLevelMembers(bytes), 'stream_options', JSON.stringify(options))
  }
  return bytes
}

/** Did the caller ask for the usage event of a chat stream? */
export const wantsUsage = ({ json }: Call): boolean =>
  (json.stream_options as { include_usage?: unknown } | null | undefined)?.include_usage === true

export function outgoingHeaders(call: Call, { provider }: Deployment, endpoint: Endpoint): Record<string, string> {
  const { headers } = call.request
  const own: Record<string, string> = {
    'content-type': endpoint === 'transcriptions' ? headers['content-type']! : 'application/json',
    'x-request-id': call.requestId,
    'user-agent': 'socle',
    // Answers are read here: for their figures, their end, and what is put back into them.
    'accept-encoding': 'identity',
  }
  for (const name of passedOn) {
    const value = headers[name]
    if (typeof value === 'string') own[name] = value
  }
  if (endpoint === 'messages') own['anthropic-version'] ??= ANTHROPIC_VERSION
  if (provider.secret !== undefined) {
    if (provider.dialect === 'anthropic') own['x-api-key'] = provider.secret
    else own.authorization = `Bearer ${provider.secret}`
  }
  return own
}
