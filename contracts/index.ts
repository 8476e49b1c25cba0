import { adviceRoutes } from './advice/advice.ts'
import { aiLedgerRoutes } from './ai/ledger.ts'
import { aiLimitRoutes } from './ai/limits.ts'
import { aiProtectionRoutes } from './ai/protection.ts'
import { aiProviderRoutes } from './ai/providers.ts'
import { applicabilityRoutes } from './applications/applicability.ts'
import { applicationRoutes } from './applications/applications.ts'
import { auditRoutes } from './operations/audit.ts'
import { checkReportRoutes } from './checks/reports.ts'
import { committeeRoutes } from './committee/routes.ts'
import { commitmentRoutes } from './conformity/commitments.ts'
import { conformityRoutes } from './conformity/conformity.ts'
import { editionRoutes } from './framework/edition-routes.ts'
import { remarkRoutes } from './framework/remarks.ts'
import { frameworkRoutes } from './framework/routes.ts'
import { registerRoutes } from './conformity/gate-files.ts'
import { gateReviewRoutes } from './conformity/gate-reviews.ts'
import { homeRoutes } from './people/home.ts'
import { identityRoutes } from './people/identity.ts'
import { measurementRoutes } from './ai/measurements.ts'
import { journeyRoutes } from './applications/journey.ts'
import { operationsRoutes } from './operations/operations.ts'
import { notificationRoutes } from './people/notifications.ts'
import { procedureRoutes } from './processes/procedures.ts'
import { tenderRoutes } from './tenders/routes.ts'
import { tokenRoutes } from './people/tokens.ts'
import { productRoutes } from './products/products.ts'

/** Every operation of the API, by area. */
export const routes = {
  identity: identityRoutes,
  tokens: tokenRoutes,
  operations: operationsRoutes,
  home: homeRoutes,
  framework: frameworkRoutes,
  editions: editionRoutes,
  remarks: remarkRoutes,
  applicability: applicabilityRoutes,
  applications: applicationRoutes,
  advice: adviceRoutes,
  conformity: conformityRoutes,
  committee: committeeRoutes,
  tenders: tenderRoutes,
  checkReports: checkReportRoutes,
  measurements: measurementRoutes,
  aiProtection: aiProtectionRoutes,
  procedures: procedureRoutes,
  commitments: commitmentRoutes,
  gateReviews: gateReviewRoutes,
  journey: journeyRoutes,
  notifications: notificationRoutes,
  aiProviders: aiProviderRoutes,
  aiLimits: aiLimitRoutes,
  aiLedger: aiLedgerRoutes,
  products: productRoutes,
  register: registerRoutes,
  audit: auditRoutes,
} as const

export * from './words/actors.ts'
export * from './advice/policies.ts'
export * from './advice/advice.ts'
export * from './ai/ledger.ts'
export * from './ai/limits.ts'
export * from './ai/protection.ts'
export * from './ai/providers.ts'
export * from './words/ai.ts'
export * from './applications/applicability.ts'
export * from './applications/file.ts'
export * from './applications/applications.ts'
export * from './words/audit.ts'
export * from './operations/audit.ts'
export * from './ai/budgets.ts'
export * from './checks/reports.ts'
export * from './lists/bulk.ts'
export * from './checks/checks.ts'
export * from './committee/policy.ts'
export * from './committee/routes.ts'
export * from './committee/committee.ts'
export * from './conformity/commitments.ts'
export * from './words/conformity.ts'
export * from './words/framework.ts'
export * from './conformity/conformity.ts'
export * from './framework/edition-drafts.ts'
export * from './framework/edition-routes.ts'
export * from './framework/remarks.ts'
export * from './framework/routes.ts'
export * from './framework/framework.ts'
export * from './conformity/gate-files.ts'
export * from './conformity/gate-reviews.ts'
export * from './people/home.ts'
export * from './people/identity.ts'
export * from './applications/journey.ts'
export * from './lists/export.ts'
export * from './lists/page.ts'
export * from './people/notifications.ts'
export * from './ai/measurements.ts'
export * from './framework/migration.ts'
export * from './operations/operations.ts'
export * from './conformity/passing.ts'
export * from './framework/policies.ts'
export * from './words/permissions.ts'
export * from './problems.ts'
export * from './processes/procedures.ts'
export * from './processes/processes.ts'
export * from './processes/totals.ts'
export * from './products/policy.ts'
export * from './products/products.ts'
export * from './framework/search.ts'
export * from './route.ts'
export * from './ai/sensitivity.ts'
export * from './tenders/policy.ts'
export * from './tenders/routes.ts'
export * from './tenders/tenders.ts'
export * from './text.ts'
export * from './words/typography.ts'
export * from './people/tokens.ts'
export * from './conformity/verdict.ts'
