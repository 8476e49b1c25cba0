/** An alias that would lead nowhere, or hide a model, is refused with what was probably meant. */
import type { Bilingual } from '@socle/contracts'
import { nearest } from '@socle/rulebook'
import { refuse } from '../../platform/errors.ts'
import type { Policy } from '../policy/policy.ts'

/** @throws Refusal ai-alias-unfit */
export function requireFit(
  { models, aliases }: Pick<Policy, 'models' | 'aliases'>,
  alias: string,
  model: string,
): void {
  const hidden = hides(models, alias)
  const reason = hidden ?? leadsNowhere(models, aliases, model)
  if (!reason) return
  const at = hidden ? 'body.alias' : 'body.model'
  throw refuse('ai-alias-unfit', { alias, reason }, { errors: [{ path: at, message: alone(reason) }] })
}

/** The reason without what introduces it. */
const alone = ({ fr, en }: Bilingual): Bilingual => ({ fr: capital(fr), en: capital(en) })
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const hides = (models: Policy['models'], alias: string): Bilingual | undefined =>
  models.has(alias)
    ? {
        fr: `un fournisseur sert déjà un modèle nommé « ${alias} », que l’alias cacherait. Donnez-lui un autre nom.`,
        en: `a provider serves a model named “${alias}” already, which the alias would hide. Give it another name.`,
      }
    : undefined

function leadsNowhere(models: Policy['models'], aliases: Policy['aliases'], model: string): Bilingual | undefined {
  if (models.has(model)) return undefined
  const beyond = aliases.get(model)
  if (beyond !== undefined)
    return {
      fr: `« ${model} » est lui-même un alias, de « ${beyond} » : donnez le modèle.`,
      en: `“${model}” is itself an alias, of “${beyond}”: give the model.`,
    }
  const near = nearest(model, [...models.keys()])
  return {
    fr: `aucun fournisseur ne sert « ${model} ». ${near ? `Vouliez-vous dire « ${near} » ?` : 'Déclarez d’abord qui le sert.'}`,
    en: `no provider serves “${model}”. ${near ? `Did you mean “${near}”?` : 'First declare who serves it.'}`,
  }
}
