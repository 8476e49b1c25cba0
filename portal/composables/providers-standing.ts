import type { Provider } from '@socle/contracts'

/** Are the providers well? The worst first: who rests or is broken, then whose calls failed lately, then who waits. */
interface ProvidersStanding {
  readonly broken: readonly string[]
  readonly failing: readonly { readonly name: string; readonly failures: number; readonly calls: number }[]
  /** How many answer calls, if nothing is wrong with any of them as far as the last minutes tell; else none. */
  readonly well: number
  readonly toApprove: number
}

type Known = Pick<Provider, 'name' | 'approved' | 'suspendedAt' | 'declaredIn'> & {
  readonly health: readonly Pick<Provider['health'][number], 'state' | 'calls' | 'failures'>[]
}

export function providersStanding(providers: readonly Known[]): ProvidersStanding {
  const isBroken = ({ health }: Known) => health.some(({ state }) => state === 'broken' || state === 'cooling-down')
  const broken = providers.filter(isBroken).map(({ name }) => name)
  const failing = providers
    .filter((provider) => !isBroken(provider))
    .map(({ name, health }) => ({
      name,
      failures: health.reduce((sum, each) => sum + each.failures, 0),
      calls: health.reduce((sum, each) => sum + each.calls, 0),
    }))
    .filter(({ failures }) => failures > 0)
  return {
    broken,
    failing,
    well: broken.length === 0 && failing.length === 0 ? providers.filter(({ approved }) => approved).length : 0,
    toApprove: providers.filter(
      ({ approved, suspendedAt, declaredIn }) => !approved && suspendedAt === null && declaredIn === 'portal',
    ).length,
  }
}
