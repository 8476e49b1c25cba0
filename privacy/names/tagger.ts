import { features, MAX_FEATURES, WEIGHT_BITS, type NameView } from './features.ts'
import { taggerWeights } from './tagger-weights.ts'

/** One signed byte for each hashed feature, as `scripts/train-names.ts` wrote them. */
const weights = decode(taggerWeights)

function decode(base64: string): Int8Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const table = new Int8Array(1 << WEIGHT_BITS)
  table.set(new Int8Array(bytes.buffer, 0, Math.min(bytes.length, table.length)))
  return table
}

const indices = new Int32Array(MAX_FEATURES)

/** How much the words around say that a token is part of a person's name: positive for yes. */
export function nameScore(view: NameView, token: number): number {
  const count = features(view, token, indices)
  let score = 0
  for (let i = 0; i < count; i++) score += weights[indices[i]!]!
  return score
}
