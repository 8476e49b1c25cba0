/** Procedures: runs of the processes of `framework/governance/processes/`, and what they tell people. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Slug } from '../framework/framework.ts'
import { BULK_MOST, BulkOutcome, severalOf } from '../lists/bulk.ts'
import { Person, UserId } from '../people/identity.ts'
import { Actor, FieldValues, Process, Transition } from './processes.ts'
import { ListExport } from '../lists/export.ts'
import { route } from '../route.ts'
import { Bilingual, Instant, IsoDate, type Language } from '../text.ts'

/** Where the committee alone decides a procedure: at a session to come, or by a vote that waits to be notified. */
export const BeforeCommittee = z.object({
  sessionId: z.uuid(),
  title: z.string(),
  date: IsoDate,
  /** The votes are counted: the decision is still to be notified. */
  voted: z.boolean(),
})
export type BeforeCommittee = z.infer<typeof BeforeCommittee>

/** A session of the committee that has not decided a procedure on its agenda, and why it has not. */
export const Postponement = z.object({ sessionId: z.uuid(), title: z.string(), date: IsoDate, why: Bilingual })
export type Postponement = z.infer<typeof Postponement>

export const ProcedureSummary = z.object({
  id: z.uuid(),
  process: Slug,
  processName: Bilingual,
  title: z.string(),
  /** What completes the title, in each language: the gate of a review. */
  precision: Bilingual.nullable(),
  /** It is read before the title: the volume of an edition. */
  precisionFirst: z.boolean(),
  application: z.object({ id: ApplicationId, name: z.string() }).nullable(),
  state: Slug,
  stateName: Bilingual,
  final: z.boolean(),
  turn: z.array(Actor),
  /** Is it the caller's turn? */
  mine: z.boolean(),
  /** What the caller is to do, in the infinitive; null where it is not their turn, or the process does not say it. */
  next: Bilingual.nullable(),
  /** Last day to act; null = no deadline. */
  dueOn: IsoDate.nullable(),
  overdue: z.boolean(),
  /** The session that alone decides it now, whatever the turn of its state; null = none. */
  committee: BeforeCommittee.nullable(),
  /** Only the vote of a session decides it, and it is on no agenda: those whose turn it is put it on one. */
  awaitsVote: z.boolean(),
  requester: Person,
  /** Who, among those whose turn it is, takes it in hand; until the next step. */
  assignee: Person.nullable(),
  openedAt: Instant,
  /** Since when it stands in this state. */
  enteredAt: Instant,
  /** Page that shows it. */
  link: z.string(),
  /** Send it back with a step. */
  revision: z.int(),
})
export type ProcedureSummary = z.infer<typeof ProcedureSummary>

/** The title as it is read. */
export const fullTitle = (
  { title, precision, precisionFirst }: Pick<ProcedureSummary, 'title' | 'precision' | 'precisionFirst'>,
  language: Language,
): string => {
  if (precision === null) return title
  return precisionFirst ? `${precision[language]}, ${title}` : `${title}, ${precision[language]}`
}

export const ProcedureStep = z.object({
  revision: z.int(),
  /** `open` = the opening. */
  transition: Slug,
  transitionName: Bilingual,
  from: Slug.nullable(),
  to: Slug,
  toName: Bilingual,
  /** null = taken by itself at the deadline. */
  actor: Person.nullable(),
  at: Instant,
  data: FieldValues,
  note: z.string(),
})
export type ProcedureStep = z.infer<typeof ProcedureStep>

/** An act that is the caller’s and cannot be taken yet; `why` ends the sentence that its name begins. */
export const HeldBack = z.object({ transition: Slug, name: Bilingual, why: Bilingual })
export type HeldBack = z.infer<typeof HeldBack>

export const Procedure = ProcedureSummary.extend({
  /** Everything stated so far, by field; a later step replaces what an earlier one said. */
  data: FieldValues,
  stateMeaning: Bilingual,
  steps: z.array(ProcedureStep),
  /** What the last session to have had it on its agenda left undecided; null = none did, or it has been decided since. */
  postponed: Postponement.nullable(),
  /** Who has taken the step that leaves the next one to another person; null = anybody whose turn it is may act. */
  apart: z.object({ person: Person, did: Bilingual }).nullable(),
  /** Is there anybody known here who may take the next step? False = its turn is a role that nobody else holds. */
  able: z.boolean(),
  /** Steps that the caller may take now. */
  possible: z.array(Transition),
  /** Steps that would be the caller’s, and what each waits for. */
  heldBack: z.array(HeldBack),
})
export type Procedure = z.infer<typeof Procedure>

export const ProcedureSort = z.enum(['due', 'entered', 'opened', 'title', 'state'])
export type ProcedureSort = z.infer<typeof ProcedureSort>

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const filters = z.object({
  process: Slug.optional(),
  state: Slug.optional(),
  application: ApplicationId.optional(),
  /** Only those whose turn is the caller's. */
  mine: flag.optional(),
  /** Only those given to the caller, or to nobody yet. */
  assigned: z.enum(['me', 'nobody']).optional(),
  /** Only those past their deadline. */
  overdue: flag.optional(),
  /** Only those that are over, or only those that are not. */
  final: flag.optional(),
  /** Only those that may be put on an agenda of the committee now. */
  agenda: flag.optional(),
  search: z.string().trim().max(100).optional(),
  sort: ProcedureSort.default('due'),
  descending: flag.default(false),
})

const several = z.object({
  /** Identifiers, separated by commas. */
  ids: z
    .string()
    .max(BULK_MOST * 37)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(BULK_MOST)),
})

/** An act on several procedures: where the caller may take it, and where it is theirs but cannot be taken yet. */
export const StepOfSeveral = z.object({
  transition: Slug,
  name: Bilingual,
  procedures: z.array(z.uuid()),
  heldBack: z.array(z.object({ procedureId: z.uuid(), why: Bilingual })),
})
export type StepOfSeveral = z.infer<typeof StepOfSeveral>

export const procedureRoutes = {
  processes: route({
    id: 'listProcesses',
    method: 'GET',
    path: '/api/processes',
    summary: 'Processes between people: states, whose turn, deadlines, transitions',
    permission: 'framework:read',
    machine: true,
    response: z.object({
      processes: z.array(Process.extend({ mayOpen: z.boolean() })),
    }),
  }),
  list: route({
    id: 'listProcedures',
    method: 'GET',
    path: '/api/procedures',
    summary: 'Procedures that the caller may read, filtered, sorted, by page',
    permission: 'procedure:list',
    query: filters.extend({
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ procedures: z.array(ProcedureSummary), total: z.int() }),
    problems: ['process-unknown', 'procedure-state-unknown', 'application-unknown'],
  }),
  export: route({
    id: 'exportProcedures',
    method: 'GET',
    path: '/api/procedures/export',
    summary: 'The filtered list as a sheet',
    permission: 'procedure:list',
    query: filters.extend(ListExport.shape),
    response: 'file',
    problems: ['process-unknown', 'procedure-state-unknown', 'application-unknown', 'list-too-long'],
  }),
  open: route({
    id: 'openProcedure',
    method: 'POST',
    path: '/api/procedures',
    summary: 'Open a procedure',
    permission: 'procedure:open',
    opensOnce: 'for-each',
    body: z.strictObject({
      process: Slug,
      applicationId: ApplicationId.optional(),
      /** Empty is refused with what the fields lack, not before it. */
      title: z.string().trim().max(200),
      data: FieldValues.default({}),
      note: z.string().trim().max(5000).default(''),
    }),
    response: z.object({ id: z.uuid() }),
    status: 201,
    problems: ['process-unknown', 'procedure-fields-invalid', 'procedure-not-yours', 'application-unknown'],
  }),
  get: route({
    id: 'getProcedure',
    method: 'GET',
    path: '/api/procedures/{procedureId}',
    summary: 'One procedure: where it stands, whose turn it is, its history, what may be done',
    permission: 'procedure:read',
    params: z.object({ procedureId: z.uuid() }),
    response: Procedure,
    problems: ['procedure-unknown'],
  }),
  step: route({
    id: 'takeProcedureStep',
    method: 'POST',
    path: '/api/procedures/{procedureId}/steps',
    summary: 'Take a step; refused, with where it stands now, if somebody took one since it was read',
    permission: 'procedure:read',
    params: z.object({ procedureId: z.uuid() }),
    body: z.strictObject({
      transition: Slug,
      revision: z.int().min(1),
      data: FieldValues.default({}),
      note: z.string().trim().max(5000).default(''),
    }),
    response: Procedure,
    problems: [
      'procedure-unknown',
      'procedure-changed-meanwhile',
      'procedure-step-impossible',
      'before-the-committee',
      'decided-by-vote',
      'procedure-not-yours',
      'procedure-of-another',
      'procedure-awaits-nobody',
      'procedure-of-own',
      'procedure-fields-invalid',
    ],
  }),
  stepsOfSeveral: route({
    id: 'listProcedureSteps',
    method: 'GET',
    path: '/api/procedures/steps',
    summary:
      'Steps that the caller may take now in any of the given procedures, and in which; what holds a step back in the others',
    permission: 'procedure:list',
    query: several,
    response: z.object({ steps: z.array(StepOfSeveral) }),
    problems: ['procedure-unknown'],
  }),
  stepSeveral: route({
    id: 'takeProcedureSteps',
    method: 'POST',
    path: '/api/procedures/steps',
    summary:
      'Take the same step in several procedures, row by row: each passes the checks of a single step, and the answer says what became of it',
    permission: 'procedure:list',
    body: z.strictObject({
      procedures: severalOf(z.strictObject({ id: z.uuid(), revision: z.int().min(1) }), ({ id }) => id),
      transition: Slug,
      data: FieldValues.default({}),
      note: z.string().trim().max(5000).default(''),
    }),
    response: BulkOutcome,
  }),
  assignees: route({
    id: 'listProcedureAssignees',
    method: 'GET',
    path: '/api/procedures/assignees',
    summary: 'People whose turn it is in all of the given procedures: those to whom they may be given',
    permission: 'procedure:list',
    query: several,
    response: z.object({ people: z.array(Person) }),
    problems: ['procedure-unknown'],
  }),
  assign: route({
    id: 'assignProcedures',
    method: 'POST',
    path: '/api/procedures/assignments',
    summary:
      'Give several procedures to one of those whose turn it is, or take them back, row by row. It tells who takes them in hand and changes no right: whoever may act still may; the next step ends it',
    permission: 'procedure:list',
    body: z.strictObject({
      procedures: severalOf(
        z.strictObject({
          id: z.uuid(),
          revision: z.int().min(1),
          /** To whom it was given when it was read. */
          assignee: UserId.nullable(),
        }),
        ({ id }) => id,
      ),
      /** null = take it back. */
      to: UserId.nullable(),
    }),
    response: BulkOutcome,
  }),
  sweep: route({
    id: 'sweepProcedures',
    method: 'POST',
    path: '/api/procedures/sweep',
    summary:
      'Take what happens by itself at deadlines that have passed, and remind of those that come; harmless at any time',
    permission: 'procedure:sweep',
    response: z.object({ taken: z.int(), reminded: z.int() }),
  }),
}
