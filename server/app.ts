/** Everything that is plugged in, in order. */
import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { createAiBase, registerAiBase } from './ai/index.ts'
import { registerAdvice } from './conformity/advice/advice-routes.ts'
import { registerApplicability } from './conformity/applicability/applicability-routes.ts'
import { applicationResource } from './conformity/applications/index.ts'
import { registerApplications } from './conformity/applications/applications-routes.ts'
import { registerAssessments } from './conformity/assessments/assessments-routes.ts'
import { registerCheckReports } from './conformity/check-reports/check-reports-routes.ts'
import { registerEditions } from './conformity/editions/editions-routes.ts'
import { registerMigrations } from './conformity/editions/migration-routes.ts'
import { registerCommittee } from './conformity/committee/index.ts'
import { registerProcedures } from './conformity/procedures/procedures-routes.ts'
import { keepGateEvidence } from './conformity/gate-files/gate-evidence.ts'
import { registerProcessingRegister } from './conformity/gate-files/register-routes.ts'
import { keepProductProcedures } from './conformity/products/product-procedures.ts'
import { registerProducts } from './conformity/products/products-routes.ts'
import { registerRemarks } from './conformity/remarks/remarks-routes.ts'
import { registerRequirements } from './conformity/requirements/requirements-routes.ts'
import { registerTenders } from './conformity/tenders/index.ts'
import { registerCommitments } from './conformity/commitments/commitments-routes.ts'
import { followDerogations } from './conformity/derogations/derogations.ts'
import { registerGates } from './conformity/gates/gates-routes.ts'
import { followReserves } from './conformity/reserves/reserves.ts'
import { registerAudit } from './operations/audit/audit-routes.ts'
import { registerBackup } from './operations/backup/backup-routes.ts'
import { registerHealth } from './operations/health/health-routes.ts'
import { registerMetrics } from './operations/metrics/metrics-routes.ts'
import { useCivilTime } from './platform/day.ts'
import { registerModes } from './operations/modes/modes-routes.ts'
import { createHttpServer } from './platform/http-server.ts'
import { registerDemoProvider } from './platform/identity/demo-provider.ts'
import { type OpenIdSettings, registerSignIn } from './platform/identity/sign-in.ts'
import { registerTokens } from './platform/identity/tokens-routes.ts'
import { registerUsers } from './platform/identity/users-routes.ts'
import type { Services } from './platform/services.ts'
import { registerHome } from './portal/home/home-routes.ts'
import { registerMail } from './portal/mail/mail.ts'
import { registerNotifications } from './portal/notifications/notifications-routes.ts'
import { registerPages } from './portal/pages/pages-routes.ts'

export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config } = services
  useCivilTime(services.governance.policies.civilTime.timeZone)
  const registry = new Registry()
  const ai = await createAiBase(services, registry)
  const app = await createHttpServer(services, ai.gateway)
  await app.register(cookie)

  const provider = configuredProvider(services) ?? (await registerDemoProvider(app, config.publicUrl))
  registerSignIn(app, services, provider)
  registerUsers(app, services)
  registerTokens(app, services, applicationResource)

  registerRequirements(app, services)
  registerApplicability(app, services)
  registerApplications(app, services)
  registerAdvice(app, services)
  registerProducts(app, services)
  keepProductProcedures(services)
  registerProcessingRegister(app, services)
  keepGateEvidence(services)
  registerAssessments(app, services)
  registerCheckReports(app, services)
  registerProcedures(app, services)
  registerEditions(app, services)
  registerMigrations(app, services)
  registerRemarks(app, services)
  registerCommittee(app, services)
  registerTenders(app, services)
  registerCommitments(app, services)
  // Reserves ask which derogations are in force: these are written first.
  followDerogations(services)
  followReserves(services)
  registerGates(app, services)

  registerAiBase(app, services, ai)

  registerHome(app, services)
  registerNotifications(app, services)
  registerMail(app, services)
  registerAudit(app, services)
  registerHealth(app, services)
  registerModes(app, services)
  registerBackup(app, services)
  registerMetrics(app, services, registry)
  await registerPages(app, services)
  return app
}

function configuredProvider({ config }: Services): OpenIdSettings | undefined {
  const { provider } = config.identity
  return (
    provider && {
      issuer: provider.issuer,
      clientId: provider.clientId,
      rememberedAs: provider.issuer,
      clientSecret: provider.clientSecret,
      scope: provider.scope,
      rolesClaim: provider.rolesClaim,
      organisationClaim: provider.organisationClaim,
      plainHttp: false,
    }
  )
}
