import { z } from 'zod'
import { Answers, Applicability } from './applicability.ts'
import { BudgetDeclaration } from '../ai/budgets.ts'
import { Weight } from '../framework/routes.ts'
import { Gate, Slug } from '../framework/framework.ts'
import { Permission, Person, UserId } from '../people/identity.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder } from '../lists/page.ts'
import { route } from '../route.ts'
import { Sensitivity } from '../ai/sensitivity.ts'
import { Instant, WebAddress } from '../text.ts'
import { GateAnswer } from '../conformity/verdict.ts'

export const ApplicationId = Slug.max(60)
export const VersionLabel = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}$/, 'expected a version such as 1.4.0')

const HttpUrl = z.url({ protocol: /^https?$/ }).max(400)

/** What a team says of its application; the same fields as `socle.app.yaml`. */
export const Description = z.strictObject({
  name: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(1000).default(''),
  organisation: z.string().trim().min(1).max(120),
  contact: z.string().trim().max(200).optional(),
  repository: HttpUrl.optional(),
  address: HttpUrl.optional(),
  traits: Answers,
})
export type Description = z.infer<typeof Description>

/** Of an application that was registered with a key, before anybody described it. */
export const NO_ORGANISATION = '—'

const GivenDescription = Description.extend({
  repository: WebAddress.max(400).optional(),
  address: WebAddress.max(400).optional(),
})

export const ApplicationSummary = z.object({
  id: ApplicationId,
  name: z.string(),
  organisation: z.string(),
  version: VersionLabel,
  answered: z.int(),
  traits: z.int(),
  applicable: z.int(),
  /** Furthest gate with an open file, and where it stands. */
  standing: z
    // `assessed` of `total`: of what is to be assessed, without the informative statements.
    .object({ fileId: z.uuid(), gate: Gate, answer: GateAnswer, gaps: z.int(), assessed: z.int(), total: z.int() })
    .nullable(),
  updatedAt: Instant,
})
export type ApplicationSummary = z.infer<typeof ApplicationSummary>

export const Application = z.object({
  id: ApplicationId,
  description: Description,
  /** Version under assessment, and the earlier ones. */
  version: VersionLabel,
  versions: z.array(z.object({ label: VersionLabel, createdAt: Instant })),
  team: z.array(Person),
  files: z.array(
    z.object({ id: z.uuid(), version: VersionLabel, gate: Gate, answer: GateAnswer, edition: z.string() }),
  ),
  /** What the caller may do with this application. */
  permissions: z.array(Permission),
  /** Send it back when saving. */
  revision: z.int(),
  updatedAt: Instant,
  updatedBy: Person,
})
export type Application = z.infer<typeof Application>

/** What a key opens: pushing evidence and reading the application, or calling models. */
export const KeyPurpose = z.enum(['evidence', 'ai'])
export type KeyPurpose = z.infer<typeof KeyPurpose>

/** Where the holder runs; experimental models are refused to production (COMP013). */
export const KeyEnvironment = z.enum(['production', 'experimentation'])
export type KeyEnvironment = z.infer<typeof KeyEnvironment>

const KeyScope = {
  purposes: z.array(KeyPurpose).min(1).max(2).default(['evidence']),
  environment: KeyEnvironment.default('production'),
  /** Calls with this key count at least as this sensitive; default: as the application. */
  sensitivity: Sensitivity.nullable().default(null),
  /** Models that it may call; null = all that the application may. */
  models: z.array(z.string().min(1).max(120)).min(1).max(100).nullable().default(null),
}

export const ApplicationKey = z.object({
  id: z.uuid(),
  label: z.string(),
  purposes: z.array(KeyPurpose),
  environment: KeyEnvironment,
  sensitivity: Sensitivity.nullable(),
  models: z.array(z.string()).nullable(),
  /** First characters of the key, to recognise it. */
  prefix: z.string(),
  createdAt: Instant,
  createdBy: Person,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type ApplicationKey = z.infer<typeof ApplicationKey>

const byApplication = z.object({ applicationId: ApplicationId })

/** Where an application stands at its furthest gate; `no-file` = at none. */
export const Standing = z.enum([...GateAnswer.options, 'no-file'])
export type Standing = z.infer<typeof Standing>
export const ApplicationSort = z.enum(['updated', 'name', 'organisation', 'gaps', 'assessed'])
export type ApplicationSort = z.infer<typeof ApplicationSort>

/** Of the requirements of the edition: those that apply, those that may depending on an answer that is missing, the others. */
export const ApplicabilityKind = z.enum(['applies', 'uncertain', 'excluded'])
export type ApplicabilityKind = z.infer<typeof ApplicabilityKind>
export const ApplicabilitySort = z.enum(['framework', 'weight', 'id', 'title'])
export type ApplicabilitySort = z.infer<typeof ApplicabilitySort>

const filters = {
  q: z.string().trim().max(120).optional(),
  standing: Standing.optional(),
  gate: Gate.optional(),
  /** Only those of the caller's own teams. */
  mine: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  sort: ApplicationSort.default('updated'),
  order: ListOrder.default('desc'),
}

export const applicationRoutes = {
  list: route({
    id: 'listApplications',
    method: 'GET',
    path: '/api/applications',
    summary: 'Applications that the caller may see, with where each stands',
    permission: 'application:list',
    query: z.object({
      ...filters,
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ total: z.int(), applications: z.array(ApplicationSummary) }),
  }),
  export: route({
    id: 'exportApplications',
    method: 'GET',
    path: '/api/applications/export',
    summary: 'The applications that the filters keep, with where each stands, as a sheet',
    permission: 'application:list',
    query: ListExport.extend(filters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  create: route({
    id: 'createApplication',
    method: 'POST',
    path: '/api/applications',
    summary: 'Register an application; the caller becomes its first team member',
    permission: 'application:create',
    body: z.strictObject({ id: ApplicationId, version: VersionLabel, description: GivenDescription }),
    response: Application,
    status: 201,
    problems: ['application-exists', 'description-invalid'],
  }),
  get: route({
    id: 'getApplication',
    method: 'GET',
    path: '/api/applications/{applicationId}',
    summary: 'One application: description, versions, team and conformity files',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    response: Application,
    problems: ['application-unknown'],
  }),
  describe: route({
    id: 'describeApplication',
    method: 'PUT',
    path: '/api/applications/{applicationId}/description',
    summary: 'Save the description; refused if somebody saved it since it was read',
    permission: 'application:write',
    params: byApplication,
    body: z.strictObject({ description: GivenDescription, revision: z.int() }),
    response: Application,
    problems: ['application-unknown', 'application-changed-meanwhile', 'description-invalid'],
  }),
  applicability: route({
    id: 'getApplicability',
    method: 'GET',
    path: '/api/applications/{applicationId}/applicability',
    summary: 'Volumes and requirements that apply, each with its reason',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    response: Applicability,
    problems: ['application-unknown'],
  }),
  exportApplicability: route({
    id: 'exportApplicability',
    method: 'GET',
    path: '/api/applications/{applicationId}/applicability/export',
    summary: 'The requirements that the filters keep, with why each applies or does not, as a sheet',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    query: ListExport.extend({
      q: z.string().trim().max(120).optional(),
      kind: ApplicabilityKind.default('applies'),
      weight: Weight.optional(),
      sort: ApplicabilitySort.default('framework'),
      order: ListOrder.default('asc'),
    }),
    response: 'file',
    problems: ['application-unknown'],
  }),
  addVersion: route({
    id: 'addVersion',
    method: 'POST',
    path: '/api/applications/{applicationId}/versions',
    summary: 'Start a new version; earlier assessments stay with theirs',
    permission: 'application:write',
    params: byApplication,
    body: z.strictObject({ label: VersionLabel }),
    response: Application,
    status: 201,
    problems: ['application-unknown', 'version-exists'],
  }),
  setTeam: route({
    id: 'setTeam',
    method: 'PUT',
    path: '/api/applications/{applicationId}/team',
    summary: 'Who may write to this application',
    permission: 'application:write',
    params: byApplication,
    body: z.strictObject({ team: z.array(UserId).min(1).max(50), revision: z.int() }),
    response: Application,
    problems: ['application-unknown', 'application-changed-meanwhile', 'user-unknown'],
  }),
  candidates: route({
    id: 'listTeamCandidates',
    method: 'GET',
    path: '/api/applications/{applicationId}/team-candidates',
    summary: 'People who may join the team',
    permission: 'application:write',
    params: byApplication,
    response: z.object({ people: z.array(Person) }),
    problems: ['application-unknown'],
  }),
  readFile: route({
    id: 'readApplicationFile',
    method: 'POST',
    path: '/api/application-files',
    summary: 'Read the text of a socle.app.yaml; nothing is stored',
    permission: 'application:create',
    computes: true,
    body: z.strictObject({ text: z.string().max(100_000) }),
    response: z.object({ id: ApplicationId, version: VersionLabel, description: Description }),
    problems: ['description-invalid'],
  }),
  writeFile: route({
    id: 'getApplicationFile',
    method: 'GET',
    path: '/api/applications/{applicationId}/socle.app.yaml',
    summary: 'The description as a socle.app.yaml to put in the repository',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    response: 'file',
    problems: ['application-unknown'],
  }),
  keys: route({
    id: 'listKeys',
    method: 'GET',
    path: '/api/applications/{applicationId}/keys',
    summary: 'Keys with which the application calls Socle',
    permission: 'key:manage',
    params: byApplication,
    response: z.object({ keys: z.array(ApplicationKey) }),
    problems: ['application-unknown'],
  }),
  issueKey: route({
    id: 'issueKey',
    method: 'POST',
    path: '/api/applications/{applicationId}/keys',
    summary: 'Issue a key; its secret is shown this once',
    permission: 'key:manage',
    params: byApplication,
    body: z.strictObject({
      label: z.string().trim().min(1).max(80),
      days: z.int().min(1).max(730).default(365),
      ...KeyScope,
      /** One a measure and period at most; set with the key or not at all; whoever sets budgets may give them. */
      budgets: z.array(BudgetDeclaration).max(9).default([]),
    }),
    response: z.object({ key: ApplicationKey, secret: z.string() }),
    status: 201,
    problems: ['application-unknown'],
  }),
  rotateKey: route({
    id: 'rotateKey',
    method: 'POST',
    path: '/api/applications/{applicationId}/keys/{keyId}/rotation',
    summary: 'Issue the successor of a key; the old one still works for the hours of overlap',
    permission: 'key:manage',
    params: byApplication.extend({ keyId: z.uuid() }),
    body: z.strictObject({
      overlapHours: z.number().min(0).max(720).default(24),
      /** Absent: as long as the key that it replaces was issued for. */
      days: z.int().min(1).max(730).optional(),
    }),
    response: z.object({ key: ApplicationKey, secret: z.string() }),
    status: 201,
    problems: ['application-unknown', 'key-unknown', 'key-replaced-already'],
  }),
  revokeKey: route({
    id: 'revokeKey',
    method: 'DELETE',
    path: '/api/applications/{applicationId}/keys/{keyId}',
    summary: 'Revoke a key at once, and those that it replaced',
    permission: 'key:manage',
    params: byApplication.extend({ keyId: z.uuid() }),
    response: ApplicationKey,
    problems: ['application-unknown', 'key-unknown'],
  }),
}
