/**
 * Personal access tokens: what a person lends to a command or a program of theirs. A token never opens more than its owner
 * has at that moment, and less when it is scoped.
 */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Person, UserId } from './identity.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

/** `read` looks only; `act` also does what its owner may do. */
export const TokenAccess = z.enum(['read', 'act'])
export type TokenAccess = z.infer<typeof TokenAccess>

/** `framework/governance/tokens.yaml`. */
export const TokenPolicy = z.strictObject({
  id: z.literal('tokens'),
  description: Bilingual,
  settles: Bilingual,
  /** No token lives longer; lowering it also shortens those that exist. */
  maximumDays: z.int().min(1).max(730),
  defaultDays: z.int().min(1).max(730),
  /** Tokens of one person that work at the same time. */
  perPerson: z.int().min(1).max(1000),
  /** A token works while its owner signed in through the identity provider within so many days. */
  ownerSeenWithinDays: z.int().min(1).max(730),
})
export type TokenPolicy = z.infer<typeof TokenPolicy>

export const TokenScope = z.object({
  access: TokenAccess,
  /** The only applications that it opens; null = all those of its owner, and Socle as a whole. */
  applications: z.array(ApplicationId).nullable(),
})
export type TokenScope = z.infer<typeof TokenScope>

export const PersonalToken = TokenScope.extend({
  id: z.uuid(),
  label: z.string(),
  /** First characters, to recognise it. */
  prefix: z.string(),
  owner: Person,
  /** The token that it was made with, and dies with; null = made in a session. */
  madeBy: z.uuid().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type PersonalToken = z.infer<typeof PersonalToken>

const byToken = z.object({ tokenId: z.uuid() })

export const tokenRoutes = {
  own: route({
    id: 'listTokens',
    method: 'GET',
    path: '/api/tokens',
    summary: 'Personal access tokens of the caller, and what policy allows',
    permission: 'token:manage',
    response: z.object({
      tokens: z.array(PersonalToken),
      policy: TokenPolicy.pick({ maximumDays: true, defaultDays: true, perPerson: true, ownerSeenWithinDays: true }),
    }),
  }),
  issue: route({
    id: 'issueToken',
    method: 'POST',
    path: '/api/tokens',
    summary: 'Make a personal access token; its secret is shown this once',
    permission: 'token:manage',
    body: z.strictObject({
      label: z.string().trim().min(1).max(80),
      access: TokenAccess.default('read'),
      applications: z.array(ApplicationId).min(1).max(100).nullable().default(null),
      /** Absent = as policy says. */
      days: z.int().min(1).max(730).optional(),
    }),
    response: z.object({ token: PersonalToken, secret: z.string() }),
    status: 201,
    problems: ['token-not-made', 'application-unknown'],
  }),
  revoke: route({
    id: 'revokeToken',
    method: 'DELETE',
    path: '/api/tokens/{tokenId}',
    summary: 'Revoke a token of the caller at once, with those made by it',
    permission: 'token:manage',
    params: byToken,
    response: PersonalToken,
    problems: ['token-unknown'],
  }),
  everyone: route({
    id: 'listEveryToken',
    method: 'GET',
    path: '/api/administration/tokens',
    summary: 'Personal access tokens of everybody, newest first',
    permission: 'user:manage',
    query: z.object({ userId: UserId.optional(), limit: z.coerce.number().int().min(1).max(500).default(200) }),
    response: z.object({ tokens: z.array(PersonalToken) }),
  }),
  revokeAny: route({
    id: 'revokeAnyToken',
    method: 'DELETE',
    path: '/api/administration/tokens/{tokenId}',
    summary: 'Revoke the token of anybody at once',
    permission: 'user:manage',
    params: byToken,
    response: PersonalToken,
    problems: ['token-unknown'],
  }),
}
