import { canonicalJson } from '@socle/contracts/canonical-json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signatureOf } from './signature.ts'

describe('the canonical form', () => {
  it('is the same whatever the order of members, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(turned(value))).toBe(text)
      }),
    )
  })

  it('sorts by UTF-16 code units (example of RFC 8785 §3.2.3)', () =>
    expect(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}'))
})

describe('the signature', () => {
  it('changes with the content and with the key', () => {
    const signatures = [signatureOf({ a: 1 }, 'k'), signatureOf({ a: 2 }, 'k'), signatureOf({ a: 1 }, 'other')]
    expect(new Set(signatures).size).toBe(3)
    for (const signature of signatures) expect(signature).toMatch(/^hmac-sha256=[0-9a-f]{64}$/)
  })

  it('is the known HMAC-SHA-256 (printf of the canonical text, openssl dgst -hmac)', () =>
    expect(signatureOf({ b: 1, a: 'é' }, 'the-key')).toBe(
      'hmac-sha256=efe1ad193a23897406dd911367b0f8a8d1e5a330fe917e6120a2ee0eae5153d4',
    ))
})

/** The same value, its members given in the other order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turned(inner)]),
  )
}
