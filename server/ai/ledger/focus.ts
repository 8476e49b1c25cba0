/** The ledger as FinOps FOCUS 1.0 cost and usage data (https://focus.finops.org), one row a call that cost or could cost. */
import type { ListedCall } from '@socle/contracts'
import { standardCsv } from '../../platform/csv.ts'

const tokensOf = ({ tokensIn, tokensOut }: ListedCall): number => tokensIn + tokensOut

const columns: readonly [string, (line: ListedCall) => string][] = [
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
  ['ConsumedQuantity', (line) => String(line.audioSeconds || tokensOf(line))],
  ['ConsumedUnit', ({ audioSeconds }) => (audioSeconds > 0 ? 'Seconds' : 'Tokens')],
  ['ContractedCost', ({ cost }) => amount(cost)],
  ['EffectiveCost', ({ cost }) => amount(cost)],
  ['InvoiceIssuerName', ({ provider }) => provider ?? ''],
  ['ListCost', ({ cost }) => amount(cost)],
  ['PricingCategory', () => 'Standard'],
  ['PricingQuantity', (line) => String(line.audioSeconds / 60 || tokensOf(line) / 1_000_000)],
  ['PricingUnit', ({ audioSeconds }) => (audioSeconds > 0 ? 'Minutes' : '1M Tokens')],
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
  ['SubAccountName', ({ applicationName }) => applicationName],
  [
    'Tags',
    ({ key, keyId, sensitivity, outcome, estimated }) =>
      JSON.stringify({ key, keyId, sensitivity, outcome, estimated }),
  ],
  ['x_InputTokens', ({ tokensIn }) => String(tokensIn)],
  ['x_OutputTokens', ({ tokensOut }) => String(tokensOut)],
  ['x_CachedInputTokens', ({ tokensCached }) => String(tokensCached)],
  ['x_CacheWriteInputTokens', ({ tokensCacheWritten }) => String(tokensCacheWritten)],
]

/** CSV, the heading line first. */
export const focusHeading = (): string => standardCsv([columns.map(([name]) => name)])

/** Calls that reached no provider cost nothing and are left out. */
export const focusRows = (lines: readonly ListedCall[]): string =>
  standardCsv(lines.filter(({ provider }) => provider !== null).map((line) => columns.map(([, of]) => of(line))))

const amount = (euros: number): string => euros.toFixed(9).replace(/\.?0+$/, '') || '0'

function monthStart(at: string, months: number): string {
  const date = new Date(at)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString()
}
