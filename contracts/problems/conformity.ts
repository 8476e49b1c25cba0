/** Framework, applications and their conformity. */
import { define } from './define.ts'

export const conformityProblems = define({
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
      fr: 'La description de l’application contient des réponses inconnues ou incompatibles. La réponse les nomme une à une ; rien n’a été enregistré.',
      en: 'The description of the application has unknown or incompatible answers. The answer names each; nothing was saved.',
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
      fr: '{what} Rien n’a été écrasé : relisez ce qui est enregistré et comparez-le à ce que vous vouliez dire.',
      en: '{what} Nothing was overwritten: read what is stored and compare it with what you meant to say.',
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
  'nothing-assessed': {
    status: 422,
    title: { fr: 'Rien à enregistrer', en: 'Nothing to save' },
    detail: {
      fr: 'Choisissez un statut : personne n’a encore évalué cette exigence, et « {status} » sans un mot n’en dit rien de plus.',
      en: 'Choose a status: nobody has assessed this requirement yet, and “{status}” without a word says nothing more of it.',
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
  'evidence-unknown': {
    status: 404,
    title: { fr: 'Preuve inconnue', en: 'Unknown evidence' },
    detail: {
      fr: 'Aucune preuve ne porte l’identifiant {id}, ou vous n’avez pas le droit de la voir.',
      en: 'No evidence has the identifier {id}, or you may not see it.',
    },
  },
  'evidence-of-a-lock': {
    status: 403,
    title: { fr: 'Preuve qui ne s’ajoute pas ici', en: 'Evidence that is not added here' },
    detail: {
      fr: '{why} Consignez-le dans ce dossier : sa preuve viendra d’elle-même. Rien n’a été enregistré.',
      en: '{why} Record it in that file: its evidence comes by itself. Nothing was saved.',
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
  'check-report-unsigned': {
    status: 422,
    title: { fr: 'Rapport sans signature', en: 'Unsigned report' },
    detail: {
      fr: 'Le rapport est envoyé avec la clé d’une application et ne porte pas sa signature, ou une signature illisible : l’en-tête « Socle-Signature » vaut « hmac-sha256= » suivi de 64 chiffres hexadécimaux. « socle check --push » l’écrit. Rien n’a été enregistré.',
      en: 'The report is sent with the key of an application and does not carry its signature, or carries one that cannot be read: the header “Socle-Signature” is “hmac-sha256=” followed by 64 hexadecimal digits. “socle check --push” writes it. Nothing was saved.',
    },
  },
  'check-report-tampered': {
    status: 422,
    title: { fr: 'Signature qui ne correspond pas au rapport', en: 'Signature that does not match the report' },
    detail: {
      fr: 'La signature ne correspond pas à ce qui a été reçu : le rapport a changé depuis qu’il a été signé, ou une autre clé que celle de l’envoi l’a signé. Refaites la vérification et envoyez-la par « socle check --push ». Rien n’a été enregistré.',
      en: 'The signature does not match what was received: the report changed since it was signed, or another key than the one it was sent with signed it. Run the check again and send it with “socle check --push”. Nothing was saved.',
    },
  },
  'check-report-superseded': {
    status: 409,
    title: { fr: 'Rapport plus ancien que celui en place', en: 'Report older than the one that stands' },
    detail: {
      fr: 'Ce rapport du {older} est plus ancien que celui du {newer}, déjà enregistré pour les mêmes vérifications de cette version : la mesure la plus récente reste. Rien n’a été enregistré.',
      en: 'This report of {older} is older than the one of {newer}, already stored for the same checks of this version: the newest measure stands. Nothing was saved.',
    },
  },
  'measure-not-pushed': {
    status: 422,
    title: { fr: 'Mesure de la passerelle dans un rapport', en: 'Measure of the gateway in a report' },
    detail: {
      fr: 'Le rapport porte « {id} » : la passerelle mesure elle-même, personne ne l’envoie. Retirez-le, ou demandez une mesure sur la page de l’application. Rien n’a été enregistré.',
      en: 'The report carries “{id}”: the gateway measures by itself, nobody sends it. Take it out, or ask for a measure on the application’s page. Nothing was saved.',
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
  'key-replaced-already': {
    status: 409,
    title: { fr: 'Clé déjà remplacée', en: 'Key replaced already' },
    detail: {
      fr: 'La clé « {label} » a déjà une remplaçante en service, émise le {date}. Remplacez cette dernière. La révoquer couperait aussi l’ancienne. Rien n’a changé.',
      en: 'The key “{label}” already has a successor in use, issued on {date}. Replace that one. To revoke it would cut off the older one too. Nothing was changed.',
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
})
