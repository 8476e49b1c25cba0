import type { Bilingual, Language } from '@socle/contracts'
import { sql } from 'kysely'
import type { Database, Trx } from '../../platform/database.ts'

/** One message for each of those who have an address, in the transaction that tells them. */
export const queueMails = (
  trx: Trx,
  users: readonly string[],
  { text, detail, link, now }: { text: Bilingual; detail?: Bilingual; link: string; now: Date },
) =>
  users.length === 0
    ? Promise.resolve()
    : trx
        .insertInto('mail_outbox')
        .columns(['id', 'user_id', 'text', 'detail', 'link', 'created_at', 'next_attempt_at'])
        .expression((eb) =>
          eb
            .selectFrom('users')
            .select([
              sql<string>`gen_random_uuid()`.as('id'),
              'users.id as user_id',
              sql<string>`${JSON.stringify(text)}::jsonb`.as('text'),
              sql<string | null>`${detail ? JSON.stringify(detail) : null}::jsonb`.as('detail'),
              sql<string>`${link}::text`.as('link'),
              sql<Date>`${now}::timestamptz`.as('created_at'),
              sql<Date>`${now}::timestamptz`.as('next_attempt_at'),
            ])
            .where(sql<boolean>`users.id = any(${sql.val([...users])}::uuid[])`)
            .where('users.email', 'is not', null),
        )
        .execute()

export interface DueMail {
  readonly id: string
  readonly text: Bilingual
  readonly detail: Bilingual | null
  readonly link: string
  readonly email: string
  readonly name: string
  /** In which the person reads; null = not known. */
  readonly language: Language | null
  /** This attempt included. */
  readonly attempts: number
}

/**
 * Takes some of what is due and puts its next attempt off, so that no other replica sends it meanwhile and a sender that
 * dies loses nothing: what it had taken is due again after `lease`.
 */
export async function takeDue(db: Database, now: Date, limit: number, leaseMs: number): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    with taken as (
      update mail_outbox set attempts = attempts + 1, next_attempt_at = ${new Date(now.getTime() + leaseMs)}
      where id in (
        select id from mail_outbox where sent_at is null and next_attempt_at <= ${now}
        order by next_attempt_at limit ${limit} for update skip locked
      )
      returning id, text, detail, link, user_id, attempts
    )
    select taken.id, taken.text, taken.detail, taken.link, taken.attempts, users.email, users.name, users.language
    from taken join users on users.id = taken.user_id where users.email is not null`.execute(db)
  return rows
}

export const markSent = (db: Database, id: string, now: Date) =>
  db.updateTable('mail_outbox').set({ sent_at: now, last_error: null }).where('id', '=', id).execute()

export const postpone = (db: Database, id: string, until: Date, error: string) =>
  db
    .updateTable('mail_outbox')
    .set({ next_attempt_at: until, last_error: error.slice(0, 500) })
    .where('id', '=', id)
    .execute()

/** What nobody will want any more: sent long ago, or given up. */
export const forgetBefore = (db: Database, before: Date) =>
  db.deleteFrom('mail_outbox').where('created_at', '<', before).execute()
