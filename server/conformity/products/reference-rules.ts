import { fold } from '@socle/contracts'

/** A reference is one, whatever its capitals, accents and spaces. */
export const referenceKey = (reference: string): string => fold(reference).replace(/\s+/g, ' ').trim()

/** The product that bears this reference: as it is written, else in other letters. */
export function heldAs<T extends { readonly reference: string }>(
  products: readonly T[],
): (reference: string) => T | undefined {
  const exact = new Map(products.map((product) => [product.reference, product]))
  const alike = new Map(products.map((product) => [referenceKey(product.reference), product]))
  return (reference) => exact.get(reference) ?? alike.get(referenceKey(reference))
}
