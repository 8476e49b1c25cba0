import { z } from 'zod'
import { BulkOutcome, severalOf } from '../lists/bulk.ts'
import { CommitteeSession, Decision, MinutesNotes, VoteOutcome } from './committee.ts'
import { bySession, revision, search } from './given.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'

const decisionFilters = {
  outcome: VoteOutcome.optional(),
  notified: z.enum(['yes', 'no']).optional(),
  search,
  sort: z.enum(['date', 'title', 'outcome']).default('date'),
  order: ListOrder.default('desc'),
}

/** What was decided: notifications, minutes, the list of decisions. */
export const decisionRoutes = {
  notify: route({
    id: 'notifyDecisions',
    method: 'POST',
    path: '/api/committee/sessions/{sessionId}/notify',
    summary: 'Notify decisions of a closed session: from then on they have effect. Without items: all of them',
    permission: 'committee:run',
    params: bySession,
    body: z.strictObject({ items: z.array(z.uuid()).min(1).max(200).optional() }),
    response: CommitteeSession,
    problems: ['session-unknown', 'session-not-in-state', 'item-unknown', 'nothing-to-notify'],
  }),
  notifySeveral: route({
    id: 'notifySeveralDecisions',
    method: 'POST',
    path: '/api/committee/decisions/notify',
    summary:
      'Notify decisions of one or several closed sessions, row by row: what one has as effect holds up no other, and the answer says what became of each',
    permission: 'committee:run',
    body: z.strictObject({ items: severalOf(z.uuid(), (id) => id) }),
    response: BulkOutcome,
  }),
  writeMinutes: route({
    id: 'writeMinutes',
    method: 'PUT',
    path: '/api/committee/sessions/{sessionId}/minutes',
    summary: 'Write in the minutes, until they are signed: debates, reasons, excused members, secretary',
    permission: 'committee:run',
    params: bySession,
    body: MinutesNotes.extend({ revision }),
    response: CommitteeSession,
    problems: [
      'session-unknown',
      'session-not-in-state',
      'minutes-signed',
      'minutes-changed-meanwhile',
      'item-unknown',
      'mandate-not-running',
    ],
  }),
  signMinutes: route({
    id: 'signMinutes',
    method: 'POST',
    path: '/api/committee/sessions/{sessionId}/minutes/signature',
    summary: 'Record that the minutes of a closed session are signed: nothing changes in them from then on',
    permission: 'committee:run',
    params: bySession,
    body: z.strictObject({ revision }),
    response: CommitteeSession,
    problems: [
      'session-unknown',
      'session-not-in-state',
      'minutes-signed',
      'minutes-changed-meanwhile',
      'minutes-without-secretary',
    ],
  }),
  minutes: route({
    id: 'getMinutes',
    method: 'GET',
    path: '/api/committee/sessions/{sessionId}/minutes',
    summary: 'Minutes of a session as tagged PDF or text',
    permission: 'committee:read',
    params: bySession,
    query: z.object({ format: z.enum(['pdf', 'text']).default('pdf'), lang: z.enum(['fr', 'en']).default('fr') }),
    response: 'file',
    problems: ['session-unknown', 'session-not-in-state'],
  }),
  decisions: route({
    id: 'listDecisions',
    method: 'GET',
    path: '/api/committee/decisions',
    summary: 'What the committee decided, the latest first',
    permission: 'committee:read',
    query: z.object({ ...decisionFilters, ...listPage }),
    response: z.object({ total: z.int(), decisions: z.array(Decision) }),
  }),
  exportDecisions: route({
    id: 'exportDecisions',
    method: 'GET',
    path: '/api/committee/decisions/export',
    summary: 'The decisions that the filters keep, as a sheet',
    permission: 'committee:read',
    query: ListExport.extend(decisionFilters),
    response: 'file',
    problems: ['list-too-long'],
  }),
}
