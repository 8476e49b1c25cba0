import type {
  Edition,
  EvidencePolicy,
  Gate,
  GatePolicy,
  LevelPolicy,
  Pillar,
  PublishedRequirement,
  RequirementId,
  Sheet,
  Trait,
  TraitTopic,
  VerdictPolicy,
  Volume,
  VolumePolicy,
  Weight,
} from '@socle/contracts'

export interface Policies {
  readonly volumes: VolumePolicy
  readonly levels: LevelPolicy
  readonly gates: GatePolicy
  readonly evidence: EvidencePolicy
  readonly verdict: VerdictPolicy
}

/** One edition of the framework, checked as a whole: every reference in it leads somewhere. Never modified. */
export interface Framework {
  readonly edition: Edition
  readonly volumes: readonly Volume[]
  readonly pillars: readonly Pillar[]
  readonly sheets: readonly Sheet[]
  readonly topics: readonly TraitTopic[]
  readonly traits: readonly Trait[]
  readonly requirements: readonly PublishedRequirement[]
  readonly policies: Policies
  readonly requirementById: ReadonlyMap<RequirementId, PublishedRequirement>
  readonly traitById: ReadonlyMap<string, Trait>
}

/** What the level weighs, by `policies/levels.yaml`. */
export const weightOf = (framework: Framework, requirement: Pick<PublishedRequirement, 'level'>): Weight =>
  framework.policies.levels.levels.find((entry) => entry.level === requirement.level)?.weight ?? 'informative'

/** Gates at which a requirement is assessed: its own list, else from the gate of its earliest proof onwards. */
export function gatesOf(
  framework: Framework,
  requirement: Pick<PublishedRequirement, 'gates' | 'verification'>,
): Gate[] {
  const { gates, firstGate } = framework.policies.gates
  if (requirement.gates) return requirement.gates
  const order = gates.map((gate) => gate.id)
  const first = Math.min(...requirement.verification.map(({ method }) => order.indexOf(firstGate[method])))
  return order.slice(first)
}
