import { type Kysely, sql } from 'kysely'

/**
 * What a report says of itself stands beside it, so that the newest measure is told from an older one and evidence shows
 * its commit; and the signature that was verified, with its key. Older reports were not verified: they carry none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table check_reports
    add column started_at timestamptz,
    add column checks text[],
    add column commit text,
    add column dirty boolean,
    add column signature text,
    add column key_id uuid references application_keys`,
  `update check_reports set
    started_at = (report->>'startedAt')::timestamptz,
    checks = array(select c->>'id' from jsonb_array_elements(report->'checks') c),
    commit = report->'target'->>'commit',
    dirty = (report->'target'->>'dirty')::boolean`,
  'alter table check_reports alter column started_at set not null, alter column checks set not null',
]
