import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const readText = (text: string): ReturnType<typeof readConfig> =>
  readConfig({ SOCLE_CONFIG: write('socle.config.yaml', text) })
const read = (parameters: object): ReturnType<typeof readConfig> => readText(JSON.stringify(parameters))
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

test.each([
  ['beside the data, wherever these are', {}, {}, 'there/logs/socle.log'],
  ['where the parameter file says', { logFile: '/elsewhere/a.log' }, {}, '/elsewhere/a.log'],
  [
    'where the environment says',
    { logFile: '/elsewhere/a.log' },
    { SOCLE_LOG_FILE: '/elsewhere/b.log' },
    '/elsewhere/b.log',
  ],
])('started from a terminal, the log goes %s', (_, parameters, env, expected) => {
  const file = write('started.config.yaml', JSON.stringify({ dataFolder: 'there', ...parameters }))
  const config = readConfig({ SOCLE_CONFIG: file, SOCLE_LOG_WITH_DATA: '1', ...env }, folder)
  expect(config.logFile).toBe(resolve(folder, expected))
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

test('each fault is told with the line of the file where it stands', () => {
  const text = 'port: 8080\nai:\n  providers:\n    - id: cloud-pi\n      circle: ten\n      adress: x\n  limits: none\n'
  const told = (() => {
    try {
      readText(text)
    } catch (error) {
      return (error as Error).message.split('\n')
    }
    return expect.unreachable()
  })()
  expect(told.find((line) => line.includes('circle'))).toMatch(/^ {2}line 5: ai\.providers\.0\.circle \(cloud-pi\)/)
  expect(told.find((line) => line.includes('limits'))).toMatch(/^ {2}line 7: /)
  // What is missing is missing from what begins there.
  expect(told.find((line) => line.includes('baseUrl ('))).toMatch(/^ {2}line 4: .*missing: expected string$/)
  expect(told.find((line) => line.includes('adress'))).toMatch(/^ {2}line 6: /)
})

test('a key that is not known is refused with its place, by the name of the provider, and those that are known there', () => {
  const declared = { id: 'cloud-pi', outboundProxy: 'http://proxy.example.org:3128' }
  expect(() => read({ ai: { providers: [declared] } })).toThrow(
    /ai\.providers\.0 \(cloud-pi\): Unrecognized key: "outboundProxy"\. Known here: .*\bbaseUrl\b.*\bproxy\b/,
  )
  expect(() => read({ ai: { detector: { adress: 'x' } } })).toThrow(/ai\.detector: .*Known here: url, timeoutMs/)
  expect(() => read({ aii: {} })).toThrow(/\(top\): .*Known here: .*\bai\b/)
})

test.each([
  ['bears the name of a model', 'large: small', /line 5: ai\.aliases\.large: a model bears this name/],
  ['leads to another alias', 'gpt: other\n    other: small', /line 5: ai\.aliases\.gpt: leads to the alias "other"/],
])('an alias that %s is refused at the start', (_, aliases, told) => {
  const declared = {
    ...{ id: 'p', name: 'P', dialect: 'openai', baseUrl: 'http://127.0.0.1:1/v1' },
    ...{ location: 'here', law: 'FR', circle: 1, clearance: 'public' },
    models: [{ name: 'small' }, { name: 'large' }],
  }
  const text = `port: 8080\nai:\n  providers: [${JSON.stringify(declared)}]\n  aliases:\n    ${aliases}\n`
  expect(() => readText(text)).toThrow(told)
})
