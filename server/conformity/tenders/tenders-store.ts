import type { BidAnswer, TenderChoice, TenderPolicy, TenderRequirement } from '@socle/contracts'
import { type SqlBool, sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'

/** What was published: it judges the bids whatever policy and framework become. */
export interface Frozen {
  readonly code: string
  readonly requirements: TenderRequirement[]
  readonly policy: TenderPolicy
}

const tenders = (db: Queries) =>
  db
    .selectFrom('tenders as tender')
    .innerJoin('procedures as procedure', 'procedure.id', 'tender.procedure_id')
    .leftJoin('applications as application', 'application.id', 'tender.application_id')
    .select([
      'procedure.id',
      'procedure.title',
      'procedure.state',
      'tender.revision',
      'tender.reference',
      'tender.application_id',
      'application.name as application_name',
      'tender.updated_at',
      'tender.chosen',
    ])
    .select((eb) => [
      eb
        .selectFrom('bids')
        .whereRef('bids.tender_id', '=', 'tender.procedure_id')
        .select((bid) => bid.fn.countAll<number>().as('n'))
        .as('bids'),
    ])

/** Tenders that are prepared for an application, the oldest first. */
export const tendersFor = (db: Queries, applicationId: string) =>
  db
    .selectFrom('tenders as tender')
    .innerJoin('procedures as procedure', 'procedure.id', 'tender.procedure_id')
    .select(['procedure.id', 'procedure.title', 'procedure.state', 'tender.reference'])
    .where('tender.application_id', '=', applicationId)
    .orderBy('procedure.opened_at')
    .execute()

export type TenderListRow = Awaited<ReturnType<typeof listTenders>>['rows'][number]

const sorts = {
  updated: 'tender.updated_at',
  reference: asLookedUp('tender.reference'),
  title: asLookedUp('procedure.title'),
  state: 'procedure.state',
} as const

export async function listTenders(
  db: Queries,
  filter: {
    state?: string | undefined
    search?: string | undefined
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = tenders(db)
  if (filter.state !== undefined) found = found.where('procedure.state', '=', filter.state)
  if (filter.search) {
    found = found.where(holdsWords(['procedure.title', 'tender.reference', 'application.name'], filter.search))
  }
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .orderBy(sorts[filter.sort], filter.order)
    .orderBy('procedure.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { total, rows }
}

export type TenderRow = NonNullable<Awaited<ReturnType<typeof tenderRow>>>

export const tenderRow = (db: Queries, id: string) =>
  tenders(db)
    .leftJoin('users as awarder', 'awarder.id', 'tender.award_by')
    .leftJoin('bids as awarded', 'awarded.id', 'tender.award_bid')
    .leftJoin('editions as edition', 'edition.digest', 'tender.edition_digest')
    .select([
      'tender.edition_digest',
      'edition.id as edition_id',
      'tender.choices',
      'tender.frozen',
      'tender.award_bid',
      'tender.award_reason',
      'tender.award_by',
      'tender.awarded_at',
      'awarder.name as awarder_name',
      'awarded.bidder as awarded_bidder',
    ])
    .where('procedure.id', '=', id)
    .executeTakeFirst()

/** Holds the tender still until the transaction ends. */
export const lockTender = (trx: Trx, id: string) =>
  trx.selectFrom('tenders').select('procedure_id').where('procedure_id', '=', id).forUpdate().execute()

export const referenceTaken = async (trx: Trx, reference: string): Promise<boolean> =>
  (await trx.selectFrom('tenders').select('reference').where('reference', '=', reference).execute()).length > 0

export const insertTender = (
  trx: Trx,
  values: { id: string; reference: string; applicationId: string | null; editionDigest: string; now: Date },
) =>
  trx
    .insertInto('tenders')
    .values({
      procedure_id: values.id,
      reference: values.reference,
      application_id: values.applicationId,
      edition_digest: values.editionDigest,
      choices: JSON.stringify([]),
      chosen: 0,
      frozen: null,
      award_bid: null,
      award_reason: null,
      award_by: null,
      awarded_at: null,
      updated_at: values.now,
      revision: 1,
    })
    .execute()

export const storeChoices = (trx: Trx, id: string, choices: readonly TenderChoice[]) =>
  trx
    .updateTable('tenders')
    .set({ choices: JSON.stringify(choices), chosen: choices.length })
    .where('procedure_id', '=', id)
    .execute()

export const storeFrozen = (trx: Trx, id: string, frozen: Frozen | null) =>
  trx
    .updateTable('tenders')
    .set({ frozen: frozen && JSON.stringify(frozen) })
    .where('procedure_id', '=', id)
    .execute()

/** Who said that the answers are read, since the bids were closed. */
export async function readingsOf(
  db: Queries,
  id: string,
): Promise<{ by: { id: string; name: string }; at: string; note: string }[]> {
  const rows = await db
    .selectFrom('procedure_steps as step')
    .innerJoin('users', 'users.id', 'step.actor_id')
    .where('step.procedure_id', '=', id)
    .where('step.transition', '=', 'read')
    .select(['users.id', 'users.name', 'step.at', 'step.note'])
    .orderBy('step.revision')
    .execute()
  return rows.map(({ id: reader, name, at, note }) => ({ by: { id: reader, name }, at: at.toISOString(), note }))
}

export const storeAward = (trx: Trx, id: string, award: { bidId: string; reason: string; userId: string; now: Date }) =>
  trx
    .updateTable('tenders')
    .set({ award_bid: award.bidId, award_reason: award.reason, award_by: award.userId, awarded_at: award.now })
    .where('procedure_id', '=', id)
    .execute()

/** Every write to a tender or to its bids raises its revision. */
export const touch = (trx: Trx, id: string, now: Date) =>
  trx
    .updateTable('tenders')
    .set({ updated_at: now, revision: sql`revision + 1` })
    .where('procedure_id', '=', id)
    .execute()

export type BidRow = Awaited<ReturnType<typeof bidsOf>>[number]

export const bidsOf = (db: Queries, tenderId: string) =>
  db
    .selectFrom('bids')
    .select(['id', 'bidder', 'received_at', 'received_by', 'file_name', 'answers', 'revision'])
    .where('tender_id', '=', tenderId)
    .orderBy('received_at')
    .orderBy('bidder')
    .execute()

export const bidFile = (db: Queries, tenderId: string, bidId: string) =>
  db
    .selectFrom('bids')
    .select(['file_name', 'bytes'])
    .where('tender_id', '=', tenderId)
    .where('id', '=', bidId)
    .executeTakeFirst()

/** @returns nothing when the bidder already has one */
export async function insertBid(
  trx: Trx,
  bid: {
    tenderId: string
    bidder: string
    by: string
    fileName: string
    bytes: Buffer
    answers: readonly BidAnswer[]
    now: Date
  },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('bids')
    .values({
      id: randomUUID(),
      tender_id: bid.tenderId,
      bidder: bid.bidder,
      received_at: bid.now,
      received_by: bid.by,
      file_name: bid.fileName,
      bytes: bid.bytes,
      answers: JSON.stringify(bid.answers),
      revision: 1,
    })
    .onConflict((conflict) => conflict.columns(['tender_id', 'bidder']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** The bidder of that name, however it is written: one company is one bidder. */
export const bidderNamed = async (trx: Trx, tenderId: string, name: string): Promise<string | undefined> =>
  (
    await trx
      .selectFrom('bids')
      .select('bidder')
      .where('tender_id', '=', tenderId)
      .where(sql<SqlBool>`lower(regexp_replace(bidder, '\s+', ' ', 'g')) = lower(${name.replace(/\s+/g, ' ')})`)
      .executeTakeFirst()
  )?.bidder

export const deleteBid = (trx: Trx, bidId: string) => trx.deleteFrom('bids').where('id', '=', bidId).execute()

export const storeAnswers = (trx: Trx, bidId: string, answers: readonly BidAnswer[]) =>
  trx
    .updateTable('bids')
    .set({ answers: JSON.stringify(answers), revision: sql`revision + 1` })
    .where('id', '=', bidId)
    .execute()

export const insertRemediation = (trx: Trx, values: { id: string; tenderId: string; requirementId: string }) =>
  trx
    .insertInto('tender_remediations')
    .values({ procedure_id: values.id, tender_id: values.tenderId, requirement_id: values.requirementId })
    .execute()

export const remediationsOf = (db: Queries, tenderId: string) =>
  db
    .selectFrom('tender_remediations as remediation')
    .innerJoin('procedures as procedure', 'procedure.id', 'remediation.procedure_id')
    .select([
      'remediation.procedure_id',
      'remediation.requirement_id',
      'procedure.data',
      'procedure.state',
      'procedure.final',
      'procedure.due_on',
    ])
    .where('remediation.tender_id', '=', tenderId)
    .orderBy('procedure.due_on')
    .orderBy('remediation.requirement_id')
    .orderBy('remediation.procedure_id')
    .execute()

/** Applications whose name, identifier or organisation has these words, by name. */
export function applicationsNamed(db: Queries, { search, limit }: { search?: string | undefined; limit: number }) {
  return db
    .selectFrom('applications')
    .select(['id', 'name', 'organisation'])
    .where(holdsWords(['name', 'id', 'organisation'], search ?? ''))
    .orderBy(asLookedUp('name'))
    .orderBy('id')
    .limit(limit)
    .execute()
}
