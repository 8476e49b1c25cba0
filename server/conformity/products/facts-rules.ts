import type { Bilingual, ProductFacts, ProductPolicy } from '@socle/contracts'
import { readLicence } from '@socle/editions'
import { refuse } from '../../platform/errors.ts'

interface Mistake {
  readonly path: string
  readonly message: Bilingual
}

/**
 * Facts as they are stored: the licence spelt as the SPDX list spells it.
 * @throws Refusal product-facts-invalid with every mistake
 */
export function requireFacts(policy: ProductPolicy, facts: ProductFacts): ProductFacts {
  const errors: Mistake[] = []
  const among = (path: string, known: readonly string[], values: readonly string[]) => {
    for (const value of values)
      if (!known.includes(value))
        errors.push({
          path,
          message: {
            fr: `« ${value} » est inconnu ; valeurs possibles : ${known.join(', ')}.`,
            en: `“${value}” is unknown; possible values: ${known.join(', ')}.`,
          },
        })
  }
  among(
    'facts.status',
    policy.statuses.map(({ id }) => id),
    facts.status === null ? [] : [facts.status],
  )
  among(
    'facts.uses',
    policy.uses.map(({ id }) => id),
    facts.uses,
  )
  among(
    'facts.grid',
    policy.criteria.map(({ id }) => id),
    Object.keys(facts.grid),
  )
  for (const { id, kind, options = [] } of policy.criteria) {
    const answer = facts.grid[id]
    if (answer === undefined) continue
    const path = `facts.grid.${id}`
    if (Array.isArray(answer) !== (kind === 'set'))
      errors.push({
        path,
        message: {
          fr: kind === 'set' ? 'une liste est attendue.' : 'une seule réponse est attendue.',
          en: kind === 'set' ? 'a list is expected.' : 'a single answer is expected.',
        },
      })
    else if (kind === 'yes-no') among(path, ['yes', 'no'], [answer as string])
    else if (kind !== 'text')
      among(
        path,
        options.map((option) => option.id),
        [answer].flat(),
      )
  }
  const licence = facts.licence === null || facts.licence === '' ? null : readLicence(facts.licence)
  if (licence && 'problem' in licence) errors.push({ path: 'facts.licence', message: licence.problem })
  if (errors.length > 0) throw refuse('product-facts-invalid', {}, { errors })
  return {
    ...facts,
    uses: [...new Set(facts.uses)],
    licence: licence && 'expression' in licence ? licence.expression : null,
  }
}
