import { z } from 'zod'
import { AgendaFile, AgendaItem, AgendaProposal, AgendaSubject, CommitteeSession, VoteChoice } from './committee.ts'
import { bySession, byItem, eachMember, revision } from './given.ts'
import { route } from '../route.ts'

/** What a session has before it: items, their files, the votes. */
export const agendaRoutes = {
  addItems: route({
    id: 'putOnAgenda',
    method: 'POST',
    path: '/api/committee/sessions/{sessionId}/items',
    summary: 'Put one or several files on the agenda; all of them or none',
    permission: 'committee:run',
    params: bySession,
    body: z.strictObject({
      items: z
        .array(AgendaProposal.extend({ subject: AgendaSubject }))
        .min(1)
        .max(100),
    }),
    response: CommitteeSession,
    status: 201,
    problems: [
      'session-unknown',
      'session-not-in-state',
      'agenda-subject-refused',
      'item-ends-before-session',
      'item-ends-before-granted',
    ],
  }),
  editItem: route({
    id: 'editAgendaItem',
    method: 'PUT',
    path: '/api/committee/sessions/{sessionId}/items/{itemId}',
    summary: 'Reword what is put to the vote, as long as nobody has voted',
    permission: 'committee:run',
    params: byItem,
    body: AgendaProposal.extend({ revision }),
    response: AgendaItem,
    problems: [
      'session-unknown',
      'session-not-in-state',
      'item-unknown',
      'item-changed-meanwhile',
      'item-has-votes',
      'item-ends-before-session',
      'item-ends-before-granted',
    ],
  }),
  removeItem: route({
    id: 'takeOffAgenda',
    method: 'DELETE',
    path: '/api/committee/sessions/{sessionId}/items/{itemId}',
    summary: 'Take an item off the agenda, as long as nobody has voted',
    permission: 'committee:run',
    params: byItem,
    response: CommitteeSession,
    problems: ['session-unknown', 'session-not-in-state', 'item-unknown', 'item-has-votes'],
  }),
  addFile: route({
    id: 'addAgendaFile',
    method: 'POST',
    path: '/api/committee/sessions/{sessionId}/items/{itemId}/files',
    summary: 'Attach a file to an item (PDF, OpenDocument, PNG, JPEG, text, JSON; 10 MB at most)',
    permission: 'committee:run',
    params: byItem,
    upload: true,
    response: AgendaFile,
    status: 201,
    problems: [
      'session-unknown',
      'session-not-in-state',
      'item-unknown',
      'media-type-refused',
      'file-under-password',
      'body-too-large',
      'agenda-files-full',
    ],
  }),
  file: route({
    id: 'getAgendaFile',
    method: 'GET',
    path: '/api/committee/files/{fileId}',
    summary: 'Download a file attached to an item',
    permission: 'committee:read',
    params: z.object({ fileId: z.uuid() }),
    response: 'file',
    problems: ['agenda-file-unknown'],
  }),
  vote: route({
    id: 'vote',
    method: 'PUT',
    path: '/api/committee/sessions/{sessionId}/items/{itemId}/vote',
    summary: 'Vote, or change one’s vote, until the session is closed',
    permission: 'committee:vote',
    params: byItem,
    body: z.strictObject({ choice: VoteChoice }),
    response: AgendaItem,
    problems: ['session-unknown', 'session-not-in-state', 'item-unknown', 'mandate-not-running', 'vote-of-own'],
  }),
  recordVotes: route({
    id: 'recordVotes',
    method: 'PUT',
    path: '/api/committee/sessions/{sessionId}/items/{itemId}/votes',
    summary: 'Record votes given by a show of hands or in writing; the audit log says who recorded them',
    permission: 'committee:run',
    params: byItem,
    body: z.strictObject({
      votes: eachMember(z.strictObject({ mandateId: z.uuid(), choice: VoteChoice })),
    }),
    response: AgendaItem,
    problems: ['session-unknown', 'session-not-in-state', 'item-unknown', 'mandate-not-running', 'vote-of-own'],
  }),
}
