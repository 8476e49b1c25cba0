import { type BidAnswer, tenderRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import { fileSafe } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { odsType } from '../../platform/sheets-ods.ts'
import { withBids } from './bids-routes.ts'
import { gridOds } from './grid-ods.ts'
import { annexPdf, reportOds, reportPdf, type TenderHead } from './tender-documents.ts'
import { requireState } from './tender-lock.ts'
import { comparisonRows } from './tender-rules.ts'
import { judged, requireOpened, requireTender } from './tender-view.ts'
import { tenderWords } from './tender-words.ts'
import { bidsOf, type TenderRow } from './tenders-store.ts'

const frozenStates = ['frozen', ...withBids] as const

export function registerDocuments(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, tenderRoutes.grid, {
    handle: async ({ params, query: { lang } }) => {
      const row = await frozenTender(params.tenderId)
      const tender = `${row.reference} – ${row.title}`
      return {
        fileName: nameOf(row, tenderWords[lang].fileNames.grid, 'ods'),
        contentType: odsType,
        bytes: await gridOds({ ...row.frozen!, tender }, lang),
      }
    },
  })

  serve(app, services, tenderRoutes.annex, {
    handle: async ({ params, query: { lang } }) => {
      const row = await frozenTender(params.tenderId)
      const { requirements, policy } = row.frozen!
      return {
        fileName: nameOf(row, tenderWords[lang].fileNames.annex, 'pdf'),
        contentType: 'application/pdf',
        bytes: await annexPdf(headOf(row), requirements, policy, lang),
      }
    },
  })

  serve(app, services, tenderRoutes.report, {
    handle: async ({ params, query: { format, lang } }, { now }) => {
      const row = await requireTender(db, params.tenderId)
      requireState(services, row, withBids)
      requireOpened(services, row)
      const terms = row.frozen!
      const bids = await bidsOf(db, params.tenderId)
      const evaluation = {
        head: headOf(row),
        policy: terms.policy,
        bids: judged(terms, bids),
        rows: comparisonRows(
          terms.policy,
          terms.requirements,
          bids.map(({ id, answers }) => ({ id, answers: answers as BidAnswer[] })),
        ),
        award:
          row.award_bid === null
            ? null
            : { bidder: row.awarded_bidder ?? '', reason: row.award_reason ?? '', at: row.awarded_at! },
        asOf: now,
      }
      const fileName = nameOf(row, tenderWords[lang].fileNames.report, format)
      return format === 'pdf'
        ? { fileName, contentType: 'application/pdf', bytes: await reportPdf(evaluation, lang) }
        : { fileName, contentType: odsType, bytes: await reportOds(evaluation, lang) }
    },
  })

  async function frozenTender(id: string): Promise<TenderRow> {
    const row = await requireTender(db, id)
    requireState(services, row, frozenStates)
    return row
  }
}

const headOf = (row: TenderRow): TenderHead => ({
  reference: row.reference,
  title: row.title,
  edition: `${row.edition_id ?? ''} (${row.edition_digest.slice(0, 12)})`,
  code: row.frozen?.code ?? '',
})

/** The reference is what a person typed: only what any file system takes stays. */
const nameOf = ({ reference }: TenderRow, kind: string, extension: string): string =>
  `${kind}-${fileSafe(reference)}.${extension}`
