import { type Kysely, sql } from 'kysely'

/** Who, among those whose turn it is, takes a procedure in hand: until its next step. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table procedures add column assignee_id uuid references users`,
  `create index procedures_by_assignee on procedures (assignee_id) where assignee_id is not null`,
  // Logs and lists are read by their newest lines.
  `create index notifications_unread on notifications (user_id) where read_at is null`,
]
