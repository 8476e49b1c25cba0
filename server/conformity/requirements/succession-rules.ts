/** How requirements go from one edition to another: what kept its wording under another number, what was split, what was merged. */
import type { EditionChange, EditionChangeKind, RequirementId } from '@socle/contracts'
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
  /** All that each requirement of the new edition comes from: several for a merge, one of several for a split. */
  readonly origins: ReadonlyMap<RequirementId, readonly RequirementId[]>
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
  const origins = new Map<RequirementId, RequirementId[]>()
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
      if (to === undefined) continue
      const known = origins.get(current)
      if (known !== undefined) {
        known.push(id)
        // Of several that were put together, the one that keeps its number is the one that goes on.
        if (current !== id) continue
      } else origins.set(current, [id])
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
  return { continuations, origins }
}

/** Spaces and line breaks of a data file are not wording. */
const sameWording = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()
