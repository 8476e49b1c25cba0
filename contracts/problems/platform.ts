/** Identity, requests and the server itself. */
import { define } from './define.ts'

export const platformProblems = define({
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
      fr: 'La clé présentée est inconnue. Vérifiez qu’elle est copiée entière et qu’elle vient de ce Socle, ou créez-en une autre sur la page de l’application.',
      en: 'The key presented is unknown. Make sure that it was copied whole and comes from this Socle, or issue another on the page of the application.',
    },
  },
  'key-expired': {
    status: 401,
    title: { fr: 'Clé expirée', en: 'Key expired' },
    detail: {
      fr: 'La clé présentée a expiré le {date}. Employez celle qui la remplace, ou créez-en une autre sur la page de l’application.',
      en: 'The key presented expired on {date}. Use the one that replaces it, or issue another on the page of the application.',
    },
  },
  'key-revoked': {
    status: 401,
    title: { fr: 'Clé révoquée', en: 'Key revoked' },
    detail: {
      fr: 'La clé présentée a été révoquée le {date}. Employez celle qui la remplace, ou créez-en une autre sur la page de l’application.',
      en: 'The key presented was revoked on {date}. Use the one that replaces it, or issue another on the page of the application.',
    },
  },
  'token-refused': {
    status: 401,
    title: { fr: 'Jeton refusé', en: 'Token refused' },
    detail: {
      fr: 'Le jeton personnel présenté est inconnu, révoqué ou expiré, ou la personne à qui il appartient n’a plus de rôle ou ne s’est pas connectée depuis {days} jours. Connectez-vous au portail, puis faites-en un autre sur la page « Mes jetons ».',
      en: 'The personal token presented is unknown, revoked or expired, or its owner has no role any more or has not signed in for {days} days. Sign in to the portal, then make another on the page “My tokens”.',
    },
  },
  'token-scope': {
    status: 403,
    title: { fr: 'Hors de la portée du jeton', en: 'Beyond the scope of the token' },
    detail: {
      fr: 'Le jeton « {label} » {scope}. Faites-en un de portée plus large, ou agissez dans le portail.',
      en: 'The token “{label}” {scope}. Make one of a wider scope, or act in the portal.',
    },
  },
  'token-not-made': {
    status: 409,
    title: { fr: 'Jeton non créé', en: 'Token not made' },
    detail: { fr: 'Ce jeton n’est pas permis : {reason}.', en: 'This token is not allowed: {reason}.' },
  },
  'token-unknown': {
    status: 404,
    title: { fr: 'Jeton inconnu', en: 'Unknown token' },
    detail: {
      fr: 'Aucun jeton {id} parmi ceux que vous pouvez gérer. Reprenez son identifiant dans la liste.',
      en: 'No token {id} among those you may manage. Take its identifier from the list.',
    },
  },
  'plain-http-refused': {
    status: 403,
    title: { fr: 'Liaison non chiffrée', en: 'Connection not encrypted' },
    detail: {
      fr: 'Un jeton personnel ne voyage pas en clair : appelez Socle par HTTPS. Celui-ci a pu être lu en chemin, révoquez-le.',
      en: 'A personal token does not travel in clear text: call Socle over HTTPS. This one may have been read on its way, revoke it.',
    },
  },
  forbidden: {
    status: 403,
    title: { fr: 'Action non permise', en: 'Not permitted' },
    detail: {
      fr: 'Il vous manque ce droit : {permission}. L’ont : {who}. Demandez-leur d’agir ; les rôles se demandent à un administrateur, une place dans l’équipe à un de ses membres.',
      en: 'You lack this right: {permission}. Those who have it: {who}. Ask them to act; ask an administrator for a role, or a member of the team for a place in it.',
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
      fr: 'La demande ne respecte pas le contrat de l’opération. La réponse dit où et pourquoi ; rien n’a été enregistré.',
      en: 'The request does not respect the contract of the operation. The answer says where and why; nothing was saved.',
    },
  },
  'http-malformed': {
    status: 400,
    title: { fr: 'Demande illisible', en: 'Unreadable request' },
    detail: {
      fr: 'Ce qui a été reçu n’est pas une demande HTTP valide : un en-tête ou un morceau du corps est mal écrit, ou l’envoi s’est interrompu. Vérifiez le client et les relais entre lui et Socle ; rien n’a été enregistré.',
      en: 'What was received is no valid HTTP request: a header or a piece of the body is badly written, or it was cut off. Check the client and the relays between it and Socle; nothing was saved.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: { fr: 'En-têtes trop longs', en: 'Headers too long' },
    detail: {
      fr: 'Les en-têtes de la demande dépassent 16 Ko. Retirez ceux qui ne servent pas, souvent des témoins de connexion d’un autre site ; rien n’a été enregistré.',
      en: 'The headers of the request exceed 16 KB. Remove those that serve nothing, often cookies of another site; nothing was saved.',
    },
  },
  'request-too-slow': {
    status: 408,
    title: { fr: 'Demande trop lente', en: 'Request too slow' },
    detail: {
      fr: 'La demande n’est pas arrivée entière dans le temps accordé. Renvoyez-la ; rien n’a été enregistré.',
      en: 'The request did not come whole within the time allowed. Send it again; nothing was saved.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { fr: 'Envoi trop volumineux', en: 'Body too large' },
    detail: {
      fr: 'L’envoi dépasse la limite de {limit} Mo. Réduisez-le ; rien n’a été enregistré.',
      en: 'The body exceeds the limit of {limit} MB. Make it smaller; nothing was saved.',
    },
  },
  'file-under-password': {
    status: 422,
    title: { fr: 'Document sous mot de passe', en: 'Document under a password' },
    detail: {
      fr: '« {name} » ne s’ouvre pas sans mot de passe : qui le lira plus tard n’y verrait rien. Enregistrez-en une copie sans protection, puis joignez-la.',
      en: '“{name}” does not open without a password: whoever reads it later would see nothing. Save a copy without protection, then attach that.',
    },
  },
  'filter-value-unknown': {
    status: 404,
    title: { fr: 'Valeur de filtre inconnue', en: 'Unknown value of a filter' },
    detail: {
      fr: 'Le filtre « {filter} » ne connaît pas « {value} ». Valeurs possibles : {known}.',
      en: 'The filter “{filter}” knows no “{value}”. Possible values: {known}.',
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
  'identity-provider-unavailable': {
    status: 503,
    title: { fr: 'Le fournisseur d’identité ne répond pas', en: 'The identity provider does not answer' },
    detail: {
      fr: 'Socle n’a pas pu le joindre ({issuer}). Réessayez dans un instant ; si cela dure, prévenez l’exploitant : les sessions ouvertes continuent.',
      en: 'Socle could not reach it ({issuer}). Try again in a moment; if it lasts, tell the operator: open sessions go on.',
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
  'idempotency-key-reused': {
    status: 422,
    title: { fr: 'Clé déjà employée', en: 'Key used already' },
    detail: {
      fr: 'Cette clé (Idempotency-Key) a déjà servi à une autre demande. Une clé vaut pour une seule demande : donnez-en une nouvelle, ou renvoyez la même demande mot pour mot. Rien n’a été enregistré.',
      en: 'This key (Idempotency-Key) was used for another request. A key stands for one request: give a new one, or send the same request word for word. Nothing was saved.',
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
