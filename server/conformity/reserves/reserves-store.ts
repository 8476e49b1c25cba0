import type { FieldValues } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { grantsByEdition } from '../derogations/index.ts'
import { type ReserveFacts, stateToday } from './reserves-rules.ts'

export const openReserveRows = (db: Queries, applicationId: string) =>
  db
    .selectFrom('procedures')
    .select(['id', 'title', 'link', 'state', 'data', 'edition_digest'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'reserve')
    .where('final', '=', false)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()

/** Covered reserves of every application, locked until the transaction ends; what another sweep holds is left to it. */
export const coveredReserveRows = (trx: Trx) =>
  trx
    .selectFrom('procedures')
    .select(['id', 'application_id', 'data', 'edition_digest'])
    .where('process', '=', 'reserve')
    .where('state', '=', 'covered')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()

/** The edition in whose numbers a reserve names its requirements. */
export const reserveEdition = async (trx: Trx, id: string): Promise<string | null> =>
  (await trx.selectFrom('procedures').select('edition_digest').where('id', '=', id).executeTakeFirstOrThrow())
    .edition_digest

/** Reserves of an application that are not lifted, as they count on that day. */
export async function reservesOf(
  db: Queries,
  services: Pick<Services, 'governance'>,
  applicationId: string,
  today: string,
): Promise<ReserveFacts[]> {
  const rows = await openReserveRows(db, applicationId)
  if (rows.length === 0) return []
  const derogated = await derogatedIn(db, services, applicationId, today)
  return Promise.all(rows.map(async (row) => factsOf(row, await derogated(row.edition_digest))))
}

const factsOf = (
  { id, title, link, state, data }: Pick<ReserveFacts, 'id' | 'title' | 'link' | 'state'> & { data: FieldValues },
  derogated: ReadonlySet<string>,
): ReserveFacts => ({
  id,
  title,
  link,
  blocking: data['blocking'] === true,
  state: stateToday(state, data, derogated),
})

/** Reserves of an application that counted at an instant, as they are today, lifted ones included. */
export async function reservesThen(
  db: Queries,
  services: Pick<Services, 'governance'>,
  applicationId: string,
  then: Date,
  today: string,
): Promise<ReserveFacts[]> {
  const settled = services.governance.processById
    .get('reserve')!
    .states.flatMap(({ id, final }) => (final || id === 'covered' ? [id] : []))
  const rows = await db
    .selectFrom('procedures')
    .select(['id', 'title', 'link', 'state', 'data', 'edition_digest'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'reserve')
    .where('opened_at', '<=', then)
    .where((eb) =>
      eb(
        eb
          .selectFrom('procedure_steps as step')
          .whereRef('step.procedure_id', '=', 'procedures.id')
          .where('step.at', '<=', then)
          .orderBy('step.revision', 'desc')
          .limit(1)
          .select('step.to_state'),
        'not in',
        settled,
      ),
    )
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const derogated = await derogatedIn(db, services, applicationId, today)
  return Promise.all(rows.map(async (row) => factsOf(row, await derogated(row.edition_digest))))
}

/** Requirements of an application that derogations in force cover on that day, as the edition numbers them in which a reserve is written. */
export async function derogatedIn(
  db: Queries,
  services: Pick<Services, 'governance'>,
  applicationId: string,
  today: string,
): Promise<(edition: string | null) => Promise<ReadonlySet<string>>> {
  const grants = await grantsByEdition(db, services, applicationId, today)
  return async (edition) => new Set((await grants(edition)).map(({ requirementId }) => requirementId))
}
