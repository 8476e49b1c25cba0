import type { LedgerRow } from '../../ledger/ledger-row.ts'
import { costOf, wattHoursOf } from '../budget/needs-rules.ts'
import type { Call, Ending } from '../call.ts'

/** Longest reason and name that the ledger keeps. */
const MAX_TEXT = 200

/** PostgreSQL text holds neither NUL nor half of a surrogate pair. */
const plain = (text: string): string => text.slice(0, MAX_TEXT).toWellFormed().replaceAll('\0', '')

export function costOfEnding({ deployment, usage }: Ending): number {
  return deployment === undefined ? 0 : costOf(usage, deployment)
}

/** @param now monotonic, as `call.startedAt` */
export function ledgerLine(call: Call, ending: Ending, costNano: number, now: number): LedgerRow {
  const { deployment, usage } = ending
  const key = call.key!
  return {
    request_id: call.requestId,
    at: call.at.toISOString(),
    application_id: key.application.id,
    organisation: key.application.organisation,
    group_name: key.application.group,
    key_id: key.id,
    key_label: key.label,
    endpoint: call.endpoint,
    streamed: call.streamed,
    model: plain(call.model),
    provider: deployment?.provider.id ?? null,
    upstream_model: deployment === undefined ? null : plain(deployment.upstream),
    tokens_in: usage.tokensIn,
    tokens_out: usage.tokensOut,
    tokens_cached: usage.tokensCached,
    tokens_cache_written: usage.tokensCacheWritten,
    audio_seconds: usage.audioSeconds,
    estimated: usage.estimated,
    price_version: deployment?.declaration.price.version ?? null,
    cost_nano: costNano,
    watt_hours: deployment === undefined ? null : wattHoursOf(usage, deployment),
    latency_ms: Math.round((now - call.startedAt) * 100) / 100,
    first_token_ms: call.firstByteAt === undefined ? null : Math.round((call.firstByteAt - call.startedAt) * 100) / 100,
    status: ending.status,
    outcome: ending.outcome,
    reason: ending.reason === null ? null : plain(ending.reason),
    sensitivity: call.sensitivity,
    route: call.route,
    protections: call.protections,
  }
}
