import { type Language, Role } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../database.ts'
import { asLookedUp, holdsWords } from '../looked-up.ts'

export interface Claims {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly organisation: string
  /** Where to write to; null = the provider does not say. */
  readonly email: string | null
  /** In which the person signs in. */
  readonly language: Language | null
  /** As the provider sends them; unknown ones are ignored. */
  readonly roles: unknown
}

interface User {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly roles: Role[]
}

/**
 * Creates the person at the first sign-in, with the provider's roles or as a first administrator; later sign-ins refresh
 * the name only: from then on rights change here, by an administrator, with an audit line.
 */
export async function rememberUser(
  trx: Trx,
  claims: Claims,
  firstAdministrators: readonly string[],
  now: Date,
): Promise<User> {
  const given = Array.isArray(claims.roles) ? claims.roles.flatMap((role) => Role.safeParse(role).data ?? []) : []
  const first: Role[] = firstAdministrators.includes(`${claims.issuer}|${claims.subject}`) ? ['administrator'] : []
  return trx
    .insertInto('users')
    .values({
      id: randomUUID(),
      issuer: claims.issuer,
      subject: claims.subject,
      name: claims.name,
      organisation: claims.organisation,
      email: claims.email,
      language: claims.language,
      roles: [...new Set([...given, ...first])],
      created_at: now,
      last_sign_in_at: now,
      revision: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'subject']).doUpdateSet({
        name: claims.name,
        organisation: claims.organisation,
        email: claims.email,
        last_sign_in_at: now,
        ...(claims.language && { language: claims.language }),
      }),
    )
    .returning(['id', 'name', 'organisation', 'roles'])
    .executeTakeFirstOrThrow()
}

/** Issuer of whoever runs commands on this machine: in the audit log, and nobody among people. */
export const LOCAL_COMMAND = 'urn:socle:operator'

const listed = ['id', 'name', 'organisation', 'roles', 'last_sign_in_at', 'revision'] as const
const sorts = {
  name: asLookedUp('name'),
  organisation: asLookedUp('organisation'),
  lastSignIn: 'last_sign_in_at',
} as const

export async function listUsers(
  db: Queries,
  filter: {
    search?: string | undefined
    role?: Role | undefined
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = db.selectFrom('users').where('issuer', '<>', LOCAL_COMMAND)
  if (filter.role !== undefined) found = found.where(sql<boolean>`${filter.role} = any (roles)`)
  if (filter.search) {
    found = found.where(holdsWords(['name', 'organisation'], filter.search))
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(listed)
    .orderBy(sorts[filter.sort], (order) => (filter.order === 'asc' ? order.asc() : order.desc()).nullsLast())
    .orderBy('name')
    .orderBy('id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { rows, total }
}

export const storeLanguage = (db: Queries, id: string, language: Language) =>
  db.updateTable('users').set({ language }).where('id', '=', id).execute()

export const userForUpdate = (trx: Trx, id: string) =>
  trx.selectFrom('users').select(listed).where('id', '=', id).forUpdate().executeTakeFirst()

export const storeRoles = (trx: Trx, id: string, roles: Role[], revision: number) =>
  trx.updateTable('users').set({ roles, revision }).where('id', '=', id).execute()

/** Administrators, locked so that two cannot withdraw one another at the same moment. */
export const administrators = (trx: Trx) =>
  trx
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`'administrator' = any (roles)`)
    .forUpdate()
    .execute()
