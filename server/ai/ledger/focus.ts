/** The ledger as FinOps FOCUS 1.0 cost and usage data (https://focus.finops.org), one row a call that cost or could cost. */
import type { LedgerLine } from '@socle/contracts'

const columns: readonly [string, (line: LedgerLine) => string][] = [
  ['BilledCost', ({ cost }) => amount(cost)],
  ['BillingAccountId', ({ organisation }) => organisation],
  ['BillingAccountName', ({ organisation }) => organisation],
  ['BillingCurrency', () => 'EUR'],
  ['BillingPeriodStart', ({ at }) => monthStart(at, 0)],
  ['BillingPeriodEnd', ({ at }) => monthStart(at, 1)],
  ['ChargeCategory', () => 'Usage'],
  ['ChargeDescription', ({ endpoint, upstreamModel }) => `${endpoint} ${upstreamModel ?? ''}`.trim()],
  ['ChargeFrequency', () => 'Usage-Based'],
  ['ChargePeriodStart', ({ at }) => at],
  ['ChargePeriodEnd', ({ at, latencyMs }) => new Date(Date.parse(at) + latencyMs).toISOString()],
  ['ConsumedQuantity', ({ tokensIn, tokensOut }) => String(tokensIn + tokensOut)],
  ['ConsumedUnit', () => 'Tokens'],
  ['ContractedCost', ({ cost }) => amount(cost)],
  ['EffectiveCost', ({ cost }) => amount(cost)],
  ['InvoiceIssuerName', ({ provider }) => provider ?? ''],
  ['ListCost', ({ cost }) => amount(cost)],
  ['PricingCategory', () => 'Standard'],
  ['PricingQuantity', ({ tokensIn, tokensOut }) => String((tokensIn + tokensOut) / 1_000_000)],
  ['PricingUnit', () => '1M Tokens'],
  ['ProviderName', ({ provider }) => provider ?? ''],
  ['PublisherName', ({ provider }) => provider ?? ''],
  ['ResourceId', ({ requestId }) => requestId],
  ['ResourceName', ({ model }) => model],
  ['ResourceType', () => 'Model call'],
  ['ServiceCategory', () => 'AI and Machine Learning'],
  ['ServiceName', ({ upstreamModel, model }) => upstreamModel ?? model],
  ['SkuId', ({ provider, upstreamModel }) => `${provider ?? ''}/${upstreamModel ?? ''}`],
  ['SkuPriceId', ({ priceVersion }) => priceVersion ?? ''],
  ['SubAccountId', ({ applicationId }) => applicationId],
  ['SubAccountName', ({ applicationId }) => applicationId],
  [
    'Tags',
    ({ key, keyId, sensitivity, outcome, estimated }) =>
      JSON.stringify({ key, keyId, sensitivity, outcome, estimated }),
  ],
  ['x_InputTokens', ({ tokensIn }) => String(tokensIn)],
  ['x_OutputTokens', ({ tokensOut }) => String(tokensOut)],
  ['x_CachedInputTokens', ({ tokensCached }) => String(tokensCached)],
]

/** CSV (RFC 4180), the heading line first. */
export const focusHeading = (): string => row(columns.map(([name]) => name))

/** Calls that reached no provider cost nothing and are left out. */
export const focusRows = (lines: readonly LedgerLine[]): string =>
  lines
    .filter(({ provider }) => provider !== null)
    .map((line) => row(columns.map(([, of]) => field(of(line)))))
    .join('')

const row = (cells: readonly string[]): string => `${cells.join(',')}\r\n`

const amount = (euros: number): string => euros.toFixed(9).replace(/\.?0+$/, '') || '0'

/** A cell that a sheet would take for a formula is made text. */
function field(text: string): string {
  const safe = /^[=+@]/.test(text) || /^-[^\d]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function monthStart(at: string, months: number): string {
  const date = new Date(at)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString()
}
