/** Advice and the decisions that stand against it. */
import { define } from './define.ts'

export const adviceProblems = define({
  'advice-choice-unknown': {
    status: 422,
    title: { fr: 'Choix inconnu', en: 'Unknown choice' },
    detail: {
      fr: 'Le choix « {choice} » n’existe pas pour ce conseil. Choix possibles : {known}. Rien n’a été enregistré.',
      en: 'The choice “{choice}” does not exist for this advice. Possible choices: {known}. Nothing was saved.',
    },
  },
  'advice-changed-meanwhile': {
    status: 409,
    title: { fr: 'Décision prise entre-temps', en: 'Decided meanwhile' },
    detail: {
      fr: '{author} a décidé sur ce conseil après votre lecture. Rien n’a été écrasé : lisez cette décision et comparez-la à la vôtre.',
      en: '{author} decided on this advice after you read it. Nothing was overwritten: read that decision and compare it with yours.',
    },
  },
  'advice-nothing-to-withdraw': {
    status: 409,
    title: { fr: 'Aucune décision à retirer', en: 'No decision to withdraw' },
    detail: {
      fr: 'Le conseil est en vigueur : aucune décision ne s’y oppose.',
      en: 'The advice is in force: no decision stands against it.',
    },
  },
})
