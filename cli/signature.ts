/** The signature that travels with a report: HMAC-SHA-256, by the key of the application, of the canonical JSON of what is sent. */
import { createHmac } from 'node:crypto'
import { canonicalJson } from '@socle/contracts/canonical-json'

/** `hmac-sha256=` and 64 hexadecimal digits. */
export const signatureOf = (content: unknown, key: string): string =>
  `hmac-sha256=${createHmac('sha256', key).update(canonicalJson(content)).digest('hex')}`
