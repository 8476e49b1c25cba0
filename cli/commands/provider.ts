import { readFile } from 'node:fs/promises'
import { aiProviderRoutes, ProviderRecord } from '@socle/contracts/ai/providers'
import { modelKindWords, modelStateWords, sensitivityWords } from '@socle/contracts/words/ai'
import { parse } from 'yaml'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, fileInvalid, fileUnread, wrongUse } from '../errors.ts'

export const provider: Command = {
  name: 'provider',
  usage: 'socle provider list|models|declare|secret|approve|suspend|alias [ID] [--file F] [--json]',
  summary: {
    fr: 'Administre les fournisseurs de modèles et leurs alias',
    en: 'Administers the providers of models and their aliases',
  },
  help: [
    {
      option: 'list, models',
      meaning: {
        fr: 'fournisseurs et leur santé ; modèles que l’on peut appeler',
        en: 'providers and their health; models that can be called',
      },
    },
    {
      option: 'declare --file F',
      meaning: {
        fr: 'déclare un fournisseur décrit en YAML ou JSON',
        en: 'declares a provider described in YAML or JSON',
      },
    },
    {
      option: 'secret ID',
      meaning: { fr: 'lit le secret sur l’entrée standard', en: 'reads the secret from standard input' },
    },
    {
      option: 'approve ID, suspend ID',
      meaning: { fr: 'autorise ou interdit aussitôt les appels', en: 'allows or stops calls at once' },
    },
    {
      option: 'alias NAME [--model M]',
      meaning: {
        fr: 'fait mener un nom à un modèle ; sans --model, le retire',
        en: 'lets a name lead to a model; without --model, removes it',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { file: { type: 'string' }, model: { type: 'string' }, json: { type: 'boolean' } },
  arguments: 2,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action)
      throw wrongUse(
        { fr: `Dites ${Object.keys(actions).join(', ')}.`, en: `Say ${Object.keys(actions).join(', ')}.` },
        'provider',
      )
    await action(invocation)
    return exitCodes.passed
  },
}

const approvals = {
  fr: { approved: 'approuvé', disabled: 'désactivé' },
  en: { approved: 'approved', disabled: 'disabled' },
} as const

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async list({ values, language }) {
    const { providers, aliases } = await callApi(aiProviderRoutes.list, {})
    if (values.json === true) return printJson({ providers, aliases })
    for (const { id, approved, clearance, location, health } of providers)
      print(
        `${id}  ${approvals[language][approved ? 'approved' : 'disabled']}  ${sensitivityWords[clearance][language]}  ${location}  ${health.map(({ model, state }) => `${model} ${modelStateWords[state][language]}`).join(', ')}`,
      )
  },
  async models({ values, language }) {
    const { models } = await callApi(aiProviderRoutes.models, {})
    if (values.json === true) return printJson(models)
    for (const { name, kind, clearance, state, providers } of models)
      print(
        `${name}  ${modelKindWords[kind][language]}  ${sensitivityWords[clearance][language]}  ${modelStateWords[state][language]}  ${providers.map((provider) => provider.name).join(', ')}`,
      )
  },
  async declare({ values }) {
    const path = text(values, 'file')
    if (path === undefined) throw wrongUse({ fr: '--file manque.', en: '--file is missing.' }, 'provider')
    const content = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw fileUnread(path, cause)
    })
    const record = ProviderRecord.safeParse(parse(content))
    if (!record.success)
      throw fileInvalid(
        path,
        record.error.issues.map((issue) => ({
          place: issue.path.join('.'),
          message: { fr: issue.message, en: issue.message },
        })),
      )
    printJson(await callApi(aiProviderRoutes.create, { body: record.data }))
  },
  async secret(invocation) {
    const parts: Buffer[] = []
    for await (const part of process.stdin) parts.push(part as Buffer)
    const secret = Buffer.concat(parts).toString('utf8').trim()
    await callApi(aiProviderRoutes.setSecret, { params: { providerId: idOf(invocation) }, body: { secret } })
  },
  approve: (invocation) => decide(invocation, true),
  suspend: (invocation) => decide(invocation, false),
  async alias(invocation) {
    const model = text(invocation.values, 'model') ?? null
    printJson((await callApi(aiProviderRoutes.setAlias, { body: { alias: idOf(invocation), model } })).aliases)
  },
}

async function decide(invocation: Invocation, approved: boolean): Promise<void> {
  const { id } = await callApi(aiProviderRoutes.approve, {
    params: { providerId: idOf(invocation) },
    body: { approved },
  })
  if (invocation.values.json === true) printJson({ id, approved })
  else print(`${id}  ${approvals[invocation.language][approved ? 'approved' : 'disabled']}`)
}

function idOf({ positionals }: Invocation): string {
  const id = positionals[1]
  if (id === undefined) throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'provider')
  return id
}
