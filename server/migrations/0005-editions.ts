import { type Kysely, sql } from 'kysely'

/** Editions of volumes from import to publication, the edition in force, migrations of conformity files, public comments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Its state is that of its procedure.
  `create table edition_drafts (
    procedure_id uuid primary key references procedures,
    volume text not null,
    label text not null,
    file_name text not null,
    sha256 text not null,
    list jsonb not null,
    completions jsonb not null default '{}',
    incomplete integer not null,
    edition_digest text references editions,
    published_at timestamptz,
    revision integer not null default 1,
    unique (volume, label)
  )`,
  // One row: the edition that a committee published last; none while the files of the framework are in force.
  `create table edition_in_force (
    id integer primary key check (id = 1),
    digest text not null references editions,
    since timestamptz not null
  )`,
  `create table edition_migrations (
    id uuid primary key,
    digest text not null references editions,
    edition text not null,
    started_at timestamptz not null,
    started_by uuid not null references users,
    seen_at timestamptz not null,
    ended_at timestamptz,
    stopped boolean not null default false,
    done integer not null default 0,
    total integer not null,
    moved jsonb not null default '[]'
  )`,
  `create unique index edition_migrations_one_at_a_time on edition_migrations ((true)) where ended_at is null`,
  `create index conformity_files_by_edition on conformity_files (edition_digest)`,
  `create table framework_remarks (
    id uuid primary key,
    number integer generated always as identity unique,
    edition text not null,
    requirement_id text,
    passage text not null,
    kind text not null,
    text text not null,
    proposal text not null,
    author_id uuid not null references users,
    organisation text not null,
    at timestamptz not null,
    state text not null,
    answer text not null,
    answered_by uuid references users,
    answered_at timestamptz,
    revision integer not null
  )`,
  `create index framework_remarks_by_requirement on framework_remarks (requirement_id, number)`,
]
