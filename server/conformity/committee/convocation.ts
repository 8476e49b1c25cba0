/** Whoever runs a session calls its members to it: with its agenda, then with what has changed since. */
import type { Convocation, ConvocationChange, Person } from '@socle/contracts'
import { audit } from '../../platform/audit.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { matterOf } from '../procedures/index.ts'
import { itemsOf } from './agenda-store.ts'
import {
  changesForKnown,
  changesSince,
  convocationChanged,
  convocationInFull,
  type Convened,
  lastDayToConvene,
} from './convocation-rules.ts'
import * as store from './convocation-store.ts'
import { mandatesOn } from './mandates-store.ts'
import type { SessionRow } from './sessions-store.ts'

/** What the page of a session says of its convocations. */
export async function convocationsRead(
  db: Queries,
  { governance }: Pick<Services, 'governance'>,
  session: SessionRow,
): Promise<{ convocations: Convocation[]; toConvene: ConvocationChange | null; conveneBy: string }> {
  const made = await store.convocationsOf(db, session.id)
  return {
    convocations: made.map(({ at, convened_by, convener, people, late, changed }) => ({
      at: at.toISOString(),
      by: { id: convened_by, name: convener },
      people: [...people],
      late,
      changed,
    })),
    toConvene: made.length === 0 ? null : (await standing(db, session, made)).change,
    conveneBy: lastDayToConvene(session.day, governance.policies.committee.notice.days),
  }
}

/** @throws Refusal convocation-without-agenda, session-without-seat, convocation-late, convocation-unchanged */
export async function convene(
  trx: Trx,
  { governance, events }: Services,
  context: RequestContext,
  session: SessionRow,
): Promise<void> {
  const { id: by } = requirePerson(context.caller)
  const made = await store.convocationsOf(trx, session.id)
  const { now, people, change } = await standing(trx, session, made)
  if (now.agenda.length === 0) throw refuse('convocation-without-agenda', {})
  if (people.length === 0) throw refuse('session-without-seat', { date: session.day })
  if (made.length > 0 && !changesForKnown(change) && change.newcomers.length === 0)
    throw refuse('convocation-unchanged', { date: dayOf(made.at(-1)!.at) })
  const { notice } = governance.policies.committee
  const until = lastDayToConvene(session.day, notice.days)
  const late = dayOf(context.now) > until
  if (late && notice.choice === 'refused') throw refuse('convocation-late', { days: String(notice.days), until })

  const told = late ? notice.days : null
  const tell = async (to: readonly Person[], said: ReturnType<typeof convocationInFull>) => {
    if (to.length === 0) return
    const audience = { roles: [], users: to.map(({ id }) => id), teamOf: null, except: by }
    await events.emit(trx, 'people-told', {
      to: audience,
      // Once it is opened, moved or cancelled, nobody has to prepare it as it was told here.
      asks: { matter: matterOf(session.id), of: audience },
      ...said,
      link: `/decisions/seances/${session.id}`,
      now: context.now,
    })
  }
  const again = made.length > 0
  const isNew = new Set(change.newcomers.map(({ id }) => id))
  const known = again ? people.filter(({ id }) => !isNew.has(id)) : []
  if (changesForKnown(change)) await tell(known, convocationChanged(session.title, now, change, told))
  await tell(again ? change.newcomers : people, convocationInFull(session.title, now, told))
  const called = changesForKnown(change) || !again ? people : change.newcomers
  await store.insertConvocation(trx, session.id, now, {
    at: context.now,
    by,
    people: called,
    late,
    changed: again ? change : null,
  })
  await audit(trx, context, 'committee.members-convened', `committee-session:${session.id}`, {
    people: called.map(({ name }) => name),
    late,
    ...(again && { changed: change }),
  })
}

/** What the session is now, whom it calls, and what of it those who were called do not know. */
async function standing(
  db: Queries,
  session: SessionRow,
  made: Awaited<ReturnType<typeof store.convocationsOf>>,
): Promise<{ now: Convened; people: Person[]; change: ConvocationChange }> {
  const items = await itemsOf(db, session.id)
  const now: Convened = {
    day: session.day,
    place: session.place,
    agenda: items.map(({ id, title, proposal, conditions, until_day }) => ({
      id,
      title,
      proposal,
      conditions,
      until: until_day,
    })),
  }
  const holders = await mandatesOn(db, session.day)
  const people = [...new Map(holders.map(({ user_id, name }) => [user_id, { id: user_id, name }])).values()]
  const called = new Set(made.flatMap((convocation) => convocation.people.map(({ id }) => id)))
  const last = made.at(-1) ?? { ...now, agenda: [] }
  return { now, people, change: changesSince(last, now, called, people) }
}
