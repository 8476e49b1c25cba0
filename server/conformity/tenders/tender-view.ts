/** A tender as it is read: what is put to bidders, the bids and their judgement, what is left to mend. */
import {
  type Bid,
  type BidAnswer,
  type Bilingual,
  type ReceivedBid,
  type Tender,
  type TenderPolicy,
  type TenderRequirement,
  type TenderState,
  TenderStep,
  type TenderSummary,
} from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { frameworkOf } from '../requirements/index.ts'
import { byRank, evaluateBid, rankBids, toRemedy, toRequirement } from './bid-rules.ts'
import * as store from './tenders-store.ts'

/** What bidders are asked and how they are judged: as frozen, else as it would be frozen today. */
export interface Terms {
  readonly code: string | null
  readonly requirements: readonly TenderRequirement[]
  readonly policy: TenderPolicy
}

export async function termsOf(db: Queries, services: Services, row: store.TenderRow): Promise<Terms> {
  if (row.frozen) return row.frozen
  const framework = await frameworkOf(db, row.edition_digest)
  const policy = services.governance.policies.tenders
  return {
    code: null,
    policy,
    requirements: row.choices.map((choice) => toRequirement(policy, framework.requirementById.get(choice.id)!, choice)),
  }
}

/** The bids, judged and ranked, as they were received: columns do not change places while somebody reads the answers. */
export function judged({ policy, requirements }: Terms, rows: readonly store.BidRow[]): Bid[] {
  const evaluations = rankBids(rows.map(({ answers }) => evaluateBid(policy, requirements, answers as BidAnswer[])))
  return rows.map((row, index) => ({
    id: row.id,
    bidder: row.bidder,
    receivedAt: row.received_at.toISOString(),
    receivedBy: row.received_by,
    fileName: row.file_name,
    evaluation: evaluations[index]!,
  }))
}

/**
 * The bids as they may be read now, best first: those that are sealed say only which lines were left empty, and stand as
 * they were received.
 */
export function receivedNow(sealed: Bilingual | null, terms: Terms, rows: readonly store.BidRow[]): ReceivedBid[] {
  const bids = judged(terms, rows)
  return (sealed ? bids : byRank(bids)).map((bid) => ({
    ...bid,
    evaluation: sealed ? null : bid.evaluation,
    unanswered: bid.evaluation.unanswered,
  }))
}

/** Why nobody reads yet what the bids are worth, or null. */
export function sealOf({ governance }: Services, row: store.TenderRow): Bilingual | null {
  const { choice, why } = row.frozen?.policy.opening ?? governance.policies.tenders.opening
  return choice === 'at-closing' && row.state === 'published' ? why : null
}

/** The award waits until an architect has said that the answers are read. */
export const awaitsReading = ({ governance }: Services, row: store.TenderRow): boolean =>
  (row.frozen?.policy.reading ?? governance.policies.tenders.reading).choice === 'awaited'

/** @throws Refusal bids-sealed */
export function requireOpened(services: Services, row: store.TenderRow): void {
  if (sealOf(services, row)) throw refuse('bids-sealed', {})
}

/** @throws Refusal tender-unknown */
export async function requireTender(db: Queries, id: string): Promise<store.TenderRow> {
  const row = await store.tenderRow(db, id)
  if (!row) throw refuse('tender-unknown', { id })
  return row
}

/** @throws Refusal tender-unknown */
export async function readTender(db: Queries, services: Services, caller: Caller, id: string): Promise<Tender> {
  const row = await requireTender(db, id)
  const terms = await termsOf(db, services, row)
  const bids = await store.bidsOf(db, id)
  const sealed = sealOf(services, row)
  const may = (permission: 'tender:prepare' | 'tender:evaluate') =>
    services.authorisation.decide(caller, permission, 'socle').allowed
  const remediation = services.governance.processById.get('tender-remediation')!
  const process = services.governance.processById.get('tender')!
  const awarded = bids.find((bid) => bid.id === row.award_bid)
  return {
    ...summaryOf(row),
    edition: { id: row.edition_id ?? '', digest: row.edition_digest },
    gridCode: terms.code,
    choices: [...terms.requirements],
    policy: terms.policy,
    received: receivedNow(sealed, terms, bids),
    sealed,
    readings: await store.readingsOf(db, id),
    awaitsReading: awaitsReading(services, row),
    award:
      awarded && row.award_by !== null
        ? {
            bidId: awarded.id,
            bidder: awarded.bidder,
            reason: row.award_reason ?? '',
            by: { id: row.award_by, name: row.awarder_name ?? '' },
            at: row.awarded_at!.toISOString(),
          }
        : null,
    remediation: (await store.remediationsOf(db, id)).map((each) => ({
      procedureId: each.procedure_id,
      requirementId: each.requirement_id,
      action: String(each.data['action'] ?? ''),
      state: each.state,
      stateName: stateOf(remediation, each.state).name,
      dueOn: each.due_on,
    })),
    toRemedy: awarded ? toRemedy(terms.policy, terms.requirements, awarded.answers as BidAnswer[]) : [],
    steps: may('tender:prepare')
      ? process.transitions
          .filter(({ id: step, from }) => from.includes(row.state) && TenderStep.safeParse(step).success)
          .map(({ id: step, name }) => ({ id: step, name }))
      : [],
    may: { prepare: may('tender:prepare'), evaluate: may('tender:evaluate') },
  }
}

export const summaryOf = (row: store.TenderListRow): TenderSummary => ({
  id: row.id,
  reference: row.reference,
  title: row.title,
  state: row.state as TenderState,
  application: row.application_id === null ? null : { id: row.application_id, name: row.application_name ?? '' },
  requirements: row.chosen,
  bids: row.bids ?? 0,
  updatedAt: row.updated_at.toISOString(),
  revision: row.revision,
})
