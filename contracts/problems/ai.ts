/** The AI base. */
import { define } from './define.ts'

export const aiProblems = define({
  'provider-unknown': {
    status: 404,
    title: { fr: 'Fournisseur inconnu', en: 'Unknown provider' },
    detail: {
      fr: 'Aucun fournisseur ne porte l’identifiant {id}.',
      en: 'No provider has the identifier {id}.',
    },
  },
  'provider-exists': {
    status: 409,
    title: { fr: 'Fournisseur déjà déclaré', en: 'Provider already declared' },
    detail: {
      fr: 'Un fournisseur porte déjà l’identifiant {id}. Choisissez-en un autre, ou modifiez celui-là.',
      en: 'A provider already has the identifier {id}. Choose another, or change that one.',
    },
  },
  'provider-of-another': {
    status: 403,
    title: { fr: 'Cette approbation revient à une autre personne', en: 'This approval is for another person' },
    detail: {
      fr: 'Vous avez vous-même déclaré le fournisseur « {name} », ou changé ce pour quoi il s’approuve. Son approbation revient à une autre personne, parmi : {actors}. Rien n’a été enregistré.',
      en: 'You yourself declared the provider “{name}”, or changed what it is approved for. Its approval is for another person, among: {actors}. Nothing was saved.',
    },
  },
  'provider-changed-meanwhile': {
    status: 409,
    title: { fr: 'Fournisseur modifié entre-temps', en: 'Provider changed meanwhile' },
    detail: {
      fr: 'Quelqu’un a modifié le fournisseur {id} depuis votre lecture. Relisez-le, puis recommencez.',
      en: 'Somebody changed the provider {id} since you read it. Read it again, then retry.',
    },
  },
  'price-version-taken': {
    status: 409,
    title: { fr: 'Version de prix déjà déclarée', en: 'Version of a price already declared' },
    detail: {
      fr: 'La version « {version} » du prix de « {model} » est déjà déclarée avec d’autres montants, que le registre cite. Donnez aux nouveaux montants une nouvelle version.',
      en: 'The version “{version}” of the price of “{model}” is already declared with other amounts, which the ledger quotes. Give the new amounts a new version.',
    },
  },
  'declared-in-file': {
    status: 409,
    title: { fr: 'Déclaré dans le fichier de paramètres', en: 'Declared in the parameter file' },
    detail: {
      fr: '{what} vient du fichier de paramètres : modifiez-le là, puis redémarrez Socle.',
      en: '{what} comes from the parameter file: change it there, then restart Socle.',
    },
  },
  'limit-unknown': {
    status: 404,
    title: { fr: 'Budget inconnu', en: 'Unknown budget' },
    detail: {
      fr: 'Aucun budget ne porte l’identifiant {id}.',
      en: 'No budget has the identifier {id}.',
    },
  },
  'limit-subject-unknown': {
    status: 422,
    title: { fr: 'Budget de personne', en: 'Budget of nobody' },
    detail: {
      fr: '{none} « {of} » : ce budget ne limiterait personne, il n’est pas enregistré. {mend}',
      en: '{none} “{of}”: this budget would hold nobody, and is not recorded. {mend}',
    },
  },
  'period-invalid': {
    status: 422,
    title: { fr: 'Période refusée', en: 'Period refused' },
    detail: {
      fr: 'La période va du {from} au {to} : la fin doit suivre le début, et la période ne pas dépasser {days} jours.',
      en: 'The period goes from {from} to {to}: the end must follow the beginning, and the period not exceed {days} days.',
    },
  },
  'export-too-long': {
    status: 422,
    title: { fr: 'Export trop long', en: 'Export too long' },
    detail: {
      fr: 'La période compte {count} appels, plus que les {limit} d’un export. Choisissez une période plus courte.',
      en: 'The period has {count} calls, more than the {limit} of one export. Choose a shorter period.',
    },
  },
  'invoice-unreadable': {
    status: 422,
    title: { fr: 'Facture illisible', en: 'Invoice unreadable' },
    detail: {
      fr: 'La facture ne se lit pas : {reason}. Attendu : un tableur ou un CSV avec les colonnes jour (ou mois), modèle et montant en euros, et si possible les jetons.',
      en: 'The invoice cannot be read: {reason}. Expected: a sheet or CSV with the columns day (or month), model and amount in euros, and tokens if possible.',
    },
  },
  'ai-request-malformed': {
    status: 400,
    title: { fr: 'Appel mal formé', en: 'Malformed call' },
    detail: {
      fr: 'L’appel ne se lit pas : {reason}',
      en: 'The call cannot be read: {reason}',
    },
  },
  'ai-endpoint-unknown': {
    status: 404,
    title: { fr: 'Adresse inconnue', en: 'Unknown endpoint' },
    detail: {
      fr: 'La couche d’accès ne sert pas {path}. Adresses servies : {served}.',
      en: 'The access layer does not serve {path}. Endpoints served: {served}.',
    },
  },
  'ai-method-refused': {
    status: 405,
    title: { fr: 'Méthode refusée', en: 'Method refused' },
    detail: {
      fr: '{path} ne répond pas à {method}. Méthodes servies : {allowed}.',
      en: '{path} does not answer {method}. Methods served: {allowed}.',
    },
  },
  'ai-key-purpose': {
    status: 403,
    title: { fr: 'Clé sans accès aux modèles', en: 'Key without access to models' },
    detail: {
      fr: 'Cette clé sert à déposer des preuves, pas à appeler des modèles. Émettez une clé pour l’IA sur la page de l’application.',
      en: 'This key pushes evidence, it does not call models. Issue a key for AI on the page of the application.',
    },
  },
  'ai-model-unknown': {
    status: 404,
    title: { fr: 'Modèle inconnu', en: 'Unknown model' },
    detail: {
      fr: 'Aucun modèle ne répond au nom « {model} ». Modèles que cette clé peut appeler : {models}.',
      en: 'No model answers to the name “{model}”. Models that this key may call: {models}.',
    },
  },
  'ai-alias-leads-nowhere': {
    status: 404,
    title: { fr: 'Alias sans modèle', en: 'Alias without a model' },
    detail: {
      fr: '« {alias} » est un alias de « {model} », qu’aucun fournisseur ne sert. Demandez à l’administrateur de Socle de le corriger, ou appelez un modèle que cette clé peut appeler ({models}).',
      en: '“{alias}” is an alias of “{model}”, which no provider serves. Ask the administrator of Socle to mend it, or call a model that this key may call ({models}).',
    },
  },
  'ai-alias-unfit': {
    status: 422,
    title: { fr: 'Alias sans objet', en: 'Alias of no use' },
    detail: {
      fr: 'L’alias « {alias} » n’est pas enregistré : {reason}',
      en: 'The alias “{alias}” is not recorded: {reason}',
    },
  },
  'ai-model-not-allowed': {
    status: 403,
    title: { fr: 'Modèle hors de la clé', en: 'Model outside the key' },
    detail: {
      fr: 'Cette clé ne peut pas appeler « {model} ». Modèles permis : {models}.',
      en: 'This key may not call “{model}”. Allowed models: {models}.',
    },
  },
  'ai-model-unfit': {
    status: 400,
    title: { fr: 'Modèle inadapté', en: 'Unfit model' },
    detail: {
      fr: 'Le modèle « {model} » est de type {kind} : il ne se joint pas par {address}.',
      en: 'The model “{model}” is of kind {kind}: it is not called by {address}.',
    },
  },
  'ai-clearance-too-low': {
    status: 403,
    title: { fr: 'Aucun fournisseur habilité', en: 'No cleared provider' },
    detail: {
      fr: 'L’appel est de sensibilité « {sensitivity} » ({because}), et aucun fournisseur de « {model} » n’est habilité à ce niveau. Rien n’a été envoyé. Choisissez un modèle habilité ({models}), ou déclarez une sensibilité plus basse si elle est juste.',
      en: 'The call is of sensitivity “{sensitivity}” ({because}), and no provider of “{model}” is cleared for it. Nothing was sent. Choose a cleared model ({models}), or declare a lower sensitivity if that is right.',
    },
  },
  'ai-experimental-in-production': {
    status: 403,
    title: { fr: 'Modèle d’expérimentation', en: 'Experimental model' },
    detail: {
      fr: 'Le modèle « {model} » est servi pour l’expérimentation et refusé aux clés de production. Émettez une clé d’expérimentation, ou choisissez un modèle de production.',
      en: 'The model “{model}” is served for experimentation and refused to production keys. Issue an experimentation key, or choose a production model.',
    },
  },
  'ai-budget-spent': {
    status: 429,
    title: { fr: 'Budget atteint', en: 'Budget reached' },
    detail: {
      fr: 'Le budget de {amount} par {period} ({scope} « {of} ») est atteint. Consommation : {spent} ; en réserve pour des appels en cours : {held} ; demande : {needed}. Il se libère {frees}.',
      en: 'The budget of {amount} per {period} ({scope} “{of}”) is reached. Spent: {spent}; reserved by calls under way: {held}; asked: {needed}. It frees {frees}.',
    },
  },
  'ai-queue-full': {
    status: 503,
    title: { fr: 'File d’attente pleine', en: 'Queue full' },
    detail: {
      fr: 'La file d’attente de « {model} » est pleine ({waiting} appels). Rien n’a été envoyé. Réessayez dans {seconds} s environ.',
      en: 'The queue of “{model}” is full ({waiting} calls). Nothing was sent. Retry in about {seconds} s.',
    },
  },
  'ai-queue-too-slow': {
    status: 503,
    title: { fr: 'Attente trop longue', en: 'Wait too long' },
    detail: {
      fr: 'L’appel a attendu {waited} s devant « {model} » sans que vienne son tour ; il était au rang {position} de la file. Rien n’a été envoyé au modèle, et rien n’est facturé. Réessayez dans {seconds} s environ.',
      en: 'The call waited {waited} s for “{model}” and its turn did not come; it stood at place {position} of the queue. Nothing was sent to the model, and nothing is charged. Retry in about {seconds} s.',
    },
  },
  'ai-model-loading': {
    status: 503,
    title: { fr: 'Modèle en cours de chargement', en: 'Model loading' },
    detail: {
      fr: '« {model} » est dans l’état « {state} » ; attente estimée {seconds} s. Réessayez alors.',
      en: '“{model}” is in the state “{state}”; estimated wait {seconds} s. Retry then.',
    },
  },
  'ai-provider-not-approved': {
    status: 403,
    title: { fr: 'Fournisseur non autorisé', en: 'Provider not approved' },
    detail: {
      fr: 'Aucun fournisseur habilité de « {model} » n’est autorisé : rien n’a été envoyé. Demandez à l’administrateur de Socle d’en autoriser un, ou choisissez un autre modèle ({models}).',
      en: 'No cleared provider of “{model}” is approved: nothing was sent. Ask the administrator of Socle to approve one, or choose another model ({models}).',
    },
  },
  'ai-providers-unavailable': {
    status: 503,
    title: { fr: 'Aucun fournisseur disponible', en: 'No provider available' },
    detail: {
      fr: 'Aucun fournisseur habilité de « {model} » ne peut répondre ({reasons}). Réessayez dans {seconds} s.',
      en: 'No cleared provider of “{model}” can answer ({reasons}). Retry in {seconds} s.',
    },
  },
  'ai-providers-failed': {
    status: 502,
    title: { fr: 'Les fournisseurs ont échoué', en: 'Providers failed' },
    detail: {
      fr: 'Les fournisseurs habilités de « {model} » ont échoué ({reasons}). Référence : {requestId}.',
      en: 'The cleared providers of “{model}” failed ({reasons}). Reference: {requestId}.',
    },
  },
  'ai-provider-silent': {
    status: 504,
    title: { fr: 'Fournisseur muet', en: 'Provider silent' },
    detail: {
      fr: 'Les fournisseurs habilités de « {model} » n’ont pas répondu à temps ({reasons}). Référence : {requestId}.',
      en: 'The cleared providers of “{model}” did not answer in time ({reasons}). Reference: {requestId}.',
    },
  },
  'ai-stream-broke': {
    status: 502,
    title: { fr: 'Réponse interrompue', en: 'Answer interrupted' },
    detail: {
      fr: 'La réponse s’est arrêtée avant la fin : le fournisseur {reason}. Ce qui a été reçu est compté. Référence : {requestId}.',
      en: 'The answer stopped before its end: the provider {reason}. What was received is accounted for. Reference: {requestId}.',
    },
  },
  'ai-accounting-unavailable': {
    status: 503,
    title: { fr: 'Comptabilité indisponible', en: 'Accounting unavailable' },
    detail: {
      fr: 'Le registre des appels ne répond pas : aucun appel n’est servi sans être compté. Réessayez dans quelques instants.',
      en: 'The ledger of calls does not answer: no call is served without being accounted for. Retry in a moment.',
    },
  },
  'ai-kept-state-refused': {
    status: 403,
    title: { fr: 'Mémoire du fournisseur refusée', en: 'What the provider keeps is refused' },
    detail: {
      fr: 'Le champ « {field} » désigne ce que le fournisseur garde d’appels précédents, et toutes les applications y partagent un même compte. La politique ne l’ouvre pas à cette application. Rien n’a été envoyé. Envoyez l’historique dans l’appel, ou demandez cette ouverture à l’administrateur de l’accès IA.',
      en: 'The field “{field}” names what the provider keeps of earlier calls, and all applications share one account there. The policy does not open it to this application. Nothing was sent. Send the history in the call, or ask the administrator of AI access to open it.',
    },
  },
  'ai-tool-server-refused': {
    status: 403,
    title: { fr: 'Serveur d’outils refusé', en: 'Server of tools refused' },
    detail: {
      fr: 'Le serveur d’outils « {server} » n’est pas de ceux que la politique approuve : le fournisseur lui transmettrait le contenu de l’appel. Rien n’a été envoyé. Retirez-le, ou demandez son approbation à l’administrateur de l’accès IA.',
      en: 'The server of tools “{server}” is not one that the policy approves: the provider would pass the content of the call on to it. Nothing was sent. Remove it, or ask the administrator of AI access to approve it.',
    },
  },
  'ai-personal-data': {
    status: 403,
    title: { fr: 'Données personnelles refusées', en: 'Personal data refused' },
    detail: {
      fr: 'L’appel contient des données protégées ({types}) que la politique interdit d’envoyer aux fournisseurs de « {model} ». Rien n’a été envoyé. Retirez-les, ou choisissez un modèle servi par le ministère.',
      en: 'The call holds protected data ({types}) that the policy forbids sending to the providers of “{model}”. Nothing was sent. Remove it, or choose a model that the ministry serves.',
    },
  },
  'protection-changed-meanwhile': {
    status: 409,
    title: { fr: 'Politique de protection modifiée entre-temps', en: 'Protection policy changed meanwhile' },
    detail: {
      fr: 'Quelqu’un a modifié la politique de protection depuis votre lecture. Relisez-la, puis recommencez.',
      en: 'Somebody changed the protection policy since you read it. Read it again, then retry.',
    },
  },
  'detection-report-unknown': {
    status: 404,
    title: { fr: 'Signalement inconnu', en: 'Unknown report' },
    detail: {
      fr: 'Aucun signalement de détection ne porte l’identifiant {id}.',
      en: 'No report of a detection has the identifier {id}.',
    },
  },
  'detection-report-decided': {
    status: 409,
    title: { fr: 'Signalement déjà traité', en: 'Report already decided' },
    detail: {
      fr: 'Ce signalement a déjà été traité par {by} : relisez la file.',
      en: 'This report was already decided by {by}: read the queue again.',
    },
  },
  'ai-protection-failed': {
    status: 500,
    title: { fr: 'Protection impossible', en: 'Protection impossible' },
    detail: {
      fr: 'Les données personnelles de l’appel n’ont pas pu être cherchées : rien n’a été envoyé. Donnez à l’exploitant la référence {requestId}.',
      en: 'The personal data of the call could not be looked for: nothing was sent. Give the operator the reference {requestId}.',
    },
  },
  'ai-untranslatable': {
    status: 400,
    title: { fr: 'Appel intraduisible', en: 'Call cannot be translated' },
    detail: {
      fr: 'Le fournisseur de « {model} » ne parle pas ce dialecte, et {what} ne se traduit pas. Retirez-le, ou choisissez un autre modèle.',
      en: 'The provider of “{model}” does not speak this dialect, and {what} cannot be translated. Leave it out, or choose another model.',
    },
  },
  'ai-only-quotes': {
    status: 400,
    title: { fr: 'Modèle qui ne fait que citer', en: 'Model that only quotes' },
    detail: {
      fr: 'Le modèle « {model} » cite le cadre et ne sait pas honorer {what}. Retirez-le, ou choisissez un autre modèle.',
      en: 'The model “{model}” quotes the framework and cannot honour {what}. Leave it out, or choose another model.',
    },
  },
})
