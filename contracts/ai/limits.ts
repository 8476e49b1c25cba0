/** Budgets of the access layer: how much a key, an application, a group or an organisation may spend in a period. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { budgetShape, notWhole, wholeUnlessMoney } from './budgets.ts'
import { route } from '../route.ts'
import { Instant } from '../text.ts'

export const LimitScope = z.enum(['key', 'application', 'group', 'organisation'])
export type LimitScope = z.infer<typeof LimitScope>

const shape = {
  scope: LimitScope,
  /** Identifier of a key of the line or of the application, name of the group or the organisation. */
  of: z.string().trim().min(1).max(120),
  ...budgetShape,
}

export const LimitDeclaration = z.strictObject(shape).refine(wholeUnlessMoney, notWhole)
export type LimitDeclaration = z.infer<typeof LimitDeclaration>

export const Limit = z.strictObject({
  ...shape,
  /** Of a line of keys, the one in use. */
  of: z.string(),
  id: z.string(),
  /** Name of what `of` identifies; `of` itself where there is none. */
  ofName: z.string(),
  /** false = nobody is held: no such key is in use, or nothing bears this name any more. */
  holds: z.boolean(),
  declaredIn: z.enum(['file', 'portal']),
  /** In the current period: settled, and reserved by calls under way. */
  spent: z.number(),
  held: z.number(),
  frees: Instant,
})
export type Limit = z.infer<typeof Limit>

export const aiLimitRoutes = {
  list: route({
    id: 'listLimits',
    method: 'GET',
    path: '/api/ai/limits',
    summary: 'Budgets, with what the current period has spent',
    permission: 'ai:supervise',
    response: z.object({ limits: z.array(Limit) }),
  }),
  ofKeys: route({
    id: 'listKeyLimits',
    method: 'GET',
    path: '/api/applications/{applicationId}/ai/key-limits',
    summary: 'Budgets of the keys of one application, with what the current period has spent',
    permission: 'key:manage',
    params: z.object({ applicationId: ApplicationId }),
    response: z.object({ limits: z.array(Limit) }),
    problems: ['application-unknown'],
  }),
  set: route({
    id: 'setLimit',
    method: 'PUT',
    path: '/api/ai/limits',
    summary: 'Set a budget; one of the same scope, measure and period is replaced',
    permission: 'ai:administer',
    body: LimitDeclaration,
    response: Limit,
    problems: ['declared-in-file', 'limit-subject-unknown'],
  }),
  setGroup: route({
    id: 'setApplicationGroup',
    method: 'PUT',
    path: '/api/ai/applications/{applicationId}/group',
    summary: 'Put an application into a group that shares budgets; null takes it out',
    permission: 'ai:administer',
    params: z.object({ applicationId: ApplicationId }),
    body: z.strictObject({ group: z.string().trim().min(1).max(120).nullable() }),
    response: z.object({ applicationId: ApplicationId, group: z.string().nullable() }),
    problems: ['application-unknown'],
  }),
  remove: route({
    id: 'removeLimit',
    method: 'DELETE',
    path: '/api/ai/limits/{limitId}',
    summary: 'Remove a budget',
    permission: 'ai:administer',
    params: z.object({ limitId: z.uuid() }),
    response: z.object({ limits: z.array(Limit) }),
    problems: ['limit-unknown', 'declared-in-file'],
  }),
}
