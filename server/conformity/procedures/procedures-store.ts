import type { FieldValues, ProcedureSort } from '@socle/contracts'
import { isStep } from '@socle/rulebook'
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'
import type { Schema } from '../../platform/schema.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'

const procedures = (db: Queries) =>
  db
    .selectFrom('procedures as procedure')
    .innerJoin('users', 'users.id', 'procedure.requester_id')
    .leftJoin('applications', 'applications.id', 'procedure.application_id')
    .selectAll('procedure')
    .leftJoin('users as assignee', 'assignee.id', 'procedure.assignee_id')
    .select(['users.name as requester_name', 'applications.name as application_name', 'assignee.name as assignee_name'])

export type ProcedureRow = NonNullable<Awaited<ReturnType<typeof procedureRow>>>

export const procedureRow = (db: Queries, id: string) =>
  procedures(db).where('procedure.id', '=', id).executeTakeFirst()

/** Procedures of one process about one application, for the feature that this process belongs to. */
export const proceduresAbout = (db: Queries, applicationId: string, process: string) =>
  db
    .selectFrom('procedures')
    .select(['id', 'title', 'state', 'data', 'entered_at'])
    .where('application_id', '=', applicationId)
    .where('process', '=', process)
    .orderBy('opened_at')
    .execute()

/**
 * An application goes on under another edition: what is not over names its requirements as that one numbers them. Its
 * history keeps what was said.
 * @param laterOf what a requirement of the first edition is in the second
 */
export async function renumberRequirements(
  trx: Trx,
  applicationId: string,
  edition: string,
  laterOf: (from: string, id: string) => Promise<readonly string[]>,
): Promise<void> {
  const rows = await trx
    .selectFrom('procedures')
    .select(['id', 'data', 'edition_digest'])
    .where('application_id', '=', applicationId)
    .where('final', '=', false)
    .where('edition_digest', '!=', edition)
    .where(sql<SqlBool>`data ? 'requirements'`)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { id, data, edition_digest: from } of rows) {
    const named = await Promise.all((data['requirements'] as string[]).map((one) => laterOf(from!, one)))
    const requirements = [...new Set(named.flat())]
    await trx
      .updateTable('procedures')
      .set({ data: JSON.stringify({ ...data, requirements }), edition_digest: edition })
      .where('id', '=', id)
      .execute()
  }
}

export const titlesOf = async (db: Queries, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.selectFrom('procedures').select(['id', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** Locks the procedure until the transaction ends. */
export const lockProcedure = (trx: Trx, id: string) =>
  trx.selectFrom('procedures').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

export const insertProcedure = (
  trx: Trx,
  values: Omit<
    Schema['procedures'],
    'data' | 'opened_at' | 'entered_at' | 'due_on' | 'reminded_at' | 'revision' | 'assignee_id'
  > & {
    data: FieldValues
    due_on: string | null
    now: Date
  },
) => {
  const { now, data, ...columns } = values
  return trx
    .insertInto('procedures')
    .values({ ...columns, data: JSON.stringify(data), revision: 1, opened_at: now, entered_at: now, reminded_at: null })
    .execute()
}

export const storeState = (
  trx: Trx,
  id: string,
  state: {
    state: string
    data: FieldValues
    revision: number
    due_on: string | null
    turn: Schema['procedures']['turn']
    final: boolean
    now: Date
  },
) => {
  const { now, data, ...columns } = state
  return trx
    .updateTable('procedures')
    .set({ ...columns, data: JSON.stringify(data), entered_at: now, reminded_at: null, assignee_id: null })
    .where('id', '=', id)
    .execute()
}

export const storeTurn = (trx: Trx, id: string, turn: Schema['procedures']['turn']) =>
  trx.updateTable('procedures').set({ turn }).where('id', '=', id).execute()

export const storeAssignee = (trx: Trx, id: string, userId: string | null) =>
  trx.updateTable('procedures').set({ assignee_id: userId }).where('id', '=', id).execute()

/** People who hold one of the roles, are in the team, or are the requester, as far as the turn names them. */
export const peopleInTurn = (db: Queries, row: Pick<ProcedureRow, 'turn' | 'application_id' | 'requester_id'>) =>
  db
    .selectFrom('users')
    .select(['users.id', 'users.name'])
    .where((eb) =>
      eb.or([
        sql<SqlBool>`users.roles && ${sql.val(row.turn.filter((actor) => actor !== 'team' && actor !== 'requester'))}::text[]`,
        ...(row.turn.includes('requester') ? [eb('users.id', '=', row.requester_id)] : []),
        ...(row.turn.includes('team') && row.application_id !== null
          ? [
              eb('users.id', 'in', (inner) =>
                inner
                  .selectFrom('application_team')
                  .select('user_id')
                  .where('application_id', '=', row.application_id!),
              ),
            ]
          : []),
      ]),
    )
    .orderBy('users.name')
    .limit(500)
    .execute()

export const insertStep = (
  trx: Trx,
  step: {
    procedure_id: string
    revision: number
    transition: string
    from_state: string | null
    to_state: string
    actor_id: string | null
    at: Date
    data: FieldValues
    note: string
  },
) =>
  trx
    .insertInto('procedure_steps')
    .values({ ...step, data: JSON.stringify(step.data) })
    .execute()

export const stepsOf = (db: Queries, procedureId: string) =>
  db
    .selectFrom('procedure_steps as step')
    .leftJoin('users', 'users.id', 'step.actor_id')
    .selectAll('step')
    .select('users.name as actor_name')
    .where('procedure_id', '=', procedureId)
    .orderBy('step.revision')
    .execute()

/**
 * Open procedures that leave their state by themselves because the deadline has passed, or whose deadline comes near and
 * nobody was reminded. Locked until the transaction ends; what another sweep holds is left to it.
 * @param days `today`, and the first days too far off to remind and to warn of, `YYYY-MM-DD`
 * @param states `process/state` of all that are known, of those that end by themselves, and of those whose end is told ahead
 */
export const dueProcedures = (
  trx: Trx,
  days: { today: string; tooFar: string; endsTooFar: string },
  states: { known: string[]; automatic: string[]; warned: string[] },
  limit: number,
) =>
  trx
    .selectFrom('procedures')
    .select(['id', 'revision'])
    .where('final', '=', false)
    .where(sql<SqlBool>`process || '/' || state = any (${sql.val(states.known)}::text[])`)
    .where((eb) =>
      eb.or([
        eb.and([eb('reminded_at', 'is', null), eb('due_on', '<', days.tooFar)]),
        eb.and([
          eb('reminded_at', 'is', null),
          eb('due_on', '<', days.endsTooFar),
          sql<SqlBool>`process || '/' || state = any (${sql.val(states.warned)}::text[])`,
        ]),
        eb.and([
          eb('due_on', '<', days.today),
          sql<SqlBool>`process || '/' || state = any (${sql.val(states.automatic)}::text[])`,
        ]),
      ]),
    )
    .orderBy('due_on')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export const storeReminder = (trx: Trx, id: string, now: Date) =>
  trx.updateTable('procedures').set({ reminded_at: now }).where('id', '=', id).execute()

/** What a person may read, decided once per process, so that a list is one query. */
export interface Reader {
  readonly userId: string
  readonly roles: readonly string[]
  /** Processes whose procedures the person reads by trade. */
  readonly processes: readonly string[]
  /** `process/state` in which whoever did that act has nothing to do: a transition, `requester`, or `team` for those in it. */
  readonly closedTo: readonly { readonly state: string; readonly act: string }[]
  /** Processes that are put on no agenda, and those that are once they stand in one state. */
  readonly agenda: { readonly never: readonly string[]; readonly once: readonly { process: string; state: string }[] }
}

/** An item of an agenda (`item`, with its `session`) whose procedure waits for the committee, or for its decision to be notified. */
export const waitingItem = sql<SqlBool>`(session.state in ('planned', 'open')
  or (item.outcome in ('adopted', 'refused') and item.notified_at is null))`

export interface ProcedureFilter {
  process?: string | undefined
  state?: string | undefined
  application?: string | undefined
  mine?: boolean | undefined
  overdue?: boolean | undefined
  assigned?: 'me' | 'nobody' | undefined
  final?: boolean | undefined
  /** Only those that may be put on an agenda. */
  agenda?: boolean | undefined
  search?: string | undefined
  sort: ProcedureSort
  descending: boolean
  offset: number
  limit: number
}

export async function listProcedures(db: Queries, reader: Reader, filter: ProcedureFilter, today: string) {
  const inTeam = sql<SqlBool>`exists (select 1 from application_team t where t.application_id = procedure.application_id and t.user_id = ${reader.userId})`
  const statesClosedTo = (kept: (closed: Reader['closedTo'][number]) => boolean) =>
    reader.closedTo.filter(kept).map(({ state }) => state)
  const mine = (eb: ExpressionBuilder<{ procedure: Schema['procedures'] }, 'procedure'>) =>
    eb.and([
      eb.or([
        eb('procedure.requester_id', '<>', reader.userId),
        sql<SqlBool>`procedure.process || '/' || procedure.state <> all (${sql.val(statesClosedTo(({ act }) => act === 'requester'))}::text[])`,
      ]),
      eb.or([
        sql<SqlBool>`procedure.process || '/' || procedure.state <> all (${sql.val(statesClosedTo(({ act }) => act === 'team'))}::text[])`,
        sql<SqlBool>`not ${inTeam}`,
      ]),
      eb.or([
        sql<SqlBool>`procedure.process || '/' || procedure.state <> all (${sql.val(statesClosedTo(({ act }) => isStep(act)))}::text[])`,
        sql<SqlBool>`not exists (
          select 1 from (
            select distinct on (step.transition) step.transition, step.actor_id from procedure_steps step
            where step.procedure_id = procedure.id order by step.transition, step.revision desc
          ) last
          where last.actor_id = ${reader.userId}
            and procedure.process || '/' || procedure.state || '/' || last.transition
              = any (${sql.val(reader.closedTo.map(({ state, act }) => `${state}/${act}`))}::text[]))`,
      ]),
      eb.or([
        sql<SqlBool>`procedure.turn && ${sql.val([...reader.roles])}::text[]`,
        eb.and([sql<SqlBool>`'team' = any (procedure.turn)`, inTeam]),
        eb.and([sql<SqlBool>`'requester' = any (procedure.turn)`, eb('procedure.requester_id', '=', reader.userId)]),
      ]),
    ])
  let found = db
    .selectFrom('procedures as procedure')
    .where((eb) =>
      eb.or([
        sql<SqlBool>`procedure.process = any (${sql.val([...reader.processes])}::text[])`,
        eb('procedure.requester_id', '=', reader.userId),
        inTeam,
      ]),
    )
  if (filter.process !== undefined) found = found.where('procedure.process', '=', filter.process)
  if (filter.state !== undefined) found = found.where('procedure.state', '=', filter.state)
  if (filter.application !== undefined) found = found.where('procedure.application_id', '=', filter.application)
  if (filter.final !== undefined) found = found.where('procedure.final', '=', filter.final)
  if (filter.mine) found = found.where('procedure.final', '=', false).where(mine)
  if (filter.assigned === 'me') found = found.where('procedure.assignee_id', '=', reader.userId)
  if (filter.assigned === 'nobody')
    found = found.where('procedure.final', '=', false).where('procedure.assignee_id', 'is', null)
  if (filter.overdue) found = found.where('procedure.final', '=', false).where('procedure.due_on', '<', today)
  if (filter.agenda) {
    const { never, once } = reader.agenda
    found = found
      .where('procedure.final', '=', false)
      .where(sql<SqlBool>`procedure.process <> all (${sql.val([...never])}::text[])`)
      .where(
        sql<SqlBool>`(procedure.process <> all (${sql.val(once.map(({ process }) => process))}::text[])
          or procedure.process || '/' || procedure.state
            = any (${sql.val(once.map(({ process, state }) => `${process}/${state}`))}::text[]))`,
      )
      .where(
        sql<SqlBool>`not exists (
          select 1 from committee_items item join procedures session on session.id = item.session_id
          where (item.procedure_id = procedure.id or item.edition_id = procedure.id::text) and ${waitingItem})`,
      )
  }
  if (filter.search !== undefined) {
    found = found.where(holdsWords(['procedure.title', 'procedure.application_id'], filter.search))
  }
  const direction = filter.descending ? 'desc' : 'asc'
  const { total } = await found.select(db.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .innerJoin('users', 'users.id', 'procedure.requester_id')
    .leftJoin('applications', 'applications.id', 'procedure.application_id')
    .leftJoin('users as assignee', 'assignee.id', 'procedure.assignee_id')
    .selectAll('procedure')
    .select(['users.name as requester_name', 'applications.name as application_name', 'assignee.name as assignee_name'])
    .select((eb) => mine(eb as never).as('mine'))
    .orderBy(sortColumns[filter.sort], (order) => (filter.descending ? order.desc() : order.asc()).nullsLast())
    .orderBy('procedure.opened_at', direction)
    .orderBy('procedure.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { rows, total }
}

const sortColumns = {
  due: 'procedure.due_on',
  entered: 'procedure.entered_at',
  opened: 'procedure.opened_at',
  title: asLookedUp('procedure.title'),
  state: 'procedure.state',
} as const satisfies Record<ProcedureSort, unknown>
