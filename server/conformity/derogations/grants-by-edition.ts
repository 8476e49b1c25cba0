/** Derogations in force, under the numbers of whichever edition asks: a decision follows its requirement from edition to edition. */
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { originsBetween } from '../requirements/index.ts'
import { type Grant, grantsUnder } from './derogations-rules.ts'
import { grantsInForce } from './derogations-store.ts'

/**
 * The grants of an application on a day, read once for every edition that is asked about.
 * @returns a function from an edition's digest to the grants as it numbers them; null = as they were written
 */
export async function grantsByEdition(
  db: Queries,
  { governance }: Pick<Services, 'governance'>,
  applicationId: string,
  today: string,
): Promise<(edition: string | null) => Promise<Grant[]>> {
  const written = Map.groupBy(await grantsInForce(db, applicationId, today), ({ edition }) => edition)
  const known = new Map<string | null, Grant[]>()
  return async (edition) => {
    const kept = known.get(edition)
    if (kept !== undefined) return kept
    const found: Grant[] = []
    for (const [from, grants] of written)
      if (from === null || edition === null || from === edition) found.push(...grants)
      else {
        const origins = await originsBetween(db, from, edition)
        found.push(...grantsUnder(grants, origins, governance.policies.migration.derogations))
      }
    known.set(edition, found)
    return found
  }
}
