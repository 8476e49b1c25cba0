import type { ProductPolicy, productRoutes, ProductSummary } from '@socle/contracts'
import type { z } from 'zod'
import { requireKnown } from '../../platform/known-values.ts'

export type ProductFilter = Omit<z.output<(typeof productRoutes.list)['query']>, 'offset' | 'limit'>

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

const words = { status: { fr: 'statut', en: 'status' }, use: { fr: 'usage', en: 'use' } } as const

/**
 * Every word of the search must be somewhere in the product, its uses included.
 * @throws Refusal filter-value-unknown
 */
export function filterProducts(
  policy: ProductPolicy,
  all: readonly ProductSummary[],
  filter: ProductFilter,
): ProductSummary[] {
  requireKnown(
    words.status,
    filter.status,
    policy.statuses,
    all.some(({ status }) => status === filter.status),
  )
  requireKnown(
    words.use,
    filter.use,
    policy.uses,
    all.some(({ uses }) => uses.some((use) => use === filter.use)),
  )
  const useNames = new Map(policy.uses.map(({ id, name }) => [id, `${name.fr} ${name.en}`]))
  const wanted = fold(filter.search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = all.filter((product) => {
    const { reference, name, supplier, version, comment, licence, uses } = product
    const holds = (text: string) => wanted.every((word) => text.includes(word))
    return (
      (wanted.length === 0 ||
        holds(
          fold(
            [
              reference,
              name,
              supplier,
              version,
              comment,
              licence ?? '',
              ...uses.map((use) => useNames.get(use) ?? use),
            ].join(' '),
          ),
        )) &&
      (filter.status === undefined || product.status === filter.status) &&
      (filter.openness === undefined || product.openness === filter.openness) &&
      (filter.change === undefined || product.change === filter.change) &&
      (filter.use === undefined || uses.includes(filter.use)) &&
      (filter.standing === undefined || product.standing === filter.standing) &&
      (filter.rivals === undefined || product.rivals > 0 === filter.rivals) &&
      (filter.toReplace === undefined || product.toReplace === filter.toReplace)
    )
  })
  const sign = filter.descending ? -1 : 1
  return found.toSorted(
    (a, b) =>
      sign * order.compare(String(a[filter.sort] ?? ''), String(b[filter.sort] ?? '')) ||
      order.compare(a.reference, b.reference),
  )
}

/** Made once: making one costs more than a page of comparisons. */
const order = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' })
