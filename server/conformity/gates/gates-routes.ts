import { gateReviewRoutes, journeyRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource } from '../applications/index.ts'
import { carriedInto, fileResource, fileRow, readDossier } from '../assessments/index.ts'
import { openedOnce, procedureResource } from '../procedures/index.ts'
import { followCommittee } from './committee-decisions.ts'
import { followDerogationTurns } from './derogation-turns.ts'
import { endEarlierReviews } from './earlier-reviews.ts'
import { followFindings } from './findings.ts'
import { decideReview, passedUnder, readReview, requestReview, followGateReviews } from './gate-reviews.ts'
import { decisionsUnder } from './gates-rules.ts'
import * as store from './gates-store.ts'
import { followGoNoGo } from './go-no-go.ts'
import { readJourney } from './journey.ts'
import { reopenedSince } from './reopened.ts'
import { followTracks } from './tracks.ts'

export function registerGates(app: FastifyInstance, services: Services): void {
  const { db } = services
  const ofFile = ({ params }: { params: { fileId: string } }) => fileResource(db, params.fileId)
  const ofReview = ({ params }: { params: { procedureId: string } }) => procedureResource(services, params.procedureId)
  followGoNoGo(services)
  followGateReviews(services)
  followTracks(services)
  followCommittee(services)
  endEarlierReviews(services)
  followFindings(services)
  followDerogationTurns(services)

  serve(app, services, gateReviewRoutes.request, {
    resource: ofFile,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => ({
        id: await openedOnce(trx, context, gateReviewRoutes.request, { ...params, ...body }, () =>
          requestReview(trx, services, context, { ...params, ...body }),
        ),
      })),
  })

  serve(app, services, gateReviewRoutes.get, {
    resource: ofReview,
    handle: ({ params }, context) => readReview(db, services, context, params.procedureId),
  })

  serve(app, services, gateReviewRoutes.decide, {
    resource: ofReview,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        await decideReview(trx, services, context, { ...params, ...body })
        return readReview(trx, services, context, params.procedureId)
      }),
  })

  serve(app, services, journeyRoutes.get, {
    resource: ({ params }) => applicationResource(db, params.applicationId),
    handle: async ({ params }, { now }) => {
      await db.transaction().execute((trx) => services.events.emit(trx, 'standings-read', { now }))
      return readJourney(db, services, params.applicationId, now)
    },
  })

  serve(app, services, gateReviewRoutes.standing, {
    resource: ofFile,
    handle: async ({ params }, { now }) => {
      const file = (await fileRow(db, params.fileId))!
      const { verdict } = await readDossier(db, services, file, now)
      const row = await store.lastDecision(db, file.id)
      const earlier = (await store.earlierPasses(db, file.application_id, file.version)).get(file.gate)
      return {
        underWay: (await store.reviewUnderWay(db, file.application_id, file.id))?.id ?? null,
        ...decisionsUnder(services.governance.policies.gates, verdict),
        decision: row ? store.asSnapshot(row) : null,
        under: await passedUnder(db, services, row, now),
        earlier: earlier ? store.asDecided(earlier) : null,
        reopened: row ? await reopenedSince(db, services, row, now) : [],
        carriedFrom: await carriedInto(db, file.id),
      }
    },
  })
}
