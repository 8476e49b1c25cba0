import { actorWords, type Permission, permissionWords } from '@socle/contracts'
import type { Authorisation, Resource } from './authorisation.ts'
import { refuse, type Refusal } from './errors.ts'

/** A right that is missing, in words, and who has it. */
export function forbidden(authorisation: Authorisation, permission: Permission, resource: Resource): Refusal {
  const who = authorisation.whoMay(permission, resource).map((actor) => actorWords[actor])
  return refuse('forbidden', {
    permission: permissionWords[permission],
    who: { fr: who.map(({ fr }) => fr).join(', '), en: who.map(({ en }) => en).join(', ') },
  })
}
