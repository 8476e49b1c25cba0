import type { Bilingual, ProductPolicy, productRoutes, RouteArguments } from '@socle/contracts'
import { refuse } from '../../platform/errors.ts'
import { factsOfRow } from './product-facts.ts'
import type { ProductRow } from './products-store.ts'
import { retentionRefused } from './retention-rules.ts'

type Asked = RouteArguments<typeof productRoutes.changeSeveral>['body']

/**
 * May all of these products be changed so? All or none.
 * @throws Refusal product-facts-invalid, or rows-refused naming each product that stands in the way
 */
export function requireChangeable(
  policy: ProductPolicy,
  products: Asked['products'],
  change: Asked['change'],
  rows: ReadonlyMap<string, ProductRow>,
): void {
  const statuses = policy.statuses.map(({ id }) => id)
  if (change.kind === 'status' && !statuses.includes(change.status))
    throw refuse(
      'product-facts-invalid',
      {},
      {
        errors: [
          {
            path: 'body.change.status',
            message: {
              fr: `« ${change.status} » est inconnu ; valeurs possibles : ${statuses.join(', ')}.`,
              en: `“${change.status}” is unknown; possible values: ${statuses.join(', ')}.`,
            },
          },
        ],
      },
    )
  const errors = products.flatMap(({ reference, revision }, index) => {
    const why = refusalOf(policy, change, rows.get(reference), revision)
    if (!why) return []
    const message = { fr: `${reference} : ${why.fr}`, en: `${reference}: ${why.en}` }
    return [{ path: `body.products.${index}`, message }]
  })
  if (errors.length > 0)
    throw refuse('rows-refused', { count: String(errors.length), total: String(products.length) }, { errors })
}

function refusalOf(
  policy: ProductPolicy,
  change: Asked['change'],
  row: ProductRow | undefined,
  revision: number,
): Bilingual | undefined {
  if (!row) return { fr: 'le référentiel ne le connaît pas.', en: 'the reference does not know it.' }
  if (row.revision !== revision)
    return {
      fr: `${row.author_name} l’a modifié depuis votre lecture.`,
      en: `${row.author_name} changed it since you read it.`,
    }
  if (change.kind === 'status') return undefined
  if (change.reason === null)
    return row.retention === null ? { fr: 'rien ne le retient.', en: 'nothing retains it.' } : undefined
  return retentionRefused(policy, factsOfRow(row), change.respectsSecurityPolicy)
}
