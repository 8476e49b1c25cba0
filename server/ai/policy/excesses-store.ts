/** What replicas tell each other of how providers keep to what calls allow. A new row moves the version of the policy. */
import { sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import type { DayOfExcess } from './policy.ts'

export async function readExcesses(db: Queries): Promise<DayOfExcess[]> {
  const rows = await db
    .selectFrom('ai_excesses')
    .select(['deployment', 'tokens_ratio', 'tokens_worst', 'money_ratio', 'money_worst', 'kept_from'])
    .select(sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'))
    .execute()
  return rows.map(({ deployment, day, tokens_ratio, tokens_worst, money_ratio, money_worst, kept_from }) => ({
    deployment,
    day,
    keptFrom: kept_from,
    tokens: { ratio: tokens_ratio, worst: tokens_worst },
    money: { ratio: money_ratio, worst: money_worst },
  }))
}

/** Adds to what the day has; days before the last are forgotten. Who does worse than was known is believed no longer. */
export async function tellExcess(
  db: Queries,
  { deployment, day, tokens, money, keptFrom }: DayOfExcess,
): Promise<void> {
  await db
    .deleteFrom('ai_excesses')
    .where('day', '<', sql<string>`${day}::date - 1`)
    .execute()
  await db
    .insertInto('ai_excesses')
    .values({
      deployment,
      day,
      tokens_ratio: tokens.ratio,
      tokens_worst: tokens.worst,
      money_ratio: money.ratio,
      money_worst: money.worst,
      kept_from: keptFrom,
    })
    .onConflict((conflict) =>
      conflict.columns(['deployment', 'day']).doUpdateSet({
        tokens_ratio: sql`greatest(ai_excesses.tokens_ratio, excluded.tokens_ratio)`,
        tokens_worst: sql`greatest(ai_excesses.tokens_worst, excluded.tokens_worst)`,
        money_ratio: sql`greatest(ai_excesses.money_ratio, excluded.money_ratio)`,
        money_worst: sql`greatest(ai_excesses.money_worst, excluded.money_worst)`,
        kept_from: sql`case
          when excluded.tokens_ratio > ai_excesses.tokens_ratio or excluded.tokens_worst > ai_excesses.tokens_worst
            or excluded.money_ratio > ai_excesses.money_ratio or excluded.money_worst > ai_excesses.money_worst
          then excluded.kept_from
          when (excluded.tokens_ratio, excluded.tokens_worst, excluded.money_ratio, excluded.money_worst)
            = (ai_excesses.tokens_ratio, ai_excesses.tokens_worst, ai_excesses.money_ratio, ai_excesses.money_worst)
          then least(ai_excesses.kept_from, excluded.kept_from)
          else ai_excesses.kept_from
        end`,
      }),
    )
    .execute()
}
