import { type PersonalToken, tokenRoutes } from '@socle/contracts/people/tokens'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { secretFile } from '../write-file.ts'

export const token: Command = {
  name: 'token',
  usage: 'socle token list|create|revoke ID|everyone [--json]',
  summary: {
    fr: 'Jetons personnels : ce que vous prêtez à vos commandes et programmes',
    en: 'Personal tokens: what you lend to your commands and programs',
  },
  help: [
    {
      option: 'create --label L --out FILE',
      meaning: {
        fr: 'écrit le jeton dans un fichier que vous seul lisez ; sans --out, le montre une fois',
        en: 'writes the token to a file that only you read; without --out, shows it once',
      },
    },
    { option: '--access read|act', meaning: { fr: 'lire (défaut), ou agir', en: 'read (default), or act' } },
    { option: '--applications A,B', meaning: { fr: 'celles-ci et rien d’autre', en: 'these and nothing else' } },
    { option: '--days N', meaning: { fr: 'durée de vie', en: 'life' } },
    {
      option: 'everyone',
      meaning: { fr: 'jetons de tous (administration)', en: 'tokens of everybody (administration)' },
    },
    {
      option: 'revoke ID --of-anybody',
      meaning: { fr: 'révoque celui d’une autre personne', en: 'revokes that of somebody else' },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('label', 'access', 'applications', 'days', 'out'),
    'of-anybody': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 2,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) {
      const all = Object.keys(actions).join(', ')
      throw wrongUse({ fr: `Dites ${all}.`, en: `Say ${all}.` }, 'token')
    }
    await action(invocation)
    return exitCodes.passed
  },
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async list({ values }) {
    const { tokens, policy } = await callApi(tokenRoutes.own, {})
    if (values['json'] === true) return printJson({ tokens, policy })
    for (const each of tokens) print(line(each))
  },
  async create({ values, language }) {
    const label = text(values, 'label')
    if (label === undefined) throw wrongUse({ fr: '--label manque.', en: '--label is missing.' }, 'token')
    const days = text(values, 'days')
    if (days !== undefined && !/^\d+$/.test(days))
      throw wrongUse({ fr: '--days attend un nombre entier.', en: '--days expects a whole number.' }, 'token')
    const access = text(values, 'access') ?? 'read'
    if (access !== 'read' && access !== 'act')
      throw wrongUse({ fr: '--access attend read ou act.', en: '--access expects read or act.' }, 'token')
    const out = text(values, 'out')
    const file = out === undefined ? undefined : await secretFile(out)
    const made = await callApi(tokenRoutes.issue, {
      body: {
        label,
        access,
        applications:
          text(values, 'applications')
            ?.split(',')
            .map((id) => id.trim()) ?? null,
        ...(days !== undefined && { days: Number(days) }),
      },
    }).catch(async (refusal: unknown) => {
      await file?.discard()
      throw refusal
    })
    await file?.keep(made.secret)
    if (values['json'] === true) return printJson(out === undefined ? made : { token: made.token })
    print(line(made.token))
    if (out === undefined) {
      print(language === 'fr' ? 'Le jeton, montré cette seule fois :' : 'The token, shown this once:')
      print(made.secret)
    }
  },
  async revoke({ values, positionals }) {
    const tokenId = positionals[1]
    if (tokenId === undefined)
      throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'token')
    const route = values['of-anybody'] === true ? tokenRoutes.revokeAny : tokenRoutes.revoke
    const revoked = await callApi(route, { params: { tokenId } })
    if (values['json'] === true) printJson(revoked)
    else print(line(revoked))
  },
  async everyone({ values }) {
    const { tokens } = await callApi(tokenRoutes.everyone, {})
    if (values['json'] === true) return printJson(tokens)
    for (const each of tokens) print(`${line(each)}  ${each.owner.name}`)
  },
}

const line = (each: PersonalToken): string =>
  [
    each.id,
    `${each.prefix}…`,
    each.access,
    each.applications?.join(',') ?? '*',
    each.revokedAt === null ? each.expiresAt.slice(0, 10) : `✗ ${each.revokedAt.slice(0, 10)}`,
    each.lastUsedAt?.slice(0, 16) ?? '–',
    each.label,
  ].join('  ')
