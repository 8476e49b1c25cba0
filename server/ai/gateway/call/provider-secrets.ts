import type { ActiveProvider } from '../../policy/policy.ts'
import { type Striker, withoutSecrets } from './without-secrets.ts'

const strikers = new WeakMap<ActiveProvider, Striker>()

/** Strikes out what the way to this provider was opened with: its secret, and that of the proxy before it. */
export function strikerOf(provider: ActiveProvider): Striker {
  const known = strikers.get(provider)
  if (known) return known
  let striker: Striker | undefined
  // Made at the first need: most providers never quote anything.
  const made: Striker = (said) => (striker ??= withoutSecrets(secretsOf(provider)))(said)
  strikers.set(provider, made)
  return made
}

function secretsOf({ secret, proxy }: ActiveProvider): string[] {
  const password = proxy === undefined ? '' : decodeURIComponent(new URL(proxy).password)
  return [secret ?? '', password]
}
