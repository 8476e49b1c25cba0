/** When a version may go to production: months of the cycle, with the leeway of the policy. Days are `YYYY-MM-DD`. */
import type { Bilingual, ProductPolicy } from '@socle/contracts'
import { dayInWords } from '../../platform/day.ts'

interface Cycle {
  readonly opensOn: string
  readonly closesOn: string
}

const dayOfUtc = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

/** The cycle that a day falls in; undefined between two. */
export function cycleOf({ versions: { cycleMonths, leewayWeeks } }: ProductPolicy, day: string): Cycle | undefined {
  const year = Number(day.slice(0, 4))
  const leeway = leewayWeeks * 7
  return [year - 1, year, year + 1]
    .flatMap((each) =>
      cycleMonths.map((month) => ({
        opensOn: dayOfUtc(each, month, 1 - leeway),
        closesOn: dayOfUtc(each, month + 1, leeway),
      })),
    )
    .find(({ opensOn, closesOn }) => opensOn <= day && day <= closesOn)
}

const isMajor = (policy: ProductPolicy, uses: readonly string[]): boolean =>
  uses.some((use) => policy.uses.find(({ id }) => id === use)?.major)

/**
 * What speaks against a version that goes to production on a day: it is between two cycles, or the cycle (for what is no
 * major software, the year) has had its version.
 * @param earlier days on which other versions of the product went to production, security fixes apart
 */
export function besideCycle(
  policy: ProductPolicy,
  uses: readonly string[],
  earlier: readonly string[],
  today: string,
): 'between' | 'again' | null {
  const cycle = cycleOf(policy, today)
  if (cycle === undefined) return 'between'
  const had = isMajor(policy, uses)
    ? (day: string) => cycle.opensOn <= day && day <= cycle.closesOn
    : (day: string) => day.slice(0, 4) === today.slice(0, 4)
  return earlier.some(had) ? 'again' : null
}

/** In words, with the day of the version that came before where there is one. */
export function besideCycleInWords(
  { versions: { cycleMonths, leewayWeeks, besideCycle: rule } }: ProductPolicy,
  why: 'between' | 'again',
  earlier: readonly string[],
): Bilingual {
  const last = earlier.toSorted().at(-1)
  const months = (lang: string) =>
    new Intl.ListFormat(lang).format(
      cycleMonths.map((month) =>
        new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1)),
      ),
    )
  const end =
    rule === 'reasoned'
      ? { fr: 'dites pourquoi elle n’attend pas.', en: 'say why it does not wait.' }
      : { fr: 'attendez le prochain cycle.', en: 'wait for the next cycle.' }
  return why === 'between'
    ? {
        fr: `Les versions montent en ${months('fr')}, à ${leewayWeeks} semaines près : ${end.fr}`,
        en: `Versions rise in ${months('en')}, give or take ${leewayWeeks} weeks: ${end.en}`,
      }
    : {
        fr: `Une version de ce produit est déjà montée dans ce cycle, le ${dayInWords(last!, 'fr')} : ${end.fr}`,
        en: `A version of this product has already risen in this cycle, on ${dayInWords(last!, 'en')}: ${end.en}`,
      }
}
