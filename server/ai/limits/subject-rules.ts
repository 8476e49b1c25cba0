/** A budget that would hold nobody is refused with what was probably meant. */
import type { Bilingual, LimitScope } from '@socle/contracts'
import { nearest } from '@socle/rulebook'
import { refuse, type Refusal } from '../../platform/errors.ts'

const none: Readonly<Record<LimitScope, Bilingual>> = {
  key: { fr: 'Aucune clé en usage n’a l’identifiant', en: 'No key in use has the identifier' },
  application: { fr: 'Aucune application n’a l’identifiant', en: 'No application has the identifier' },
  group: { fr: 'Aucune application n’est dans le groupe', en: 'No application is in the group' },
  organisation: { fr: 'Aucune application n’est de l’organisation', en: 'No application belongs to the organisation' },
}
const where: Readonly<Record<LimitScope, Bilingual>> = {
  key: {
    fr: 'La page de l’application donne les identifiants de ses clés.',
    en: 'The page of the application gives the identifiers of its keys.',
  },
  application: {
    fr: 'La liste des applications donne leurs identifiants.',
    en: 'The list of applications gives their identifiers.',
  },
  group: { fr: 'Mettez d’abord une application dans ce groupe.', en: 'First put an application into this group.' },
  organisation: {
    fr: 'La description d’une application dit de quelle organisation elle est.',
    en: 'The description of an application says to which organisation it belongs.',
  },
}

/** Names shown at most. */
const SHOWN = 3

/** How an identifier is written: applications in small letters, as everywhere. */
export const asWritten = (scope: LimitScope, of: string): string =>
  scope === 'application' || scope === 'key' ? of.toLowerCase() : of

export function subjectUnknown(
  scope: LimitScope,
  of: string,
  candidates: readonly { of: string; name: string }[],
): Refusal {
  const near = probablyMeant(of, candidates).map((each) =>
    each.of === each.name ? `« ${each.of} »` : `${each.of} (« ${each.name} »)`,
  )
  const english = near.map((each) => each.replaceAll(/« (.*?) »/g, '“$1”'))
  const mend: Bilingual =
    near.length === 0
      ? where[scope]
      : { fr: `Vouliez-vous dire ${near.join(', ')} ?`, en: `Did you mean ${english.join(', ')}?` }
  return refuse(
    'limit-subject-unknown',
    { none: none[scope], of, mend },
    {
      errors: [{ path: 'body.of', message: { fr: `${none[scope].fr} « ${of} ».`, en: `${none[scope].en} “${of}”.` } }],
    },
  )
}

/** Those called so, else the one that is written nearly so. */
function probablyMeant(of: string, candidates: readonly { of: string; name: string }[]) {
  const meant = [
    of.toLowerCase(),
    nearest(
      of,
      candidates.flatMap((each) => [each.of, each.name]),
    )?.toLowerCase(),
  ]
  const named = (wanted: string | undefined) =>
    candidates.filter((each) => each.name.toLowerCase() === wanted || each.of.toLowerCase() === wanted)
  return [...new Set(meant.flatMap(named))].slice(0, SHOWN)
}
