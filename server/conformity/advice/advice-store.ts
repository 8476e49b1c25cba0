import type { AdviceTopic } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { DecisionRow } from './advice-rules.ts'

/** Latest first. */
export const decisionsOf = (db: Queries, applicationId: string, topic: AdviceTopic): Promise<DecisionRow[]> =>
  db
    .selectFrom('advice_decisions')
    .innerJoin('users', 'users.id', 'advice_decisions.decided_by')
    .select(['advice_decisions.revision', 'choice', 'advised', 'reason', 'decided_at'])
    .select(['users.id as author_id', 'users.name as author_name'])
    .where('application_id', '=', applicationId)
    .where('topic', '=', topic)
    .orderBy('advice_decisions.revision', 'desc')
    .execute()

/** @returns false when somebody else wrote that revision first */
export async function insertDecision(
  trx: Trx,
  values: {
    applicationId: string
    topic: AdviceTopic
    revision: number
    choice: string[] | null
    advised: string[]
    reason: string
    userId: string
    now: Date
  },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('advice_decisions')
    .values({
      application_id: values.applicationId,
      topic: values.topic,
      revision: values.revision,
      choice: values.choice,
      advised: values.advised,
      reason: values.reason,
      decided_by: values.userId,
      decided_at: values.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('revision')
    .executeTakeFirst()
  return inserted !== undefined
}
