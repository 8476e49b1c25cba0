import { CharacterClass, classOf, foldOf } from './characters.ts'

/** FNV-1a on folded code units, 32 bits: the identity of a word for the lexicon and for the tagger. */
export const HASH_START = 0x811c9dc5 | 0
const hashStep = (hash: number, folded: number): number => Math.imul(hash ^ folded, 0x01000193)

const SMALL_OE = 0x153
const SMALL_AE = 0xe6

/** One character more of a word. Combining accents count for nothing; œ and æ count as the two letters people also type. */
export function hashCharacter(hash: number, code: number): number {
  if (classOf[code] === CharacterClass.combining) return hash
  const folded = foldOf[code]!
  if (folded === SMALL_OE) return hashStep(hashStep(hash, 0x6f), 0x65)
  if (folded === SMALL_AE) return hashStep(hashStep(hash, 0x61), 0x65)
  return hashStep(hash, folded)
}

export function hashWord(word: string): number {
  let hash = HASH_START
  for (let i = 0; i < word.length; i++) hash = hashCharacter(hash, word.charCodeAt(i))
  return hash
}
