import { ProductFacts } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'

export type ProductRow = Awaited<ReturnType<typeof allProducts>>[number]

const select = (db: Queries) =>
  db
    .selectFrom('products')
    .innerJoin('users', 'users.id', 'products.updated_by')
    .leftJoin('users as keeper', 'keeper.id', 'products.retained_by')
    .selectAll('products')
    .select(['users.id as author_id', 'users.name as author_name', 'keeper.name as keeper_name'])

/** The reference holds at most some thousands of products, and how each stands depends on the others: it is read whole. */
export const allProducts = (db: Queries) => select(db).orderBy('products.reference').execute()

/** What a product is called by. */
export const productNames = (db: Queries) =>
  db.selectFrom('products').select(['reference', 'name']).orderBy('reference').execute()

export const productRow = (db: Queries, reference: string) =>
  select(db).where('products.reference', '=', reference).executeTakeFirst()

/** Holds every writer of the reference until the transaction ends: an import is applied whole, on what it compared with. */
export const lockReference = (trx: Trx) => trx.selectFrom('product_reference_lock').selectAll().forUpdate().execute()

interface Written {
  reference: string
  facts: ProductFacts
  userId: string
  now: Date
}

/** Nothing but facts: what a caller knows besides is no column to write. */
const values = ({ facts, userId, now }: Written) => ({
  ...ProductFacts.strip().parse(facts),
  grid: JSON.stringify(facts.grid),
  updated_at: now,
  updated_by: userId,
})

/** @returns false when the reference is taken */
export async function insertProduct(
  trx: Trx,
  written: Written & { source: string | null; fields: Record<string, string> },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('products')
    .values({
      ...values(written),
      reference: written.reference,
      source: written.source,
      fields: JSON.stringify(written.fields),
      revision: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('reference')
    .executeTakeFirst()
  return inserted !== undefined
}

export const updateProduct = (trx: Trx, written: Written & { source?: string; fields?: Record<string, string> }) =>
  trx
    .updateTable('products')
    .set((eb) => ({
      ...values(written),
      revision: eb('revision', '+', 1),
      ...(written.source !== undefined && { source: written.source }),
      ...(written.fields !== undefined && { fields: JSON.stringify(written.fields) }),
    }))
    .where('reference', '=', written.reference)
    .execute()

export const storeRetention = (
  trx: Trx,
  { reference, reason, userId, now }: { reference: string; reason: string | null; userId: string; now: Date },
) =>
  trx
    .updateTable('products')
    .set((eb) => ({
      retention: reason,
      retained_by: reason === null ? null : userId,
      retained_at: reason === null ? null : now,
      revision: eb('revision', '+', 1),
    }))
    .where('reference', '=', reference)
    .execute()
