import type { KeyPurpose, Role, TokenScope } from '@socle/contracts'

/** A token narrows what its owner may do. */
export interface CallerToken extends TokenScope {
  readonly id: string
  readonly label: string
  readonly expiresAt: Date
  /** Made with another token: it makes none. */
  readonly madeBy: string | null
  /** Would this call change something? */
  readonly writes: boolean
}

/** Who calls: a person with a session, or an application with its key. */
export type Caller =
  | {
      readonly kind: 'person'
      readonly id: string
      readonly name: string
      readonly organisation: string
      readonly roles: readonly Role[]
      /** The personal token of the call; absent = a session, or the operator of this machine. */
      readonly token?: CallerToken
    }
  | {
      readonly kind: 'application'
      readonly keyId: string
      readonly applicationId: string
      readonly label: string
      readonly purposes: readonly KeyPurpose[]
    }

/** As it stands in the audit log and beside evidence. */
export const callerName = (caller: Caller): string =>
  caller.kind === 'person' ? caller.name : `${caller.applicationId} (${caller.label})`

/** Who it is, whatever the name becomes: a person's or a key's identifier; null = Socle itself. */
export const callerId = (caller: Caller): string | null => (caller.kind === 'person' ? caller.id : caller.keyId) || null
/** The clock: who acts when nobody did, in the audit log. */
export const socleItself = {
  kind: 'person',
  id: '',
  name: 'Socle',
  organisation: '',
  roles: [],
} as const satisfies Caller
