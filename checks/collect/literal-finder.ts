/**
 * Finds many literals in one pass over bytes, before anything is decoded. Each literal is known by its rarest three bytes:
 * a table tells in one look-up whether the three bytes just read may belong to one, and only then is it compared.
 */

/** Gives the index of each literal found and the place of its first byte; literals may overlap. Stops when `found` says true. */
export type LiteralFinder = (bytes: Uint8Array, found: (literal: number, at: number) => boolean | void) => void

interface Candidate {
  readonly literal: number
  readonly bytes: Uint8Array
  readonly first: number
  /** Bytes from the first one of the literal to the last one of its key. */
  readonly back: number
}

const classBits = 6
const classes = 1 << classBits
const keys = classes ** 3
const lowerA = 97
const lowerZ = 122
const lowerCase = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))
/** Letters and digits have a class of their own, signs share the rest; bytes outside ASCII belong to no literal. */
const classOf = lowerCase.map((byte) => {
  if (byte >= lowerA && byte <= lowerZ) return byte - lowerA + 1
  if (byte >= 48 && byte <= 57) return byte - 48 + 27
  return byte < 128 ? 37 + (byte % (classes - 37)) : 0
})
/** Code and prose, most frequent first: the key of a literal should be rare. */
const frequent = ' etaoinsrlcdupmfhg.gyb(_)v-/:w="\''
const commonness = (code: number): number => {
  const rank = frequent.indexOf(String.fromCharCode(code))
  return rank < 0 ? 0 : frequent.length - rank
}

/** `literals` are lower-case ASCII of two bytes or more; letters of either case in the bytes match. */
export function literalFinder(literals: readonly string[]): LiteralFinder {
  const buckets: Candidate[][] = [[]]
  const bucketOf = new Uint16Array(keys)
  const put = (key: number, candidate: Candidate): void => {
    if (bucketOf[key] === 0) bucketOf[key] = buckets.push([]) - 1
    buckets[bucketOf[key] ?? 0]?.push(candidate)
  }
  for (const [literal, text] of literals.entries()) {
    const bytes = Uint8Array.from(Buffer.from(text, 'latin1'))
    const classAt = (at: number): number => classOf[bytes[at] ?? 0] ?? 0
    if (bytes.length === 2) {
      const end = (classAt(0) << classBits) | classAt(1)
      for (let first = 0; first < classes; first++)
        put((first << (2 * classBits)) | end, { literal, bytes, first: bytes[0]!, back: 1 })
      continue
    }
    const rarest = rarestKey(bytes)
    const key = (classAt(rarest) << (2 * classBits)) | (classAt(rarest + 1) << classBits) | classAt(rarest + 2)
    put(key, { literal, bytes, first: bytes[0]!, back: rarest + 2 })
  }

  return (bytes, found) => {
    // Read for every byte: local names, and a loop of its own for what belongs to no literal, halve the time.
    const classAt = classOf
    const bucketAt = bucketOf
    const lower = lowerCase
    const end = bytes.length
    let key = 0
    for (let at = 0; at < end; at++) {
      key = ((key << classBits) | classAt[bytes[at]!]!) & (keys - 1)
      let bucket = bucketAt[key]!
      while (bucket === 0 && ++at < end) {
        key = ((key << classBits) | classAt[bytes[at]!]!) & (keys - 1)
        bucket = bucketAt[key]!
      }
      if (bucket === 0) return
      const candidates = buckets[bucket]!
      for (let index = 0; index < candidates.length; index++) {
        const { literal, bytes: wanted, first, back } = candidates[index]!
        const start = at - back
        if (start < 0 || lower[bytes[start]!] !== first) continue
        if (standsAt(wanted, bytes, start) && found(literal, start) === true) return
      }
    }
  }
}

function rarestKey(bytes: Uint8Array): number {
  let rarest = 0
  let least = Infinity
  for (let at = 0; at + 2 < bytes.length; at++) {
    const sum = commonness(bytes[at]!) + commonness(bytes[at + 1]!) + commonness(bytes[at + 2]!)
    if (sum < least) [rarest, least] = [at, sum]
  }
  return rarest
}

function standsAt(literal: Uint8Array, bytes: Uint8Array, start: number): boolean {
  if (start + literal.length > bytes.length) return false
  for (let i = 0; i < literal.length; i++) if (lowerCase[bytes[start + i]!] !== literal[i]) return false
  return true
}
