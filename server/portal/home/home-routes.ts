import { homeRoutes, type RequirementId } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import {
  applicationSummaryOf,
  countMigratable,
  filesInHand,
  gatesFoundWanting,
  gatesReopened,
  listApplications,
  proceduresSeenBy,
  publicationWarnings,
  sessionsToCome,
  sessionsToday,
} from '../../conformity/index.ts'
import { failedChecks, providersToApprove, recentWork, remarksReceived, reviewsAsked } from './home-store.ts'
import {
  approvalTasks,
  migrationTasks,
  publicationTasks,
  remarkTasks,
  reopenedTasks,
  sessionTasks,
  sessionTasksNow,
  tasksOf,
} from './home-rules.ts'

const SHOWN = { applications: 20, procedures: 20, tasks: 30, recent: 6 } as const

export function registerHome(app: FastifyInstance, services: Services): void {
  const { db, framework, events } = services
  const titleOf = (id: string) => framework.requirementById.get(id as RequirementId)?.title
  const gateNameOf = (id: string) => framework.policies.gates.gates.find((gate) => gate.id === id)?.name
  serve(app, services, homeRoutes.home, {
    handle: async (_args, { caller, now }) => {
      await db.transaction().execute((trx) => events.emit(trx, 'standings-read', { now }))
      const { rows } = await listApplications(db, {
        caller,
        all: false,
        sort: 'updated',
        order: 'desc',
        offset: 0,
        limit: SHOWN.applications,
      })
      const applications = rows.map((row) => applicationSummaryOf(framework, row))
      const failed = await failedChecks(
        db,
        applications.map(({ id }) => id),
        now,
      )
      const asked = await reviewsAsked(
        db,
        applications.flatMap(({ standing }) => standing?.fileId ?? []),
      )
      const reviews = { asked, allowed: services.governance.policies.gates.allowed }
      const inHand = await filesInHand(
        db,
        services,
        applications.map(({ id }) => id),
      )
      const reopened = await gatesReopened(
        db,
        services,
        applications.map(({ id }) => id),
        now,
      )
      const watches =
        caller.kind === 'person' &&
        services.governance.policies.gates.oncePassed.watchers.some((role) => caller.roles.includes(role))
      const wanting = watches ? await gatesFoundWanting(db, services, now, SHOWN.tasks) : []
      const others = wanting.filter(({ fileId }) => !reopened.some((gate) => gate.fileId === fileId))
      const waiting = { mine: true, sort: 'due', descending: false, offset: 0, limit: SHOWN.procedures } as const
      const seen = await proceduresSeenBy(services, caller, waiting, now)
      const held = await sessionsToday(db, caller, now)
      const procedures = seen.procedures.filter(({ id }) => !held.some((session) => session.id === id))
      const roles = caller.kind === 'person' ? caller.roles : []
      const watched = await publicationWarnings(db, services, roles, now)
      const called = (await sessionsToCome(db, caller, now)).filter(
        ({ id }) => ![...procedures, ...held].some((own) => own.id === id),
      )
      const answers = services.authorisation.decide(caller, 'remark:answer', 'socle').allowed
      const received = answers ? await remarksReceived(db) : 0
      const migrates = services.authorisation.decide(caller, 'edition:migrate', 'socle').allowed
      const left = migrates ? await countMigratable(db, framework.edition.digest) : 0
      // One of the same name in the parameter file is decided there.
      const inFile = new Set(services.config.ai.providers.map(({ id }) => id))
      const toApprove = (await providersToApprove(db)).filter(
        ({ id, statedBy }) =>
          !inFile.has(id) &&
          services.authorisation.decide(caller, 'ai:approve', {
            providerId: id,
            keptFrom: statedBy === null ? [] : [statedBy],
          }).allowed,
      )
      return {
        now: sessionTasksNow(held),
        procedures,
        proceduresTotal: seen.total - (seen.procedures.length - procedures.length),
        applications,
        tasks: [
          ...approvalTasks(toApprove),
          ...sessionTasks(called),
          ...publicationTasks(watched),
          ...remarkTasks(received),
          ...migrationTasks(left),
          ...reopenedTasks([...reopened, ...others], titleOf),
          ...tasksOf(applications, failed, reviews, inHand, titleOf),
        ].slice(0, SHOWN.tasks),
        recent:
          caller.kind === 'person'
            ? await recentWork(db, caller.id, { requirement: titleOf, gate: gateNameOf }, SHOWN.recent)
            : [],
      }
    },
  })
}
