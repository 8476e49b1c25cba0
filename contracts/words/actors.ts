import type { Decider } from '../conformity/passing.ts'
import type { Actor } from '../processes/processes.ts'
import type { Bilingual } from '../text.ts'

/** Those whom a process names, as people say it. */
export const actorWords: Readonly<Record<Actor, Bilingual>> = {
  team: { fr: 'l’équipe de l’application', en: 'the team of the application' },
  requester: { fr: 'la personne qui a fait la demande', en: 'the person who made the request' },
  'product-lead': { fr: 'responsable de produit', en: 'product lead' },
  architect: { fr: 'architecte', en: 'architect' },
  'committee-member': { fr: 'membre du comité', en: 'committee member' },
  'security-officer': { fr: 'responsable de la sécurité', en: 'security officer' },
  'data-protection-officer': { fr: 'délégué à la protection des données', en: 'data protection officer' },
  controller: { fr: 'responsable du traitement', en: 'controller' },
  buyer: { fr: 'acheteur', en: 'buyer' },
  operator: { fr: 'exploitant', en: 'operator' },
  finance: { fr: 'gestionnaire', en: 'finance' },
  agent: { fr: 'agent', en: 'agent' },
  administrator: { fr: 'administrateur', en: 'administrator' },
}

/** Those who decide by a policy. */
export const deciderWords = (decider: Decider): Bilingual =>
  decider === 'committee-vote'
    ? { fr: 'le comité, par le vote d’une séance', en: 'the committee, by the vote of a session' }
    : actorWords[decider]
