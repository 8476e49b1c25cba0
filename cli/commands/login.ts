import { actorWords } from '@socle/contracts/words/actors'
import { identityRoutes } from '@socle/contracts/people/identity'
import { callApi } from '../api.ts'
import { bare, keepLogin, onlyServer, readLogins, tokenIn } from '../credentials.ts'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, tokenMissing, wrongUse } from '../errors.ts'
import { readSettings } from '../settings.ts'

export const login: Command = {
  name: 'login',
  usage: 'socle login ADDRESS --token-file FILE [--json]',
  summary: {
    fr: 'Se connecte à un Socle avec un jeton personnel : les commandes parlent alors en votre nom',
    en: 'Signs in to a Socle with a personal token: commands then speak in your name',
  },
  help: [
    {
      option: '--token-file FILE',
      meaning: {
        fr: '« - » lit l’entrée standard ; sinon SOCLE_TOKEN_FILE ou SOCLE_TOKEN',
        en: '“-” reads standard input; otherwise SOCLE_TOKEN_FILE or SOCLE_TOKEN',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { 'token-file': { type: 'string' }, json: { type: 'boolean' } },
  arguments: 1,
  async run({ positionals, values, language }) {
    const settings = readSettings()
    const address = positionals[0] ?? settings.server
    if (address === undefined || !URL.canParse(address))
      throw wrongUse(
        {
          fr: 'Donnez l’adresse du serveur, par exemple https://socle.exemple.fr.',
          en: 'Give the address of the server, for example https://socle.example.org.',
        },
        'login',
      )
    const file = text(values, 'token-file') ?? settings.tokenFile
    const token = file === undefined ? settings.token : tokenIn(file)
    if (token === undefined) throw tokenMissing()
    const session = await callApi(identityRoutes.session, {}, { url: bare(address), token })
    keepLogin(settings.credentials, bare(address), token)
    if (values['json'] === true) printJson(session)
    else
      print(
        language === 'fr'
          ? `Vous êtes ${session.user.name} sur ${bare(address)}, jusqu’au ${session.expiresAt?.slice(0, 10) ?? '–'} (jeton gardé dans ${settings.credentials}).`
          : `You are ${session.user.name} on ${bare(address)}, until ${session.expiresAt?.slice(0, 10) ?? '–'} (token kept in ${settings.credentials}).`,
      )
    return exitCodes.passed
  },
}

export const logout: Command = {
  name: 'logout',
  usage: 'socle logout [ADDRESS]',
  summary: {
    fr: 'Oublie le jeton gardé par « login », sans le révoquer',
    en: 'Forgets the token kept by “login”, without revoking it',
  },
  help: [],
  options: {},
  arguments: 1,
  run({ positionals }) {
    const { credentials, server } = readSettings()
    const address = positionals[0] ?? server ?? onlyServer(readLogins(credentials))
    if (address === undefined) throw wrongUse({ fr: 'Dites de quel serveur.', en: 'Say of which server.' }, 'logout')
    keepLogin(credentials, bare(address), undefined)
    return Promise.resolve(exitCodes.passed)
  },
}

const reach = {
  read: { fr: 'pour lire', en: 'to read' },
  act: { fr: 'pour agir', en: 'to act' },
  everywhere: { fr: 'toutes vos applications', en: 'all your applications' },
  until: { fr: 'jusqu’au', en: 'until' },
} as const

export const whoami: Command = {
  name: 'whoami',
  usage: 'socle whoami [--json]',
  summary: { fr: 'Dit au nom de qui parlent les commandes', en: 'Says in whose name commands speak' },
  help: [{ option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } }],
  options: { json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const session = await callApi(identityRoutes.session, {})
    if (values['json'] === true) printJson(session)
    else {
      const { user, token } = session
      print(`${user.name}  ${user.roles.map((role) => actorWords[role][language]).join(', ')}`)
      if (token)
        print(
          [
            token.label,
            reach[token.access][language],
            token.applications?.join(', ') ?? reach.everywhere[language],
            `${reach.until[language]} ${session.expiresAt?.slice(0, 10)}`,
          ].join('  '),
        )
    }
    return exitCodes.passed
  },
}
