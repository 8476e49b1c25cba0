/** What the audit log speaks of, in words: on its page and in the sheet that is taken along. */
import type { Process } from '../processes/processes.ts'
import type { Bilingual } from '../text.ts'

type Words = Readonly<Record<string, Bilingual>>

/** What a kind of write is about, the first part of its name. */
export const auditSubjectWords: Words = {
  detection: { fr: 'Détections signalées', en: 'Reported detections' },
  'detection-report': { fr: 'Signalements relus', en: 'Reports reviewed' },
  measurement: { fr: 'Mesures', en: 'Measures' },
  operations: { fr: 'Exploitation', en: 'Operations' },
  token: { fr: 'Jetons', en: 'Tokens' },
  advice: { fr: 'Conseils', en: 'Advice' },
  alias: { fr: 'Noms de modèles', en: 'Names of models' },
  application: { fr: 'Applications', en: 'Applications' },
  assessment: { fr: 'Évaluations', en: 'Assessments' },
  'check-report': { fr: 'Rapports de vérification', en: 'Check reports' },
  commitment: { fr: 'Engagements', en: 'Commitments' },
  committee: { fr: 'Comité', en: 'Committee' },
  'conformity-file': { fr: 'Dossiers de conformité', en: 'Conformity files' },
  edition: { fr: 'Éditions', en: 'Editions' },
  evidence: { fr: 'Preuves', en: 'Evidence' },
  framework: { fr: 'Commentaires publics', en: 'Public comments' },
  'gate-review': { fr: 'Revues de jalon', en: 'Gate reviews' },
  key: { fr: 'Clés', en: 'Keys' },
  limit: { fr: 'Budgets', en: 'Budgets' },
  migration: { fr: 'Migrations', en: 'Migrations' },
  procedure: { fr: 'Procédures', en: 'Procedures' },
  product: { fr: 'Produits', en: 'Products' },
  products: { fr: 'Import de produits', en: 'Imports of products' },
  protection: { fr: 'Protection des données', en: 'Data protection' },
  provider: { fr: 'Fournisseurs d’IA', en: 'AI providers' },
  register: { fr: 'Registre des traitements', en: 'Processing register' },
  session: { fr: 'Connexions', en: 'Sign-ins' },
  tender: { fr: 'Marchés', en: 'Tenders' },
  user: { fr: 'Personnes et rôles', en: 'People and roles' },
}

/** What kind of thing a line is about. */
const auditTargetWords: Words = {
  alias: { fr: 'Nom de modèle', en: 'Model name' },
  application: { fr: 'Application', en: 'Application' },
  'committee-mandate': { fr: 'Mandat', en: 'Mandate' },
  'committee-session': { fr: 'Séance', en: 'Session' },
  'conformity-file': { fr: 'Dossier', en: 'File' },
  'detection-report': { fr: 'Signalement', en: 'Report' },
  edition: { fr: 'Édition', en: 'Edition' },
  remark: { fr: 'Commentaire public', en: 'Public comment' },
  limit: { fr: 'Budget', en: 'Budget' },
  'processing-register': { fr: 'Registre des traitements', en: 'Register of processing' },
  procedure: { fr: 'Procédure', en: 'Procedure' },
  product: { fr: 'Produit', en: 'Product' },
  protection: { fr: 'Politique de protection', en: 'Protection policy' },
  provider: { fr: 'Fournisseur', en: 'Provider' },
  products: { fr: 'Produits', en: 'Products' },
  socle: { fr: 'Socle', en: 'Socle' },
  tender: { fr: 'Marché', en: 'Tender' },
  token: { fr: 'Jeton', en: 'Token' },
  user: { fr: 'Personne', en: 'Person' },
}

/** Kinds of writes, whole. */
const auditActionWords: Words = {
  'advice.overridden': { fr: 'Conseil : décision contraire', en: 'Advice: decided otherwise' },
  'advice.restored': { fr: 'Conseil de nouveau suivi', en: 'Advice followed again' },
  'detection-report.accepted': { fr: 'Signalement accepté', en: 'Report accepted' },
  'detection-report.rejected': { fr: 'Signalement rejeté', en: 'Report rejected' },
  'measurement.taken': { fr: 'Mesures de la passerelle prises', en: 'Measures of the gateway taken' },
  'committee.attendance-recorded': { fr: 'Présences notées', en: 'Attendance recorded' },
  'committee.decision-notified': { fr: 'Décision notifiée', en: 'Decision notified' },
  'committee.file-attached': { fr: 'Pièce jointe à un point', en: 'File attached to an item' },
  'committee.item-reworded': { fr: 'Point récrit', en: 'Item reworded' },
  'committee.mandate-ended': { fr: 'Fin d’un mandat', en: 'End of a mandate' },
  'committee.mandate-given': { fr: 'Mandat enregistré', en: 'Mandate recorded' },
  'committee.put-on-agenda': { fr: 'Points inscrits à l’ordre du jour', en: 'Items put on the agenda' },
  'committee.taken-off-agenda': { fr: 'Point retiré de l’ordre du jour', en: 'Item taken off the agenda' },
  'committee.voted': { fr: 'Vote', en: 'Vote' },
  'committee.votes-recorded': { fr: 'Votes saisis', en: 'Votes recorded' },
  'conformity-file.migrated': { fr: 'Dossier passé à une autre édition', en: 'File moved to another edition' },
  'detection.reported': { fr: 'Détection signalée', en: 'Detection reported' },
  'edition.completed': { fr: 'Exigence d’une édition complétée', en: 'Requirement of an edition completed' },
  'edition.imported': { fr: 'Édition importée', en: 'Edition imported' },
  'edition.published': { fr: 'Édition publiée', en: 'Edition published' },
  'framework.comment-answered': { fr: 'Commentaire public : réponse', en: 'Public comment answered' },
  'framework.commented': { fr: 'Commentaire public', en: 'Public comment' },
  'procedure.assigned': { fr: 'Procédure confiée', en: 'Procedure given to somebody' },
  'procedure.taken-back': { fr: 'Procédure reprise', en: 'Procedure taken back' },
  'product.created': { fr: 'Produit ajouté', en: 'Product added' },
  'product.saved': { fr: 'Produit modifié', en: 'Product changed' },
  'product.retained': { fr: 'Produit retenu malgré ses écarts', en: 'Product retained despite its gaps' },
  'product.retention-ended': { fr: 'Produit qui n’est plus retenu', en: 'Product retained no longer' },
  'products.imported': { fr: 'Produits importés', en: 'Products imported' },
  'protection.changed': { fr: 'Règles de protection modifiées', en: 'Protection rules changed' },
  'register.exported': { fr: 'Registre exporté', en: 'Register exported' },
  'tender.answer-retained': { fr: 'Réponse retenue par un évaluateur', en: 'Answer retained by an evaluator' },
  'tender.bid-recorded': { fr: 'Offre enregistrée', en: 'Bid recorded' },
  'tender.bid-withdrawn': { fr: 'Offre retirée', en: 'Bid withdrawn' },
  'tender.requirements-chosen': { fr: 'Exigences d’un marché choisies', en: 'Requirements of a tender chosen' },
  'application.created': { fr: 'Application enregistrée', en: 'Application registered' },
  'application.described': { fr: 'Description enregistrée', en: 'Description saved' },
  'application.version-added': { fr: 'Version commencée', en: 'Version begun' },
  'application.team-changed': { fr: 'Équipe modifiée', en: 'Team changed' },
  'application.grouped': { fr: 'Groupe de dépense changé', en: 'Spending group changed' },
  'assessment.set': { fr: 'Exigence évaluée', en: 'Requirement assessed' },
  'assessment.commented': { fr: 'Commentaire ajouté', en: 'Comment added' },
  'check-report.pushed': { fr: 'Rapport de vérification reçu', en: 'Check report received' },
  'conformity-file.opened': { fr: 'Dossier ouvert', en: 'File opened' },
  'evidence.added': { fr: 'Preuve ajoutée', en: 'Evidence added' },
  'evidence.withdrawn': { fr: 'Preuve retirée', en: 'Evidence withdrawn' },
  'key.issued': { fr: 'Clé créée', en: 'Key issued' },
  'key.rotated': { fr: 'Clé remplacée', en: 'Key replaced' },
  'key.revoked': { fr: 'Clé révoquée', en: 'Key revoked' },
  'operations.changed': { fr: 'Exploitation : réglage changé', en: 'Operations: setting changed' },
  'operations.sessions-ended': { fr: 'Connexions terminées', en: 'Sessions ended' },
  'operations.draining': { fr: 'Arrêt progressif demandé', en: 'Drain asked for' },
  'operations.backed-up': { fr: 'Sauvegarde prise', en: 'Copy taken' },
  'operations.restored': { fr: 'Sauvegarde restaurée', en: 'Copy restored' },
  'session.opened': { fr: 'Connexion', en: 'Sign-in' },
  'session.closed': { fr: 'Déconnexion', en: 'Sign-out' },
  'token.issued': { fr: 'Jeton personnel créé', en: 'Personal token made' },
  'token.revoked': { fr: 'Jeton personnel révoqué', en: 'Personal token revoked' },
  'user.roles-changed': { fr: 'Rôles modifiés', en: 'Roles changed' },
  'provider.declared': { fr: 'Fournisseur déclaré', en: 'Provider declared' },
  'provider.changed': { fr: 'Fournisseur modifié', en: 'Provider changed' },
  'provider.approved': { fr: 'Fournisseur approuvé', en: 'Provider approved' },
  'provider.suspended': { fr: 'Fournisseur suspendu', en: 'Provider suspended' },
  'provider.secret-set': { fr: 'Secret d’un fournisseur posé', en: 'Secret of a provider set' },
  'alias.set': { fr: 'Autre nom d’un modèle posé', en: 'Other name of a model set' },
  'limit.set': { fr: 'Budget fixé', en: 'Budget set' },
  'limit.removed': { fr: 'Budget retiré', en: 'Budget removed' },
  'committee.minutes-written': { fr: 'Relevé de décisions rédigé', en: 'Minutes written' },
  'committee.minutes-signed': { fr: 'Relevé de décisions signé', en: 'Minutes signed' },
  'committee.members-convened': { fr: 'Membres convoqués', en: 'Members convened' },
}

const opened: Bilingual = { fr: 'ouverture', en: 'opening' }

/** What was done; a step of a procedure is named by its process. What has no words is its code. */
export function auditActionInWords(
  action: string,
  detail: Readonly<Record<string, unknown>>,
  processOf: (id: string) => Pick<Process, 'name' | 'transitions'> | undefined,
): Bilingual {
  const known = auditActionWords[action]
  if (known !== undefined) return known
  const process = action.startsWith('procedure.') ? processOf(String(detail['process'])) : undefined
  if (!process) return { fr: action, en: action }
  const step = process.transitions.find(({ id }) => id === action.slice('procedure.'.length))?.name ?? opened
  return { fr: `${process.name.fr} : ${step.fr}`, en: `${process.name.en}: ${step.en}` }
}

/**
 * A kind of write that a list is asked for, in words: whole, or all of a subject. Undefined = there is none such.
 * @param subjects that the log has spoken of
 */
export function auditFilterInWords(
  action: string,
  processes: readonly Pick<Process, 'transitions'>[],
  subjects: readonly string[],
): Bilingual | undefined {
  const [subject = '', ...rest] = action.split('.')
  const name = auditSubjectWords[subject] ?? (subjects.includes(subject) ? { fr: subject, en: subject } : undefined)
  if (name === undefined || rest.length === 0) return name
  const whole = auditActionWords[action]
  if (whole !== undefined || subject !== 'procedure') return whole
  const step = rest.join('.')
  // One step has as many names as there are processes that have it; they say the same thing nearly.
  const named =
    step === 'open' ? opened : processes.flatMap(({ transitions }) => transitions).find(({ id }) => id === step)?.name
  return named && { fr: `${name.fr} : ${lower(named.fr)}`, en: `${name.en}: ${lower(named.en)}` }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** What a line is about, as people would say it: the kind and the name; of a long number, enough to tell it from another. */
export function auditTargetInWords(target: string, targetName: string | null): Bilingual {
  const [kind = '', ...id] = target.split(':')
  if (targetName !== null && kind === 'user') return { fr: targetName, en: targetName }
  const whole = targetName ?? id.join(':')
  const name = UUID.test(whole) ? whole.slice(0, 8) : whole
  const word = auditTargetWords[kind] ?? { fr: kind, en: kind }
  return { fr: `${word.fr} ${name}`.trim(), en: `${word.en} ${name}`.trim() }
}
