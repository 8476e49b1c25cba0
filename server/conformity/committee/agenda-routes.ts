import {
  type AgendaItem,
  type AgendaProposal,
  type AgendaSubject,
  type Bilingual,
  committeeRoutes,
  recusalWords,
} from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson, teamOf } from '../applications/index.ts'
import { requireReadable } from '../assessments/index.ts'
import type { MandateRow } from './mandates-store.ts'
import { keptFromVote } from './recusal-rules.ts'
import { lockInState, requireMandates, requireOwnMandate } from './session-lock.ts'
import { refuseShorter } from './renewals.ts'
import { readSession } from './session-view.ts'
import * as agendas from './agenda-store.ts'
import * as store from './sessions-store.ts'
import { isReady, notReady } from './subject-rules.ts'
import { callMembers } from './summons.ts'

const LIMITS = { files: 20 } as const

export function registerAgenda(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.addItems, {
    handle: ({ params: { sessionId }, body: { items } }, context) =>
      db.transaction().execute(async (trx) => {
        const session = await lockInState(trx, sessionId, ['planned', 'open'])
        for (const item of items) refuseOver(item, session.day)
        const files = items.map(({ subject }) => fileOf(subject))
        const why = await agendas.refusedSubjects(
          trx,
          files.filter((id) => id !== null),
          (standing) => isReady(services.governance, standing),
        )
        const errors = files.flatMap((id, index) => {
          if (id === null) return []
          const mistake = files.indexOf(id) === index ? why.get(id) : 'twice'
          // An edition may be named that was not imported here.
          if (!mistake || (mistake === 'unknown' && items[index]!.subject.kind === 'edition')) return []
          const message = typeof mistake === 'string' ? refusals[mistake] : notReady(services.governance, mistake)
          return [{ path: `items.${index}.subject`, message }]
        })
        if (errors.length > 0) throw refuse('agenda-subject-refused', {}, { errors })
        const ids = await agendas.insertItems(trx, sessionId, items)
        for (const item of await agendas.itemsOf(trx, sessionId))
          if (ids.includes(item.id)) await refuseShorter(trx, item, context.now)
        await audit(trx, context, 'committee.put-on-agenda', `committee-session:${sessionId}`, { items: ids })
        await callMembers(trx, services, context, sessionId, 'agenda-changed')
        return readSession(trx, services, context.caller, sessionId)
      }),
  })

  serve(app, services, committeeRoutes.editItem, {
    handle: ({ params, body: { revision, ...proposal } }, context) =>
      db.transaction().execute(async (trx) => {
        const { item, session } = await untouched(trx, params)
        refuseOver(proposal, session.day)
        if (item.revision !== revision)
          throw refuse('item-changed-meanwhile', {}, { current: await readItem(trx, context, params) })
        await refuseShorter(trx, { ...item, title: proposal.title, until_day: proposal.until ?? null }, context.now)
        await agendas.storeProposal(trx, params.itemId, proposal)
        const detail = { item: params.itemId, before: item.proposal, after: proposal.proposal }
        await audit(trx, context, 'committee.item-reworded', `committee-session:${params.sessionId}`, detail)
        await callMembers(trx, services, context, params.sessionId, 'agenda-changed')
        return readItem(trx, context, params)
      }),
  })

  serve(app, services, committeeRoutes.removeItem, {
    handle: ({ params }, context) =>
      db.transaction().execute(async (trx) => {
        const { item } = await untouched(trx, params)
        await agendas.deleteItem(trx, params.itemId)
        const detail = { item: params.itemId, title: item.title }
        await audit(trx, context, 'committee.taken-off-agenda', `committee-session:${params.sessionId}`, detail)
        await callMembers(trx, services, context, params.sessionId, 'agenda-changed')
        return readSession(trx, services, context.caller, params.sessionId)
      }),
  })

  serve(app, services, committeeRoutes.addFile, {
    handle: async ({ params, upload }, context) => {
      const contentType = await requireReadable(upload)
      return db.transaction().execute(async (trx) => {
        await lockInState(trx, params.sessionId, ['planned', 'open'])
        const { files } = await readItem(trx, context, params)
        if (files.length >= LIMITS.files) throw refuse('agenda-files-full', { limit: String(LIMITS.files) })
        const id = await store.insertFile(trx, {
          itemId: params.itemId,
          name: upload.fileName,
          contentType,
          bytes: upload.bytes,
          addedBy: callerName(context.caller),
          now: context.now,
        })
        const detail = { item: params.itemId, file: id, name: upload.fileName }
        await audit(trx, context, 'committee.file-attached', `committee-session:${params.sessionId}`, detail)
        return (await readItem(trx, context, params)).files.find((file) => file.id === id)!
      })
    },
  })

  serve(app, services, committeeRoutes.file, {
    handle: async ({ params: { fileId } }) => {
      const file = await store.fileContent(db, fileId)
      if (!file) throw refuse('agenda-file-unknown', { id: fileId })
      return { fileName: file.name, contentType: file.content_type, bytes: file.bytes }
    },
  })

  serve(app, services, committeeRoutes.vote, {
    handle: ({ params, body: { choice } }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const session = await lockInState(trx, params.sessionId, ['open'], 'shared')
        const mandate = await requireOwnMandate(trx, session.day, context.caller)
        await refuseOwn(trx, await requireItem(trx, params), [mandate])
        await store.storeVote(trx, {
          itemId: params.itemId,
          mandateId: mandate.id,
          choice,
          userId,
          now: context.now,
        })
        await audit(trx, context, 'committee.voted', `committee-session:${params.sessionId}`, {
          item: params.itemId,
          mandate: mandate.id,
          choice,
        })
        return readItem(trx, context, params)
      }),
  })

  serve(app, services, committeeRoutes.recordVotes, {
    handle: ({ params, body: { votes } }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const session = await lockInState(trx, params.sessionId, ['open'])
        const item = await requireItem(trx, params)
        const voters = await requireMandates(
          trx,
          session.day,
          votes.map(({ mandateId }) => mandateId),
        )
        await refuseOwn(trx, item, voters)
        for (const vote of votes)
          await store.storeVote(trx, { itemId: params.itemId, ...vote, userId, now: context.now })
        const detail = { item: params.itemId, votes }
        await audit(trx, context, 'committee.votes-recorded', `committee-session:${params.sessionId}`, detail)
        return readItem(trx, context, params)
      }),
  })

  interface ByItem {
    sessionId: string
    itemId: string
  }

  /** @throws Refusal item-unknown */
  async function requireItem(queries: Queries, { sessionId, itemId }: ByItem): Promise<agendas.ItemRow> {
    const item = await agendas.itemRow(queries, sessionId, itemId)
    if (!item) throw refuse('item-unknown', { id: itemId })
    return item
  }

  /** @throws Refusal vote-of-own for the first of these whom the policy keeps from the item */
  async function refuseOwn(trx: Trx, item: agendas.ItemRow, voters: readonly MandateRow[]): Promise<void> {
    const policy = services.governance.policies.committee
    const team = item.application_id === null ? undefined : await teamOf(trx, item.application_id)
    for (const { user_id, name: who } of voters) {
      const did = keptFromVote(policy, { requester: item.requester_id, team: team ?? [] }, user_id)
      if (did !== undefined)
        throw refuse('vote-of-own', { title: item.title, who, because: recusalWords[did], why: policy.recusal.why })
    }
  }

  /** An item on which nobody has voted. @throws Refusal session-not-in-state, item-unknown, item-has-votes */
  async function untouched(trx: Trx, params: ByItem): Promise<{ item: agendas.ItemRow; session: store.SessionRow }> {
    const session = await lockInState(trx, params.sessionId, ['planned', 'open'])
    const item = await requireItem(trx, params)
    if (await store.hasVotes(trx, item.id)) throw refuse('item-has-votes', { title: item.title })
    return { item, session }
  }

  async function readItem(queries: Queries, { caller }: RequestContext, params: ByItem): Promise<AgendaItem> {
    const { agenda } = await readSession(queries, services, caller, params.sessionId)
    const item = agenda.find(({ id }) => id === params.itemId)
    if (!item) throw refuse('item-unknown', { id: params.itemId })
    return item
  }
}

/** What would be over before the committee decides on it. @throws Refusal item-ends-before-session */
function refuseOver({ title, until }: AgendaProposal, day: string): void {
  if (until !== null && until !== undefined && until < day)
    throw refuse('item-ends-before-session', { title, until, date: day })
}

/** The procedure that a subject is: a draft edition is one as well, however it is put on the agenda. */
function fileOf(subject: AgendaSubject): string | null {
  if (subject.kind === 'procedure') return subject.procedureId
  return subject.kind === 'edition' && z.uuid().safeParse(subject.editionId).success ? subject.editionId : null
}

const refusals: Record<'unknown' | 'final' | 'waiting' | 'twice', Bilingual> = {
  unknown: { fr: 'Ce dossier n’existe pas.', en: 'This file does not exist.' },
  final: { fr: 'Ce dossier est clos.', en: 'This file is closed.' },
  waiting: {
    fr: 'Ce dossier est déjà à un ordre du jour, ou sa décision attend d’être notifiée.',
    en: 'This file is already on an agenda, or its decision waits to be notified.',
  },
  twice: { fr: 'Ce dossier est nommé deux fois.', en: 'This file is named twice.' },
}
