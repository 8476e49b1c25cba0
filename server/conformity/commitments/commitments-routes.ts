import { commitmentRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { procedureResource } from '../procedures/index.ts'
import { commitmentOf, seal } from './commitments-rules.ts'

/** A step by which one commits is refused without the commitment, and keeps what was signed. */
export function registerCommitments(app: FastifyInstance, services: Services): void {
  const { db, events, governance } = services
  const policy = governance.policies.commitments

  events.on('procedure-stepped', async (trx, step) => {
    const text = commitmentOf(policy, step.process, step.transition)
    if (!text || !step.by.caller) return
    if (step.stated[policy.field] !== true)
      throw refuse(
        'procedure-fields-invalid',
        { act: { fr: 'engagement', en: 'commitment' } },
        {
          errors: [
            {
              path: `data.${policy.field}`,
              message: {
                fr: 'Sans cet engagement, rien n’est déposé : répondez oui, ou laissez la demande en préparation.',
                en: 'Without this commitment nothing is submitted: answer yes, or leave the request in preparation.',
              },
            },
          ],
        },
      )
    const { id, name } = step.by.caller
    const { procedureId, process, applicationId, data, now } = step
    const signed = {
      text,
      procedureId,
      process,
      applicationId,
      data,
      signedBy: { id, name },
      signedAt: now.toISOString(),
    }
    const { sealed, hash } = seal(signed)
    await trx
      .insertInto('commitments')
      .values({
        procedure_id: procedureId,
        revision: step.revision,
        text: JSON.stringify(text),
        signed_by: id,
        signed_at: now,
        sealed,
        hash,
      })
      .execute()
  })

  serve(app, services, commitmentRoutes.list, {
    resource: ({ params }) => procedureResource(services, params.procedureId),
    handle: async ({ params }) => {
      const rows = await db
        .selectFrom('commitments')
        .innerJoin('users', 'users.id', 'commitments.signed_by')
        .selectAll('commitments')
        .select('users.name')
        .where('procedure_id', '=', params.procedureId)
        .orderBy('commitments.revision')
        .execute()
      return {
        commitments: rows.map((row) => ({
          revision: row.revision,
          text: row.text,
          signedBy: { id: row.signed_by, name: row.name },
          signedAt: row.signed_at.toISOString(),
          hash: row.hash,
          sealed: row.sealed,
        })),
      }
    },
  })
}
