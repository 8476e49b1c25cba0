/** What the gateway decides on, as one immutable copy in memory: keys, models, budgets. */
import {
  type Endpoint,
  type LimitMeasure,
  type LimitPeriod,
  type LimitScope,
  type ModelDeclaration,
  type ModelKind,
  type Sensitivity,
  sensitivityRank,
} from '@socle/contracts'
import type { KeyEnd } from '../../platform/identity/application-keys.ts'
import type { KeyEnvironment, KeyPurpose, ProtectionRule, ProviderRecord } from '@socle/contracts'

export interface GatewayKey {
  readonly id: string
  readonly label: string
  readonly purposes: readonly KeyPurpose[]
  readonly environment: KeyEnvironment
  readonly sensitivity: Sensitivity | null
  /** null = all. */
  readonly models: ReadonlySet<string> | null
  readonly expiresAt: number
  readonly application: GatewayApplication
  readonly limits: readonly ActiveLimit[]
}

export interface GatewayApplication {
  readonly id: string
  readonly organisation: string
  readonly group: string | null
  /** null = it did not say. */
  readonly sensitivity: Sensitivity | null
}

/** A budget; `amount` in calls, tokens or nano-euros. */
export interface ActiveLimit {
  readonly id: string
  readonly scope: LimitScope
  /** The subject; where a call is held to it, as people call it: a key by its label, an application by its name. */
  readonly of: string
  readonly measure: LimitMeasure
  readonly period: LimitPeriod
  readonly amount: number
}

type Dialect = ProviderRecord['dialect'] | 'extractive'

export interface ActiveProvider {
  readonly id: string
  readonly name: string
  readonly dialect: Dialect
  /** Scheme, host and port; then the path before an endpoint's own. */
  readonly origin: string
  readonly basePath: string
  readonly location: string
  readonly circle: number
  readonly clearance: Sensitivity
  readonly approved: boolean
  /** Its secret does not open on this server: another replica may reach it. */
  readonly sealed: boolean
  readonly capacity: number
  readonly residentModels: number
  readonly proxy: string | undefined
  readonly timeouts: ProviderRecord['timeouts']
  readonly secret: string | undefined
}

/** A model at a provider. Prices in nano-euros per token or second. */
export interface Deployment {
  readonly id: string
  readonly name: string
  readonly upstream: string
  readonly kind: ModelKind
  readonly provider: ActiveProvider
  readonly declaration: ModelDeclaration
  /** Endpoints that it answers without translation. */
  readonly native: ReadonlySet<Endpoint>
  readonly clearanceRank: number
  readonly nanoIn: number
  readonly nanoCached: number
  readonly nanoCacheWrite: number
  readonly nanoOut: number
  readonly nanoPerSecond: number
}

/** What was used beyond what a call allowed: the worst seen, in one measure. */
export interface Excess {
  /** Used of what was to be the most: above 1. */
  readonly ratio: number
  /** Used by one call that passed its most: a provider may write as much whatever it is allowed. */
  readonly worst: number
}

export interface Excesses {
  readonly tokens: Excess
  /** In nano-euros. */
  readonly money: Excess
}

/** Of one deployment. */
export interface DayOfExcess extends Excesses {
  readonly deployment: string
  /** YYYY-MM-DD, UTC. */
  readonly day: string
  /** Calls that allow an answer of so many tokens are believed to be kept to; null = too few were measured. */
  readonly keptFrom: number | null
}

export interface Policy {
  readonly version: number
  /** By SHA-256 of the key, base64. */
  readonly keys: ReadonlyMap<string, GatewayKey>
  /** Keys that open nothing any more, by the same digest, for a year after their end. */
  readonly endedKeys: ReadonlyMap<string, KeyEnd>
  /** By name that callers use. */
  readonly models: ReadonlyMap<string, readonly Deployment[]>
  readonly aliases: ReadonlyMap<string, string>
  readonly limits: readonly ActiveLimit[]
  /** Providers whose secret was sealed under another key than that of this replica: off here, and no other. */
  readonly sealedElsewhere: readonly string[]
  /** What is done with personal data; the first rule that fits decides. */
  readonly protection: readonly ProtectionRule[]
  /** Which deployments were measured, and used more than calls allowed. */
  readonly excesses: readonly DayOfExcess[]
}

/** 1 €/million tokens = 1 000 nano-euros a token. */
const NANO_PER_TOKEN = 1000
export const NANO_PER_EURO = 1_000_000_000

const nativeEndpoints: Record<Dialect, Partial<Record<ModelKind, readonly Endpoint[]>>> = {
  openai: {
    chat: ['chat'],
    embedding: ['embeddings'],
    rerank: ['rerank'],
    transcription: ['transcriptions'],
  },
  anthropic: { chat: ['messages'] },
  extractive: { chat: ['chat'] },
}

/** Endpoints by kind of model, native or translated. */
export const endpointsOf: Record<ModelKind, readonly Endpoint[]> = {
  chat: ['chat', 'responses', 'messages'],
  embedding: ['embeddings'],
  rerank: ['rerank'],
  transcription: ['transcriptions'],
}

export function deploymentsOf(provider: ActiveProvider, record: Pick<ProviderRecord, 'models' | 'also'>): Deployment[] {
  return record.models.map((declaration) => {
    const { name, upstream = name, kind, price } = declaration
    const served = endpointsOf[kind]
    return {
      id: `${provider.id}/${upstream}`,
      name,
      upstream,
      kind,
      provider,
      declaration,
      native: new Set([
        ...(nativeEndpoints[provider.dialect][kind] ?? []),
        ...record.also.filter((endpoint) => served.includes(endpoint)),
      ]),
      clearanceRank: sensitivityRank(provider.clearance),
      nanoIn: price.inputPerMillion * NANO_PER_TOKEN,
      nanoCached: (price.cachedPerMillion ?? price.inputPerMillion) * NANO_PER_TOKEN,
      nanoCacheWrite: (price.cacheWritePerMillion ?? price.inputPerMillion) * NANO_PER_TOKEN,
      nanoOut: price.outputPerMillion * NANO_PER_TOKEN,
      nanoPerSecond: (price.perMinute * NANO_PER_EURO) / 60,
    }
  })
}

/** Anthropic's own clients write its address without the version. */
function basePathOf(dialect: Dialect, { pathname }: URL): string {
  const path = pathname.replace(/\/+$/, '')
  return dialect === 'anthropic' && !/\/v\d+$/.test(path) ? `${path}/v1` : path
}

export function activeProvider(
  record: ProviderRecord,
  state: { approved: boolean; sealed?: boolean; secret: string | undefined; commonProxy: string | undefined },
): ActiveProvider {
  const url = new URL(record.baseUrl)
  return {
    id: record.id,
    name: record.name,
    dialect: record.dialect,
    origin: url.origin,
    basePath: basePathOf(record.dialect, url),
    location: record.location,
    circle: record.circle,
    clearance: record.clearance,
    approved: state.approved,
    sealed: state.sealed ?? false,
    capacity: record.capacity,
    residentModels: record.residentModels,
    proxy: record.proxy === true ? state.commonProxy : record.proxy === false ? undefined : record.proxy,
    timeouts: record.timeouts,
    secret: state.secret,
  }
}
