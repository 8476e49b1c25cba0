/** Server-side sessions: the cookie holds an opaque random identifier, the database its hash. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Caller } from '../caller.ts'
import type { Queries } from '../database.ts'

type PersonCaller = Extract<Caller, { kind: 'person' }>

const hashOf = (cookie: string): Buffer => createHash('sha256').update(cookie).digest()

/** Token that a page must send with each write; derived from the session, so it needs no place of its own. */
const csrfTokenOf = (cookie: string): string => createHmac('sha256', cookie).update('csrf').digest('base64url')

/** @returns the cookie's value; only its hash is stored. */
export async function openSession(db: Queries, userId: string, now: Date, hours: number): Promise<string> {
  const cookie = randomBytes(32).toString('base64url')
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db
    .insertInto('sessions')
    .values({
      id_hash: hashOf(cookie),
      user_id: userId,
      created_at: now,
      expires_at: new Date(now.getTime() + hours * 3_600_000),
    })
    .execute()
  return cookie
}

export async function closeSession(db: Queries, cookie: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', hashOf(cookie)).execute()
}

/** What a request by session carries besides the person. */
export interface SessionFacts {
  readonly idHash: Buffer
  readonly csrfToken: string
  readonly expiresAt: Date
}

/** Roles are read at each call: a right that is taken away is gone at once. */
export async function readSession(
  db: Queries,
  cookie: string,
  now: Date,
): Promise<{ caller: PersonCaller; session: SessionFacts } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.name', 'users.organisation', 'users.roles', 'sessions.expires_at'])
    .where('sessions.id_hash', '=', hashOf(cookie))
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  const { expires_at, ...person } = row
  return {
    caller: { kind: 'person', ...person },
    session: { idHash: hashOf(cookie), csrfToken: csrfTokenOf(cookie), expiresAt: expires_at },
  }
}
