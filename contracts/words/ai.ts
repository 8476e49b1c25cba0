/** What the access layer says in one word, for whoever prints it outside the portal. */
import type { Outcome, RouteStep } from '../ai/ledger.ts'
import type { LimitScope } from '../ai/limits.ts'
import type { ProtectedThing, ReportState } from '../ai/protection.ts'
import type { ModelKind, ModelState } from '../ai/providers.ts'
import type { LimitMeasure, LimitPeriod } from '../ai/budgets.ts'
import type { Sensitivity } from '../ai/sensitivity.ts'
import type { Bilingual } from '../text.ts'

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
  unloaded: { fr: 'à charger', en: 'not loaded' },
  queued: { fr: 'en attente', en: 'queued' },
  loading: { fr: 'en chargement', en: 'loading' },
  'cooling-down': { fr: 'en pause', en: 'paused' },
  broken: { fr: 'en panne', en: 'broken' },
  disabled: { fr: 'désactivé', en: 'disabled' },
}

/** What leak protection looks for. */
export const protectedWords: Readonly<Record<ProtectedThing, Bilingual>> = {
  PERSON: { fr: 'personne', en: 'person' },
  EMAIL: { fr: 'courriel', en: 'e-mail' },
  PHONE_FR: { fr: 'téléphone', en: 'telephone' },
  NIR: { fr: 'numéro de sécurité sociale', en: 'social security number' },
  IBAN: { fr: 'IBAN', en: 'IBAN' },
  BANK_CARD: { fr: 'carte bancaire', en: 'bank card' },
  SIREN: { fr: 'SIREN', en: 'SIREN' },
  SIRET: { fr: 'SIRET', en: 'SIRET' },
  RNA: { fr: 'numéro d’association', en: 'association number' },
  ADDRESS: { fr: 'adresse', en: 'address' },
  PLATE: { fr: 'plaque', en: 'number plate' },
  PASSPORT_FR: { fr: 'passeport', en: 'passport' },
  ID_CARD_FR: { fr: 'carte d’identité', en: 'identity card' },
  DRIVING_LICENCE_FR: { fr: 'permis de conduire', en: 'driving licence' },
  BIRTH_DATE: { fr: 'date de naissance', en: 'date of birth' },
  IP: { fr: 'adresse IP', en: 'IP address' },
  SECRET: { fr: 'secret', en: 'secret' },
  URL_CREDENTIALS: { fr: 'identifiants dans une adresse', en: 'credentials in an address' },
  UNREADABLE: {
    fr: 'fichier illisible ici (image, son, document numérisé)',
    en: 'file that cannot be looked through (image, sound, scan)',
  },
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
  undelivered: { fr: 'réponse non remise', en: 'answer not delivered' },
}

/** Why a provider did not answer, after its name: "elsewhere: is paused at its own request". */
export const routeResultWords: Readonly<Record<RouteStep['result'], Bilingual>> = {
  answered: { fr: 'a répondu', en: 'answered' },
  'refused-by-provider': { fr: 'a refusé l’appel', en: 'refused the call' },
  failed: { fr: 'a échoué', en: 'failed' },
  busy: { fr: 'est occupé', en: 'is busy' },
  'not-tried': { fr: 'n’a pas été sollicité', en: 'was not tried' },
  'not-approved': { fr: 'n’est pas autorisé', en: 'is not approved' },
  'clearance-too-low': { fr: 'n’est pas habilité à ce niveau', en: 'is not cleared for this level' },
  'no-such-endpoint': { fr: 'ne sert pas ce type d’appel', en: 'does not serve this kind of call' },
  experimental: { fr: 'est réservé à l’expérimentation', en: 'is kept for experimentation' },
  'personal-data': { fr: 'ne peut pas recevoir ces données', en: 'may not receive this data' },
  'circuit-open': { fr: 'est laissé au repos après des pannes', en: 'is left alone after failures' },
  'cooling-down': { fr: 'a demandé une pause', en: 'asked for a pause' },
}

const silence: Bilingual = { fr: 'n’a pas répondu à temps', en: 'did not answer in time' }
const notFound: Bilingual = { fr: 'est introuvable à son adresse', en: 'is not found at its address' }
const unreachable: Bilingual = { fr: 'ne peut pas être joint', en: 'cannot be reached' }
const noAnswer: Bilingual = { fr: 'a rendu une réponse illisible', en: 'gave an answer that cannot be read' }
const error: Bilingual = { fr: 'a rendu une erreur au lieu d’une réponse', en: 'gave an error instead of an answer' }
const cut: Bilingual = { fr: 'a interrompu sa réponse', en: 'broke off its answer' }

/** By the code of the failure, as the ledger and the health of a provider keep it. */
const failures: Readonly<Record<string, Bilingual>> = {
  UND_ERR_HEADERS_TIMEOUT: silence,
  UND_ERR_BODY_TIMEOUT: silence,
  UND_ERR_CONNECT_TIMEOUT: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ECONNREFUSED: { fr: 'refuse la connexion', en: 'refuses the connection' },
  PROXY_UNREACHABLE: {
    fr: 'n’a pas été atteint : le mandataire sortant ne peut pas être joint',
    en: 'was not reached: the outbound proxy cannot be reached',
  },
  PROXY_REFUSED: {
    fr: 'n’a pas été atteint : le mandataire sortant a refusé de le joindre',
    en: 'was not reached: the outbound proxy refused to reach it',
  },
  ENOTFOUND: notFound,
  EAI_AGAIN: notFound,
  'no JSON object': noAnswer,
  'a stream for an answer': noAnswer,
  'unreadable event': noAnswer,
  'error for an answer': error,
  'error event': error,
  'cut short': cut,
  'empty stream': { fr: 'a rendu une réponse vide', en: 'gave an empty answer' },
  'HTTP 401': { fr: 'refuse l’accès de Socle', en: 'refuses access to Socle' },
  'HTTP 403': { fr: 'refuse l’accès de Socle', en: 'refuses access to Socle' },
  'HTTP 404': { fr: 'ne connaît pas ce modèle', en: 'does not know this model' },
  'HTTP 429': { fr: 'a demandé une pause', en: 'asked for a pause' },
  'HTTP 503': { fr: 'est surchargé', en: 'is overloaded' },
  'HTTP 529': { fr: 'est surchargé', en: 'is overloaded' },
}

/** After the name of the provider, as `routeResultWords`. */
export const failureWords = (code: string): Bilingual =>
  failures[code] ?? (/^HTTP \d{3}$/.test(code) ? error : /CERT|_SSL_|_TLS_/.test(code) ? unproven : cut)

/** Certificates have many codes. */
const unproven: Bilingual = {
  fr: 'ne prouve pas son identité (certificat)',
  en: 'does not prove who it is (certificate)',
}
