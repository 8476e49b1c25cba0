import type { Answers, Applicability, Bilingual, RequirementOutcome, VolumeId } from '@socle/contracts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { Framework } from './framework.ts'
import { factSentence, missingSentence } from './reasons.ts'

interface VolumeState {
  readonly applies: boolean
  readonly certain: boolean
  readonly reason: Bilingual
  readonly missing: readonly string[]
}

/**
 * Which volumes and requirements concern an application described by `answers`, each with its reason in one sentence.
 * An unanswered trait keeps in whatever it could bring in (`certain: false`): nothing is left out by silence.
 */
export function applicability(framework: Framework, answers: Answers): Applicability {
  const say = (evaluation: Evaluation, applies: boolean): Bilingual =>
    evaluation.value === 'unknown'
      ? missingSentence(framework, evaluation.missing)
      : factSentence(framework, evaluation.decisive, applies)

  const { scope, volumes: rules, cases } = framework.policies.volumes
  const inScope = evaluate(scope.when, answers, framework.traitById)
  const states = new Map<VolumeId, VolumeState>()
  for (const { volume, when } of rules) {
    const evaluation = evaluate(when, answers, framework.traitById)
    const outside = inScope.value === false
    const unknown =
      !outside && evaluation.value !== false && (inScope.value === 'unknown' || evaluation.value === 'unknown')
    states.set(volume, {
      applies: !outside && evaluation.value !== false,
      certain: !unknown,
      missing: unknown
        ? [
            ...new Set([
              ...(inScope.value === 'unknown' ? inScope.missing : []),
              ...(evaluation.value === 'unknown' ? evaluation.missing : []),
            ]),
          ]
        : [],
      reason: outside
        ? { fr: `Ne s’applique pas car ${scope.outside.fr}.`, en: `Does not apply because ${scope.outside.en}.` }
        : unknown
          ? missingSentence(framework, inScope.value === 'unknown' ? inScope.missing : evaluation.missing)
          : evaluation.decisive.length > 0
            ? say(evaluation, evaluation.value === true)
            : factSentence(framework, inScope.decisive, true),
    })
  }

  const requirements = framework.requirements.map((requirement): RequirementOutcome => {
    const volume = states.get(requirement.volume)
    if (!volume?.applies) return excludedWithVolume(framework, requirement.id, requirement.volume, volume)
    const evaluation = evaluate(requirement.applies, answers, framework.traitById)
    if (evaluation.value === false)
      return { id: requirement.id, applies: false, certain: true, reason: say(evaluation, false), missing: [] }
    const missing = [...new Set([...volume.missing, ...(evaluation.value === 'unknown' ? evaluation.missing : [])])]
    const reason =
      missing.length > 0
        ? missingSentence(framework, missing)
        : evaluation.decisive.length > 0
          ? say(evaluation, true)
          : wholeVolume(framework, requirement.volume)
    return { id: requirement.id, applies: true, certain: missing.length === 0, reason, missing }
  })

  const outcomes = framework.volumes.map((volume) => ({
    volume: { id: volume.id, name: volume.name, reason: states.get(volume.id)!.reason },
    applies: states.get(volume.id)!.applies,
  }))
  return {
    edition: framework.edition.id,
    case: inScope.value === false ? null : caseOf(framework, answers, cases),
    volumes: outcomes.filter(({ applies }) => applies).map(({ volume }) => volume),
    excludedVolumes: outcomes.filter(({ applies }) => !applies).map(({ volume }) => volume),
    requirements,
  }
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

function wholeVolume(framework: Framework, id: VolumeId): Bilingual {
  const { name } = framework.volumes.find((volume) => volume.id === id)!
  return {
    fr: `S’applique car elle vaut pour toute application que le volume « ${name.fr} » concerne.`,
    en: `Applies because it holds for every application that the volume “${name.en}” concerns.`,
  }
}

function excludedWithVolume(
  framework: Framework,
  id: RequirementOutcome['id'],
  volumeId: VolumeId,
  state: VolumeState | undefined,
): RequirementOutcome {
  const { name } = framework.volumes.find((volume) => volume.id === volumeId)!
  const because = state?.reason ?? { fr: '', en: '' }
  const clause = (text: string) => text.replace(/^(Ne s’applique pas car|Does not apply because) /, '')
  return {
    id,
    applies: false,
    certain: true,
    reason: {
      fr: `Ne s’applique pas car le volume « ${name.fr} » est écarté : ${clause(because.fr)}`,
      en: `Does not apply because the volume “${name.en}” is excluded: ${clause(because.en)}`,
    },
    missing: [],
  }
}
