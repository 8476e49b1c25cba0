/** What a closed session decided nothing about: whoever asked is told, and its page says so. */
import type { AgendaItem, Bilingual } from '@socle/contracts'
import type { Trx } from '../../platform/database.ts'
import { dayInWords } from '../../platform/day.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { procedureRow } from '../procedures/index.ts'
import { lastVoteOn } from './agenda-store.ts'

export async function tellPostponed(
  trx: Trx,
  { events, governance }: Services,
  { caller, now }: RequestContext,
  day: string,
  agenda: readonly AgendaItem[],
): Promise<void> {
  for (const { subject, result, link } of agenda) {
    if (subject.kind !== 'procedure' || link === null || result?.outcome !== 'postponed') continue
    const procedure = (await procedureRow(trx, subject.procedureId))!
    const { name } = governance.processById.get(procedure.process)!
    await events.emit(trx, 'people-told', {
      to: { roles: [], users: [procedure.requester_id], teamOf: null, except: requirePerson(caller).id },
      text: {
        fr: `${name.fr} « ${procedure.title} » : le comité a reporté sa décision.`,
        en: `${name.en} “${procedure.title}”: the committee has postponed its decision.`,
      },
      detail: whyOf(day, result.sentence),
      link,
      now,
    })
  }
}

/** Whoever reads a procedure that is not decided reads there as well that a session has put it off. */
export function sayPostponed({ events }: Pick<Services, 'events'>): void {
  events.on('procedure-read', async (db, { procedureId, postpone }) => {
    const last = await lastVoteOn(db, procedureId)
    if (last?.result?.outcome !== 'postponed') return
    const { id, title, day, result } = last
    postpone({ sessionId: id, title, date: day, why: result.sentence })
  })
}

const whyOf = (day: string, sentence: Bilingual): Bilingual => ({
  fr: `Séance du ${dayInWords(day, 'fr')}. ${sentence.fr} Rien ne change d’ici là ; le dossier peut être inscrit à une autre séance.`,
  en: `Session of ${dayInWords(day, 'en')}. ${sentence.en} Nothing changes meanwhile; the file may be put on the agenda of another session.`,
})
