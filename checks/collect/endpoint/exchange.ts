/** One HTTP exchange with a stranger: bounded in time, in bytes and in redirects, without any credential of ours. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { request } from 'undici'
import type { Bilingual } from '@socle/contracts/text'
import type { Cookie, Exchange } from '../../facts.ts'
import type { Limits } from '../limits.ts'
import { curiousAgent } from './transport.ts'

export class NoAnswer extends Error {
  readonly url: string
  readonly reason: Bilingual
  /** The server hung up: it answers, and gives nothing. */
  readonly cut: boolean
  constructor(url: string, reason: Bilingual, cause?: unknown) {
    super(reason.en, { cause })
    this.url = url
    this.reason = reason
    this.cut = /^(ECONNRESET|UND_ERR_SOCKET)$/.test(codeOf(cause))
  }
}

/** What a front server says in place of an application that is down, slow, or too often asked. */
export const isBusyOrDown = (status: number): boolean => [429, 502, 503, 504].includes(status)

export interface Caller {
  exchange(
    url: string,
    options?: {
      method?: 'GET' | 'HEAD'
      accept?: string
      follow?: boolean
      answerBytes?: number
      /** As a browser would send for a page of that site. */
      origin?: string
    },
  ): Promise<Exchange>
  /** Milliseconds before everything must be over. */
  remaining(): number
  close(): Promise<void>
}

export function caller(limits: Limits, agentName: string): Caller {
  const deadline = Date.now() + limits.endpointMs
  const dispatcher = curiousAgent(limits)
  const remaining = (): number => deadline - Date.now()

  const once = async (
    url: string,
    method: 'GET' | 'HEAD',
    accept: string,
    answerBytes: number,
    origin: string | undefined,
  ): Promise<Omit<Exchange, 'redirects'>> => {
    const time = Math.min(limits.exchangeMs, remaining())
    if (time <= 0) throw new NoAnswer(url, tooLong(limits.endpointMs))
    const signal = AbortSignal.timeout(time)
    try {
      const answer = await request(url, {
        method,
        dispatcher,
        signal,
        headers: {
          accept,
          'accept-encoding': 'identity',
          'user-agent': agentName,
          ...(origin === undefined ? {} : { origin }),
        },
      })
      const chunks: Buffer[] = []
      let size = 0
      let truncated = false
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        chunks.push(chunk)
        size += chunk.length
        if (size > answerBytes) {
          truncated = true
          break
        }
      }
      answer.body.destroy()
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(answer.headers))
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
      const cookies = [answer.headers['set-cookie'] ?? []].flat().map(readCookie)
      const content = decoded(Buffer.concat(chunks).subarray(0, answerBytes), headers['content-encoding'], answerBytes)
      return {
        url,
        method,
        status: answer.statusCode,
        headers,
        cookies,
        body: content.bytes.toString('utf8'),
        truncated: truncated || content.truncated,
      }
    } catch (cause) {
      throw new NoAnswer(url, whyNoAnswer(cause, time), cause)
    }
  }

  return {
    remaining,
    close: () => dispatcher.destroy(),
    async exchange(
      url,
      { method = 'GET', accept = '*/*', follow = true, answerBytes = limits.answerBytes, origin } = {},
    ) {
      const redirects: string[] = []
      const cookies: Cookie[] = []
      let current = url
      for (;;) {
        const answer = await once(current, method, accept, answerBytes, origin)
        cookies.push(...answer.cookies)
        const location = answer.headers['location']
        const next =
          location !== undefined && answer.status >= 300 && answer.status < 400
            ? absolute(location, current)
            : undefined
        if (next === undefined || !follow)
          return { ...answer, cookies, redirects, ...(next === undefined ? {} : { leadsTo: next }) }
        // Another site (an identity provider) is not ours to visit.
        if (new URL(next).hostname !== new URL(current).hostname || !/^https?:/.test(next))
          return { ...answer, cookies, redirects, leadsTo: next }
        redirects.push(current)
        if (redirects.length > limits.redirects) {
          throw new NoAnswer(url, {
            fr: `l’adresse redirige plus de ${limits.redirects} fois. Corrigez la boucle de redirections.`,
            en: `the address redirects more than ${limits.redirects} times. Mend the redirect loop.`,
          })
        }
        current = next
      }
    },
  }
}

const absolute = (location: string, base: string): string | undefined =>
  URL.canParse(location, base) ? new URL(location, base).href : undefined

function decoded(
  bytes: Buffer,
  encoding: string | undefined,
  maxOutputLength: number,
): { bytes: Buffer; truncated: boolean } {
  const decode = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[
    encoding ?? ''
  ]
  if (decode === undefined) return { bytes, truncated: false }
  try {
    return { bytes: decode(bytes, { maxOutputLength }), truncated: false }
  } catch {
    return { bytes: Buffer.alloc(0), truncated: true }
  }
}

/** A `Set-Cookie` header as sent, without the leniency of a browser. */
export function readCookie(header: string): Cookie {
  const [pair = '', ...attributes] = header.split(';')
  const equal = pair.indexOf('=')
  const attribute = (name: string): string | undefined => {
    const found = attributes.map((text) => text.trim()).find((text) => text.split('=')[0]?.toLowerCase() === name)
    return found === undefined ? undefined : (found.split('=')[1]?.trim() ?? '')
  }
  const sameSite = attribute('samesite')
  return {
    name: pair.slice(0, equal).trim(),
    value: pair.slice(equal + 1).trim(),
    httpOnly: attribute('httponly') !== undefined,
    secure: attribute('secure') !== undefined,
    ...(sameSite === undefined ? {} : { sameSite }),
  }
}

const tooLong = (milliseconds: number): Bilingual => ({
  fr: `pas de réponse complète en ${Math.round(milliseconds / 100) / 10} s. Vérifiez que l’application tourne et que le réseau laisse passer.`,
  en: `no complete answer within ${Math.round(milliseconds / 100) / 10} s. See that the application runs and that the network lets it through.`,
})

function whyNoAnswer(cause: unknown, time: number): Bilingual {
  if (cause instanceof NoAnswer) return cause.reason
  const code = codeOf(cause)
  if (/TIMEOUT|TimeoutError|ABORT/i.test(code)) return tooLong(time)
  const known: Readonly<Record<string, Bilingual>> = {
    ECONNREFUSED: {
      fr: 'connexion refusée : rien n’écoute à cette adresse. Démarrez l’application ou corrigez le port.',
      en: 'connection refused: nothing listens at this address. Start the application or mend the port.',
    },
    ENOTFOUND: {
      fr: 'nom d’hôte inconnu. Corrigez l’adresse ou la résolution de noms.',
      en: 'unknown host name. Mend the address or the name resolution.',
    },
    EAI_AGAIN: {
      fr: 'nom d’hôte non résolu. Corrigez l’adresse ou la résolution de noms.',
      en: 'host name not resolved. Mend the address or the name resolution.',
    },
    ECONNRESET: {
      fr: 'connexion coupée par le serveur. Regardez ses journaux.',
      en: 'connection cut by the server. Look at its logs.',
    },
    UND_ERR_SOCKET: {
      fr: 'connexion coupée par le serveur. Regardez ses journaux.',
      en: 'connection cut by the server. Look at its logs.',
    },
    EHOSTUNREACH: { fr: 'hôte injoignable. Vérifiez le réseau.', en: 'host unreachable. Check the network.' },
    ENETUNREACH: { fr: 'réseau injoignable. Vérifiez la connexion.', en: 'network unreachable. Check the connection.' },
  }
  const said = known[code]
  if (said !== undefined) return said
  if (/^HPE_|HTTPParserError|UND_ERR_RES/.test(code))
    return {
      fr: 'ce qui répond à cette adresse ne parle pas HTTP. Corrigez l’adresse ou le port.',
      en: 'what answers at this address does not speak HTTP. Mend the address or the port.',
    }
  if (/SSL|TLS|EPROTO|CERT/.test(code))
    return {
      fr: 'la connexion chiffrée n’aboutit pas. Vérifiez que cette adresse répond en https.',
      en: 'the encrypted connection does not come about. See that this address answers over https.',
    }
  const detail = cause instanceof Error ? cause.message : String(cause)
  return { fr: `échange impossible : ${detail}.`, en: `exchange impossible: ${detail}.` }
}

function codeOf(cause: unknown): string {
  for (
    let current: unknown = cause, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if (current instanceof AggregateError && current.errors.length > 0) return codeOf(current.errors[0])
    const code = (current as NodeJS.ErrnoException).code
    if (typeof code === 'string') return code
    if (current.name === 'TimeoutError') return 'TimeoutError'
  }
  return cause instanceof Error ? cause.name : String(cause)
}
