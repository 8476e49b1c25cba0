/** What was called, by whom, where it went and what it cost (MirAI components COMP010 and COMP016). */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Endpoint } from './providers.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Sensitivity } from './sensitivity.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'

/** How a call ended. Everything but `answered` says what the caller did not get. */
export const Outcome = z.enum([
  'answered',
  'refused',
  'caller-left',
  'upstream-error',
  'upstream-stalled',
  'upstream-broke',
  'unavailable',
  'undelivered',
])
export type Outcome = z.infer<typeof Outcome>

/** Why a deployment was no candidate, or what came of trying it. */
export const RouteStep = z.object({
  provider: z.string(),
  model: z.string(),
  result: z.enum([
    'answered',
    'refused-by-provider',
    'failed',
    'busy',
    'not-tried',
    'not-approved',
    'clearance-too-low',
    'no-such-endpoint',
    'experimental',
    'personal-data',
    'circuit-open',
    'cooling-down',
  ]),
  detail: z.string().optional(),
})
export type RouteStep = z.infer<typeof RouteStep>

export const LedgerLine = z.object({
  /** What the caller got in `x-request-id`. */
  requestId: z.string(),
  at: Instant,
  applicationId: z.string(),
  organisation: z.string(),
  group: z.string().nullable(),
  keyId: z.string(),
  key: z.string(),
  endpoint: Endpoint,
  streamed: z.boolean(),
  /** As the caller named it, and what answered. */
  model: z.string(),
  provider: z.string().nullable(),
  upstreamModel: z.string().nullable(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  /** Of `tokensIn`, read from the provider's cache. */
  tokensCached: z.int(),
  /** Of `tokensIn`, written to it. */
  tokensCacheWritten: z.int(),
  audioSeconds: z.number(),
  /** The provider did not say: counted here. */
  estimated: z.boolean(),
  priceVersion: z.string().nullable(),
  /** Euros, to the nano-euro. */
  cost: z.number(),
  /** Watt-hours, by the method named in the statement; null = the model declares none. */
  wattHours: z.number().nullable(),
  latencyMs: z.number(),
  firstTokenMs: z.number().nullable(),
  status: z.int(),
  outcome: Outcome,
  /** Code of the refusal or failure. */
  reason: z.string().nullable(),
  sensitivity: Sensitivity,
  route: z.array(RouteStep),
  /** How many values of each type were protected; never the values. */
  protections: z.record(z.string(), z.int()),
})
export type LedgerLine = z.infer<typeof LedgerLine>

/** With the name that people know the application by; its identifier where it has none any more. */
export const ListedCall = LedgerLine.extend({ applicationName: z.string() })
export type ListedCall = z.infer<typeof ListedCall>

const Totals = z.object({
  calls: z.int(),
  refused: z.int(),
  failed: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  tokensCached: z.int(),
  tokensCacheWritten: z.int(),
  cost: z.number(),
  wattHours: z.number(),
  estimated: z.int(),
})
export type Totals = z.infer<typeof Totals>

/** Days, both included, in the time zone of the access layer. */
const Period = { from: IsoDate, to: IsoDate }

export const Statement = z.object({
  ...Period,
  totals: Totals,
  lines: z.array(
    Totals.extend({
      applicationId: z.string(),
      applicationName: z.string(),
      organisation: z.string(),
      model: z.string(),
      provider: z.string().nullable(),
      priceVersion: z.string().nullable(),
    }),
  ),
  energyMethod: z.string(),
})
export type Statement = z.infer<typeof Statement>

export const Consumption = z.object({
  ...Period,
  totals: Totals,
  days: z.array(Totals.extend({ day: IsoDate })),
  models: z.array(Totals.extend({ model: z.string() })),
  keys: z.array(Totals.extend({ keyId: z.string(), key: z.string() })),
  /** Why calls were refused or failed: code of a problem, or what the provider said; the most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), calls: z.int() })),
})
export type Consumption = z.infer<typeof Consumption>

/** What counts as rounding: euros of a line, and share of its tokens. */
export const Rounding = z.strictObject({ cost: z.number().min(0), tokenShare: z.number().min(0).max(1) })
export type Rounding = z.infer<typeof Rounding>

/** `framework/governance/reconciliation.yaml`. */
export const ReconciliationPolicy = z.strictObject({
  id: z.literal('reconciliation'),
  description: Bilingual,
  settles: Bilingual,
  rounding: Rounding,
})

export const Reconciliation = z.object({
  provider: z.string(),
  ...Period,
  matched: z.int(),
  /** Of those, lines whose amount alone was compared: the invoice tells no tokens. */
  withoutTokens: z.int(),
  /** Lines that one side alone has, of an amount that is rounding. */
  oneSided: z.int(),
  tolerance: Rounding,
  /** Lines that differ, or that one side lacks. */
  differences: z.array(
    z.object({
      /** A day, or a month when the invoice has lines for whole months. */
      period: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'expected a month or a day, such as 2026-11 or 2026-11-30'),
      model: z.string(),
      /** `billed-again`: the amount differs by lines that the invoice tells more than once. */
      kind: z.enum(['amount', 'billed-again', 'tokens', 'only-in-invoice', 'only-in-ledger']),
      ledger: z.number().nullable(),
      invoice: z.number().nullable(),
    }),
  ),
  ledgerCost: z.number(),
  invoiceCost: z.number(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

const period = z.object({ from: IsoDate, to: IsoDate })

const callFilters = {
  applicationId: ApplicationId.optional(),
  requestId: z.string().max(128).optional(),
  model: z.string().trim().max(120).optional(),
  outcome: Outcome.optional(),
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  order: ListOrder.default('desc'),
}

export const aiLedgerRoutes = {
  consumption: route({
    id: 'getConsumption',
    method: 'GET',
    path: '/api/applications/{applicationId}/ai/consumption',
    summary: 'What one application called and what it cost, by day, model and key',
    permission: 'application:read',
    machine: true,
    params: z.object({ applicationId: ApplicationId }),
    query: period,
    response: Consumption,
    problems: ['application-unknown', 'period-invalid'],
  }),
  calls: route({
    id: 'listCalls',
    method: 'GET',
    path: '/api/ai/calls',
    summary: 'Calls, the last first, with the candidates of each and why one was chosen; beyond 10,000 give a period',
    permission: 'ledger:read',
    query: z.object({
      ...callFilters,
      offset: listPage.offset,
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      calls: z.array(ListedCall),
      /** Counted up to 10,000. */
      total: z.int(),
    }),
    problems: ['period-invalid', 'application-unknown', 'filter-value-unknown'],
  }),
  exportCalls: route({
    id: 'exportCalls',
    method: 'GET',
    path: '/api/ai/calls/export',
    summary: 'The calls that the filters keep, as a sheet; the whole ledger of a period has its own export',
    permission: 'ledger:read',
    query: ListExport.extend(callFilters),
    response: 'file',
    problems: ['list-too-long', 'period-invalid', 'application-unknown', 'filter-value-unknown'],
  }),
  statement: route({
    id: 'getStatement',
    method: 'GET',
    path: '/api/ai/statement',
    summary: 'What each application owes for a period, by model, provider and version of price',
    permission: 'ledger:read',
    query: period.extend({ applicationId: ApplicationId.optional(), organisation: z.string().max(120).optional() }),
    response: Statement,
    problems: ['period-invalid', 'application-unknown', 'filter-value-unknown'],
  }),
  export: route({
    id: 'exportLedger',
    method: 'GET',
    path: '/api/ai/ledger',
    summary: 'The ledger of a period: one line a call (jsonl), FOCUS 1.0 (csv) or OpenDocument',
    permission: 'ledger:read',
    query: period.extend({ format: z.enum(['jsonl', 'focus', 'ods']).default('jsonl') }),
    response: 'file',
    problems: ['period-invalid', 'export-too-long'],
  }),
  reconcile: route({
    id: 'reconcileInvoice',
    computes: true,
    method: 'POST',
    path: '/api/ai/reconciliation/{providerId}',
    summary: 'Compare the invoice of a provider (a sheet or CSV, FOCUS included) with the ledger; nothing is stored',
    permission: 'ledger:read',
    params: z.object({ providerId: z.string().max(60) }),
    upload: true,
    response: Reconciliation,
    problems: ['provider-unknown', 'invoice-unreadable', 'period-invalid', 'unavailable'],
  }),
}
