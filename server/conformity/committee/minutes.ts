/**
 * Minutes of a closed session, as a committee signs them: who sat for whom, what each item asked and for which application,
 * the count, the rule that decided, until when, whether it was notified.
 */
import { type CommitteeSession, type Language, recusalWords } from '@socle/contracts'
import { typeset } from '../exports/index.ts'
import { committeeWords } from './committee-words.ts'
import { stateWords } from './session-rules.ts'
import { dayInWords, dayOf } from '../../platform/day.ts'

interface MinutesItem {
  readonly number: string
  readonly title: string
  /** Names and values: what kind of file, which application, who asks, what it states. */
  readonly about: readonly (readonly [string, string])[]
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
  /** Who sits and did not vote on it, each with what kept them from it. */
  readonly recused: readonly string[]
  /** Who voted how, where the policy has votes bear names: `Pour : A (Entité)`. */
  readonly votes: readonly string[]
  readonly notification: string
  /** What was said and why, as the secretary wrote it. */
  readonly debate: string
}

export interface Minutes {
  readonly language: Language
  readonly title: string
  readonly session: string
  /** Names and values of the head. */
  readonly head: readonly (readonly [string, string])[]
  /** `sat`: who was there for the seat, until the end or until they left, and in whose stead. */
  readonly seats: readonly { body: string; titular: string; substitute: string; sat: string }[]
  readonly items: readonly MinutesItem[]
  /** What belongs to no item. */
  readonly remarks: string
  readonly rules: readonly string[]
  readonly rulesFrom: string
  /** Who signs: a quality and, where it is known, a name. */
  readonly signatures: readonly (readonly [string, string])[]
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
  const excused = new Set(session.minutes.excused)
  const left = new Set(session.left)
  const seated = (one: Holder | null, none: string) => {
    if (one === null || one.presence !== 'absent') return holder(one, none)
    if (left.has(one.mandateId)) return `${one.person.name} (${w.left})`
    return excused.has(one.mandateId) ? `${one.person.name} (${w.excused})` : holder(one, none)
  }
  const debates = new Map(session.minutes.debates.map(({ itemId, text }) => [itemId, text]))
  return {
    language,
    title: w.title,
    session: session.title,
    head: [
      [w.date, dayInWords(session.date, language)],
      [w.kind, w.kinds[session.kind]],
      ...(session.place === '' ? [] : [[w.place, session.place] as const]),
      ...(session.convocations.length === 0 ? [] : [[w.convocation, convenedInWords(session, language)] as const]),
      [w.state, stateWords[session.state][language]],
      [w.chair, (session.chair && person.get(session.chair)) ?? w.noChair],
    ],
    seats: session.seats.map(({ body, titular, substitute }) => ({
      body,
      titular: seated(titular, w.vacant),
      substitute: seated(substitute, w.none),
      sat: satFor({ titular, substitute }, left, language),
    })),
    items: session.agenda.map((item, index) => ({
      number: String(index + 1),
      title: item.title,
      about: aboutInWords(item, language),
      proposal: item.proposal,
      conditions: item.conditions,
      until: untilInWords(item, language),
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
      setAside: item
        .result!.tally.setAside.filter((mandate) => !item.recused.some(({ mandateId }) => mandateId === mandate))
        .map((mandate) => person.get(mandate) ?? mandate),
      recused: item.recused.map(
        ({ mandateId, did }) => `${person.get(mandateId) ?? mandateId} (${recusalWords[did][language]})`,
      ),
      votes: session.policy.namedVotes ? votesOf(session, item, language) : [],
      debate: debates.get(item.id) ?? '',
      notification:
        item.result!.outcome === 'postponed'
          ? ''
          : item.notifiedAt === null
            ? w.notNotified
            : `${w.notified} ${dayInWords(dayOf(new Date(item.notifiedAt)), language)}${item.notifiedBy ? ` ${w.by} ${item.notifiedBy.name}` : ''}`,
    })),
    remarks: session.minutes.remarks,
    rules: session.policy.rules.map((rule) => rule[language]),
    rulesFrom: w.toRatify,
    signatures: [
      [w.chair, (session.chair && person.get(session.chair)) ?? ''],
      [w.secretariat, session.minutes.secretary],
    ],
  }
}

export const minutesPdf = (minutes: Minutes): Promise<Uint8Array> =>
  typeset(
    new URL('./minutes.typ', import.meta.url),
    { minutes, words: committeeWords[minutes.language] },
    minutes.language,
  )

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
      ({ body, titular, substitute, sat }) =>
        `- ${body}${colon}${w.titular.toLowerCase()} ${titular} ; ${w.substitute.toLowerCase()} ${substitute} ; ${w.sat.toLowerCase()}${colon}${sat}`,
    ),
    '',
    w.agenda.toUpperCase(),
    ...(minutes.items.length === 0 ? [w.noItem] : []),
    ...minutes.items.flatMap((item) => [
      '',
      `${item.number}. ${item.title}`,
      ...item.about.flatMap(([name, value]) => line(name, value)),
      ...line(w.proposal, item.proposal),
      ...line(w.conditions, item.conditions),
      ...line(w.until, item.until),
      ...line(w.files, item.files.join(', ')),
      ...line(w.debate, item.debate),
      ...line(w.decision, item.sentence),
      item.tally.map((value, index) => `${w.tally[index]} ${value}`).join(', '),
      ...line(w.there, item.there),
      ...item.votes,
      ...line(w.setAside, item.setAside.join(', ')),
      ...line(w.recused, item.recused.join(', ')),
      ...(item.notification === '' ? [] : [item.notification]),
    ]),
    ...(minutes.remarks === '' ? [] : ['', w.remarks.toUpperCase(), minutes.remarks]),
    '',
    w.rules.toUpperCase(),
    minutes.rulesFrom,
    ...minutes.rules.map((rule) => `- ${rule}`),
    '',
    w.signatures.toUpperCase(),
    ...minutes.signatures.map(([quality, name]) => `- ${quality}${colon}${name}`.trimEnd()),
    '',
  ].join('\n')
}

/** When members were called, and when what had changed was told last. */
function convenedInWords({ convocations }: CommitteeSession, language: Language): string {
  const [first, ...later] = convocations.map(({ at }) => dayInWords(dayOf(new Date(at)), language))
  const last = later.at(-1)
  return last === undefined ? first! : `${first}, ${committeeWords[language].convenedAgain} ${last}`
}

type Seated = CommitteeSession['seats'][number]
type Item = CommitteeSession['agenda'][number]

/** Who was there for a seat: its titular, else its substitute, in whose stead is said; and who was and left. */
function satFor(
  { titular, substitute }: Pick<Seated, 'titular' | 'substitute'>,
  left: ReadonlySet<string>,
  language: Language,
): string {
  const w = committeeWords[language]
  if (titular && titular.presence !== 'absent') return titular.person.name
  const early = titular && left.has(titular.mandateId) ? [titular.person.name] : []
  if (substitute && substitute.presence !== 'absent')
    return [...early, inStead(substitute.person.name, titular, language)].join(` ${w.then} `)
  const gone = [
    ...early,
    ...(substitute && left.has(substitute.mandateId) ? [inStead(substitute.person.name, titular, language)] : []),
  ]
  return gone.length === 0 ? w.nobodyThere : `${gone.join(', ')}, ${w.untilLeft[gone.length - 1]}`
}

/** `Samir Benali, en suppléance de Yann Le Goff`. */
const inStead = (name: string, titular: Seated['titular'], language: Language): string =>
  titular ? `${name}, ${committeeWords[language].substituteOf(titular.person.name)}` : name

/** What the file is, of which application and version, who asks, and what it states, each with its name. */
function aboutInWords({ about, subject }: Item, language: Language): [string, string][] {
  const w = committeeWords[language]
  if (about === null) return subject.kind === 'edition' ? [[w.edition, subject.editionId]] : []
  const { name, application, version, requester, facts } = about
  return [
    [w.fileKind, name[language]],
    ...(application === null
      ? []
      : [
          [w.application, version === null ? application : `${application}, ${w.version} ${version}`] as [
            string,
            string,
          ],
        ]),
    [w.requester, requester.name],
    ...facts.map(({ label, value }): [string, string] => [label[language], value[language]]),
  ]
}

/** Only of what was adopted. A derogation without a day is for good, which is said; nothing is said of what has no end by nature. */
function untilInWords({ until, about, result }: Item, language: Language): string {
  if (result!.outcome !== 'adopted') return ''
  if (until !== null) return `${committeeWords[language].untilDay} ${dayInWords(until, language)}`
  return about?.process === 'derogation' ? committeeWords[language].forGood : ''
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
    [titular, substitute].flatMap((holder) =>
      holder
        ? [
            {
              mandateId: holder.mandateId,
              body,
              name: holder === titular ? holder.person.name : inStead(holder.person.name, titular, language),
            },
          ]
        : [],
    ),
  )
  return (['for', 'against', 'abstain'] as const).flatMap((choice) => {
    const names = holders
      .filter(({ mandateId }) => counted.get(mandateId) === choice)
      .map(({ name, body }) => `${name} (${body})`)
    return names.length === 0 ? [] : [`${w.choices[choice]}${colon}${names.join(', ')}`]
  })
}

const tallyOf = (tally: NonNullable<CommitteeSession['agenda'][number]['result']>['tally']): string[] =>
  [tally.seats, tally.present, tally.quorum, tally.for, tally.against, tally.abstain, tally.silent].map(String)
