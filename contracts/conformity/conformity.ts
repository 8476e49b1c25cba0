/** Assessment of an application version at a gate, its evidence, and the file that a committee reads. */
import { z } from 'zod'
import { severalOf } from '../lists/bulk.ts'
import { ApplicationId, VersionLabel } from '../applications/applications.ts'
import { Edition, RequirementSummary } from '../framework/routes.ts'
import { Gate, RequirementId, Sheet } from '../framework/framework.ts'
import { Permission, Person } from '../people/identity.ts'
import { route } from '../route.ts'
import { Bilingual, Instant, IsoDate, WebAddress } from '../text.ts'
import { AssessmentStatus, FileReserve, GateAnswer, ProofState, Verdict } from './verdict.ts'

export const EvidenceKind = z.enum(['file', 'link', 'check'])
export const EvidenceState = z.enum(['valid', 'failed', 'expired', 'withdrawn'])

export const Evidence = z.object({
  id: z.uuid(),
  requirementId: RequirementId,
  kind: EvidenceKind,
  /** What a person called it stands in both languages as it was written. */
  label: Bilingual,
  /** Address of a link, file name, or identifier of the check. */
  source: z.string(),
  /** Commit, page or request range that it speaks of. */
  about: z.string().nullable(),
  /** What a check concluded; null for files and links, which a person reads. */
  outcome: z.enum(['pass', 'fail', 'manual']).nullable(),
  findings: z.array(z.object({ place: z.string(), message: Bilingual })),
  date: IsoDate,
  expiresOn: IsoDate,
  state: EvidenceState,
  addedBy: z.string(),
  addedAt: Instant,
  reportId: z.uuid().nullable(),
  /** Of a check: when it ran, on what, and the label of the key that signed its report; null = a person sent it. */
  run: z
    .object({
      startedAt: Instant,
      commit: z.string().nullable(),
      /** Files differed from the commit; null = unknown. */
      dirty: z.boolean().nullable(),
      signedBy: z.string().nullable(),
    })
    .nullable(),
})
export type Evidence = z.infer<typeof Evidence>

export const Assessment = z.object({
  requirementId: RequirementId,
  status: AssessmentStatus,
  justification: z.string(),
  proof: ProofState,
  /** Status that the valid evidence suggests; a person decides. Null when it says nothing. */
  suggested: AssessmentStatus.nullable(),
  /** The notified decision under which the status is `derogated`, and the status that a person set and that comes back. */
  derogation: z.object({ procedureId: z.uuid(), until: IsoDate.nullable(), instead: AssessmentStatus }).nullable(),
  author: Person.nullable(),
  assessedAt: Instant.nullable(),
  /** 0 while never assessed; send it back when saving. */
  revision: z.int(),
  comments: z.int(),
  evidence: z.int(),
})
export type Assessment = z.infer<typeof Assessment>

export const ConformityItem = z.object({
  requirement: RequirementSummary.pick({
    id: true,
    level: true,
    volume: true,
    pillar: true,
    sheet: true,
    title: true,
    weight: true,
    methods: true,
    automation: true,
  }),
  reason: Bilingual,
  certain: z.boolean(),
  assessment: Assessment,
})
export type ConformityItem = z.infer<typeof ConformityItem>

export const ConformityFile = z.object({
  id: z.uuid(),
  application: z.object({ id: ApplicationId, name: z.string(), organisation: z.string() }),
  version: VersionLabel,
  gate: Gate,
  gateName: Bilingual,
  /** Frozen when the file was opened. */
  edition: Edition.pick({ id: true, title: true, date: true, digest: true }),
  openedAt: Instant,
  openedBy: Person,
  /** State of everything below, in UTC. */
  asOf: Instant,
  verdict: Verdict,
  items: z.array(ConformityItem),
  /** Requirements assessed in this file that it does not ask any more; each can still be read. */
  noLongerAsked: z.array(RequirementId),
  /** Reserves of the application that are not lifted. */
  reserves: z.array(FileReserve),
  pillars: z.array(z.object({ id: z.string(), name: Bilingual })),
  permissions: z.array(Permission),
})
export type ConformityFile = z.infer<typeof ConformityFile>

export const AssessmentHistoryEntry = z.object({
  status: AssessmentStatus,
  justification: z.string(),
  author: Person,
  at: Instant,
  revision: z.int(),
  /** The number under which it was assessed, where an edition gave the requirement another since; author and time are of then. */
  takenOverFrom: RequirementId.nullable(),
})

export const AssessmentComment = z.object({ id: z.uuid(), author: Person, at: Instant, text: z.string() })

export const AssessmentDetail = z.object({
  item: ConformityItem,
  /** What is asked, as the frozen edition says it. */
  text: Bilingual,
  history: z.array(AssessmentHistoryEntry),
  comments: z.array(AssessmentComment),
  evidence: z.array(Evidence),
  /** Does the policy let anybody derogate from it? */
  derogable: z.boolean(),
  /** The file of the application whose decision proves it; null = proven as any other. */
  provenBy: z.enum(['homologation', 'privacy']).nullable(),
  /** Why that file alone proves it, and no evidence is added by hand; null = some may be. */
  provenThereOnly: Bilingual.nullable(),
  /** Read for the record only, and why: the first edition without it, or null where it merely concerns the application no more. */
  noLongerAsked: z.object({ since: z.string().nullable(), sentence: Bilingual }).nullable(),
})
export type AssessmentDetail = z.infer<typeof AssessmentDetail>

/** A reserve of the application with what was said of it; lifted ones too. */
export const DossierReserve = FileReserve.extend({
  gap: z.string(),
  requirements: z.array(RequirementId),
  due: IsoDate.nullable(),
  plan: z.string(),
  proof: z.string(),
  raisedBy: Person,
  openedAt: Instant,
  enteredAt: Instant,
})
export type DossierReserve = z.infer<typeof DossierReserve>

/** A derogation in force on the day of the file. */
export const DossierDerogation = z.object({
  procedureId: z.uuid(),
  title: z.string(),
  requirements: z.array(RequirementId).min(1),
  from: IsoDate,
  until: IsoDate.nullable(),
  reasons: z.string(),
  grounds: z.string(),
  committeeOn: IsoDate.nullable(),
})
export type DossierDerogation = z.infer<typeof DossierDerogation>

/** A decision at the gate of the file; its fingerprint covers the state that it applied to. */
export const DossierDecision = z.object({
  procedureId: z.uuid(),
  decision: z.string(),
  grounds: z.string(),
  committeeOn: IsoDate.nullable(),
  decidedAt: Instant,
  decidedBy: Person,
  verdict: Bilingual,
  rule: z.string(),
  edition: z.string(),
  digest: z.string(),
})
export type DossierDecision = z.infer<typeof DossierDecision>

/** Everything a complete export carries. */
export const ConformityDossier = ConformityFile.extend({
  items: z.array(
    ConformityItem.extend({
      text: Bilingual,
      history: z.array(AssessmentHistoryEntry),
      commentThread: z.array(AssessmentComment),
      evidenceList: z.array(Evidence),
    }),
  ),
  sheets: z.array(Sheet),
  reserveList: z.array(DossierReserve),
  derogations: z.array(DossierDerogation),
  decisions: z.array(DossierDecision),
})
export type ConformityDossier = z.infer<typeof ConformityDossier>

export const ExportFormat = z.enum(['pdf', 'ods', 'oscal-assessment-results', 'oscal-catalog', 'oscal-poam'])
export type ExportFormat = z.infer<typeof ExportFormat>

const byFile = z.object({ fileId: z.uuid() })
const byRequirement = byFile.extend({ requirementId: RequirementId })

export const conformityRoutes = {
  open: route({
    id: 'openConformityFile',
    method: 'POST',
    path: '/api/applications/{applicationId}/conformity-files',
    summary: 'Open the file of a version at a gate; freezes the edition that it is read against',
    permission: 'assessment:write',
    params: z.object({ applicationId: ApplicationId }),
    body: z.strictObject({ version: VersionLabel, gate: Gate }),
    response: z.object({ id: z.uuid() }),
    status: 201,
    problems: ['application-unknown', 'version-unknown', 'conformity-file-exists'],
  }),
  file: route({
    id: 'getConformityFile',
    method: 'GET',
    path: '/api/conformity-files/{fileId}',
    summary: 'May it go on? The verdict, then every requirement with its assessment',
    permission: 'application:read',
    machine: true,
    params: byFile,
    response: ConformityFile,
    problems: ['conformity-file-unknown'],
  }),
  export: route({
    id: 'exportConformityFile',
    method: 'GET',
    path: '/api/conformity-files/{fileId}/export',
    summary: 'The complete file as tagged PDF, OpenDocument sheet or OSCAL 1.1 JSON',
    permission: 'application:read',
    machine: true,
    params: byFile,
    query: z.object({ format: ExportFormat, lang: z.enum(['fr', 'en']).default('fr') }),
    response: 'file',
    problems: ['conformity-file-unknown'],
  }),
  assessment: route({
    id: 'getAssessment',
    method: 'GET',
    path: '/api/conformity-files/{fileId}/assessments/{requirementId}',
    summary:
      'One requirement in a file: status, history, comments and evidence; one that is no longer asked is read as it was',
    permission: 'application:read',
    params: byRequirement,
    response: AssessmentDetail,
    problems: ['conformity-file-unknown', 'not-in-conformity-file'],
  }),
  assess: route({
    id: 'assess',
    method: 'PUT',
    path: '/api/conformity-files/{fileId}/assessments/{requirementId}',
    summary: 'Set a status; refused, with the difference, if somebody assessed it since it was read',
    permission: 'assessment:write',
    params: byRequirement,
    body: z.strictObject({
      status: AssessmentStatus,
      justification: z.string().trim().max(5000).default(''),
      revision: z.int().min(0),
    }),
    response: AssessmentDetail,
    problems: [
      'conformity-file-unknown',
      'not-in-conformity-file',
      'assessment-changed-meanwhile',
      'nothing-assessed',
      'justification-needed',
      'derogation-needs-decision',
    ],
  }),
  assessSeveral: route({
    id: 'assessSeveral',
    method: 'POST',
    path: '/api/conformity-files/{fileId}/assessments',
    summary:
      'Set one status with one justification on several requirements of a file; all of them or none, for they make one verdict',
    permission: 'assessment:write',
    params: byFile,
    body: z.strictObject({
      items: severalOf(
        z.strictObject({ requirementId: RequirementId, revision: z.int().min(0) }),
        ({ requirementId }) => requirementId,
      ),
      status: AssessmentStatus,
      justification: z.string().trim().max(5000).default(''),
    }),
    response: ConformityFile,
    problems: ['conformity-file-unknown', 'rows-refused', 'justification-needed', 'derogation-needs-decision'],
  }),
  comment: route({
    id: 'commentAssessment',
    method: 'POST',
    path: '/api/conformity-files/{fileId}/assessments/{requirementId}/comments',
    summary: 'Add a comment',
    permission: 'comment:write',
    params: byRequirement,
    body: z.strictObject({ text: z.string().trim().min(1).max(5000) }),
    response: AssessmentComment,
    status: 201,
    problems: ['conformity-file-unknown', 'not-in-conformity-file'],
  }),
  addLink: route({
    id: 'addEvidenceLink',
    method: 'POST',
    path: '/api/conformity-files/{fileId}/assessments/{requirementId}/evidence-links',
    summary: 'Add a link as evidence',
    permission: 'evidence:write',
    params: byRequirement,
    body: z.strictObject({
      label: z.string().trim().min(1).max(200),
      url: WebAddress.max(800),
      date: IsoDate,
      expiresOn: IsoDate.optional(),
    }),
    response: Evidence,
    status: 201,
    problems: ['conformity-file-unknown', 'not-in-conformity-file', 'evidence-date-invalid', 'evidence-of-a-lock'],
  }),
  addFile: route({
    id: 'addEvidenceFile',
    method: 'POST',
    path: '/api/conformity-files/{fileId}/assessments/{requirementId}/evidence-files',
    summary: 'Add a file as evidence (PDF, OpenDocument, PNG, JPEG, text, JSON; 10 MB at most)',
    permission: 'evidence:write',
    params: byRequirement,
    query: z.object({ label: z.string().trim().min(1).max(200), date: IsoDate, expiresOn: IsoDate.optional() }),
    upload: true,
    response: Evidence,
    status: 201,
    problems: [
      'conformity-file-unknown',
      'not-in-conformity-file',
      'evidence-date-invalid',
      'evidence-of-a-lock',
      'media-type-refused',
      'file-under-password',
      'body-too-large',
    ],
  }),
  evidenceContent: route({
    id: 'getEvidenceContent',
    method: 'GET',
    path: '/api/evidence/{evidenceId}/content',
    summary: 'Download a file given as evidence',
    permission: 'application:read',
    params: z.object({ evidenceId: z.uuid() }),
    response: 'file',
    problems: ['evidence-unknown'],
  }),
  withdraw: route({
    id: 'withdrawEvidence',
    method: 'DELETE',
    path: '/api/evidence/{evidenceId}',
    summary: 'Withdraw evidence: it stays in the history and proves nothing any more',
    permission: 'evidence:write',
    params: z.object({ evidenceId: z.uuid() }),
    response: Evidence,
    problems: ['evidence-unknown'],
  }),
  portfolio: route({
    id: 'getPortfolio',
    method: 'GET',
    path: '/api/portfolio',
    summary: 'Every application that the caller may see, summarised by gate answer and by weight',
    permission: 'application:list',
    response: z.object({
      applications: z.int(),
      byAnswer: z.record(z.union([GateAnswer, z.literal('no-file')]), z.int()),
      byStatus: z.record(AssessmentStatus, z.int()),
      unproven: z.int(),
    }),
  }),
}
