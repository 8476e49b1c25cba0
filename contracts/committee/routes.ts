import { agendaRoutes } from './agenda-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { mandateRoutes } from './mandate-routes.ts'
import { sessionRoutes } from './session-routes.ts'

export const committeeRoutes = { ...mandateRoutes, ...sessionRoutes, ...agendaRoutes, ...decisionRoutes }
