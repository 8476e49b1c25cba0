/** Reads from the database, and from the parameter file, what the gateway decides on. */
import type { LimitScope, ProviderRecord } from '@socle/contracts'
import { sql } from 'kysely'
import type { Config } from '../../platform/config.ts'
import type { Queries } from '../../platform/database.ts'
import type { KeyEnd } from '../../platform/identity/application-keys.ts'
import { asWritten } from '../limits/subject-rules.ts'
import { linesOfKeys } from '../limits/subjects-store.ts'
import { effectiveRules } from '../protection/protection-policy.ts'
import { storedProtection } from '../protection/protection-store.ts'
import { openSecret, type SecretBox } from '../providers/secret-box.ts'
import { builtInProvider } from '../providers/built-in.ts'
import { readExcesses } from './excesses-store.ts'
import {
  type ActiveLimit,
  activeProvider,
  type Deployment,
  deploymentsOf,
  type GatewayApplication,
  type GatewayKey,
  NANO_PER_EURO,
  type Policy,
} from './policy.ts'

export const policyVersion = async (db: Queries): Promise<number> =>
  (await db.selectFrom('ai_policy').select('version').executeTakeFirstOrThrow()).version

/** The version is read first: a change that slips in between is read again at the next look. */
export async function readPolicy(db: Queries, settings: Config['ai'], box: SecretBox): Promise<Policy> {
  const version = await policyVersion(db)
  const limits = [...(await limitsOfFile(db, settings)), ...(await storedLimits(db))]
  const aliases = new Map(Object.entries(settings.aliases))
  for (const { alias, model } of await db.selectFrom('ai_aliases').selectAll().execute())
    if (!aliases.has(alias)) aliases.set(alias, model)
  const { deployments, sealedElsewhere } = await readDeployments(db, settings, box)
  const models = byName(deployments)
  // A model is stronger than an alias that came to bear its name: what is called and billed is what the name says.
  for (const name of models.keys()) aliases.delete(name)
  return {
    version,
    keys: await readKeys(db, limits),
    endedKeys: await readEndedKeys(db),
    models,
    aliases,
    limits,
    sealedElsewhere,
    excesses: await readExcesses(db),
    protection: effectiveRules(settings.protection, (await storedProtection(db)).rules),
  }
}

async function limitsOfFile(db: Queries, { limits }: Config['ai']): Promise<ActiveLimit[]> {
  const keys = limits.filter(({ scope }) => scope === 'key').map(({ scope, of }) => asWritten(scope, of))
  const lines = await linesOfKeys(db, keys)
  return limits.map((limit) => {
    const of = asWritten(limit.scope, limit.of)
    return {
      ...limit,
      id: `file:${limit.scope}:${limit.of}:${limit.measure}:${limit.period}`,
      of: limit.scope === 'key' ? (lines.get(of) ?? of) : of,
      amount: inUnits(limit),
    }
  })
}

/** Money is counted in nano-euros. */
const inUnits = ({ measure, amount }: Pick<ActiveLimit, 'measure' | 'amount'>): number =>
  measure === 'money' ? Math.round(amount * NANO_PER_EURO) : Math.floor(amount)

async function storedLimits(db: Queries): Promise<ActiveLimit[]> {
  const rows = await db.selectFrom('ai_limits').selectAll().execute()
  return rows.map(({ id, scope, subject, measure, period, amount }) => ({
    id,
    scope,
    of: subject,
    measure,
    period,
    amount: inUnits({ measure, amount }),
  }))
}

async function readKeys(db: Queries, limits: readonly ActiveLimit[]): Promise<Map<string, GatewayKey>> {
  const rows = await db
    .selectFrom('application_keys')
    .innerJoin('ai_applications', 'ai_applications.application_id', 'application_keys.application_id')
    .innerJoin('applications', 'applications.id', 'application_keys.application_id')
    .select([
      'application_keys.id',
      'application_keys.line_id',
      'application_keys.label',
      'application_keys.purposes',
      'application_keys.environment',
      'application_keys.sensitivity',
      'application_keys.models',
      'application_keys.expires_at',
      'application_keys.application_id',
      'applications.name as application_name',
      'ai_applications.organisation',
      'ai_applications.group_name',
      'ai_applications.sensitivity as application_sensitivity',
      sql<string>`encode(secret_hash, 'base64')`.as('hash'),
    ])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now() - interval '1 day'`)
    .execute()
  const applications = new Map<string, GatewayApplication>()
  const subject = (scope: string, of: string) => `${scope} ${of}`
  const bySubject = Map.groupBy(limits, (limit) => subject(limit.scope, limit.of))
  return new Map(
    rows.map((row) => {
      const application: GatewayApplication = applications.get(row.application_id) ?? {
        id: row.application_id,
        organisation: row.organisation,
        group: row.group_name,
        sensitivity: row.application_sensitivity,
      }
      applications.set(application.id, application)
      const subjects = [
        subject('key', row.line_id ?? row.id),
        subject('application', application.id),
        ...(application.group === null ? [] : [subject('group', application.group)]),
        subject('organisation', application.organisation),
      ]
      // Who is refused knows a key by its label, and an application by its name.
      const calledBy: Partial<Record<LimitScope, string>> = { key: row.label, application: row.application_name }
      const key: GatewayKey = {
        id: row.id,
        label: row.label,
        purposes: row.purposes,
        environment: row.environment,
        sensitivity: row.sensitivity,
        models: row.models && new Set(row.models),
        expiresAt: row.expires_at.getTime(),
        application,
        // In one order everywhere, so that two calls never wait for each other in a circle.
        limits: subjects
          .flatMap((name) => bySubject.get(name) ?? [])
          .map((limit) => ({ ...limit, of: calledBy[limit.scope] ?? limit.of }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }
      return [row.hash, key]
    }),
  )
}

async function readEndedKeys(db: Queries): Promise<Map<string, KeyEnd>> {
  const rows = await db
    .selectFrom('application_keys')
    .select(['expires_at', 'revoked_at', sql<string>`encode(secret_hash, 'base64')`.as('hash')])
    .where(sql<boolean>`revoked_at is not null or expires_at <= now()`)
    .where(sql<boolean>`least(revoked_at, expires_at) > now() - interval '1 year'`)
    .execute()
  return new Map(
    rows.map(({ hash, expires_at, revoked_at }) => [hash, { expiresAt: expires_at, revokedAt: revoked_at }]),
  )
}

async function readDeployments(db: Queries, settings: Config['ai'], box: SecretBox) {
  const commonProxy = settings.outboundProxy
  const declared = settings.providers.flatMap((provider) => {
    const { secret, approved } = provider
    return deploymentsOf(activeProvider(provider, { approved, secret, commonProxy }), provider)
  })
  const inFile = new Set(settings.providers.map(({ id }) => id))
  const stored = await db.selectFrom('ai_providers').selectAll().execute()
  const sealedElsewhere: string[] = []
  const opened = (id: string, secret: Buffer): string | undefined => {
    try {
      return openSecret(box, secret)
    } catch {
      sealedElsewhere.push(id)
      return undefined
    }
  }
  const kept = stored
    .filter(({ id }) => !inFile.has(id))
    .flatMap(({ id, record, secret: sealed, approved_at }) => {
      const secret = sealed ? opened(id, sealed) : undefined
      const closed = sealed !== null && secret === undefined
      const approved = approved_at !== null && !closed
      const provider = activeProvider(record as ProviderRecord, { approved, sealed: closed, secret, commonProxy })
      return deploymentsOf(provider, record as ProviderRecord)
    })
  return { deployments: [...declared, ...kept, ...builtInProvider()], sealedElsewhere }
}

const byName = (deployments: readonly Deployment[]): Map<string, Deployment[]> =>
  Map.groupBy(deployments, ({ name }) => name)
