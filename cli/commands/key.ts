import { aiLimitRoutes, type Limit } from '@socle/contracts/ai/limits'
import { aiProviderRoutes } from '@socle/contracts/ai/providers'
import { applicationRoutes, type ApplicationKey, NO_ORGANISATION } from '@socle/contracts/applications/applications'
import { Sensitivity } from '@socle/contracts/ai/sensitivity'
import type { Language } from '@socle/contracts/text'
import { callApi } from '../api.ts'
import { budgetLine, budgetOption, parseBudgets } from '../budgets.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'

export const key: Command = {
  name: 'key',
  usage: 'socle key create|rotate|revoke|list --application ID [--name N] [--sensitivity S] [--budget …] [--json]',
  summary: {
    fr: 'Émet, remplace, révoque ou liste les clés d’une application',
    en: 'Issues, replaces, revokes or lists the keys of an application',
  },
  help: [
    {
      option: '--application ID',
      meaning: {
        fr: 'application ; enregistrée sans description si elle est inconnue (create)',
        en: 'application; registered without description when unknown (create)',
      },
    },
    { option: '--name N', meaning: { fr: 'à quoi sert la clé', en: 'what the key is for' } },
    {
      option: '--purpose ai|evidence|both',
      meaning: {
        fr: 'appeler des modèles (défaut), déposer des preuves, ou les deux',
        en: 'call models (default), push evidence, or both',
      },
    },
    {
      option: '--sensitivity S',
      meaning: {
        fr: `sensibilité des appels : ${Sensitivity.options.join(', ')} ; c’est aussi celle d’une application que cette commande enregistre`,
        en: `sensitivity of its calls: ${Sensitivity.options.join(', ')}; also that of an application that this command registers`,
      },
    },
    { option: '--models A,B', meaning: { fr: 'seuls modèles permis', en: 'only these models' } },
    {
      option: '--environment E',
      meaning: { fr: 'production (défaut) ou experimentation', en: 'production (default) or experimentation' },
    },
    budgetOption.help,
    {
      option: '--days N',
      meaning: {
        fr: 'durée de vie, 365 par défaut ; au remplacement, celle de la clé remplacée (rotate)',
        en: 'life, 365 by default; that of the key replaced (rotate)',
      },
    },
    {
      option: '--id ID',
      meaning: {
        fr: 'clé à remplacer, ou à révoquer avec celles qu’elle remplace',
        en: 'key to replace, or to revoke with those that it replaced',
      },
    },
    {
      option: '--overlap-hours N',
      meaning: {
        fr: 'l’ancienne clé vaut encore (24 par défaut)',
        en: 'how long the old key still works (24 by default)',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    application: { type: 'string' },
    name: { type: 'string' },
    purpose: { type: 'string' },
    sensitivity: { type: 'string' },
    models: { type: 'string' },
    environment: { type: 'string' },
    ...budgetOption.options,
    days: { type: 'string' },
    id: { type: 'string' },
    'overlap-hours': { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action)
      throw wrongUse({ fr: 'Dites create, rotate, revoke ou list.', en: 'Say create, rotate, revoke or list.' }, 'key')
    await action(invocation)
    return exitCodes.passed
  },
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async create({ values, language }) {
    const applicationId = required(values, 'application').toLowerCase()
    const label = required(values, 'name')
    const sensitivity = sensitivityOf(values)
    const budgets = parseBudgets(text(values, 'budget'), 'key')
    const purpose = text(values, 'purpose') ?? 'ai'
    const body = {
      label,
      days: wholeNumber(values, 'days', 365),
      purposes: purpose === 'both' ? ['ai' as const, 'evidence' as const] : [purpose as 'ai'],
      environment: (text(values, 'environment') ?? 'production') as 'production',
      sensitivity: sensitivity ?? null,
      models:
        text(values, 'models')
          ?.split(',')
          .map((name) => name.trim()) ?? null,
      budgets,
    }
    // What will be refused registers nothing.
    if (applicationRoutes.issueKey.body.safeParse(body).success)
      await registerIfUnknown(applicationId, sensitivity, language)
    const { key: issued, secret } = await callApi(applicationRoutes.issueKey, { params: { applicationId }, body })
    await tellSecret(issued, secret, applicationId, values, language)
    await tellUnknownModels(issued.models ?? [], language)
  },
  async rotate({ values, language }) {
    const applicationId = required(values, 'application').toLowerCase()
    const { key: issued, secret } = await callApi(applicationRoutes.rotateKey, {
      params: { applicationId, keyId: required(values, 'id') },
      body: {
        overlapHours: wholeNumber(values, 'overlap-hours', 24),
        ...(text(values, 'days') !== undefined && { days: wholeNumber(values, 'days', 365) }),
      },
    })
    await tellSecret(issued, secret, applicationId, values, language)
  },
  async revoke({ values, language }) {
    const applicationId = required(values, 'application').toLowerCase()
    const revoked = await callApi(applicationRoutes.revokeKey, {
      params: { applicationId, keyId: required(values, 'id') },
    })
    if (values.json === true) return printJson(revoked)
    const { keys } = await callApi(applicationRoutes.keys, { params: { applicationId } })
    const replaced = keys.filter(({ id, revokedAt }) => id !== revoked.id && revokedAt === revoked.revokedAt)
    const also = replaced.map(({ prefix }) => `${prefix}…`).join(', ')
    print(language === 'fr' ? `Clé ${revoked.label} révoquée.` : `Key ${revoked.label} revoked.`)
    if (also !== '')
      print(language === 'fr' ? `Avec elle, celles qu’elle remplace : ${also}` : `And those that it replaced: ${also}`)
  },
  async list({ values, language }) {
    const applicationId = required(values, 'application').toLowerCase()
    const { keys } = await callApi(applicationRoutes.keys, { params: { applicationId } })
    const limits = await limitsOf(applicationId)
    if (values.json === true) return printJson(keys.map((each) => ({ ...each, budgets: limits(each) })))
    for (const each of keys) {
      print(`${each.id}  ${each.prefix}…  ${stateOf(each, language)}  ${each.purposes.join('+')}  ${each.label}`)
      for (const limit of limits(each)) print(`  ${budgetLine(limit, language)}`)
    }
  },
}

const states = {
  fr: { revoked: 'révoquée le', until: 'valable jusqu’au' },
  en: { revoked: 'revoked on', until: 'valid until' },
} as const
const stateOf = ({ revokedAt, expiresAt }: ApplicationKey, language: Language): string =>
  revokedAt !== null
    ? `${states[language].revoked} ${revokedAt.slice(0, 10)}`
    : `${states[language].until} ${expiresAt.slice(0, 10)}`

/** Budgets of the keys of an application, by key. */
async function limitsOf(applicationId: string): Promise<(key: ApplicationKey) => Limit[]> {
  const { limits } = await callApi(aiLimitRoutes.ofKeys, { params: { applicationId } })
  return ({ id }) => limits.filter(({ of }) => of === id)
}

async function tellSecret(
  issued: ApplicationKey,
  secret: string,
  applicationId: string,
  values: Invocation['values'],
  language: Language,
): Promise<void> {
  if (values.json === true)
    return printJson({
      id: issued.id,
      application: applicationId,
      name: issued.label,
      key: secret,
      secret,
      prefix: issued.prefix,
      expiresAt: issued.expiresAt,
      sensitivity: issued.sensitivity,
      models: issued.models,
      environment: issued.environment,
      budgets: (await limitsOf(applicationId))(issued),
    })
  print(secret)
  process.stderr.write(
    language === 'fr'
      ? `Clé « ${issued.label} » de ${applicationId}, valable jusqu’au ${issued.expiresAt.slice(0, 10)}. Elle ne sera plus jamais montrée.\n`
      : `Key “${issued.label}” of ${applicationId}, valid until ${issued.expiresAt.slice(0, 10)}. It is never shown again.\n`,
  )
}

/** A key may come before its model; one that is misspelt would be refused at every call. */
async function tellUnknownModels(models: readonly string[], language: Language): Promise<void> {
  if (models.length === 0) return
  const { models: served } = await callApi(aiProviderRoutes.models, {})
  const known = served.flatMap(({ name, aliases }) => [name, ...aliases])
  const unknown = models.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  const [these, those] = [unknown.join(', '), known.join(', ') || '–']
  process.stderr.write(
    language === 'fr'
      ? `Inconnu à ce jour : ${these}. Modèles servis : ${those}.\n`
      : `Unknown so far: ${these}. Models served: ${those}.\n`,
  )
}

/** A machine is configured without a click: an application that nobody described yet may already have a key. */
async function registerIfUnknown(id: string, sensitivity: Sensitivity | undefined, language: Language): Promise<void> {
  const known = await callApi(applicationRoutes.get, { params: { applicationId: id } }).then(
    () => true,
    (error: Error) => {
      if (error.message.includes('application-unknown')) return false
      throw error
    },
  )
  if (known) return
  await callApi(applicationRoutes.create, {
    body: {
      id,
      version: '0',
      description: {
        name: id,
        organisation: NO_ORGANISATION,
        traits: sensitivity === undefined ? {} : { sensitivity },
      },
    },
  })
  // Its other keys count as this too: whoever types it for one key learns what it was taken for.
  const [fr, en] =
    sensitivity === undefined
      ? ['', '']
      : [`, sensibilité de ses données : ${sensitivity}`, `, sensitivity of its data: ${sensitivity}`]
  process.stderr.write(
    language === 'fr'
      ? `Application ${id} enregistrée${fr} ; décrivez-la dans le portail.\n`
      : `Application ${id} registered${en}; describe it in the portal.\n`,
  )
}

function required(values: Invocation['values'], name: string): string {
  const value = text(values, name)
  if (value === undefined) throw wrongUse({ fr: `--${name} manque.`, en: `--${name} is missing.` }, 'key')
  return value
}

function wholeNumber(values: Invocation['values'], name: string, otherwise: number): number {
  const value = text(values, name)
  if (value === undefined) return otherwise
  if (!/^\d+$/.test(value))
    throw wrongUse({ fr: `--${name} attend un nombre entier.`, en: `--${name} expects a whole number.` }, 'key')
  return Number(value)
}

function sensitivityOf(values: Invocation['values']): Sensitivity | undefined {
  const value = text(values, 'sensitivity')
  if (value === undefined) return undefined
  const parsed = Sensitivity.safeParse(value)
  if (!parsed.success)
    throw wrongUse(
      {
        fr: `--sensitivity : ${Sensitivity.options.join(', ')}.`,
        en: `--sensitivity: ${Sensitivity.options.join(', ')}.`,
      },
      'key',
    )
  return parsed.data
}
