/** Calls a running Socle by its contract, as a person with a token, as an application, or as the operator of this machine. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { Problem } from '@socle/contracts/problems'
import type { RouteContract, RouteInput, RouteOutput } from '@socle/contracts/route'
import { bare, onlyServer, readLogins, tokenIn } from './credentials.ts'
import { clearTextRefused, serverRefused, serverSilent, serverUnknown } from './errors.ts'
import { spokenLanguage } from './language.ts'
import { readSettings } from './settings.ts'

const PATIENCE_MS = 120_000
/** A file may be an export of millions of lines. */
const FILE_PATIENCE_MS = 3_600_000

export interface Server {
  readonly url: string
  readonly token: string
}

/** Where the Socle of this machine keeps its data. */
export function dataFolderHere(): string {
  const { dataFolder, parameterFile } = readSettings()
  return resolve(dataFolder ?? dataFolderOf(parameterFile) ?? './data')
}

/**
 * As whom a command speaks: the personal token of the environment, else the application's key, else the operator of the Socle
 * that SOCLE_DATA or SOCLE_CONFIG names, else whoever signed in with `socle login`, else the operator of the Socle that runs here.
 * @throws Refusal when no Socle runs here and none is named
 */
function findServer(): Server {
  const settings = readSettings()
  const { server, key, dataFolder, token, tokenFile } = settings
  const logins = readLogins(settings.credentials)
  const own = token ?? (tokenFile === undefined ? undefined : tokenIn(tokenFile))
  const named = server ?? (own === undefined ? undefined : onlyServer(logins))
  if (own !== undefined && named !== undefined) return { url: bare(named), token: own }
  if (server !== undefined && key !== undefined) return { url: bare(server), token: key }
  const folder = dataFolderHere()
  const chosenHere = dataFolder !== undefined || settings.parameterFileNamed
  const login = chosenHere ? undefined : (server ?? onlyServer(logins))
  const kept = login === undefined ? undefined : logins[bare(login)]
  if (login !== undefined && kept !== undefined) return { url: bare(login), token: kept }
  const here = operatorAt(folder)
  if (!here) throw serverUnknown(folder)
  // With a token of one's own and no server named, it is the one of this machine.
  return own === undefined ? { url: server ?? here.url, token: here.token } : { url: here.url, token: own }
}

function operatorAt(folder: string): Server | undefined {
  const [pid, token] = [join(folder, 'socle.pid'), join(folder, 'operator.token')]
  if (!existsSync(pid) || !existsSync(token)) return undefined
  const { address } = JSON.parse(readFileSync(pid, 'utf8')) as { address: string }
  return { url: address, token: readFileSync(token, 'utf8').trim() }
}

/** What the server reads there, so that both find the same folder; undefined when the file says nothing of it. */
function dataFolderOf(parameterFile: string): string | undefined {
  if (!existsSync(parameterFile)) return undefined
  const parameters = parseDocument(readFileSync(parameterFile, 'utf8')).toJS() as { dataFolder?: unknown } | null
  return typeof parameters?.dataFolder === 'string' ? parameters.dataFolder : undefined
}

const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(host)

/** @throws Refusal with the problem document's own words, or when the token would travel in clear text */
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
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw clearTextRefused(url.origin)
  let answer: Response
  try {
    answer = await fetch(url, {
      method: contract.method,
      headers: {
        authorization: `Bearer ${server.token}`,
        accept: 'application/json, application/problem+json',
        'accept-language': spokenLanguage(),
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
