import { type Bilingual, type Remark, remarkRoutes, type RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import { MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { requireDiscussed } from '../editions/index.ts'
import { openedOnce } from '../procedures/index.ts'
import { remarksCsv, remarksOds } from './remarks-sheet.ts'
import * as store from './remarks-store.ts'

export function registerRemarks(app: FastifyInstance, services: Services): void {
  const { db, framework, events } = services
  const shown = (row: store.RemarkRow): Remark => asRemark(framework, row)

  /**
   * One that no edition in force names any more may have been commented.
   * @throws Refusal requirement-unknown
   */
  async function requireCommented(id: string | undefined): Promise<void> {
    if (id === undefined || framework.requirementById.has(id as RequirementId)) return
    if (!(await store.isCommented(db, id))) throw refuse('requirement-unknown', { id, edition: framework.edition.id })
  }

  serve(app, services, remarkRoutes.list, {
    handle: async ({ query: { offset, limit, ...filter } }) => {
      await requireCommented(filter.requirement)
      const { rows, total } = await store.listRemarks(db, filter, { offset, limit })
      return { remarks: rows.map(shown), total }
    },
  })

  serve(app, services, remarkRoutes.add, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const id = await openedOnce(trx, context, remarkRoutes.add, body, async () => {
          const { id: userId } = requirePerson(context.caller)
          const { organisation } = requirePerson(context.caller)
          const { requirementId, draft } = body
          const discussed = draft === undefined ? undefined : await requireDiscussed(trx, services, draft)
          const edition = discussed?.label ?? framework.edition.id
          const known = discussed?.requirements ?? framework.requirementById
          if (requirementId !== undefined && !known.has(requirementId as RequirementId))
            throw refuse('requirement-unknown', { id: requirementId, edition })
          const made = await store.insertRemark(trx, {
            ...body,
            requirementId,
            edition,
            draft,
            userId,
            organisation,
            now: context.now,
          })
          const about = requirementId ?? 'passage'
          await audit(trx, context, 'framework.commented', `remark:${made}`, { about, edition })
          const architects = { roles: ['architect' as const], users: [], teamOf: null, except: userId }
          await events.emit(trx, 'people-told', {
            to: architects,
            asks: { matter: `remark:${made}`, of: architects },
            text: madeOn(requirementId, discussed?.label),
            link: discussed ? `/cadre/editions/${discussed.id}` : '/cadre/commentaires',
            now: context.now,
          })
          return made
        })
        return shown((await store.remarkRow(trx, id))!)
      }),
  })

  serve(app, services, remarkRoutes.answer, {
    handle: ({ params: { remarkId }, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        await store.lockRemark(trx, remarkId)
        const row = await store.remarkRow(trx, remarkId)
        if (row === undefined) throw refuse('remark-unknown', { id: remarkId })
        if (row.revision !== body.revision) throw refuse('remark-changed-meanwhile', {}, { current: shown(row) })
        const { state, answer } = body
        // Sent as it stood: nothing was answered, and there is nothing to tell.
        if (state === row.state && answer === row.answer) return shown(row)
        await store.storeAnswer(trx, remarkId, { state, answer, userId, now: context.now, revision: row.revision + 1 })
        await audit(trx, context, 'framework.comment-answered', `remark:${remarkId}`, {
          before: row.state,
          after: state,
        })
        if (state !== 'received')
          await events.emit(trx, 'matter-settled', { matter: `remark:${remarkId}`, now: context.now })
        await events.emit(trx, 'people-told', {
          to: { roles: [], users: [row.author_id], teamOf: null, except: userId },
          text: {
            fr: `Votre commentaire n° ${row.number} a reçu une réponse.`,
            en: `Your comment no. ${row.number} has been answered.`,
          },
          ...(answer !== '' && { detail: { fr: `Réponse : ${answer}`, en: `Answer: ${answer}` } }),
          link: '/cadre/commentaires',
          now: context.now,
        })
        return shown((await store.remarkRow(trx, remarkId))!)
      }),
  })

  serve(app, services, remarkRoutes.export, {
    handle: async ({ query: { format, lang, ...filter } }) => {
      await requireCommented(filter.requirement)
      const { rows, total } = await store.listRemarks(db, filter, { offset: 0, limit: MAX_EXPORTED })
      if (total > MAX_EXPORTED) throw refuse('list-too-long', { count: String(total), limit: String(MAX_EXPORTED) })
      const remarks = rows.map(shown)
      const name = lang === 'fr' ? 'commentaires-cadre' : 'framework-comments'
      return format === 'ods'
        ? {
            fileName: `${name}.ods`,
            contentType: 'application/vnd.oasis.opendocument.spreadsheet',
            bytes: await remarksOds(services.governance.policies.remarks, remarks, lang),
          }
        : {
            fileName: `${name}.csv`,
            contentType: 'text/csv; charset=utf-8',
            bytes: remarksCsv(services.governance.policies.remarks, remarks, lang),
          }
    },
  })
}

/** @param label of an edition in working group */
function madeOn(requirement: string | undefined, label: string | undefined): Bilingual {
  const of =
    label === undefined
      ? { fr: '', en: '' }
      : { fr: ` de l’édition « ${label} », en groupe de travail`, en: ` of the edition “${label}”, in working group` }
  const [fr, en] =
    requirement !== undefined
      ? [requirement, requirement]
      : label === undefined
        ? ['un passage du cadre', 'a passage of the framework']
        : ['un passage', 'a passage']
  return {
    fr: `Un commentaire public a été déposé sur ${fr}${of.fr}.`,
    en: `A public comment was made on ${en}${of.en}.`,
  }
}

const asRemark = ({ requirementById }: Framework, row: store.RemarkRow): Remark => ({
  id: row.id,
  number: row.number,
  edition: row.edition,
  draft: row.draft_id,
  requirementId: row.requirement_id,
  requirementTitle: requirementById.get(row.requirement_id as RequirementId)?.title ?? null,
  passage: row.passage,
  kind: row.kind,
  text: row.text,
  proposal: row.proposal,
  author: { id: row.author_id, name: row.author_name },
  organisation: row.organisation,
  at: row.at.toISOString(),
  state: row.state,
  answer: row.answer,
  answeredBy: row.answered_by === null ? null : { id: row.answered_by, name: row.answerer_name ?? '' },
  answeredAt: row.answered_at?.toISOString() ?? null,
  revision: row.revision,
})
