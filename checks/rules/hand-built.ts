/** For tests: the facts of a small project written as texts, and of an address written as objects. No disk, no network. */
import { withBroughtAlong } from '../collect/brought-along.ts'
import { classify, withShippedCode } from '../collect/classify.ts'
import { defaultLimits } from '../collect/limits.ts'
import { contentOf } from '../collect/reading.ts'
import { readPolicy } from '../collect/policy.ts'
import { matchesFor, readingDesk } from '../collect/repository.ts'
import { withScenarios } from '../collect/scenarios.ts'
import type { Address, Collected, Cookie, Exchange, Facts, FileEntry, Page, VersionControl } from '../facts.ts'
import type { Rule } from '../rule.ts'

export type Texts = Readonly<Record<string, string>>

const inGit: VersionControl = {
  system: 'git',
  commit: '0123456789abcdef0123456789abcdef01234567',
  dirty: false,
  remoteHosts: [],
}

const accepted: Collected = {
  policy: { known: true, value: readPolicy() },
  sessionCookies: { known: true, value: null },
}

/** Facts that the readers draw from these files, with the matches of one rule. */
export function project(
  rule: Rule,
  texts: Texts,
  { leaving = [], versionControl = inGit }: { leaving?: readonly string[]; versionControl?: VersionControl } = {},
): Collected {
  const files: readonly FileEntry[] = withShippedCode(
    withBroughtAlong(
      withScenarios(Object.keys(texts).map((path) => ({ path, size: texts[path]?.length ?? 0, ...classify(path) }))),
    ),
  )
  const desk = readingDesk(files, [rule], defaultLimits)
  const contentFor = ({ path }: FileEntry) => contentOf(Buffer.from(texts[path] ?? ''))
  for (const file of files)
    for (const reader of desk.readers) if (reader.wants(file) !== false) reader.take(file, contentFor(file))
  for (const [reader, again] of desk.readAgain()) for (const file of again) reader.take(file, contentFor(file))
  const read = desk.result({ leaving, versionControl, historyProblems: [] }, [])
  const { apis } = read.facts
  return {
    ...read.facts,
    ...(apis === undefined ? {} : { describedApis: apis }),
    ...accepted,
    matches: matchesFor(rule.id, read),
  }
}

export const known = (facts: Partial<Facts>): Collected => ({
  ...accepted,
  ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { known: true, value }])),
})

export const secureAddress: Address = { url: 'https://app.example.org/', https: true, loopback: false }
export const loopbackAddress: Address = { url: 'http://127.0.0.1:8080/', https: false, loopback: true }

export const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  url: secureAddress.url,
  method: 'GET',
  status: 200,
  headers: {},
  cookies: [],
  body: '',
  truncated: false,
  redirects: [],
  ...changes,
})

export const cookie = (changes: Partial<Cookie> = {}): Cookie => ({
  name: 'session',
  value: 'x7Qp0aLr93kTzWm2',
  httpOnly: true,
  secure: true,
  sameSite: 'Lax',
  ...changes,
})

export const page = (changes: Partial<Page> = {}): Page => ({
  url: secureAddress.url,
  language: 'fr',
  title: 'Accueil',
  viewport: 'width=device-width, initial-scale=1',
  doctype: true,
  resources: [],
  links: [],
  passwordFields: 0,
  images: { total: 0, withoutAlternative: 0 },
  dsfrClasses: 12,
  shell: false,
  ...changes,
})
