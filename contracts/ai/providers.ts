/** Who answers AI calls: providers and the models that they serve, as tables (MirAI components COMP011, COMP012, COMP013, COMP016, COMP017). */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Person } from '../people/identity.ts'
import { route } from '../route.ts'
import { Sensitivity } from './sensitivity.ts'
import { Instant } from '../text.ts'

/** What an endpoint of the access layer does; a model serves one kind. */
export const ModelKind = z.enum(['chat', 'embedding', 'rerank', 'transcription'])
export type ModelKind = z.infer<typeof ModelKind>

/** Endpoints by the name of their dialect; a provider may speak several of them itself. */
export const Endpoint = z.enum(['chat', 'responses', 'messages', 'embeddings', 'rerank', 'transcriptions'])
export type Endpoint = z.infer<typeof Endpoint>

export const ModelName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,119}$/, 'expected a model name such as mistral-small')

/** Euros per million tokens, and per minute of sound. A version once declared is never edited: a new price is a new version. */
export const Price = z.strictObject({
  version: z.string().min(1).max(40).default('1'),
  inputPerMillion: z.number().min(0).max(1_000_000).default(0),
  /** Tokens read from the provider's cache; default: as input. */
  cachedPerMillion: z.number().min(0).max(1_000_000).optional(),
  /** Tokens written to the provider's cache; default: as input. */
  cacheWritePerMillion: z.number().min(0).max(1_000_000).optional(),
  outputPerMillion: z.number().min(0).max(1_000_000).default(0),
  perMinute: z.number().min(0).max(1_000_000).default(0),
})
export type Price = z.infer<typeof Price>

/**
 * `elastic`: answered at once. `scarce`: a few at a time, the others wait in a queue with a position (COMP012).
 * `experimental`: loaded on demand, refused to production (COMP013).
 */
export const Serving = z.enum(['elastic', 'scarce', 'experimental'])
export type Serving = z.infer<typeof Serving>

export const ModelDeclaration = z.strictObject({
  /** Name that callers use; several providers may serve the same name. */
  name: ModelName,
  /** Name at the provider; default: the same. */
  upstream: z.string().min(1).max(200).optional(),
  kind: ModelKind.default('chat'),
  price: Price.prefault({}),
  /** Share of calls among providers of equal cost. */
  weight: z.number().min(0.01).max(1000).default(1),
  /** Most tokens that one answer may have: what a budget reserves when the caller names no limit. */
  maxOutputTokens: z.int().min(1).max(1_000_000).default(4096),
  /** Calls at the same time; the others go elsewhere, or wait when `serving` is scarce. */
  capacity: z.int().min(1).max(100_000).optional(),
  serving: Serving.default('elastic'),
  /** Seconds that a scarce model is expected to take per call, and an experimental one to load, for the announced wait. */
  expectedSeconds: z.number().min(0).max(3600).default(5),
  loadSeconds: z.number().min(0).max(3600).default(60),
  /** How tokens are counted when the provider does not say. */
  tokenizer: z.enum(['o200k_base', 'cl100k_base']).default('o200k_base'),
  /** Watt-hours per million tokens, as the provider or a measurement states it. */
  wattHoursPerMillion: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).optional(),
})
export type ModelDeclaration = z.infer<typeof ModelDeclaration>

const ProviderShape = {
  id: Slug.max(60),
  name: z.string().trim().min(1).max(120),
  dialect: z.enum(['openai', 'anthropic']),
  /** Up to and including the version: https://api.example.org/v1 */
  baseUrl: z.url({ protocol: /^https?$/ }).max(400),
  /** Endpoints that the provider serves itself besides those of its dialect; others are translated. */
  also: z.array(Endpoint).default([]),
  /** Country, or place of the ministry. */
  location: z.string().trim().min(1).max(120),
  /** Law that the provider obeys. */
  law: z.string().trim().min(1).max(120),
  /** Hosting circle of the State's cloud doctrine. */
  circle: z.int().min(1).max(3),
  /** Highest sensitivity that may be sent there. */
  clearance: Sensitivity,
  contract: z.string().trim().max(400).default(''),
  /** What the provider keeps, and how long. */
  retention: z.string().trim().max(400).default(''),
  /** Outbound proxy (rule GI:1120): `true` = the common one, an address, or `false` for none. */
  proxy: z.union([z.boolean(), z.url({ protocol: /^https?$/ })]).default(true),
  capacity: z.int().min(1).max(100_000).default(1000),
  /** Experimental models that its processors hold at the same time. */
  residentModels: z.int().min(1).max(1000).default(1),
  timeouts: z
    .strictObject({
      connectMs: z.int().min(100).max(120_000).default(5_000),
      /** Until the first byte of the answer. */
      headersMs: z.int().min(100).max(1_800_000).default(120_000),
      /** Between two bytes of it. */
      idleMs: z.int().min(100).max(1_800_000).default(60_000),
    })
    .prefault({}),
  models: z.array(ModelDeclaration).min(1).max(500),
}

/** A provider in the parameter file: its secret stands in a file or in the environment, never beside it. */
export const ProviderDeclaration = z.strictObject({
  ...ProviderShape,
  secretFile: z.string().min(1).optional(),
  secretEnvironment: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .optional(),
  /** Disabled until somebody answers for it. */
  approved: z.boolean().default(false),
})
export type ProviderDeclaration = z.infer<typeof ProviderDeclaration>

/** A provider kept by the portal, the command or the API; its secret is set apart and never read back. */
export const ProviderRecord = z.strictObject(ProviderShape)
export type ProviderRecord = z.infer<typeof ProviderRecord>

/** Of an experimental model: `unloaded` until somebody asks for it, `queued` once somebody did, then `loading`. */
export const ModelState = z.enum(['ready', 'unloaded', 'queued', 'loading', 'cooling-down', 'broken', 'disabled'])
export type ModelState = z.infer<typeof ModelState>

/** How far back the health of a provider looks. */
export const HEALTH_MINUTES = 15

export const Provider = ProviderRecord.extend({
  declaredIn: z.enum(['file', 'portal', 'built-in']),
  approved: z.boolean(),
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  /** Somebody stopped its calls; it does not wait for an approval. */
  suspendedAt: Instant.nullable(),
  /** Who declared it, or last changed what the approval is given for; null = the parameter file, or before this was kept. */
  statedBy: Person.nullable(),
  /** May the caller approve it as it stands? */
  mayApprove: z.boolean(),
  hasSecret: z.boolean(),
  revision: z.int(),
  health: z.array(
    z.object({
      model: z.string(),
      state: ModelState,
      inFlight: z.int(),
      waiting: z.int(),
      /** Of the calls of the last minutes (`HEALTH_MINUTES`), on all replicas. */
      failures: z.int(),
      calls: z.int(),
      lastFailure: z.string().nullable(),
      until: Instant.nullable(),
    }),
  ),
})
export type Provider = z.infer<typeof Provider>

/** A model as its callers see it. */
export const Model = z.object({
  name: z.string(),
  /** The other names that lead to it. */
  aliases: z.array(z.string()),
  kind: ModelKind,
  /** Highest sensitivity that it may be given. */
  clearance: Sensitivity,
  serving: Serving,
  state: ModelState,
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      location: z.string(),
      circle: z.int(),
      clearance: Sensitivity,
      price: Price,
      state: ModelState,
    }),
  ),
})
export type Model = z.infer<typeof Model>

const byProvider = z.object({ providerId: Slug })

export const aiProviderRoutes = {
  models: route({
    id: 'listModels',
    method: 'GET',
    path: '/api/ai/models',
    summary: 'Models that applications may call, with state, price and clearance',
    permission: 'ai:read',
    machine: true,
    response: z.object({ models: z.array(Model) }),
  }),
  list: route({
    id: 'listProviders',
    method: 'GET',
    path: '/api/ai/providers',
    summary: 'Providers with approval, clearance and health',
    permission: 'ai:supervise',
    response: z.object({
      providers: z.array(Provider),
      aliases: z.record(z.string(), z.string()),
      /** Those of the parameter file, which are changed there alone. */
      aliasesInFile: z.array(z.string()),
    }),
  }),
  create: route({
    id: 'createProvider',
    method: 'POST',
    path: '/api/ai/providers',
    summary: 'Declare a provider; it stays disabled until approved',
    permission: 'ai:administer',
    body: ProviderRecord,
    response: Provider,
    status: 201,
    problems: ['provider-exists', 'price-version-taken'],
  }),
  update: route({
    id: 'updateProvider',
    method: 'PUT',
    path: '/api/ai/providers/{providerId}',
    summary: 'Change a provider; a change of clearance, location, law or address withdraws its approval',
    permission: 'ai:administer',
    params: byProvider,
    body: z.strictObject({ provider: ProviderRecord, revision: z.int() }),
    response: Provider,
    problems: ['provider-unknown', 'provider-changed-meanwhile', 'declared-in-file', 'price-version-taken'],
  }),
  setSecret: route({
    id: 'setProviderSecret',
    method: 'PUT',
    path: '/api/ai/providers/{providerId}/secret',
    summary: 'Set the secret with which Socle calls the provider; it is never shown again',
    permission: 'ai:administer',
    params: byProvider,
    body: z.strictObject({ secret: z.string().min(1).max(4000) }),
    response: Provider,
    problems: ['provider-unknown', 'declared-in-file'],
  }),
  approve: route({
    id: 'approveProvider',
    method: 'PUT',
    path: '/api/ai/providers/{providerId}/approval',
    summary: 'Approve a provider, or suspend it at once',
    permission: 'ai:approve',
    params: byProvider,
    body: z.strictObject({ approved: z.boolean() }),
    response: Provider,
    problems: ['provider-unknown', 'declared-in-file', 'provider-of-another'],
  }),
  setAlias: route({
    id: 'setModelAlias',
    method: 'PUT',
    path: '/api/ai/aliases',
    summary: 'Let a name lead to a model; without model the alias goes',
    permission: 'ai:administer',
    body: z.strictObject({ alias: ModelName, model: ModelName.nullable() }),
    response: z.object({ aliases: z.record(z.string(), z.string()) }),
    problems: ['declared-in-file', 'ai-alias-unfit'],
  }),
}
