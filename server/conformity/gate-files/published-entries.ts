import type { Process } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { dataWhenLastIn } from '../procedures/index.ts'
import { historyOf, type RegisterEntry } from './register-store.ts'

const PUBLISHED = 'in-force'

/** Each entry as it was published last, while it is revised as well; one that never was is not there. */
export async function publishedEntries(
  db: Queries,
  process: Process,
  entries: readonly RegisterEntry[],
): Promise<RegisterEntry[]> {
  const underWay = entries.filter(({ state }) => state !== PUBLISHED)
  const history = await historyOf(
    db,
    underWay.map(({ id }) => id),
  )
  return entries.flatMap((entry) => {
    if (entry.state === PUBLISHED) return entry
    const data = dataWhenLastIn(process, PUBLISHED, history.get(entry.id) ?? [])
    return data ? { ...entry, state: PUBLISHED, data } : []
  })
}
