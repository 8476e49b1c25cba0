/** A self-signed certificate for servers of tests, made by openssl for the day. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param extra further arguments of `openssl req`, such as alternative names */
export function selfSigned(folder: string, extra: readonly string[] = []): { key: string; cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const named = ['-days', '2', '-subj', '/CN=localhost', ...extra]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...named]
  execFileSync('openssl', made, { stdio: 'pipe' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}
