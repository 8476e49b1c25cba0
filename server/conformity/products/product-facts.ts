import type { ProductFacts } from '@socle/contracts'
import type { ProductRow } from './products-store.ts'

/** What rules judge of a product, from its row. */
export const factsOfRow = (
  row: ProductRow,
): ProductFacts & { reference: string; source: string | null; retained: boolean } => ({
  reference: row.reference,
  name: row.name,
  supplier: row.supplier,
  version: row.version,
  status: row.status,
  change: row.change,
  openness: row.openness,
  supported: row.supported,
  licence: row.licence,
  uses: row.uses,
  part: row.part,
  chapter: row.chapter,
  comment: row.comment,
  grid: row.grid,
  source: row.source,
  retained: row.retention !== null,
})
