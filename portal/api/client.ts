/** The API as typed calls, from the same contract objects that the server registers. */
import { type Problem, type RouteContract, type RouteInput, type RouteOutput } from '@socle/contracts'
import { whileAtWork } from '../composables/at-work.ts'
import { language } from '../i18n/language.ts'

/** A refusal of the server, already in words. */
export class ApiProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The server did not answer at all. */
class NoAnswer extends Error {}

let csrfToken = ''
export const rememberCsrfToken = (token: string): void => {
  csrfToken = token
}

type Optional<R extends RouteContract> =
  unknown extends RouteInput<R> ? [input?: undefined] : [input: RouteInput<R> & { form?: FormData }]

/** @throws ApiProblem when the server refuses, NoAnswer when it cannot be reached */
export async function call<R extends RouteContract>(route: R, ...[input]: Optional<R>): Promise<RouteOutput<R>> {
  const { params, query, body, form } = (input ?? {}) as {
    params?: Record<string, string>
    query?: Record<string, unknown>
    body?: unknown
    form?: FormData
  }
  let response: Response
  const send = () =>
    fetch(addressOf(route, params, query), {
      method: route.method,
      headers: {
        'accept-language': language.value,
        ...(route.method !== 'GET' && { 'x-csrf-token': csrfToken }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form && { body: form }),
    })
  try {
    response = route.method === 'GET' ? await send() : await whileAtWork(send)
  } catch (cause) {
    throw new NoAnswer('', { cause })
  }
  if (!response.ok) throw new ApiProblem((await response.json()) as Problem)
  return (route.response === 'file' ? await response.blob() : await response.json()) as RouteOutput<R>
}

/** Address of an operation, for a plain link to a file. */
export function addressOf(
  route: RouteContract,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}
