import type { Answers, Applicability, Bilingual, RequirementOutcome, Volume } from '@socle/contracts'
import { evaluate, type Evaluation, type Truth } from './evaluate.ts'
import type { Framework } from './framework.ts'
import { because, factsClause, missingSentence } from './reasons.ts'

interface VolumeState {
  readonly volume: Volume
  readonly applies: boolean
  /** Unanswered traits that could still exclude it. */
  readonly missing: readonly string[]
  readonly reason: Bilingual
  /** What excludes it, as a clause. */
  readonly excludedBy: Bilingual | null
}

/**
 * Which volumes and requirements concern an application described by `answers`, each with its reason in one sentence.
 * An unanswered trait keeps in whatever it could bring in (`certain: false`): nothing is left out by silence.
 * Answers are taken as checked (`describeProblems`).
 */
export function applicability(framework: Framework, answers: Answers): Applicability {
  const { scope, cases } = framework.policies.volumes
  const inScope = evaluate(scope.when, answers, framework.traitById)
  const states = new Map(
    framework.volumes.map((volume) => [volume.id, volumeState(framework, answers, volume, inScope)]),
  )
  const outcomes = [...states.values()].map(({ volume: { id, name }, applies, reason }) => ({
    applies,
    outcome: { id, name, reason },
  }))
  return {
    edition: framework.edition.id,
    case: inScope.value === true ? caseOf(framework, answers, cases) : null,
    volumes: outcomes.filter(({ applies }) => applies).map(({ outcome }) => outcome),
    excludedVolumes: outcomes.filter(({ applies }) => !applies).map(({ outcome }) => outcome),
    requirements: framework.requirements.map((requirement): RequirementOutcome => ({
      id: requirement.id,
      ...requirementState(framework, answers, requirement, states.get(requirement.volume)!),
    })),
  }
}

function volumeState(framework: Framework, answers: Answers, volume: Volume, inScope: Evaluation): VolumeState {
  const { scope, volumes } = framework.policies.volumes
  const rule = volumes.find((entry) => entry.volume === volume.id)!
  const when = evaluate(rule.when, answers, framework.traitById)
  const regardless: Evaluation = rule.outsideScope
    ? evaluate(rule.outsideScope, answers, framework.traitById)
    : { value: false, decisive: [], missing: [] }
  const value = or(and(inScope.value, when.value), regardless.value)

  if (value === true) {
    const decisive = [regardless, when, inScope].find((part) => part.value === true && part.decisive.length > 0)
    const reason = decisive ? because(true, factsClause(framework, decisive.decisive)) : because(true, everyApplication)
    return { volume, applies: true, missing: [], reason, excludedBy: null }
  }
  if (value === false) {
    const excludedBy =
      inScope.value === false ? scope.outside : (rule.otherwise ?? factsClause(framework, when.decisive))
    return { volume, applies: false, missing: [], reason: because(false, excludedBy), excludedBy }
  }
  const missing = unique([inScope, when, regardless].flatMap((part) => (part.value === 'unknown' ? part.missing : [])))
  return { volume, applies: true, missing, reason: missingSentence(framework, missing, 'volume'), excludedBy: null }
}

function requirementState(
  framework: Framework,
  answers: Answers,
  requirement: Framework['requirements'][number],
  { volume, missing: volumeMissing, excludedBy }: VolumeState,
): Omit<RequirementOutcome, 'id'> {
  if (excludedBy) {
    const clause = {
      fr: `le volume « ${volume.name.fr} » est écarté : ${excludedBy.fr}`,
      en: `the volume “${volume.name.en}” is excluded: ${excludedBy.en}`,
    }
    return { applies: false, certain: true, reason: because(false, clause), missing: [] }
  }
  const { value, decisive, missing: ownMissing } = evaluate(requirement.applies, answers, framework.traitById)
  if (value === false)
    return { applies: false, certain: true, reason: because(false, factsClause(framework, decisive)), missing: [] }
  const missing = unique([...volumeMissing, ...ownMissing])
  if (missing.length > 0)
    return { applies: true, certain: false, reason: missingSentence(framework, missing, 'requirement'), missing }
  const clause = decisive.length > 0 ? factsClause(framework, decisive) : wholeVolume(volume)
  return { applies: true, certain: true, reason: because(true, clause), missing: [] }
}

/** The first case that holds; an earlier one that might still hold leaves it undecided. */
function caseOf(
  framework: Framework,
  answers: Answers,
  cases: Framework['policies']['volumes']['cases'],
): string | null {
  for (const { id, when } of cases) {
    const { value } = evaluate(when, answers, framework.traitById)
    if (value === true) return id
    if (value === 'unknown') return null
  }
  return null
}

const everyApplication: Bilingual = {
  fr: 'il concerne toute application décrite',
  en: 'it concerns every described application',
}

const wholeVolume = ({ name }: Volume): Bilingual => ({
  fr: `elle vaut pour toute application que le volume « ${name.fr} » concerne`,
  en: `it holds for every application that the volume “${name.en}” concerns`,
})

const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === true && b === true ? true : 'unknown'
const or = (a: Truth, b: Truth): Truth =>
  a === true || b === true ? true : a === false && b === false ? false : 'unknown'

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]
