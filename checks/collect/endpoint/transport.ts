/** TLS seen from outside: which versions a server accepts, and whether its certificate can be trusted. */
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { Agent } from 'undici'
import type { TlsVersion, Transport } from '../../facts.ts'
import type { Limits } from '../limits.ts'

const versions: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
const [oldest = 'TLSv1.2'] = versions
const dayMs = 86_400_000

/** Broken or without forward secrecy since they take the key from the certificate: ANSSI, RFC 7525 §4.2 and RFC 9325 §4.2. */
const weak = ['NULL', 'aNULL', 'EXPORT', 'LOW', 'RC4', '3DES', 'IDEA', 'SEED', 'MD5']

/** Level 0: our own OpenSSL must accept to speak what we look for, however weak. */
const whatever = 'ALL:eNULL:@SECLEVEL=0'

type Handshake =
  | {
      readonly outcome: 'accepted'
      readonly trusted: boolean
      readonly cipher: string
      readonly problem?: string
      readonly validTo?: string
    }
  | { readonly outcome: 'refused' | 'unknown' }

/** For exchanges with a server whose certificate is judged here: a wrong one must not hide what else there is to see. Nothing secret is sent. */
export const curiousAgent = ({ connectMs, exchangeMs }: Limits): Agent =>
  new Agent({
    // A server that only speaks weak TLS must be seen too: what is wrong with it is told by the checks on TLS.
    connect: { rejectUnauthorized: false, timeout: connectMs, minVersion: oldest, ciphers: whatever },
    headersTimeout: exchangeMs,
    bodyTimeout: exchangeMs,
    maxHeaderSize: 64_000,
  })

function handshake(url: URL, timeout: number, options: ConnectionOptions): Promise<Handshake> {
  return new Promise((settle) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // OpenSSL may know no cipher of a family: `connect` then throws.
    const socket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      timeout,
      ...options,
    })
    const end = (result: Handshake): void => {
      clearTimeout(timer)
      socket.destroy()
      settle(result)
    }
    const timer = setTimeout(() => end({ outcome: 'unknown' }), timeout)
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      end({
        outcome: 'accepted',
        trusted: socket.authorized,
        cipher: socket.getCipher().name,
        ...(socket.authorized ? {} : { problem: String(socket.authorizationError) }),
        ...(typeof certificate.valid_to === 'string' ? { validTo: certificate.valid_to } : {}),
      })
    })
    socket.once('timeout', () => end({ outcome: 'unknown' }))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({ outcome: error.code === 'ECONNRESET' || /SSL|TLS|EPROTO/.test(error.code ?? '') ? 'refused' : 'unknown' }),
    )
  })
}

export async function readTransport(url: URL, timeout: number, now: number): Promise<Transport | undefined> {
  const tried = await Promise.all(
    versions.map((version) => handshake(url, timeout, { minVersion: version, maxVersion: version, ciphers: whatever })),
  )
  const broken = await Promise.all(
    weak.map((family) =>
      handshake(url, timeout, { maxVersion: 'TLSv1.2', ciphers: `${family}:@SECLEVEL=0` }).catch(() => undefined),
    ),
  )
  const best = [...tried].reverse().find((result) => result.outcome === 'accepted')
  if (best === undefined) return undefined
  const daysLeft = best.validTo === undefined ? undefined : Math.floor((Date.parse(best.validTo) - now) / dayMs)
  return {
    versions: Object.fromEntries(
      versions.map((version, index) => [version, tried[index]?.outcome ?? 'unknown']),
    ) as Transport['versions'],
    weakCiphers: [...new Set(broken.flatMap((seen) => (seen?.outcome === 'accepted' ? [seen.cipher] : [])))],
    certificate: {
      trusted: best.trusted,
      ...(best.problem === undefined ? {} : { problem: best.problem }),
      ...(best.validTo === undefined ? {} : { validTo: new Date(best.validTo).toISOString() }),
      ...(daysLeft === undefined ? {} : { daysLeft }),
    },
  }
}
