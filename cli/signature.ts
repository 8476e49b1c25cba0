/**
 * The signature that travels with a report: HMAC-SHA-256 by the key of the application, of the canonical JSON of what is sent
 * (RFC 8785: sorted keys, no space). Canonical, so that whoever holds the key can verify a report read back from a database.
 */
import { createHmac } from 'node:crypto'

export const signatureHeader = 'socle-signature'

/** `hmac-sha256=` and 64 hexadecimal digits. */
export const signatureOf = (content: unknown, key: string): string =>
  `hmac-sha256=${createHmac('sha256', key).update(canonicalJson(content)).digest('hex')}`

/** RFC 8785 §3.2: members in the order of their UTF-16 code units; JavaScript writes numbers and strings as it asks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value as Readonly<Record<string, unknown>>)
    .filter(([, inner]) => inner !== undefined)
    // Not localeCompare: code units are what the RFC asks, on every machine.
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(',')}}`
}
