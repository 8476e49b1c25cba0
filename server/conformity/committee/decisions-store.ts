import type { AgendaSubject, VoteOutcome } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'

export interface DecisionFilter {
  readonly outcome?: VoteOutcome | undefined
  readonly notified?: 'yes' | 'no' | undefined
  readonly search?: string | undefined
}

const sorts = { date: 'session.day', title: asLookedUp('item.title'), outcome: 'item.outcome' } as const

/** Items that a closed session has counted. */
export async function listDecisions(
  db: Queries,
  filter: DecisionFilter & {
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = db
    .selectFrom('committee_items as item')
    .innerJoin('committee_sessions as session', 'session.procedure_id', 'item.session_id')
    .innerJoin('procedures as procedure', 'procedure.id', 'item.session_id')
    .leftJoin('procedures as subject', 'subject.id', 'item.procedure_id')
    .where('item.outcome', 'is not', null)
  if (filter.outcome !== undefined) found = found.where('item.outcome', '=', filter.outcome)
  if (filter.notified !== undefined)
    found = found.where('item.notified_at', filter.notified === 'yes' ? 'is not' : 'is', null)
  if (filter.search) {
    found = found.where(holdsWords(['item.title', 'procedure.title'], filter.search))
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select([
      'item.id',
      'item.session_id',
      'procedure.title as session_title',
      'session.day',
      'item.title',
      'item.kind',
      'item.procedure_id',
      'item.edition_id',
      'subject.link',
      'item.outcome',
      'item.result',
      'item.conditions',
      'item.until_day',
      'item.notified_at',
    ])
    .orderBy(sorts[filter.sort], filter.order)
    .orderBy('item.position')
    .orderBy('item.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { total, rows }
}

export type DecisionRow = Awaited<ReturnType<typeof listDecisions>>['rows'][number] & { kind: AgendaSubject['kind'] }
