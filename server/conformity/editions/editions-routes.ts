import { editionRoutes, type Completion, type DraftState, untranslated, type VolumeId } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { fileSafe, listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { refuseBesideCommittee } from '../committee/index.ts'
import { openedOnce, openProcedure } from '../procedures/index.ts'
import { digestInForce, filesOfEdition, frameworkOf, listEditions } from '../requirements/index.ts'
import { previewCondition } from './condition-preview.ts'
import { draftColumns } from './draft-columns.ts'
import {
  importedList,
  incompleteOf,
  readDraft,
  requireDraft,
  shownDifference,
  shownRow,
  summaryOf,
  workOn,
} from './drafts.ts'
import { takenOver } from './taken-over-rules.ts'
import { type ListRow, withoutLevelsOfNone } from './volume-list-rules.ts'
import * as store from './drafts-store.ts'
import { readList } from './editions-work.ts'
import { compare } from './comparison.ts'
import { editionSheet, publishedEdition } from './edition-export.ts'
import { decideEdition, nextName, requirePublishable } from './publication.ts'
import { rowColumns, rowsShown } from './row-columns.ts'

/** A replica that did not publish sees the new edition within this time, in milliseconds. */
const LOOK_EVERY = 10_000

/** A committee may name an edition that was not imported here: then there is nothing to publish. */
const draftNamed = async (trx: Trx, id: string) =>
  z.uuid().safeParse(id).success ? store.draftRow(trx, id) : undefined

export function registerEditions(app: FastifyInstance, services: Services): void {
  const { db, framework, authorisation, events } = services
  const policy = services.governance.policies.committee

  // Whoever moves a draft to the vote, by whatever page: an incomplete edition is not voted.
  events.on('procedure-stepped', async (trx, { process, procedureId, to, now }) => {
    if (process !== 'edition' || to !== ('vote' satisfies DraftState)) return
    await requirePublishable(trx, framework, procedureId, now)
  })

  // The committee's own notification publishes; this replica sees it before it answers, the others at their next look.
  // A draft is a procedure as well: it may have been put on the agenda as either.
  const published = new Set<string>()
  app.addHook('onSend', async ({ id }) => {
    // By now the transaction has ended, and the look says how.
    if (published.delete(id)) await follow().catch(() => {})
  })
  events.on('decision-notified', async (trx, { editionId, procedureId, outcome, decidedOn, votes, context }) => {
    const draftId = editionId ?? procedureId
    const draft = draftId === null ? undefined : await draftNamed(trx, draftId)
    // Given up after the vote: nothing is left to publish, and the notification only tells.
    if (draftId === null || !draft || draft.state === ('abandoned' satisfies DraftState)) return
    const edition = await nextName(trx, context.now)
    published.add(context.requestId)
    await decideEdition(trx, services, context, draftId, {
      adopted: outcome === 'adopted',
      committee: { decidedOn, votes },
      edition,
    })
  })

  const look = setInterval(() => void follow().catch(() => {}), LOOK_EVERY)
  look.unref()
  app.addHook('onClose', () => clearInterval(look))
  /** A database that does not answer is asked again at the next turn. */
  async function follow(): Promise<void> {
    const digest = await digestInForce(db)
    if (digest !== undefined && digest !== framework.edition.digest) services.putInForce(await frameworkOf(db, digest))
  }

  serve(app, services, editionRoutes.list, {
    handle: async ({ query }) => {
      const editions = (await listEditions(db)).map(({ digest, id, loadedAt, changes }) => ({
        digest,
        id,
        loadedAt: loadedAt.toISOString(),
        inForce: digest === framework.edition.digest,
        changes,
      }))
      const { rows, total } = await store.listDrafts(db, query)
      return { editions, drafts: rows.map((row) => summaryOf(services, row, row.requirements, row.anomalies)), total }
    },
  })

  serve(app, services, editionRoutes.catches, {
    handle: ({ body }, { caller }) => {
      const all = authorisation.seesEveryApplication(caller)
      return previewCondition(db, framework, { caller, all }, body)
    },
  })

  serve(app, services, editionRoutes.exportList, {
    handle: async ({ query }) => {
      const { rows, total } = await store.listDrafts(db, { ...query, offset: 0, limit: MAX_EXPORTED })
      const drafts = rows.map((row) => summaryOf(services, row, row.requirements, row.anomalies))
      return listFile(query, 'editions', { fr: 'Éditions', en: 'Editions' }, draftColumns(framework), drafts, total)
    },
  })

  const work = async (
    { volume, lenient }: { volume: VolumeId; lenient: boolean },
    label: string,
    upload: { bytes: Buffer; fileName: string },
  ) => {
    const list = withoutLevelsOfNone(framework, volume, await readList(upload.bytes, upload.fileName, lenient))
    const before = await store.abandonedDraft(db, volume)
    const completions = takenOver(
      framework,
      volume,
      list.requirements as readonly ListRow[],
      before && { list: before.list.requirements as readonly ListRow[], completions: before.completions },
    )
    const worked = await workOn(db, framework, { volume, list, completions })
    const requirements = Object.keys(completions).length
    const kept = requirements === 0 ? list : { ...list, takenOver: { id: before!.id, requirements } }
    return { list: kept, completions, worked, difference: shownDifference(framework, { volume, label }, worked) }
  }

  serve(app, services, editionRoutes.preview, {
    handle: async ({ query, upload }) => {
      const { list, difference } = await work(query, upload.fileName, upload)
      return { list: importedList(upload.fileName, list), difference }
    },
  })

  serve(app, services, editionRoutes.import, {
    handle: async ({ query: { volume, label, lenient }, upload }, context) => {
      const { list, completions, worked } = await work({ volume, lenient }, label, upload)
      const sha256 = createHash('sha256').update(upload.bytes).digest('hex')
      const content = { volume, label, lenient, sha256 }
      return db.transaction().execute(async (trx) => ({
        id: await openedOnce(trx, context, editionRoutes.import, content, async () => {
          if (await store.draftExists(trx, volume, label))
            throw refuse('edition-exists', { label: `${volume} ${label}` })
          const id = await openProcedure(trx, services, context, {
            process: 'edition',
            title: label,
            data: { volume: volume.toLowerCase() },
            link: '/cadre/editions/{id}',
            byFeature: true,
          })
          await store.freeLabel(trx, volume, label, id)
          await store.insertDraft(trx, {
            id,
            volume,
            label,
            fileName: upload.fileName,
            sha256,
            list,
            completions,
            incomplete: incompleteOf(worked.rows),
          })
          await audit(trx, context, 'edition.imported', `edition:${id}`, {
            volume,
            label,
            file: upload.fileName,
            requirements: list.requirements.length,
            anomalies: list.anomalies.length,
            ...('takenOver' in list && { takenOver: list.takenOver }),
            ...(lenient && { lenient }),
          })
          return id
        }),
      }))
    },
  })

  serve(app, services, editionRoutes.get, {
    handle: ({ params }, { caller }) =>
      readDraft(services, params.draftId, {
        mayWrite: authorisation.decide(caller, 'edition:write', 'socle').allowed,
        mayDecide:
          policy.editions.choice === 'recorded' && authorisation.decide(caller, 'edition:decide', 'socle').allowed,
      }),
  })

  serve(app, services, editionRoutes.exportRows, {
    handle: async ({ params: { draftId }, query: { format, lang, ...asked } }) => {
      const draft = await requireDraft(db, draftId)
      const { rows } = await workOn(db, framework, draft)
      const kept = rowsShown(rows.map(shownRow), asked)
      const name = fileSafe(`${lang === 'fr' ? 'exigences' : 'requirements'}-${draft.volume}-${draft.label}`)
      const title = { fr: 'Exigences', en: 'Requirements' }
      return listFile({ format, lang }, name, title, rowColumns, kept, kept.length)
    },
  })

  serve(app, services, editionRoutes.complete, {
    handle: ({ params: { draftId, requirementId }, body }, context) =>
      db.transaction().execute(async (trx) => {
        await store.lockDraft(trx, draftId)
        const draft = await requireDraft(trx, draftId)
        const state = draft.state as DraftState
        if (state !== 'draft' && state !== 'working-group')
          throw refuse('edition-closed', {
            state: stateOf(services.governance.processById.get('edition')!, state).name,
          })
        const before = await workOn(trx, framework, draft)
        const row = before.rows.find(({ id }) => id === requirementId)
        if (row === undefined) throw refuse('edition-row-unknown', { id: requirementId })
        if (draft.revision !== body.revision)
          throw refuse('edition-changed-meanwhile', {}, { current: { revision: draft.revision, row: shownRow(row) } })
        requireSheet(draft.volume, body.completion)
        requireTranslated(body.completion)
        const completions = { ...draft.completions, [requirementId]: body.completion }
        const after = await workOn(trx, framework, { ...draft, completions })
        const revision = draft.revision + 1
        await store.storeCompletions(trx, draftId, completions, incompleteOf(after.rows), revision)
        await audit(trx, context, 'edition.completed', `edition:${draftId}`, { requirement: requirementId })
        return { revision, row: shownRow(after.rows.find(({ id }) => id === requirementId)!) }
      }),
  })

  /** @throws Refusal invalid-request naming what says the same in both languages */
  function requireTranslated(completion: Completion): void {
    const errors = untranslated(completion).map((path) => ({
      path: `completion.${path}`,
      message: {
        fr: 'les mêmes mots en français et en anglais : traduisez l’un des deux.',
        en: 'the same words in French and in English: translate one of them.',
      },
    }))
    if (errors.length > 0) throw refuse('invalid-request', {}, { errors })
  }

  /** @throws Refusal invalid-request for a sheet that is not of the volume */
  function requireSheet(volume: VolumeId, { sheet }: Completion): void {
    const sheets = framework.sheets.filter((each) => each.volume === volume).map(({ id }) => id)
    if (sheet === undefined || sheets.includes(sheet)) return
    const message = {
      fr: `Fiches du volume : ${sheets.join(', ')}.`,
      en: `Sheets of the volume: ${sheets.join(', ')}.`,
    }
    throw refuse('invalid-request', {}, { errors: [{ path: 'completion.sheet', message }] })
  }

  serve(app, services, editionRoutes.decide, {
    handle: async ({ params, body }, context) => {
      const inForce = await db.transaction().execute(async (trx) => {
        if (policy.editions.choice === 'session') throw refuse('edition-needs-session', { why: policy.editions.why })
        await refuseBesideCommittee(trx, params.draftId)
        return decideEdition(trx, services, context, params.draftId, body)
      })
      if (inForce !== undefined) services.putInForce(inForce)
      const row = await requireDraft(db, params.draftId)
      return summaryOf(services, row, row.list.requirements.length, row.list.anomalies.length)
    },
  })

  serve(app, services, editionRoutes.files, {
    handle: async ({ params }) => {
      const { edition } = await publishedEdition(db, framework, params.edition)
      const files = await filesOfEdition(db, edition.digest)
      return { id: edition.id, digest: edition.digest, inForce: edition.digest === framework.edition.digest, files }
    },
  })

  serve(app, services, editionRoutes.sheet, {
    handle: async ({ params, query }) => editionSheet(await publishedEdition(db, framework, params.edition), query),
  })

  serve(app, services, editionRoutes.difference, {
    handle: ({ query }) => compare(db, framework, query.before, query.after, query.volume),
  })
}
