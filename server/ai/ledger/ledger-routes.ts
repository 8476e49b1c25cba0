import { aiLedgerRoutes, type LedgerLine, type ListedCall, type Statement, type Totals } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { readSheetsApart } from '../../platform/sheet-reader.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { applicationOf, namesOf } from '../applications/applications-store.ts'
import { knownProvider } from '../providers/providers-store.ts'
import { callColumns } from './call-columns.ts'
import { billedBy, coveredBy, invoiceLines } from './invoice-rules.ts'
import { underTheirModels } from './canonical-models.ts'
import { focusHeading, focusRows } from './focus.ts'
import { requireKnownFilters } from './known-filters.ts'
import { ledgerOds } from './ledger-ods.ts'
import * as store from './ledger-store.ts'
import { openRangeOf, rangeOf } from './period-rules.ts'
import { reconcile } from './reconciliation-rules.ts'

/** An OpenDocument sheet of more lines opens nowhere. */
const MAX_SHEET_LINES = 50_000
const ENERGY_METHOD =
  'Energy: tokens × watt-hours per million tokens declared for each model; models that declare none count for nothing.'

export function registerLedger(app: FastifyInstance, services: Services, policies: PolicyCache): void {
  const { db, config, governance } = services
  const { timeZone } = config.ai

  async function statementOf(
    period: { from: string; to: string },
    filter: { applicationId?: string | undefined; organisation?: string | undefined },
  ): Promise<Statement> {
    const range = rangeOf(timeZone, period)
    const groups = ['application_id', 'organisation', 'model', 'provider', 'price_version'] as const
    const { aliases } = await policies.current()
    const rows = underTheirModels(await store.totalsBy(db, groups, range, filter, timeZone), aliases, (row) =>
      JSON.stringify([row.application_id, row.organisation, row.provider, row.price_version]),
    )
    const names = await namesOf(db, [...new Set(rows.map((row) => row.application_id!))])
    return {
      from: period.from,
      to: period.to,
      totals: await totals(range, filter),
      lines: rows.map(({ application_id, organisation, model, provider, price_version, ...figures }) => ({
        ...(figures as Totals),
        applicationId: application_id!,
        applicationName: names.get(application_id!) ?? application_id!,
        organisation: organisation!,
        model: model!,
        provider,
        priceVersion: price_version,
      })),
      energyMethod: ENERGY_METHOD,
    }
  }

  const totals = async (range: store.Range, filter: { applicationId?: string | undefined }): Promise<Totals> =>
    (await store.totalsBy(db, [], range, filter, timeZone))[0]!

  serve(app, services, aiLedgerRoutes.consumption, {
    resource: ({ params }) => applicationOf(db, params.applicationId),
    handle: async ({ params, query }) => {
      const range = rangeOf(timeZone, query)
      const filter = { applicationId: params.applicationId }
      const days = await store.totalsBy(db, ['day'], range, filter, timeZone)
      const { aliases } = await policies.current()
      const written = await store.totalsBy(db, ['model'], range, filter, timeZone)
      const models = underTheirModels(written, aliases, () => '')
      const keys = await store.totalsBy(db, ['key_id', 'key_label'], range, filter, timeZone)
      const reasons = await store.totalsBy(db, ['reason'], range, filter, timeZone)
      return {
        ...query,
        totals: await totals(range, filter),
        days: days.map((row) => ({ ...row, day: row.day! })),
        models: models.map((row) => ({ ...row, model: row.model! })),
        keys: keys.map(({ key_id, key_label, ...figures }) => ({
          ...(figures as Totals),
          keyId: key_id!,
          key: key_label!,
        })),
        reasons: reasons
          .flatMap(({ reason, calls }) => (reason === null ? [] : [{ reason, calls }]))
          .sort((one, other) => other.calls - one.calls),
      }
    },
  })

  const withNames = async (calls: readonly LedgerLine[]): Promise<ListedCall[]> => {
    const names = await namesOf(db, [...new Set(calls.map(({ applicationId }) => applicationId))])
    return calls.map((call) => ({ ...call, applicationName: names.get(call.applicationId) ?? call.applicationId }))
  }
  const named = async ({ calls, total }: { calls: LedgerLine[]; total: number }) => ({
    calls: await withNames(calls),
    total,
  })
  async function* namedPages(pages: AsyncIterable<readonly LedgerLine[]>): AsyncGenerator<ListedCall[]> {
    for await (const page of pages) yield await withNames(page)
  }

  serve(app, services, aiLedgerRoutes.calls, {
    handle: async ({ query }) => {
      await requireKnownFilters(db, policies, query)
      return named(await store.listCalls(db, { ...query, range: openRangeOf(timeZone, query) }))
    },
  })

  serve(app, services, aiLedgerRoutes.exportCalls, {
    handle: async ({ query }) => {
      await requireKnownFilters(db, policies, query)
      const filter = { ...query, range: openRangeOf(timeZone, query), offset: 0, size: MAX_EXPORTED }
      const { calls, total } = await named(await store.listCalls(db, filter, MAX_EXPORTED + 1))
      return listFile(query, 'socle-ai-calls', { fr: 'Appels', en: 'Calls' }, callColumns, calls, total)
    },
  })

  serve(app, services, aiLedgerRoutes.statement, {
    handle: async ({ query }) => {
      await requireKnownFilters(db, policies, query)
      return statementOf(query, query)
    },
  })

  serve(app, services, aiLedgerRoutes.export, {
    handle: async ({ query }) => {
      const range = rangeOf(timeZone, query)
      const name = `socle-ai-${query.from}-${query.to}`
      if (query.format === 'ods') {
        const count = await store.countLines(db, range)
        if (count > MAX_SHEET_LINES)
          throw refuse('export-too-long', { count: String(count), limit: String(MAX_SHEET_LINES) })
        const lines = (await Array.fromAsync(namedPages(store.linesOf(db, range)))).flat()
        return {
          fileName: `${name}.ods`,
          contentType: 'application/vnd.oasis.opendocument.spreadsheet',
          bytes: await ledgerOds(await statementOf(query, {}), lines),
        }
      }
      const focus = query.format === 'focus'
      return {
        fileName: `${name}.${focus ? 'csv' : 'jsonl'}`,
        contentType: focus ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
        pieces: focus
          ? pieces(namedPages(store.linesOf(db, range)), focusHeading(), focusRows)
          : pieces(store.linesOf(db, range), '', jsonLines),
      }
    },
  })

  serve(app, services, aiLedgerRoutes.reconcile, {
    handle: async ({ params, upload }) => {
      const tables = await readSheetsApart(upload.bytes, {
        name: upload.fileName,
        csv: true,
        mend: { fr: 'Gardez-en la feuille des lignes seule.', en: 'Keep the sheet of its lines only.' },
        refused: (reason) => refuse('invoice-unreadable', { reason }),
      })
      const { providerId } = params
      const known = await knownProvider(db, config.ai, providerId)
      const invoice = billedBy(invoiceLines(tables, timeZone), known ?? { id: providerId, name: providerId })
      const range = rangeOf(timeZone, coveredBy(invoice))
      const rows = await store.totalsBy(db, ['day', 'upstream_model'], range, { provider: providerId }, timeZone)
      // One that is declared no more may have answered then.
      if (!known && rows.length === 0) throw refuse('provider-unknown', { id: providerId })
      const ledger = rows.map(({ day, upstream_model, tokensIn, tokensOut, cost }) => ({
        period: day!,
        model: upstream_model!,
        tokens: tokensIn + tokensOut,
        cost,
      }))
      return reconcile(providerId, invoice, ledger, governance.policies.reconciliation.rounding)
    },
  })
}

const jsonLines = (lines: readonly LedgerLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

async function* pieces<L extends LedgerLine>(
  pages: AsyncIterable<readonly L[]>,
  heading: string,
  write: (lines: readonly L[]) => string,
): AsyncGenerator<string> {
  if (heading !== '') yield heading
  for await (const lines of pages) yield write(lines)
}
