import { type Kysely, sql } from 'kysely'

/** Tokens written to a provider's cache have a price of their own: the line that was billed says how many they were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table ai_ledger add column tokens_cache_written integer not null default 0',
  /*
   * Writes one batch of a replica: its ledger lines, and what they used of its leases. lines: rows of ai_ledger;
   * uses: [{limit, start, spent, freed}], one a budget. A batch whose answer was lost is sent again and counts once.
   * A replica of the version before, still running, says nothing of what was written to a cache.
   */
  `create or replace function ai_settle(replica uuid, batch bigint, lines json, uses jsonb, instant timestamptz)
    returns boolean language plpgsql as $$
    begin
      update ai_replicas set last_batch = batch, seen_at = instant where id = replica and last_batch < batch;
      if not found then
        if exists (select 1 from ai_replicas where id = replica) then return false; end if;
        insert into ai_replicas values (replica, instant, batch);
      end if;
      insert into ai_ledger (request_id, at, application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
          model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, tokens_cache_written, audio_seconds, estimated, price_version,
          cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections)
        select request_id, at, application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
          model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, coalesce(tokens_cache_written, 0), audio_seconds, estimated, price_version,
          cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections
        from json_populate_recordset(null::ai_ledger, lines);
      if uses = '[]' then return true; end if;
      -- A replica thought dead lost its leases already: it frees no more than it still has.
      with used as (
        select u."limit" as limit_id, u.start, u.spent, least(u.freed, coalesce(l.amount, 0)) as freed
          from jsonb_to_recordset(uses) as u("limit" text, start timestamptz, spent bigint, freed bigint)
          left join ai_leases l on l.replica_id = replica and l.limit_id = u."limit" and l.period_start = u.start
      ), returned as (
        update ai_leases l set amount = l.amount - used.freed from used
          where l.replica_id = replica and l.limit_id = used.limit_id and l.period_start = used.start
      )
      -- All replicas lock counters in this order. What is freed travels as excluded.held.
      insert into ai_counters (limit_id, period_start, spent, held)
        select limit_id, start, spent, freed from used order by limit_id, start
        on conflict (limit_id, period_start) do update
        set spent = ai_counters.spent + excluded.spent, held = greatest(0, ai_counters.held - excluded.held);
      return true;
    end $$`,
]
