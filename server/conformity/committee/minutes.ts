/** Minutes of a closed session: what was put to the vote, the count, the rule that decided, whether it was notified. */
import type { CommitteeSession, Language } from '@socle/contracts'
import { typeset } from '../exports/index.ts'
import { committeeWords } from './committee-words.ts'
import { stateWords } from './session-rules.ts'
import { dayInWords, dayOf } from '../../platform/day.ts'

interface MinutesItem {
  readonly number: string
  readonly title: string
  readonly proposal: string
  readonly conditions: string
  readonly until: string
  readonly files: readonly string[]
  readonly outcome: string
  readonly sentence: string
  readonly tally: readonly string[]
  /** Who was there when the vote ended, where the head of the minutes says otherwise; empty elsewhere. */
  readonly there: string
  readonly setAside: readonly string[]
  /** Who voted how, where the policy has votes bear names: `Pour : A (Entité)`. */
  readonly votes: readonly string[]
  readonly notification: string
}

export interface Minutes {
  readonly language: Language
  readonly title: string
  readonly session: string
  /** Names and values of the head. */
  readonly head: readonly (readonly [string, string])[]
  readonly seats: readonly { body: string; titular: string; substitute: string }[]
  readonly items: readonly MinutesItem[]
  readonly rules: readonly string[]
  readonly rulesFrom: string
}

type Holder = NonNullable<CommitteeSession['seats'][number]['titular']>

export function minutesOf(session: CommitteeSession, language: Language): Minutes {
  const w = committeeWords[language]
  const person = new Map(
    session.seats
      .flatMap(({ titular, substitute }) => [titular, substitute])
      .flatMap((holder) => (holder ? [[holder.mandateId, holder.person.name] as const] : [])),
  )
  const holder = (one: Pick<Holder, 'person' | 'presence'> | null, none: string) =>
    one ? `${one.person.name} (${w.presence[one.presence]})` : none
  return {
    language,
    title: w.title,
    session: session.title,
    head: [
      [w.date, dayInWords(session.date, language)],
      [w.kind, w.kinds[session.kind]],
      ...(session.place === '' ? [] : [[w.place, session.place] as const]),
      [w.state, stateWords[session.state][language]],
      [w.chair, (session.chair && person.get(session.chair)) ?? w.noChair],
    ],
    seats: session.seats.map(({ body, titular, substitute }) => ({
      body,
      titular: holder(titular, w.vacant),
      substitute: holder(substitute, w.none),
    })),
    items: session.agenda.map((item, index) => ({
      number: String(index + 1),
      title: item.title,
      proposal: item.proposal,
      conditions: item.conditions,
      until: item.until === null ? '' : dayInWords(item.until, language),
      files: item.files.map(({ name }) => name),
      outcome: w.outcomes[item.result!.outcome],
      sentence: item.result!.sentence[language],
      tally: tallyOf(item.result!.tally),
      there:
        item.attendance === null
          ? ''
          : item.attendance.present
              .map((one) => (one.presence === 'remote' ? holder(one, w.none) : one.person.name))
              .join(', ') || w.nobodyThere,
      setAside: item.result!.tally.setAside.map((mandate) => person.get(mandate) ?? mandate),
      votes: session.policy.namedVotes ? votesOf(session, item, language) : [],
      notification:
        item.result!.outcome === 'postponed'
          ? ''
          : item.notifiedAt === null
            ? w.notNotified
            : `${w.notified} ${dayInWords(dayOf(new Date(item.notifiedAt)), language)}`,
    })),
    rules: session.policy.rules.map((rule) => rule[language]),
    rulesFrom: w.toRatify,
  }
}

export const minutesPdf = (minutes: Minutes): Promise<Uint8Array> =>
  typeset(new URL('./minutes.typ', import.meta.url), { minutes, words: committeeWords[minutes.language] })

export function minutesText(minutes: Minutes): string {
  const w = committeeWords[minutes.language]
  const colon = minutes.language === 'fr' ? ' : ' : ': '
  const line = (name: string, value: string) => (value === '' ? [] : [`${name}${colon}${value}`])
  return [
    `${minutes.title} – ${minutes.session}`,
    '',
    ...minutes.head.flatMap(([name, value]) => line(name, value)),
    '',
    w.attendance.toUpperCase(),
    ...minutes.seats.map(
      ({ body, titular, substitute }) =>
        `- ${body}${colon}${w.titular.toLowerCase()} ${titular} ; ${w.substitute.toLowerCase()} ${substitute}`,
    ),
    '',
    w.agenda.toUpperCase(),
    ...(minutes.items.length === 0 ? [w.noItem] : []),
    ...minutes.items.flatMap((item) => [
      '',
      `${item.number}. ${item.title}`,
      ...line(w.proposal, item.proposal),
      ...line(w.conditions, item.conditions),
      ...line(w.until, item.until),
      ...line(w.files, item.files.join(', ')),
      ...line(w.decision, item.sentence),
      item.tally.map((value, index) => `${w.tally[index]} ${value}`).join(', '),
      ...line(w.there, item.there),
      ...item.votes,
      ...line(w.setAside, item.setAside.join(', ')),
      ...(item.notification === '' ? [] : [item.notification]),
    ]),
    '',
    w.rules.toUpperCase(),
    minutes.rulesFrom,
    ...minutes.rules.map((rule) => `- ${rule}`),
    '',
  ].join('\n')
}

/** The votes that counted, by what they said; whoever was represented and did not vote is named as well. */
function votesOf(
  { seats }: CommitteeSession,
  { votes, result }: CommitteeSession['agenda'][number],
  language: Language,
): string[] {
  const w = committeeWords[language]
  const colon = language === 'fr' ? ' : ' : ': '
  const aside = new Set(result!.tally.setAside)
  const counted = new Map(
    votes.filter(({ mandateId }) => !aside.has(mandateId)).map((vote) => [vote.mandateId, vote.choice]),
  )
  const holders = seats.flatMap(({ body, titular, substitute }) =>
    [titular, substitute].flatMap((holder) => (holder ? [{ ...holder, body }] : [])),
  )
  return (['for', 'against', 'abstain'] as const).flatMap((choice) => {
    const names = holders
      .filter(({ mandateId }) => counted.get(mandateId) === choice)
      .map(({ person, body }) => `${person.name} (${body})`)
    return names.length === 0 ? [] : [`${w.choices[choice]}${colon}${names.join(', ')}`]
  })
}

const tallyOf = (tally: NonNullable<CommitteeSession['agenda'][number]['result']>['tally']): string[] =>
  [tally.seats, tally.present, tally.quorum, tally.for, tally.against, tally.abstain, tally.silent].map(String)
