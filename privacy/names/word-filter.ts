/** A Bloom filter: a quarter of a million words in some hundred kilobytes; a word that is not in it is taken for one that is about once in a hundred times. */
export const FILTER_PROBES = 4

const BLOCK_BITS = 512
/** All bits of a word lie in one cache line: a question costs one read of memory. */
function probe(hash: number, size: number, visit: (bit: number) => boolean): boolean {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  const block = (Math.imul(spread ^ (spread >>> 13), 0x297a2d39) >>> 0) % (size / BLOCK_BITS)
  let bits = Math.imul(spread, 0x9e3779b1)
  bits ^= bits >>> 16
  for (let i = 0; i < FILTER_PROBES; i++) {
    if (!visit(block * BLOCK_BITS + (bits & (BLOCK_BITS - 1)))) return false
    bits = Math.imul(bits, 0x85ebca6b) ^ (bits >>> 11)
  }
  return true
}

export function addToFilter(bytes: Uint8Array, hash: number): void {
  probe(hash, bytes.length * 8, (bit) => {
    bytes[bit >> 3]! |= 1 << (bit & 7)
    return true
  })
}
export const inFilter = (bytes: Uint8Array, hash: number): boolean =>
  probe(hash, bytes.length * 8, (bit) => (bytes[bit >> 3]! & (1 << (bit & 7))) !== 0)

export const readFilter = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
