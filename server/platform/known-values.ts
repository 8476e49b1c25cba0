/** A filter that asks for what does not exist would answer with an empty list, as if nothing were there. */
import type { Bilingual } from '@socle/contracts'
import { refuse } from './errors.ts'

/** Enough to find the one that was meant; more is a page of its own. */
const NAMED = 40

/**
 * @param known values that the filter may take, with their names where they have any
 * @param held is it held by something all the same, though no list names it any more?
 * @throws Refusal filter-value-unknown
 */
export function requireKnown(
  filter: Bilingual,
  value: string | undefined,
  known: readonly { readonly id: string; readonly name?: Bilingual }[],
  held = false,
): void {
  if (value === undefined || held || known.some(({ id }) => id === value)) return
  const named = (language: 'fr' | 'en'): string =>
    [
      ...known.slice(0, NAMED).map(({ id, name }) => (name ? `${id} (${name[language]})` : id)),
      ...(known.length > NAMED ? ['…'] : []),
    ].join(', ') || '–'
  throw refuse('filter-value-unknown', { filter, value, known: { fr: named('fr'), en: named('en') } })
}
