import { actorWords, type Bilingual, type Permission, permissionWords } from '@socle/contracts'
import type { Authorisation, Resource } from './authorisation.ts'
import { refuse, type Refusal } from './errors.ts'

/** A right that is missing, in words, and who has it. */
export function forbidden(authorisation: Authorisation, permission: Permission, resource: Resource): Refusal {
  return refuse('forbidden', {
    permission: permissionWords[permission],
    who: whoInWords(authorisation, permission, resource),
  })
}

/** Those who may, as people say it. */
export function whoInWords(authorisation: Authorisation, permission: Permission, resource: Resource): Bilingual {
  const who = authorisation.whoMay(permission, resource).map((actor) => actorWords[actor])
  return { fr: who.map(({ fr }) => fr).join(', '), en: who.map(({ en }) => en).join(', ') }
}
