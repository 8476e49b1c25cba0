import { AssessmentStatus, conformityRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { refreshOutdated } from './conformity-file.ts'

export function registerPortfolio(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services
  serve(app, services, conformityRoutes.portfolio, {
    handle: async (_args, { caller, now }) => {
      await db.transaction().execute((trx) => refreshOutdated(trx, services, now))
      return readPortfolio(
        db,
        authorisation.seesEveryApplication(caller) || caller.kind !== 'person' ? undefined : caller.id,
      )
    },
  })
}

/** Sums the verdict kept with the furthest file of each application; `memberId` limits it to that person's teams. */
export async function readPortfolio(db: Queries, memberId: string | undefined) {
  const statuses = AssessmentStatus.options
  const { rows } = await sql<{ answer: string; n: number; unproven: number } & Record<string, number>>`
    with standing as (
      select distinct on (a.id) a.id, f.verdict
      from applications a
      left join conformity_files f on f.application_id = a.id and f.version = a.version
      ${memberId === undefined ? sql`` : sql`where exists (select 1 from application_team t where t.application_id = a.id and t.user_id = ${memberId})`}
      order by a.id, array_position(array['production', 'design', 'launch'], f.gate)
    )
    select coalesce(s.verdict->>'answer', 'no-file') as answer, count(*) as n,
      coalesce(sum(t.unproven), 0)::bigint as unproven,
      ${sql.join(statuses.map((status) => sql`coalesce(sum(t.${sql.ref(status)}), 0)::bigint as ${sql.ref(status)}`))}
    from standing s
    left join lateral (
      select sum((w->>'unproven')::int) as unproven,
        ${sql.join(statuses.map((status) => sql`sum((w->'byStatus'->>${sql.lit(status)})::int) as ${sql.ref(status)}`))}
      from jsonb_array_elements(s.verdict->'tally') w
    ) t on true
    group by 1`.execute(db)
  const total = (key: string) => rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0)
  const byAnswer = { go: 0, 'go-with-reserves': 0, 'no-go': 0, undetermined: 0, 'no-file': 0 }
  for (const { answer, n } of rows) byAnswer[answer as keyof typeof byAnswer] = Number(n)
  return {
    applications: total('n'),
    byAnswer,
    byStatus: Object.fromEntries(statuses.map((status) => [status, total(status)])) as Record<AssessmentStatus, number>,
    unproven: total('unproven'),
  }
}
