import { type Kysely, sql } from 'kysely'

/** Advice that somebody decided against, product reference, and what the files that gates need keep of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Nothing is changed nor removed: the latest revision says what stands.
  `create table advice_decisions (
    application_id text not null references applications,
    topic text not null,
    revision integer not null,
    choice text[],
    advised text[] not null,
    reason text not null,
    decided_by uuid not null references users,
    decided_at timestamptz not null,
    primary key (application_id, topic, revision)
  )`,

  `create table products (
    reference text primary key,
    name text not null,
    supplier text not null,
    version text not null,
    status text,
    change text,
    openness text,
    supported boolean,
    licence text,
    uses text[] not null,
    part text not null,
    chapter text not null,
    comment text not null,
    grid jsonb not null,
    fields jsonb not null,
    source text,
    retention text,
    retained_by uuid references users,
    retained_at timestamptz,
    revision integer not null,
    updated_at timestamptz not null,
    updated_by uuid not null references users
  )`,
  // Where each version stands, kept by the procedure of its release.
  `create table product_releases (
    procedure_id uuid primary key references procedures,
    reference text not null references products,
    version text not null,
    security_fix boolean not null,
    state text not null,
    entered_at timestamptz not null
  )`,
  `create index product_releases_by_product on product_releases (reference)`,
  // Writers of the reference take turns: one row to lock.
  `create table product_reference_lock (id integer primary key check (id = 1))`,
  `insert into product_reference_lock values (1)`,
]
