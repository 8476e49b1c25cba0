/** JSON as RFC 8785 writes it (sorted keys, no space): one text for one value, so that it can be signed and read back. */

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

/** Carries the signature of the body: `hmac-sha256=` and 64 hexadecimal digits (docs/adr/0030). */
export const signatureHeader = 'socle-signature'
