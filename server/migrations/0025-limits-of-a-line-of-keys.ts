import { type Kysely, sql } from 'kysely'

/**
 * A key that replaces another continues its line, and the budgets of a key are those of its line: replacing a key never
 * gives back what was spent. Keys replaced before are put in line as the audit log tells it; of budgets set since on
 * several keys of one line, that of the latest key stands.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table application_keys add column line_id uuid',
  `with recursive rotated as (
      select detail ->> 'key' as id, detail ->> 'replaces' as replaced from audit_log where action = 'key.rotated'
    ), lines as (
      select id, replaced as first from rotated where replaced not in (select id from rotated)
      union all
      select rotated.id, lines.first from rotated join lines on rotated.replaced = lines.id
    )
    update application_keys set line_id = lines.first::uuid from lines where application_keys.id::text = lines.id`,
  `with placed as (
      select l.id, row_number() over (
        partition by coalesce(k.line_id, k.id), l.measure, l.period order by k.created_at desc) as place
      from ai_limits l join application_keys k on k.id::text = l.subject where l.scope = 'key'
    )
    delete from ai_limits using placed where ai_limits.id = placed.id and placed.place > 1`,
  `update ai_limits set subject = k.line_id::text from application_keys k
    where ai_limits.scope = 'key' and ai_limits.subject = k.id::text and k.line_id is not null`,
]
