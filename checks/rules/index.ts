/** Every check, listed by hand: what is not here does not run. */
import type { Rule } from '../rule.ts'
import { versionControl } from './repository/version-control.ts'
import { selfContained } from './repository/self-contained.ts'
import { readme } from './repository/readme.ts'
import { licence } from './repository/licence.ts'
import { secrets } from './repository/secrets.ts'
import { defaultCredentials } from './repository/default-credentials.ts'
import { obsoleteCryptography } from './repository/obsolete-cryptography.ts'
import { localPasswords } from './repository/local-passwords.ts'
import { browserStorage } from './repository/browser-storage.ts'
import { embeddedScheduler } from './repository/embedded-scheduler.ts'
import { configuration } from './repository/configuration.ts'
import { lockFile } from './repository/lock-file.ts'
import { dependencyVersions } from './repository/dependency-versions.ts'
import { softwareInventory } from './repository/software-inventory.ts'
import { vulnerabilityScan } from './repository/vulnerability-scan.ts'
import { buildScripts } from './repository/build-scripts.ts'
import { codingRules } from './repository/coding-rules.ts'
import { staticAnalysis } from './repository/static-analysis.ts'
import { tests } from './repository/test-files.ts'
import { testsInPipeline } from './repository/tests-in-pipeline.ts'
import { coverage } from './repository/coverage.ts'
import { pipeline } from './repository/pipeline.ts'
import { architectureDecisions } from './repository/architecture-decisions.ts'
import { operationsBook } from './repository/operations-book.ts'
import { apiDescription } from './repository/api-description.ts'
import { apiSecurity } from './repository/api-security.ts'
import { apiProfile } from './repository/api-profile.ts'
import { soap } from './repository/soap.ts'
import { officeFormats } from './repository/office-formats.ts'
import { exchangedImages, exchangedMedia, exchangedGeography } from './repository/exchanged-formats.ts'
import { xmlSchema } from './repository/xml-schema.ts'
import { serverFramework } from './repository/server-framework.ts'
import { containerImage } from './manifest/container-image.ts'
import { containerUser } from './manifest/container-user.ts'
import { workloadImage } from './manifest/workload-image.ts'
import { probes } from './manifest/probes.ts'
import { resources } from './manifest/resources.ts'
import { securityContext } from './manifest/security-context.ts'
import { replicas } from './manifest/replicas.ts'
import { networkPolicy } from './manifest/network-policy.ts'
import { sharedCluster } from './manifest/shared-cluster.ts'
import { plainSecrets } from './manifest/plain-secrets.ts'
import { ingressTls } from './manifest/ingress-tls.ts'
import { persistentStorage } from './manifest/persistent-storage.ts'
import { backup } from './manifest/backup.ts'
import { databaseOperator } from './manifest/database-operator.ts'
import { gitops } from './manifest/gitops.ts'
import { drift } from './manifest/drift.ts'
import { plainHttp } from './endpoint/plain-http.ts'
import { tlsVersions } from './endpoint/tls-versions.ts'
import { certificate } from './endpoint/certificate.ts'
import { securityHeaders } from './endpoint/security-headers.ts'
import { contentSecurityPolicy } from './endpoint/content-security-policy.ts'
import { softwareDisclosure } from './endpoint/software-disclosure.ts'
import { cookieAttributes } from './endpoint/cookie-attributes.ts'
import { opaqueCookies } from './endpoint/opaque-cookies.ts'
import { localSignIn } from './endpoint/local-sign-in.ts'
import { anonymousApi } from './endpoint/anonymous-api.ts'
import { servedApi } from './endpoint/served-api.ts'
import { health } from './endpoint/health.ts'
import { metrics } from './endpoint/metrics.ts'
import { version } from './endpoint/version.ts'
import { errorAnswers } from './endpoint/error-answers.ts'
import { stateDesignSystem } from './endpoint/state-design-system.ts'
import { pageBasics } from './endpoint/page-basics.ts'
import { responsive } from './endpoint/responsive.ts'
import { accessibilityStatement } from './endpoint/accessibility-statement.ts'
import { thirdParties } from './endpoint/third-parties.ts'

const repository: readonly Rule[] = [
  versionControl,
  selfContained,
  readme,
  licence,
  secrets,
  defaultCredentials,
  obsoleteCryptography,
  localPasswords,
  browserStorage,
  embeddedScheduler,
  configuration,
  lockFile,
  dependencyVersions,
  softwareInventory,
  vulnerabilityScan,
  buildScripts,
  codingRules,
  staticAnalysis,
  tests,
  testsInPipeline,
  coverage,
  pipeline,
  architectureDecisions,
  operationsBook,
  apiDescription,
  apiSecurity,
  apiProfile,
  soap,
  officeFormats,
  exchangedImages,
  exchangedMedia,
  exchangedGeography,
  xmlSchema,
  serverFramework,
]
const manifest: readonly Rule[] = [
  containerImage,
  containerUser,
  workloadImage,
  probes,
  resources,
  securityContext,
  replicas,
  networkPolicy,
  sharedCluster,
  plainSecrets,
  ingressTls,
  persistentStorage,
  backup,
  databaseOperator,
  gitops,
  drift,
]
const endpoint: readonly Rule[] = [
  plainHttp,
  tlsVersions,
  certificate,
  securityHeaders,
  contentSecurityPolicy,
  softwareDisclosure,
  cookieAttributes,
  opaqueCookies,
  localSignIn,
  anonymousApi,
  servedApi,
  health,
  metrics,
  version,
  errorAnswers,
  stateDesignSystem,
  pageBasics,
  responsive,
  accessibilityStatement,
  thirdParties,
]

export const rules: readonly Rule[] = Object.freeze([...repository, ...manifest, ...endpoint])
