import { type Kysely, sql } from 'kysely'

/**
 * A file begins with those of earlier gates of its version too, not only with the one of the version before. The title of
 * a review no longer names its gate in French: the reader's language does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table file_carryovers add column position integer not null default 0',
  'alter table file_carryovers drop constraint file_carryovers_pkey',
  'alter table file_carryovers add primary key (file_id, from_file_id)',
  `update procedures set title = regexp_replace(title, ', (Lancement|Conception|Mise en production)$', '')
    where process = 'gate-review'`,
]
