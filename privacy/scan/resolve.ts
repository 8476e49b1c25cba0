import type { Candidate } from './scan.ts'

const better = (one: Candidate, other: Candidate): boolean =>
  one.weight !== other.weight
    ? one.weight > other.weight
    : one.end - one.start !== other.end - other.start
      ? one.end - one.start > other.end - other.start
      : one.start < other.start

/**
 * Claims → spans: sorted, not overlapping. Walks the claims by their start and keeps, where two meet, the heavier one, then the longer;
 * one newcomer may push several kept ones out. Each claim is kept and pushed out at most once, so the walk is linear after the sort.
 */
export function resolve(candidates: Candidate[]): Candidate[] {
  candidates.sort((a, b) => a.start - b.start || b.end - a.end)
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
