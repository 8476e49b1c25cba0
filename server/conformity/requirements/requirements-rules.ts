import type { FrameworkOverview, PublishedRequirement, RequirementDetail, RequirementSummary } from '@socle/contracts'
import { conditionInWords, type Framework, gatesOf, weightOf } from '@socle/rulebook'

/** Best first. */
const AUTOMATION = ['full', 'partial', 'none'] as const

export function summaryOf(framework: Framework, requirement: PublishedRequirement): RequirementSummary {
  const { id, reference, level, volume, pillar, sheet, title, text, verification } = requirement
  return {
    id,
    ...(reference !== undefined && { reference }),
    level,
    volume,
    pillar,
    sheet,
    title,
    text,
    weight: weightOf(framework, requirement),
    methods: [...new Set(verification.map(({ method }) => method))],
    automation: AUTOMATION.find((degree) => verification.some(({ automation }) => automation === degree)) ?? 'none',
    gates: gatesOf(framework, requirement),
    guided: requirement.guidance !== undefined,
  }
}

export const detailOf = (framework: Framework, requirement: PublishedRequirement): RequirementDetail => ({
  ...requirement,
  weight: weightOf(framework, requirement),
  gates: gatesOf(framework, requirement),
  appliesWhen: conditionInWords(framework, requirement.applies),
})

export function overviewOf(framework: Framework): FrameworkOverview {
  const count = (key: 'volume' | 'sheet', id: string) =>
    framework.requirements.filter((requirement) => requirement[key] === id).length
  return {
    edition: framework.edition,
    volumes: framework.volumes.map((volume) => ({ ...volume, count: count('volume', volume.id) })),
    pillars: [...framework.pillars],
    sheets: framework.sheets.map((sheet) => ({ ...sheet, count: count('sheet', sheet.id) })),
    gates: framework.policies.gates.gates,
    weights: framework.policies.levels.weights,
    levels: framework.policies.levels.levels.map(({ level, meaning }) => ({ level, meaning })),
    topics: [...framework.topics],
    traits: [...framework.traits],
  }
}
