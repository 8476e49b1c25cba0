/** What a product comes down to: gaps, standing, products of the same use, next cycle. */
import type { Product, ProductFacts, ProductGrid, ProductPolicy, ProductStanding } from '@socle/contracts'
import { readLicence } from '@socle/editions'

/** What the rules need of a product. */
export interface ProductRecord extends ProductFacts {
  readonly reference: string
  readonly retained: boolean
}

type Criterion = ProductPolicy['criteria'][number]

/** Answers that the product gives by itself, for criteria that nobody answered. */
export function deducedAnswers(
  policy: ProductPolicy,
  { licence, grid }: Pick<ProductFacts, 'licence' | 'grid'>,
): ProductGrid {
  const read = licence === null ? undefined : readLicence(licence)
  if (read === undefined || 'problem' in read) return {}
  return Object.fromEntries(
    policy.criteria
      .filter(({ id, from }) => from === 'licence' && grid[id] === undefined)
      .map(({ id }) => [id, read.osiApproved ? 'yes' : 'no']),
  )
}

export function gapsOf(policy: ProductPolicy, facts: Pick<ProductFacts, 'licence' | 'grid'>): Criterion[] {
  const answers = { ...deducedAnswers(policy, facts), ...facts.grid }
  return policy.criteria.filter((criterion) => isGap(criterion, answers[criterion.id]))
}

function isGap({ gaps, needs = [] }: Criterion, answer: ProductGrid[string] | undefined): boolean {
  if (answer === undefined) return false
  const given = typeof answer === 'string' ? [answer] : answer
  return given.some((each) => gaps.includes(each)) || needs.some((group) => !group.some((each) => given.includes(each)))
}

export function unansweredOf(policy: ProductPolicy, facts: Pick<ProductFacts, 'licence' | 'grid'>): Criterion[] {
  const answers = { ...deducedAnswers(policy, facts), ...facts.grid }
  return policy.criteria.filter(({ id, optional }) => !optional && answers[id] === undefined)
}

/** A gap against the security policy bars the product whatever else is said of it. */
export function standingOf(
  policy: ProductPolicy,
  product: Pick<ProductRecord, 'licence' | 'grid' | 'retained'>,
): ProductStanding {
  const gaps = gapsOf(policy, product)
  if (gaps.some(({ security }) => security)) return 'barred'
  if (gaps.length > 0) return product.retained ? 'retained' : 'gaps'
  return unansweredOf(policy, product).length > 0 ? 'unfilled' : 'conforming'
}

/** In use: neither kept only where it is, nor obsolete. */
const inUse = ({ status }: Pick<ProductFacts, 'status'>): boolean => status !== 'M' && status !== 'O'

export function sameUse(product: ProductRecord, all: readonly ProductRecord[]): Product['sameUse'] {
  return product.uses.map((use) => ({
    use,
    others: all
      .filter((other) => other.reference !== product.reference && other.uses.includes(use) && inUse(other))
      .map(({ reference, name, status }) => ({ reference, name, status })),
  }))
}

/** How many products in use each use has, to count rivals without comparing every pair. */
export function usersOfUses(all: readonly ProductRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const product of all.filter(inUse))
    for (const use of product.uses) {
      const those = users.get(use) ?? new Set()
      users.set(use, those.add(product.reference))
    }
  return users
}

export function rivalsOf(product: ProductRecord, users: ReadonlyMap<string, ReadonlySet<string>>): number {
  if (!inUse(product)) return 0
  const others = new Set(product.uses.flatMap((use) => [...(users.get(use) ?? [])]))
  others.delete(product.reference)
  return others.size
}

export const mustBeReplaced = ({ status, grid }: Pick<ProductFacts, 'status' | 'grid'>): boolean =>
  status === 'O' || grid['support'] === 'no'

/** Products in use for the same use, not themselves to be replaced; recommended ones first. */
export function replacementsOf(product: ProductRecord, all: readonly ProductRecord[]): Product['replacements'] {
  if (!mustBeReplaced(product) && product.status !== 'M') return []
  return all
    .filter(
      (other) =>
        other.reference !== product.reference &&
        inUse(other) &&
        !mustBeReplaced(other) &&
        other.uses.some((use) => product.uses.includes(use)),
    )
    .toSorted((a, b) => Number(b.status === 'R') - Number(a.status === 'R'))
    .map(({ reference, name, status }) => ({ reference, name, status }))
}

/**
 * The next month of the cycle in which the version may rise, with the leeway of the policy. Major uses follow every
 * cycle; for the others a rise a year is foreseen, in whichever of them.
 */
export function nextCycle(policy: ProductPolicy, uses: readonly string[], today: string): Product['nextCycle'] {
  const { cycleMonths, leewayWeeks } = policy.versions
  const year = Number(today.slice(0, 4))
  const closing = (opens: string): string => {
    const [y, m] = opens.split('-').map(Number) as [number, number]
    const end = new Date(Date.UTC(y, m, 0))
    end.setUTCDate(end.getUTCDate() + leewayWeeks * 7)
    return end.toISOString().slice(0, 10)
  }
  const openings = [year - 1, year, year + 1]
    .flatMap((each) => cycleMonths.map((month) => `${each}-${String(month).padStart(2, '0')}-01`))
    .toSorted()
  const opensOn = openings.find((opens) => closing(opens) >= today)!
  return {
    opensOn,
    closesOn: closing(opensOn),
    yearly: !uses.some((use) => policy.uses.find(({ id }) => id === use)?.major),
  }
}
