import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { isFormatAmong, isHostAmong } from '../rules/accepted.ts'
import { exchange, known, page, project } from '../rules/hand-built.ts'
import { rules } from '../rules/index.ts'
import { PolicyUnusable, readPolicy } from './policy.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-policy-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const policyOf = (text: string): ReturnType<typeof readPolicy> => {
  const path = join(folder, 'mine.yaml')
  writeFileSync(path, text)
  return readPolicy(path)
}
const rule = (id: string) => rules.find((one) => one.id === id)!

describe('lists of one’s own', () => {
  it('replace those that they give, and no others', () => {
    const mine = policyOf('freeLicences: [LicenceMaison-1.0]\n')
    expect(mine.freeLicences).toEqual(['LicenceMaison-1.0'])
    expect(mine.signIn).toEqual(readPolicy().signIn)
  })

  it('change what a check says', () => {
    const signIns = [
      {
        url: 'https://a.example/login',
        status: 302,
        leadsTo: 'https://id.team.example/authorize?client_id=a',
        passwordFields: 0,
      },
    ]
    const facts = { home: exchange(), page: page(), signIns }
    const verdictWith = (policy: ReturnType<typeof readPolicy>) =>
      judge(rule('endpoint/sign-in'), known({ ...facts, policy })).verdict
    expect(verdictWith(readPolicy())).toBe('manual')
    expect(verdictWith(policyOf('signIn: { accepted: ["*.team.example"], refused: [] }'))).toBe('pass')
    expect(verdictWith(policyOf('signIn: { accepted: [], refused: [id.team.example] }'))).toBe('fail')

    const hashing = rule('repository/obsolete-cryptography')
    const texts = { 'src/auth.py': 'h = hashlib.sha1(password)\n' }
    const obsolete = (digests: string) =>
      policyOf(`obsolete: { digests: [${digests}], ciphers: [], protocols: [], services: [] }`)
    expect(judge(hashing, project(hashing, texts)).verdict).toBe('fail')
    expect(judge(hashing, { ...project(hashing, texts), ...known({ policy: obsolete('md5') }) }).verdict).toBe('pass')
  })

  it.each([
    ['freeLicences: MIT', 'freeLicences'],
    ['licences: [MIT]', 'licences'],
    ['signIn: { accepted: ["https://a.fr/"], refused: [] }', 'signIn.accepted.0'],
    ['formats: { office: [pdf], images: [], media: [], geography: [] }', 'formats.office.0'],
    ['a: &a [1]\nfreeLicences: *a', ''],
    ['{', ''],
  ])('%s is refused with its place', (text, place) => {
    expect(() => policyOf(text)).toThrow(PolicyUnusable)
    expect(() => policyOf(text)).toThrow(place)
  })

  it('a file that is not there is refused', () => {
    expect(() => readPolicy(join(folder, 'none.yaml'))).toThrow('ENOENT')
  })
})

it('a name below is not the name itself, nor one that ends alike', () => {
  expect(isHostAmong('a.gouv.fr', ['*.gouv.fr'])).toBe(true)
  expect(isHostAmong('gouv.fr', ['*.gouv.fr'])).toBe(false)
  expect(isHostAmong('mygouv.fr', ['*.gouv.fr'])).toBe(false)
  expect(isHostAmong('GOUV.fr', ['gouv.fr'])).toBe(true)
})

it('a media type counts without its parameters', () => {
  expect(isFormatAmong('application/pdf; charset=x', ['application/pdf'])).toBe(true)
  expect(isFormatAmong('application/vnd.oasis.opendocument.text', ['application/vnd.oasis.opendocument.*'])).toBe(true)
  expect(isFormatAmong('.docx', ['.doc'])).toBe(false)
})
