import type { Applicability, ApplicabilityDifference } from '@socle/contracts'

/** What enters and what leaves when a description changes. */
export function difference(before: Applicability, after: Applicability): ApplicabilityDifference {
  const volumesBefore = new Set(before.volumes.map(({ id }) => id))
  const volumesAfter = new Set(after.volumes.map(({ id }) => id))
  const appliedBefore = new Set(before.requirements.filter(({ applies }) => applies).map(({ id }) => id))
  const changed = after.requirements.filter(({ id, applies }) => appliedBefore.has(id) !== applies)
  return {
    volumes: {
      entering: after.volumes.filter(({ id }) => !volumesBefore.has(id)),
      leaving: after.excludedVolumes.filter(({ id }) => volumesBefore.has(id) && !volumesAfter.has(id)),
    },
    entering: changed.filter(({ applies }) => applies),
    leaving: changed.filter(({ applies }) => !applies),
    unchanged: after.requirements.length - changed.length,
  }
}
