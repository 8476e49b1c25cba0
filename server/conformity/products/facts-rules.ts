import type { Bilingual, ProductFacts, ProductPolicy } from '@socle/contracts'
import { readLicence } from '@socle/editions'
import { refuse } from '../../platform/errors.ts'
import { deducedAnswers } from './product-rules.ts'

interface Mistake {
  readonly path: string
  readonly message: Bilingual
}

/** Answers that the licence of the product gives otherwise. */
function contradictedBy(policy: ProductPolicy, facts: ProductFacts): Mistake[] {
  const deduced = deducedAnswers(policy, { licence: facts.licence, grid: {} })
  return policy.criteria
    .filter(({ id }) => deduced[id] !== undefined && facts.grid[id] !== undefined && facts.grid[id] !== deduced[id])
    .map(({ id }) => ({
      path: `facts.grid.${id}`,
      message:
        deduced[id] === 'yes'
          ? {
              fr: `la licence ${facts.licence} est reconnue par l’OSI : répondez oui, ou corrigez la licence.`,
              en: `the licence ${facts.licence} is recognised by the OSI: answer yes, or correct the licence.`,
            }
          : {
              fr: `la licence ${facts.licence} n’est pas reconnue par l’OSI : répondez non, ou corrigez la licence.`,
              en: `the licence ${facts.licence} is not recognised by the OSI: answer no, or correct the licence.`,
            },
    }))
}

/** Said to be proprietary, under a licence that makes it free software; undefined = nothing is said twice. */
export function opennessAgainst(
  { proprietaryUnderFreeLicence }: ProductPolicy,
  { openness, licence }: Pick<ProductFacts, 'openness' | 'licence'>,
): Bilingual | undefined {
  if (proprietaryUnderFreeLicence === 'accepted' || openness !== 'proprietary' || !licence) return undefined
  const read = readLicence(licence)
  return 'expression' in read && read.osiApproved
    ? {
        fr: `la licence ${read.expression} est celle d’un logiciel libre, et le produit est dit propriétaire : dites-le ouvert, ou corrigez la licence.`,
        en: `the licence ${read.expression} is that of free software, and the product is said to be proprietary: say that it is open, or correct the licence.`,
      }
    : undefined
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
  const repeated = facts.uses.filter((use, at) => facts.uses.indexOf(use) !== at)
  if (repeated.length > 0) {
    const names = (lang: 'fr' | 'en') =>
      [...new Set(repeated.map((id) => policy.uses.find((use) => use.id === id)?.name[lang] ?? id))].join(', ')
    errors.push({
      path: 'facts.uses',
      message: {
        fr: `un même usage est donné deux fois (${names('fr')}) : gardez-le une fois.`,
        en: `the same use is given twice (${names('en')}): keep it once.`,
      },
    })
  }
  errors.push(...contradictedBy(policy, facts))
  const against = opennessAgainst(policy, facts)
  if (against) errors.push({ path: 'facts.openness', message: against })
  if (errors.length > 0) throw refuse('product-facts-invalid', {}, { errors })
  return {
    ...facts,
    licence: licence && 'expression' in licence ? licence.expression : null,
  }
}
