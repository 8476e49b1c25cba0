import { type Kysely, sql } from 'kysely'

/**
 * What replicas know together: the health of providers as each sees it, and calls that wait for a scarce model or hold one of its places, of all replicas (COMP012). A replica renews its own; what is
 * not renewed belonged to one that died.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table ai_scarce_places (
    id uuid primary key,
    number bigint generated always as identity,
    deployment text not null,
    replica_id uuid not null,
    request_id text not null,
    key_id text not null,
    priority smallint not null,
    asked_at timestamptz not null default now(),
    admitted boolean not null,
    seen_at timestamptz not null)`,
  `create table ai_replica_health (
    replica_id uuid primary key,
    reports jsonb not null,
    seen_at timestamptz not null)`,
  'create index ai_scarce_places_by_deployment on ai_scarce_places (deployment, priority, number)',
  /*
   * One round of a replica. mine: [{id, deployment, capacity, requestId, keyId, priority, admitted, rank}], all that it has:
   * what is not named any more is given up. Whoever comes first in the line takes what is free, whichever replica asks.
   */
  `create function ai_scarce_turns(replica uuid, mine jsonb, lease interval)
    returns table (place_id uuid, has_turn boolean, place int) language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtext('socle.scarce_places'));
      delete from ai_scarce_places p where p.seen_at < clock_timestamp() - lease or (p.replica_id = replica
        and not exists (select 1 from jsonb_to_recordset(mine) as m(id uuid) where m.id = p.id));
      insert into ai_scarce_places (id, deployment, replica_id, request_id, key_id, priority, admitted, seen_at)
        select m.id, m.deployment, replica, m."requestId", m."keyId", m.priority, m.admitted, clock_timestamp()
          from jsonb_to_recordset(mine) as m(id uuid, deployment text, "requestId" text, "keyId" text, priority smallint,
            admitted boolean, rank int)
          order by m.rank
        on conflict (id) do update set seen_at = excluded.seen_at;
      update ai_scarce_places p set admitted = true from (
        select w.id from (
          select id, deployment, row_number() over (partition by deployment order by priority, number) as turn
            from ai_scarce_places where not admitted) w
          join (select distinct on (m.deployment) m.deployment, m.capacity
            from jsonb_to_recordset(mine) as m(deployment text, capacity int)) c on c.deployment = w.deployment
          where w.turn <= c.capacity
            - (select count(*) from ai_scarce_places a where a.deployment = w.deployment and a.admitted)) free
        where p.id = free.id;
      return query select o.id, o.admitted, o.turn::int from (
        select id, replica_id, admitted, row_number() over (partition by deployment, admitted order by priority, number) as turn
          from ai_scarce_places) o where o.replica_id = replica;
    end $$`,
]
