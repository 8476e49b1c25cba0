/** What may be commented of an edition that is worked on: its working group reads comments, and nothing else in it does. */
import type { DraftState, RequirementId } from '@socle/contracts'
import { type Framework, stateOf } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { requireDraft } from './drafts.ts'
import { idOf, type ListRow, normalised } from './volume-list-rules.ts'

const DISCUSSED: DraftState = 'working-group'

interface Discussed {
  readonly id: string
  /** As people call it: the comment keeps it. */
  readonly label: string
  readonly requirements: ReadonlySet<RequirementId>
}

/** @throws Refusal edition-unknown, edition-not-discussed */
export async function requireDiscussed(
  db: Queries,
  { framework, governance }: { readonly framework: Framework; readonly governance: Services['governance'] },
  id: string,
): Promise<Discussed> {
  const draft = await requireDraft(db, id)
  if (draft.state !== DISCUSSED)
    throw refuse('edition-not-discussed', {
      label: draft.label,
      state: stateOf(governance.processById.get('edition')!, draft.state).name,
    })
  const list = normalised(framework, draft.list.requirements as readonly ListRow[])
  return {
    id,
    label: draft.label,
    requirements: new Set(list.map((row) => idOf(framework, draft.volume, row.id))),
  }
}
