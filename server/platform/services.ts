import type { Framework, Governance } from '@socle/rulebook'
import type { Authorisation } from './authorisation.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Drain } from './drain.ts'
import type { EventBus } from './events.ts'
import type { OperatorAccess } from './identity/operator-access.ts'

/** What every feature is given. */
export interface Services {
  readonly config: Config
  readonly db: Database
  /** The edition in force, whichever it is at the moment of reading. */
  readonly framework: Framework
  /** Another edition comes into force on this replica. */
  readonly putInForce: (framework: Framework) => void
  readonly governance: Governance
  readonly authorisation: Authorisation
  readonly events: EventBus
  readonly clock: () => Date
  /** How this process is taken out of service; absent = it cannot be. */
  readonly drain?: Drain
  /** Commands run on this machine; absent = none are accepted. */
  readonly operator?: OperatorAccess
}
