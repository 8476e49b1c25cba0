/** What the access layer says in one word, for whoever prints it outside the portal. */
import type { Outcome } from './ai-ledger.ts'
import type { LimitScope } from './ai-limits.ts'
import type { ReportState } from './ai-protection.ts'
import type { ModelKind, ModelState } from './ai-providers.ts'
import type { LimitMeasure, LimitPeriod } from './budgets.ts'
import type { Sensitivity } from './sensitivity.ts'
import type { Bilingual } from './text.ts'

export const scopeWords: Readonly<Record<LimitScope, Bilingual>> = {
  key: { fr: 'clé', en: 'key' },
  application: { fr: 'application', en: 'application' },
  group: { fr: 'groupe', en: 'group' },
  organisation: { fr: 'organisation', en: 'organisation' },
}
export const measureWords: Readonly<Record<LimitMeasure, Bilingual>> = {
  requests: { fr: 'appels', en: 'calls' },
  tokens: { fr: 'jetons', en: 'tokens' },
  money: { fr: '€', en: '€' },
}
const singleMeasureWords: Readonly<Record<LimitMeasure, Bilingual>> = {
  requests: { fr: 'appel', en: 'call' },
  tokens: { fr: 'jeton', en: 'token' },
  money: { fr: '€', en: '€' },
}
/** In the number of its amount, in the unit that people read: "1 appel", "1 call", "0 appel", "0 calls". */
export const measureWordsFor = (measure: LimitMeasure, amount: number): Bilingual => ({
  fr: (Math.abs(amount) < 2 ? singleMeasureWords : measureWords)[measure].fr,
  en: (Math.abs(amount) === 1 ? singleMeasureWords : measureWords)[measure].en,
})
export const periodWords: Readonly<Record<LimitPeriod, Bilingual>> = {
  minute: { fr: 'minute', en: 'minute' },
  day: { fr: 'jour', en: 'day' },
  month: { fr: 'mois', en: 'month' },
}

export const sensitivityWords: Readonly<Record<Sensitivity, Bilingual>> = {
  public: { fr: 'publique', en: 'public' },
  ordinary: { fr: 'usuelle', en: 'ordinary' },
  sensitive: { fr: 'sensible', en: 'sensitive' },
  restricted: { fr: 'Diffusion Restreinte', en: 'restricted (Diffusion Restreinte)' },
}

export const modelKindWords: Readonly<Record<ModelKind, Bilingual>> = {
  chat: { fr: 'conversation', en: 'conversation' },
  embedding: { fr: 'plongements', en: 'embeddings' },
  rerank: { fr: 'classement', en: 'ranking' },
  transcription: { fr: 'transcription', en: 'transcription' },
}
export const modelStateWords: Readonly<Record<ModelState, Bilingual>> = {
  ready: { fr: 'prêt', en: 'ready' },
  queued: { fr: 'en attente', en: 'queued' },
  loading: { fr: 'en chargement', en: 'loading' },
  'cooling-down': { fr: 'en pause', en: 'paused' },
  broken: { fr: 'en panne', en: 'broken' },
  disabled: { fr: 'désactivé', en: 'disabled' },
}

/** Of a detection that somebody reported as wrong. */
export const reportStateWords: Readonly<Record<ReportState, Bilingual>> = {
  waiting: { fr: 'à examiner', en: 'to be looked at' },
  accepted: { fr: 'retenu', en: 'accepted' },
  rejected: { fr: 'écarté', en: 'rejected' },
}

export const outcomeWords: Readonly<Record<Outcome, Bilingual>> = {
  answered: { fr: 'répondu', en: 'answered' },
  refused: { fr: 'refusé', en: 'refused' },
  'caller-left': { fr: 'appelant parti', en: 'caller left' },
  'upstream-error': { fr: 'erreur du fournisseur', en: 'error of the provider' },
  'upstream-stalled': { fr: 'fournisseur muet', en: 'provider silent' },
  'upstream-broke': { fr: 'réponse interrompue', en: 'answer interrupted' },
  unavailable: { fr: 'indisponible', en: 'unavailable' },
}
