import type { ProductPolicy, productRoutes, ProductSummary } from '@socle/contracts'
import type { z } from 'zod'

export type ProductFilter = Omit<z.output<(typeof productRoutes.list)['query']>, 'offset' | 'limit'>

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

/** Every word of the search must be somewhere in the product, its uses included. */
export function filterProducts(
  policy: ProductPolicy,
  all: readonly ProductSummary[],
  filter: ProductFilter,
): ProductSummary[] {
  const useNames = new Map(policy.uses.map(({ id, name }) => [id, `${name.fr} ${name.en}`]))
  const wanted = fold(filter.search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = all.filter((product) => {
    const { reference, name, supplier, version, comment, licence, uses } = product
    const text = fold(
      [reference, name, supplier, version, comment, licence ?? '', ...uses.map((use) => useNames.get(use) ?? use)].join(
        ' ',
      ),
    )
    return (
      wanted.every((word) => text.includes(word)) &&
      (filter.status === undefined || product.status === filter.status) &&
      (filter.openness === undefined || product.openness === filter.openness) &&
      (filter.change === undefined || product.change === filter.change) &&
      (filter.use === undefined || uses.includes(filter.use)) &&
      (filter.standing === undefined || product.standing === filter.standing) &&
      (filter.rivals === undefined || product.rivals > 0 === filter.rivals) &&
      (filter.toReplace === undefined || product.toReplace === filter.toReplace)
    )
  })
  const order = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' })
  const key = (product: ProductSummary) => String(product[filter.sort] ?? '')
  const sign = filter.descending ? -1 : 1
  return found.toSorted((a, b) => sign * order.compare(key(a), key(b)) || order.compare(a.reference, b.reference))
}
