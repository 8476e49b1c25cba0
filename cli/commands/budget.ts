import { aiLimitRoutes, LimitScope } from '@socle/contracts/ai/limits'
import { callApi } from '../api.ts'
import { budgetLine, budgetOption, parseBudgets } from '../budgets.ts'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'

export const budget: Command = {
  name: 'budget',
  usage: 'socle budget list|set|remove|group [--scope S --of X --budget B] [--id ID] [--json]',
  summary: {
    fr: 'Fixe et suit les budgets d’IA',
    en: 'Sets and follows AI budgets',
  },
  help: [
    { option: '--scope S', meaning: { fr: LimitScope.options.join(', '), en: LimitScope.options.join(', ') } },
    {
      option: '--of X',
      meaning: { fr: 'clé, application, groupe ou organisation', en: 'key, application, group or organisation' },
    },
    budgetOption.help,
    { option: '--id ID', meaning: { fr: 'budget à retirer', en: 'budget to remove' } },
    {
      option: 'group --application A --of G',
      meaning: {
        fr: 'met une application dans un groupe qui partage des budgets ; sans --of, l’en retire',
        en: 'puts an application into a group that shares budgets; without --of, takes it out',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    scope: { type: 'string' },
    of: { type: 'string' },
    application: { type: 'string' },
    ...budgetOption.options,
    id: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run({ values, positionals, language }) {
    const action = positionals[0]
    if (action === 'set') {
      const scope = scopeNamed(text(values, 'scope'))
      const of = text(values, 'of')
      if (of === undefined) throw wrongUse({ fr: '--of manque.', en: '--of is missing.' }, 'budget')
      const budgets = parseBudgets(text(values, 'budget'), 'budget')
      if (budgets.length === 0) throw wrongUse({ fr: '--budget manque.', en: '--budget is missing.' }, 'budget')
      for (const each of budgets) await callApi(aiLimitRoutes.set, { body: { scope, of, ...each } })
    } else if (action === 'remove') {
      const limitId = text(values, 'id')
      if (limitId === undefined) throw wrongUse({ fr: '--id manque.', en: '--id is missing.' }, 'budget')
      await callApi(aiLimitRoutes.remove, { params: { limitId } })
    } else if (action === 'group') {
      const applicationId = text(values, 'application')?.toLowerCase()
      if (applicationId === undefined)
        throw wrongUse({ fr: '--application manque.', en: '--application is missing.' }, 'budget')
      await callApi(aiLimitRoutes.setGroup, { params: { applicationId }, body: { group: text(values, 'of') ?? null } })
    } else if (action !== 'list')
      throw wrongUse({ fr: 'Dites list, set, remove ou group.', en: 'Say list, set, remove or group.' }, 'budget')
    const { limits } = await callApi(aiLimitRoutes.list, {})
    if (values.json === true) printJson(limits)
    else if (limits.length === 0) print({ fr: 'Aucun budget n’est fixé.', en: 'No budget is set.' }[language])
    else for (const limit of limits) print(budgetLine(limit, language))
    return exitCodes.passed
  },
}

function scopeNamed(given: string | undefined): LimitScope {
  const scope = LimitScope.safeParse(given)
  if (scope.success) return scope.data
  const known = LimitScope.options.join(', ')
  throw wrongUse(
    given === undefined
      ? { fr: `--scope manque : ${known}.`, en: `--scope is missing: ${known}.` }
      : { fr: `Portée inconnue : « ${given} ». Dites ${known}.`, en: `Unknown scope: “${given}”. Say ${known}.` },
    'budget',
  )
}
