/** The architecture committee: who sits, what is put to the vote, what was decided and notified. */
import { z } from 'zod'
import { VoteRule } from './policy.ts'
import { Slug } from '../framework/framework.ts'
import { Person, UserId } from '../people/identity.ts'
import { fold } from '../framework/search.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'

export const MandateRank = z.enum(['titular', 'substitute'])
export type MandateRank = z.infer<typeof MandateRank>
export const rankWords: Readonly<Record<MandateRank, Bilingual>> = {
  titular: { fr: 'titulaire', en: 'titular' },
  substitute: { fr: 'suppléant', en: 'substitute' },
}

/** A person mandated by a body for a seat, from a day to another, both included; no end = until told otherwise. */
export const Mandate = z.object({
  id: z.uuid(),
  seatId: z.uuid(),
  /** The body that the seat represents. */
  body: z.string(),
  rank: MandateRank,
  person: Person,
  from: IsoDate,
  to: IsoDate.nullable(),
  /** On the day of the question. */
  runs: z.boolean(),
})
export type Mandate = z.infer<typeof Mandate>

export const SessionKind = z.enum(['ordinary', 'publication'])
export type SessionKind = z.infer<typeof SessionKind>

/** States of the process `committee-session`: closed = counted, settled = notified as well. */
export const SessionState = z.enum(['planned', 'open', 'closed', 'settled', 'cancelled'])
export type SessionState = z.infer<typeof SessionState>

export const Presence = z.enum(['room', 'remote', 'absent'])
export type Presence = z.infer<typeof Presence>

export const VoteChoice = z.enum(['for', 'against', 'abstain'])
export type VoteChoice = z.infer<typeof VoteChoice>

export const VoteOutcome = z.enum(['adopted', 'refused', 'postponed'])
export type VoteOutcome = z.infer<typeof VoteOutcome>

/** A mandate whose holder does not vote on an item, and what keeps them from it: they asked for it, or are in the team. */
export const Recusal = z.object({ mandateId: z.uuid(), did: z.enum(['requester', 'team']) })
export type Recusal = z.infer<typeof Recusal>
/** Completes a name. */
export const recusalWords: Readonly<Record<Recusal['did'], Bilingual>> = {
  requester: { fr: 'a ouvert ce dossier', en: 'opened this file' },
  team: { fr: 'est de l’équipe de l’application', en: 'is in the team of the application' },
}

/** What the count says and the rule of the policy that said it. */
export const VoteResult = z.object({
  outcome: VoteOutcome,
  rule: VoteRule,
  /** Identifier of the policy. */
  policy: z.string(),
  sentence: Bilingual,
  tally: z.object({
    /** Seats filled on the day. */
    seats: z.int(),
    /** Seats represented. */
    present: z.int(),
    /** Seats that had to be. */
    quorum: z.int(),
    for: z.int(),
    against: z.int(),
    abstain: z.int(),
    /** Represented without a vote. */
    silent: z.int(),
    /** Mandates whose vote did not count: the titular was there, or nobody attended. */
    setAside: z.array(z.uuid()),
    /** Who did not vote on it, as the policy kept them from it; absent = counted before it kept anybody. */
    recused: z.array(Recusal).optional(),
  }),
})
export type VoteResult = z.infer<typeof VoteResult>

export const AgendaFile = z.object({
  id: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  size: z.int(),
  addedBy: z.string(),
  addedAt: Instant,
})
export type AgendaFile = z.infer<typeof AgendaFile>

/** What an item is about: a procedure (derogation, go/no-go …), an edition, or a free subject. */
export const AgendaSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('procedure'), procedureId: z.uuid() }),
  z.strictObject({ kind: z.literal('edition'), editionId: z.string().trim().min(1).max(120) }),
  z.strictObject({ kind: z.literal('free') }),
])
export type AgendaSubject = z.infer<typeof AgendaSubject>

/** What is put to the vote; whoever votes for it votes for all of it. */
export const AgendaProposal = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** The decision as it would be notified. */
  proposal: z.string().trim().min(1).max(5000),
  conditions: z.string().trim().max(5000).default(''),
  /** Last day on which the decision has effect; absent = for good, or as the file asks when it is put on the agenda. */
  until: IsoDate.nullable().default(null),
})
export type AgendaProposal = z.infer<typeof AgendaProposal>

/** What an item is about, beyond its title; as it stood when the session was closed, once it is. */
export const AgendaAbout = z.object({
  process: Slug,
  name: Bilingual,
  application: z.string().nullable(),
  /** Of the application, or that the file names; null = about no application, or not kept by a session closed before it was. */
  version: z.string().nullable(),
  /** Who asks. */
  requester: Person,
  /** What whoever asks has stated: the requirements, the reasons, what it costs, until when. */
  facts: z.array(z.object({ field: Slug, label: Bilingual, value: Bilingual })),
})
export type AgendaAbout = z.infer<typeof AgendaAbout>

export const AgendaItem = z.object({
  id: z.uuid(),
  position: z.int(),
  subject: AgendaSubject,
  /** Page of the portal that shows the subject; null for a free one. */
  link: z.string().nullable(),
  /** null for one that is no procedure. */
  about: AgendaAbout.nullable(),
  /** Of an edition: public comments on it that nobody has settled when it is read. */
  unansweredRemarks: z.int(),
  title: z.string(),
  proposal: z.string(),
  conditions: z.string(),
  until: IsoDate.nullable(),
  files: z.array(AgendaFile),
  /** Votes given, one per mandate. */
  votes: z.array(z.object({ mandateId: z.uuid(), choice: VoteChoice })),
  /** Who does not vote on it though they sit, as the policy keeps them from it. */
  recused: z.array(Recusal),
  /** Who was there when the vote on it ended, by whom it is counted; null where the seats of the session say the same. */
  attendance: z
    .object({
      at: Instant,
      present: z.array(z.object({ mandateId: z.uuid(), person: Person, presence: Presence.exclude(['absent']) })),
    })
    .nullable(),
  /** While the session runs: what the votes given so far would say. Final once it is closed. */
  result: VoteResult.nullable(),
  /** When the decision was notified: only from then on has it effect. */
  notifiedAt: Instant.nullable(),
  notifiedBy: Person.nullable(),
  revision: z.int(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const SessionSummary = z.object({
  id: z.uuid(),
  kind: SessionKind,
  title: z.string(),
  date: IsoDate,
  place: z.string(),
  state: SessionState,
  items: z.int(),
  /** Items decided and not yet notified. */
  toNotify: z.int(),
  revision: z.int(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** Why a planned session does not open as it stands: the policy keeps it to its day, or nobody could vote. */
export const OpeningObstacle = z.enum(['before-its-day', 'after-its-day', 'without-seat'])
export type OpeningObstacle = z.infer<typeof OpeningObstacle>

export const SessionSeat = z.object({
  seatId: z.uuid(),
  body: z.string(),
  titular: z.object({ mandateId: z.uuid(), person: Person, presence: Presence }).nullable(),
  substitute: z.object({ mandateId: z.uuid(), person: Person, presence: Presence }).nullable(),
})
export type SessionSeat = z.infer<typeof SessionSeat>

/** What the secretary writes of a session, beside what was counted. */
export const MinutesNotes = z.strictObject({
  /** Who kept them, and signs them with the chair. */
  secretary: z.string().trim().max(120).default(''),
  /** Mandates of those who let it be known that they would not come. */
  excused: z.array(z.uuid()).max(200).default([]),
  /** What belongs to no item: opening, guests, questions raised. */
  remarks: z.string().trim().max(20_000).default(''),
  /** What was said on an item and why it was decided so. */
  debates: z
    .array(z.strictObject({ itemId: z.uuid(), text: z.string().trim().max(20_000) }))
    .max(100)
    .default([]),
})
export type MinutesNotes = z.infer<typeof MinutesNotes>

export const SessionMinutes = MinutesNotes.extend({
  /** 0 = nothing was written. */
  revision: z.int().min(0),
  /** Who wrote last. */
  writtenBy: Person.nullable(),
  /** From then on nothing changes in them. */
  signed: z.object({ by: Person, at: Instant }).nullable(),
})
export type SessionMinutes = z.infer<typeof SessionMinutes>

/** What differs from what members were called with last. */
export const ConvocationChange = z.object({
  /** Titles of items. */
  added: z.array(z.string()),
  removed: z.array(z.string()),
  reworded: z.array(z.string()),
  /** To another day or place. */
  moved: z.boolean(),
  /** Who sits on the day and was never called. */
  newcomers: z.array(Person),
})
export type ConvocationChange = z.infer<typeof ConvocationChange>

/** Members were called to a session. */
export const Convocation = z.object({
  at: Instant,
  by: Person,
  people: z.array(Person),
  /** Fewer days before the session than the policy asks for. */
  late: z.boolean(),
  /** Null = the first, with all of the agenda. */
  changed: ConvocationChange.nullable(),
})
export type Convocation = z.infer<typeof Convocation>

export const CommitteeSession = SessionSummary.extend({
  /** Mandate of the chair; null before the session is opened. */
  chair: z.uuid().nullable(),
  seats: z.array(SessionSeat),
  /** Mandates whose presence somebody told, and not the silence before. */
  told: z.array(z.uuid()),
  /** Mandates that attended while the session sat, and do so no more. */
  left: z.array(z.uuid()),
  /** Of a planned session; null = it may be opened now. */
  obstacle: OpeningObstacle.nullable(),
  /** The first day to which it may be moved; null = any. */
  earliest: IsoDate.nullable(),
  /** The last one. */
  latest: IsoDate,
  agenda: z.array(AgendaItem),
  /** The first one first. */
  convocations: z.array(Convocation),
  /** What those who were called do not know yet; null = nobody was called. */
  toConvene: ConvocationChange.nullable(),
  /** The last day on which a convocation leaves the days that the policy asks for. */
  conveneBy: IsoDate,
  minutes: SessionMinutes,
  policy: z.object({
    id: z.string(),
    description: Bilingual,
    settles: Bilingual,
    rules: z.array(Bilingual),
    namedVotes: z.boolean(),
  }),
  /** Mandate of the person who asks, when it runs on the day of the session. */
  myMandate: z.uuid().nullable(),
  may: z.object({ run: z.boolean(), vote: z.boolean() }),
})
export type CommitteeSession = z.infer<typeof CommitteeSession>

export const Decision = z.object({
  itemId: z.uuid(),
  sessionId: z.uuid(),
  sessionTitle: z.string(),
  date: IsoDate,
  title: z.string(),
  subject: AgendaSubject,
  link: z.string().nullable(),
  outcome: VoteOutcome,
  sentence: Bilingual,
  conditions: z.string(),
  until: IsoDate.nullable(),
  notifiedAt: Instant.nullable(),
})
export type Decision = z.infer<typeof Decision>

/** A stretch of the year that must have its publication session. */
export const PublicationPeriod = z.object({
  from: IsoDate,
  to: IsoDate,
  state: z.enum(['held', 'planned', 'missing', 'missed']),
  /** Is it a task for whoever watches? */
  warn: z.boolean(),
})
export type PublicationPeriod = z.infer<typeof PublicationPeriod>

/** A seat, whoever holds it on the day of the question. */
export const Seat = z.object({
  id: z.uuid(),
  body: z.string(),
  titular: z.string().nullable(),
  substitute: z.string().nullable(),
})
export type Seat = z.infer<typeof Seat>

/** The seat of a body, however its name is typed. */
export const seatNamed = <S extends Pick<Seat, 'body'>>(seats: readonly S[], body: string): S | undefined =>
  seats.find((seat) => bodyKey(seat.body) === bodyKey(body))

const bodyKey = (body: string): string => fold(body.trim().replace(/\s+/g, ' '))

const BodyName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .overwrite((name) => name.replace(/\s+/g, ' '))

export const MandateGiven = z.strictObject({
  /** A seat, by its identifier or by its body. A body has one, made with its first mandate; `another` makes one more, numbered. */
  seat: z.union([
    z.strictObject({ id: z.uuid() }),
    z.strictObject({ body: BodyName, another: z.boolean().default(false) }),
  ]),
  userId: UserId,
  rank: MandateRank,
  from: IsoDate,
  to: IsoDate.nullable().default(null),
})
export type MandateGiven = z.infer<typeof MandateGiven>
