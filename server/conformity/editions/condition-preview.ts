/** What a condition of applicability would catch, before anybody votes on it. */
import type { Bilingual, Condition, editionRoutes, RouteOutput, VolumeId } from '@socle/contracts'
import { applicability, conditionInWords, type Framework } from '@socle/rulebook'
import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { describedApplications } from '../applications/index.ts'

const SHOWN = 50

/** @param all whether the caller sees every application, or those of their teams */
export async function previewCondition(
  db: Queries,
  framework: Framework,
  { caller, all }: { caller: Caller; all: boolean },
  { volume, applies }: { volume: VolumeId; applies: Condition },
): Promise<RouteOutput<typeof editionRoutes.catches>> {
  const errors = conditionMistakes(framework, applies)
  if (errors.length > 0) throw refuse('invalid-request', {}, { errors })
  // One requirement of the volume with this condition, judged as every other is.
  const [example] = framework.requirements
  const alone: Framework = { ...framework, requirements: [{ ...example!, volume, applies }] }
  const described = await describedApplications(db, caller, all)
  const caught = described.flatMap(({ id, name, description }) => {
    const [outcome] = applicability(alone, description.traits).requirements
    return outcome!.applies ? [{ id, name, certain: outcome!.certain }] : []
  })
  return {
    words: conditionInWords(framework, applies),
    total: described.length,
    applies: caught.filter(({ certain }) => certain).length,
    uncertain: caught.filter(({ certain }) => !certain).length,
    applications: caught.slice(0, SHOWN),
  }
}

/** Traits and answers that the framework does not know: nothing would ever match them. */
function conditionMistakes(framework: Framework, condition: Condition, path = 'body.applies') {
  const mistakes: { path: string; message: Bilingual }[] = []
  const visit = (part: Condition, at: string): void => {
    if (part === 'always') return
    const { all, any, not } = part as { all?: Condition[]; any?: Condition[]; not?: Condition }
    if (Array.isArray(all) && all.every((inner) => typeof inner !== 'string' || inner === 'always'))
      return all.forEach((inner, index) => visit(inner, `${at}.all.${index}`))
    if (Array.isArray(any) && any.every((inner) => typeof inner !== 'string' || inner === 'always'))
      return any.forEach((inner, index) => visit(inner, `${at}.any.${index}`))
    if (not !== undefined && !Array.isArray(not)) return visit(not, `${at}.not`)
    for (const [id, options] of Object.entries(part as Record<string, string[]>)) {
      const trait = framework.traitById.get(id)
      if (!trait) {
        mistakes.push({
          path: `${at}.${id}`,
          message: { fr: `La question ${id} n’existe pas.`, en: `There is no question ${id}.` },
        })
        continue
      }
      const known = new Set(trait.options.map((option) => option.id))
      const columns = new Set(trait.columns?.map((column) => column.id))
      const unknown = options.filter((option) => {
        const [row = '', column] = option.split('@')
        if (trait.kind !== 'matrix' || column === undefined) return !known.has(option) && option !== 'none'
        return (row !== '*' && !known.has(row)) || (column !== '*' && !columns.has(column))
      })
      if (unknown.length > 0)
        mistakes.push({
          path: `${at}.${id}`,
          message: {
            fr: `Réponses inconnues : ${unknown.join(', ')}.`,
            en: `Unknown answers: ${unknown.join(', ')}.`,
          },
        })
    }
  }
  visit(condition, path)
  return mistakes
}
