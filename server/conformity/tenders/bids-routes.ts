import { type BidAnswer, tenderRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { fileSafe, listFile } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { readSheetsApart } from '../../platform/sheet-reader.ts'
import { requirePerson } from '../applications/index.ts'
import { odsType } from '../../platform/sheets-ods.ts'
import { openedOnce, openProcedure, takeStep } from '../procedures/index.ts'
import { readGrid } from './grid-rules.ts'
import { comparisonColumns } from './comparison-columns.ts'
import { lockAt, requireState } from './tender-lock.ts'
import { comparisonRows, remediationMistakes, rowsKept } from './tender-rules.ts'
import { tenderWords } from './tender-words.ts'
import {
  awaitsReading,
  judged,
  readTender,
  receivedNow,
  requireOpened,
  requireTender,
  sealOf,
  summaryOf,
  termsOf,
} from './tender-view.ts'
import * as store from './tenders-store.ts'

/** States in which bids are there to be read. */
export const withBids = ['published', 'evaluation', 'awarded', 'closed', 'unsuccessful'] as const

export function registerBids(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services

  serve(app, services, tenderRoutes.addBid, {
    handle: async ({ params: { tenderId }, query: { bidder }, upload }, context) => {
      requireState(services, await requireTender(db, tenderId), ['published'])
      const tables = await readSheetsApart(upload.bytes, {
        name: upload.fileName,
        mend: {
          fr: 'Redemandez la grille du marché, remplie sans autre contenu.',
          en: 'Ask for the grid of the tender again, filled in with nothing else.',
        },
        refused: (reason) => refuse('grid-unreadable', { reason }),
      })
      return db.transaction().execute(async (trx) => {
        const row = await lockAt(trx, services, context, tenderId, ['published'])
        const terms = row.frozen!
        const reading = readGrid(tables, terms)
        if (!reading.ok)
          throw refuse(
            'grid-refused',
            { bidder },
            { errors: reading.faults.map(({ place, message }) => ({ path: place || upload.fileName, message })) },
          )
        const known = await store.bidderNamed(trx, tenderId, bidder)
        if (known !== undefined) throw refuse('bidder-known', { bidder: known })
        const id = await store.insertBid(trx, {
          tenderId,
          bidder,
          by: callerName(context.caller),
          fileName: upload.fileName,
          bytes: upload.bytes,
          answers: reading.answers,
          now: context.now,
        })
        if (id === undefined) throw refuse('bidder-known', { bidder })
        await store.touch(trx, tenderId, context.now)
        await audit(trx, context, 'tender.bid-recorded', `tender:${tenderId}`, { bid: id, bidder })
        return receivedNow(sealOf(services, row), terms, await store.bidsOf(trx, tenderId)).find(
          (bid) => bid.id === id,
        )!
      })
    },
  })

  serve(app, services, tenderRoutes.withdrawBid, {
    handle: ({ params: { tenderId, bidId } }, context) =>
      db.transaction().execute(async (trx) => {
        await lockAt(trx, services, context, tenderId, ['published'])
        const { bidder } = await requireBid(trx, tenderId, bidId)
        await store.deleteBid(trx, bidId)
        await store.touch(trx, tenderId, context.now)
        await audit(trx, context, 'tender.bid-withdrawn', `tender:${tenderId}`, { bid: bidId, bidder })
        return readTender(trx, services, context.caller, tenderId)
      }),
  })

  serve(app, services, tenderRoutes.bidGrid, {
    handle: async ({ params: { tenderId, bidId } }) => {
      requireOpened(services, await requireTender(db, tenderId))
      const file = await store.bidFile(db, tenderId, bidId)
      if (!file) throw refuse('bid-unknown', { id: bidId })
      return { fileName: file.file_name, contentType: odsType, bytes: file.bytes }
    },
  })

  const compared = async (tenderId: string, only: 'all' | 'different' | 'eliminating', search: string | undefined) => {
    const row = await requireTender(db, tenderId)
    requireState(services, row, withBids)
    requireOpened(services, row)
    const terms = await termsOf(db, services, row)
    const bids = await store.bidsOf(db, tenderId)
    const rows = rowsKept(
      comparisonRows(
        terms.policy,
        terms.requirements,
        bids.map(({ id, answers }) => ({ id, answers: answers as BidAnswer[] })),
      ),
      only,
      search,
    )
    return { row, terms, bids, rows }
  }

  serve(app, services, tenderRoutes.exportComparison, {
    handle: async ({ params: { tenderId }, query: { only, search, ...asked } }) => {
      const { row, terms, bids, rows } = await compared(tenderId, only, search)
      const name = `${tenderWords[asked.lang].fileNames.comparison}-${fileSafe(row.reference)}`
      const title = { fr: tenderWords.fr.comparison, en: tenderWords.en.comparison }
      return listFile(asked, name, title, comparisonColumns(terms.policy, judged(terms, bids)), rows, rows.length)
    },
  })

  serve(app, services, tenderRoutes.comparison, {
    handle: async ({ params: { tenderId }, query: { only, search, offset, limit } }, { caller }) => {
      const { row, terms, bids, rows } = await compared(tenderId, only, search)
      return {
        tender: summaryOf(row),
        bids: judged(terms, bids),
        answers: terms.policy.answers,
        outOf: terms.policy.scale.outOf,
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        may: {
          evaluate: row.state === 'evaluation' && authorisation.decide(caller, 'tender:evaluate', 'socle').allowed,
        },
      }
    },
  })

  serve(app, services, tenderRoutes.retain, {
    handle: ({ params: { tenderId, bidId, requirementId }, body: { answer, note, seen } }, context) =>
      db.transaction().execute(async (trx) => {
        const row = await lockAt(trx, services, context, tenderId, ['evaluation'])
        const { policy } = row.frozen!
        const answers = (await requireBid(trx, tenderId, bidId)).answers as BidAnswer[]
        const line = answers.find((each) => each.requirementId === requirementId)
        const known = answer === null || (note !== '' && policy.answers.some(({ id }) => id === answer))
        if (!line || !known) throw refuse('retained-answer-invalid', {})
        if ((line.retained?.answer ?? null) !== seen)
          throw refuse('answer-changed-meanwhile', { requirement: requirementId }, { current: line })
        const changed: BidAnswer = {
          ...line,
          retained:
            answer === null ? null : { answer, note, by: callerName(context.caller), at: context.now.toISOString() },
        }
        await store.storeAnswers(
          trx,
          bidId,
          answers.map((each) => (each === line ? changed : each)),
        )
        await store.touch(trx, tenderId, context.now)
        const detail = { bid: bidId, requirement: requirementId, said: line.answer, kept: answer, note }
        await audit(trx, context, 'tender.answer-retained', `tender:${tenderId}`, detail)
        return changed
      }),
  })

  serve(app, services, tenderRoutes.read, {
    handle: ({ params: { tenderId }, body: { revision, note } }, context) =>
      db.transaction().execute(async (trx) => {
        await lockAt(trx, services, context, tenderId, ['evaluation'], revision)
        await takeStep(trx, services, context, { procedureId: tenderId, transition: 'read', note, byFeature: true })
        await store.touch(trx, tenderId, context.now)
        return readTender(trx, services, context.caller, tenderId)
      }),
  })

  serve(app, services, tenderRoutes.award, {
    handle: ({ params: { tenderId }, body: { revision, bidId, reason } }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const row = await lockAt(trx, services, context, tenderId, ['evaluation'], revision)
        const bid = judged(row.frozen!, await store.bidsOf(trx, tenderId)).find(({ id }) => id === bidId)
        if (!bid) throw refuse('bid-unknown', { id: bidId })
        const [elimination] = bid.evaluation.eliminations
        if (elimination) throw refuse('bid-eliminated', { bidder: bid.bidder, reason: elimination.sentence })
        if (awaitsReading(services, row) && (await store.readingsOf(trx, tenderId)).length === 0)
          throw refuse('bids-not-read', {})
        await store.storeAward(trx, tenderId, { bidId, reason, userId, now: context.now })
        await takeStep(trx, services, context, {
          procedureId: tenderId,
          transition: 'award',
          note: `${bid.bidder} : ${reason}`,
          byFeature: true,
        })
        await store.touch(trx, tenderId, context.now)
        return readTender(trx, services, context.caller, tenderId)
      }),
  })

  serve(app, services, tenderRoutes.remediate, {
    handle: ({ params: { tenderId }, body: { actions } }, context) =>
      db.transaction().execute(async (trx) => {
        await openedOnce(trx, context, tenderRoutes.remediate, { tenderId, actions }, async () => {
          const row = await lockAt(trx, services, context, tenderId, ['awarded'])
          const errors = remediationMistakes(row.frozen!.requirements, actions, dayOf(context.now))
          if (errors.length > 0) throw refuse('remediation-invalid', {}, { errors })
          for (const { requirementId, action, due } of actions) {
            const id = await openProcedure(trx, services, context, {
              process: 'tender-remediation',
              title: `${row.reference} – ${requirementId}`,
              data: { tender: tenderId, requirement: requirementId, action, due },
              byFeature: true,
            })
            await store.insertRemediation(trx, { id, tenderId, requirementId })
          }
          await store.touch(trx, tenderId, context.now)
          return tenderId
        })
        return readTender(trx, services, context.caller, tenderId)
      }),
  })

  /** @throws Refusal bid-unknown */
  async function requireBid(queries: Queries, tenderId: string, bidId: string): Promise<store.BidRow> {
    const bid = (await store.bidsOf(queries, tenderId)).find(({ id }) => id === bidId)
    if (!bid) throw refuse('bid-unknown', { id: bidId })
    return bid
  }
}
