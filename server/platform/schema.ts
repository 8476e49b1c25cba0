/** Tables as Kysely sees them; `server/migrations/` makes them. */
import type {
  Actor,
  AgendaAbout,
  AgendaSubject,
  AdviceTopic,
  AssessmentStatus,
  BidAnswer,
  Bilingual,
  CheckReport,
  Completion,
  ConvocationChange,
  Description,
  DetectionReport,
  Endpoint,
  FileMigration,
  FieldValues,
  Gate,
  GateDecision,
  GateSnapshot,
  KeyEnvironment,
  KeyPurpose,
  Language,
  LimitMeasure,
  LimitPeriod,
  LimitScope,
  ListAnomaly,
  MandateRank,
  MinutesNotes,
  Outcome,
  Person,
  ProductFacts,
  ProductGrid,
  ProtectionRule,
  Presence,
  ProviderRecord,
  RemarkKind,
  RemarkState,
  RequirementId,
  Reopened,
  Role,
  RouteStep,
  Sensitivity,
  SessionKind,
  SessionSeat,
  TenderChoice,
  TenderPolicy,
  TenderRequirement,
  TokenAccess,
  Verdict,
  VolumeId,
  VoteChoice,
  VoteOutcome,
  VoteResult,
  OperatingMode,
  SignIns,
  TraceLevel,
} from '@socle/contracts'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** Read as Date, written as Date. */
type Timestamp = ColumnType<Date, Date, Date>
type Json<T> = JSONColumnType<T & object, string, string>
type Nullable<T> = ColumnType<T | null, T | null, T | null>

export interface Schema {
  users: {
    id: string
    issuer: string
    subject: string
    name: string
    organisation: string
    /** GDPR: contact, anonymised by null. As the identity provider says; null = it does not. */
    email: ColumnType<string | null, string | null, string | null>
    /** In which the person last signed in, or chose since; null = neither, since it is kept. */
    language: ColumnType<Language | null, Language | null | undefined, Language | null>
    roles: Role[]
    created_at: Timestamp
    last_sign_in_at: ColumnType<Date | null, Date | null, Date | null>
    revision: number
  }
  sessions: { id_hash: Buffer; user_id: string; created_at: Timestamp; expires_at: Timestamp }
  personal_tokens: {
    id: string
    user_id: string
    label: string
    prefix: string
    secret_hash: Buffer
    access: TokenAccess
    /** Null = all those of the owner. */
    applications: string[] | null
    made_by: string | null
    created_at: Timestamp
    expires_at: Timestamp
    last_used_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    revoked_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  sign_ins: {
    state: string
    nonce: string
    code_verifier: string
    return_to: string
    language: Language | null
    expires_at: Timestamp
  }
  editions: {
    digest: string
    id: string
    /** The framework's files as they were, to rebuild it. */
    content: Json<Record<string, string>>
    loaded_at: Timestamp
  }
  applications: {
    id: string
    version: string
    revision: number
    /** Copy of the current description's name, for search and sorting. */
    name: string
    organisation: string
    applicable: number
    created_at: Timestamp
    updated_at: Timestamp
    updated_by: string
  }
  application_versions: {
    application_id: string
    label: string
    description: Json<Description>
    created_at: Timestamp
    created_by: string
  }
  application_team: { application_id: string; user_id: string }
  application_keys: {
    id: string
    application_id: string
    label: string
    prefix: string
    secret_hash: Buffer
    created_at: Timestamp
    created_by: string
    expires_at: Timestamp
    last_used_at: ColumnType<Date | null, Date | null, Date | null>
    revoked_at: ColumnType<Date | null, Date | null, Date | null>
    purposes: KeyPurpose[]
    environment: KeyEnvironment
    sensitivity: Sensitivity | null
    models: string[] | null
    /** First key of the line that this one continues; null = it begins one. Budgets of keys belong to lines. */
    line_id: ColumnType<string | null, string | null | undefined, never>
  }
  advice_decisions: {
    application_id: string
    topic: AdviceTopic
    revision: number
    /** What stands instead of the advice; null = the advice stands again. */
    choice: string[] | null
    advised: string[]
    reason: string
    decided_by: string
    decided_at: Timestamp
  }
  products: Omit<ProductFacts, 'grid'> & {
    reference: string
    grid: Json<ProductGrid>
    fields: Json<Record<string, string>>
    source: string | null
    retention: ColumnType<string | null, string | null | undefined, string | null>
    retained_by: ColumnType<string | null, string | null | undefined, string | null>
    retained_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    revision: number
    updated_at: Timestamp
    updated_by: string
  }
  product_reference_lock: { id: number }
  product_releases: {
    procedure_id: string
    reference: string
    version: string
    security_fix: boolean
    state: string
    entered_at: Timestamp
  }
  conformity_files: {
    id: string
    application_id: string
    version: string
    gate: Gate
    edition_digest: string
    opened_at: Timestamp
    opened_by: string
    /** Verdict at the last write, so that a portfolio need not read every assessment. */
    verdict: Json<StoredVerdict>
    /** Day from which evidence expiry may change the verdict; null = never. */
    verdict_valid_before: ColumnType<string | null, string | null, string | null>
  }
  assessments: {
    file_id: string
    requirement_id: string
    status: AssessmentStatus
    justification: string
    revision: number
    author_id: string
    assessed_at: Timestamp
  }
  assessment_history: {
    file_id: string
    requirement_id: string
    revision: number
    status: AssessmentStatus
    justification: string
    author_id: string
    at: Timestamp
    /** The number under which it was assessed, where the requirement got another since. */
    taken_over_from: Nullable<string>
  }
  assessment_comments: {
    id: string
    file_id: string
    requirement_id: string
    author_id: string
    at: Timestamp
    text: string
  }
  evidence: {
    id: string
    application_id: string
    version: string
    requirement_id: string
    kind: 'file' | 'link' | 'check'
    label: Json<Bilingual>
    source: string
    about: string | null
    outcome: 'pass' | 'fail' | 'manual' | null
    partial: boolean
    findings: Json<{ place: string; message: Bilingual }[]>
    date: string
    expires_on: string
    added_by: string
    added_at: Timestamp
    report_id: string | null
    withdrawn_at: ColumnType<Date | null, Date | null, Date | null>
  }
  evidence_contents: { evidence_id: string; content_type: string; bytes: Buffer }
  check_reports: {
    id: string
    application_id: string
    version: string
    pushed_at: Timestamp
    pushed_by: string
    report: Json<CheckReport>
    started_at: Timestamp
    /** Identifiers of the checks that ran. */
    checks: string[]
    commit: string | null
    /** Files differed from the commit. */
    dirty: boolean | null
    /** As sent and verified. */
    signature: string | null
    key_id: string | null
  }
  /** What each request to open something opened, for as long as it may be sent again. */
  openings: {
    /** A person; empty = whoever it was. */
    asked_by: string
    operation: string
    key: string
    /** Fingerprint of what was asked for. */
    content: string
    asked_at: Timestamp
    opened: Nullable<string>
    /** Of the procedure, once it was open: another one says that it has moved on. */
    revision: Nullable<number>
  }
  /** What was found since a gate was passed, and stands against the decision: told once. */
  gate_findings: {
    procedure_id: string
    requirement_id: string
    found_at: Timestamp
  }
  procedures: {
    id: string
    process: string
    title: string
    application_id: string | null
    state: string
    /** Everything stated so far, by field. */
    data: Json<FieldValues>
    revision: number
    requester_id: string
    opened_at: Timestamp
    entered_at: Timestamp
    /** Last day to act. */
    due_on: ColumnType<string | null, string | null, string | null>
    /** Whose turn it is, copied from the process so that a list need not read it. */
    turn: Actor[]
    final: boolean
    link: string
    reminded_at: ColumnType<Date | null, Date | null, Date | null>
    /** The edition in whose numbers it names requirements; null when nobody knows any more. */
    edition_digest: string | null
    /** Who, among those whose turn it is, takes it in hand; until the next step. */
    assignee_id: ColumnType<string | null, string | null | undefined, string | null>
  }
  procedure_steps: {
    procedure_id: string
    revision: number
    transition: string
    from_state: string | null
    to_state: string
    actor_id: string | null
    at: Timestamp
    data: Json<FieldValues>
    note: string
  }
  commitments: {
    procedure_id: string
    revision: number
    text: Json<Bilingual>
    signed_by: string
    signed_at: Timestamp
    /** Exactly what `hash` (SHA-256) covers. */
    sealed: string
    hash: string
  }
  /** Notified decisions to derogate; they count by their dates alone. */
  derogations: {
    procedure_id: string
    application_id: string
    requirement_id: string
    /** The edition in which it has that number; null when nobody knows any more. */
    edition_digest: string | null
    from_day: string
    /** Last day that counts; null = for good. */
    until_day: ColumnType<string | null, string | null, string | null>
  }
  /** Decisions at gates with the state of the file that each applied to. */
  gate_decisions: {
    procedure_id: string
    file_id: string
    decision: GateDecision
    decided_at: Timestamp
    decided_by: string
    grounds: string
    /** Day of the session of the committee that decided; null = a person did, or it was decided before this was kept. */
    committee_on: ColumnType<string | null, string | null, never>
    edition_digest: string
    description: Json<Description>
    verdict: Json<Verdict>
    items: Json<GateSnapshot['items']>
    digest: string
  }
  /** Files that a file began with, in their order. */
  file_carryovers: {
    file_id: string
    from_file_id: string
    position: Generated<number>
    carried: string[]
    reopened: Json<Reopened[]>
  }
  mail_outbox: {
    id: string
    user_id: string
    text: Json<Bilingual>
    /** As of a notification. */
    detail: ColumnType<Bilingual | null, string | null, string | null>
    link: string
    created_at: Timestamp
    attempts: Generated<number>
    next_attempt_at: Timestamp
    sent_at: ColumnType<Date | null, Date | null, Date | null>
    last_error: ColumnType<string | null, string | null, string | null>
  }
  notifications: {
    id: string
    user_id: string
    text: Json<Bilingual>
    /** What else is said of a decision, one sentence a line; null = nothing. */
    detail: ColumnType<Bilingual | null, string | null, string | null>
    link: string
    at: Timestamp
    read_at: ColumnType<Date | null, Date | null, Date | null>
    /** What it asks of its reader, `procedure:…`, `remark:…`, `provider:…`; null = it only tells. */
    matter: Nullable<string>
    /** When that was done, by whomever; it waits for nobody any more. */
    settled_at: Nullable<Date>
  }
  committee_seats: { id: string; body: string }
  committee_mandates: {
    id: string
    seat_id: string
    user_id: string
    rank: MandateRank
    from_day: string
    to_day: Nullable<string>
  }
  committee_sessions: {
    /** The procedure that runs it: title, state and history are there. */
    procedure_id: string
    kind: SessionKind
    day: string
    place: string
    chair_id: Nullable<string>
    /** Seats, who held them and who attended, kept at the closing; null before. */
    seats: ColumnType<SessionSeat[] | null, string | null, string | null>
  }
  committee_minutes: {
    session_id: string
    /** What the secretary wrote. */
    notes: ColumnType<MinutesNotes, string, string>
    revision: number
    written_by: string
    written_at: Timestamp
    /** Null until then; from then on nothing changes. */
    signed_by: Nullable<string>
    signed_at: Nullable<Date>
  }
  committee_convocations: {
    /** Rises with each. */
    number: Generated<number>
    session_id: string
    at: Timestamp
    convened_by: string
    /** Who was called by it. */
    people: ColumnType<Person[], string, never>
    /** The session as it was told: day, place and items. */
    day: string
    place: string
    agenda: ColumnType<
      { id: string; title: string; proposal: string; conditions: string; until: string | null }[],
      string,
      never
    >
    /** Fewer days before the session than the policy asked for. */
    late: boolean
    /** What had changed since the one before; null = the first. */
    changed: ColumnType<ConvocationChange | null, string | null, never>
  }
  committee_items: {
    id: string
    session_id: string
    position: number
    kind: AgendaSubject['kind']
    procedure_id: Nullable<string>
    edition_id: Nullable<string>
    title: string
    proposal: string
    conditions: string
    until_day: Nullable<string>
    revision: number
    /** Counted at the closing, and its outcome again for lists. */
    result: ColumnType<VoteResult | null, string | null, string | null>
    /** What the item was about when the session was closed; null = not closed, or before this was kept. */
    about: ColumnType<AgendaAbout | null, string | null, string | null>
    outcome: Nullable<VoteOutcome>
    notified_at: Nullable<Date>
    notified_by: Nullable<string>
  }
  committee_attendance: {
    session_id: string
    mandate_id: string
    presence: Presence
    /** Since when: each change is kept. What was recorded before instants were kept bears the year 1970. */
    at: Timestamp
  }
  committee_votes: {
    item_id: string
    mandate_id: string
    choice: VoteChoice
    at: Timestamp
    /** Each time that the mandate voted on the item, in order; the last is `at`. */
    given_at: ColumnType<Date[], Date[], Date[]>
    recorded_by: string
  }
  committee_files: {
    id: string
    item_id: string
    name: string
    content_type: string
    bytes: Buffer
    added_by: string
    added_at: Timestamp
  }
  tenders: {
    /** The procedure that runs it: title, state and history are there. */
    procedure_id: string
    reference: string
    application_id: string | null
    edition_digest: string
    choices: Json<TenderChoice[]>
    /** How many, so that a list need not open what each tender froze. */
    chosen: number
    /** What was published; it judges the bids whatever policy and framework become. */
    frozen: ColumnType<
      { code: string; requirements: TenderRequirement[]; policy: TenderPolicy } | null,
      string | null,
      string | null
    >
    award_bid: Nullable<string>
    award_reason: Nullable<string>
    award_by: Nullable<string>
    awarded_at: Nullable<Date>
    updated_at: Timestamp
    revision: number
  }
  bids: {
    id: string
    tender_id: string
    bidder: string
    received_at: Timestamp
    received_by: string
    file_name: string
    bytes: Buffer
    answers: Json<BidAnswer[]>
    revision: number
  }
  tender_remediations: { procedure_id: string; tender_id: string; requirement_id: string }
  ai_applications: {
    application_id: string
    organisation: string
    /** null = the application did not say. */
    sensitivity: Sensitivity | null
    group_name: string | null
  }
  ai_providers: {
    id: string
    record: Json<ProviderRecord>
    /** Encrypted. */
    secret: Buffer | null
    approved_by: string | null
    approved_at: ColumnType<Date | null, Date | null, Date | null>
    revision: Generated<number>
    /** Who declared it, or last changed what its approval is given for. */
    stated_by: string | null
    /** Its calls were stopped by somebody who may approve it: it waits for nobody. */
    suspended_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  /** Versions of prices as they were first declared, in euros: the ledger names them. */
  ai_prices: {
    provider_id: string
    model: string
    version: string
    input_per_million: number
    cached_per_million: number
    cache_write_per_million: number
    output_per_million: number
    per_minute: number
  }
  /** How providers keep to what calls allow: the worst that one used beyond it in a day, of tokens and of nano-euros. */
  ai_excesses: {
    /** Provider and model there. */
    deployment: string
    day: string
    /** Used of what was to be the most. */
    tokens_ratio: number
    /** Used by one call that passed its most. */
    tokens_worst: number
    money_ratio: number
    money_worst: number
    /** Calls that allow an answer of so many tokens are believed to be kept to. */
    kept_from: number | null
  }
  ai_aliases: { alias: string; model: string }
  ai_limits: {
    id: string
    scope: LimitScope
    subject: string
    measure: LimitMeasure
    period: LimitPeriod
    amount: number
  }
  ai_policy: { id: number; version: number }
  ai_protection: { id: number; rules: Json<ProtectionRule[]>; revision: number }
  ai_conversations: {
    application_id: string
    /** SHA-256 of the name that the application gave. */
    conversation: Buffer
    sealed: Buffer
    revision: number
    expires_at: Timestamp
  }
  ai_detection_reports: {
    id: string
    at: Timestamp
    reported_by: string
    state: 'waiting' | 'accepted' | 'rejected'
    /** Text and comment, encrypted; null once rejected. */
    sealed: Buffer | null
    expected: Json<DetectionReport['expected']>
    decided_by: string | null
    decided_at: ColumnType<Date | null, Date | null, Date | null>
  }
  ai_measurements: { application_id: string; measured_at: Timestamp }
  ai_replicas: { id: string; seen_at: Timestamp; last_batch: number }
  ai_replica_health: { replica_id: string; reports: Json<Record<string, unknown>>; seen_at: Timestamp }
  ai_scarce_places: {
    id: string
    /** Order of arrival. */
    number: Generated<number>
    deployment: string
    replica_id: string
    request_id: string
    key_id: string
    /** The lower passes first. */
    priority: number
    asked_at: ColumnType<Date, never, never>
    /** Its turn has come: it is with the model. */
    admitted: boolean
    /** Renewed by its replica; one of long ago is free. */
    seen_at: Timestamp
  }
  ai_counters: { limit_id: string; period_start: Timestamp; spent: number; held: number }
  ai_leases: { replica_id: string; limit_id: string; period_start: Timestamp; amount: number }
  ai_ledger: {
    seq: Generated<number>
    request_id: string
    at: Timestamp
    application_id: string
    organisation: string
    group_name: string | null
    key_id: string
    key_label: string
    endpoint: Endpoint
    streamed: boolean
    model: string
    provider: string | null
    upstream_model: string | null
    tokens_in: number
    tokens_out: number
    tokens_cached: number
    tokens_cache_written: number
    audio_seconds: number
    estimated: boolean
    price_version: string | null
    cost_nano: number
    watt_hours: number | null
    latency_ms: number
    first_token_ms: number | null
    status: number
    outcome: Outcome
    reason: string | null
    sensitivity: Sensitivity
    route: Json<RouteStep[]>
    protections: Json<Record<string, number>>
  }
  edition_drafts: {
    procedure_id: string
    volume: VolumeId
    label: string
    file_name: string
    sha256: string
    list: Json<StoredList>
    completions: Json<Record<string, Completion>>
    /** Rows with something still to be given, at the last write. */
    incomplete: number
    edition_digest: string | null
    published_at: ColumnType<Date | null, Date | null, Date | null>
    revision: Generated<number>
  }
  edition_in_force: { id: number; digest: string; since: Timestamp }
  edition_migrations: {
    id: string
    digest: string
    edition: string
    started_at: Timestamp
    started_by: string
    /** When the replica that runs it last said so. */
    seen_at: Timestamp
    ended_at: ColumnType<Date | null, Date | null, Date | null>
    stopped: Generated<boolean>
    done: Generated<number>
    total: number
    moved: JSONColumnType<FileMigration[], string | undefined, string>
  }
  framework_remarks: {
    id: string
    number: Generated<number>
    /** By the name that people call it by. */
    edition: string
    /** Of one that was worked on; null = of the one in force. */
    draft_id: string | null
    requirement_id: string | null
    passage: string
    kind: RemarkKind
    text: string
    proposal: string
    author_id: string
    organisation: string
    at: Timestamp
    state: RemarkState
    answer: string
    answered_by: string | null
    answered_at: ColumnType<Date | null, Date | null, Date | null>
    revision: number
  }
  operations_state: {
    id: number
    mode: OperatingMode
    sign_ins: SignIns
    trace_level: TraceLevel | null
    trace_until: ColumnType<Date | null, Date | null, Date | null>
    changed_at: Timestamp
    changed_by: string
    reason: string
  }
  audit_log: {
    id: Generated<number>
    at: Timestamp
    /** Name as it was told at that moment. */
    actor: string
    /** The person or the key; null = written before this was kept, or by Socle itself. */
    actor_id: ColumnType<string | null, string | null | undefined, never>
    /** The personal token with which it was written. */
    token_id: ColumnType<string | null, string | null | undefined, never>
    action: string
    target: string
    detail: Json<Record<string, unknown>>
    request_id: string
  }
}

/** What was read of a published document, as `@socle/editions` gives it. */
export interface StoredList {
  readonly edition: { readonly format: string; readonly title: string; readonly version: string }
  readonly requirements: readonly {
    readonly id: string
    readonly level: string
    readonly category: string
    readonly title?: string
    readonly text: string
    readonly place: { readonly file: string }
  }[]
  readonly anomalies: readonly ListAnomaly[]
  /** The list given up before, of which completions were taken over; absent = none. */
  readonly takenOver?: { readonly id: string; readonly requirements: number }
}

export interface StoredVerdict {
  answer: Verdict['answer']
  tally: Verdict['tally']
  assessed: number
  total: number
  /** Derogated ones among them. */
  gaps: number
  /** Requirements of which the policy waits for a valid proof. */
  unproven: readonly RequirementId[]
  derogated: readonly { requirementId: RequirementId; procedureId: string; until: string | null }[]
}
