/** How the architecture committee counts and meets: what the sources leave open, as data (`framework/governance/committee.yaml`). */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Role } from '../people/identity.ts'
import { Bilingual } from '../text.ts'

/** A choice among closed readings, with the reason that a reader of a result is given. */
const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.strictObject({ choice: z.enum(options), why: Bilingual })

/** Why a vote ended as it did; each has its sentence in the policy. */
export const VoteRule = z.enum([
  'quorum-not-met',
  'nobody-present',
  'nobody-voted',
  'majority',
  'no-majority',
  'tie-adopts',
  'tie-refuses',
  'tie-postpones',
  'tie-chair-adopts',
  'tie-chair-refuses',
])
export type VoteRule = z.infer<typeof VoteRule>

export const CommitteePolicy = z.strictObject({
  id: z.string().min(1),
  description: Bilingual,
  settles: Bilingual,
  /** May a session be planned for a day that has passed, to record one that was held before? */
  planning: z.strictObject({
    choice: z.enum(['coming', 'any-day']),
    /** Days from today for which a session is planned at the latest: further away it is a slip of the year. */
    aheadDays: z.int().min(1).max(36_500),
    why: Bilingual,
  }),
  /** May a session be opened before the day it was called for, or once that has passed? */
  opening: choice(['on-its-day', 'from-its-day', 'any-day']),
  /**
   * When those who sit are called, with the agenda: when a session is planned, then by one message on its changes, which the next ones
   * bring up to date until it is read; by one message a change; only when planned; or not from here.
   */
  summons: choice(['grouped', 'every-change', 'planned', 'nobody']),
  /** Days before the session by which whoever runs it convenes its members; a convocation that comes later is told to be late, or refused. */
  notice: choice(['told', 'refused']).extend({ days: z.int().min(0).max(365) }),
  /** Share of the seats filled on the day that must be represented, rounded up; 0 = no quorum. */
  quorum: z.strictObject({ share: z.number().min(0).max(1), why: Bilingual }),
  /** `cast`: more votes for than against; `present`: more than half of the seats represented, abstentions included. */
  majority: choice(['cast', 'present']),
  tie: choice(['refuses', 'adopts', 'postpones', 'chair']),
  /** By whom an item is counted: those there when its vote ended, or those there when the session is closed. */
  attendance: choice(['vote-end', 'closing']),
  /** Whoever votes again changes their vote: does the vote on the item then end later, with those who are there by then? */
  revote: choice(['keeps-end', 'moves-end']),
  /** Does a member who attends at a distance count as present? */
  remote: choice(['present', 'absent']),
  /** A vote sent by a member who does not attend: counted as that of a member present, or set aside. */
  written: choice(['counts', 'set-aside']),
  /**
   * Who does not vote on an item though they sit: whoever asks, or the team of the application. A substitute whom nothing keeps
   * from it votes in their stead; a seat left with nobody is `absent`, or `left-out` of the seats that the quorum is of.
   */
  recusal: z.strictObject({
    notBy: z.array(z.enum(['requester', 'team'])),
    seat: z.enum(['absent', 'left-out']),
    why: Bilingual,
  }),
  /** Do the minutes say how each member voted, or only how many? */
  minutes: choice(['names', 'tallies']),
  /** What publishes an edition: only the notified decision of a session held here, or also one that a member records with its minutes. */
  editions: choice(['session', 'recorded']),
  /** What the notified decision of the committee ends, and the state in which it waits for it: before, it is on no agenda. */
  decides: z.array(
    z.strictObject({
      process: Slug,
      state: Slug,
      /** Steps that people may take all the same while it is on an agenda, or voted and not notified: to give up, for one. */
      beside: z.array(Slug).default([]),
      /** Steps that people may take as long as it is on no agenda: to send it back to be completed, which decides nothing. */
      before: z.array(Slug).default([]),
    }),
  ),
  sentences: z.record(VoteRule, Bilingual),
  /** Sessions that vote an edition, spread evenly over the civil year. */
  publicationSessions: z.strictObject({
    perYear: z.int().min(1).max(12),
    /** Days before the end of a period from which its missing session is a task. */
    warnDays: z.int().min(0),
    /** Days after the end of a period without its session during which one that makes up for it is a task. */
    makeUpDays: z.int().min(0),
    /** Whose task it is. */
    watchers: z.array(Role).min(1),
    why: Bilingual,
  }),
})
export type CommitteePolicy = z.infer<typeof CommitteePolicy>
