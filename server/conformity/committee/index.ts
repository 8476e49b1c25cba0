import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/services.ts'
import { registerAgenda } from './agenda-routes.ts'
import { registerDecisions } from './decisions-routes.ts'
import { registerListExports } from './list-exports.ts'
import { registerMembers } from './members-routes.ts'
import { registerMinutes } from './minutes-routes.ts'
import { sayPostponed } from './postponed.ts'
import { registerSessions } from './sessions-routes.ts'

export { refuseBesideCommittee, sessionsBefore } from './beside-committee.ts'
export { publicationWarnings } from './publication-watch.ts'
export { sessionsToCome, sessionsToday } from './summons.ts'
export { type ByVote, statedByVote } from './vote-fields.ts'

export function registerCommittee(app: FastifyInstance, services: Services): void {
  registerMembers(app, services)
  registerSessions(app, services)
  registerAgenda(app, services)
  registerDecisions(app, services)
  registerMinutes(app, services)
  registerListExports(app, services)
  sayPostponed(services)
}
