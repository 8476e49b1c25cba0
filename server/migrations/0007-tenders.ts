/** Calls for tender and the bids on them. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table tenders (
    procedure_id uuid primary key references procedures,
    reference text not null unique,
    application_id text references applications,
    edition_digest text not null references editions,
    choices jsonb not null,
    frozen jsonb,
    award_bid uuid,
    award_reason text,
    award_by uuid references users,
    awarded_at timestamptz,
    updated_at timestamptz not null,
    revision integer not null
  )`,
  `create table bids (
    id uuid primary key,
    tender_id uuid not null references tenders,
    bidder text not null,
    received_at timestamptz not null,
    received_by text not null,
    file_name text not null,
    bytes bytea not null,
    answers jsonb not null,
    revision integer not null,
    unique (tender_id, bidder)
  )`,
  `alter table tenders add foreign key (award_bid) references bids`,
  `create table tender_remediations (
    procedure_id uuid primary key references procedures,
    tender_id uuid not null references tenders,
    requirement_id text not null
  )`,
  `create index tender_remediations_by_tender on tender_remediations (tender_id)`,
]
