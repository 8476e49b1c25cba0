/** The ledger as FinOps FOCUS 1.0 cost and usage data (https://focus.finops.org), one row a call that cost or could cost. */
import { type ListedCall, NO_ORGANISATION } from '@socle/contracts'
import { standardCsv } from '../../platform/csv.ts'

const tokensOf = ({ tokensIn, tokensOut }: ListedCall): number => tokensIn + tokensOut
const pricingQuantity = (line: ListedCall): number => line.audioSeconds / 60 || tokensOf(line) / 1_000_000
const skuOf = ({ provider, upstreamModel }: ListedCall): string => `${provider ?? ''}/${upstreamModel ?? ''}`
/** Where the application said none. */
const organisationOf = ({ organisation }: ListedCall): string | undefined =>
  organisation === '' || organisation === NO_ORGANISATION ? undefined : organisation

const columns: readonly [string, (line: ListedCall) => string][] = [
  ['BilledCost', ({ cost }) => amount(cost)],
  ['BillingAccountId', (line) => organisationOf(line) ?? line.applicationId],
  ['BillingAccountName', (line) => organisationOf(line) ?? line.applicationName],
  ['BillingCurrency', () => 'EUR'],
  ['BillingPeriodStart', ({ at }) => monthStart(at, 0)],
  ['BillingPeriodEnd', ({ at }) => monthStart(at, 1)],
  ['ChargeCategory', () => 'Usage'],
  // A line of the ledger is never corrected.
  ['ChargeClass', () => ''],
  ['ChargeDescription', ({ endpoint, upstreamModel }) => `${endpoint} ${upstreamModel ?? ''}`.trim()],
  ['ChargeFrequency', () => 'Usage-Based'],
  ['ChargePeriodStart', ({ at }) => instant(Date.parse(at))],
  ['ChargePeriodEnd', chargeEnd],
  ['ConsumedQuantity', (line) => String(line.audioSeconds || tokensOf(line))],
  ['ConsumedUnit', ({ audioSeconds }) => (audioSeconds > 0 ? 'Seconds' : 'Tokens')],
  ['ContractedCost', ({ cost }) => amount(cost)],
  ['ContractedUnitPrice', unitPrice],
  ['EffectiveCost', ({ cost }) => amount(cost)],
  ['InvoiceIssuerName', ({ provider }) => provider ?? ''],
  ['ListCost', ({ cost }) => amount(cost)],
  ['ListUnitPrice', unitPrice],
  ['PricingCategory', () => 'Standard'],
  ['PricingQuantity', (line) => decimal(pricingQuantity(line))],
  ['PricingUnit', ({ audioSeconds }) => (audioSeconds > 0 ? 'Minutes' : '1000000 Tokens')],
  ['ProviderName', ({ provider }) => provider ?? ''],
  ['PublisherName', ({ provider }) => provider ?? ''],
  ['ResourceId', ({ requestId }) => requestId],
  ['ResourceName', ({ model }) => model],
  ['ResourceType', () => 'Model call'],
  ['ServiceCategory', () => 'AI and Machine Learning'],
  ['ServiceName', ({ upstreamModel, model }) => upstreamModel ?? model],
  ['SkuId', skuOf],
  ['SkuPriceId', (line) => (line.priceVersion === null ? '' : `${skuOf(line)}/${line.priceVersion}`)],
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

const decimal = (value: number, digits = 12): string => value.toFixed(digits).replace(/\.?0+$/, '') || '0'
const amount = (euros: number): string => decimal(euros, 9)

/** Tokens in and out have their own prices, and a row has one: the mean of the call, of which quantity × price is the cost. */
function unitPrice(line: ListedCall): string {
  // As it is written: of a third of a minute that is not what was measured.
  const quantity = Number(decimal(pricingQuantity(line)))
  return quantity === 0 ? '0' : decimal(line.cost / quantity)
}

const SECOND_MS = 1000
/** To the second, as FOCUS writes it. */
const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** The first second after the call. */
function chargeEnd({ at, latencyMs }: ListedCall): string {
  const start = Math.floor(Date.parse(at) / SECOND_MS) * SECOND_MS
  const end = Math.ceil((Date.parse(at) + latencyMs) / SECOND_MS) * SECOND_MS
  return instant(Math.max(end, start + SECOND_MS))
}

function monthStart(at: string, months: number): string {
  const date = new Date(at)
  return instant(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
}
