import type { BulkOutcome, RowOutcome } from '@socle/contracts'
import type { Trx } from './database.ts'
import { problemDocument, Refusal } from './errors.ts'
import type { RequestContext } from './http.ts'
import type { Services } from './services.ts'

/**
 * An act on several rows, each in a transaction of its own: what one row refuses holds up no other, and the answer says of
 * each what became of it. Whatever is no refusal ends the act.
 */
export async function rowByRow<Row>(
  { db }: Services,
  { language, requestId }: RequestContext,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  act: (trx: Trx, row: Row) => Promise<void>,
): Promise<BulkOutcome> {
  const outcomes: RowOutcome[] = []
  for (const row of rows) {
    const id = idOf(row)
    try {
      await db.transaction().execute((trx) => act(trx, row))
      outcomes.push({ id, done: true, problem: null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { current: _, ...problem } = problemDocument(error, language, requestId)
      outcomes.push({ id, done: false, problem })
    }
  }
  const done = outcomes.filter((outcome) => outcome.done).length
  return { done, refused: outcomes.length - done, rows: outcomes }
}
