/** Processes between people. */
import { define } from './define.ts'

export const governanceProblems = define({
  'process-unknown': {
    status: 404,
    title: { fr: 'Processus inconnu', en: 'Unknown process' },
    detail: {
      fr: 'Aucun processus ne porte l’identifiant {id}. Choisissez-en un dans la liste ; par l’API, GET /api/processes la donne.',
      en: 'No process has the identifier {id}. Choose one in the list; by the API, GET /api/processes gives it.',
    },
  },
  'procedure-state-unknown': {
    status: 404,
    title: { fr: 'État inconnu', en: 'Unknown state' },
    detail: {
      fr: 'Aucun état {of} ne porte l’identifiant {id}. États possibles : {known}.',
      en: 'No state {of} has the identifier {id}. Possible states: {known}.',
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
      fr: 'Une étape a été franchie depuis que vous avez ouvert cette page : la procédure est maintenant « {state} ». Rien de votre envoi n’a été enregistré : relisez, puis recommencez si c’est encore utile.',
      en: 'A step was taken since you opened this page: the procedure is now “{state}”. Nothing that you sent was saved: read it again, then try again if it still makes sense.',
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
  'procedure-of-another': {
    status: 403,
    title: { fr: 'Cet acte revient à une autre personne', en: 'This act is for another person' },
    detail: {
      fr: '« {act} » revient à une autre personne : vous avez vous-même fait « {did} ». L’ont aussi : {actors}. Rien n’a été enregistré.',
      en: '“{act}” is for another person: you yourself did “{did}”. It is also for: {actors}. Nothing was saved.',
    },
  },
  'procedure-awaits-nobody': {
    status: 409,
    title: { fr: 'Personne ne pourrait prendre la suite', en: 'Nobody could take over' },
    detail: {
      fr: 'Après « {act} », la suite revient à une autre personne que vous, parmi : {actors}. Socle n’en connaît aucune. Demandez à un administrateur de donner ce rôle à quelqu’un, puis recommencez. Rien n’a été enregistré.',
      en: 'After “{act}” the next step is for another person than you, among: {actors}. Socle knows none. Ask an administrator to give somebody that role, then do it again. Nothing was saved.',
    },
  },
  'procedure-of-own': {
    status: 403,
    title: { fr: 'Juge et partie', en: 'Judge in one’s own cause' },
    detail: {
      fr: '« {act} » revient à quelqu’un qui n’a pas ouvert cette procédure et n’est pas de l’équipe de l’application. Y sont habilités : {actors}. Rien n’a été enregistré.',
      en: '“{act}” is for somebody who neither opened this procedure nor is in the team of the application. It is for: {actors}. Nothing was saved.',
    },
  },
  'procedure-fields-invalid': {
    status: 422,
    title: { fr: 'Renseignements incomplets ou mal formés', en: 'Incomplete or malformed statements' },
    detail: {
      fr: 'Ce que vous avez indiqué ne suffit pas pour « {act} ». La réponse dit quoi et pourquoi ; rien n’a été enregistré.',
      en: 'What you stated is not enough for “{act}”. The answer says what and why; nothing was saved.',
    },
  },
  'assignee-not-in-turn': {
    status: 422,
    title: { fr: 'Ce n’est pas son tour', en: 'Not their turn' },
    detail: {
      fr: 'On attend ici : {actors}. La personne choisie n’en est pas ; rien n’a changé pour cette procédure.',
      en: 'This waits for: {actors}. The chosen person is none of them; nothing changed for this procedure.',
    },
  },
  'assigned-meanwhile': {
    status: 409,
    title: { fr: 'Confiée à quelqu’un d’autre entre-temps', en: 'Given to somebody else meanwhile' },
    detail: {
      fr: 'Depuis votre lecture, cette procédure a été confiée à {name}. Rien n’a changé ; relisez la liste.',
      en: 'Since you read it, this procedure was given to {name}. Nothing changed; read the list again.',
    },
  },
  'rows-refused': {
    status: 409,
    title: { fr: 'Rien n’a changé : des lignes s’y opposent', en: 'Nothing changed: rows stand in the way' },
    detail: {
      fr: 'Cet acte vaut pour toutes les lignes ou pour aucune, et {count} sur {total} s’y opposent. La réponse les nomme et dit pourquoi ; retirez-les, ou corrigez, puis recommencez.',
      en: 'This act holds for all rows or for none, and {count} of {total} stand in the way. The answer names them and says why; leave them out, or mend, then try again.',
    },
  },
  'list-too-long': {
    status: 422,
    title: { fr: 'Liste trop longue', en: 'List too long' },
    detail: {
      fr: 'La liste compte {count} lignes, plus que les {limit} d’un export. Ajoutez un filtre.',
      en: 'The list has {count} lines, more than the {limit} of one export. Add a filter.',
    },
  },
  'derogation-not-possible': {
    status: 422,
    title: { fr: 'Pas de dérogation possible', en: 'No derogation possible' },
    detail: {
      fr: 'Les règles de dérogation ne permettent pas de déroger à : {requirements}. Retirez ces exigences de la demande.',
      en: 'The rules of derogation do not let one derogate from: {requirements}. Take these requirements out of the request.',
    },
  },
  'derogation-not-applicable': {
    status: 422,
    title: { fr: 'Exigence qui ne s’applique pas', en: 'Requirement that does not apply' },
    detail: {
      fr: 'Aucune version de l’application n’est tenue à : {requirements}. {why} Retirez ces exigences de la demande ; si l’une la concerne, corrigez d’abord la description de l’application.',
      en: 'No version of the application is bound by: {requirements}. {why} Take these requirements out of the request; if one does concern it, first mend the description of the application.',
    },
  },
  'derogation-for-good': {
    status: 409,
    title: { fr: 'Rien à renouveler', en: 'Nothing to renew' },
    detail: {
      fr: 'Cette dérogation est accordée pour de bon : elle n’a pas de fin à repousser. Pour d’autres exigences, ouvrez une nouvelle demande.',
      en: 'This derogation is granted for good: it has no end to put off. For other requirements, open another request.',
    },
  },
  'gate-review-under-way': {
    status: 409,
    title: { fr: 'Revue déjà demandée', en: 'Review already asked for' },
    detail: {
      fr: 'Ce dossier attend déjà une décision, demandée le {date}. Attendez-la, ou retirez la demande.',
      en: 'This file already waits for a decision, asked for on {date}. Wait for it, or withdraw the request.',
    },
  },
  'gate-decision-against-verdict': {
    status: 422,
    title: { fr: 'Décision contraire au verdict', en: 'Decision against the verdict' },
    detail: {
      fr: '« {decision} » n’est pas possible : {verdict} {why}',
      en: '“{decision}” is not possible: {verdict} {why}',
    },
  },
  'track-gate-not-passed': {
    status: 409,
    title: { fr: 'Jalon à passer d’abord', en: 'Gate to be passed first' },
    detail: {
      fr: '« {state} » vient après le jalon « {gate} », qui n’est pas passé : présentez-en le dossier, puis revenez à cette étape une fois la décision rendue. Rien n’a été enregistré.',
      en: '“{state}” comes after the gate “{gate}”, which is not passed: present its file, then come back to this step once it is decided. Nothing was saved.',
    },
  },
  'gate-reserves-needed': {
    status: 422,
    title: { fr: 'Réserves absentes', en: 'Reserves missing' },
    detail: {
      fr: 'Passer « avec réserves » demande au moins une réserve : posez-en une, ou décidez autrement.',
      en: 'Passing “with reserves” needs at least one reserve: raise one, or decide otherwise.',
    },
  },
  'gate-reserves-unexpected': {
    status: 422,
    title: { fr: 'Réserves de trop', en: 'Reserves too many' },
    detail: {
      fr: 'Passer un jalon sans réserve ne peut en poser. Retirez-les, ou choisissez « Passer le jalon avec réserves ». Rien n’a été enregistré.',
      en: 'Passing a gate without reserves cannot raise any. Take them out, or choose “Pass the gate with reserves”. Nothing was saved.',
    },
  },
  'gate-reserve-blocks': {
    status: 422,
    title: { fr: 'Réserve contradictoire', en: 'Contradictory reserve' },
    detail: {
      fr: 'Une réserve qui bloque la mise en production contredit la décision de la permettre. Refusez, ou posez une réserve non bloquante.',
      en: 'A reserve that blocks go-live contradicts the decision to allow it. Refuse, or raise a reserve that does not block.',
    },
  },
  'go-branch-differs': {
    status: 422,
    title: { fr: 'Autre voie prévue', en: 'Another branch is meant' },
    detail: {
      fr: 'Les règles du go / no-go ne mènent pas ce cas (taille : {size} ; nature : {nature}) par « {act} » : prenez « {other} ».',
      en: 'The rules of go / no-go do not lead this case (size: {size}; nature: {nature}) by “{act}”: take “{other}”.',
    },
  },
})
