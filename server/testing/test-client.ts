/** What calls a running Socle in tests: over HTTP only, signed in as people sign in. */
import type { RouteContract, RouteInput, RouteOutput } from '@socle/contracts'
import { Problem } from '@socle/contracts'
import { createServer } from 'node:net'

interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  /** Parsed answer; of a refusal, see `problem`. */
  readonly body: T
  readonly problem: Problem | undefined
  readonly bytes: Buffer
}

export interface TestClient {
  call: <R extends RouteContract>(
    route: R,
    input?: Partial<RouteInput<R>> & { headers?: Record<string, string>; form?: FormData },
  ) => Promise<Answer<RouteOutput<R>>>
  readonly cookie: string
  readonly csrfToken: string
}

export async function signedIn(url: string, persona: string): Promise<TestClient> {
  const cookie = await signIn(url, persona)
  const answer = await fetch(`${url}/api/session`, { headers: { cookie } })
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  return client(url, { cookie, 'x-csrf-token': csrfToken })
}

/** Follows the redirects of a real sign-in, as a browser would. @returns the session cookie */
async function signIn(url: string, persona: string): Promise<string> {
  const jar = new Map<string, string>()
  const visit = async (target: string, method = 'GET'): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(target, url), { method, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') jar.delete(name!)
      else jar.set(name!, value!)
    }
    const location = answer.headers.get('location')
    if (location === null || new URL(location, url).pathname.startsWith('/demo/choose/')) return answer
    return new URL(location, url).pathname === '/' ? answer : visit(location)
  }
  const choice = await visit('/auth/login')
  const interaction = new URL(choice.headers.get('location')!, url).pathname
  await visit(`${interaction}/${persona}`, 'POST')
  const session = jar.get('socle_session')
  if (!session) throw new Error(`sign-in as ${persona} gave no session`)
  return `socle_session=${session}`
}

export function client(url: string, identity: Record<string, string>): TestClient {
  return {
    cookie: identity.cookie ?? '',
    csrfToken: identity['x-csrf-token'] ?? '',
    async call(route, input) {
      const { params, query, body, headers, form } = (input ?? {}) as {
        params?: Record<string, string>
        query?: Record<string, unknown>
        body?: unknown
        headers?: Record<string, string>
        form?: FormData
      }
      const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
      const search = new URLSearchParams(
        Object.fromEntries(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)])),
      )
      const answer = await fetch(`${url}${path}${search.size > 0 ? `?${search.toString()}` : ''}`, {
        method: route.method,
        headers: { ...identity, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(form && { body: form }),
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      const type = answer.headers.get('content-type') ?? ''
      const parsed: unknown =
        /^application\/(\w+\+)?json\b/.test(type) && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined
      return {
        status: answer.status,
        headers: answer.headers,
        bytes,
        body: parsed as never,
        problem: type.startsWith('application/problem+json') ? Problem.parse(parsed) : undefined,
      }
    },
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
