import { tenderRoutes, type TenderState, type TenderStep } from '@socle/contracts'
import { applicability, weightOf } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource, applicationRow } from '../applications/index.ts'
import { openedOnce, openProcedure, takeStep } from '../procedures/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import { treatmentOf } from './bid-rules.ts'
import { gridCodeOf } from './grid-code.ts'
import { tenderColumns } from './tender-columns.ts'
import { tenderWords } from './tender-words.ts'
import { choiceMistakes, remediationMissing } from './tender-rules.ts'
import { lockAt } from './tender-lock.ts'
import { readTender, requireTender, summaryOf, termsOf } from './tender-view.ts'
import * as store from './tenders-store.ts'

/** From where each step leaves, as the process says; kept here so that a refusal comes before anything is written. */
const FROM: Record<TenderStep, readonly TenderState[]> = {
  freeze: ['draft'],
  unfreeze: ['frozen'],
  publish: ['frozen'],
  evaluate: ['published'],
  'declare-unsuccessful': ['published', 'evaluation'],
  finish: ['awarded'],
  cancel: ['draft', 'frozen'],
}

export function registerPreparation(app: FastifyInstance, services: Services): void {
  const { db, authorisation, framework, governance } = services

  serve(app, services, tenderRoutes.list, {
    handle: async ({ query }, { caller }) => {
      const { total, rows } = await store.listTenders(db, query)
      return {
        total,
        tenders: rows.map(summaryOf),
        may: { prepare: authorisation.decide(caller, 'tender:prepare', 'socle').allowed },
      }
    },
  })

  serve(app, services, tenderRoutes.exportList, {
    handle: async ({ query }) => {
      const { rows, total } = await store.listTenders(db, { ...query, offset: 0, limit: MAX_EXPORTED })
      const states = new Map(governance.processById.get('tender')!.states.map(({ id, name }) => [id, name]))
      const title = { fr: tenderWords.fr.tenders, en: tenderWords.en.tenders }
      return listFile(query, tenderWords[query.lang].fileNames.tenders, title, tenderColumns(states), rows, total)
    },
  })

  serve(app, services, tenderRoutes.create, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const { reference, title, applicationId } = body
        const id = await openedOnce(trx, context, tenderRoutes.create, body, async () => {
          if (await store.referenceTaken(trx, reference)) throw refuse('tender-reference-taken', { reference })
          // Whoever buys for an application need not be of its team: only its existence is checked.
          if (applicationId !== null) await applicationResource(trx, applicationId)
          const prepared = await openProcedure(trx, services, context, {
            process: 'tender',
            title,
            data: {},
            link: '/decisions/marches/{id}',
            byFeature: true,
          })
          const editionDigest = framework.edition.digest
          await store.insertTender(trx, { id: prepared, reference, applicationId, editionDigest, now: context.now })
          return prepared
        })
        return readTender(trx, services, context.caller, id)
      }),
  })

  serve(app, services, tenderRoutes.applications, {
    handle: async ({ query }) => ({ applications: await store.applicationsNamed(db, query) }),
  })

  serve(app, services, tenderRoutes.get, {
    handle: ({ params }, { caller }) => readTender(db, services, caller, params.tenderId),
  })

  serve(app, services, tenderRoutes.selectable, {
    handle: async ({ params, query: { volumes, weights, applicable } }) => {
      const row = await requireTender(db, params.tenderId)
      const edition = await frameworkOf(db, row.edition_digest)
      const policy = (await termsOf(db, services, row)).policy
      const description =
        row.application_id === null ? undefined : (await applicationRow(db, row.application_id))?.description
      if (applicable === 'yes' && !description) throw refuse('tender-without-application', {})
      const outcomes = new Map(
        description ? applicability(edition, description.traits).requirements.map((each) => [each.id, each]) : [],
      )
      const requirements = edition.requirements
        .map((requirement) => ({ requirement, weight: weightOf(edition, requirement) }))
        .filter(
          ({ requirement, weight }) =>
            (!volumes || volumes.includes(requirement.volume)) &&
            (!weights || weights.includes(weight)) &&
            (applicable === 'no' || outcomes.get(requirement.id)?.applies === true),
        )
        .map(({ requirement: { id, level, volume, title }, weight }) => ({
          id,
          level,
          volume,
          weight,
          title,
          ...treatmentOf(policy, level),
          reason: outcomes.get(id)?.reason ?? null,
        }))
      return { total: requirements.length, requirements }
    },
  })

  serve(app, services, tenderRoutes.choose, {
    handle: ({ params: { tenderId }, body: { revision, requirements } }, context) =>
      db.transaction().execute(async (trx) => {
        const row = await lockAt(trx, services, context, tenderId, ['draft'], revision)
        const edition = await frameworkOf(trx, row.edition_digest)
        const errors = choiceMistakes(edition, governance.policies.tenders, requirements)
        if (errors.length > 0) throw refuse('tender-choice-invalid', {}, { errors })
        await store.storeChoices(trx, tenderId, requirements)
        await store.touch(trx, tenderId, context.now)
        await audit(trx, context, 'tender.requirements-chosen', `tender:${tenderId}`, { count: requirements.length })
        return readTender(trx, services, context.caller, tenderId)
      }),
  })

  serve(app, services, tenderRoutes.step, {
    handle: ({ params: { tenderId, step }, body: { revision, note } }, context) =>
      db.transaction().execute(async (trx) => {
        const row = await lockAt(trx, services, context, tenderId, FROM[step], revision)
        if (step === 'freeze') {
          if (row.choices.length === 0) throw refuse('tender-without-requirement', {})
          const { policy, requirements } = await termsOf(trx, services, row)
          const code = gridCodeOf(tenderId, requirements)
          await store.storeFrozen(trx, tenderId, { code, policy, requirements: [...requirements] })
        }
        if (step === 'unfreeze') await store.storeFrozen(trx, tenderId, null)
        if (step === 'finish') {
          const actions = await store.remediationsOf(trx, tenderId)
          const { toRemedy } = await readTender(trx, services, context.caller, tenderId)
          const missing = remediationMissing(
            row.frozen!.requirements,
            toRemedy,
            actions.map(({ requirement_id }) => requirement_id),
          )
          if (missing.length > 0) throw refuse('remediation-missing', {}, { errors: missing })
          const open = actions.filter(({ final }) => !final)
          if (open.length > 0) throw refuse('remediation-open', { count: String(open.length) })
        }
        await takeStep(trx, services, context, { procedureId: tenderId, transition: step, note, byFeature: true })
        await store.touch(trx, tenderId, context.now)
        return readTender(trx, services, context.caller, tenderId)
      }),
  })
}
