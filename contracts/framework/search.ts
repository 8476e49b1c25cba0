/** One search of the framework for the page, the API and the sheet: words, facets, order. */
import { z } from 'zod'
import type { RequirementSummary } from './routes.ts'
import { ListOrder } from '../lists/page.ts'
import type { Language } from '../text.ts'

export const facetNames = ['volume', 'pillar', 'weight', 'level', 'method', 'automation', 'gate', 'guided'] as const
export type Facet = (typeof facetNames)[number]
/** Empty = not filtered. */
export type RequirementFacets = Readonly<Record<Facet, string>>

/** `best`: what the words found, best first; without words, the order of the framework. */
export const RequirementSort = z.enum(['best', 'id', 'title', 'weight'])
export type RequirementSort = z.infer<typeof RequirementSort>

const choice = z.string().trim().max(80).default('')
export const requirementFilters = {
  q: z.string().trim().max(120).default(''),
  volume: choice,
  pillar: choice,
  weight: choice,
  level: choice,
  method: choice,
  automation: choice,
  gate: choice,
  /** `yes` = only those with guidance. */
  guided: choice,
  sort: RequirementSort.default('best'),
  order: ListOrder.default('asc'),
}

/** Letters without accents nor case: "Sécurité" is found by "securite". */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const facetValues: Record<Facet, (requirement: RequirementSummary) => readonly string[]> = {
  volume: ({ volume }) => [volume],
  pillar: ({ pillar }) => [pillar],
  weight: ({ weight }) => [weight],
  level: ({ level }) => [level],
  method: ({ methods }) => methods,
  automation: ({ automation }) => [automation],
  gate: ({ gates }) => gates,
  guided: ({ guided }) => (guided ? ['yes'] : []),
}

export interface IndexedRequirement {
  readonly requirement: RequirementSummary
  readonly id: string
  readonly title: string
  readonly text: string
}

export const indexRequirements = (all: readonly RequirementSummary[], language: Language): IndexedRequirement[] =>
  all.map((requirement) => ({
    requirement,
    id: fold(`${requirement.id} ${requirement.reference ?? ''}`),
    title: fold(requirement.title[language]),
    text: fold(requirement.text[language]),
  }))

/** Those in which every word is found, best first. */
export function wordsFound(index: readonly IndexedRequirement[], words: string): RequirementSummary[] {
  const terms = fold(words).split(/\s+/).filter(Boolean)
  return index
    .map((entry) => ({ entry, score: scoreOf(entry, terms) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry.requirement)
}

/** @param except the facet that is not looked at, to count what its other choices would leave */
export const passesFacets = (requirement: RequirementSummary, facets: RequirementFacets, except?: Facet): boolean =>
  facetNames.every(
    (facet) => facet === except || facets[facet] === '' || facetValues[facet](requirement).includes(facets[facet]),
  )

const weights: readonly RequirementSummary['weight'][] = ['binding', 'recommended', 'informative']
/** Numbers by their value: GI:99 comes before GI:1001. */
const collators = { fr: new Intl.Collator('fr', { numeric: true }), en: new Intl.Collator('en', { numeric: true }) }

export function sortRequirements(
  found: readonly RequirementSummary[],
  { sort, order, language }: { sort: RequirementSort; order: ListOrder; language: Language },
): RequirementSummary[] {
  const collator = collators[language]
  const compare = {
    best: () => 0,
    id: (a: RequirementSummary, b: RequirementSummary) => collator.compare(a.id, b.id),
    title: (a: RequirementSummary, b: RequirementSummary) => collator.compare(a.title[language], b.title[language]),
    weight: (a: RequirementSummary, b: RequirementSummary) => weights.indexOf(a.weight) - weights.indexOf(b.weight),
  }[sort]
  const sorted = found.toSorted(compare)
  return order === 'desc' ? sorted.reverse() : sorted
}

/** Every word must be found; an identifier weighs most, then the title, then the text. Without words all are equal. */
function scoreOf(entry: IndexedRequirement, terms: readonly string[]): number {
  let score = 1
  for (const term of terms) {
    const best = entry.id.includes(term) ? 100 : entry.title.includes(term) ? 10 : entry.text.includes(term) ? 1 : 0
    if (best === 0) return 0
    score += best
  }
  return score
}
