import type { KeyPurpose, Role } from '@socle/contracts'

/** Who calls: a person with a session, or an application with its key. */
export type Caller =
  | {
      readonly kind: 'person'
      readonly id: string
      readonly name: string
      readonly organisation: string
      readonly roles: readonly Role[]
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

/** The clock: who acts when nobody did, in the audit log. */
export const socleItself = {
  kind: 'person',
  id: '',
  name: 'Socle',
  organisation: '',
  roles: [],
} as const satisfies Caller
