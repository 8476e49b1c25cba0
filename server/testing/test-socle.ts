/** A whole Socle for a test: real server on a free port, real database, real sign-in through the demonstration provider. */
import type { RouteContract, RouteInput, RouteOutput } from '@socle/contracts'
import { Problem } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { createApp } from '../app.ts'
import { currentFramework } from '../conformity/requirements/editions-store.ts'
import { migrate } from '../migrations/index.ts'
import { loadAuthorisation } from '../platform/authorisation.ts'
import { readConfig } from '../platform/config.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../platform/database.ts'
import { createEvents } from '../platform/events.ts'
import type {} from './global-setup.ts'

export const databaseKinds = ['embedded', 'postgresql'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

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

export interface TestSocle {
  readonly url: string
  readonly database: OpenDatabase
  /** Moves the server's clock. */
  setClock: (now: Date) => void
  as: (persona: string) => Promise<TestClient>
  withKey: (secret: string) => TestClient
  readonly anonymous: TestClient
  close: () => Promise<void>
}

export async function startTestSocle(kind: DatabaseKind): Promise<TestSocle> {
  const port = await freePort()
  const config = { ...readConfig({ PORT: String(port), SOCLE_LOG_LEVEL: 'silent' }), requestsPerMinute: 1_000_000 }
  const database = kind === 'embedded' ? await openEmbedded(null) : await openNewDatabase(inject('postgresqlUrl'))
  let clock = () => new Date()
  await migrate(database.db)
  const folder = join(config.projectRoot, 'framework')
  const app = await createApp({
    config,
    db: database.db,
    framework: await currentFramework(database.db, folder, clock()),
    authorisation: loadAuthorisation(folder),
    events: createEvents(),
    clock: () => clock(),
  })
  await app.listen({ port, host: '127.0.0.1' })
  const url = config.publicUrl
  return {
    url,
    database,
    setClock: (now) => (clock = () => now),
    as: async (persona) => {
      const cookie = await signIn(url, persona)
      const answer = await fetch(`${url}/api/session`, { headers: { cookie } })
      const { csrfToken } = (await answer.json()) as { csrfToken: string }
      return client(url, { cookie, 'x-csrf-token': csrfToken })
    },
    withKey: (secret) => client(url, { authorization: `Bearer ${secret}` }),
    anonymous: client(url, {}),
    async close() {
      await app.close()
      await database.close()
    },
  }
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

function client(url: string, identity: Record<string, string>): TestClient {
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
      const parsed: unknown = /json/.test(type) && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined
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

async function openNewDatabase(maintenanceUrl: string): Promise<OpenDatabase> {
  const name = `socle_${randomUUID().replaceAll('-', '')}`
  const maintenance = new pg.Client({ connectionString: maintenanceUrl })
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  await maintenance.end()
  const url = new URL(maintenanceUrl)
  url.pathname = `/${name}`
  return openDatabase({ databaseUrl: url.href, databasePoolSize: 5, dataFolder: '' })
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
