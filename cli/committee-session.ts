/** One session of the committee as text: who sits, what is put to the vote, with the identifiers that other actions ask for. */
import {
  type CommitteeSession,
  type Convocation,
  type Mandate,
  type PublicationPeriod,
  rankWords,
} from '@socle/contracts/committee/committee'
import type { Language } from '@socle/contracts/text'
import type { Bilingual } from '@socle/contracts/text'

export const stateWords: Record<CommitteeSession['state'], Bilingual> = {
  planned: { fr: 'prévue', en: 'planned' },
  open: { fr: 'ouverte', en: 'open' },
  closed: { fr: 'close', en: 'closed' },
  settled: { fr: 'notifiée', en: 'notified' },
  cancelled: { fr: 'annulée', en: 'cancelled' },
}
export const kindWords: Record<CommitteeSession['kind'], Bilingual> = {
  ordinary: { fr: 'ordinaire', en: 'ordinary' },
  publication: { fr: 'de publication', en: 'publication' },
}
/** Of a period of the year in which the framework should be voted. */
export const publicationWords: Record<PublicationPeriod['state'], Bilingual> = {
  held: { fr: 'tenue', en: 'held' },
  planned: { fr: 'prévue', en: 'planned' },
  missing: { fr: 'à prévoir', en: 'to be planned' },
  missed: { fr: 'non tenue', en: 'not held' },
}
type Seated = NonNullable<CommitteeSession['seats'][number]['titular']>
const presences: Record<Seated['presence'], Bilingual> = {
  room: { fr: 'en salle', en: 'in the room' },
  remote: { fr: 'à distance', en: 'at a distance' },
  absent: { fr: 'absent', en: 'absent' },
}
const words = {
  fr: { seats: 'Sièges :', sofar: 'À cet instant :', agenda: 'Ordre du jour :', none: 'aucun point', noSeat: 'aucun n’est pourvu', there: 'Présents à la fin de ce vote :', nobody: 'personne', until: 'jusqu’au', notified: 'notifié le', left: 'a quitté la séance' }, // prettier-ignore
  en: { seats: 'Seats:', sofar: 'As it stands:', agenda: 'Agenda:', none: 'no item', noSeat: 'none is filled', there: 'There when this vote ended:', nobody: 'nobody', until: 'until', notified: 'notified on', left: 'left before the end' }, // prettier-ignore
} as const

export const sessionLine = (session: CommitteeSession, language: Language): string =>
  [session.date, session.title, stateWords[session.state][language], session.place].filter(Boolean).join('  ')

/** Each seat with its holders and whether they are there. */
export function seatsText({ seats, left }: CommitteeSession, language: Language): string[] {
  const seated = (body: string, rank: Mandate['rank'], one: Seated | null): string[] =>
    one === null
      ? []
      : [
          `  ${one.mandateId}  ${body}, ${rankWords[rank][language]}  ${one.person.name}  ${left.includes(one.mandateId) ? words[language].left : presences[one.presence][language]}`,
        ]
  return seats.flatMap(({ body, titular, substitute }) => [
    ...seated(body, 'titular', titular),
    ...seated(body, 'substitute', substitute),
  ])
}

const thereText = (present: readonly Pick<Seated, 'person' | 'presence'>[], language: Language): string =>
  present
    .map(({ person, presence }) =>
      presence === 'remote' ? `${person.name} (${presences[presence][language]})` : person.name,
    )
    .join(', ')

/** What the file is, of which application and version, who asks, and what it states. */
function aboutText(about: CommitteeSession['agenda'][number]['about'], language: Language): string[] {
  if (about === null) return []
  const { name, application, version, requester, facts } = about
  const head = [name[language], application, version, requester.name].filter((part) => part !== null)
  return [
    head.join(', '),
    ...facts.map(({ label, value }) => `${label[language]}${language === 'fr' ? ' :' : ':'} ${value[language]}`),
  ]
}

export function sessionText(session: CommitteeSession, language: Language): string {
  const w = words[language]
  const open = session.state === 'planned' || session.state === 'open'
  return [
    sessionLine(session, language),
    ...session.convocations.map((convocation) => convocationText(convocation, language)),
    `${w.seats}${session.seats.length === 0 ? ` ${w.noSeat}` : ''}`,
    ...seatsText(session, language),
    `${w.agenda}${session.agenda.length === 0 ? ` ${w.none}` : ''}`,
    ...session.agenda.flatMap(({ id, title, about, proposal, conditions, until, attendance, result, notifiedAt }) => [
      `  ${id}  ${title}`,
      ...aboutText(about, language).map((line) => `      ${line}`),
      `      ${[proposal, conditions, until === null ? '' : `${w.until} ${until}`].filter(Boolean).join(' – ')}`,
      // Before the closing a count is only how things stand.
      ...(result === null ? [] : [`      ${open ? `${w.sofar} ` : ''}${result.sentence[language]}`]),
      ...(attendance === null ? [] : [`      ${w.there} ${thereText(attendance.present, language) || w.nobody}`]),
      ...(notifiedAt === null ? [] : [`      ${w.notified} ${notifiedAt.slice(0, 10)}`]),
    ]),
  ].join('\n')
}

/** `Convoqués le 2026-05-12 par Hélène Garnier : Yann Le Goff`. */
export function convocationText({ at, by, people, late }: Convocation, language: Language): string {
  const names = people.map(({ name }) => name).join(', ')
  const day = at.slice(0, 10)
  return language === 'fr'
    ? `Convoqués le ${day} par ${by.name} : ${names}${late ? ' (tardive)' : ''}`
    : `Convened on ${day} by ${by.name}: ${names}${late ? ' (late)' : ''}`
}
