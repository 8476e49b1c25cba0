/** Addresses of the access layer. */
import type { Endpoint } from '@socle/contracts'
import type { CallerDialect } from '../call.ts'

/** All of them begin so. */
export const ADDRESSES = '/v1/'

export interface Served {
  readonly endpoint: Endpoint
  readonly dialect: CallerDialect
}

export const servedEndpoints: ReadonlyMap<string, Served> = new Map([
  ['/v1/chat/completions', { endpoint: 'chat', dialect: 'openai' }],
  ['/v1/responses', { endpoint: 'responses', dialect: 'openai' }],
  ['/v1/messages', { endpoint: 'messages', dialect: 'anthropic' }],
  ['/v1/embeddings', { endpoint: 'embeddings', dialect: 'openai' }],
  ['/v1/rerank', { endpoint: 'rerank', dialect: 'openai' }],
  ['/v1/audio/transcriptions', { endpoint: 'transcriptions', dialect: 'openai' }],
] as const)

export const COUNT_PATH = '/v1/messages/count_tokens'
export const MODELS_PATH = '/v1/models'
export const QUEUE_PATH = '/v1/queue'
export const CONVERSATIONS_PATH = '/v1/conversations'

/** The dialect in which a call to an address is refused that says nothing more of itself. */
export const dialectAt = (path: string): CallerDialect =>
  path === COUNT_PATH ? 'anthropic' : (servedEndpoints.get(path)?.dialect ?? 'openai')

/** Methods that an address of the access layer answers; undefined = there is no such address. */
export function methodsOf(path: string): readonly string[] | undefined {
  if (servedEndpoints.has(path) || path === COUNT_PATH) return ['POST', 'OPTIONS']
  if (path.startsWith(`${CONVERSATIONS_PATH}/`)) return ['DELETE', 'OPTIONS']
  const informs = path === MODELS_PATH || path === QUEUE_PATH || path.startsWith(`${MODELS_PATH}/`)
  return informs ? ['GET', 'HEAD', 'OPTIONS'] : undefined
}

/** Path of an endpoint below a provider's base address. */
export const upstreamPath: Record<Endpoint, string> = {
  chat: '/chat/completions',
  responses: '/responses',
  messages: '/messages',
  embeddings: '/embeddings',
  rerank: '/rerank',
  transcriptions: '/audio/transcriptions',
}

/** Where callers reach an endpoint. */
export const addressOf = (endpoint: Endpoint): string => `/v1${upstreamPath[endpoint]}`
