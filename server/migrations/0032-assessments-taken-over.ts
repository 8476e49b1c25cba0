import { type Kysely, sql } from 'kysely'

/**
 * An assessment that follows its requirement to another number keeps its author and its time, and says from which number it
 * comes. What moved before this was kept stays as it was told: under the instant of the move.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table assessment_history add column taken_over_from text').execute(db)
}
