import { codeAt, isAlphanumeric } from './characters.ts'
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

/** "Ginette Ottavy Le Grand Buisson, 18600 …": what stands before the address is somebody still. */
function personBefore(text: string, person: Candidate, other: Candidate): Candidate | undefined {
  if (person.type !== 'PERSON' || other.type !== 'ADDRESS' || person.start >= other.start) return undefined
  let end = other.start
  while (end > person.start && !isAlphanumeric(codeAt(text, end - 1))) end--
  return end - person.start > 2 ? { ...person, end } : undefined
}

/**
 * Claims → spans: sorted, not overlapping. Walks the claims by their start and keeps, where two meet, the heavier one, then the longer;
 * one newcomer may push several kept ones out. Each claim is kept and pushed out at most once, so the walk is linear after the sort.
 */
export function resolve(text: string, candidates: Candidate[]): Candidate[] {
  if (!inOrder(candidates)) candidates.sort(byStart)
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    if (candidate.end <= candidate.start) continue
    let first = kept.length
    while (first > 0 && kept[first - 1]!.end > candidate.start) first--
    let beaten = first
    while (beaten < kept.length && better(candidate, kept[beaten]!)) beaten++
    if (beaten < kept.length) continue
    const cut = first < kept.length ? personBefore(text, kept[first]!, candidate) : undefined
    kept.length = first
    if (cut !== undefined) kept.push(cut)
    kept.push(candidate)
  }
  return kept
}
