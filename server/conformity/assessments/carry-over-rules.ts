import type {
  Bilingual,
  Condition,
  Description,
  Reopened,
  ReopenReason,
  RequirementId,
  RequirementOutcome,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'

/** What changes between two sides; a lock falls by itself. */
type Change = Exclude<ReopenReason, 'lock-fallen'>

export interface Side {
  readonly framework: Framework
  readonly description: Description
  /** Requirements due at the gate. */
  readonly due: readonly RequirementOutcome[]
}

/**
 * What must be looked at again when one goes from a file to another, or from a decision to today: what is new there, and
 * what changed in the requirement or in the answers that it depends on. Everything else stands as it was.
 */
export function reopenedBetween(before: Side, after: Side): Reopened[] {
  const dueBefore = new Set(before.due.map(({ id }) => id))
  return after.due.flatMap(({ id }) => {
    const why = dueBefore.has(id) ? changesOf(id, before, after) : ['new' as const]
    return why.length === 0 ? [] : { requirementId: id, why, text: sentenceOf(why) }
  })
}

function changesOf(id: RequirementId, before: Side, after: Side): Change[] {
  const [a, b] = [before.framework.requirementById.get(id)!, after.framework.requirementById.get(id)!]
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  const why: Change[] = []
  if (differs(a.text, b.text)) why.push('reworded')
  if (a.level !== b.level) why.push('relevelled')
  if (differs(a.verification, b.verification)) why.push('verified-otherwise')
  if (differs(a.applies, b.applies)) why.push('applies-otherwise')
  const answered = ({ description }: Side, trait: string) => sorted(description.traits[trait])
  if (traitsOf(b.applies).some((trait) => differs(answered(before, trait), answered(after, trait))))
    why.push('answers-changed')
  return why
}

/** The order in which several answers were ticked says nothing. */
const sorted = (answer: string | readonly string[] | undefined) => (Array.isArray(answer) ? [...answer].sort() : answer)

/** Questions that a condition asks. */
function traitsOf(condition: Condition): string[] {
  if (condition === 'always') return []
  if ('all' in condition) return (condition['all'] as Condition[]).flatMap(traitsOf)
  if ('any' in condition) return (condition['any'] as Condition[]).flatMap(traitsOf)
  if ('not' in condition) return traitsOf(condition['not'] as Condition)
  return Object.keys(condition)
}

const words: Record<Change, Bilingual> = {
  new: { fr: 'elle n’était pas à évaluer avant', en: 'it was not to be assessed before' },
  reworded: { fr: 'son texte a changé', en: 'its text has changed' },
  relevelled: { fr: 'son niveau a changé', en: 'its level has changed' },
  'verified-otherwise': { fr: 'elle se vérifie autrement', en: 'it is verified otherwise' },
  'applies-otherwise': {
    fr: 'la condition de son application a changé',
    en: 'the condition under which it applies has changed',
  },
  'answers-changed': { fr: 'une réponse dont elle dépend a changé', en: 'an answer that it depends on has changed' },
}

const sentenceOf = (why: readonly Change[]): Bilingual => ({
  fr: `À revoir : ${why.map((reason) => words[reason].fr).join(', ')}.`,
  en: `To be looked at again: ${why.map((reason) => words[reason].en).join(', ')}.`,
})
