/** What a conformity file says in one word, for whoever prints it outside the portal. */
import type { Evidence } from '../conformity/conformity.ts'
import type { GateDecided } from '../conformity/gate-reviews.ts'
import type { GateStanding } from '../applications/journey.ts'
import type { GateDecision } from '../conformity/passing.ts'
import type { Bilingual } from '../text.ts'
import type { AssessmentStatus, GateAnswer, ProofState } from '../conformity/verdict.ts'

export const answerWords: Readonly<Record<GateAnswer, Bilingual>> = {
  go: { fr: 'Oui', en: 'Yes' },
  'go-with-reserves': { fr: 'Oui, avec réserves', en: 'Yes, with reserves' },
  'no-go': { fr: 'Non', en: 'No' },
  undetermined: { fr: 'Pas encore', en: 'Not yet' },
}

export const statusWords: Readonly<Record<AssessmentStatus, Bilingual>> = {
  'not-assessed': { fr: 'Non évaluée', en: 'Not assessed' },
  conforming: { fr: 'Conforme', en: 'Conforming' },
  partly: { fr: 'Partiellement conforme', en: 'Partly conforming' },
  'non-conforming': { fr: 'Non conforme', en: 'Non-conforming' },
  'not-applicable': { fr: 'Sans objet', en: 'Not applicable' },
  derogated: { fr: 'Dérogée', en: 'Derogated' },
}

/** Of the evidence of a status. */
export const proofWords: Readonly<Record<ProofState, Bilingual>> = {
  proven: { fr: 'prouvée', en: 'proven' },
  failed: { fr: 'contredite', en: 'contradicted' },
  expired: { fr: 'expirée', en: 'expired' },
  missing: { fr: 'absente', en: 'missing' },
  'not-needed': { fr: 'non demandée', en: 'not asked' },
}

/** A status, and what its evidence says of it. */
export const standingInWords = (status: AssessmentStatus, proof: ProofState): Bilingual => ({
  fr: `${statusWords[status].fr}, ${proof === 'proven' ? '' : 'preuve '}${proofWords[proof].fr}`,
  en: `${statusWords[status].en}, ${proof === 'proven' ? '' : 'evidence '}${proofWords[proof].en}`,
})

/** Of one piece of evidence. */
export const evidenceWords: Readonly<Record<Evidence['state'], Bilingual>> = {
  valid: { fr: 'valide', en: 'valid' },
  failed: { fr: 'en échec', en: 'failed' },
  expired: { fr: 'expirée', en: 'expired' },
  withdrawn: { fr: 'retirée', en: 'withdrawn' },
}

/** Where a check ran from: time, commit, and the key that answers for it. */
export function runInWords({ startedAt, commit, dirty, signedBy }: NonNullable<Evidence['run']>): Bilingual {
  const at = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`
  const short = commit?.slice(0, 12)
  const on = {
    fr: short === undefined ? 'sans commit' : `commit ${short}${dirty === true ? ' avec des fichiers modifiés' : ''}`,
    en: short === undefined ? 'no commit' : `commit ${short}${dirty === true ? ' with modified files' : ''}`,
  }
  return {
    fr: `vérifié le ${at}, ${on.fr}, ${signedBy === null ? 'non signé' : `signé par la clé « ${signedBy} »`}`,
    en: `checked on ${at}, ${on.en}, ${signedBy === null ? 'not signed' : `signed by the key “${signedBy}”`}`,
  }
}

export const decisionWords: Readonly<Record<GateDecision, Bilingual>> = {
  pass: { fr: 'Jalon passé', en: 'Gate passed' },
  'pass-with-reserves': { fr: 'Jalon passé avec réserves', en: 'Gate passed with reserves' },
  refuse: { fr: 'Jalon refusé', en: 'Gate refused' },
}

/** A decision on a gate, with the version that it was about. */
export const decidedInWords = ({ decision, version, decidedBy, decidedAt }: GateDecided): Bilingual => ({
  fr: `${decisionWords[decision].fr} par la version ${version}  ${decidedBy.name}  ${decidedAt.slice(0, 10)}`,
  en: `${decisionWords[decision].en} by version ${version}  ${decidedBy.name}  ${decidedAt.slice(0, 10)}`,
})

export const standingWords: Readonly<Record<GateStanding, Bilingual>> = {
  'to-come': { fr: 'à venir', en: 'to come' },
  'under-way': { fr: 'dossier ouvert', en: 'file open' },
  presented: { fr: 'présenté, décision attendue', en: 'presented, decision awaited' },
  'sent-back': { fr: 'renvoyé à l’équipe, à compléter', en: 'sent back to the team, to be completed' },
  passed: { fr: 'passé', en: 'passed' },
  'passed-with-reserves': { fr: 'passé avec réserves', en: 'passed with reserves' },
  refused: { fr: 'refusé', en: 'refused' },
  reopened: { fr: 'à revoir', en: 'to be looked at again' },
  'not-held': { fr: 'jamais tenu', en: 'never held' },
  overtaken: { fr: 'refusé, puis dépassé', en: 'refused, then overtaken' },
}

/** Of a decision that the committee took, with the day as it is written where it is said. */
export const committeeWords = (day: string): Bilingual => ({
  fr: `Décision du comité du ${day}.`,
  en: `Decision of the committee of ${day}.`,
})

/** States of the process `reserve`. */
export const reserveWords: Readonly<Record<string, Bilingual>> = {
  open: { fr: 'ouverte', en: 'open' },
  planned: { fr: 'action planifiée', en: 'action planned' },
  submitted: { fr: 'présentée comme levée', en: 'submitted as lifted' },
  maintained: { fr: 'maintenue', en: 'maintained' },
  covered: { fr: 'couverte par une dérogation', en: 'covered by a derogation' },
  lifted: { fr: 'levée', en: 'lifted' },
}

/** Words of one language by their code. */
export const wordsIn = <K extends string>(
  words: Readonly<Record<K, Bilingual>>,
  language: keyof Bilingual,
): Record<K, string> =>
  Object.fromEntries(Object.entries<Bilingual>(words).map(([code, said]) => [code, said[language]])) as Record<
    K,
    string
  >
