import type { Permission } from './identity.ts'
import type { Bilingual } from './text.ts'

/** What a right lets one do, as a refusal says it to a person. One without words is told by its identifier. */
export const permissionWords: Readonly<Partial<Record<Permission, Bilingual>>> = {
  'token:manage': { fr: 'gérer ses jetons personnels', en: 'manage one’s personal tokens' },
  'framework:read': { fr: 'lire le cadre', en: 'read the framework' },
  'application:list': { fr: 'voir la liste des applications', en: 'see the list of applications' },
  'application:create': { fr: 'enregistrer une application', en: 'register an application' },
  'application:read': { fr: 'lire cette application', en: 'read this application' },
  'application:write': { fr: 'modifier cette application', en: 'change this application' },
  'key:manage': { fr: 'gérer les clés de cette application', en: 'manage the keys of this application' },
  'assessment:write': { fr: 'évaluer cette application', en: 'assess this application' },
  'comment:write': { fr: 'commenter ce dossier', en: 'comment on this file' },
  'evidence:write': { fr: 'ajouter ou retirer une preuve', en: 'add or withdraw evidence' },
  'check-report:push': { fr: 'envoyer un rapport de vérification', en: 'push a check report' },
  'audit:read': { fr: 'lire le journal des écritures', en: 'read the audit log' },
  'user:manage': { fr: 'gérer les personnes et leurs rôles', en: 'manage people and their roles' },
  'ai:read': { fr: 'voir les services d’IA', en: 'see the AI services' },
  'ai:supervise': { fr: 'suivre les fournisseurs et les budgets d’IA', en: 'follow AI providers and budgets' },
  'ai:administer': { fr: 'administrer les services d’IA', en: 'administer the AI services' },
  'ai:approve': { fr: 'approuver un fournisseur de modèles', en: 'approve a provider of models' },
  'operations:manage': { fr: 'exploiter Socle', en: 'operate Socle' },
  'ledger:read': { fr: 'lire le registre des appels d’IA', en: 'read the ledger of AI calls' },
}
