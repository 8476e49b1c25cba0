/**
 * What a new edition does to one conformity file. Pure: the policy (`framework/governance/migration.yaml`), both editions
 * and the statuses come in as data, so that the simulation and its application cannot differ.
 */
import type {
  AssessmentStatus,
  Bilingual,
  EditionChange,
  EditionChangeKind,
  MigrationCounts,
  MigrationItem,
  MigrationPolicy,
  RequirementId,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'

/** The same requirement on both sides, and what changed in it. */
interface Continuation {
  readonly before: RequirementId
  readonly after: RequirementId
  readonly changes: readonly EditionChangeKind[]
}

/** What changed from one edition to another, whatever stood between them. */
export interface EditionStep {
  readonly continuations: ReadonlyMap<RequirementId, Continuation>
  /** Requirements of the new edition that made several into one or came out of one, by new identifier. */
  readonly former: ReadonlyMap<RequirementId, RequirementId>
}

/**
 * Follows each requirement of `before` to `after`, through the change logs of the editions between them, oldest first.
 * What an identifier says today is compared with what it said: a wording changed and changed back has not changed.
 */
export function stepBetween(
  before: Framework,
  after: Framework,
  logs: readonly (readonly EditionChange[])[],
): EditionStep {
  const continuations = new Map<RequirementId, Continuation>()
  const former = new Map<RequirementId, RequirementId>()
  for (const { id } of before.requirements) {
    let now = [id]
    const regrouped = new Set<EditionChangeKind>()
    for (const log of logs) {
      now = now.flatMap((current) => {
        if (log.some(({ kind, before: from }) => kind === 'removed' && from.includes(current))) return []
        const moved = log.filter(
          ({ kind, before: from }) =>
            (kind === 'renumbered' || kind === 'split' || kind === 'merged') && from.includes(current),
        )
        for (const { kind } of moved) if (kind !== 'renumbered') regrouped.add(kind)
        return moved.length === 0 ? [current] : moved.flatMap((change) => change.after)
      })
    }
    for (const current of new Set(now)) {
      const to = after.requirementById.get(current)
      if (to === undefined || former.has(current)) continue
      former.set(current, id)
      const from = before.requirementById.get(id)!
      const changes: EditionChangeKind[] = [
        ...regrouped,
        ...(current === id || regrouped.size > 0 ? [] : (['renumbered'] as const)),
        // A part or a whole of another says something else by nature: told once.
        ...(regrouped.size > 0 || sameWording(from.text.fr, to.text.fr) ? [] : (['reworded'] as const)),
        ...(from.level === to.level ? [] : (['relevelled'] as const)),
        ...(from.sheet === to.sheet ? [] : (['recategorised'] as const)),
      ]
      continuations.set(current, { before: id, after: current, changes })
    }
  }
  return { continuations, former }
}

/** Spaces and line breaks of a data file are not wording. */
const sameWording = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()

export interface MigrationInput {
  readonly before: Framework
  readonly after: Framework
  readonly step: EditionStep
  /** Due at the file's gate in each edition. */
  readonly dueBefore: ReadonlySet<RequirementId>
  readonly dueAfter: ReadonlySet<RequirementId>
  readonly statuses: ReadonlyMap<RequirementId, AssessmentStatus>
  readonly policy: MigrationPolicy
}

/** One line for each requirement that is due before or after; in the order of the new edition, then what disappears. */
export function migrateFile(input: MigrationInput): MigrationItem[] {
  const { before, after, step, dueBefore, dueAfter, statuses } = input
  const items: MigrationItem[] = []
  const continued = new Set<RequirementId>()
  for (const { id, title } of after.requirements) {
    if (!dueAfter.has(id)) continue
    const continuation = step.continuations.get(id)
    const origin = continuation?.before ?? id
    if (continuation !== undefined) continued.add(origin)
    const status = statuses.get(origin) ?? 'not-assessed'
    const formerId = origin === id ? null : origin
    if (continuation === undefined || (!dueBefore.has(origin) && status === 'not-assessed')) {
      items.push({
        requirementId: id,
        title,
        outcome: 'appears',
        formerId,
        status: 'not-assessed',
        changes: continuation === undefined ? ['added'] : [...continuation.changes],
        reason: continuation === undefined ? isNew : nowDue,
        rule: null,
      })
      continue
    }
    items.push({
      requirementId: id,
      title,
      formerId,
      status,
      changes: [...continuation.changes],
      ...effectOf(input, status, continuation.changes),
    })
  }
  for (const { id, title } of before.requirements) {
    if (!dueBefore.has(id) || continued.has(id)) continue
    const stays = [...step.continuations.values()].some((each) => each.before === id)
    items.push({
      requirementId: id,
      title,
      outcome: 'disappears',
      formerId: null,
      status: statuses.get(id) ?? 'not-assessed',
      changes: stays ? [] : ['removed'],
      reason: stays ? noLongerDue : isGone,
      rule: null,
    })
  }
  return items
}

function effectOf(
  { policy }: MigrationInput,
  status: AssessmentStatus,
  changes: readonly EditionChangeKind[],
): Pick<MigrationItem, 'outcome' | 'reason' | 'rule'> {
  if (changes.length === 0) return { outcome: 'kept', reason: unchanged, rule: null }
  const rules = policy.rules.filter(({ change }) => changes.includes(change))
  const reopening = rules.find(({ effect }) => effect === 'reopen')
  if (reopening === undefined)
    return { outcome: 'kept', reason: kept(rules.map(({ because }) => because)), rule: rules[0]?.id ?? null }
  if (status === 'not-assessed') return { outcome: 'kept', reason: nothingToReopen, rule: null }
  const above = policy.keptStatuses.find((entry) => entry.status === status)
  if (above !== undefined) return { outcome: 'kept', reason: kept([above.because]), rule: `kept-status-${status}` }
  const all = rules.filter(({ effect }) => effect === 'reopen').map(({ because }) => because)
  return { outcome: 'reopened', reason: clause('Rouverte : ', 'Reopened: ', all), rule: reopening.id }
}

const clause = (fr: string, en: string, all: readonly Bilingual[]): Bilingual => ({
  fr: `${fr}${all.map((each) => each.fr).join(' ; ')}.`,
  en: `${en}${all.map((each) => each.en).join('; ')}.`,
})
const kept = (all: readonly Bilingual[]): Bilingual => clause('Conservée : ', 'Kept: ', all)
const unchanged: Bilingual = { fr: 'Conservée : rien n’a changé.', en: 'Kept: nothing has changed.' }
const nothingToReopen: Bilingual = {
  fr: 'Conservée : elle a changé, mais n’était pas encore évaluée.',
  en: 'Kept: it has changed, but was not assessed yet.',
}
const isNew: Bilingual = { fr: 'Apparaît : elle est nouvelle.', en: 'Appears: it is new.' }
const nowDue: Bilingual = {
  fr: 'Apparaît : elle s’applique désormais à ce jalon.',
  en: 'Appears: it now applies at this gate.',
}
const isGone: Bilingual = {
  fr: 'Disparaît : l’édition ne la porte plus. Son évaluation reste dans l’historique.',
  en: 'Disappears: the edition no longer holds it. Its assessment stays in the history.',
}
const noLongerDue: Bilingual = {
  fr: 'Disparaît : elle ne s’applique plus à ce jalon. Son évaluation reste dans l’historique.',
  en: 'Disappears: it no longer applies at this gate. Its assessment stays in the history.',
}

export function countsOf(items: readonly MigrationItem[]): MigrationCounts {
  const counts = { kept: 0, reopened: 0, appears: 0, disappears: 0 }
  for (const { outcome } of items) counts[outcome] += 1
  return counts
}
