/** How a bid is judged: rejected iff a published rule says so, scored by the published scale, ranked. Pure. */
import type {
  BidAnswer,
  BidEvaluation,
  Bilingual,
  Elimination,
  PublishedRequirement,
  TenderChoice,
  TenderPolicy,
  TenderRequirement,
} from '@socle/contracts'
import { saysWhen } from './dated-comment.ts'

const SILENCE = { answer: null, comment: '', retained: null } as const

type Answer = Pick<BidAnswer, 'requirementId' | 'answer' | 'comment' | 'retained'>
type Unranked = Omit<BidEvaluation, 'rank'>

/** What the policy says of a level; a level that it does not name only informs. */
export function treatmentOf(policy: TenderPolicy, level: PublishedRequirement['level']) {
  const entry = policy.systems.flatMap(({ levels }) => levels).find((known) => known.level === level)
  return { treatment: entry?.treatment ?? ('informs' as const), points: entry?.points ?? 0 }
}

/** A requirement as it is put to bidders. */
export function toRequirement(
  policy: TenderPolicy,
  { id, level, volume, title, text }: PublishedRequirement,
  choice: TenderChoice,
): TenderRequirement {
  const usual = treatmentOf(policy, level)
  const { precision, reason } = choice
  const treatment = choice.treatment ?? usual.treatment
  const points = choice.points ?? usual.points
  const own = treatment !== usual.treatment || points !== usual.points
  return { id, level, volume, title, text, precision, treatment, points, setBy: own ? 'tender' : 'policy', reason }
}

/** What the evaluators keep: their own reading where they gave one. */
export const keptAnswer = ({ answer, retained }: Pick<BidAnswer, 'answer' | 'retained'>): string | null =>
  retained?.answer ?? answer

/** Credit, effect and label of an answer; an answer that the policy does not know is worth an empty line. */
export const worthOf = (policy: TenderPolicy, answer: string | null) =>
  policy.answers.find(({ id }) => id === answer) ?? {
    ...policy.unanswered,
    label: { fr: '', en: '' },
    explain: false,
    remedy: true,
  }

/** Credit, effect and label of a line: what a bidder commits to without saying by when is no dated commitment. */
export function worthOfLine(policy: TenderPolicy, line: Pick<BidAnswer, 'answer' | 'comment' | 'retained'>) {
  const worth = worthOf(policy, keptAnswer(line))
  const dated = 'dated' in worth ? worth.dated : undefined
  if (!dated || line.retained || saysWhen(line.comment)) return worth
  return { ...worthOf(policy, dated.otherwise), label: dated.label, explain: worth.explain }
}

/** A bidder's silence on a requirement is an empty line. */
export function evaluateBid(
  policy: TenderPolicy,
  requirements: readonly TenderRequirement[],
  answers: readonly Answer[],
): Unranked {
  const byId = new Map(answers.map((line) => [line.requirementId, line]))
  const lines = requirements.map((requirement) => {
    const line = byId.get(requirement.id)
    return { requirement, line, worth: worthOfLine(policy, line ?? SILENCE) }
  })
  const scored = lines.filter(({ requirement }) => requirement.treatment === 'scores')
  const points = sum(scored)
  const eliminations = lines
    .filter(({ requirement, worth }) => requirement.treatment === 'eliminates' && !worth.meets)
    .map(({ requirement, line, worth }) => eliminationOf(policy, requirement, keptAnswer(line ?? SILENCE), worth.label))
  const unmet = lines.filter(({ worth }) => !worth.meets).map(({ requirement }) => requirement.id)
  return {
    eliminated: eliminations.length > 0,
    eliminations,
    score: points.of === 0 ? null : round((policy.scale.outOf * points.got) / points.of, policy),
    points,
    byVolume: [...new Set(scored.map(({ requirement }) => requirement.volume))].map((volume) => ({
      volume,
      ...sum(scored.filter(({ requirement }) => requirement.volume === volume)),
    })),
    unanswered: lines.filter(({ line }) => (line?.answer ?? null) === null).map(({ requirement }) => requirement.id),
    unexplained: lines
      .filter(({ line, worth }) => worth.explain && !line?.retained && line?.comment === '')
      .map(({ requirement }) => requirement.id),
    notices: policy.notices.flatMap(({ id, text, requirements: beginnings }) => {
      const those = unmet.filter((requirement) => beginnings.some((beginning) => requirement.startsWith(beginning)))
      return those.length === 0 ? [] : [{ id, text, requirements: those }]
    }),
  }
}

/** Ranks bids that stand, best first; eliminated ones have no rank, equal scores share one. Where nothing is scored nobody is ranked. */
export const rankBids = <T extends Unranked>(evaluations: readonly T[]): (T & { rank: number | null })[] =>
  evaluations.map((each) => ({
    ...each,
    rank:
      each.eliminated || each.score === null
        ? null
        : 1 + evaluations.filter((other) => !other.eliminated && (other.score ?? 0) > each.score!).length,
  }))

/** Best first; those without a rank after them, the eliminated last; as they came where nothing parts them. */
export const byRank = <
  T extends { readonly evaluation: { readonly rank: number | null; readonly eliminated: boolean } },
>(
  bids: readonly T[],
): T[] => {
  const place = ({ evaluation: { rank, eliminated } }: T) => rank ?? bids.length + (eliminated ? 2 : 1)
  return bids.toSorted((a, b) => place(a) - place(b))
}

/** Requirements that a bid leaves to be mended once it is awarded. */
export const toRemedy = (
  policy: TenderPolicy,
  requirements: readonly TenderRequirement[],
  answers: readonly BidAnswer[],
) => {
  const byId = new Map(answers.map((line) => [line.requirementId, line]))
  return requirements
    .filter(({ treatment }) => treatment !== 'informs')
    .map(({ id }) => ({ requirementId: id, line: byId.get(id) }))
    .filter(({ line }) => worthOfLine(policy, line ?? SILENCE).remedy)
    .map(({ requirementId, line = SILENCE }) => ({ requirementId, answer: keptAnswer(line), comment: line.comment }))
}

function eliminationOf(
  policy: TenderPolicy,
  requirement: TenderRequirement,
  answer: string | null,
  label: Bilingual,
): Elimination {
  const sentence = answer === null ? policy.elimination.unanswered : policy.elimination.answered
  const fill = (language: keyof Bilingual) => {
    const said = {
      answer: label[language],
      level: requirement.level,
      requirement: requirement.id,
      title: requirement.title[language],
    }
    return sentence[language].replace(
      /\{(answer|level|requirement|title)\}/g,
      (_, name: keyof typeof said) => said[name],
    )
  }
  return {
    requirementId: requirement.id,
    answer,
    rule: requirement.setBy,
    sentence: { fr: fill('fr'), en: fill('en') },
  }
}

const sum = (lines: readonly { requirement: TenderRequirement; worth: { credit: number } }[]) => ({
  got: lines.reduce((total, { requirement, worth }) => total + requirement.points * worth.credit, 0),
  of: lines.reduce((total, { requirement }) => total + requirement.points, 0),
})

const round = (value: number, { scale }: TenderPolicy): number =>
  Math.round(value * 10 ** scale.decimals) / 10 ** scale.decimals
