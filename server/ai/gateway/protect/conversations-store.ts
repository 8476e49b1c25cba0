/** Tables of conversations, for applications that ask for continuity: encrypted, with an end, deleted when they say so. */
import type { VaultTable } from '@socle/privacy'
import { createHash } from 'node:crypto'
import type { Queries } from '../../../platform/database.ts'
import { openSecret, sealSecret, type SecretBox } from '../../providers/secret-box.ts'

/** Which conversation: of one application only, whatever name another gives to its own. */
export interface ConversationName {
  readonly applicationId: string
  readonly name: string
}

/** `revision` 0 = nothing is kept yet. */
export interface KeptTable {
  readonly table: VaultTable | undefined
  readonly revision: number
}

const digest = (name: string): Buffer => createHash('sha256').update(name).digest()

export async function readConversation(
  db: Queries,
  box: SecretBox,
  { applicationId, name }: ConversationName,
  now: Date,
): Promise<KeptTable> {
  const row = await db
    .selectFrom('ai_conversations')
    .select(['sealed', 'revision', 'expires_at'])
    .where('application_id', '=', applicationId)
    .where('conversation', '=', digest(name))
    .executeTakeFirst()
  if (!row) return { table: undefined, revision: 0 }
  if (row.expires_at <= now) return { table: undefined, revision: row.revision }
  return { table: JSON.parse(openSecret(box, row.sealed)) as VaultTable, revision: row.revision }
}

/** @returns false when another call of the conversation kept its own table meanwhile: read it, and protect again */
export async function keepConversation(
  db: Queries,
  box: SecretBox,
  { applicationId, name }: ConversationName,
  { table, revision }: { table: VaultTable; revision: number },
  end: Date,
): Promise<boolean> {
  const conversation = digest(name)
  const sealed = sealSecret(box, JSON.stringify(table))
  if (revision === 0) {
    const inserted = await db
      .insertInto('ai_conversations')
      .values({ application_id: applicationId, conversation, sealed, revision: 1, expires_at: end })
      .onConflict((conflict) => conflict.columns(['application_id', 'conversation']).doNothing())
      .returning('revision')
      .executeTakeFirst()
    return inserted !== undefined
  }
  const updated = await db
    .updateTable('ai_conversations')
    .set({ sealed, revision: revision + 1, expires_at: end })
    .where('application_id', '=', applicationId)
    .where('conversation', '=', conversation)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst()
  return updated !== undefined
}

/** @returns whether there was one */
export async function forgetConversation(db: Queries, { applicationId, name }: ConversationName): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('ai_conversations')
    .where('application_id', '=', applicationId)
    .where('conversation', '=', digest(name))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export const forgetEndedConversations = (db: Queries, now: Date) =>
  db.deleteFrom('ai_conversations').where('expires_at', '<=', now).execute()
