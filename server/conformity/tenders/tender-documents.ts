/** What bidders are given and what the evaluation leaves: annex and report, as data for their templates. */
import {
  type Bid,
  type ComparisonRow,
  type Language,
  type TenderPolicy,
  type TenderRequirement,
  levelInWords,
} from '@socle/contracts'
import { cell, sheetsOds, text } from '../../platform/sheets-ods.ts'
import { typeset } from '../exports/index.ts'
import { byRank, keptAnswer } from './bid-rules.ts'
import { effectOf } from './grid-words.ts'
import { tenderWords } from './tender-words.ts'
import { dayInWords, dayOf, momentInWords } from '../../platform/day.ts'

export interface TenderHead {
  readonly reference: string
  readonly title: string
  readonly edition: string
  readonly code: string
}

const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

export function annexPdf(
  head: TenderHead,
  requirements: readonly TenderRequirement[],
  policy: TenderPolicy,
  language: Language,
): Promise<Uint8Array> {
  const w = tenderWords[language]
  return typeset(
    new URL('./annex.typ', import.meta.url),
    {
      language,
      words: { ...w, annexLead: fill(w.annexLead, { code: head.code }), policy: fill(w.policy, { id: policy.id }) },
      head,
      scale: `${fill(w.scale, { outOf: policy.scale.outOf })} ${policy.scale.why[language]}`,
      requirements: requirements.map((requirement) => ({
        id: requirement.id,
        level: levelInWords(requirement.level, language),
        effect: effectOf(requirement, language),
        title: requirement.title[language],
        text: requirement.text[language],
        precision: requirement.precision,
        reason: requirement.setBy === 'tender' ? requirement.reason : '',
      })),
      answers: [
        ...policy.answers.map(({ label, credit, meets, why }) => ({ label: label[language], credit, meets, why })),
        { label: w.noAnswer, ...policy.unanswered },
      ].map(({ label, credit, meets, why }) => ({
        label,
        credit: percent(credit, language),
        meets: meets ? w.yes : w.no,
        why: why[language],
      })),
      systems: policy.systems.flatMap(({ source, levels }) =>
        levels.map(({ printed, treatment, points, why }) => ({
          source: source[language],
          printed,
          effect: effectOf({ treatment, points }, language),
          why: why[language],
        })),
      ),
      notices: policy.notices.map(({ text: said }) => said[language]),
    },
    language,
  )
}

export interface Evaluation {
  readonly head: TenderHead
  readonly policy: TenderPolicy
  readonly bids: readonly Bid[]
  readonly rows: readonly ComparisonRow[]
  readonly award: { readonly bidder: string; readonly reason: string; readonly at: Date } | null
  readonly asOf: Date
}

/** Its rank, or why it has none. */
const rankOf = ({ rank, eliminated }: Bid['evaluation'], language: Language): number | string =>
  rank ?? tenderWords[language][eliminated ? 'eliminated' : 'notRanked']

/** Nothing for a bid that was put aside: it is neither ranked nor scored, and a score beside the others would read as one. */
const scoreOf = ({ score, eliminated }: Bid['evaluation']): number | null => (eliminated ? null : score)

/** The answer before the evidence: who stands, who leads. */
export function evaluationSentence({ bids, policy }: Pick<Evaluation, 'bids' | 'policy'>, language: Language): string {
  const { verdict, noBid } = tenderWords[language]
  if (bids.length === 0) return noBid
  const standing = byRank(bids).filter(({ evaluation }) => !evaluation.eliminated)
  const [first] = standing
  if (!first) return verdict.none
  const { score } = first.evaluation
  const leaders = standing.filter(({ evaluation }) => evaluation.rank === first.evaluation.rank)
  const several = leaders.length > 1 ? verdict.tied : verdict.many
  return fill(score === null ? verdict.unscored : standing.length === 1 ? verdict.one : several, {
    standing: standing.length,
    all: bids.length,
    first: (score === null ? [first] : leaders).map(({ bidder }) => bidder).join(', '),
    score: score === null ? '' : decimal(score, language),
    outOf: policy.scale.outOf,
  })
}

const awardInWords = (award: Evaluation['award'], language: Language): string => {
  const { awarded, notAwarded } = tenderWords[language]
  return award
    ? fill(awarded, { bidder: award.bidder, reason: award.reason, day: dayInWords(dayOf(award.at), language) })
    : notAwarded
}

/** Bids are judged until the award: a report without its moment cannot be told from the next. */
const asOfInWords = (asOf: Date, language: Language): string =>
  fill(tenderWords[language].asOf, { moment: momentInWords(asOf, language) })

export function reportPdf(evaluation: Evaluation, language: Language): Promise<Uint8Array> {
  const w = tenderWords[language]
  const { head, policy, award } = evaluation
  const bids = byRank(evaluation.bids)
  const nameOf = labels(policy, language)
  return typeset(
    new URL('./report.typ', import.meta.url),
    {
      language,
      words: { ...w, policy: fill(w.policy, { id: policy.id }) },
      head,
      sentence: evaluationSentence(evaluation, language),
      award: awardInWords(award, language),
      asOf: asOfInWords(evaluation.asOf, language),
      bids: bids.map(({ bidder, receivedAt, evaluation: one }) => ({
        bidder,
        received: dayInWords(dayOf(new Date(receivedAt)), language),
        rank: String(rankOf(one, language)),
        score: scoreOf(one) === null ? w.notScored : `${decimal(scoreOf(one)!, language)} / ${policy.scale.outOf}`,
        points: one.eliminated ? '' : `${decimal(one.points.got, language)} / ${decimal(one.points.of, language)}`,
        eliminations: one.eliminations.map(({ sentence }) => sentence[language]),
        notices: one.notices.map(({ text: said, requirements }) => `${said[language]} (${requirements.join(', ')})`),
        unanswered: one.unanswered,
        unexplained: one.unexplained,
      })),
      rows: evaluation.rows.map(({ requirement, answers }) => ({
        id: requirement.id,
        title: requirement.title[language],
        effect: effectOf(requirement, language),
        answers: bids.map(({ id }) => {
          const line = answers.find(({ bidId }) => bidId === id)!
          return {
            said: nameOf(keptAnswer(line)),
            eliminates: line.eliminates,
            note: line.retained ? `${w.retained}${w.colon}${line.retained.note}` : '',
          }
        }),
      })),
    },
    language,
  )
}

export function reportOds(evaluation: Evaluation, language: Language): Promise<Uint8Array> {
  const w = tenderWords[language]
  const { head, policy, award } = evaluation
  const bids = byRank(evaluation.bids)
  const nameOf = labels(policy, language)
  return sheetsOds(`${w.report} – ${head.title}`, [
    {
      name: w.summary,
      head: [w.bidder, w.rank, `${w.score} (${w.of} ${policy.scale.outOf})`, w.points, w.received],
      widths: [8, 4, 5, 5, 4],
      rows: [
        ...bids.map(({ bidder, receivedAt, evaluation: one }) => [
          text(bidder),
          cell(rankOf(one, language)),
          cell(scoreOf(one) ?? w.notScored),
          one.eliminated ? text('') : one.points.got,
          text(dayOf(new Date(receivedAt))),
        ]),
        [text(evaluationSentence(evaluation, language))],
        [text(awardInWords(award, language))],
        [text(asOfInWords(evaluation.asOf, language))],
      ],
    },
    {
      name: language === 'fr' ? 'Éliminations' : 'Eliminations',
      head: [w.bidder, w.requirement, w.why],
      widths: [8, 4, 16],
      rows: bids.flatMap(({ bidder, evaluation: { eliminations } }) =>
        eliminations.map(({ requirementId, sentence }) => [
          text(bidder),
          text(requirementId),
          text(sentence[language]),
        ]),
      ),
    },
    {
      name: w.notices,
      head: [w.bidder, w.notices, w.requirement],
      widths: [8, 12, 14],
      rows: bids.flatMap(({ bidder, evaluation: { notices, unanswered, unexplained } }) =>
        [
          ...notices.map(({ text: said, requirements }) => ({ said: said[language], requirements })),
          { said: w.unanswered, requirements: unanswered },
          { said: w.unexplained, requirements: unexplained },
        ]
          .filter(({ requirements }) => requirements.length > 0)
          .map(({ said, requirements }) => [text(bidder), text(said), text(requirements.join(', '))]),
      ),
    },
    {
      name: w.comparison,
      head: [
        'Id',
        w.requirement,
        w.level,
        w.effect,
        ...bids.flatMap(({ bidder }) => [
          bidder,
          `${bidder} – ${w.points}`,
          `${bidder} – ${w.comment}`,
          `${bidder} – ${w.evidence}`,
          `${bidder} – ${w.retained}`,
        ]),
      ],
      widths: [3, 9, 2, 4, ...bids.flatMap(() => [5, 2, 8, 8, 8])],
      rows: evaluation.rows.map(({ requirement, answers }) => [
        text(requirement.id),
        text(requirement.title[language]),
        text(levelInWords(requirement.level, language)),
        text(effectOf(requirement, language)),
        ...bids.flatMap(({ id }) => {
          const line = answers.find(({ bidId }) => bidId === id)!
          return [
            text(nameOf(line.answer)),
            line.points,
            text(line.comment),
            text(line.evidence),
            text(line.retained ? `${nameOf(line.retained.answer)}${w.colon}${line.retained.note}` : ''),
          ]
        }),
      ]),
    },
  ])
}

const labels =
  (policy: TenderPolicy, language: Language) =>
  (answer: string | null): string =>
    policy.answers.find(({ id }) => id === answer)?.label[language] ?? tenderWords[language].noAnswer

const decimal = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 4 }).format(value)
const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { style: 'percent' }).format(share)
