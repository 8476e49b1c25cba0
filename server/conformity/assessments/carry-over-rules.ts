import type {
  AssessmentStatus,
  Bilingual,
  Condition,
  Description,
  Gate,
  GatePassingPolicy,
  MigrationPolicy,
  Reopened,
  ReopenReason,
  RequirementId,
  RequirementOutcome,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { EditionStep } from '../requirements/index.ts'

/** What changes between two sides; a lock falls by itself, and a gap is found. */
type Change = Exclude<ReopenReason, 'lock-fallen' | 'found-since'>

export interface Side {
  readonly framework: Framework
  readonly description: Description
  /** Requirements due at the gate. */
  readonly due: readonly RequirementOutcome[]
}

/** From one side's edition to the other's, and what the policy makes of it. */
export interface Passage {
  readonly step: EditionStep
  readonly policy: Pick<MigrationPolicy, 'rules'>
}

/** A file among those of its application. */
export interface Place {
  readonly id: string
  readonly version: string
  readonly gate: Gate
}

/**
 * Files that one begins with. The first that says something of a requirement has the last word on it: the nearest earlier
 * gate of the same version, where the policy takes it over, and in the end the version before at the same gate.
 * @param others of the same application, the last opened first
 * @param gates in their order
 */
export function sourcesOf<F extends Place>(
  file: Place,
  others: readonly F[],
  gates: readonly Gate[],
  { chosen }: Pick<GatePassingPolicy['earlierGates'], 'chosen'>,
): F[] {
  const earlier = chosen === 'taken-over' ? gates.slice(0, gates.indexOf(file.gate)).toReversed() : []
  const at = (gate: Gate, sameVersion: boolean): F[] =>
    others.filter((other) => other.gate === gate && (other.version === file.version) === sameVersion).slice(0, 1)
  return [...earlier.flatMap((gate) => at(gate, true)), ...at(file.gate, false)]
}

export interface Source<F, A> {
  readonly file: F
  readonly side: Side
  readonly assessments: readonly A[]
  /** From its edition to that of the file that begins. */
  readonly passage: Passage
}

/** An assessment as the file names it that begins with it. */
export type Carried<A> = A & { readonly former_id: string }

/** What comes along from each file, and what does not and why; a requirement is named once. */
export function shareOut<F extends Place, A extends { requirement_id: string; status: AssessmentStatus }>(
  file: Place,
  after: Side,
  sources: readonly Source<F, A>[],
): { from: F; carried: Carried<A>[]; reopened: Reopened[] }[] {
  const left = new Set<string>(after.due.map(({ id }) => id))
  const shares = sources.map(({ file: from, side, assessments, passage }) => {
    const said = renumbered(assessments, passage.step).filter(
      ({ requirement_id, status }) => left.has(requirement_id) && status !== 'not-assessed',
    )
    const settled = new Set(said.map(({ requirement_id }) => requirement_id))
    const changed = reopenedBetween(side, after, passage)
    const open = new Set<string>(changed.map(({ requirementId }) => requirementId))
    // That a later gate asks for more is no news; that the next version does is.
    const reopened = changed.filter(({ requirementId: id, why }) =>
      from.version === file.version ? settled.has(id) && !why.includes('new') : left.has(id),
    )
    const carried = said.filter(({ requirement_id }) => !open.has(requirement_id))
    for (const { requirement_id } of carried) left.delete(requirement_id)
    for (const { requirementId } of reopened) left.delete(requirementId)
    return { from, carried, reopened }
  })
  return shares.filter(
    ({ from, carried, reopened }) => from.version !== file.version || carried.length + reopened.length > 0,
  )
}

/** Under the numbers that the requirements have in the later edition. */
const renumbered = <A extends { requirement_id: string }>(
  assessments: readonly A[],
  { continuations }: EditionStep,
): Carried<A>[] => {
  const byId = new Map(assessments.map((row) => [row.requirement_id, row]))
  return [...continuations.values()].flatMap(({ before, after }) => {
    const row = byId.get(before)
    return row === undefined ? [] : [{ ...row, requirement_id: after, former_id: before }]
  })
}

/**
 * What must be looked at again when one goes from a file to another, or from a decision to today: what is new there, and
 * what changed in the requirement or in the answers that it depends on. Everything else stands as it was.
 */
export function reopenedBetween(before: Side, after: Side, passage: Passage): Reopened[] {
  const dueBefore = new Set(before.due.map(({ id }) => id))
  return after.due.flatMap(({ id }) => {
    const known = passage.step.origins.get(id)?.some((from) => dueBefore.has(from))
    const why = known ? changesOf(id, before, after, passage) : ['new' as const]
    return why.length === 0 ? [] : { requirementId: id, why, text: sentenceOf(why) }
  })
}

/** What the policy reopens, then what it does not speak of: verification, application and answers. */
function changesOf(id: RequirementId, before: Side, after: Side, { step, policy }: Passage): Change[] {
  const { before: former, changes } = step.continuations.get(id)!
  const [a, b] = [before.framework.requirementById.get(former)!, after.framework.requirementById.get(id)!]
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  const why: Change[] = policy.rules
    .filter(({ change, effect }) => effect === 'reopen' && changes.includes(change))
    .map(({ change }) => change)
  // A part or a whole of another is verified otherwise by nature: told once.
  if (why.includes('split') || why.includes('merged')) return why
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
  renumbered: { fr: 'son numéro a changé', en: 'its number has changed' },
  split: { fr: 'elle vient d’une exigence scindée', en: 'it comes from a requirement that was split' },
  merged: { fr: 'elle réunit plusieurs exigences', en: 'it joins several requirements' },
  recategorised: { fr: 'sa catégorie a changé', en: 'its category has changed' },
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
