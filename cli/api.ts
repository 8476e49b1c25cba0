/** Calls a running Socle by its contract: as the operator of this machine, or with what SOCLE_URL and SOCLE_KEY say. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { Problem } from '@socle/contracts/problems'
import type { RouteContract, RouteInput, RouteOutput } from '@socle/contracts/route'
import { serverRefused, serverSilent, serverUnknown } from './errors.ts'
import { readSettings } from './settings.ts'

const PATIENCE_MS = 120_000
/** A file may be an export of millions of lines. */
const FILE_PATIENCE_MS = 3_600_000

interface Server {
  readonly url: string
  readonly token: string
}

/** Where the Socle of this machine keeps its data. */
export function dataFolderHere(): string {
  const { dataFolder, parameterFile } = readSettings()
  return resolve(dataFolder ?? dataFolderOf(parameterFile) ?? './data')
}

/** @throws Refusal when no Socle runs here and none is named */
function findServer(): Server {
  const { server, key } = readSettings()
  if (server !== undefined && key !== undefined) return { url: server.replace(/\/$/, ''), token: key }
  const folder = dataFolderHere()
  const [pid, token] = [join(folder, 'socle.pid'), join(folder, 'operator.token')]
  if (!existsSync(pid) || !existsSync(token)) throw serverUnknown(folder)
  const { address } = JSON.parse(readFileSync(pid, 'utf8')) as { address: string }
  return { url: server ?? address, token: readFileSync(token, 'utf8').trim() }
}

/** What the server reads there, so that both find the same folder; undefined when the file says nothing of it. */
function dataFolderOf(parameterFile: string): string | undefined {
  if (!existsSync(parameterFile)) return undefined
  const parameters = parseDocument(readFileSync(parameterFile, 'utf8')).toJS() as { dataFolder?: unknown } | null
  return typeof parameters?.dataFolder === 'string' ? parameters.dataFolder : undefined
}

/** @throws Refusal with the problem document's own words */
export async function callApi<R extends RouteContract>(
  contract: R,
  input: RouteInput<R> & { form?: FormData },
  server: Server = findServer(),
): Promise<RouteOutput<R> & { file?: AsyncIterable<Uint8Array> }> {
  const { params, query, body, form } = input as {
    params?: Record<string, string>
    query?: Record<string, unknown>
    body?: unknown
    form?: FormData
  }
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const url = new URL(server.url + path)
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  let answer: Response
  try {
    answer = await fetch(url, {
      method: contract.method,
      headers: {
        authorization: `Bearer ${server.token}`,
        accept: 'application/json, application/problem+json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form && { body: form }),
      // The token must not follow a redirect to somebody else.
      redirect: 'error',
      signal: AbortSignal.timeout(contract.response === 'file' ? FILE_PATIENCE_MS : PATIENCE_MS),
    })
  } catch (cause) {
    throw serverSilent(
      url.origin,
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause),
    )
  }
  if (answer.ok) {
    if (contract.response === 'file') return { file: answer.body ?? [] } as never
    return (await answer.json()) as never
  }
  const problem = Problem.safeParse(await answer.json().catch(() => undefined))
  throw serverRefused(url.href, answer.status, problem.data)
}
