/** The smallest call there is: the provider loads the model to answer it. */
import type { Deployment } from '../../policy/policy.ts'
import { UpstreamFailure, type Upstreams } from '../call/upstream.ts'
import { upstreamPath } from '../receive/endpoints.ts'

/** @throws UpstreamFailure when the model could not be loaded */
export async function warmUp(upstreams: Upstreams, deployment: Deployment): Promise<void> {
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
