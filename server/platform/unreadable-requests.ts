/**
 * What cannot be read as HTTP becomes no request: it is refused on the connection itself, in the words of the address it was
 * sent to when that much was read, and as a problem document otherwise.
 */
import { type Language, problemCatalogue } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { problemDocument, type Refusal, refuse } from './errors.ts'

interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A refusal in the words of an address that has its own; undefined = it has none. */
export type RefusalAt = (path: string, refusal: Refusal, language: Language, requestId: string) => RawAnswer | undefined

interface UnreadableError {
  readonly code: string
  /** Bytes that were being read: the beginning of a request, or a later part of one. */
  readonly rawPacket?: unknown
}

const REQUEST_LINE = /^[A-Z]+ (\/[^\s?]*)/
const REQUEST_LINE_BYTES = 4096

/** @param answering the answer under way on the connection */
export function refuseUnreadable(
  { code, rawPacket }: UnreadableError,
  socket: Socket,
  answering: ServerResponse | undefined,
  words: { refusalAt: RefusalAt; languageOf: (request: Pick<IncomingMessage, 'headers'>) => Language },
): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  // Nothing is written into an answer that has begun.
  if (socket.writable && answering?.headersSent !== true) {
    const request = answering?.req
    const beginning = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1', 0, REQUEST_LINE_BYTES) : ''
    const path = request?.url?.split('?')[0] ?? REQUEST_LINE.exec(beginning)?.[1] ?? ''
    const language = words.languageOf(request ?? { headers: {} })
    const refusal = refuse(problems[code] ?? 'http-malformed', {})
    const requestId = randomUUID()
    socket.write(bytesOf(words.refusalAt(path, refusal, language, requestId) ?? problem(refusal, language, requestId)))
  }
  socket.destroy()
}

const problems: Readonly<Record<string, 'headers-too-large' | 'request-too-slow'>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
}

function problem(refusal: Refusal, language: Language, requestId: string): RawAnswer {
  return {
    status: problemCatalogue[refusal.code].status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId },
    body: Buffer.from(JSON.stringify(problemDocument(refusal, language, requestId))),
  }
}

function bytesOf({ status, headers, body }: RawAnswer): Buffer {
  const head = Object.entries({ ...headers, 'content-length': String(body.length), connection: 'close' })
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`), body])
}
