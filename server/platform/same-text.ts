import { timingSafeEqual } from 'node:crypto'

/** Compares what was sent with a secret, in the same time wherever they differ. */
export function sameText(given: unknown, expected: string): boolean {
  const a = Buffer.from(typeof given === 'string' ? given : '')
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
