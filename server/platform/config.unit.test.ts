import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const read = (parameters: object): ReturnType<typeof readConfig> =>
  readConfig({ SOCLE_CONFIG: write('socle.config.yaml', JSON.stringify(parameters)) })
const provider = {
  issuer: 'https://auth.example.org',
  clientId: 'socle',
  clientSecretFile: write('secret', 's3cret\n'),
}

test('the secret of the identity provider is read from its file when Socle starts', () => {
  expect(read({ identity: { provider } }).identity.provider?.clientSecret).toBe('s3cret')
})

test.each([
  ['identity.provider.clientSecretFile', { identity: { provider: { ...provider, clientSecretFile: 'nowhere' } } }],
  ['mail.passwordFile', { mail: { host: 'mail.example.org', from: 'socle@example.org', passwordFile: 'nowhere' } }],
  ['metricsTokenFile', { metricsTokenFile: 'nowhere' }],
])('%s that cannot be read says so, with its path', (_key, parameters) => {
  expect(() => read(parameters)).toThrow(/cannot be read from nowhere \(ENOENT\)/)
})

test('an empty secret opens nothing', () => {
  expect(() => read({ metricsTokenFile: write('empty', '\n') })).toThrow(/is expected in .*empty, which is empty/)
})

test('an identity provider without HTTPS is refused at the start, not at the first sign-in', () => {
  expect(() => read({ identity: { provider: { ...provider, issuer: 'http://auth.example.org' } } })).toThrow(
    /identity\.provider\.issuer: .*HTTPS/,
  )
})

test('a proxy is an address or a network', () => {
  expect(read({ trustedProxies: ['10.0.0.0/8', '::1'] }).trustedProxies).toHaveLength(2)
  expect(() => read({ trustedProxies: ['everywhere'] })).toThrow(/trustedProxies\.0/)
})
