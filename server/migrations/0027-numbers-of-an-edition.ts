import { type Kysely, sql } from 'kysely'

/**
 * What names requirements says in which edition they have these numbers, so that a decision follows its requirement when an
 * edition gives it another. What is older: an application whose files have moved is written in the edition that they
 * moved to last, everything else in the edition that was in force when it was opened.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const movedTo = (application: string, since: string) => `(select m.digest from edition_migrations m
    where m.moved @> jsonb_build_array(jsonb_build_object('applicationId', ${application})) and m.started_at >= ${since}
    order by m.started_at desc limit 1)`

const statements = [
  'alter table procedures add column edition_digest text references editions',
  'alter table derogations add column edition_digest text references editions',
  `update procedures p set edition_digest = coalesce(
    ${movedTo('p.application_id', 'p.opened_at')},
    (select e.digest from editions e where e.loaded_at <= p.opened_at order by e.loaded_at desc limit 1),
    (select e.digest from editions e order by e.loaded_at limit 1))
    where p.data ? 'requirements'`,
  `update derogations d set edition_digest = coalesce(
    ${movedTo('d.application_id', 'd.from_day')},
    (select p.edition_digest from procedures p where p.id = d.procedure_id))`,
]
