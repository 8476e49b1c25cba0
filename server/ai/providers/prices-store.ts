/** Versions of prices as they were first declared: two lines of the ledger that name one version cost alike. */
import type { Price, ProviderRecord } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'

type Declared = Pick<ProviderRecord, 'id' | 'models'>

const columnsOf = (price: Price) => ({
  input_per_million: price.inputPerMillion,
  cached_per_million: price.cachedPerMillion ?? price.inputPerMillion,
  cache_write_per_million: price.cacheWritePerMillion ?? price.inputPerMillion,
  output_per_million: price.outputPerMillion,
  per_minute: price.perMinute,
})
type Columns = ReturnType<typeof columnsOf>

/** Keeps the versions that are new. @returns the models whose version is declared with other prices, by their place */
export async function keepPrices(
  db: Queries,
  { id, models }: Declared,
): Promise<{ at: number; model: string; version: string }[]> {
  const taken: { at: number; model: string; version: string }[] = []
  for (const [at, { name, price }] of models.entries()) {
    const wanted = columnsOf(price)
    const of = { provider_id: id, model: name, version: price.version }
    await db
      .insertInto('ai_prices')
      .values({ ...of, ...wanted })
      .onConflict((conflict) => conflict.columns(['provider_id', 'model', 'version']).doNothing())
      .execute()
    const kept = await db
      .selectFrom('ai_prices')
      .selectAll()
      .where((where) => where.and(of))
      .executeTakeFirstOrThrow()
    const same = Object.entries(wanted).every(([column, amount]) => kept[column as keyof Columns] === amount)
    if (!same) taken.push({ at, model: name, version: price.version })
  }
  return taken
}
