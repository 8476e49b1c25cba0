import type { RemarkKind, RemarkState } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { holdsWords } from '../../platform/looked-up.ts'

export interface RemarkFilter {
  draft?: string | undefined
  requirement?: string | undefined
  state?: RemarkState | undefined
  kind?: RemarkKind | undefined
  search?: string | undefined
  sort: 'number' | 'requirement' | 'state'
  order: 'asc' | 'desc'
}

const sorts = { number: 'remark.number', requirement: 'remark.requirement_id', state: 'remark.state' } as const

const searched = [
  'remark.text',
  'remark.passage',
  'remark.proposal',
  'remark.answer',
  'remark.requirement_id',
  'author.name',
]

const remarks = (db: Queries) =>
  db
    .selectFrom('framework_remarks as remark')
    .innerJoin('users as author', 'author.id', 'remark.author_id')
    .leftJoin('users as answerer', 'answerer.id', 'remark.answered_by')
    .selectAll('remark')
    .select(['author.name as author_name', 'answerer.name as answerer_name'])

export type RemarkRow = NonNullable<Awaited<ReturnType<typeof remarkRow>>>
export const remarkRow = (db: Queries, id: string) => remarks(db).where('remark.id', '=', id).executeTakeFirst()

export async function listRemarks(db: Queries, filter: RemarkFilter, page: { offset: number; limit: number }) {
  const kept = remarks(db)
    .$if(filter.draft !== undefined, (q) => q.where('remark.draft_id', '=', filter.draft!))
    .$if(filter.requirement !== undefined, (q) => q.where('remark.requirement_id', '=', filter.requirement!))
    .$if(filter.state !== undefined, (q) => q.where('remark.state', '=', filter.state!))
    .$if(filter.kind !== undefined, (q) => q.where('remark.kind', '=', filter.kind!))
    .$if(Boolean(filter.search), (q) => q.where(holdsWords(searched, filter.search!)))
  const { n } = await kept
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const rows = await kept
    .orderBy(sorts[filter.sort], (order) => (filter.order === 'asc' ? order.asc() : order.desc()).nullsLast())
    .orderBy('remark.number', filter.order)
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return { rows, total: n }
}

/** Of each of these editions in preparation that has some: the comments that are received or under study. */
export async function unansweredOn(db: Queries, drafts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (drafts.length === 0) return new Map()
  const rows = await db
    .selectFrom('framework_remarks')
    .where('draft_id', 'in', drafts)
    .where('state', 'in', ['received', 'under-study'] satisfies RemarkState[])
    .groupBy('draft_id')
    .select((eb) => ['draft_id', eb.fn.countAll<number>().as('n')])
    .execute()
  return new Map(rows.map(({ draft_id, n }) => [draft_id!, Number(n)]))
}

export const isCommented = async (db: Queries, requirement: string): Promise<boolean> =>
  (await db
    .selectFrom('framework_remarks')
    .select('id')
    .where('requirement_id', '=', requirement)
    .limit(1)
    .executeTakeFirst()) !== undefined

export async function insertRemark(
  trx: Trx,
  values: {
    edition: string
    draft: string | undefined
    requirementId: string | undefined
    passage: string
    kind: RemarkKind
    text: string
    proposal: string
    userId: string
    organisation: string
    now: Date
  },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('framework_remarks')
    .values({
      id,
      edition: values.edition,
      draft_id: values.draft ?? null,
      requirement_id: values.requirementId ?? null,
      passage: values.passage,
      kind: values.kind,
      text: values.text,
      proposal: values.proposal,
      author_id: values.userId,
      organisation: values.organisation,
      at: values.now,
      state: 'received',
      answer: '',
      answered_by: null,
      answered_at: null,
      revision: 1,
    })
    .execute()
  return id
}

export const lockRemark = (trx: Trx, id: string) =>
  trx.selectFrom('framework_remarks').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

export const storeAnswer = (
  trx: Trx,
  id: string,
  values: { state: RemarkState; answer: string; userId: string; now: Date; revision: number },
) =>
  trx
    .updateTable('framework_remarks')
    .set({
      state: values.state,
      answer: values.answer,
      answered_by: values.userId,
      answered_at: values.now,
      revision: values.revision,
    })
    .where('id', '=', id)
    .execute()
