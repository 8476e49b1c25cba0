/** Calls are looked for among what was called or may be: a name that nothing bears is a slip, not a quiet month. */
import type { Queries } from '../../platform/database.ts'
import { requireKnown } from '../../platform/known-values.ts'
import { applicationOf } from '../applications/applications-store.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { isCalled, isOrganisation, organisationsKnown } from './ledger-store.ts'

/** @throws Refusal application-unknown, filter-value-unknown */
export async function requireKnownFilters(
  db: Queries,
  policies: PolicyCache,
  {
    applicationId,
    model,
    organisation,
  }: {
    readonly applicationId?: string | undefined
    readonly model?: string | undefined
    readonly organisation?: string | undefined
  },
): Promise<void> {
  if (applicationId !== undefined) await applicationOf(db, applicationId)
  if (model !== undefined) {
    const { models, aliases } = await policies.current()
    const known = [...new Set([...models.keys(), ...aliases.keys()])].toSorted()
    if (!known.includes(model))
      requireKnown(
        { fr: 'modèle', en: 'model' },
        model,
        known.map((id) => ({ id })),
        await isCalled(db, model),
      )
  }
  if (organisation !== undefined && !(await isOrganisation(db, organisation)))
    requireKnown(
      { fr: 'organisation', en: 'organisation' },
      organisation,
      (await organisationsKnown(db)).map((id) => ({ id })),
    )
}
