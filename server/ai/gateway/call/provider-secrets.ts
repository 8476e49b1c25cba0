import type { ActiveProvider } from '../../policy/policy.ts'
import { STRUCK, type Striker, withoutSecrets } from './without-secrets.ts'

/**
 * A shorter secret is looked for in errors only: local servers are often given a word for one (`none`, `not-needed`), which
 * an answer may well contain.
 */
const LONG_ENOUGH = 16

export interface ProviderSecrets {
  /** Strikes out what the way to the provider was opened with, however it is written: for what tells of an error. */
  readonly fromErrors: Striker
  /** As it is written in JSON only, which costs one look at each byte: for every answer. */
  readonly fromAnswers: Striker
  /** Bytes of which such a secret has one more at most: what comes in pieces is looked through with so many of the last one. */
  readonly overlap: number
}

const known = new WeakMap<ActiveProvider, ProviderSecrets>()

export function secretsOf(provider: ActiveProvider): ProviderSecrets {
  let secrets = known.get(provider)
  if (secrets === undefined) known.set(provider, (secrets = strikersOf(waysTo(provider))))
  return secrets
}

function strikersOf(secrets: readonly string[]): ProviderSecrets {
  let striker: Striker | undefined
  // Made at the first need: most providers never quote anything.
  const fromErrors: Striker = (said) => (striker ??= withoutSecrets(secrets))(said)
  const marks = secrets
    .filter(({ length }) => length >= LONG_ENOUGH)
    .flatMap((secret) => [...new Set([secret, JSON.stringify(secret).slice(1, -1)])])
    .map((form) => Buffer.from(form))
  return {
    fromErrors,
    fromAnswers: (said) => marks.filter((mark) => said.includes(mark)).reduce(without, said),
    overlap: Math.max(1, ...marks.map(({ length }) => length)) - 1,
  }
}

/** Byte for byte: a piece of a long answer may begin and end within a character. */
const without = (said: Buffer, mark: Buffer): Buffer =>
  Buffer.from(said.toString('latin1').replaceAll(mark.toString('latin1'), STRUCK), 'latin1')

/** The provider's secret, and that of the proxy before it. */
function waysTo({ secret, proxy }: ActiveProvider): string[] {
  const password = proxy === undefined ? '' : decodeURIComponent(new URL(proxy).password)
  return [secret ?? '', password]
}
