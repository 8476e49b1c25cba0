/** What the database itself says of its tables. */
import { sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'

/** Kept by the migrations; and what lets somebody in, which no copy should bring back. */
const besides = ['kysely_migration', 'kysely_migration_lock', 'sessions', 'sign_ins']

interface Table {
  readonly name: string
  /** Holds files: few rows at a time. */
  readonly heavy: boolean
}

export async function tablesOf(db: Queries): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype) as heavy
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`.execute(db)
  return rows.filter(({ name }) => !besides.includes(name))
}

export async function isEmpty(db: Queries): Promise<boolean> {
  const { rows } = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') limit 1`.execute(db)
  return rows.length === 0
}

export async function sequencesOf(db: Queries): Promise<{ table: string; column: string; last: number }[]> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null
    order by 1, 2`.execute(db)
  const found = []
  for (const { table, column, sequence } of rows) {
    const read = await sql<{ last: number; is_called: boolean }>`
      select last_value::bigint as last, is_called from ${sql.raw(sequence)}`.execute(db)
    const { last = 1, is_called: called = false } = read.rows[0] ?? {}
    if (called) found.push({ table, column, last: Number(last) })
  }
  return found
}

export async function foreignKeysOf(
  db: Queries,
): Promise<readonly { table: string; name: string; definition: string }[]> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname = 'public' and c.contype = 'f' and c.conparentid = 0`.execute(db)
  return rows
}
