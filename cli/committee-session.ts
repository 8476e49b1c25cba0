/** One session of the committee as text: who sits, what is put to the vote, with the identifiers that other actions ask for. */
import type { CommitteeSession, Language } from '@socle/contracts'
import type { Bilingual } from '@socle/contracts/text'

const states: Record<CommitteeSession['state'], Bilingual> = {
  planned: { fr: 'prévue', en: 'planned' },
  open: { fr: 'ouverte', en: 'open' },
  closed: { fr: 'close', en: 'closed' },
  settled: { fr: 'notifiée', en: 'notified' },
  cancelled: { fr: 'annulée', en: 'cancelled' },
}
type Seated = NonNullable<CommitteeSession['seats'][number]['titular']>
const presences: Record<Seated['presence'], Bilingual> = {
  room: { fr: 'en salle', en: 'in the room' },
  remote: { fr: 'à distance', en: 'at a distance' },
  absent: { fr: 'absent', en: 'absent' },
}
const words = {
  fr: { seats: 'Sièges :', titular: 'titulaire', substitute: 'suppléant', agenda: 'Ordre du jour :', none: 'aucun point', until: 'jusqu’au', notified: 'notifié le' }, // prettier-ignore
  en: { seats: 'Seats:', titular: 'titular', substitute: 'substitute', agenda: 'Agenda:', none: 'no item', until: 'until', notified: 'notified on' }, // prettier-ignore
} as const

export function sessionText(session: CommitteeSession, language: Language): string {
  const w = words[language]
  const seated = (body: string, rank: string, one: Seated | null): string[] =>
    one === null
      ? []
      : [`  ${one.mandateId}  ${body}, ${rank}  ${one.person.name}  ${presences[one.presence][language]}`]
  return [
    [session.date, session.title, states[session.state][language], session.place].filter(Boolean).join('  '),
    w.seats,
    ...session.seats.flatMap(({ body, titular, substitute }) => [
      ...seated(body, w.titular, titular),
      ...seated(body, w.substitute, substitute),
    ]),
    `${w.agenda}${session.agenda.length === 0 ? ` ${w.none}` : ''}`,
    ...session.agenda.flatMap(({ id, title, proposal, conditions, until, result, notifiedAt }) => [
      `  ${id}  ${title}`,
      `      ${[proposal, conditions, until === null ? '' : `${w.until} ${until}`].filter(Boolean).join(' – ')}`,
      ...(result === null ? [] : [`      ${result.sentence[language]}`]),
      ...(notifiedAt === null ? [] : [`      ${w.notified} ${notifiedAt.slice(0, 10)}`]),
    ]),
  ].join('\n')
}
