/** One exchange with a provider: undici `dispatch`, bytes as they come, back-pressure kept (never `fetch` on this path). */
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import type { ActiveProvider } from '../../policy/policy.ts'
import type { Gatherer } from '../relay/gather.ts'
import { gatherReads, stoppingReads } from './gathered-reads.ts'

/** Connections to one provider; the rest wait in undici's queue. */
const CONNECTIONS = 1024
const KEEP_ALIVE_MS = 60_000
/** Other connections tried after one that was closed as it was used: many servers of models close idle ones after five seconds. */
const STALE_TRIES = 1

interface UpstreamRequest {
  readonly provider: ActiveProvider
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

export interface Sink {
  data: (chunk: Buffer) => void
  end: () => void
  /** The provider broke off, or went silent. */
  error: (error: Error) => void
}

/** A provider that did not answer, or broke off before its first byte. */
export class UpstreamFailure extends Error {
  readonly kind: 'refused' | 'silent' | 'broke'
  /** A connection that had answered before was closed with nothing of this answer. */
  readonly stale: boolean
  constructor(kind: UpstreamFailure['kind'], message: string, cause?: unknown, stale = false) {
    super(message, { cause })
    this.kind = kind
    this.stale = stale
  }
}

export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** What comes in many pieces comes gathered already. */
  readonly gathered: boolean
  /** Hands over what came and what comes. */
  attach: (sink: Sink) => void
  pause: () => void
  resume: () => void
  abort: () => void
}

export interface Upstreams {
  /** Resolves at the first byte of the answer's body. @throws UpstreamFailure */
  send: (request: UpstreamRequest) => Promise<UpstreamAnswer>
  close: () => Promise<void>
}

export function createUpstreams(gatherer: Gatherer): Upstreams {
  const agents = new Map<string, Dispatcher>()
  const agentFor = ({ proxy, timeouts }: ActiveProvider): Dispatcher => {
    const name = `${proxy ?? ''} ${timeouts.connectMs}`
    let agent = agents.get(name)
    if (!agent) {
      const options = { connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS }
      const timeout = timeouts.connectMs
      agent =
        proxy === undefined
          ? new Agent({ ...options, connect: connector(timeout, gatherer) })
          : new ProxyAgent({ uri: proxy, ...options, connect: { timeout } })
      agents.set(name, agent)
    }
    return agent
  }
  const dispatch = ({ provider, path, headers, body }: UpstreamRequest): Promise<UpstreamAnswer> =>
    new Promise((resolve, reject) => {
      agentFor(provider).dispatch(
        {
          origin: provider.origin,
          path: provider.basePath + path,
          method: 'POST',
          headers,
          body,
          headersTimeout: provider.timeouts.headersMs,
          bodyTimeout: provider.timeouts.idleMs,
        },
        new Exchange(isGathered(provider), resolve, reject),
      )
    })
  return {
    async send(request) {
      for (let again = 0; ; again++)
        try {
          return await dispatch(request)
        } catch (cause) {
          const error = request.provider.proxy === undefined ? cause : behindProxy(cause)
          // The provider closed an idle connection just as it was used: it has read nothing, another connection will do.
          if (!(error instanceof UpstreamFailure && error.stale) || again === STALE_TRIES) throw error
        }
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    },
  }
}

/** Encrypted connections decide for themselves when they read. */
const isGathered = ({ origin, proxy }: ActiveProvider): boolean => proxy === undefined && origin.startsWith('http:')

function connector(timeout: number, gatherer: Gatherer): buildConnector.connector {
  const encrypted = buildConnector({ timeout })
  const plain = buildConnector({ timeout, ...stoppingReads } as buildConnector.BuildOptions)
  return (options, done) => {
    const isPlain = options.protocol !== 'https:'
    ;(isPlain ? plain : encrypted)(options, (...outcome) => {
      const [, socket] = outcome
      if (socket) {
        socket.on('error', (error) => Object.assign(error, { socket: { bytesRead: socket.bytesRead } }))
        if (isPlain) gatherReads(socket, gatherer)
      }
      done(...outcome)
    })
  }
}

class Exchange implements Dispatcher.DispatchHandler, UpstreamAnswer {
  status = 0
  headers: UpstreamAnswer['headers'] = {}
  readonly gathered: boolean
  readonly #open: (answer: UpstreamAnswer) => void
  readonly #fail: (failure: UpstreamFailure) => void
  #controller: Dispatcher.DispatchController | undefined
  #opened = false
  /** The first byte of its head came. */
  #begun = false
  /** What came before somebody listened. */
  #early: Buffer[] = []
  #ended = false
  #error: Error | undefined
  #sink: Sink | undefined

  constructor(gathered: boolean, open: (answer: UpstreamAnswer) => void, fail: (failure: UpstreamFailure) => void) {
    this.gathered = gathered
    this.#open = open
    this.#fail = fail
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
  }

  onResponseStarted(): void {
    this.#begun = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.status = status
    this.headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#sink) return this.#sink.data(chunk)
    this.#early.push(chunk)
    this.#start()
  }

  onResponseEnd(): void {
    this.#ended = true
    if (this.#sink) return this.#sink.end()
    this.#start()
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#sink) return this.#sink.error(error)
    this.#error = error
    if (!this.#opened) this.#fail(failureOf(error, !this.#begun && wasStale(error)))
  }

  #start(): void {
    if (this.#opened) return
    this.#opened = true
    this.#open(this)
  }

  attach(sink: Sink): void {
    this.#sink = sink
    for (const chunk of this.#early.splice(0)) sink.data(chunk)
    if (this.#error) sink.error(this.#error)
    else if (this.#ended) sink.end()
  }

  pause(): void {
    this.#controller?.pause()
  }

  resume(): void {
    if (this.#controller?.paused) this.#controller.resume()
  }

  abort(): void {
    this.#controller?.abort(new Error('given up by the gateway'))
  }
}

const silent = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])
const refused = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const closedByOther = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/**
 * Did the other side close a connection that had carried an answer before? undici tells of a closed one, `connector` of a broken
 * one. One on which Socle itself stopped waiting was read by the provider: the call would be made, and paid, twice.
 */
const wasStale = (error: NodeJS.ErrnoException & { socket?: { bytesRead?: number } }): boolean =>
  closedByOther.has(error.code ?? '') && (error.socket?.bytesRead ?? 0) > 0

/** How undici tells that the proxy refused to open a tunnel; it gives no code of its own to it. */
const TUNNEL_REFUSED = /^Proxy response \(\d+\)/

/** Behind a proxy, it is the proxy that a connection is opened with: the provider was not reached, and is not to blame. */
function behindProxy(error: unknown): unknown {
  if (!(error instanceof UpstreamFailure)) return error
  if (error.kind === 'refused') return new UpstreamFailure('refused', 'PROXY_UNREACHABLE', error)
  const tunnelRefused = error.cause instanceof Error && TUNNEL_REFUSED.test(error.cause.message)
  return tunnelRefused ? new UpstreamFailure('refused', 'PROXY_REFUSED', error) : error
}

export function failureOf(error: Error, stale = false): UpstreamFailure {
  const code = (error as NodeJS.ErrnoException).code ?? error.name
  const kind = silent.has(code) ? 'silent' : refused.has(code) ? 'refused' : 'broke'
  // Its code only: a message may hold addresses or headers.
  return new UpstreamFailure(kind, code, error, stale)
}
