import type { ProtectionCount, ProtectionRule } from '@socle/contracts'
import { sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'

export const storedProtection = (db: Queries): Promise<{ rules: ProtectionRule[]; revision: number }> =>
  db.selectFrom('ai_protection').select(['rules', 'revision']).executeTakeFirstOrThrow()

/** @returns the rules before; undefined when somebody changed them since that revision */
export async function replaceProtection(
  trx: Trx,
  rules: readonly ProtectionRule[],
  revision: number,
): Promise<ProtectionRule[] | undefined> {
  const before = await trx.selectFrom('ai_protection').selectAll().forUpdate().executeTakeFirstOrThrow()
  if (before.revision !== revision) return undefined
  await trx
    .updateTable('ai_protection')
    .set({ rules: JSON.stringify(rules), revision: revision + 1 })
    .execute()
  return before.rules
}

/** What the ledger says was protected, by application and type. */
export async function protectionCounts(db: Queries, since: Date): Promise<ProtectionCount[]> {
  const { rows } = await sql<ProtectionCount>`
    select application_id as "applicationId", coalesce(max(applications.name), application_id) as "applicationName",
      protected.key as type,
      sum(protected.value::integer)::integer as values, count(*)::integer as calls
    from ai_ledger
      cross join jsonb_each_text(protections) as protected
      left join applications on applications.id = application_id
    where at >= ${since}
    group by application_id, protected.key
    order by application_id, protected.key`.execute(db)
  return rows
}
