/** Processes between people. */
import { define } from './define.ts'

export const governanceProblems = define({
  'process-unknown': {
    status: 404,
    title: { fr: 'Processus inconnu', en: 'Unknown process' },
    detail: {
      fr: 'Aucun processus ne porte l’identifiant {id}. GET /api/processes donne la liste.',
      en: 'No process has the identifier {id}. GET /api/processes lists them.',
    },
  },
  'procedure-unknown': {
    status: 404,
    title: { fr: 'Procédure inconnue', en: 'Unknown procedure' },
    detail: {
      fr: 'Aucune procédure ne porte l’identifiant {id}, ou vous n’avez pas le droit de la voir.',
      en: 'No procedure has the identifier {id}, or you may not see it.',
    },
  },
  'procedure-changed-meanwhile': {
    status: 409,
    title: { fr: 'La procédure a avancé', en: 'The procedure has moved on' },
    detail: {
      fr: 'Une étape a été franchie depuis que vous avez ouvert cette page : la procédure est maintenant « {state} ». Rien de votre envoi n’a été enregistré ; le champ « current » donne son état.',
      en: 'A step was taken since you opened this page: the procedure is now “{state}”. Nothing that you sent was saved; the field “current” says where it stands.',
    },
  },
  'procedure-step-impossible': {
    status: 409,
    title: { fr: 'Étape impossible', en: 'Impossible step' },
    detail: {
      fr: 'L’étape « {transition} » ne part pas de l’état « {state} ». Étapes possibles : {possible}.',
      en: 'The step “{transition}” does not leave the state “{state}”. Possible steps: {possible}.',
    },
  },
  'procedure-not-yours': {
    status: 403,
    title: { fr: 'Ce n’est pas à vous d’agir', en: 'Not yours to act' },
    detail: {
      fr: 'Le processus confie « {act} » à : {actors}. Rien n’a été enregistré.',
      en: 'The process gives “{act}” to: {actors}. Nothing was saved.',
    },
  },
  'procedure-fields-invalid': {
    status: 422,
    title: { fr: 'Renseignements incomplets ou mal formés', en: 'Incomplete or malformed statements' },
    detail: {
      fr: 'Ce que vous avez indiqué ne suffit pas pour « {act} ». Le champ « errors » dit quoi et pourquoi ; rien n’a été enregistré.',
      en: 'What you stated is not enough for “{act}”. The field “errors” says what and why; nothing was saved.',
    },
  },
})
