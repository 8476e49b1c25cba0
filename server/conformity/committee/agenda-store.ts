/** What is on the agenda of a session: its items, what they propose and what came of them. */
import type { AgendaAbout, AgendaProposal, AgendaSubject, VoteResult } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { waitingItem } from '../procedures/index.ts'

const items = (db: Queries) =>
  db
    .selectFrom('committee_items as item')
    .leftJoin('procedures as subject', 'subject.id', 'item.procedure_id')
    .leftJoin('applications', 'applications.id', 'subject.application_id')
    .leftJoin('users as requester', 'requester.id', 'subject.requester_id')
    .leftJoin('users as notifier', 'notifier.id', 'item.notified_by')
    .selectAll('item')
    .select(['subject.link as subject_link', 'subject.process', 'notifier.name as notifier_name'])
    .select([
      'subject.application_id',
      'subject.data as subject_data',
      'subject.requester_id',
      'requester.name as requester_name',
    ])
    .select(['applications.name as application_name', 'applications.version as application_version'])

/** Who is in the team of each of these applications. */
export async function teamsOf(db: Queries, applicationIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('application_team')
    .select(['application_id', 'user_id'])
    .where('application_id', 'in', applicationIds)
    .execute()
  const teams = Map.groupBy(rows, ({ application_id }) => application_id)
  return new Map([...teams].map(([id, members]) => [id, members.map(({ user_id }) => user_id)]))
}

export type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number]

export const itemsOf = (db: Queries, sessionId: string) =>
  items(db).where('item.session_id', '=', sessionId).orderBy('item.position').execute()

export const sessionOfItem = async (db: Queries, itemId: string): Promise<string | undefined> =>
  (await db.selectFrom('committee_items').select('session_id').where('id', '=', itemId).executeTakeFirst())?.session_id

export const itemRow = (db: Queries, sessionId: string, itemId: string) =>
  items(db).where('item.session_id', '=', sessionId).where('item.id', '=', itemId).executeTakeFirst()

/** Votes to come, and decisions that are not notified yet. */
const waitingItems = (db: Queries) =>
  db
    .selectFrom('committee_items as item')
    .innerJoin('procedures as session', 'session.id', 'item.session_id')
    .where(waitingItem)

/** The sessions before which procedures are; a draft edition is one as well, however it was put on the agenda. */
export const agendasOf = (db: Queries, procedureIds: readonly string[]) =>
  waitingItems(db)
    .innerJoin('committee_sessions', 'committee_sessions.procedure_id', 'session.id')
    .where((eb) => eb.or([eb('item.procedure_id', 'in', procedureIds), eb('item.edition_id', 'in', procedureIds)]))
    .select(['item.procedure_id', 'item.edition_id', 'session.id', 'session.title', 'session.state'])
    .select('committee_sessions.day')
    .execute()

/** What the last session to have closed with a procedure on its agenda said of it. */
export const lastVoteOn = (db: Queries, procedureId: string) =>
  db
    .selectFrom('committee_items as item')
    .innerJoin('procedures as session', 'session.id', 'item.session_id')
    .innerJoin('committee_sessions', 'committee_sessions.procedure_id', 'session.id')
    .innerJoin('procedure_steps as closing', (join) =>
      join.onRef('closing.procedure_id', '=', 'session.id').on('closing.transition', '=', 'close'),
    )
    .where((eb) => eb.or([eb('item.procedure_id', '=', procedureId), eb('item.edition_id', '=', procedureId)]))
    .where('item.outcome', 'is not', null)
    .select(['session.id', 'session.title', 'committee_sessions.day', 'item.result'])
    .orderBy('closing.at', 'desc')
    .orderBy('closing.revision', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Where a procedure stands. */
export interface Standing {
  readonly process: string
  readonly state: string
}

/** Of these procedures, those that may not be put on an agenda now. Locks them: two agendas do not take the same one. */
export async function refusedSubjects(
  trx: Trx,
  procedureIds: readonly string[],
  isReady: (standing: Standing) => boolean,
): Promise<Map<string, 'unknown' | 'final' | 'waiting' | Standing>> {
  if (procedureIds.length === 0) return new Map()
  const known = await trx
    .selectFrom('procedures')
    .select(['id', 'final', 'process', 'state'])
    .where('id', 'in', procedureIds)
    .where('process', '<>', 'committee-session')
    .orderBy('id')
    .forUpdate()
    .execute()
  const waiting = await waitingItems(trx)
    .select(['item.procedure_id', 'item.edition_id'])
    .where((eb) => eb.or([eb('item.procedure_id', 'in', procedureIds), eb('item.edition_id', 'in', procedureIds)]))
    .execute()
  const found = new Map(known.map((row) => [row.id, row]))
  const why = (id: string) => {
    const row = found.get(id)
    if (row === undefined) return 'unknown'
    if (row.final) return 'final'
    if (waiting.some((item) => item.procedure_id === id || item.edition_id === id)) return 'waiting'
    return isReady(row) ? undefined : { process: row.process, state: row.state }
  }
  return new Map(
    procedureIds.flatMap((id) => {
      const reason = why(id)
      return reason ? [[id, reason] as const] : []
    }),
  )
}

/** Until when these procedures ask for what they ask, those that say so. */
async function askedUntil(trx: Trx, procedureIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (procedureIds.length === 0) return new Map()
  const asked = sql<string>`data->>'until-asked'`
  const rows = await trx
    .selectFrom('procedures')
    .where('id', 'in', procedureIds)
    .where(asked, 'is not', null)
    .select(['id', asked.as('until')])
    .execute()
  return new Map(rows.map(({ id, until }) => [id, until]))
}

/** What says nothing of its end is put to the vote until the day that the file asks for: nobody is granted more unawares. */
export async function insertItems(
  trx: Trx,
  sessionId: string,
  added: readonly (AgendaProposal & { subject: AgendaSubject })[],
): Promise<string[]> {
  const asked = await askedUntil(
    trx,
    added.flatMap(({ subject }) => (subject.kind === 'procedure' ? [subject.procedureId] : [])),
  )
  const { last } = await trx
    .selectFrom('committee_items')
    .where('session_id', '=', sessionId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const rows = added.map(({ subject, title, proposal, conditions, until }, index) => ({
    id: randomUUID(),
    session_id: sessionId,
    position: (last ?? 0) + index + 1,
    kind: subject.kind,
    procedure_id: subject.kind === 'procedure' ? subject.procedureId : null,
    edition_id: subject.kind === 'edition' ? subject.editionId : null,
    title,
    proposal,
    conditions,
    until_day: until ?? (subject.kind === 'procedure' ? (asked.get(subject.procedureId) ?? null) : null),
    revision: 1,
    result: null,
    about: null,
    outcome: null,
    notified_at: null,
    notified_by: null,
  }))
  await trx.insertInto('committee_items').values(rows).execute()
  return rows.map(({ id }) => id)
}

export const storeProposal = (trx: Trx, itemId: string, proposal: AgendaProposal) =>
  trx
    .updateTable('committee_items')
    .set({
      title: proposal.title,
      proposal: proposal.proposal,
      conditions: proposal.conditions,
      until_day: proposal.until,
      revision: sql`revision + 1`,
    })
    .where('id', '=', itemId)
    .execute()

export const deleteItem = (trx: Trx, itemId: string) =>
  trx.deleteFrom('committee_items').where('id', '=', itemId).execute()

/** What the minutes say from now on. */
export const storeResult = (trx: Trx, itemId: string, result: VoteResult, about: AgendaAbout | null) =>
  trx
    .updateTable('committee_items')
    .set({
      result: JSON.stringify(result),
      outcome: result.outcome,
      about: about === null ? null : JSON.stringify(about),
    })
    .where('id', '=', itemId)
    .execute()

export const storeNotified = (trx: Trx, itemId: string, userId: string, now: Date) =>
  trx.updateTable('committee_items').set({ notified_at: now, notified_by: userId }).where('id', '=', itemId).execute()
