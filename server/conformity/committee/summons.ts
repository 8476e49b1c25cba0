/** Who sits on the day is told of a session that is prepared, as often as the policy says; whoever runs it convenes them. */
import type { Bilingual, CommitteePolicy } from '@socle/contracts'
import type { Caller } from '../../platform/caller.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayInWords, dayOf } from '../../platform/day.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { matterOf } from '../procedures/index.ts'
import { mandatesOn } from './mandates-store.ts'
import * as agendas from './agenda-store.ts'
import { convocationsOf } from './convocation-store.ts'
import * as store from './sessions-store.ts'

type Occasion = 'planned' | 'agenda-changed'
const occasions: Record<CommitteePolicy['summons']['choice'], readonly Occasion[]> = {
  grouped: ['planned', 'agenda-changed'],
  'every-change': ['planned', 'agenda-changed'],
  planned: ['planned'],
  nobody: [],
}

/** Tells the holders of mandates of the day, titular and substitute. */
export async function callMembers(
  trx: Trx,
  { governance, events }: Services,
  { caller, now }: RequestContext,
  sessionId: string,
  occasion: Occasion,
): Promise<void> {
  const { choice } = governance.policies.committee.summons
  if (!occasions[choice].includes(occasion)) return
  const session = (await store.sessionRow(trx, sessionId))!
  // Whoever convened them says what has changed since, by convening them again.
  if (occasion === 'agenda-changed' && (await convocationsOf(trx, sessionId)).length > 0) return
  const titles = (await agendas.itemsOf(trx, sessionId)).map(({ title }) => title)
  const members = await mandatesOn(trx, session.day)
  const to = { roles: [], users: members.map(({ user_id }) => user_id), teamOf: null, except: requirePerson(caller).id }
  await events.emit(trx, 'people-told', {
    to,
    // Once it is opened, moved or cancelled, nobody has to prepare it as it was told here.
    asks: { matter: matterOf(sessionId), of: to },
    text: callOf(session, occasion),
    detail: agendaOf(titles),
    link: `/decisions/seances/${sessionId}`,
    regroup: choice === 'grouped',
    now,
  })
}

/** Sessions to come at which the caller sits, the nearest first. */
export async function sessionsToCome(
  db: Queries,
  caller: Caller,
  now: Date,
): Promise<{ id: string; title: string; day: string; items: number }[]> {
  if (caller.kind !== 'person') return []
  const rows = await store.sessionsOf(db, caller.id, dayOf(now))
  return rows.map(({ id, title, day, items }) => ({ id, title, day, items: Number(items ?? 0) }))
}

/** Sessions that are under way, or sit today, and concern the caller: who sits there, and who runs them. */
export async function sessionsToday(
  db: Queries,
  caller: Caller,
  now: Date,
): Promise<{ id: string; title: string; open: boolean; items: number }[]> {
  if (caller.kind !== 'person') return []
  const rows = await store.sessionsHeld(db, caller, dayOf(now))
  return rows.map(({ id, title, state, items }) => ({ id, title, open: state === 'open', items: Number(items ?? 0) }))
}

function callOf({ title, day, place }: store.SessionRow, occasion: Occasion): Bilingual {
  const where = place === '' ? '' : `, ${place}`
  const [fr, en] = [dayInWords(day, 'fr'), dayInWords(day, 'en')]
  return occasion === 'planned'
    ? {
        fr: `Séance du comité « ${title} » : prévue le ${fr}${where}.`,
        en: `Committee session “${title}”: planned for ${en}${where}.`,
      }
    : {
        fr: `Séance du comité « ${title} » du ${fr}${where} : l’ordre du jour a changé.`,
        en: `Committee session “${title}” of ${en}${where}: its agenda has changed.`,
      }
}

function agendaOf(titles: readonly string[]): Bilingual {
  if (titles.length === 0)
    return { fr: 'Aucun point n’est encore à l’ordre du jour.', en: 'Nothing is on the agenda yet.' }
  const list = titles.map((title, index) => `${index + 1}. ${title}`)
  return { fr: `Ordre du jour : ${list.join(' ; ')}`, en: `Agenda: ${list.join('; ')}` }
}
