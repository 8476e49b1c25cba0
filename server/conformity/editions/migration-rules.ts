/**
 * What a new edition does to one conformity file. Pure: the policy (`framework/governance/migration.yaml`), both editions
 * and the statuses come in as data, so that the simulation and its application cannot differ.
 */
import type {
  AssessmentStatus,
  Bilingual,
  EditionChangeKind,
  MigrationCounts,
  MigrationItem,
  MigrationPolicy,
  RequirementId,
} from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { EditionStep } from '../requirements/index.ts'

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
        laterIds: [],
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
      laterIds: [],
      status,
      changes: [...continuation.changes],
      ...effectOf(input, status, continuation.changes),
    })
  }
  const joinedTo = new Map<RequirementId, RequirementId[]>()
  for (const [whole, origins] of step.origins)
    for (const origin of origins) joinedTo.set(origin, [...(joinedTo.get(origin) ?? []), whole])
  for (const { id, title } of before.requirements) {
    if (!dueBefore.has(id) || continued.has(id)) continue
    const said = { requirementId: id, title, formerId: null, status: statuses.get(id) ?? 'not-assessed', rule: null }
    const stays = [...step.continuations.values()].some((each) => each.before === id)
    const later = (stays ? [] : (joinedTo.get(id) ?? [])).filter((whole) => dueAfter.has(whole))
    if (later.length > 0)
      items.push({
        ...said,
        outcome: 'joined',
        laterIds: later,
        changes: ['merged'],
        reason: isJoined(later.map((whole) => after.requirementById.get(whole)!)),
      })
    else
      items.push({
        ...said,
        outcome: 'disappears',
        laterIds: [],
        changes: stays || joinedTo.has(id) ? [] : ['removed'],
        reason: stays || joinedTo.has(id) ? noLongerDue : isGone,
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

const isJoined = (wholes: readonly Pick<Framework['requirements'][number], 'id' | 'title'>[]): Bilingual => ({
  fr: `Réunie à ${wholes.map(({ id, title }) => `« ${title.fr} » (${id})`).join(', ')}, qui reprend ce qu’elle demandait. Son évaluation reste dans l’historique.`,
  en: `Joined to ${wholes.map(({ id, title }) => `“${title.en}” (${id})`).join(', ')}, which asks what it asked. Its assessment stays in the history.`,
})

export const noCounts = (): MigrationCounts => ({ kept: 0, reopened: 0, appears: 0, disappears: 0, joined: 0 })

export function countsOf(items: readonly MigrationItem[]): MigrationCounts {
  const counts = noCounts()
  for (const { outcome } of items) counts[outcome] += 1
  return counts
}
