/** Vectors in the form in which they were asked for. */
import { isObject, type Json } from './json-shapes.ts'

/**
 * Official clients ask for base64 (little-endian floats of 4 bytes) unless told otherwise, and read whatever comes as such: of the
 * numbers that many servers answer all the same they would make empty vectors.
 *
 * @returns the same object when nothing is to be packed
 */
export function packedEmbeddings(answer: Json): Json {
  if (!Array.isArray(answer.data) || !answer.data.some(isUnpacked)) return answer
  return {
    ...answer,
    data: answer.data.map((item: unknown) =>
      isUnpacked(item) ? { ...item, embedding: packed(item.embedding) } : item,
    ),
  }
}

const isUnpacked = (item: unknown): item is Json & { readonly embedding: readonly number[] } =>
  isObject(item) && Array.isArray(item.embedding) && item.embedding.every((value) => typeof value === 'number')

const FLOAT_BYTES = 4
function packed(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * FLOAT_BYTES)
  vector.forEach((value, at) => bytes.writeFloatLE(value, at * FLOAT_BYTES))
  return bytes.toString('base64')
}
