/** Editions of volumes, migrations of conformity files, public comments. */
import { define } from './define.ts'

export const editionProblems = define({
  'edition-needs-session': {
    status: 409,
    title: { fr: 'Vote en séance attendu', en: 'Vote in a session expected' },
    detail: {
      fr: 'Les règles du comité ne publient une édition que par le vote d’une séance : inscrivez-la à un ordre du jour, puis notifiez la décision. {why}',
      en: 'The rules of the committee publish an edition only by the vote of a session: put it on an agenda, then notify the decision. {why}',
    },
  },
  'edition-unreadable': {
    status: 422,
    title: { fr: 'Document refusé', en: 'Document refused' },
    detail: { fr: '{why} Rien n’a été enregistré.', en: '{why} Nothing was stored.' },
  },
  'edition-merged-or-formula': {
    status: 422,
    title: { fr: 'Liste avec cellules fusionnées ou formules', en: 'List with merged cells or formulas' },
    detail: {
      fr: '{why} Lue quand même, une cellule fusionnée vaut pour toutes ses lignes, une formule pour son dernier résultat enregistré, et chacune est signalée. Rien n’a été enregistré.',
      en: '{why} Read all the same, a merged cell holds for all its rows, a formula gives its last stored result, and each is told. Nothing was stored.',
    },
  },
  'edition-unknown': {
    status: 404,
    title: { fr: 'Édition inconnue', en: 'Unknown edition' },
    detail: {
      fr: 'Aucune édition ne porte l’identifiant {id}.',
      en: 'No edition has the identifier {id}.',
    },
  },
  'edition-not-discussed': {
    status: 409,
    title: { fr: 'Édition sans groupe de travail', en: 'Edition without a working group' },
    detail: {
      fr: 'L’édition « {label} » ne se commente que pendant son groupe de travail ; elle en est à : {state}. Commentez le cadre en vigueur, ou attendez.',
      en: 'The edition “{label}” is commented only during its working group; it stands at: {state}. Comment the framework in force, or wait.',
    },
  },
  'edition-exists': {
    status: 409,
    title: { fr: 'Édition déjà importée', en: 'Edition already imported' },
    detail: {
      fr: 'L’édition {label} existe déjà. Choisissez un autre nom, ou abandonnez la première.',
      en: 'The edition {label} already exists. Choose another name, or abandon the first.',
    },
  },
  'edition-closed': {
    status: 409,
    title: { fr: 'Édition close', en: 'Edition closed' },
    detail: {
      fr: 'Une édition « {state} » ne se complète plus. Reprenez-la d’abord comme brouillon, ou importez une édition nouvelle.',
      en: 'An edition “{state}” can no longer be completed. Take it up as a draft first, or import a new edition.',
    },
  },
  'edition-changed-meanwhile': {
    status: 409,
    title: { fr: 'Édition modifiée entre-temps', en: 'Edition changed meanwhile' },
    detail: {
      fr: 'Quelqu’un a complété cette édition après votre lecture. Rien n’a été écrasé : relisez ce qui est enregistré, puis complétez ce qui manque encore.',
      en: 'Somebody completed this edition after you read it. Nothing was overwritten: read what is stored, then complete what is still missing.',
    },
  },
  'edition-row-unknown': {
    status: 404,
    title: { fr: 'Exigence absente de la liste', en: 'Requirement not in the list' },
    detail: {
      fr: 'La liste importée n’a pas d’exigence {id}.',
      en: 'The imported list has no requirement {id}.',
    },
  },
  'edition-incomplete': {
    status: 422,
    title: { fr: 'Édition incomplète', en: 'Incomplete edition' },
    detail: {
      fr: 'L’édition ne peut pas être soumise ni publiée en l’état. La réponse nomme chaque exigence et ce qui lui manque.',
      en: 'The edition cannot be submitted nor published as it is. The answer names each requirement and what it lacks.',
    },
  },
  'edition-not-at-vote': {
    status: 409,
    title: { fr: 'Édition non soumise au vote', en: 'Edition not put to the vote' },
    detail: {
      fr: 'Cette édition est « {state} » : elle n’attend pas de décision du comité.',
      en: 'This edition is “{state}”: it awaits no decision of the committee.',
    },
  },
  'edition-superseded': {
    status: 409,
    title: { fr: 'Édition en vigueur remplacée', en: 'Edition in force replaced' },
    detail: {
      fr: 'L’édition en vigueur a changé depuis votre lecture : c’est {edition}. Relisez avant de recommencer.',
      en: 'The edition in force has changed since you read it: it is {edition}. Read again before retrying.',
    },
  },
  'migration-running': {
    status: 409,
    title: { fr: 'Migration en cours', en: 'Migration under way' },
    detail: {
      fr: 'Une migration est déjà en cours. Attendez sa fin ou arrêtez-la.',
      en: 'A migration is already under way. Wait for its end or stop it.',
    },
  },
  'migration-unknown': {
    status: 404,
    title: { fr: 'Migration inconnue', en: 'Unknown migration' },
    detail: { fr: 'Aucune migration ne porte l’identifiant {id}.', en: 'No migration has the identifier {id}.' },
  },
  'remark-unknown': {
    status: 404,
    title: { fr: 'Commentaire inconnu', en: 'Unknown comment' },
    detail: { fr: 'Aucun commentaire ne porte l’identifiant {id}.', en: 'No comment has the identifier {id}.' },
  },
  'remark-changed-meanwhile': {
    status: 409,
    title: { fr: 'Commentaire traité entre-temps', en: 'Comment answered meanwhile' },
    detail: {
      fr: 'Quelqu’un a répondu à ce commentaire après votre lecture. Rien n’a été écrasé : lisez la réponse enregistrée et comparez-la à la vôtre.',
      en: 'Somebody answered this comment after you read it. Nothing was overwritten: read the stored answer and compare it with yours.',
    },
  },
})
