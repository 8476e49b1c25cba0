/** Who is calling, and what one may do. Policies are data: `framework/policies/access.cedar`. */
import { z } from 'zod'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Instant, Language } from '../text.ts'

/** The trades of product.md; a user may hold several. */
export const Role = z.enum([
  'product-lead',
  'architect',
  'committee-member',
  'security-officer',
  'data-protection-officer',
  'controller',
  'buyer',
  'operator',
  'finance',
  'agent',
  'administrator',
])
export type Role = z.infer<typeof Role>

/** Every right that an operation can ask for. */
export const Permission = z.enum([
  'session:read',
  'identity:read',
  'token:manage',
  'framework:read',
  'application:list',
  'application:create',
  'application:read',
  'application:write',
  'key:manage',
  'assessment:write',
  'comment:write',
  'evidence:write',
  'check-report:push',
  'procedure:list',
  'procedure:open',
  'procedure:read',
  'procedure:act',
  'procedure:sweep',
  'advice:override',
  'product:write',
  'register:read',
  'edition:write',
  'edition:decide',
  'edition:migrate',
  'remark:write',
  'remark:answer',
  'audit:read',
  'user:manage',
  'ai:read',
  'ai:supervise',
  'ai:administer',
  'ai:approve',
  'ledger:read',
  'committee:read',
  'committee:run',
  'committee:vote',
  'tender:read',
  'tender:prepare',
  'tender:evaluate',
  'operations:manage',
])
export type Permission = z.infer<typeof Permission>

export const UserId = z.uuid()

export const Person = z.object({ id: UserId, name: z.string() })
export type Person = z.infer<typeof Person>

export const Session = z.object({
  user: Person.extend({ roles: z.array(Role), organisation: z.string() }),
  /** Permissions that do not depend on one application; what may be done to one comes with it. */
  permissions: z.array(Permission),
  /** Sent back in the `x-csrf-token` header with every write of a browser; null = called with a token, which needs none. */
  csrfToken: z.string().nullable(),
  /** Of the session or of the token; null = the operator of this machine, while the server runs. */
  expiresAt: Instant.nullable(),
  /** What the personal token of this call is limited to; null = no such token. */
  token: z
    .object({
      id: z.uuid(),
      label: z.string(),
      access: z.enum(['read', 'act']),
      applications: z.array(z.string()).nullable(),
    })
    .nullable(),
  /** A demonstration identity provider is in use. */
  demo: z.boolean(),
  /** Where the administration's days begin and end, as its policy `civil-time` says: a name of the IANA time zone database. */
  timeZone: z.string(),
})
export type Session = z.infer<typeof Session>

export const UserRecord = Person.extend({
  organisation: z.string(),
  roles: z.array(Role),
  lastSignInAt: Instant.nullable(),
  revision: z.int(),
})
export type UserRecord = z.infer<typeof UserRecord>

const userFilters = {
  search: z.string().trim().max(120).optional(),
  role: Role.optional(),
  sort: z.enum(['name', 'organisation', 'lastSignIn']).default('name'),
  order: ListOrder.default('asc'),
}

export const identityRoutes = {
  session: route({
    id: 'getSession',
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in or calls with a token, and what that person may do',
    permission: 'identity:read',
    response: Session,
  }),
  speak: route({
    id: 'chooseLanguage',
    method: 'PUT',
    path: '/api/session/language',
    summary: 'Say in which language the caller is written to; signing in says it as well',
    permission: 'session:read',
    body: z.strictObject({ language: Language }),
    response: z.object({ language: Language }),
  }),
  users: route({
    id: 'listUsers',
    method: 'GET',
    path: '/api/users',
    summary: 'People known to Socle and their roles',
    permission: 'user:manage',
    query: z.object({ ...userFilters, ...listPage }),
    response: z.object({ users: z.array(UserRecord), total: z.int() }),
  }),
  exportUsers: route({
    id: 'exportUsers',
    method: 'GET',
    path: '/api/users/export',
    summary: 'The people that the filters keep, with their roles, as a sheet',
    permission: 'user:manage',
    query: ListExport.extend(userFilters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  setRoles: route({
    id: 'setUserRoles',
    method: 'PUT',
    path: '/api/users/{userId}/roles',
    summary: 'Give or take roles; takes effect at once in open sessions',
    permission: 'user:manage',
    params: z.object({ userId: UserId }),
    body: z.strictObject({ roles: z.array(Role), revision: z.int() }),
    response: UserRecord,
    problems: ['user-unknown', 'user-changed-meanwhile', 'last-administrator'],
  }),
}

/** Cookie that holds the opaque session identifier; `__Host-` is added where the address is HTTPS. */
export const SESSION_COOKIE = 'socle_session'
