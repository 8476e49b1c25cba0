/** A product, and the list of them, as the interfaces hand them out. */
import type { Product, ProductPolicy, ProductSummary } from '@socle/contracts'
import { licenceName } from '@socle/editions'
import * as rules from './product-rules.ts'
import { factsOfRow } from './product-facts.ts'
import type { ProductRow } from './products-store.ts'

export function summariesOf(policy: ProductPolicy, rows: readonly ProductRow[]): ProductSummary[] {
  const all = rows.map((row) => ({ ...factsOfRow(row), revision: row.revision }))
  const users = rules.usersOfUses(all)
  return all.map((product) => ({
    reference: product.reference,
    name: product.name,
    supplier: product.supplier,
    version: product.version,
    status: product.status,
    change: product.change,
    openness: product.openness,
    supported: product.supported,
    licence: product.licence,
    uses: product.uses,
    part: product.part,
    chapter: product.chapter,
    comment: product.comment,
    standing: rules.standingOf(policy, product),
    rivals: rules.rivalsOf(product, users),
    toReplace: rules.mustBeReplaced(product),
    revision: product.revision,
  }))
}

/** @param row one of `rows` */
export function productOf(
  policy: ProductPolicy,
  row: ProductRow,
  rows: readonly ProductRow[],
  releases: Product['releases'],
  today: string,
): Product {
  const all = rows.map(factsOfRow)
  const product = factsOfRow(row)
  const summary = summariesOf(policy, rows).find(({ reference }) => reference === row.reference)!
  return {
    ...summary,
    grid: product.grid,
    deduced: rules.deducedAnswers(policy, product),
    fields: row.fields,
    source: row.source,
    licenceName: row.licence === null ? null : licenceName(row.licence),
    gaps: rules
      .gapsOf(policy, product)
      .map(({ id, name, expectation, security }) => ({ criterion: id, name, expectation, security })),
    unanswered: rules.unansweredOf(policy, product).map(({ id, name }) => ({ criterion: id, name })),
    retention:
      row.retention === null || row.retained_by === null || row.retained_at === null
        ? null
        : {
            reason: row.retention,
            by: { id: row.retained_by, name: row.keeper_name ?? '' },
            at: row.retained_at.toISOString(),
          },
    sameUse: rules.sameUse(product, all),
    replacements: rules.replacementsOf(product, all),
    releases,
    nextCycle: rules.nextCycle(policy, product.uses, today),
    revision: row.revision,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: { id: row.author_id, name: row.author_name },
  }
}
