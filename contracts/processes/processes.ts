/**
 * Processes between people, as data: `framework/governance/processes/`. One file is one state machine: its states, whose
 * turn each is, its deadlines, its transitions and what each asks for. A procedure is one run of a process.
 */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Role } from '../people/identity.ts'
import { Bilingual, IsoDate, WebAddress } from '../text.ts'
import { Total } from './totals.ts'

/** Who may act, or whose turn it is: a trade, the team of the application, or whoever opened the procedure. */
export const Actor = z.union([Role, z.enum(['team', 'requester'])])
export type Actor = z.infer<typeof Actor>

export const FieldType = z.enum([
  'text',
  'long-text',
  'number',
  /** Euros, to the cent. */
  'money',
  'date',
  'yes-no',
  'choice',
  /** An http or https address. */
  'link',
  /** Identifiers of requirements of the edition in force. */
  'requirements',
  /** A product of the reference, by its reference or its name; its reference is kept. */
  'product',
  /** A call for tender, by its identifier. */
  'tender',
  /** Other procedures, by their identifiers: stated by a feature alone. */
  'procedures',
])
export type FieldType = z.infer<typeof FieldType>

/** Something that a person states when opening a procedure or taking a step. */
export const Field = z.strictObject({
  id: Slug,
  label: Bilingual,
  help: Bilingual.optional(),
  type: FieldType,
  required: z.boolean().default(true),
  /** One that may be left empty, unless this choice was stated before, in the same procedure. */
  requiredWhen: z.strictObject({ field: Slug, is: z.array(Slug).min(1) }).optional(),
  /** Asked only where this choice is made in the same step; one that is asked earlier says `requiredWhen`. */
  askedWhen: z.strictObject({ field: Slug, is: z.array(Slug).min(1) }).optional(),
  /** Not required once this other field is stated: it says as much. */
  unless: Slug.optional(),
  /** Stated by the operation of its feature; nobody is asked for it. */
  guarded: z.boolean().default(false),
  /** Asked again and left empty, what was stated before stands, and is not required again; otherwise it is taken back. */
  keeps: z.boolean().default(false),
  /** Asked only while nothing states it: what an earlier step asks for now and did not when some procedures took it. */
  whileMissing: z.boolean().default(false),
  /** Of a `date`: `coming` = the day it is given or later, as the end of something; `past` = that day or earlier, as what was done. */
  when: z.enum(['coming', 'past']).optional(),
  /** Of a `date`: at the latest so many days after the one stated in that field, before or of another field in this step, or after today once that has passed; no bound while it is empty. */
  notAfter: z.strictObject({ field: Slug, days: z.int().min(0).max(3650) }).optional(),
  /** Of a `date`: not before the day stated in that other field, of this step or before. */
  notBefore: Slug.optional(),
  /** Of a `date`: at most so many days before or after the day on which it is given; further away it is a slip of the year. */
  within: z.strictObject({ before: z.int().min(0).max(36_500), after: z.int().min(0).max(36_500) }).optional(),
  /** Of a `number`: how many people or things there are, so a whole number from one on. */
  counts: z.literal(true).optional(),
  /** The form begins with what was stated in that other field. */
  startsAs: Slug.optional(),
  /** Of an opening: what the description of the application already answers to that trait; the form begins with it, and left out it is that. */
  answeredBy: Slug.optional(),
  /** Of a `choice`. */
  options: z
    .array(z.strictObject({ id: Slug, label: Bilingual }))
    .min(2)
    .optional(),
})
export type Field = z.infer<typeof Field>

export const Deadline = z.union([
  /** Days after the state was entered. */
  z.strictObject({ days: z.int().min(1).max(3650) }),
  /** Months after the state was entered. */
  z.strictObject({ months: z.int().min(1).max(120) }),
  /** The date given in that field, or so many months after it; no deadline while it is empty. */
  z.strictObject({ field: Slug, months: z.int().min(1).max(120).optional() }),
])
export type Deadline = z.infer<typeof Deadline>

export const ProcessState = z.strictObject({
  id: Slug,
  name: Bilingual,
  /** What it means that a procedure stands here, in one sentence. */
  meaning: Bilingual,
  /** Whose turn it is; empty = nobody's, something else is waited for. */
  turn: z.array(Actor).default([]),
  /** What they are to do, in the infinitive, where they choose between several steps or a feature alone takes them. */
  awaited: Bilingual.optional(),
  /** What is the part of one of them alone, where each has another. */
  awaitedFrom: z.partialRecord(Actor, Bilingual).default({}),
  deadline: Deadline.optional(),
  /** Told ahead that it ends on its deadline, though it is nobody’s turn: they are to renew it, or to do without. */
  warned: z.array(Actor).default([]),
  /** Nothing leaves it. */
  final: z.boolean().default(false),
  /** It goes against whoever asked: nothing leads here without required reasons. */
  adverse: z.boolean().default(false),
  /** Processes that whoever asked may open next, once it ended here. */
  instead: z.array(Slug).default([]),
})
export type ProcessState = z.infer<typeof ProcessState>

/** A sentence for those who are told of a step: `{value}` is what was stated in that field, then or before, and `{another}` in another. */
export const Told = z.strictObject({
  field: Slug,
  said: Bilingual.refine(
    ({ fr, en }) => [fr, en].every((sentence) => sentence.includes('{value}')),
    'both sentences carry {value}',
  ),
  /** Where nothing was stated; absent = nothing is told of it. */
  unsaid: Bilingual.optional(),
})
export type Told = z.infer<typeof Told>

export const Transition = z.strictObject({
  id: Slug,
  /** As on a button: a verb. */
  name: Bilingual,
  from: z.array(Slug).min(1),
  to: Slug,
  /** Where it leads instead while the day stated in a field has not passed: what was given until then still holds. */
  whileComing: z.strictObject({ field: Slug, to: Slug }).optional(),
  /** Where it leads instead once the day stated in a field has passed: what comes too late to have any effect says so. */
  oncePassed: z.strictObject({ field: Slug, to: Slug }).optional(),
  by: z.array(Actor).default([]),
  /**
   * Distinct people for distinct acts: not by whoever opened the procedure, by those in the team of its application, nor
   * by whoever took that transition last.
   */
  notBy: z.array(z.union([z.literal(['requester', 'team']), Slug])).default([]),
  fields: z.array(Field).default([]),
  /** Told besides those whose turn it becomes. */
  notify: z.array(Actor).default([]),
  /** What everybody who is told of it reads besides where it leads: of a decision, its grounds and until when it holds. */
  told: z.array(Told).default([]),
  /** Taken by itself the day after the deadline of the state it leaves, or by its feature as soon as what it waits for is over. */
  automatic: z.literal('deadline').optional(),
  /** Taken only by an operation of its own feature, for example when a committee's decision is notified. */
  guarded: z.boolean().default(false),
  /** Of several that people may take from a state, the one that is usually next. */
  usual: z.literal(true).optional(),
})
export type Transition = z.infer<typeof Transition>

export const Process = z.strictObject({
  id: Slug,
  name: Bilingual,
  description: Bilingual,
  /** Document and section it comes from. */
  source: Bilingual,
  /** What the sources leave open or decide twice, and what is decided here. */
  settles: Bilingual.optional(),
  /** Is a procedure about one application, or about none? */
  subject: z.enum(['application', 'none']),
  initial: Slug,
  /** What sums that it asks for come to, shown wherever they are. */
  total: Total.optional(),
  opening: z.strictObject({
    by: z.array(Actor).default([]),
    fields: z.array(Field).default([]),
    /** A `choice` among them: its label completes the title, in the language of whoever reads it. */
    precision: Slug.optional(),
    /** Read before the title, as the whole of which the title names a part. */
    precisionFirst: z.boolean().default(false),
    /** Opened only by an operation of its own feature. */
    guarded: z.boolean().default(false),
  }),
  /** Who reads procedures that are about no application, besides those who act in them. */
  readers: z.array(Actor).default([]),
  states: z.array(ProcessState).min(2),
  transitions: z.array(Transition).min(1),
})
export type Process = z.infer<typeof Process>

/** What was stated, by field. A `money` or `number` is a number, `requirements` a list, `yes-no` a boolean, the rest text. */
export const FieldValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(80)).max(500),
])
export type FieldValue = z.infer<typeof FieldValue>
export const FieldValues = z.record(Slug, FieldValue)
export type FieldValues = z.infer<typeof FieldValues>

/** Of what a step asks for, what is asked once these values are stated in it. */
export const askedGiven = <T extends Pick<Field, 'askedWhen'>>(fields: readonly T[], stated: FieldValues): T[] =>
  fields.filter(({ askedWhen }) => !askedWhen || askedWhen.is.includes(String(stated[askedWhen.field])))

/** What was stated, without what a choice among it does not ask for. */
export const askedStatements = (fields: readonly Field[], stated: FieldValues): FieldValues => {
  const asked = askedGiven(fields, stated)
  const idle = new Set(fields.filter((field) => !asked.includes(field)).map(({ id }) => id))
  return Object.fromEntries(Object.entries(stated).filter(([id]) => !idle.has(id)))
}

/** What the answers of a description already say of these fields. */
export const answeredFrom = (
  fields: readonly Pick<Field, 'id' | 'answeredBy'>[],
  answers: Readonly<Record<string, unknown>>,
): FieldValues =>
  Object.fromEntries(
    fields.flatMap(({ id, answeredBy }) => {
      const answer = answeredBy === undefined ? undefined : answers[answeredBy]
      return typeof answer === 'string' ? [[id, answer]] : []
    }),
  )

const valueSchemas: Record<FieldType, (field: Field) => z.ZodType> = {
  text: () => z.string().trim().min(1).max(300),
  'long-text': () => z.string().trim().min(1).max(20_000),
  number: ({ counts }) => (counts ? z.int().min(1).max(1e12) : z.number().min(0).max(1e12)),
  money: () => z.number().min(0).max(1e12).multipleOf(0.01),
  date: () => IsoDate,
  'yes-no': () => z.boolean(),
  choice: ({ options = [] }) => z.enum(options.map(({ id }) => id)),
  link: () => WebAddress.max(800),
  requirements: () => z.array(z.string()).min(1).max(500),
  product: () => z.string().trim().min(1).max(300),
  tender: () => z.uuid(),
  procedures: () => z.array(z.uuid()).min(1).max(500),
}

/** The schema of what these fields must be given; a field that is not among them is a mistake. */
export const schemaOf = (fields: readonly Field[]): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const value = valueSchemas[field.type](field)
        return [field.id, field.required ? value : value.optional()]
      }),
    ),
  )
