import { type Kysely, sql } from 'kysely'

/**
 * A go / no-go that one member could give alone is for the vote of a session: whoever keeps the agendas puts it on one.
 * What is found once a gate was passed is kept as found, so that it is told once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update procedures set turn = array['architect'] where process = 'go-no-go' and state = 'study'`.execute(db)
  await sql`create table gate_findings (
    procedure_id uuid not null references gate_decisions (procedure_id),
    requirement_id text not null,
    found_at timestamptz not null,
    primary key (procedure_id, requirement_id)
  )`.execute(db)
  // Files whose gate was passed are judged again at the next reading, so that what was found before this is told as well.
  await sql`update conformity_files set verdict_valid_before = '1970-01-01' where id in (
    select file_id from gate_decisions where decision <> 'refuse')`.execute(db)
}
