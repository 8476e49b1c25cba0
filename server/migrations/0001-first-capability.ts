import { type Kysely, sql } from 'kysely'

/** From a described application to its conformity file: identity, framework editions, applications, assessments, evidence, audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table users (
    id uuid primary key,
    issuer text not null,
    subject text not null,
    name text not null,
    organisation text not null,
    roles text[] not null,
    created_at timestamptz not null,
    last_sign_in_at timestamptz,
    revision integer not null default 1,
    unique (issuer, subject)
  )`,
  `create table sessions (
    id_hash bytea primary key,
    user_id uuid not null references users,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index sessions_expiry on sessions (expires_at)`,
  `create table sign_ins (
    state text primary key,
    nonce text not null,
    code_verifier text not null,
    return_to text not null,
    expires_at timestamptz not null
  )`,
  `create table editions (
    digest text primary key,
    id text not null,
    content jsonb not null,
    loaded_at timestamptz not null
  )`,
  `create table applications (
    id text primary key,
    version text not null,
    revision integer not null,
    name text not null,
    organisation text not null,
    applicable integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by uuid not null references users
  )`,
  `create table application_versions (
    application_id text not null references applications,
    label text not null,
    description jsonb not null,
    created_at timestamptz not null,
    created_by uuid not null references users,
    primary key (application_id, label)
  )`,
  `create table application_team (
    application_id text not null references applications,
    user_id uuid not null references users,
    primary key (application_id, user_id)
  )`,
  `create index application_team_by_user on application_team (user_id)`,
  `create table application_keys (
    id uuid primary key,
    application_id text not null references applications,
    label text not null,
    prefix text not null,
    secret_hash bytea not null unique,
    created_at timestamptz not null,
    created_by uuid not null references users,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index application_keys_by_application on application_keys (application_id)`,
  `create table conformity_files (
    id uuid primary key,
    application_id text not null,
    version text not null,
    gate text not null,
    edition_digest text not null references editions,
    opened_at timestamptz not null,
    opened_by uuid not null references users,
    verdict jsonb not null,
    verdict_valid_before date,
    unique (application_id, version, gate),
    foreign key (application_id, version) references application_versions
  )`,
  `create table assessments (
    file_id uuid not null references conformity_files,
    requirement_id text not null,
    status text not null,
    justification text not null,
    revision integer not null,
    author_id uuid not null references users,
    assessed_at timestamptz not null,
    primary key (file_id, requirement_id)
  )`,
  `create table assessment_history (
    file_id uuid not null references conformity_files,
    requirement_id text not null,
    revision integer not null,
    status text not null,
    justification text not null,
    author_id uuid not null references users,
    at timestamptz not null,
    primary key (file_id, requirement_id, revision)
  )`,
  `create table assessment_comments (
    id uuid primary key,
    file_id uuid not null references conformity_files,
    requirement_id text not null,
    author_id uuid not null references users,
    at timestamptz not null,
    text text not null
  )`,
  `create index assessment_comments_by_file on assessment_comments (file_id, requirement_id, at)`,
  `create table check_reports (
    id uuid primary key,
    application_id text not null,
    version text not null,
    pushed_at timestamptz not null,
    pushed_by text not null,
    report jsonb not null,
    foreign key (application_id, version) references application_versions
  )`,
  `create index check_reports_by_application on check_reports (application_id, pushed_at desc)`,
  `create table evidence (
    id uuid primary key,
    application_id text not null,
    version text not null,
    requirement_id text not null,
    kind text not null,
    label text not null,
    source text not null,
    about text,
    outcome text,
    partial boolean not null default false,
    findings jsonb not null default '[]',
    date date not null,
    expires_on date not null,
    added_by text not null,
    added_at timestamptz not null,
    report_id uuid references check_reports,
    withdrawn_at timestamptz,
    foreign key (application_id, version) references application_versions
  )`,
  `create index evidence_by_version on evidence (application_id, version, requirement_id)`,
  `create table evidence_contents (
    evidence_id uuid primary key references evidence,
    content_type text not null,
    bytes bytea not null
  )`,
  `create table audit_log (
    id bigserial primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    target text not null,
    detail jsonb not null,
    request_id text not null
  )`,
  `create index audit_log_by_target on audit_log (target, id desc)`,
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is append-only'; end $$`,
  `create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_change()`,
]
