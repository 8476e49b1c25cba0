import { type Kysely, sql } from 'kysely'

/** What every version of a price was declared as: one that the ledger may name never becomes another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table ai_prices (
    provider_id text not null,
    model text not null,
    version text not null,
    input_per_million double precision not null,
    cached_per_million double precision not null,
    cache_write_per_million double precision not null,
    output_per_million double precision not null,
    per_minute double precision not null,
    primary key (provider_id, model, version)
  )`,
]
