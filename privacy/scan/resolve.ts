import type { Candidate } from './scan.ts'

const better = (one: Candidate, other: Candidate): boolean =>
  one.weight !== other.weight
    ? one.weight > other.weight
    : one.end - one.start !== other.end - other.start
      ? one.end - one.start > other.end - other.start
      : one.start < other.start

const byStart = (a: Candidate, b: Candidate): number => a.start - b.start || b.end - a.end

/** Names alone come as they stand in the text: a sort would copy all of them. */
function inOrder(candidates: readonly Candidate[]): boolean {
  for (let at = 1; at < candidates.length; at++) if (byStart(candidates[at - 1]!, candidates[at]!) > 0) return false
  return true
}

/**
 * Claims → spans: sorted, not overlapping. Walks the claims by their start and keeps, where two meet, the heavier one, then the longer;
 * one newcomer may push several kept ones out. Each claim is kept and pushed out at most once, so the walk is linear after the sort.
 */
export function resolve(candidates: Candidate[]): Candidate[] {
  if (!inOrder(candidates)) candidates.sort(byStart)
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    if (candidate.end <= candidate.start) continue
    let first = kept.length
    while (first > 0 && kept[first - 1]!.end > candidate.start) first--
    let beaten = first
    while (beaten < kept.length && better(candidate, kept[beaten]!)) beaten++
    if (beaten < kept.length) continue
    kept.length = first
    kept.push(candidate)
  }
  return kept
}
