import {
  type Facet,
  facetNames,
  facetValues,
  indexRequirements,
  passesFacets,
  type RequirementFacets,
  type RequirementSummary,
  wordsFound,
} from '@socle/contracts'
import { computed, type Ref } from 'vue'
import { language } from '../i18n/language.ts'

/** Requirements that match, best first, and how many each other choice of a facet would leave. */
export function useRequirementSearch(
  all: Ref<readonly RequirementSummary[] | undefined>,
  words: Ref<string>,
  facets: Ref<RequirementFacets>,
) {
  const index = computed(() => indexRequirements(all.value ?? [], language.value))
  const worded = computed(() => wordsFound(index.value, words.value))
  const found = computed(() => worded.value.filter((requirement) => passesFacets(requirement, facets.value)))
  /** What each facet may be, whatever else is chosen: every value that some requirement has. */
  const known = computed(() => {
    const values = {} as Record<Facet, ReadonlySet<string>>
    for (const facet of facetNames) values[facet] = new Set((all.value ?? []).flatMap(facetValues[facet]))
    return values
  })
  const counts = computed(() => {
    const result = {} as Record<Facet, Map<string, number>>
    // A value that is none leaves nothing: the choices of the other facets are counted without it.
    const understood = { ...facets.value } as Record<Facet, string>
    for (const facet of facetNames) if (!known.value[facet].has(understood[facet])) understood[facet] = ''
    for (const facet of facetNames) {
      const count = new Map<string, number>()
      for (const requirement of worded.value)
        if (passesFacets(requirement, understood, facet))
          for (const value of facetValues[facet](requirement)) count.set(value, (count.get(value) ?? 0) + 1)
      result[facet] = count
    }
    return result
  })
  return { found, counts, known }
}
