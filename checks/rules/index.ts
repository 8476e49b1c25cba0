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
import { agentIdentity } from './repository/agent-identity.ts'
import { archiving } from './repository/archiving.ts'
import { assembledQueries } from './repository/assembled-queries.ts'
import { verifiedTokens } from './repository/verified-tokens.ts'
import { forgedRequests } from './repository/forged-requests.ts'
import { certificateVerification } from './repository/certificate-verification.ts'
import { codeReview } from './repository/code-review.ts'
import { contentCleaning } from './repository/content-cleaning.ts'
import { dataDictionary } from './repository/data-dictionary.ts'
import { debugMode } from './repository/debug-mode.ts'
import { directModels } from './repository/direct-models.ts'
import { flatFiles } from './repository/flat-files.ts'
import { hostileInput } from './repository/hostile-input.ts'
import { inputValidation } from './repository/input-validation.ts'
import { knownVulnerabilities } from './repository/known-vulnerabilities.ts'
import { legalPersons } from './repository/legal-persons.ts'
import { logLibrary, logLevel } from './repository/logging.ts'
import { openResources } from './repository/open-resources.ts'
import { openIdConnect } from './repository/openid-connect.ts'
import { operationsModes } from './repository/operations-modes.ts'
import { personalData } from './repository/personal-data.ts'
import { postalAddresses } from './repository/postal-addresses.ts'
import { qualityGate } from './repository/quality-gate.ts'
import { rawHtml } from './repository/raw-html.ts'
import { responsibilities } from './repository/responsibilities.ts'
import { roleMatrix } from './repository/role-matrix.ts'
import { secretsInHistory } from './repository/secrets-in-history.ts'
import { vulnerabilityReporting } from './repository/vulnerability-reporting.ts'
import { backupBeforeDeployment } from './manifest/backup-before-deployment.ts'
import { containerRecipe } from './manifest/container-recipe.ts'
import { databaseAccounts } from './manifest/database-accounts.ts'
import { disruptionBudget } from './manifest/disruption-budget.ts'
import { environment } from './manifest/environment.ts'
import { exposedServices } from './manifest/exposed-services.ts'
import { helmChart } from './manifest/helm-chart.ts'
import { hotBackup } from './manifest/hot-backup.ts'
import { labels } from './manifest/labels.ts'
import { messageBroker } from './manifest/message-broker.ts'
import { monitoring } from './manifest/monitoring.ts'
import { mutualTls } from './manifest/mutual-tls.ts'
import { storageClass } from './manifest/storage-class.ts'
import { accessibility } from './endpoint/accessibility.ts'
import { crossOrigin } from './endpoint/cross-origin.ts'
import { exposedFiles } from './endpoint/exposed-files.ts'
import { keptInBrowser } from './endpoint/kept-in-browser.ts'
import { logEncoding, logChronology, logStartStop } from './endpoint/log.ts'
import { pageWeight } from './endpoint/page-weight.ts'
import { reflectedInput } from './endpoint/reflected-input.ts'
import { signIn } from './endpoint/sign-in.ts'
import { tlsCiphers } from './endpoint/tls-ciphers.ts'
import { cloudNative } from './manifest/cloud-native.ts'
import { supportedSystem } from './manifest/supported-system.ts'

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
  agentIdentity,
  archiving,
  assembledQueries,
  certificateVerification,
  verifiedTokens,
  forgedRequests,
  codeReview,
  contentCleaning,
  dataDictionary,
  debugMode,
  directModels,
  flatFiles,
  hostileInput,
  inputValidation,
  knownVulnerabilities,
  legalPersons,
  logLibrary,
  logLevel,
  openResources,
  openIdConnect,
  operationsModes,
  personalData,
  postalAddresses,
  qualityGate,
  rawHtml,
  responsibilities,
  roleMatrix,
  secretsInHistory,
  vulnerabilityReporting,
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
  backupBeforeDeployment,
  containerRecipe,
  databaseAccounts,
  disruptionBudget,
  environment,
  exposedServices,
  helmChart,
  hotBackup,
  labels,
  messageBroker,
  monitoring,
  mutualTls,
  storageClass,
  cloudNative,
  supportedSystem,
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
  accessibility,
  crossOrigin,
  exposedFiles,
  keptInBrowser,
  logEncoding,
  logChronology,
  logStartStop,
  pageWeight,
  reflectedInput,
  signIn,
  tlsCiphers,
]

export const rules: readonly Rule[] = Object.freeze([...repository, ...manifest, ...endpoint])
