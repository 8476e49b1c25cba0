/** What features tell one another, inside the transaction of the change: features meet here, not by calling each other. */
import type {
  BeforeCommittee,
  Bilingual,
  BudgetDeclaration,
  CheckReport,
  Description,
  Field,
  FieldValues,
  Postponement,
  Role,
} from '@socle/contracts'
import type { Caller } from './caller.ts'
import type { Queries, Trx } from './database.ts'

interface Events {
  /** Created, or its description saved. */
  'application-described': { applicationId: string; version: string; description: Description; now: Date }
  /** A version began after another; its description is still that of the one before. */
  'version-begun': {
    applicationId: string
    version: string
    former: string
    context: { caller: Caller; requestId: string; now: Date }
  }
  /** A key was issued, to be held to budgets from its first call on: whoever keeps budgets sets them or refuses. */
  'key-issued': {
    keyId: string
    budgets: readonly BudgetDeclaration[]
    context: { caller: Caller; requestId: string; now: Date }
  }
  /** Somebody is about to read how applications stand: whoever keeps standings brings them up to date. */
  'standings-read': { now: Date }
  /**
   * Somebody states something in a procedure: whoever keeps what a field names puts its identifier there, or says what is
   * wrong with it, at the field.
   */
  'fields-stated': {
    fields: readonly Field[]
    stated: FieldValues
    settle: (field: string, value: string) => void
    mistake: (field: string, message: Bilingual) => void
  }
  /** A procedure was opened (`from` is null) or moved on; whoever listens acts in the same transaction. */
  'procedure-stepped': {
    procedureId: string
    process: string
    applicationId: string | null
    transition: string
    /** Of the procedure, after the step. */
    revision: number
    from: string | null
    to: string
    /** Stated with this step, and everything stated so far. */
    stated: FieldValues
    data: FieldValues
    /** Who took it; without a caller it was taken by itself at a deadline. What a feature does in turn, it does for them. */
    by: { caller?: Extract<Caller, { kind: 'person' }>; requestId: string }
    /** A feature took it in its own operation and has decided who may: a committee that notifies, for one. */
    byFeature: boolean
    now: Date
  }
  /**
   * Somebody reads procedures: whoever keeps the decision of one for the committee says at which session it is taken, or
   * that it is still to be put on the agenda of one.
   */
  'procedures-read': {
    procedures: readonly { id: string; process: string; state: string; data: FieldValues }[]
    keep: (procedureId: string, session: BeforeCommittee | 'to-be-put-on-an-agenda') => void
  }
  /**
   * Somebody reads one that is not over: whoever put off its decision says so, and whoever would refuse a step now says what
   * the step waits for, or that it is none for this procedure.
   */
  'procedure-read': {
    procedureId: string
    process: string
    state: string
    data: FieldValues
    postpone: (by: Postponement) => void
    hold: (transition: string, why: Bilingual | 'not-here') => void
    now: Date
  }
  /**
   * The committee's decision on one item was notified: from now on it has effect. Whoever owns the procedure or the
   * edition acts on it in the same transaction.
   */
  'decision-notified': {
    sessionId: string
    itemId: string
    procedureId: string | null
    editionId: string | null
    outcome: 'adopted' | 'refused'
    /** Last day on which it has effect, `YYYY-MM-DD`; null = for good. */
    until: string | null
    conditions: string
    /** Day of the session. */
    decidedOn: string
    /** How it was voted; null = the session kept no count. */
    votes: { for: number; against: number; abstain: number } | null
    /** Who notifies; what the listener writes is audited under that name. */
    context: { caller: Caller; requestId: string; now: Date }
  }
  /** The access layer measured an application: whoever keeps evidence keeps the report, under the name of the caller. */
  'gateway-measured': {
    applicationId: string
    reportId: string
    report: CheckReport
    context: { caller: Caller; requestId: string; now: Date }
  }
  /** Deadlines were looked at: whoever waits for a day that no procedure of its own carries does its part. */
  'deadlines-swept': { now: Date; requestId: string }
  /** The verdict of a conformity file was computed again, whatever changed. */
  'verdict-refreshed': { fileId: string; now: Date }
  /** What an application's verdicts depend on has changed besides its assessments. */
  'conformity-changed': { applicationId: string; now: Date }
  /** Something that people should learn; once each, however many ways it concerns them. */
  'people-told': {
    to: Audience
    text: Bilingual
    detail?: Bilingual
    link: string
    now: Date
    /** Those among them of whom something is asked, and what: it is told as done once the matter is settled. */
    asks?: { matter: string; of: Audience }
    /** Whoever has not read yet the same sentence about the same matter has it brought up to date, and no second one. */
    regroup?: boolean
  }
  /** What people were asked to do is done, by whomever. */
  'matter-settled': { matter: string; now: Date }
}

/** People by trade, by name, or as the team of an application. */
export interface Audience {
  readonly roles: readonly Role[]
  readonly users: readonly string[]
  readonly teamOf: string | null
  /** Who did it and need not be told. */
  readonly except: string | null
}

export type EventOf<E extends keyof Events> = Events[E]

/** A change is told inside its transaction; what is only asked needs none. */
type Within<E extends keyof Events> = E extends 'procedures-read' | 'procedure-read' ? Queries : Trx
type Listener<E extends keyof Events> = (trx: Within<E>, event: Events[E]) => Promise<void>

export interface EventBus {
  on: <E extends keyof Events>(name: E, listener: Listener<E>) => void
  /** Resolves when every listener has done its part; a failure undoes the transaction. */
  emit: <E extends keyof Events>(trx: Within<E>, name: E, event: Events[E]) => Promise<void>
}

export function createEvents(): EventBus {
  const listeners: { [E in keyof Events]: Listener<E>[] } = {
    'application-described': [],
    'version-begun': [],
    'key-issued': [],
    'standings-read': [],
    'fields-stated': [],
    'procedure-stepped': [],
    'procedures-read': [],
    'procedure-read': [],
    'decision-notified': [],
    'gateway-measured': [],
    'deadlines-swept': [],
    'verdict-refreshed': [],
    'conformity-changed': [],
    'people-told': [],
    'matter-settled': [],
  }
  return {
    on: (name, listener) => void listeners[name].push(listener),
    async emit(trx, name, event) {
      for (const listener of listeners[name]) await listener(trx, event)
    },
  }
}
