import type { RequirementSummary } from '@socle/contracts'
import { computed, type Ref } from 'vue'
import { language } from '../i18n/language.ts'

export const facetNames = ['volume', 'pillar', 'weight', 'level', 'method', 'automation', 'gate', 'guided'] as const
export type Facet = (typeof facetNames)[number]
export type Filters = Record<Facet, string>

/** Letters without accents nor case: "Sécurité" is found by "securite". */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const valuesOf: Record<Facet, (requirement: RequirementSummary) => readonly string[]> = {
  volume: ({ volume }) => [volume],
  pillar: ({ pillar }) => [pillar],
  weight: ({ weight }) => [weight],
  level: ({ level }) => [level],
  method: ({ methods }) => methods,
  automation: ({ automation }) => [automation],
  gate: ({ gates }) => gates,
  guided: ({ guided }) => (guided ? ['yes'] : []),
}

interface Indexed {
  requirement: RequirementSummary
  id: string
  title: string
  text: string
}

/** Requirements that match, best first, and how many each other choice of a facet would leave. */
export function useRequirementSearch(
  all: Ref<readonly RequirementSummary[] | undefined>,
  words: Ref<string>,
  filters: Ref<Filters>,
) {
  const index = computed<Indexed[]>(() =>
    (all.value ?? []).map((requirement) => ({
      requirement,
      id: fold(`${requirement.id} ${requirement.reference ?? ''}`),
      title: fold(requirement.title[language.value]),
      text: fold(requirement.text[language.value]),
    })),
  )
  const terms = computed(() => fold(words.value).split(/\s+/).filter(Boolean))

  const scored = computed(() =>
    index.value
      .map((entry) => ({ entry, score: scoreOf(entry, terms.value) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score),
  )
  const passes = (requirement: RequirementSummary, except?: Facet) =>
    facetNames.every(
      (facet) =>
        facet === except || filters.value[facet] === '' || valuesOf[facet](requirement).includes(filters.value[facet]),
    )

  const found = computed(() =>
    scored.value.map(({ entry }) => entry.requirement).filter((requirement) => passes(requirement)),
  )
  const counts = computed(() => {
    const result = {} as Record<Facet, Map<string, number>>
    for (const facet of facetNames) {
      const count = new Map<string, number>()
      for (const { entry } of scored.value)
        if (passes(entry.requirement, facet))
          for (const value of valuesOf[facet](entry.requirement)) count.set(value, (count.get(value) ?? 0) + 1)
      result[facet] = count
    }
    return result
  })
  return { found, counts }
}

/** Every word must be found; an identifier weighs most, then the title, then the text. Without words all are equal. */
function scoreOf(entry: Indexed, terms: readonly string[]): number {
  let score = 1
  for (const term of terms) {
    const best = entry.id.includes(term) ? 100 : entry.title.includes(term) ? 10 : entry.text.includes(term) ? 1 : 0
    if (best === 0) return 0
    score += best
  }
  return score
}
