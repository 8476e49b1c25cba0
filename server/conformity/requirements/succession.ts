/** How the requirements of one edition go on in another, by the change logs of the editions between them. */
import type { RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { frameworkOf, listEditions } from './editions-store.ts'
import { type EditionStep, stepBetween } from './succession-rules.ts'

/** Steps that are kept: between one edition and the ones before it, they are asked for with every file that is read. */
const KEPT = 24
const known = new Map<string, KeptStep>()

/** `chained`: publications lead from the one to the other. */
type KeptStep = EditionStep & { readonly chained: boolean }

/** From one edition to a later one. Editions never change, so each step is computed once. */
export async function stepTo(db: Queries, before: Framework, after: Framework): Promise<KeptStep> {
  const key = `${before.edition.digest} ${after.edition.digest}`
  const kept = known.get(key)
  if (kept !== undefined) return kept
  const logs = await logsBetween(db, before.edition.digest, after.edition.digest)
  const step = { ...stepBetween(before, after, logs ?? []), chained: logs !== undefined }
  if (known.size >= KEPT) known.delete(known.keys().next().value!)
  known.set(key, step)
  return step
}

/** Requirements of one edition by those of another, whichever of the two came first. */
export async function originsBetween(db: Queries, source: string, target: string): Promise<EditionStep['origins']> {
  const [from, to] = [await frameworkOf(db, source), await frameworkOf(db, target)]
  const onwards = await stepTo(db, from, to)
  if (onwards.chained) return onwards.origins
  const backwards = await stepTo(db, to, from)
  return backwards.chained ? inverted(backwards.origins) : onwards.origins
}

function inverted(origins: EditionStep['origins']): EditionStep['origins'] {
  const found = new Map<RequirementId, RequirementId[]>()
  for (const [later, earlier] of origins) for (const id of earlier) found.set(id, [...(found.get(id) ?? []), later])
  return found
}

/** Oldest first; undefined when no chain of publications leads from the one to the other. */
async function logsBetween(db: Queries, from: string, to: string) {
  const byDigest = new Map((await listEditions(db)).map((edition) => [edition.digest, edition]))
  const logs = []
  for (let at = byDigest.get(to); at !== undefined && at.digest !== from; at = byDigest.get(at.previous ?? '')) {
    logs.unshift(at.changes)
    if (at.previous === undefined || !byDigest.has(at.previous) || logs.length > byDigest.size) return undefined
  }
  return byDigest.has(to) ? logs : undefined
}
