/** Calls of the access layer in tests: an application with its key, and what the ledger says of it. */
import { applicationRoutes, aiLedgerRoutes, type LedgerLine, type Sensitivity } from '@socle/contracts'
import { permits } from './descriptions.ts'
import type { TestClient } from './test-client.ts'
import type { TestSocle } from './test-socle.ts'

export interface AiApplication {
  readonly id: string
  readonly keyId: string
  readonly secret: string
  readonly lead: TestClient
}

export async function aiApplication(
  socle: TestSocle,
  id: string,
  options: { sensitivity?: Sensitivity; organisation?: string; key?: object } = {},
): Promise<AiApplication> {
  const lead = await socle.as('camille')
  const { sensitivity = 'ordinary', organisation = permits.organisation } = options
  const uses = { 'ai-use': ['language-models'], 'ai-base-use': 'uses' }
  const description = { ...permits, organisation, traits: { ...permits.traits, ...uses, sensitivity } }
  await lead.call(applicationRoutes.create, { body: { id, version: '1.0.0', description } })
  const { body } = await lead.call(applicationRoutes.issueKey, {
    params: { applicationId: id },
    body: { label: 'test', purposes: ['ai'], ...options.key },
  })
  return { id, keyId: body.key.id, secret: body.secret, lead }
}

export const ask = (
  url: string,
  secret: string,
  model: string,
  extra: object = {},
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Bonjour' }], ...extra }),
    ...(signal && { signal }),
  })

/** Ledger lines of one application, newest first. */
export async function linesOf(socle: TestSocle, applicationId: string): Promise<LedgerLine[]> {
  const administrator = await socle.as('sophie')
  const { body } = await administrator.call(aiLedgerRoutes.calls, { query: { applicationId, size: 200 } })
  return body.calls
}

/** Comes back when the condition holds; the ledger of a caller that left is written after it left. */
export async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 50_000
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (Date.now() > end) throw new Error(`never came true; last: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export const provider = (id: string, baseUrl: string, extra: Record<string, unknown> = {}) => ({
  id,
  name: id,
  dialect: 'openai',
  baseUrl,
  location: 'France',
  law: 'FR',
  circle: 1,
  clearance: 'restricted',
  approved: true,
  models: [{ name: 'good', price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 } }],
  ...extra,
})
