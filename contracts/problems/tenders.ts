/** Calls for tender. */
import { define } from './define.ts'

export const tenderProblems = define({
  'tender-unknown': {
    status: 404,
    title: { fr: 'Marché inconnu', en: 'Unknown tender' },
    detail: { fr: 'Aucun marché ne porte l’identifiant {id}.', en: 'No tender has the identifier {id}.' },
  },
  'tender-reference-taken': {
    status: 409,
    title: { fr: 'Référence déjà prise', en: 'Reference already taken' },
    detail: {
      fr: 'Un marché porte déjà la référence « {reference} ». Choisissez-en une autre.',
      en: 'A tender already has the reference “{reference}”. Choose another.',
    },
  },
  'tender-changed-meanwhile': {
    status: 409,
    title: { fr: 'Marché modifié entre-temps', en: 'Tender changed meanwhile' },
    detail: {
      fr: 'Une autre personne a modifié ce marché après votre lecture. Rien n’a été écrasé : relisez où il en est, puis recommencez si c’est encore utile.',
      en: 'Somebody else changed this tender after you read it. Nothing was overwritten: read where it stands now, then try again if it still makes sense.',
    },
  },
  'tender-not-in-state': {
    status: 409,
    title: { fr: 'Pas à ce moment du marché', en: 'Not at this point of the tender' },
    detail: {
      fr: 'Le marché en est à « {state} » : cet acte demande « {expected} ».',
      en: 'The tender stands at “{state}”: this act asks for “{expected}”.',
    },
  },
  'bids-sealed': {
    status: 409,
    title: { fr: 'Offres encore scellées', en: 'Bids still sealed' },
    detail: {
      fr: 'Des offres peuvent encore entrer : ce qu’elles valent et ce qu’elles répondent ne se lit qu’une fois les offres fermées. L’acheteur les ferme quand la remise est terminée.',
      en: 'Bids may still come in: what they are worth and what they answer is read once the bids are closed. The buyer closes them when the time for handing in is over.',
    },
  },
  'tender-without-application': {
    status: 422,
    title: { fr: 'Marché sans application décrite', en: 'Tender without a described application' },
    detail: {
      fr: 'Ce marché ne porte sur aucune application décrite : on ne sait pas ce qui s’applique. Choisissez par volume ou par poids.',
      en: 'This tender is about no described application: what applies is not known. Choose by volume or by weight.',
    },
  },
  'tender-choice-invalid': {
    status: 422,
    title: { fr: 'Choix d’exigences refusé', en: 'Choice of requirements refused' },
    detail: {
      fr: 'Des exigences sont inconnues de l’édition, nommées deux fois, ou changent d’effet sans raison. La réponse les nomme ; rien n’a été enregistré.',
      en: 'Some requirements are unknown to the edition, named twice, or change their effect without a reason. The answer names them; nothing was saved.',
    },
  },
  'tender-without-requirement': {
    status: 422,
    title: { fr: 'Aucune exigence choisie', en: 'No requirement chosen' },
    detail: {
      fr: 'Choisissez au moins une exigence avant de geler la grille.',
      en: 'Choose at least one requirement before freezing the grid.',
    },
  },
  'bidder-known': {
    status: 409,
    title: { fr: 'Soumissionnaire déjà enregistré', en: 'Bidder already recorded' },
    detail: {
      fr: 'L’offre de « {bidder} » est déjà enregistrée. Retirez-la d’abord si elle est remplacée.',
      en: 'The bid of “{bidder}” is already recorded. Take it out first if it is replaced.',
    },
  },
  'bid-unknown': {
    status: 404,
    title: { fr: 'Offre inconnue', en: 'Unknown bid' },
    detail: { fr: 'Ce marché n’a pas d’offre {id}.', en: 'This tender has no bid {id}.' },
  },
  'bids-not-read': {
    status: 409,
    title: { fr: 'Réponses pas encore lues', en: 'Answers not read yet' },
    detail: {
      fr: 'Aucun architecte n’a dit avoir lu les réponses, et la politique des marchés l’attend avant l’attribution. Demandez-lui de le dire sur la page du marché.',
      en: 'No architect has said that the answers are read, and the policy of tenders waits for it before the award. Ask one to say so on the page of the tender.',
    },
  },
  'bid-eliminated': {
    status: 409,
    title: { fr: 'Offre écartée', en: 'Bid rejected' },
    detail: {
      fr: 'L’offre de « {bidder} » est écartée : {reason} Elle ne peut pas être retenue.',
      en: 'The bid of “{bidder}” is rejected: {reason} It cannot be awarded the tender.',
    },
  },
  'grid-refused': {
    status: 422,
    title: { fr: 'Grille refusée', en: 'Grid refused' },
    detail: {
      fr: 'La grille de « {bidder} » n’est pas celle qui a été donnée, ou répond hors de la liste. Chaque faute est nommée avec sa cellule et la manière de la corriger ; rien n’a été enregistré.',
      en: 'The grid of “{bidder}” is not the one that was given out, or answers outside the list. Each fault is named with its cell and how to mend it; nothing was saved.',
    },
  },
  'grid-unreadable': {
    status: 422,
    title: { fr: 'Fichier illisible', en: 'Unreadable file' },
    detail: { fr: '{reason} Rien n’a été enregistré.', en: '{reason} Nothing was saved.' },
  },
  'retained-answer-invalid': {
    status: 422,
    title: { fr: 'Réponse retenue refusée', en: 'Kept answer refused' },
    detail: {
      fr: 'Retenir une autre réponse que le soumissionnaire demande une réponse de la liste et une raison écrite, sur une exigence de ce marché.',
      en: 'Keeping another answer than the bidder’s asks for an answer of the list and a written reason, on a requirement of this tender.',
    },
  },
  'answer-changed-meanwhile': {
    status: 409,
    title: { fr: 'Réponse retenue entre-temps', en: 'Answer kept meanwhile' },
    detail: {
      fr: 'Un autre évaluateur s’est prononcé sur {requirement} après votre lecture. Rien n’a été écrasé : lisez ce qu’il a retenu et comparez-le à votre avis.',
      en: 'Another evaluator decided on {requirement} after you read it. Nothing was overwritten: read what was kept and compare it with your view.',
    },
  },
  'remediation-invalid': {
    status: 422,
    title: { fr: 'Plan de remédiation refusé', en: 'Remediation plan refused' },
    detail: {
      fr: 'Une action porte sur une exigence qui n’est pas de ce marché, ou son échéance est passée. La réponse les nomme ; rien n’a été enregistré.',
      en: 'An action is about a requirement that is not in this tender, or its deadline is past. The answer names them; nothing was saved.',
    },
  },
  'remediation-missing': {
    status: 409,
    title: { fr: 'Plan de remédiation incomplet', en: 'Incomplete remediation plan' },
    detail: {
      fr: 'Des exigences éliminatoires restent à remédier sans qu’une action soit prévue ; la réponse les nomme. Prévoyez une action pour chacune avant de terminer le marché.',
      en: 'Requirements that eliminate are still to be mended and no action is planned for them; the answer names them. Plan an action for each before closing the contract.',
    },
  },
  'remediation-open': {
    status: 409,
    title: { fr: 'Remédiation en cours', en: 'Remediation under way' },
    detail: {
      fr: 'Des actions du plan de remédiation ne sont ni constatées ni abandonnées : {count}. Suivez-les jusqu’au bout avant de terminer le marché.',
      en: 'Actions of the remediation plan are neither confirmed nor dropped: {count}. Follow them to their end before closing the contract.',
    },
  },
})
