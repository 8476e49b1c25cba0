import { type Product, productRoutes } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { dayOf } from '../../platform/day.ts'
import { requireFacts } from './facts-rules.ts'
import { planImport, sourceOf } from './import-rules.ts'
import { requireChangeable } from './change-rules.ts'
import { filterProducts } from './list-rules.ts'
import { productOf, summariesOf } from './product-view.ts'
import { exportProducts } from './products-export.ts'
import { factsOfRow } from './product-facts.ts'
import { heldAs } from './reference-rules.ts'
import * as store from './products-store.ts'
import { readProductTable } from './read-table.ts'
import { retentionRefused } from './retention-rules.ts'
import { isOnSite, releasesOf } from './releases-store.ts'

export function registerProducts(app: FastifyInstance, services: Services): void {
  const { db } = services
  const policy = services.governance.policies.products
  const releaseProcess = services.governance.processById.get('product-release')!

  serve(app, services, productRoutes.policy, { handle: async () => policy })

  serve(app, services, productRoutes.list, {
    handle: async ({ query: { offset, limit, ...filter } }) => {
      const all = summariesOf(policy, await store.allProducts(db))
      const found = filterProducts(policy, all, filter)
      const count = (holds: (product: (typeof all)[number]) => boolean) => all.filter(holds).length
      return {
        total: found.length,
        products: found.slice(offset, offset + limit),
        tally: {
          all: all.length,
          rivals: count(({ rivals }) => rivals > 0),
          toReplace: count(({ toReplace }) => toReplace),
          unfilled: count(({ standing }) => standing === 'unfilled'),
        },
      }
    },
  })

  serve(app, services, productRoutes.export, {
    handle: async ({ query: { format, lang, ...filter } }, { language }) => {
      const found = filterProducts(policy, summariesOf(policy, await store.allProducts(db)), filter)
      return exportProducts(policy, found, format, lang ?? language)
    },
  })

  serve(app, services, productRoutes.get, {
    handle: ({ params }, { now }) => read(db, params.reference, now),
  })

  serve(app, services, productRoutes.create, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { reference } = body
        const facts = requireFacts(policy, body.facts)
        await store.lockReference(trx)
        const written = { reference, facts, userId, now: context.now, source: null, fields: {} }
        const held = heldAs(await store.productNames(trx))(reference)
        if (held) throw refuse('product-exists', { reference: held.reference })
        await store.insertProduct(trx, written)
        await audit(trx, context, 'product.created', `product:${reference}`, { name: facts.name, status: facts.status })
        return read(trx, reference, context.now)
      }),
  })

  serve(app, services, productRoutes.save, {
    handle: ({ params: { reference }, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const facts = requireFacts(policy, body.facts)
        const before = await atRevision(trx, reference, body.revision, context)
        await store.updateProduct(trx, { reference, facts, userId, now: context.now })
        const detail = { name: facts.name, status: { before: before.status, after: facts.status } }
        await audit(trx, context, 'product.saved', `product:${reference}`, detail)
        return read(trx, reference, context.now)
      }),
  })

  serve(app, services, productRoutes.changeSeveral, {
    handle: ({ body: { products, change } }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        await store.lockReference(trx)
        const rows = new Map((await store.allProducts(trx)).map((row) => [row.reference, row]))
        requireChangeable(policy, products, change, rows)
        for (const { reference } of products) {
          const row = rows.get(reference)!
          const { now } = context
          if (change.kind === 'status') {
            const facts = { ...factsOfRow(row), status: change.status }
            await store.updateProduct(trx, { reference, facts, userId, now })
            const detail = { name: row.name, status: { before: row.status, after: change.status } }
            await audit(trx, context, 'product.saved', `product:${reference}`, detail)
          } else {
            await store.storeRetention(trx, { reference, reason: change.reason, userId, now })
            const action = change.reason === null ? 'product.retention-ended' : 'product.retained'
            await audit(trx, context, action, `product:${reference}`, { reason: change.reason })
          }
        }
        const wanted = new Set(products.map(({ reference }) => reference))
        const after = summariesOf(policy, await store.allProducts(trx))
        return { products: after.filter(({ reference }) => wanted.has(reference)) }
      }),
  })

  serve(app, services, productRoutes.retain, {
    handle: ({ params: { reference }, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const row = await atRevision(trx, reference, body.revision, context)
        if (body.reason !== null) {
          const why = retentionRefused(policy, factsOfRow(row), body.respectsSecurityPolicy)
          if (why) throw refuse('product-retention-refused', { reference, why })
        }
        await store.storeRetention(trx, { reference, reason: body.reason, userId, now: context.now })
        const action = body.reason === null ? 'product.retention-ended' : 'product.retained'
        await audit(trx, context, action, `product:${reference}`, { reason: body.reason })
        return read(trx, reference, context.now)
      }),
  })

  serve(app, services, productRoutes.import, {
    handle: async ({ query, upload }, context) => {
      const { id: userId } = requirePerson(context.caller)
      const table = await readProductTable(upload.bytes, upload.fileName)
      if (query.dryRun) {
        const plan = planImport(policy, table, (await store.allProducts(db)).map(factsOfRow))
        return { ...plan.import, applied: false }
      }
      return db.transaction().execute(async (trx) => {
        await store.lockReference(trx)
        const plan = planImport(policy, table, (await store.allProducts(trx)).map(factsOfRow))
        const blocking = plan.import.anomalies.filter((anomaly) => anomaly.blocking)
        if (blocking.length > 0)
          throw refuse(
            'product-table-blocked',
            { count: String(blocking.length) },
            {
              errors: blocking.map(({ id, place, wording, detail }) => ({
                path: `${place.where[context.language]}${id === '' ? '' : `, ${id}`}`,
                message: { fr: `${wording.fr} : ${detail.fr}`, en: `${wording.en}: ${detail.en}` },
              })),
            },
          )
        const source = sourceOf(table)
        for (const { reference, facts, fields, isNew } of plan.writes) {
          const written = { reference, facts, fields, source, userId, now: context.now }
          await (isNew ? store.insertProduct(trx, written) : store.updateProduct(trx, written))
        }
        const { added, changed, unchanged, anomalies } = plan.import
        await audit(trx, context, 'products.imported', 'products', {
          file: upload.fileName,
          source,
          added: added.length,
          changed: changed.length,
          unchanged,
          anomalies: anomalies.length,
        })
        return { ...plan.import, applied: true }
      })
    },
  })

  /** @throws Refusal product-unknown, product-changed-meanwhile with what is stored now */
  async function atRevision(trx: Trx, reference: string, revision: number, { now }: RequestContext) {
    await store.lockReference(trx)
    const row = await store.productRow(trx, reference)
    if (!row) throw refuse('product-unknown', { reference })
    if (row.revision !== revision)
      throw refuse(
        'product-changed-meanwhile',
        { reference, author: row.author_name },
        { current: await read(trx, reference, now) },
      )
    return row
  }

  async function read(queries: Queries, reference: string, now: Date): Promise<Product> {
    const rows = await store.allProducts(queries)
    const row = rows.find((each) => each.reference === reference)
    if (!row) throw refuse('product-unknown', { reference })
    const releases = (await releasesOf(queries, reference)).map((release) => ({
      procedureId: release.procedure_id,
      version: release.version,
      securityFix: release.security_fix,
      state: release.state,
      stateName: stateOf(releaseProcess, release.state).name,
      since: release.entered_at.toISOString(),
      onSite: isOnSite(release.state),
    }))
    return productOf(policy, row, rows, releases, dayOf(now))
  }
}
