import type { IncomingMessage } from 'node:http'
import { refuse } from '../../../platform/errors.ts'
import { CallerLeft } from '../route/admission.ts'

const MEGABYTE = 1024 * 1024
const SHORT_BYTES = 256 * 1024

/** Does it say so? A body in chunks says nothing. */
export const isShort = ({ headers }: IncomingMessage): boolean => Number(headers['content-length']) <= SHORT_BYTES

/** @throws Refusal body-too-large; rejects when the caller leaves before the end */
export function readBody(request: IncomingMessage, maxMegabytes: number): Promise<Buffer> {
  const limit = maxMegabytes * MEGABYTE
  const tooLarge = () => refuse('body-too-large', { limit: String(maxMegabytes) })
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) return void reject(tooLarge())
    // Gone while its key was looked at: nothing of it would ever be told again.
    if (request.destroyed) return void reject(new CallerLeft())
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > limit) {
        request.removeAllListeners('data')
        request.resume()
        reject(tooLarge())
      } else parts.push(part)
    })
    request.on('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts, size)))
    request.on('error', reject)
  })
}
