/** Everything that the user can mend: one named constructor each, a message that names the place and the mend, exit code 2. */
import type { Problem } from '@socle/contracts/problems'
import type { Bilingual } from '@socle/contracts/text'
import { whyUnread } from '@socle/contracts/words/why-unread'

export const exitCodes = { passed: 0, failed: 1, inconclusive: 2 } as const

export class Refusal extends Error {
  readonly wording: Bilingual
  /** Of the problem that a server answered with. */
  readonly code: string | undefined
  constructor(wording: Bilingual, cause?: unknown, code?: string) {
    super(wording.en, { cause })
    this.wording = wording
    this.code = code
  }
}

const didYouMean = (suggestion: string | undefined): Bilingual =>
  suggestion === undefined
    ? { fr: '', en: '' }
    : { fr: ` Vouliez-vous dire « ${suggestion} » ?`, en: ` Did you mean “${suggestion}”?` }

export const unknownCommand = (name: string, suggestion: string | undefined): Refusal =>
  new Refusal({
    fr: `Commande inconnue : « ${name} ».${didYouMean(suggestion).fr} « socle help » donne la liste.`,
    en: `Unknown command: “${name}”.${didYouMean(suggestion).en} “socle help” lists them.`,
  })

export const wrongUse = (detail: Bilingual, command: string): Refusal =>
  new Refusal({ fr: `${detail.fr} Voir « socle help ${command} ».`, en: `${detail.en} See “socle help ${command}”.` })

export const unknownCheck = (id: string, suggestion: string | undefined): Refusal =>
  new Refusal({
    fr: `Vérification inconnue : « ${id} ».${didYouMean(suggestion).fr} « socle check --list » donne la liste.`,
    en: `Unknown check: “${id}”.${didYouMean(suggestion).en} “socle check --list” lists them.`,
  })

export const folderRefused = (path: string, reason: 'missing' | 'not-a-folder' | 'unreadable'): Refusal => {
  const why = {
    missing: { fr: 'ce dossier n’existe pas. Corrigez le chemin.', en: 'this folder does not exist. Mend the path.' },
    'not-a-folder': {
      fr: 'ce n’est pas un dossier. Donnez le dossier du projet.',
      en: 'this is not a folder. Give the folder of the project.',
    },
    unreadable: {
      fr: 'ce dossier ne peut pas être lu. Donnez le droit de lecture.',
      en: 'this folder cannot be read. Grant read access.',
    },
  }[reason]
  return new Refusal({ fr: `${path} : ${why.fr}`, en: `${path}: ${why.en}` })
}

export const addressMalformed = (address: string): Refusal =>
  new Refusal({
    fr: `Adresse mal formée : « ${address} ». Donnez une adresse complète, par exemple https://application.exemple.fr.`,
    en: `Malformed address: “${address}”. Give a complete address, for example https://application.example.org.`,
  })

export const addressHasCredentials = (): Refusal =>
  new Refusal({
    fr: 'L’adresse contient un nom d’utilisateur ou un mot de passe. Retirez-les : l’application est regardée sans compte.',
    en: 'The address holds a user name or a password. Remove them: the application is looked at without an account.',
  })

/** @param path or what stands for it, in words */
export const fileRefused = (path: string | Bilingual, why: Bilingual, cause?: unknown): Refusal => {
  const name = typeof path === 'string' ? { fr: path, en: path } : path
  return new Refusal({ fr: `${name.fr} : ${why.fr}`, en: `${name.en}: ${why.en}` }, cause)
}

/** A file that the system does not let one read. */
export const fileUnread = (path: string | Bilingual, cause: unknown): Refusal => {
  const why = whyUnread(cause)
  return fileRefused(path, { fr: `lecture impossible, ${why.fr}.`, en: `cannot be read, ${why.en}.` }, cause)
}

/** Several faults of one file, each with its place. */
export const fileInvalid = (
  path: string | Bilingual,
  faults: readonly { place: string; message: Bilingual }[],
  expected?: Bilingual,
): Refusal => {
  const name = typeof path === 'string' ? { fr: path, en: path } : path
  const lines = (language: 'fr' | 'en'): string =>
    faults
      .map(({ place, message }) => `  ${name[language]}${place === '' ? '' : `:${place}`}  ${message[language]}`)
      .join('\n')
  return new Refusal({
    fr: `Fichier refusé, ${faults.length} faute(s)${expected ? ` ; ${expected.fr}` : ''} :\n${lines('fr')}`,
    en: `File refused, ${faults.length} fault(s)${expected ? `; ${expected.en}` : ''}:\n${lines('en')}`,
  })
}

export const pushImpossible = (detail: Bilingual): Refusal =>
  new Refusal({ fr: `Envoi impossible : ${detail.fr}`, en: `Cannot push: ${detail.en}` })

export const serverUnknown = (folder: string): Refusal =>
  new Refusal({
    fr: `Aucun Socle ne tourne avec le dossier ${folder}. Lancez « npm start », désignez son dossier par SOCLE_DATA ou son fichier de paramètres par SOCLE_CONFIG, ou connectez-vous par « socle login ADRESSE --token-file FICHIER ».`,
    en: `No Socle runs with the folder ${folder}. Run “npm start”, name its folder with SOCLE_DATA or its parameter file with SOCLE_CONFIG, or sign in with “socle login ADDRESS --token-file FILE”.`,
  })

export const clearTextRefused = (origin: string): Refusal =>
  new Refusal({
    fr: `${origin} n’est pas en HTTPS : le jeton y voyagerait en clair, rien n’a été envoyé. Donnez une adresse https:// (http:// ne vaut que sur cette machine).`,
    en: `${origin} is not HTTPS: the token would travel in clear text, nothing was sent. Give an https:// address (http:// is for this machine only).`,
  })

export const tokenMissing = (): Refusal =>
  new Refusal({
    fr: 'Donnez le jeton par --token-file FICHIER (« - » lit l’entrée standard), SOCLE_TOKEN_FILE ou SOCLE_TOKEN, jamais en argument : il resterait dans l’historique et la liste des processus. Il se crée dans le portail, page « Mes jetons ».',
    en: 'Give the token by --token-file FILE (“-” reads standard input), SOCLE_TOKEN_FILE or SOCLE_TOKEN, never as an argument: it would stay in the history and the list of processes. Make one in the portal, page “My tokens”.',
  })

export const serverSilent = (origin: string, detail: string): Refusal =>
  new Refusal({
    fr: `${origin} ne répond pas (${detail}). Vérifiez SOCLE_URL et le réseau.`,
    en: `${origin} does not answer (${detail}). Check SOCLE_URL and the network.`,
  })

export const serverRefused = (url: string, status: number, problem: Problem | undefined): Refusal => {
  if (problem === undefined) return new Refusal({ fr: `${url} a répondu ${status}.`, en: `${url} answered ${status}.` })
  const said = [
    `${problem.title} — ${problem.detail} (${problem.code}, ${problem.instance})`,
    ...(problem.errors ?? []).map(({ path, message }) => `  ${placeInWords(path)}${message}`),
  ].join('\n')
  return new Refusal({ fr: said, en: said }, undefined, problem.code)
}

/** Where in the request, without the part of HTTP that a person who types a command never sees. */
const placeInWords = (path: string): string => {
  const place = path.replace(/^(body|querystring|params|data)(\.|$)/, '').replace(/^data\./, '')
  return place === '' ? '' : `${place}: `
}

export const frameworkUnusable = (cause: Error): Refusal =>
  new Refusal(
    { fr: `Le cadre n’est pas utilisable. ${cause.message}`, en: `The framework cannot be used. ${cause.message}` },
    cause,
  )
