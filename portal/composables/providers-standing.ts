import type { Provider } from '@socle/contracts'

/** Are the providers well? The worst first: who rests or is broken, then whose calls failed lately, then who waits. */
interface ProvidersStanding {
  readonly broken: readonly string[]
  readonly failing: readonly { readonly name: string; readonly failures: number; readonly calls: number }[]
  /** Nothing is wrong, as far as calls of the last minutes tell. */
  readonly well: boolean
  readonly toApprove: number
}

type Known = Pick<Provider, 'name' | 'approved' | 'declaredIn'> & {
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
    well: broken.length === 0 && failing.length === 0,
    toApprove: providers.filter(({ approved, declaredIn }) => !approved && declaredIn === 'portal').length,
  }
}
