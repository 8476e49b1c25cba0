/**
 * The operator of this machine: whoever can read the data folder already holds everything, so the commands run there
 * need no other sign-in. A token for the life of the process, in a file that only its owner reads, accepted on the
 * loopback address only.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '../caller.ts'
import type { Database } from '../database.ts'
import { LOCAL_COMMAND, rememberUser } from './users-store.ts'

const PREFIX = 'socle_operator_'

export interface OperatorAccess {
  /** The operator, when the token is the one in the file; only calls made on this machine are asked about. */
  callerOf: (token: string) => Caller | undefined
  close: () => void
}

export const isOperatorToken = (token: string): boolean => token.startsWith(PREFIX)

export async function openOperatorAccess(db: Database, dataFolder: string, now: Date): Promise<OperatorAccess> {
  const token = PREFIX + randomBytes(32).toString('base64url')
  const hash = digest(token)
  const path = join(dataFolder, 'operator.token')
  // Its rights come with the token, not with the row: an administrator of the portal is somebody else.
  const { id, name, organisation } = await db.transaction().execute((trx) =>
    rememberUser(
      trx,
      {
        issuer: LOCAL_COMMAND,
        subject: 'local',
        name: 'Exploitation (commande locale)',
        organisation: 'Exploitation',
        email: null,
        language: null,
        roles: [],
      },
      [],
      now,
    ),
  )
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  return {
    callerOf: (given) =>
      timingSafeEqual(digest(given), hash)
        ? { kind: 'person', id, name, organisation, roles: ['operator', 'administrator'] }
        : undefined,
    close: () => rmSync(path, { force: true }),
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
