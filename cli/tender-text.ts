/** Tenders as text: their state in words, what each requirement does to a bid, how the bids stand. */
import type { Treatment } from '@socle/contracts/tenders/policy'
import type {
  ReceivedBid,
  RemediationAction,
  Tender,
  TenderRequirement,
  TenderSummary,
} from '@socle/contracts/tenders/tenders'
import type { Bilingual, Language } from '@socle/contracts/text'

const states: Record<TenderSummary['state'], Bilingual> = {
  draft: { fr: 'exigences à choisir', en: 'requirements being chosen' },
  frozen: { fr: 'exigences gelées', en: 'requirements frozen' },
  published: { fr: 'publié', en: 'published' },
  evaluation: { fr: 'offres en évaluation', en: 'bids being evaluated' },
  awarded: { fr: 'attribué', en: 'awarded' },
  closed: { fr: 'terminé', en: 'closed' },
  unsuccessful: { fr: 'sans suite', en: 'unsuccessful' },
  cancelled: { fr: 'abandonné', en: 'cancelled' },
}
const treatments: Record<Treatment, Bilingual> = {
  eliminates: { fr: 'éliminatoire', en: 'eliminates' },
  scores: { fr: 'notée', en: 'scored' },
  informs: { fr: 'pour information', en: 'for information' },
}
const words = {
  fr: { requirements: 'exigences', bids: 'offres', points: 'points', out: 'éliminée', unscored: 'non notée', sealed: 'scellée jusqu’à la fermeture des offres', rank: 'rang', award: 'Attribué à', todo: 'À remédier', steps: 'Étapes possibles', plan: 'Plan de remédiation', nothing: 'Aucune exigence n’est notée : les offres ne seront ni notées ni classées.' },
  en: { requirements: 'requirements', bids: 'bids', points: 'points', out: 'eliminated', unscored: 'not scored', sealed: 'sealed until the bids are closed', rank: 'rank', award: 'Awarded to', todo: 'To be remedied', steps: 'Possible steps', plan: 'Remediation plan', nothing: 'No requirement is scored: bids will be neither scored nor ranked.' },
} as const // prettier-ignore

export function tenderLine(tender: TenderSummary, language: Language): string {
  const { requirements, bids } = words[language]
  const counts = `${tender.requirements} ${requirements}  ${tender.bids} ${bids}`
  return [tender.id, tender.reference, states[tender.state][language], counts, tender.title].join('  ')
}

export const choiceLine = (
  { id, level, treatment, points, title, precision }: TenderRequirement,
  language: Language,
): string =>
  [
    level === 'none' ? id : `${id} [${level}]`,
    `${treatments[treatment][language]}${treatment === 'scores' ? `, ${points} ${words[language].points}` : ''}`,
    title[language],
    ...(precision === '' ? [] : [`(${precision})`]),
  ].join('  ')

/** @param outOf the scale of the policy, where it is known */
export function bidLine(
  { id, bidder, evaluation }: Pick<ReceivedBid, 'id' | 'bidder' | 'evaluation'>,
  language: Language,
  outOf?: number,
): string {
  const w = words[language]
  if (!evaluation) return [id, bidder, w.sealed].join('  ')
  const { eliminated, eliminations, rank, score } = evaluation
  const standing = eliminated ? `${w.out} (${eliminations.length})` : rank === null ? '' : `${w.rank} ${rank}`
  const scored = score === null ? w.unscored : `${score}${outOf === undefined ? '' : `/${outOf}`}`
  return [id, bidder, scored, standing].filter(Boolean).join('  ')
}

export const remediationLine = (
  { procedureId, requirementId, action, stateName, dueOn }: RemediationAction,
  language: Language,
): string => [procedureId, requirementId, stateName[language], dueOn ?? '–', action].join('  ')

export function tenderText(tender: Tender, language: Language): string {
  const w = words[language]
  const under = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}${language === 'fr' ? ' :' : ':'}`, ...lines.map((line) => `  ${line}`)]
  return [
    tenderLine(tender, language),
    ...tender.choices.map((one) => `  ${choiceLine(one, language)}`),
    ...(tender.choices.length === 0 ||
    tender.choices.some(({ treatment, points }) => treatment === 'scores' && points > 0)
      ? []
      : [w.nothing]),
    ...under(
      capital(w.bids),
      tender.received.map((bid) => bidLine(bid, language)),
    ),
    ...(tender.award ? [`${w.award} ${tender.award.bidder} : ${tender.award.reason}`] : []),
    ...under(
      w.todo,
      tender.toRemedy.map(({ requirementId, comment }) => `${requirementId}  ${comment}`.trimEnd()),
    ),
    ...under(
      w.plan,
      tender.remediation.map((action) => remediationLine(action, language)),
    ),
    ...under(
      w.steps,
      tender.steps.map(({ id, name }) => `${id}  ${name[language]}`),
    ),
  ].join('\n')
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
