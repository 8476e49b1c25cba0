/** One call on its way through the gateway: what is known of it grows from stage to stage. */
import type { Endpoint, Outcome, ProtectionRule, RouteStep, Sensitivity } from '@socle/contracts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Deployment, GatewayKey } from '../policy/policy.ts'
import type { Reservation } from './budget/budget.ts'
import type { Findings } from './protect/protect.ts'
import type { FormPart } from './receive/multipart-form.ts'

/** The dialect of the caller: it decides how a refusal is written. */
export type CallerDialect = 'openai' | 'anthropic'

export interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  /** Monotonic, in milliseconds. */
  readonly startedAt: number
  readonly at: Date
  readonly endpoint: Endpoint
  readonly dialect: CallerDialect
  /** As received; undefined until read. */
  body: Buffer
  /** The body when it is JSON; the words of a form (`formJson`). */
  json: Readonly<Record<string, unknown>>
  /** The parts of a body that is a form. */
  form: readonly FormPart[]
  model: string
  streamed: boolean
  key: GatewayKey | undefined
  /** Everything that serves the model, cleared or not. */
  deployments: readonly Deployment[]
  sensitivity: Sensitivity
  /** Where the sensitivity comes from, for the refusal. */
  sensitivityFrom: SensitivitySource
  reservation: Reservation | undefined
  readonly route: RouteStep[]
  /** What is done with personal data, as the policy stood when the call came. */
  rules: readonly ProtectionRule[]
  /** Personal data found in the texts; undefined = nobody had to look. */
  findings: Findings | undefined
  /** How many values of each type were kept from the provider. */
  protections: Readonly<Record<string, number>>
  /** Preferences that the provider's dialect has no word for. */
  leftOut: readonly string[]
  firstByteAt: number | undefined
}

export type SensitivitySource = 'application' | 'application-unknown' | 'key' | 'header' | 'content'

/** How a call ended, for its line in the ledger. */
export interface Ending {
  readonly status: number
  readonly outcome: Outcome
  readonly reason: string | null
  readonly deployment: Deployment | undefined
  readonly usage: Usage
}

/** Tokens and seconds of a call; `estimated` when the provider did not say. What its cache gave and took is part of `tokensIn`. */
export interface Usage {
  readonly tokensIn: number
  readonly tokensOut: number
  readonly tokensCached: number
  readonly tokensCacheWritten: number
  readonly audioSeconds: number
  readonly estimated: boolean
}

export const noUsage: Usage = {
  tokensIn: 0,
  tokensOut: 0,
  tokensCached: 0,
  tokensCacheWritten: 0,
  audioSeconds: 0,
  estimated: false,
}
