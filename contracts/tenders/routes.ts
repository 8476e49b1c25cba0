import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Weight } from '../framework/routes.ts'
import { RequirementId, VolumeId } from '../framework/framework.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import {
  BidAnswer,
  Comparison,
  ReceivedBid,
  SelectableRequirement,
  Tender,
  TenderChoice,
  TenderState,
  TenderSummary,
} from './tenders.ts'
import { IsoDate } from '../text.ts'

const byTender = z.object({ tenderId: z.uuid() })
const byBid = byTender.extend({ bidId: z.uuid() })
const revision = z.int().min(1)
const lang = z.enum(['fr', 'en']).default('fr')

const filters = {
  state: TenderState.optional(),
  search: z.string().trim().max(120).optional(),
  sort: z.enum(['updated', 'reference', 'title', 'state']).default('updated'),
  order: ListOrder.default('desc'),
}

/** Steps that need nothing but a decision; an award names a bid and has its own operation. */
export const TenderStep = z.enum([
  'freeze',
  'unfreeze',
  'publish',
  'evaluate',
  'declare-unsuccessful',
  'finish',
  'cancel',
])
export type TenderStep = z.infer<typeof TenderStep>

/** Lines of a comparison. */
const compared = {
  /** Only lines on which bids differ, or only those that eliminate somebody. */
  only: z.enum(['all', 'different', 'eliminating']).default('all'),
  search: z.string().trim().max(120).optional(),
}

/** `a,b` in an address. */
const listOf = <const T extends readonly [string, ...string[]]>(each: z.ZodEnum<{ [K in T[number]]: K }>) =>
  z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(each as z.ZodType<T[number], string>))

export const tenderRoutes = {
  list: route({
    id: 'listTenders',
    method: 'GET',
    path: '/api/tenders',
    summary: 'Tenders, the latest first',
    permission: 'tender:read',
    query: z.object({ ...filters, ...listPage }),
    response: z.object({
      total: z.int(),
      tenders: z.array(TenderSummary),
      may: z.object({ prepare: z.boolean() }),
    }),
  }),
  exportList: route({
    id: 'exportTenders',
    method: 'GET',
    path: '/api/tenders/export',
    summary: 'The tenders that the filters keep, as a sheet',
    permission: 'tender:read',
    query: ListExport.extend(filters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  create: route({
    id: 'createTender',
    method: 'POST',
    path: '/api/tenders',
    summary: 'Prepare a tender on the edition in force',
    permission: 'tender:prepare',
    opensOnce: 'for-each',
    body: z.strictObject({
      reference: z.string().trim().min(1).max(80),
      title: z.string().trim().min(1).max(200),
      /** Described application that it is for: it tells which requirements apply. */
      applicationId: ApplicationId.nullable().default(null),
    }),
    response: Tender,
    status: 201,
    problems: ['tender-reference-taken', 'application-unknown'],
  }),
  applications: route({
    id: 'listTenderApplications',
    method: 'GET',
    path: '/api/tender-applications',
    summary: 'Described applications that a tender may be for, by their names: a buyer reads nothing else of them',
    permission: 'tender:prepare',
    query: z.object({
      search: z.string().trim().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({
      applications: z.array(z.object({ id: ApplicationId, name: z.string(), organisation: z.string() })),
    }),
  }),
  get: route({
    id: 'getTender',
    method: 'GET',
    path: '/api/tenders/{tenderId}',
    summary: 'A tender: steps, requirements, bids and their judgement, award, remediation',
    permission: 'tender:read',
    params: byTender,
    response: Tender,
    problems: ['tender-unknown'],
  }),
  selectable: route({
    id: 'listSelectableRequirements',
    method: 'GET',
    path: '/api/tenders/{tenderId}/selection',
    summary: 'Requirements of its edition that the criteria keep, with the effect that the policy gives each',
    permission: 'tender:read',
    params: byTender,
    query: z.object({
      volumes: listOf(VolumeId).optional(),
      weights: listOf(Weight).optional(),
      /** Only those that apply to the described application of the tender. */
      applicable: z.enum(['yes', 'no']).default('no'),
    }),
    response: z.object({ total: z.int(), requirements: z.array(SelectableRequirement) }),
    problems: ['tender-unknown', 'tender-without-application'],
  }),
  choose: route({
    id: 'chooseRequirements',
    method: 'PUT',
    path: '/api/tenders/{tenderId}/requirements',
    summary: 'Say which requirements are put to bidders, with what is refined for this tender',
    permission: 'tender:prepare',
    params: byTender,
    body: z.strictObject({ revision, requirements: z.array(TenderChoice).max(2000) }),
    response: Tender,
    problems: ['tender-unknown', 'tender-changed-meanwhile', 'tender-not-in-state', 'tender-choice-invalid'],
  }),
  step: route({
    id: 'stepTender',
    method: 'POST',
    path: '/api/tenders/{tenderId}/steps/{step}',
    summary: 'Freeze, publish, close the bids, finish … ; refused if somebody moved it on since it was read',
    permission: 'tender:prepare',
    params: byTender.extend({ step: TenderStep }),
    body: z.strictObject({ revision, note: z.string().trim().max(2000).default('') }),
    response: Tender,
    problems: [
      'tender-unknown',
      'tender-changed-meanwhile',
      'tender-not-in-state',
      'tender-without-requirement',
      'remediation-missing',
      'remediation-open',
    ],
  }),
  grid: route({
    id: 'getTenderGrid',
    method: 'GET',
    path: '/api/tenders/{tenderId}/grid',
    summary: 'The answer grid for bidders, as OpenDocument sheet',
    permission: 'tender:read',
    params: byTender,
    query: z.object({ lang }),
    response: 'file',
    problems: ['tender-unknown', 'tender-not-in-state'],
  }),
  annex: route({
    id: 'getTenderAnnex',
    method: 'GET',
    path: '/api/tenders/{tenderId}/annex',
    summary: 'The annex to the technical specifications: requirements, effects and scale, as tagged PDF',
    permission: 'tender:read',
    params: byTender,
    query: z.object({ lang }),
    response: 'file',
    problems: ['tender-unknown', 'tender-not-in-state'],
  }),
  addBid: route({
    id: 'recordBid',
    method: 'POST',
    path: '/api/tenders/{tenderId}/bids',
    summary: 'Read the filled grid of a bidder; refused whole, with places and mends, if it is not the grid given out',
    permission: 'tender:prepare',
    params: byTender,
    query: z.object({ bidder: z.string().trim().min(1).max(120) }),
    upload: true,
    response: ReceivedBid,
    status: 201,
    problems: [
      'tender-unknown',
      'tender-not-in-state',
      'bidder-known',
      'grid-refused',
      'grid-unreadable',
      'body-too-large',
    ],
  }),
  withdrawBid: route({
    id: 'withdrawBid',
    method: 'DELETE',
    path: '/api/tenders/{tenderId}/bids/{bidId}',
    summary: 'Take a bid out before the evaluation, for example to record a corrected grid',
    permission: 'tender:prepare',
    params: byBid,
    response: Tender,
    problems: ['tender-unknown', 'tender-not-in-state', 'bid-unknown'],
  }),
  bidGrid: route({
    id: 'getBidGrid',
    method: 'GET',
    path: '/api/tenders/{tenderId}/bids/{bidId}/grid',
    summary: 'The grid of a bidder as it was received',
    permission: 'tender:read',
    params: byBid,
    response: 'file',
    problems: ['tender-unknown', 'bids-sealed', 'bid-unknown'],
  }),
  comparison: route({
    id: 'compareBids',
    method: 'GET',
    path: '/api/tenders/{tenderId}/comparison',
    summary: 'Bids side by side, requirement by requirement',
    permission: 'tender:read',
    params: byTender,
    query: z.object({
      ...compared,
      offset: z.coerce.number().int().min(0).max(10_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: Comparison,
    problems: ['tender-unknown', 'bids-sealed', 'tender-not-in-state'],
  }),
  exportComparison: route({
    id: 'exportComparison',
    method: 'GET',
    path: '/api/tenders/{tenderId}/comparison/export',
    summary:
      'The lines of the comparison that the filters keep, as a sheet: what each bid answered, and what it is worth',
    permission: 'tender:read',
    params: byTender,
    query: ListExport.extend(compared),
    response: 'file',
    problems: ['tender-unknown', 'bids-sealed', 'tender-not-in-state', 'list-too-long'],
  }),
  retain: route({
    id: 'retainAnswer',
    method: 'PUT',
    path: '/api/tenders/{tenderId}/bids/{bidId}/answers/{requirementId}',
    summary: 'Keep another answer than the bidder’s, with a reason; null keeps the bidder’s again',
    permission: 'tender:evaluate',
    params: byBid.extend({ requirementId: RequirementId }),
    body: z.strictObject({
      answer: z.string().max(60).nullable(),
      note: z.string().trim().max(2000).default(''),
      /** What was retained when it was read, so that two evaluators do not overwrite one another. */
      seen: z.string().max(60).nullable(),
    }),
    response: BidAnswer,
    problems: [
      'tender-unknown',
      'tender-not-in-state',
      'bid-unknown',
      'retained-answer-invalid',
      'answer-changed-meanwhile',
    ],
  }),
  read: route({
    id: 'sayBidsRead',
    method: 'POST',
    path: '/api/tenders/{tenderId}/readings',
    summary: 'Say that the answers of all bids are read; whoever awards sees it',
    permission: 'tender:evaluate',
    params: byTender,
    body: z.strictObject({ revision, note: z.string().trim().max(2000).default('') }),
    response: Tender,
    problems: ['tender-unknown', 'tender-changed-meanwhile', 'tender-not-in-state'],
  }),
  report: route({
    id: 'getTenderReport',
    method: 'GET',
    path: '/api/tenders/{tenderId}/report',
    summary:
      'Report of the evaluation: eliminations with reasons, scores, comparison; tagged PDF or OpenDocument sheet',
    permission: 'tender:read',
    params: byTender,
    query: z.object({ format: z.enum(['pdf', 'ods']).default('pdf'), lang }),
    response: 'file',
    problems: ['tender-unknown', 'bids-sealed', 'tender-not-in-state'],
  }),
  award: route({
    id: 'awardTender',
    method: 'POST',
    path: '/api/tenders/{tenderId}/award',
    summary: 'Award the tender to a bid that stands',
    permission: 'tender:prepare',
    params: byTender,
    body: z.strictObject({ revision, bidId: z.uuid(), reason: z.string().trim().min(1).max(2000) }),
    response: Tender,
    problems: [
      'tender-unknown',
      'tender-changed-meanwhile',
      'tender-not-in-state',
      'bid-unknown',
      'bid-eliminated',
      'bids-not-read',
    ],
  }),
  remediate: route({
    id: 'planRemediation',
    method: 'POST',
    path: '/api/tenders/{tenderId}/remediation',
    summary: 'Add actions to the remediation plan of an awarded tender; each is followed as a procedure',
    permission: 'tender:prepare',
    opensOnce: 'for-each',
    params: byTender,
    body: z.strictObject({
      actions: z
        .array(
          z.strictObject({
            requirementId: RequirementId,
            action: z.string().trim().min(1).max(5000),
            due: IsoDate,
          }),
        )
        .min(1)
        .max(200),
    }),
    response: Tender,
    status: 201,
    problems: ['tender-unknown', 'tender-not-in-state', 'remediation-invalid'],
  }),
}
