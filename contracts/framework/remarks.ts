/** Public comments on a requirement or a passage of the framework, with what became of them. */
import { z } from 'zod'
import { Person } from '../people/identity.ts'
import { policyHead } from './policies.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

export const RemarkKind = z.enum(['substance', 'wording', 'question'])
export type RemarkKind = z.infer<typeof RemarkKind>
export const RemarkState = z.enum(['received', 'under-study', 'accepted', 'partly-accepted', 'declined'])
export type RemarkState = z.infer<typeof RemarkState>

export const Remark = z.object({
  id: z.uuid(),
  /** Number that people quote. */
  number: z.int(),
  /** Edition that it is about. */
  edition: z.string(),
  /** Of an edition that was in working group then; null = of the one in force. */
  draft: z.uuid().nullable(),
  /** Identifier of a requirement, or null for a passage. */
  requirementId: z.string().nullable(),
  /** Its title in the edition in force; null for a passage, or when it is not in it any more. */
  requirementTitle: Bilingual.nullable(),
  /** Words commented on. */
  passage: z.string(),
  kind: RemarkKind,
  text: z.string(),
  /** Wording that the author would rather read. */
  proposal: z.string(),
  author: Person,
  organisation: z.string(),
  at: Instant,
  state: RemarkState,
  answer: z.string(),
  answeredBy: Person.nullable(),
  answeredAt: Instant.nullable(),
  revision: z.int(),
})
export type Remark = z.infer<typeof Remark>

/** What a column of the review sheet may hold. */
export const RemarkColumn = z.enum([
  'number',
  'edition',
  'reference',
  'passage',
  'kind',
  'text',
  'proposal',
  'author',
  'organisation',
  'date',
  'outcome',
  'answer',
  'answered-by',
  'answered-on',
])
export type RemarkColumn = z.infer<typeof RemarkColumn>

/** `framework/governance/remarks.yaml`. */
export const RemarkPolicy = z.strictObject({
  ...policyHead,
  /** Of the review sheet, in their order. */
  columns: z.array(z.strictObject({ holds: RemarkColumn, heading: Bilingual })).min(1),
})
export type RemarkPolicy = z.infer<typeof RemarkPolicy>

const filters = {
  /** Only those about this edition, in working group when they were made. */
  draft: z.uuid().optional(),
  requirement: z.string().max(80).optional(),
  state: RemarkState.optional(),
  kind: RemarkKind.optional(),
  search: z.string().trim().max(100).optional(),
  sort: z.enum(['number', 'requirement', 'state']).default('number'),
  order: ListOrder.default('desc'),
}

export const remarkRoutes = {
  list: route({
    id: 'listRemarks',
    method: 'GET',
    path: '/api/framework-comments',
    summary: 'Public comments on the framework, the last first',
    permission: 'framework:read',
    query: z.object({ ...filters, ...listPage }),
    response: z.object({ remarks: z.array(Remark), total: z.int() }),
    problems: ['requirement-unknown'],
  }),
  add: route({
    id: 'addRemark',
    method: 'POST',
    path: '/api/framework-comments',
    summary: 'Comment a requirement or a passage of the framework in force, or of an edition in working group',
    permission: 'remark:write',
    opensOnce: 'for-each',
    body: z
      .strictObject({
        /** An edition in working group; absent = the one in force. */
        draft: z.uuid().optional(),
        requirementId: z.string().max(80).optional(),
        passage: z.string().trim().max(2000).default(''),
        kind: RemarkKind,
        text: z.string().trim().min(1).max(5000),
        proposal: z.string().trim().max(5000).default(''),
      })
      .refine(({ requirementId, passage }) => requirementId !== undefined || passage !== '', {
        path: ['passage'],
        message: 'name a requirement or quote a passage',
      }),
    response: Remark,
    status: 201,
    problems: ['requirement-unknown', 'edition-unknown', 'edition-not-discussed'],
  }),
  answer: route({
    id: 'answerRemark',
    method: 'PUT',
    path: '/api/framework-comments/{remarkId}/answer',
    summary: 'Say what becomes of a comment',
    permission: 'remark:answer',
    params: z.object({ remarkId: z.uuid() }),
    body: z
      .strictObject({ state: RemarkState, answer: z.string().trim().max(5000).default(''), revision: z.int() })
      .refine(({ state, answer }) => state === 'received' || state === 'under-study' || answer !== '', {
        path: ['answer'],
        message: 'an answer is expected with a decision',
      }),
    response: Remark,
    problems: ['remark-unknown', 'remark-changed-meanwhile'],
  }),
  export: route({
    id: 'exportRemarks',
    method: 'GET',
    path: '/api/framework-comments/export',
    summary: 'Comments as the review sheet that circulates between services, OpenDocument or CSV',
    permission: 'framework:read',
    // A review sheet is read from the first comment on, whatever the page shows first.
    query: ListExport.extend({ ...filters, order: ListOrder.default('asc') }),
    response: 'file',
    problems: ['list-too-long', 'requirement-unknown'],
  }),
}
