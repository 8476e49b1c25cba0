/** What may be chosen, retained and planned, before anything is written. Pure. */
import type {
  Bilingual,
  Comparison,
  ComparisonRow,
  TenderChoice,
  TenderPolicy,
  TenderRequirement,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { dayInWords } from '../../platform/day.ts'
import { keptAnswer, treatmentOf, worthOfLine } from './bid-rules.ts'

interface Mistake {
  readonly path: string
  readonly message: Bilingual
}

/** Unknown, twice, or another effect than the policy's without a reason. */
export function choiceMistakes(
  framework: Framework,
  policy: TenderPolicy,
  choices: readonly TenderChoice[],
): Mistake[] {
  return choices.flatMap((choice, index): Mistake[] => {
    const path = `requirements.${index}`
    const requirement = framework.requirementById.get(choice.id)
    if (!requirement)
      return [
        {
          path,
          message: {
            fr: `L’édition n’a pas d’exigence ${choice.id}.`,
            en: `The edition has no requirement ${choice.id}.`,
          },
        },
      ]
    if (choices.findIndex(({ id }) => id === choice.id) !== index)
      return [{ path, message: { fr: `${choice.id} est nommée deux fois.`, en: `${choice.id} is named twice.` } }]
    const usual = treatmentOf(policy, requirement.level)
    const differs =
      (choice.treatment !== undefined && choice.treatment !== usual.treatment) ||
      (choice.points !== undefined && choice.points !== usual.points)
    return differs && choice.reason === ''
      ? [
          {
            path: `${path}.reason`,
            message: {
              fr: `${choice.id} n’a plus l’effet que la politique lui donne : dites pourquoi.`,
              en: `${choice.id} no longer has the effect that the policy gives it: say why.`,
            },
          },
        ]
      : []
  })
}

/** Actions about requirements that were not put to bidders, or due in the past. */
export function remediationMistakes(
  requirements: readonly TenderRequirement[],
  actions: readonly { requirementId: string; due: string }[],
  today: string,
): Mistake[] {
  return actions.flatMap(({ requirementId, due }, index): Mistake[] => {
    if (!requirements.some(({ id }) => id === requirementId))
      return [
        {
          path: `actions.${index}.requirementId`,
          message: {
            fr: `${requirementId} n’est pas une exigence de ce marché.`,
            en: `${requirementId} is no requirement of this tender.`,
          },
        },
      ]
    return due < today
      ? [
          {
            path: `actions.${index}.due`,
            message: {
              fr: `L’échéance du ${dayInWords(due, 'fr')} est passée.`,
              en: `The deadline of ${dayInWords(due, 'en')} is past.`,
            },
          },
        ]
      : []
  })
}

/** What would have eliminated the bid and is not met has to be mended: those for which no action was ever planned. */
export const remediationMissing = (
  requirements: readonly TenderRequirement[],
  toRemedy: readonly { requirementId: string }[],
  planned: readonly string[],
): Mistake[] =>
  requirements
    .filter(
      ({ id, treatment }) => treatment === 'eliminates' && toRemedy.some(({ requirementId }) => requirementId === id),
    )
    .filter(({ id }) => !planned.includes(id))
    .map(({ id }) => ({
      path: id,
      message: {
        fr: `${id} n’a aucune action de remédiation.`,
        en: `${id} has no remediation action.`,
      },
    }))

/** Bids side by side. Lines without any bid stay, so that the table is the tender's list. */
export function comparisonRows(
  policy: TenderPolicy,
  requirements: readonly TenderRequirement[],
  bids: readonly {
    id: string
    answers: readonly Omit<ComparisonRow['answers'][number], 'bidId' | 'eliminates' | 'points'>[]
  }[],
): Comparison['rows'] {
  const lines = bids.map(({ id, answers }) => ({
    id,
    byId: new Map(answers.map((line) => [line.requirementId, line])),
  }))
  return requirements.map((requirement) => ({
    requirement,
    answers: lines.map(({ id, byId }) => {
      const line = byId.get(requirement.id) ?? {
        requirementId: requirement.id,
        answer: null,
        comment: '',
        evidence: '',
        retained: null,
      }
      const worth = worthOfLine(policy, line)
      return {
        ...line,
        bidId: id,
        eliminates: requirement.treatment === 'eliminates' && !worth.meets,
        points: requirement.treatment === 'scores' ? requirement.points * worth.credit : 0,
      }
    }),
  }))
}

/** Lines on which bids differ, or that eliminate somebody; all of them otherwise. */
export const rowsKept = (
  rows: Comparison['rows'],
  only: 'all' | 'different' | 'eliminating',
  search: string | undefined,
): Comparison['rows'] => {
  const words = search?.toLowerCase()
  return rows.filter(({ requirement: { id, title }, answers }) => {
    if (words && ![id, title.fr, title.en].some((text) => text.toLowerCase().includes(words))) return false
    if (only === 'eliminating') return answers.some(({ eliminates }) => eliminates)
    if (only === 'different') return new Set(answers.map((line) => keptAnswer(line))).size > 1
    return true
  })
}
