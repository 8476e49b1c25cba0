/** What `socle login` was given: one token for each server, in a file that only its owner reads. Tokens are read from files, never from arguments. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { fileRefused, fileUnread } from './errors.ts'

const Logins = z.record(z.string(), z.string())
/** Token by address of its server. */
export type Logins = z.infer<typeof Logins>

export const bare = (address: string): string => address.replace(/\/+$/, '')

/** @throws Refusal when the file is there and cannot be understood */
export function readLogins(path: string): Logins {
  if (!existsSync(path)) return {}
  try {
    return Logins.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw fileRefused(
      path,
      {
        fr: 'ce fichier n’est pas lisible. Effacez-le, puis reconnectez-vous par « socle login ».',
        en: 'this file cannot be understood. Delete it, then sign in again with “socle login”.',
      },
      cause,
    )
  }
}

/** The server of the only sign-in there is. */
export const onlyServer = (logins: Logins): string | undefined => {
  const servers = Object.keys(logins)
  return servers.length === 1 ? servers[0] : undefined
}

/** @param token undefined = forget it */
export function keepLogin(path: string, server: string, token: string | undefined): void {
  const { [server]: _former, ...others } = readLogins(path)
  const logins = token === undefined ? others : { ...others, [server]: token }
  if (Object.keys(logins).length === 0) return rmSync(path, { force: true })
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${process.pid}`
  writeFileSync(beside, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 })
  chmodSync(beside, 0o600)
  renameSync(beside, path)
}

/** @param path `-` = standard input. @throws Refusal when nothing is read */
export function tokenIn(path: string): string {
  let content: string
  try {
    content = readFileSync(path === '-' ? 0 : path, 'utf8').trim()
  } catch (cause) {
    throw fileUnread(path, cause)
  }
  if (content === '' || /\s/.test(content))
    throw fileRefused(path, { fr: 'un jeton seul est attendu.', en: 'a token and nothing else is expected.' })
  return content
}
