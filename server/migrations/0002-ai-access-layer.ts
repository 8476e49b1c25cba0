import { type Kysely, sql } from 'kysely'

/** The AI access layer: what keys may call, providers, budgets reserved then settled, and the ledger of calls. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table application_keys
    add column purposes text[] not null default '{evidence}',
    add column environment text not null default 'production',
    add column sensitivity text,
    add column models text[]`,
  // What the access layer needs to know of an application, told by the features that describe it.
  `create table ai_applications (
    application_id text primary key references applications,
    organisation text not null,
    sensitivity text,
    group_name text
  )`,
  `insert into ai_applications (application_id, organisation, sensitivity)
    select a.id, a.organisation, v.description -> 'traits' ->> 'sensitivity'
    from applications a join application_versions v on v.application_id = a.id and v.label = a.version`,
  `create table ai_providers (
    id text primary key,
    record jsonb not null,
    secret bytea,
    approved_by text,
    approved_at timestamptz,
    revision integer not null default 1
  )`,
  `create table ai_aliases (alias text primary key, model text not null)`,
  `create table ai_limits (
    id uuid primary key,
    scope text not null,
    subject text not null,
    measure text not null,
    period text not null,
    amount double precision not null,
    unique (scope, subject, measure, period)
  )`,

  // One number that moves with every change of what the gateway caches: a replica compares it before it trusts its copy.
  `create table ai_policy (id integer primary key check (id = 1), version bigint not null)`,
  `insert into ai_policy values (1, 1)`,
  `create function ai_policy_changed() returns trigger language plpgsql as $$
    begin update ai_policy set version = version + 1; return null; end $$`,
  ...['ai_applications', 'ai_providers', 'ai_aliases', 'ai_limits'].map(
    (table) =>
      `create trigger ${table}_policy after insert or update or delete on ${table}
        for each statement execute function ai_policy_changed()`,
  ),
  // Not when only its last use is noted.
  `create trigger application_keys_policy
    after insert or delete or update of expires_at, revoked_at, purposes, environment, sensitivity, models on application_keys
    for each statement execute function ai_policy_changed()`,

  `create table ai_replicas (id uuid primary key, seen_at timestamptz not null, last_batch bigint not null)`,
  `create table ai_counters (
    limit_id text not null,
    period_start timestamptz not null,
    spent bigint not null default 0,
    held bigint not null default 0,
    primary key (limit_id, period_start)
  )`,
  `create table ai_leases (
    replica_id uuid not null references ai_replicas on delete cascade,
    limit_id text not null,
    period_start timestamptz not null,
    amount bigint not null,
    primary key (replica_id, limit_id, period_start)
  )`,

  `create table ai_ledger (
    seq bigint generated always as identity primary key,
    request_id text not null,
    at timestamptz not null,
    application_id text not null,
    organisation text not null,
    group_name text,
    key_id uuid not null,
    key_label text not null,
    endpoint text not null,
    streamed boolean not null,
    model text not null,
    provider text,
    upstream_model text,
    tokens_in integer not null,
    tokens_out integer not null,
    tokens_cached integer not null,
    audio_seconds real not null,
    estimated boolean not null,
    price_version text,
    cost_nano bigint not null,
    watt_hours double precision,
    latency_ms real not null,
    first_token_ms real,
    status smallint not null,
    outcome text not null,
    reason text,
    sensitivity text not null,
    route jsonb not null,
    protections jsonb not null
  )`,
  `create index ai_ledger_by_time on ai_ledger (at)`,
  `create index ai_ledger_by_application on ai_ledger (application_id, at)`,
  `create index ai_ledger_by_request on ai_ledger (request_id)`,
  `create function refuse_ledger_change() returns trigger language plpgsql as $$
    begin raise exception 'the ledger of calls is append-only'; end $$`,
  `create trigger ai_ledger_append_only before update or delete on ai_ledger
    for each row execute function refuse_ledger_change()`,
  `create trigger ai_ledger_no_truncate before truncate on ai_ledger
    for each statement execute function refuse_ledger_change()`,

  /*
   * Lends a replica parts of budgets. asks: [{limit, start, amount, least, most}] sorted by (limit, start), so that two
   * replicas never wait for each other in a circle. Answers in the same order: [{granted, spent, held}], 0 when not even
   * \`least\` is free. What is lent is held until it is settled or given back: a budget is never passed.
   */
  `create function ai_lease(replica uuid, asks jsonb, instant timestamptz) returns jsonb language plpgsql as $$
    declare
      ask jsonb; answers jsonb := '[]'; counter ai_counters; granted bigint;
    begin
      insert into ai_replicas values (replica, instant, 0) on conflict (id) do nothing;
      for ask in select * from jsonb_array_elements(asks) loop
        insert into ai_counters (limit_id, period_start) values (ask->>'limit', (ask->>'start')::timestamptz)
          on conflict do nothing;
        select * into counter from ai_counters
          where limit_id = ask->>'limit' and period_start = (ask->>'start')::timestamptz for update;
        granted := least((ask->>'most')::bigint, (ask->>'amount')::bigint - counter.spent - counter.held);
        if granted < (ask->>'least')::bigint then granted := 0; end if;
        if granted > 0 then
          update ai_counters set held = held + granted
            where limit_id = counter.limit_id and period_start = counter.period_start;
          insert into ai_leases values (replica, counter.limit_id, counter.period_start, granted)
            on conflict (replica_id, limit_id, period_start) do update set amount = ai_leases.amount + granted;
        end if;
        answers := answers || jsonb_build_object('granted', granted, 'spent', counter.spent, 'held', counter.held);
      end loop;
      return answers;
    end $$`,

  /*
   * Writes one batch of a replica: its ledger lines, and what they used of its leases. lines: rows of ai_ledger;
   * uses: [{limit, start, spent, freed}] sorted. A batch whose answer was lost is sent again and counts once.
   */
  `create function ai_settle(replica uuid, batch bigint, lines json, uses jsonb, instant timestamptz)
    returns boolean language plpgsql as $$
    declare
      use jsonb; freed bigint; leased bigint;
    begin
      update ai_replicas set last_batch = batch, seen_at = instant where id = replica and last_batch < batch;
      if not found then
        if exists (select 1 from ai_replicas where id = replica) then return false; end if;
        insert into ai_replicas values (replica, instant, batch);
      end if;
      insert into ai_ledger (request_id, at, application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
          model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, audio_seconds, estimated, price_version,
          cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections)
        select request_id, at, application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
          model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, audio_seconds, estimated, price_version,
          cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections
        from json_populate_recordset(null::ai_ledger, lines);
      for use in select * from jsonb_array_elements(uses) loop
        -- A replica thought dead lost its leases already: it frees no more than it still has.
        select amount into leased from ai_leases
          where replica_id = replica and limit_id = use->>'limit' and period_start = (use->>'start')::timestamptz;
        freed := least((use->>'freed')::bigint, coalesce(leased, 0));
        update ai_leases set amount = amount - freed
          where replica_id = replica and limit_id = use->>'limit' and period_start = (use->>'start')::timestamptz;
        insert into ai_counters values (use->>'limit', (use->>'start')::timestamptz, (use->>'spent')::bigint, 0)
          on conflict (limit_id, period_start) do update
          set spent = ai_counters.spent + (use->>'spent')::bigint, held = greatest(0, ai_counters.held - freed);
      end loop;
      return true;
    end $$`,

  /* Gives back what replicas hold that were not seen since \`before\`, and forgets counters older than \`oldest\`. */
  `create function ai_sweep(before timestamptz, oldest timestamptz) returns integer language plpgsql as $$
    declare
      gone uuid[];
    begin
      select array_agg(id) into gone from (select id from ai_replicas where seen_at < before for update skip locked) r;
      if gone is not null then
        update ai_counters c set held = greatest(0, c.held - l.amount)
          from (select limit_id, period_start, sum(amount) as amount from ai_leases where replica_id = any(gone) group by 1, 2) l
          where c.limit_id = l.limit_id and c.period_start = l.period_start;
        delete from ai_replicas where id = any(gone);
      end if;
      delete from ai_counters where period_start < oldest;
      return coalesce(array_length(gone, 1), 0);
    end $$`,
]
