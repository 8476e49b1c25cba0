/**
 * Every error that leaves the server, as a problem document (RFC 9457). One code, one status, one page in `docs/errors/`.
 * Wording takes its arguments by name: `{name}`.
 */
import { z } from 'zod'
import type { Bilingual } from './text.ts'

interface ProblemDefinition {
  readonly status: number
  readonly title: Bilingual
  /** What is wrong, where, and how to mend it. */
  readonly detail: Bilingual
}
const define = <const T extends Record<string, ProblemDefinition>>(problems: T): T => problems

export const problemCatalogue = define({
  'not-signed-in': {
    status: 401,
    title: { fr: 'Connexion nécessaire', en: 'Sign-in needed' },
    detail: {
      fr: 'Cette opération demande une session ouverte ou une clé d’application. Connectez-vous sur /auth/login, ou envoyez l’en-tête Authorization: Bearer.',
      en: 'This operation needs an open session or an application key. Sign in at /auth/login, or send the Authorization: Bearer header.',
    },
  },
  'key-refused': {
    status: 401,
    title: { fr: 'Clé refusée', en: 'Key refused' },
    detail: {
      fr: 'La clé présentée est inconnue, révoquée ou expirée. Demandez-en une nouvelle sur la page de l’application.',
      en: 'The key presented is unknown, revoked or expired. Issue a new one on the page of the application.',
    },
  },
  forbidden: {
    status: 403,
    title: { fr: 'Action non permise', en: 'Not permitted' },
    detail: {
      fr: 'Vos droits ne permettent pas « {permission} » ici. Un administrateur peut vous donner un rôle, ou un responsable vous ajouter à l’équipe de l’application.',
      en: 'Your rights do not allow “{permission}” here. An administrator can give you a role, or a lead can add you to the team of the application.',
    },
  },
  'csrf-token-missing': {
    status: 403,
    title: { fr: 'Jeton de formulaire absent ou périmé', en: 'Form token missing or stale' },
    detail: {
      fr: 'L’écriture a été refusée : l’en-tête x-csrf-token ne correspond pas à la session. Rechargez la page ; rien n’a été enregistré.',
      en: 'The write was refused: the x-csrf-token header does not match the session. Reload the page; nothing was saved.',
    },
  },
  'invalid-request': {
    status: 400,
    title: { fr: 'Demande mal formée', en: 'Malformed request' },
    detail: {
      fr: 'La demande ne respecte pas le contrat de l’opération. Le champ « errors » dit où et pourquoi ; rien n’a été enregistré.',
      en: 'The request does not respect the contract of the operation. The field “errors” says where and why; nothing was saved.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { fr: 'Envoi trop volumineux', en: 'Body too large' },
    detail: {
      fr: 'L’envoi dépasse la limite de {limit}. Réduisez-le ; rien n’a été enregistré.',
      en: 'The body exceeds the limit of {limit}. Make it smaller; nothing was saved.',
    },
  },
  'media-type-refused': {
    status: 415,
    title: { fr: 'Format refusé', en: 'Format refused' },
    detail: {
      fr: 'Le format « {type} » n’est pas accepté ici. Formats acceptés : {accepted}.',
      en: 'The format “{type}” is not accepted here. Accepted formats: {accepted}.',
    },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Rien à cette adresse', en: 'Nothing at this address' },
    detail: {
      fr: 'Aucune ressource ne correspond à {path}. Vérifiez l’adresse, ou repartez de l’accueil.',
      en: 'No resource matches {path}. Check the address, or start again from the home page.',
    },
  },
  'internal-error': {
    status: 500,
    title: { fr: 'Erreur interne', en: 'Internal error' },
    detail: {
      fr: 'Socle n’a pas pu terminer. Rien n’a été enregistré à moitié. Donnez à l’exploitant la référence {requestId}.',
      en: 'Socle could not finish. Nothing was half-saved. Give the operator the reference {requestId}.',
    },
  },
  unavailable: {
    status: 503,
    title: { fr: 'Service momentanément indisponible', en: 'Service temporarily unavailable' },
    detail: {
      fr: 'La base de données ne répond pas. Réessayez dans quelques instants ; rien n’a été enregistré.',
      en: 'The database does not answer. Try again in a moment; nothing was saved.',
    },
  },
  'demo-only-on-loopback': {
    status: 403,
    title: { fr: 'Démonstration réservée à cette machine', en: 'Demonstration only on this machine' },
    detail: {
      fr: 'La connexion de démonstration ne répond qu’à l’adresse de bouclage. Configurez un fournisseur OpenID Connect pour un accès distant.',
      en: 'Demonstration sign-in answers only on the loopback address. Configure an OpenID Connect provider for remote access.',
    },
  },
  'sign-in-failed': {
    status: 400,
    title: { fr: 'Connexion interrompue', en: 'Sign-in interrupted' },
    detail: {
      fr: 'Le fournisseur d’identité n’a pas confirmé la connexion ({reason}). Recommencez depuis la page d’accueil.',
      en: 'The identity provider did not confirm the sign-in ({reason}). Start again from the home page.',
    },
  },
  'user-unknown': {
    status: 404,
    title: { fr: 'Personne inconnue', en: 'Unknown person' },
    detail: {
      fr: 'Personne ne porte l’identifiant {id}. Une personne n’est connue qu’après sa première connexion.',
      en: 'Nobody has the identifier {id}. A person is known only after a first sign-in.',
    },
  },
  'user-changed-meanwhile': {
    status: 409,
    title: { fr: 'Rôles modifiés entre-temps', en: 'Roles changed meanwhile' },
    detail: {
      fr: 'Quelqu’un a modifié les rôles de {name} depuis votre lecture. Relisez-les, puis recommencez.',
      en: 'Somebody changed the roles of {name} since you read them. Read them again, then retry.',
    },
  },
  'last-administrator': {
    status: 409,
    title: { fr: 'Dernier administrateur', en: 'Last administrator' },
    detail: {
      fr: '{name} est la dernière personne à administrer Socle. Donnez d’abord ce rôle à quelqu’un d’autre.',
      en: '{name} is the last person who administers Socle. Give the role to somebody else first.',
    },
  },
  'requirement-unknown': {
    status: 404,
    title: { fr: 'Exigence inconnue', en: 'Unknown requirement' },
    detail: {
      fr: 'Aucune exigence ne porte l’identifiant {id} dans l’édition {edition}.',
      en: 'No requirement has the identifier {id} in edition {edition}.',
    },
  },
  'application-unknown': {
    status: 404,
    title: { fr: 'Application inconnue', en: 'Unknown application' },
    detail: {
      fr: 'Aucune application ne porte l’identifiant {id}, ou vous n’avez pas le droit de la voir.',
      en: 'No application has the identifier {id}, or you may not see it.',
    },
  },
  'application-exists': {
    status: 409,
    title: { fr: 'Identifiant déjà pris', en: 'Identifier already taken' },
    detail: {
      fr: 'Une application porte déjà l’identifiant {id}. Choisissez-en un autre.',
      en: 'An application already has the identifier {id}. Choose another.',
    },
  },
  'application-changed-meanwhile': {
    status: 409,
    title: { fr: 'Description modifiée entre-temps', en: 'Description changed meanwhile' },
    detail: {
      fr: '{author} a enregistré la description après votre lecture. Rien n’a été écrasé : comparez les deux versions, puis enregistrez à nouveau.',
      en: '{author} saved the description after you read it. Nothing was overwritten: compare both versions, then save again.',
    },
  },
  'description-invalid': {
    status: 422,
    title: { fr: 'Description refusée', en: 'Description refused' },
    detail: {
      fr: 'La description de l’application contient des réponses inconnues ou incompatibles. Le champ « errors » les nomme une à une ; rien n’a été enregistré.',
      en: 'The description of the application has unknown or incompatible answers. The field “errors” names each; nothing was saved.',
    },
  },
  'version-unknown': {
    status: 404,
    title: { fr: 'Version inconnue', en: 'Unknown version' },
    detail: {
      fr: 'L’application {id} n’a pas de version {version}. Créez-la d’abord sur la page de l’application.',
      en: 'The application {id} has no version {version}. Create it first on the page of the application.',
    },
  },
  'version-exists': {
    status: 409,
    title: { fr: 'Version déjà créée', en: 'Version already created' },
    detail: {
      fr: 'L’application {id} a déjà une version {version}.',
      en: 'The application {id} already has a version {version}.',
    },
  },
  'conformity-file-unknown': {
    status: 404,
    title: { fr: 'Dossier inconnu', en: 'Unknown conformity file' },
    detail: {
      fr: 'Aucun dossier de conformité ne porte l’identifiant {id}, ou vous n’avez pas le droit de le voir.',
      en: 'No conformity file has the identifier {id}, or you may not see it.',
    },
  },
  'conformity-file-exists': {
    status: 409,
    title: { fr: 'Dossier déjà ouvert', en: 'Conformity file already open' },
    detail: {
      fr: 'Un dossier existe déjà pour cette version et ce jalon.',
      en: 'A file already exists for this version and gate.',
    },
  },
  'not-in-conformity-file': {
    status: 404,
    title: { fr: 'Exigence hors du dossier', en: 'Requirement not in this file' },
    detail: {
      fr: 'L’exigence {id} ne fait pas partie de ce dossier : elle ne s’applique pas, ou pas à ce jalon.',
      en: 'The requirement {id} is not part of this file: it does not apply, or not at this gate.',
    },
  },
  'assessment-changed-meanwhile': {
    status: 409,
    title: { fr: 'Exigence évaluée entre-temps', en: 'Assessed meanwhile' },
    detail: {
      fr: '{author} a évalué {requirement} après votre lecture. Rien n’a été écrasé : le champ « current » porte son évaluation, comparez-la à la vôtre.',
      en: '{author} assessed {requirement} after you read it. Nothing was overwritten: the field “current” holds that assessment, compare it with yours.',
    },
  },
  'justification-needed': {
    status: 422,
    title: { fr: 'Justification attendue', en: 'Justification expected' },
    detail: {
      fr: 'Le statut « {status} » demande une justification : {why}.',
      en: 'The status “{status}” asks for a justification: {why}.',
    },
  },
  'derogation-needs-decision': {
    status: 422,
    title: { fr: 'Dérogation sans décision', en: 'Derogation without a decision' },
    detail: {
      fr: 'Une exigence ne devient « dérogée » que par une décision notifiée ; ce statut ne se saisit pas.',
      en: 'A requirement becomes “derogated” only by a notified decision; the status cannot be typed in.',
    },
  },
  'provider-unknown': {
    status: 404,
    title: { fr: 'Fournisseur inconnu', en: 'Unknown provider' },
    detail: {
      fr: 'Aucun fournisseur ne porte l’identifiant {id}.',
      en: 'No provider has the identifier {id}.',
    },
  },
  'provider-exists': {
    status: 409,
    title: { fr: 'Fournisseur déjà déclaré', en: 'Provider already declared' },
    detail: {
      fr: 'Un fournisseur porte déjà l’identifiant {id}. Choisissez-en un autre, ou modifiez celui-là.',
      en: 'A provider already has the identifier {id}. Choose another, or change that one.',
    },
  },
  'provider-changed-meanwhile': {
    status: 409,
    title: { fr: 'Fournisseur modifié entre-temps', en: 'Provider changed meanwhile' },
    detail: {
      fr: 'Quelqu’un a modifié le fournisseur {id} depuis votre lecture. Relisez-le, puis recommencez.',
      en: 'Somebody changed the provider {id} since you read it. Read it again, then retry.',
    },
  },
  'declared-in-file': {
    status: 409,
    title: { fr: 'Déclaré dans le fichier de paramètres', en: 'Declared in the parameter file' },
    detail: {
      fr: '{what} vient du fichier de paramètres : modifiez-le là, puis redémarrez Socle.',
      en: '{what} comes from the parameter file: change it there, then restart Socle.',
    },
  },
  'limit-unknown': {
    status: 404,
    title: { fr: 'Budget inconnu', en: 'Unknown budget' },
    detail: {
      fr: 'Aucun budget ne porte l’identifiant {id}.',
      en: 'No budget has the identifier {id}.',
    },
  },
  'period-invalid': {
    status: 422,
    title: { fr: 'Période refusée', en: 'Period refused' },
    detail: {
      fr: 'La période va de {from} à {to} : la fin doit suivre le début, et la période ne pas dépasser {days} jours.',
      en: 'The period goes from {from} to {to}: the end must follow the beginning, and the period not exceed {days} days.',
    },
  },
  'export-too-long': {
    status: 422,
    title: { fr: 'Export trop long', en: 'Export too long' },
    detail: {
      fr: 'La période compte {count} appels, plus que les {limit} d’un export. Choisissez une période plus courte.',
      en: 'The period has {count} calls, more than the {limit} of one export. Choose a shorter period.',
    },
  },
  'invoice-unreadable': {
    status: 422,
    title: { fr: 'Facture illisible', en: 'Invoice unreadable' },
    detail: {
      fr: 'La facture ne se lit pas : {reason}. Colonnes attendues : day, model, tokens_in, tokens_out, cost.',
      en: 'The invoice cannot be read: {reason}. Expected columns: day, model, tokens_in, tokens_out, cost.',
    },
  },
  'ai-request-malformed': {
    status: 400,
    title: { fr: 'Appel mal formé', en: 'Malformed call' },
    detail: {
      fr: 'L’appel ne se lit pas : {reason}',
      en: 'The call cannot be read: {reason}',
    },
  },
  'ai-endpoint-unknown': {
    status: 404,
    title: { fr: 'Adresse inconnue', en: 'Unknown endpoint' },
    detail: {
      fr: 'La couche d’accès ne sert pas {path}. Adresses servies : {served}.',
      en: 'The access layer does not serve {path}. Endpoints served: {served}.',
    },
  },
  'ai-key-purpose': {
    status: 403,
    title: { fr: 'Clé sans accès aux modèles', en: 'Key without access to models' },
    detail: {
      fr: 'Cette clé sert à déposer des preuves, pas à appeler des modèles. Émettez une clé pour l’IA sur la page de l’application.',
      en: 'This key pushes evidence, it does not call models. Issue a key for AI on the page of the application.',
    },
  },
  'ai-model-unknown': {
    status: 404,
    title: { fr: 'Modèle inconnu', en: 'Unknown model' },
    detail: {
      fr: 'Aucun modèle ne répond au nom « {model} ». Modèles que cette clé peut appeler : {models}.',
      en: 'No model answers to the name “{model}”. Models that this key may call: {models}.',
    },
  },
  'ai-model-not-allowed': {
    status: 403,
    title: { fr: 'Modèle hors de la clé', en: 'Model outside the key' },
    detail: {
      fr: 'Cette clé ne peut pas appeler « {model} ». Modèles permis : {models}.',
      en: 'This key may not call “{model}”. Allowed models: {models}.',
    },
  },
  'ai-model-unfit': {
    status: 400,
    title: { fr: 'Modèle inadapté', en: 'Unfit model' },
    detail: {
      fr: 'Le modèle « {model} » est de type {kind} : il ne répond pas à {endpoint}.',
      en: 'The model “{model}” is of kind {kind}: it does not answer {endpoint}.',
    },
  },
  'ai-clearance-too-low': {
    status: 403,
    title: { fr: 'Aucun fournisseur habilité', en: 'No cleared provider' },
    detail: {
      fr: 'L’appel est de sensibilité « {sensitivity} » ({because}), et aucun fournisseur de « {model} » n’est habilité à ce niveau. Rien n’a été envoyé. Choisissez un modèle habilité ({models}), ou déclarez une sensibilité plus basse si elle est juste.',
      en: 'The call is of sensitivity “{sensitivity}” ({because}), and no provider of “{model}” is cleared for it. Nothing was sent. Choose a cleared model ({models}), or declare a lower sensitivity if that is right.',
    },
  },
  'ai-experimental-in-production': {
    status: 403,
    title: { fr: 'Modèle d’expérimentation', en: 'Experimental model' },
    detail: {
      fr: 'Le modèle « {model} » est servi pour l’expérimentation et refusé aux clés de production. Émettez une clé d’expérimentation, ou choisissez un modèle de production.',
      en: 'The model “{model}” is served for experimentation and refused to production keys. Issue an experimentation key, or choose a production model.',
    },
  },
  'ai-budget-spent': {
    status: 429,
    title: { fr: 'Budget atteint', en: 'Budget reached' },
    detail: {
      fr: 'Le budget {limit} ({scope} {of}, {amount} par {period}) est atteint : {spent} consommé, {held} réservé par des appels en cours, {needed} demandé. Il se libère le {frees}.',
      en: 'The budget {limit} ({scope} {of}, {amount} per {period}) is reached: {spent} spent, {held} reserved by calls under way, {needed} asked. It frees at {frees}.',
    },
  },
  'ai-queue-full': {
    status: 503,
    title: { fr: 'File d’attente pleine', en: 'Queue full' },
    detail: {
      fr: '« {model} » a {waiting} appels en attente, le maximum. Réessayez dans {seconds} s environ.',
      en: '“{model}” has {waiting} calls waiting, the maximum. Retry in about {seconds} s.',
    },
  },
  'ai-model-loading': {
    status: 503,
    title: { fr: 'Modèle en cours de chargement', en: 'Model loading' },
    detail: {
      fr: '« {model} » est dans l’état « {state} » ; attente estimée {seconds} s. Réessayez alors.',
      en: '“{model}” is in the state “{state}”; estimated wait {seconds} s. Retry then.',
    },
  },
  'ai-providers-unavailable': {
    status: 503,
    title: { fr: 'Aucun fournisseur disponible', en: 'No provider available' },
    detail: {
      fr: 'Aucun fournisseur habilité de « {model} » ne peut répondre ({reasons}). Réessayez dans {seconds} s.',
      en: 'No cleared provider of “{model}” can answer ({reasons}). Retry in {seconds} s.',
    },
  },
  'ai-providers-failed': {
    status: 502,
    title: { fr: 'Les fournisseurs ont échoué', en: 'Providers failed' },
    detail: {
      fr: 'Les fournisseurs habilités de « {model} » ont échoué ({reasons}). Référence : {requestId}.',
      en: 'The cleared providers of “{model}” failed ({reasons}). Reference: {requestId}.',
    },
  },
  'ai-provider-silent': {
    status: 504,
    title: { fr: 'Fournisseur muet', en: 'Provider silent' },
    detail: {
      fr: 'Les fournisseurs habilités de « {model} » n’ont pas répondu à temps ({reasons}). Référence : {requestId}.',
      en: 'The cleared providers of “{model}” did not answer in time ({reasons}). Reference: {requestId}.',
    },
  },
  'ai-stream-broke': {
    status: 502,
    title: { fr: 'Réponse interrompue', en: 'Answer interrupted' },
    detail: {
      fr: 'Le fournisseur a interrompu sa réponse avant la fin ({reason}). Ce qui a été reçu est compté. Référence : {requestId}.',
      en: 'The provider broke off its answer ({reason}). What was received is accounted for. Reference: {requestId}.',
    },
  },
  'ai-accounting-unavailable': {
    status: 503,
    title: { fr: 'Comptabilité indisponible', en: 'Accounting unavailable' },
    detail: {
      fr: 'Le registre des appels ne répond pas : aucun appel n’est servi sans être compté. Réessayez dans quelques instants.',
      en: 'The ledger of calls does not answer: no call is served without being accounted for. Retry in a moment.',
    },
  },
  'ai-personal-data': {
    status: 403,
    title: { fr: 'Données personnelles refusées', en: 'Personal data refused' },
    detail: {
      fr: 'L’appel contient des données protégées ({types}) que la politique interdit d’envoyer aux fournisseurs de « {model} ». Rien n’a été envoyé. Retirez-les, ou choisissez un modèle servi par le ministère.',
      en: 'The call holds protected data ({types}) that the policy forbids sending to the providers of “{model}”. Nothing was sent. Remove it, or choose a model that the ministry serves.',
    },
  },
  'ai-protection-failed': {
    status: 500,
    title: { fr: 'Protection impossible', en: 'Protection impossible' },
    detail: {
      fr: 'Les données personnelles de l’appel n’ont pas pu être cherchées : rien n’a été envoyé. Donnez à l’exploitant la référence {requestId}.',
      en: 'The personal data of the call could not be looked for: nothing was sent. Give the operator the reference {requestId}.',
    },
  },
  'ai-untranslatable': {
    status: 400,
    title: { fr: 'Appel intraduisible', en: 'Call cannot be translated' },
    detail: {
      fr: 'Le fournisseur de « {model} » ne parle pas ce dialecte, et {what} ne se traduit pas. Retirez-le, ou choisissez un autre modèle.',
      en: 'The provider of “{model}” does not speak this dialect, and {what} cannot be translated. Leave it out, or choose another model.',
    },
  },
  'evidence-unknown': {
    status: 404,
    title: { fr: 'Preuve inconnue', en: 'Unknown evidence' },
    detail: {
      fr: 'Aucune preuve ne porte l’identifiant {id}, ou vous n’avez pas le droit de la voir.',
      en: 'No evidence has the identifier {id}, or you may not see it.',
    },
  },
  'evidence-date-invalid': {
    status: 422,
    title: { fr: 'Dates de preuve incohérentes', en: 'Inconsistent evidence dates' },
    detail: {
      fr: 'La preuve est datée du {date} : une date future, ou une échéance antérieure à la date, n’est pas acceptée.',
      en: 'The evidence is dated {date}: a future date, or an expiry before the date, is not accepted.',
    },
  },
  'check-report-mismatch': {
    status: 422,
    title: { fr: 'Rapport d’une autre application', en: 'Report of another application' },
    detail: {
      fr: 'Le rapport porte sur « {reported} » alors que la clé et l’adresse désignent « {expected} ». Rien n’a été enregistré.',
      en: 'The report is about “{reported}” while the key and the address name “{expected}”. Nothing was saved.',
    },
  },
  'check-report-unknown': {
    status: 404,
    title: { fr: 'Rapport inconnu', en: 'Unknown check report' },
    detail: {
      fr: 'Aucun rapport de vérification ne porte l’identifiant {id}, ou vous n’avez pas le droit de le voir.',
      en: 'No check report has the identifier {id}, or you may not see it.',
    },
  },
  'key-unknown': {
    status: 404,
    title: { fr: 'Clé inconnue', en: 'Unknown key' },
    detail: {
      fr: 'Cette application n’a pas de clé {id}.',
      en: 'This application has no key {id}.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { fr: 'Trop de demandes', en: 'Too many requests' },
    detail: {
      fr: 'La limite de {limit} demandes par minute est atteinte. Réessayez dans {seconds} secondes.',
      en: 'The limit of {limit} requests a minute is reached. Try again in {seconds} seconds.',
    },
  },
})

export type ProblemCode = keyof typeof problemCatalogue
export const problemCodes = Object.keys(problemCatalogue) as ProblemCode[]

export const Problem = z.object({
  /** Path of the page that explains the code: `/errors/<code>`. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
  /** Identifier of the request, to give to the operator. */
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What is stored now, when a concurrent change was refused. */
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
