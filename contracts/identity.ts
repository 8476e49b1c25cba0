/** Who is calling, and what one may do. Policies are data: `framework/policies/access.cedar`. */
import { z } from 'zod'
import { route } from './route.ts'
import { Instant } from './text.ts'

/** The trades of product.md; a user may hold several. */
export const Role = z.enum([
  'product-lead',
  'architect',
  'committee-member',
  'security-officer',
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
  /** Sent back in the `x-csrf-token` header with every write. */
  csrfToken: z.string(),
  expiresAt: Instant,
  /** A demonstration identity provider is in use. */
  demo: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const UserRecord = Person.extend({
  organisation: z.string(),
  roles: z.array(Role),
  lastSignInAt: Instant.nullable(),
  revision: z.int(),
})
export type UserRecord = z.infer<typeof UserRecord>

export const identityRoutes = {
  session: route({
    id: 'getSession',
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, and what that person may do',
    permission: 'session:read',
    response: Session,
  }),
  users: route({
    id: 'listUsers',
    method: 'GET',
    path: '/api/users',
    summary: 'People known to Socle and their roles',
    permission: 'user:manage',
    response: z.object({ users: z.array(UserRecord) }),
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
