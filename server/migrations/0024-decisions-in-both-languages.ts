import { type Kysely, sql } from 'kysely'

/**
 * What Socle itself wrote in French is kept as what it says: the volume of an edition, and the day of the session in which
 * the committee decided. History, and the state that a gate was decided on, stay as they were said.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const written = `'^Comité du (\\d{4}-\\d{2}-\\d{2})\\.?$'`
const worded = (field: string) => `update procedures set data = (data - '${field}')
    || jsonb_build_object('committee-on', substring(data->>'${field}' from ${written}))
    where data->>'${field}' ~ ${written}`

const statements = [
  'alter table gate_decisions add column committee_on date',
  `update procedures p set title = d.label, data = p.data || jsonb_build_object('volume', lower(d.volume))
    from edition_drafts d where d.procedure_id = p.id`,
  worded('grounds'),
  worded('reference'),
]
