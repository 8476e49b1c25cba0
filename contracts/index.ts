import { adviceRoutes } from './advice.ts'
import { aiLedgerRoutes } from './ai-ledger.ts'
import { aiLimitRoutes } from './ai-limits.ts'
import { aiProtectionRoutes } from './ai-protection.ts'
import { aiProviderRoutes } from './ai-providers.ts'
import { applicabilityRoutes } from './applicability.ts'
import { applicationRoutes } from './applications.ts'
import { auditRoutes } from './audit.ts'
import { checkReportRoutes } from './check-reports.ts'
import { committeeRoutes } from './committee-routes.ts'
import { commitmentRoutes } from './commitments.ts'
import { conformityRoutes } from './conformity.ts'
import { editionRoutes } from './edition-drafts.ts'
import { remarkRoutes } from './remarks.ts'
import { frameworkRoutes } from './framework-routes.ts'
import { registerRoutes } from './gate-files.ts'
import { gateReviewRoutes } from './gate-reviews.ts'
import { homeRoutes } from './home.ts'
import { identityRoutes } from './identity.ts'
import { measurementRoutes } from './measurements.ts'
import { journeyRoutes } from './journey.ts'
import { operationsRoutes } from './operations.ts'
import { notificationRoutes } from './notifications.ts'
import { procedureRoutes } from './procedures.ts'
import { tenderRoutes } from './tender-routes.ts'
import { tokenRoutes } from './tokens.ts'
import { productRoutes } from './products.ts'

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

export * from './actor-words.ts'
export * from './advice-policies.ts'
export * from './advice.ts'
export * from './ai-ledger.ts'
export * from './ai-limits.ts'
export * from './ai-protection.ts'
export * from './ai-providers.ts'
export * from './ai-words.ts'
export * from './applicability.ts'
export * from './application-file.ts'
export * from './applications.ts'
export * from './audit-words.ts'
export * from './audit.ts'
export * from './budgets.ts'
export * from './check-reports.ts'
export * from './bulk.ts'
export * from './checks.ts'
export * from './committee-policy.ts'
export * from './committee-routes.ts'
export * from './committee.ts'
export * from './commitments.ts'
export * from './conformity-words.ts'
export * from './conformity.ts'
export * from './edition-drafts.ts'
export * from './remarks.ts'
export * from './framework-routes.ts'
export * from './framework.ts'
export * from './gate-files.ts'
export * from './gate-reviews.ts'
export * from './home.ts'
export * from './identity.ts'
export * from './journey.ts'
export * from './list-export.ts'
export * from './list-page.ts'
export * from './notifications.ts'
export * from './measurements.ts'
export * from './migration.ts'
export * from './operations.ts'
export * from './passing.ts'
export * from './policies.ts'
export * from './permission-words.ts'
export * from './problems.ts'
export * from './procedures.ts'
export * from './processes.ts'
export * from './product-policy.ts'
export * from './products.ts'
export * from './requirement-search.ts'
export * from './route.ts'
export * from './sensitivity.ts'
export * from './tender-policy.ts'
export * from './tender-routes.ts'
export * from './tenders.ts'
export * from './text.ts'
export * from './typography.ts'
export * from './tokens.ts'
export * from './verdict.ts'
