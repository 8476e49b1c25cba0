/** What replicas tell each other of providers that use more than calls allow. A new row moves the version of the policy. */
import { sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import type { DayOfExcess } from './policy.ts'

export async function readExcesses(db: Queries): Promise<DayOfExcess[]> {
  const rows = await db
    .selectFrom('ai_excesses')
    .select(['deployment', 'tokens_ratio', 'tokens_worst', 'money_ratio', 'money_worst'])
    .select(sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'))
    .execute()
  return rows.map(({ deployment, day, tokens_ratio, tokens_worst, money_ratio, money_worst }) => ({
    deployment,
    day,
    tokens: { ratio: tokens_ratio, worst: tokens_worst },
    money: { ratio: money_ratio, worst: money_worst },
  }))
}

/** Adds to what the day has; days before the last are forgotten. */
export async function tellExcess(db: Queries, { deployment, day, tokens, money }: DayOfExcess): Promise<void> {
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
    })
    .onConflict((conflict) =>
      conflict.columns(['deployment', 'day']).doUpdateSet({
        tokens_ratio: sql`greatest(ai_excesses.tokens_ratio, excluded.tokens_ratio)`,
        tokens_worst: sql`greatest(ai_excesses.tokens_worst, excluded.tokens_worst)`,
        money_ratio: sql`greatest(ai_excesses.money_ratio, excluded.money_ratio)`,
        money_worst: sql`greatest(ai_excesses.money_worst, excluded.money_worst)`,
      }),
    )
    .execute()
}
