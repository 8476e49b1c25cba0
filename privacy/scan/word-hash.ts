import { CharacterClass, CLASS_MASK, characterOf, FOLD_SHIFT, LIGATURE } from './characters.ts'

/** FNV-1a on folded code units, 32 bits: the identity of a word for the lexicon and for the tagger. */
export const HASH_START = 0x811c9dc5 | 0
export const hashStep = (hash: number, folded: number): number => Math.imul(hash ^ folded, 0x01000193)

const SMALL_OE = 0x153
/** œ as o and e, æ as a and e. */
export const hashLigature = (hash: number, folded: number): number =>
  hashStep(hashStep(hash, folded === SMALL_OE ? 0x6f : 0x61), 0x65)

/** The hash of a word: combining accents count for nothing, œ and æ for the two letters that people also type. */
export function hashWord(word: string): number {
  let hash = HASH_START
  for (let i = 0; i < word.length; i++) {
    const character = characterOf[word.charCodeAt(i)]!
    if ((character & CLASS_MASK) === CharacterClass.combining) continue
    hash =
      (character & LIGATURE) === 0
        ? hashStep(hash, character >>> FOLD_SHIFT)
        : hashLigature(hash, character >>> FOLD_SHIFT)
  }
  return hash
}
