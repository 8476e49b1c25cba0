import { type Kysely, sql } from 'kysely'

/** Seats that bore the name of another are numbered, the one mandated first keeping its name: a body has one seat unless it is said otherwise. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows: seats } = await sql<{ id: string; body: string }>`
    select seat.id, seat.body from committee_seats seat left join committee_mandates mandate on mandate.seat_id = seat.id
    group by seat.id, seat.body order by min(mandate.from_day) nulls last, seat.id`.execute(db)
  const named = new Set<string>()
  for (const { id, body } of seats) {
    let name = body
    for (let number = 2; named.has(key(name)); number++) name = `${body} (${number})`
    named.add(key(name))
    if (name !== body) await sql`update committee_seats set body = ${name} where id = ${id}`.execute(db)
  }
}

const key = (body: string): string =>
  body.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ')
