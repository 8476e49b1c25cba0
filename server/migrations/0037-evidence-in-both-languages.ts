import { type Kysely, sql } from 'kysely'

/**
 * What a check is called and what it found are read in the language of whoever reads. Of what is stored, the report still
 * knows the English title; what a person wrote, and what earlier reports said in one language, stands as it was written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table evidence alter column label type jsonb using jsonb_build_object('fr', label, 'en', label)`,
  `update evidence e set label = jsonb_set(e.label, '{en}', c.found->'title'->'en')
    from check_reports r, jsonb_array_elements(r.report->'checks') c(found)
    where r.id = e.report_id and c.found->>'id' = e.source and c.found->'title'->>'en' is not null`,
  `update evidence set findings = (
      select jsonb_agg(jsonb_set(f.found, '{message}', jsonb_build_object('fr', f.found->'message', 'en', f.found->'message')) order by f.rank)
      from jsonb_array_elements(findings) with ordinality f(found, rank))
    where jsonb_array_length(findings) > 0`,
]
