/** The architecture committee. */
import { define } from './define.ts'

export const committeeProblems = define({
  'seat-unknown': {
    status: 404,
    title: { fr: 'Siège inconnu', en: 'Unknown seat' },
    detail: {
      fr: 'Aucun siège du comité ne porte l’identifiant {id}. Choisissez un siège de la liste, ou nommez l’entité d’un siège nouveau.',
      en: 'No seat of the committee has the identifier {id}. Choose a seat of the list, or name the body of a new one.',
    },
  },
  'seat-held': {
    status: 409,
    title: { fr: 'Siège déjà pourvu', en: 'Seat already held' },
    detail: {
      fr: 'Le siège de « {body} » a déjà un {rank} sur ces dates : {holder}. Mettez d’abord fin à son mandat, donnez l’autre rang, ou demandez un siège supplémentaire pour cette entité.',
      en: 'The seat of “{body}” already has a {rank} on these dates: {holder}. End that mandate first, give the other rank, or ask for one more seat for this body.',
    },
  },
  'mandate-unknown': {
    status: 404,
    title: { fr: 'Mandat inconnu', en: 'Unknown mandate' },
    detail: {
      fr: 'Aucun mandat ne porte l’identifiant {id}.',
      en: 'No mandate has the identifier {id}.',
    },
  },
  'mandate-without-vote': {
    status: 422,
    title: { fr: 'Mandat sans droit de vote', en: 'Mandate without the right to vote' },
    detail: {
      fr: '{who} n’a ni le rôle de membre du comité ni celui d’architecte, et ne pourrait voter : son siège compterait au quorum sans jamais s’exprimer. Donnez-lui d’abord l’un de ces rôles.',
      en: '{who} is neither a committee member nor an architect by role and could not vote: the seat would count for the quorum and never speak. Give one of these roles first.',
    },
  },
  'mandate-overlaps': {
    status: 409,
    title: { fr: 'Mandats qui se chevauchent', en: 'Mandates that overlap' },
    detail: {
      fr: 'Sur ces dates, {who} est déjà {rank} pour « {body} ». Mettez d’abord fin à ce mandat.',
      en: 'On these dates {who} is already {rank} for “{body}”. End that mandate first.',
    },
  },
  'mandate-dates-invalid': {
    status: 422,
    title: { fr: 'Dates de mandat incohérentes', en: 'Inconsistent mandate dates' },
    detail: {
      fr: 'La fin donnée, le {to}, précède le {from}, jour où ce mandat a commencé ou siégé. Corrigez l’une des deux dates.',
      en: 'The end {to} comes before {from}, the day on which this mandate began or sat. Mend one of the two dates.',
    },
  },
  'mandate-not-running': {
    status: 422,
    title: { fr: 'Sans mandat ce jour-là', en: 'No mandate on that day' },
    detail: {
      fr: '{who} n’a pas de mandat au comité le {date}. Enregistrez le mandat, ou retirez cette personne.',
      en: '{who} has no mandate in the committee on {date}. Record the mandate, or leave this person out.',
    },
  },
  'vote-of-own': {
    status: 403,
    title: { fr: 'Juge et partie', en: 'Judge in one’s own cause' },
    detail: {
      fr: 'Sur « {title} », {who} ne vote pas, car cette personne {because}. {why} Aucune voix n’a été enregistrée.',
      en: 'On “{title}” {who} does not vote, as this person {because}. {why} No vote was recorded.',
    },
  },
  'session-unknown': {
    status: 404,
    title: { fr: 'Séance inconnue', en: 'Unknown session' },
    detail: {
      fr: 'Aucune séance du comité ne porte l’identifiant {id}.',
      en: 'No session of the committee has the identifier {id}.',
    },
  },
  'minutes-signed': {
    status: 409,
    title: { fr: 'Relevé déjà signé', en: 'Minutes already signed' },
    detail: {
      fr: '{who} a consigné la signature de ce relevé : il ne change plus. Une rectification se fait à une séance suivante.',
      en: '{who} recorded that these minutes were signed: they change no more. A correction is made at a later session.',
    },
  },
  'minutes-changed-meanwhile': {
    status: 409,
    title: { fr: 'Relevé modifié entre-temps', en: 'Minutes changed meanwhile' },
    detail: {
      fr: 'Une autre personne a écrit dans ce relevé après votre lecture. Rien n’a été écrasé : relisez ce qu’il dit, puis reprenez votre texte.',
      en: 'Somebody else wrote in these minutes after you read them. Nothing was overwritten: read what they say now, then take up your text again.',
    },
  },
  'minutes-without-secretary': {
    status: 422,
    title: { fr: 'Secrétaire de séance à nommer', en: 'Secretary to be named' },
    detail: {
      fr: 'Le relevé est signé par la présidence et par le secrétaire de séance, dont le nom manque. Écrivez-le, enregistrez, puis signez.',
      en: 'The minutes are signed by the chair and by the secretary, whose name is missing. Write it, save, then sign.',
    },
  },
  'session-changed-meanwhile': {
    status: 409,
    title: { fr: 'Séance modifiée entre-temps', en: 'Session changed meanwhile' },
    detail: {
      fr: 'Une autre personne a fait avancer cette séance après votre lecture. Rien n’a été écrasé : relisez où elle en est, puis recommencez si c’est encore utile.',
      en: 'Somebody else moved this session on after you read it. Nothing was overwritten: read where it stands now, then try again if it still makes sense.',
    },
  },
  'session-not-in-state': {
    status: 409,
    title: { fr: 'Pas à ce moment de la séance', en: 'Not at this point of the session' },
    detail: {
      fr: 'La séance est {state} : cet acte demande qu’elle soit {expected}.',
      en: 'The session is {state}: this act asks that it be {expected}.',
    },
  },
  'session-before-its-day': {
    status: 409,
    title: { fr: 'La séance n’est pas encore venue', en: 'The session has not come yet' },
    detail: {
      fr: 'Cette séance est prévue le {date} et la politique du comité ne l’ouvre pas avant ce jour. Si le comité se réunit plus tôt, déplacez-la d’abord.',
      en: 'This session is planned on {date} and the policy of the committee does not open it before that day. If the committee meets earlier, reschedule it first.',
    },
  },
  'session-after-its-day': {
    status: 409,
    title: { fr: 'Le jour de la séance est passé', en: 'The day of the session has passed' },
    detail: {
      fr: 'Cette séance était prévue le {date} et n’a pas été ouverte ce jour-là : la politique du comité ne l’ouvre pas après. Déplacez-la à un jour à venir, ou annulez-la.',
      en: 'This session was planned on {date} and was not opened on that day: the policy of the committee does not open it afterwards. Reschedule it to a day to come, or cancel it.',
    },
  },
  'convocation-without-agenda': {
    status: 409,
    title: { fr: 'Ordre du jour vide', en: 'Empty agenda' },
    detail: {
      fr: 'Rien n’est à l’ordre du jour : personne n’aurait à se préparer. Inscrivez un point, puis convoquez les membres.',
      en: 'Nothing is on the agenda: nobody would have anything to prepare. Put an item on it, then convene the members.',
    },
  },
  'convocation-unchanged': {
    status: 409,
    title: { fr: 'Rien de nouveau à annoncer', en: 'Nothing new to tell' },
    detail: {
      fr: 'Les membres ont été convoqués le {date}, et rien n’a changé depuis. Personne n’a été prévenu de nouveau.',
      en: 'Members were convened on {date}, and nothing has changed since. Nobody was told again.',
    },
  },
  'convocation-late': {
    status: 409,
    title: { fr: 'Convocation trop tardive', en: 'Convocation too late' },
    detail: {
      fr: 'La politique demande {days} jours entre la convocation et la séance : il fallait convoquer le {until} au plus tard. Déplacez la séance, puis convoquez ses membres.',
      en: 'The policy asks for {days} days between the convocation and the session: members had to be convened on {until} at the latest. Move the session, then convene its members.',
    },
  },
  'session-without-seat': {
    status: 409,
    title: { fr: 'Aucun siège pourvu', en: 'No seat filled' },
    detail: {
      fr: 'Aucun mandat ne court le {date} : personne ne pourrait voter et aucun point ne se déciderait. Enregistrez d’abord les mandats des membres, à partir de ce jour au plus tard, puis ouvrez la séance.',
      en: 'No mandate runs on {date}: nobody could vote and no item would be decided. First record the mandates of the members, from that day at the latest, then open the session.',
    },
  },
  'session-day-passed': {
    status: 422,
    title: { fr: 'Ce jour est passé', en: 'This day has passed' },
    detail: {
      fr: 'Une séance se prévoit pour aujourd’hui ou pour un jour à venir, et le {date} est passé. Donnez un jour à partir du {earliest}.',
      en: 'A session is planned for today or a day to come, and {date} has passed. Give a day from {earliest} on.',
    },
  },
  'session-day-too-far': {
    status: 422,
    title: { fr: 'Ce jour est trop lointain', en: 'This day is too far away' },
    detail: {
      fr: 'La politique du comité ne prévoit pas de séance après le {latest}, et le {date} est au-delà. Vérifiez l’année, ou donnez un jour plus proche.',
      en: 'The policy of the committee plans no session after {latest}, and {date} is beyond. Check the year, or give a nearer day.',
    },
  },
  'item-ends-before-session': {
    status: 422,
    title: { fr: 'Décision finie avant la séance', en: 'Decision over before the session' },
    detail: {
      fr: '« {title} » vaudrait jusqu’au {until}, avant la séance du {date} qui en décide. Donnez un jour à partir de celui de la séance.',
      en: '“{title}” would hold until {until}, before the session of {date} that decides on it. Give a day from that of the session on.',
    },
  },
  'item-ends-before-granted': {
    status: 422,
    title: { fr: 'Renouvellement trop court', en: 'Renewal too short' },
    detail: {
      fr: '« {title} » : la dérogation est déjà accordée jusqu’au {granted}, et la renouveler jusqu’au {until} l’abrégerait. Donnez un jour à partir du premier, ou aucun pour l’accorder pour de bon.',
      en: '“{title}”: the derogation is already granted until {granted}, and renewing it until {until} would shorten it. Give a day from the former on, or none to grant it for good.',
    },
  },
  'item-unknown': {
    status: 404,
    title: { fr: 'Point inconnu', en: 'Unknown item' },
    detail: {
      fr: 'L’ordre du jour de cette séance n’a pas de point {id}.',
      en: 'The agenda of this session has no item {id}.',
    },
  },
  'item-changed-meanwhile': {
    status: 409,
    title: { fr: 'Point modifié entre-temps', en: 'Item changed meanwhile' },
    detail: {
      fr: 'Une autre personne a modifié ce point après votre lecture. Rien n’a été écrasé : relisez sa rédaction d’aujourd’hui, puis recommencez si c’est encore utile.',
      en: 'Somebody else changed this item after you read it. Nothing was overwritten: read its wording of today, then try again if it still makes sense.',
    },
  },
  'item-has-votes': {
    status: 409,
    title: { fr: 'Des voix sont déjà données', en: 'Votes are already given' },
    detail: {
      fr: 'Des membres ont déjà voté sur « {title} » : le point ne se récrit ni ne se retire plus. Laissez le vote se conclure, puis inscrivez un nouveau point.',
      en: 'Members have already voted on “{title}”: the item can no longer be reworded or taken off. Let the vote end, then put a new item on an agenda.',
    },
  },
  'agenda-subject-refused': {
    status: 422,
    title: { fr: 'Dossiers qui ne s’inscrivent pas', en: 'Files that cannot be put on the agenda' },
    detail: {
      fr: 'Un ou plusieurs dossiers n’existent pas, sont clos, ne sont pas prêts à être décidés, ou sont déjà à un ordre du jour qui n’est pas notifié. La réponse les nomme ; rien n’a été inscrit.',
      en: 'One or several files do not exist, are closed, are not ready for a decision, or are already on an agenda that is not notified. The answer names them; nothing was put on the agenda.',
    },
  },
  'before-the-committee': {
    status: 409,
    title: { fr: 'Dossier devant le comité', en: 'File before the committee' },
    detail: {
      fr: 'Ce dossier est à l’ordre du jour de la séance « {session} » du {date}, ou sa décision attend d’y être notifiée. Laissez le comité conclure, ou retirez d’abord le point tant que personne n’a voté.',
      en: 'This file is on the agenda of the session “{session}” of {date}, or its decision there waits to be notified. Let the committee conclude, or first take the item off while nobody has voted.',
    },
  },
  'decided-by-vote': {
    status: 409,
    title: { fr: 'Décidé par un vote du comité', en: 'Decided by a vote of the committee' },
    detail: {
      fr: '« {act} » revient au comité, par le vote d’une séance : personne ne le décide seul. Inscrivez ce dossier à l’ordre du jour d’une séance ; sa décision prendra effet une fois notifiée. Rien n’a été enregistré.',
      en: '“{act}” is for the committee, by the vote of a session: nobody decides it alone. Put this file on the agenda of a session; its decision takes effect once it is notified. Nothing was saved.',
    },
  },
  'agenda-files-full': {
    status: 422,
    title: { fr: 'Trop de pièces', en: 'Too many files' },
    detail: {
      fr: 'Un point porte au plus {limit} pièces. Réunissez-les, ou inscrivez un second point.',
      en: 'An item carries at most {limit} files. Put them together, or put a second item on the agenda.',
    },
  },
  'agenda-file-unknown': {
    status: 404,
    title: { fr: 'Pièce inconnue', en: 'Unknown file' },
    detail: {
      fr: 'Aucune pièce d’ordre du jour ne porte l’identifiant {id}.',
      en: 'No file of an agenda has the identifier {id}.',
    },
  },
  'nothing-to-notify': {
    status: 409,
    title: { fr: 'Rien à notifier', en: 'Nothing to notify' },
    detail: {
      fr: 'Seule une décision adoptée ou refusée, pas encore notifiée, se notifie. Un point reporté s’inscrit à une autre séance.',
      en: 'Only an adopted or refused decision that is not yet notified can be notified. A postponed item goes on the agenda of another session.',
    },
  },
})
