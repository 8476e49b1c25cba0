/**
 * The one place that reads the environment and the parameter file (rules GI:1297 and GI:1000).
 * The file holds every parameter; an environment variable of the same meaning wins over it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  LimitDeclaration,
  ModelName,
  ProtectedType,
  ProtectionRule,
  ProviderDeclaration,
  Sensitivity,
} from '@socle/contracts'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { lineOf, mendOf, placeOf } from './parameter-faults.ts'

const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const OpenIdProvider = z.strictObject({
  issuer: z.url({ protocol: /^https$/, error: 'an identity provider is reached by HTTPS: expected https://…' }),
  clientId: z.string().min(1),
  /** Path of a file that holds the secret: it never stands in this file nor in the environment. */
  clientSecretFile: z.string().min(1),
  scope: z.string().default('openid profile email'),
  /** Claim that lists Socle roles, when the provider manages them. */
  rolesClaim: z.string().optional(),
  organisationClaim: z.string().default('organizational_unit'),
})

/** The AI access layer: everything it needs may stand here, so that a machine is configured without a click. */
const AiSettings = z
  .strictObject({
    /** Common outbound proxy of providers (rule GI:1120). */
    outboundProxy: z.url({ protocol: /^https?$/ }).optional(),
    providers: z.array(ProviderDeclaration).max(200).default([]),
    /** Other names of models: what callers write → name of a model. */
    aliases: z.record(ModelName, ModelName).default({}),
    limits: z.array(LimitDeclaration).max(10_000).default([]),
    /** What an application counts as that did not say how sensitive its data is. */
    unknownSensitivity: Sensitivity.default('restricted'),
    /** What is done with personal data and secrets, by application, provider and type; the first rule that fits decides. */
    protection: z.array(ProtectionRule).max(1000).optional(),
    /** Applications that may name what providers keep of earlier calls: they share an account there, and can read each other's. */
    keptState: z.array(z.string()).max(1000).default([]),
    /** Servers of tools (MCP) to which a provider may be sent, with all that is below each address; names of connectors. */
    toolServers: z.array(z.string()).max(1000).default([]),
    /** A stronger detector beside the one on board: it is asked for each text, and a call that it does not answer for is refused. */
    detector: z
      .strictObject({
        url: z.url({ protocol: /^https?$/ }),
        timeoutMs: z.int().min(50).max(60_000).default(3_000),
      })
      .optional(),
    /** Texts whose findings are remembered by their digest, so that a history is looked through once; 0 = none. */
    rememberedTexts: z.int().min(0).max(1_000_000).default(50_000),
    /** How long the table of a conversation is kept, encrypted, for an application that asks for it. */
    conversationHours: z.number().min(0.1).max(720).default(24),
    /** A text that holds such data makes the call at least this sensitive. */
    contentSensitivity: z.partialRecord(ProtectedType, Sensitivity).default({}),
    /** Days and months of budgets and statements begin at midnight there. */
    timeZone: z.string().default('Europe/Paris').refine(isTimeZone, 'expected a time zone such as Europe/Paris'),
    maxBodyMegabytes: z.int().min(1).max(512).default(32),
    /** After its beginning, a stream is read and passed on in pieces at most this far apart, under load; 0 = event by event. */
    gatherStreamMs: z.int().min(0).max(100).default(16),
    /** How long a call waits for the ledger before it is given up. */
    ledgerPatienceMs: z.int().min(100).max(120_000).default(15_000),
    /** How long a call waits for budget that other calls under way may give back. */
    budgetPatienceMs: z.int().min(0).max(60_000).default(2_000),
    /** Calls that may wait for one scarce model. */
    queueLength: z.int().min(0).max(100_000).default(200),
    queuePatienceMs: z.int().min(100).max(3_600_000).default(60_000),
  })
  .superRefine(({ aliases, providers }, context) => {
    const models = new Set(providers.flatMap((provider) => provider.models.map(({ name }) => name)))
    for (const [alias, model] of Object.entries(aliases)) {
      const fault = (message: string) => context.addIssue({ code: 'custom', path: ['aliases', alias], message })
      if (models.has(alias)) fault('a model bears this name, which an alias would hide: give the alias another one')
      else if (!models.has(model) && Object.hasOwn(aliases, model))
        fault(`leads to the alias "${model}": name the model itself`)
    }
  })

/** A mail server; without one nobody is written to. */
const MailSettings = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(587),
  /** `starttls` and `tls` refuse to send in clear text; `none` is for a relay on the same machine. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().optional(),
  /** Path of a file that holds the password: it never stands in this file. */
  passwordFile: z.string().optional(),
  /** Address of the sender. */
  from: z.string().min(3),
  language: z.enum(['fr', 'en']).default('fr'),
  /** How often the outbox is looked at. */
  everyMs: z.int().min(20).max(3_600_000).optional(),
})

const Address = z.union([z.ipv4(), z.ipv6()])

const ConfigFile = z.strictObject({
  port: z.int().min(0).max(65535).default(8080),
  host: z.string().default('127.0.0.1'),
  /** Address under which people reach Socle; default http://127.0.0.1:<port>. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  dataFolder: z.string().default('./data'),
  /** PostgreSQL address; without it the embedded database in `dataFolder` is used. */
  databaseUrl: z.string().optional(),
  databasePoolSize: z.int().min(1).max(100).default(10),
  identity: z
    .strictObject({
      provider: OpenIdProvider.optional(),
      /** `issuer|subject` of people who become administrators at their first sign-in. */
      firstAdministrators: z.array(z.string()).default([]),
      sessionHours: z.number().min(0.1).max(24).default(10),
    })
    .prefault({}),
  mail: MailSettings.optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Where the log goes; default: standard error. */
  logFile: z.string().optional(),
  /** Proxies in front of Socle, whose `X-Forwarded-For` says who calls: without them, all who come through one count as one address. */
  trustedProxies: z
    .array(z.union([Address, z.cidrv4(), z.cidrv6()]))
    .max(100)
    .default([]),
  requestsPerMinute: z.int().min(10).max(1_000_000).default(1200),
  /** Addresses that may read /metrics. */
  metricsTo: z.array(Address).default(['127.0.0.1', '::1']),
  /** Path of a file that holds a bearer token with which /metrics is read from anywhere, as a cluster's Prometheus does. */
  metricsTokenFile: z.string().optional(),
  /** OpenTelemetry collector (OTLP over HTTP), for example http://collector:4318. */
  traceCollector: z.url({ protocol: /^https?$/ }).optional(),
  frameworkFolder: z.string().optional(),
  ai: AiSettings.prefault({}),
  /** Lines of the State's mark, such as ["Ministère", "de l’Intérieur"]. It is reserved for the State's own sites: none by default (ADR 8). */
  stateBranding: z.array(z.string().trim().min(1).max(60)).max(5).default([]),
})

/** A declared provider with its secret, read once from where the declaration says. */
type DeclaredProvider = ProviderDeclaration & { secret: string | undefined }

type FileValues = z.output<typeof ConfigFile>

export type Config = Omit<FileValues, 'publicUrl' | 'ai' | 'mail' | 'identity' | 'metricsTokenFile'> & {
  publicUrl: string
  identity: Omit<FileValues['identity'], 'provider'> & {
    provider: (z.output<typeof OpenIdProvider> & { clientSecret: string }) | undefined
  }
  metricsToken: string | undefined
  mail?: z.output<typeof MailSettings> & { password: string | undefined }
  ai: Omit<z.output<typeof AiSettings>, 'providers'> & { providers: DeclaredProvider[] }
  production: boolean
  projectRoot: string
}

export class ConfigError extends Error {}

/** @throws ConfigError naming the key and the mend. */
export function readConfig(env: NodeJS.ProcessEnv, cwd = process.cwd()): Config {
  const path = resolve(cwd, env.SOCLE_CONFIG ?? 'socle.config.yaml')
  let fromFile: unknown = {}
  let lineAt: (place: readonly PropertyKey[]) => number | undefined = () => undefined
  if (existsSync(path)) {
    const lines = new LineCounter()
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines })
    lineAt = (place) => lineOf(document, lines, place)
    const error = document.errors[0]
    if (error) throw new ConfigError(`${path}: ${error.message}`)
    fromFile = document.toJS({ maxAliasCount: 20 }) ?? {}
  } else if (env.SOCLE_CONFIG) {
    throw new ConfigError(`SOCLE_CONFIG names ${path}, which does not exist.`)
  }
  const fromEnvironment = {
    ...(env.PORT && { port: wholeNumber('PORT', env.PORT) }),
    ...(env.SOCLE_HOST && { host: env.SOCLE_HOST }),
    ...(env.SOCLE_PUBLIC_URL && { publicUrl: env.SOCLE_PUBLIC_URL }),
    ...(env.SOCLE_DATA && { dataFolder: env.SOCLE_DATA }),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.SOCLE_LOG_LEVEL && { logLevel: env.SOCLE_LOG_LEVEL }),
    ...(env.SOCLE_LOG_FILE && { logFile: env.SOCLE_LOG_FILE }),
  }
  const given = { ...(fromFile as object), ...fromEnvironment }
  const parsed = ConfigFile.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const [first = ''] = issue.path
      // What the environment says stands in no line.
      const line = Object.hasOwn(fromEnvironment, first) ? undefined : lineAt(placeOf(issue))
      return `  ${line === undefined ? '' : `line ${line}: `}${mendOf(issue, ConfigFile, given)}`
    })
    throw new ConfigError(`The parameters are not valid (${path} or environment):\n${faults.join('\n')}`)
  }
  const { mail, metricsTokenFile, identity, ...others } = parsed.data
  const dataFolder = resolve(cwd, parsed.data.dataFolder)
  // `npm start` says so: the terminal is for people.
  const logFile = parsed.data.logFile ?? (env.SOCLE_LOG_WITH_DATA && resolve(dataFolder, 'logs', 'socle.log'))
  const { provider } = identity
  const config: Config = {
    ...others,
    ...(mail && {
      mail: { ...mail, password: mail.passwordFile && secretIn(mail.passwordFile, cwd, 'password of the mail server') },
    }),
    identity: {
      ...identity,
      provider: provider && {
        ...provider,
        clientSecret: secretIn(provider.clientSecretFile, cwd, 'secret of identity.provider'),
      },
    },
    metricsToken: metricsTokenFile && secretIn(metricsTokenFile, cwd, 'token that reads /metrics'),
    dataFolder,
    ...(logFile && { logFile: resolve(cwd, logFile) }),
    publicUrl: (parsed.data.publicUrl ?? `http://127.0.0.1:${parsed.data.port}`).replace(/\/$/, ''),
    production: env.NODE_ENV === 'production',
    projectRoot,
    ai: {
      ...parsed.data.ai,
      providers: parsed.data.ai.providers.map((provider) => ({ ...provider, secret: secretOf(provider, env, cwd) })),
    },
  }
  const ids = config.ai.providers.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new ConfigError(`ai.providers declares "${twice}" twice: give each provider its own id.`)
  if (config.production && !config.identity.provider)
    throw new ConfigError(
      'NODE_ENV=production refuses demonstration sign-in: set identity.provider (issuer, clientId, clientSecretFile) in socle.config.yaml.',
    )
  if (!config.identity.provider && !isLoopback(config.host))
    throw new ConfigError(
      `Demonstration sign-in answers only on the loopback address, and host is ${config.host}: set host to 127.0.0.1, or configure identity.provider.`,
    )
  return config
}

export const isLoopback = (host: string): boolean =>
  /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|localhost)$/.test(host)

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function secretOf(provider: ProviderDeclaration, env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const { id, secretFile, secretEnvironment } = provider
  if (secretFile !== undefined) return secretIn(secretFile, cwd, `secret of provider "${id}"`)
  if (secretEnvironment === undefined) return undefined
  const secret = env[secretEnvironment]
  if (!secret)
    throw new ConfigError(`The secret of provider "${id}" is expected in ${secretEnvironment}, which is not set.`)
  return secret
}

function secretIn(path: string, cwd: string, what: string): string {
  let secret: string
  try {
    secret = readFileSync(resolve(cwd, path), 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`The ${what} cannot be read from ${path} (${(error as NodeJS.ErrnoException).code}).`)
  }
  if (secret === '') throw new ConfigError(`The ${what} is expected in ${path}, which is empty.`)
  return secret
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new ConfigError(`${name} must be a whole number, and is "${text}".`)
  return Number(text)
}
