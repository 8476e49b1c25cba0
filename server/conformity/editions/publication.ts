/** What a decision of the committee does to an edition: adopted, it is frozen and comes into force; else it goes back to work. */
import { type DraftState } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import { audit } from '../../platform/audit.ts'
import { refuse } from '../../platform/errors.ts'
import { dayOf } from '../../platform/day.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { takeStep } from '../procedures/index.ts'
import {
  digestInForce,
  filesOfEdition,
  freezeEdition,
  listEditions,
  lockPublication,
  storeInForce,
} from '../requirements/index.ts'
import { requireComplete, requireDraft, workOn } from './drafts.ts'
import * as store from './drafts-store.ts'
import { build } from './editions-work.ts'

export interface EditionDecision {
  readonly adopted: boolean
  /** Session and minutes that hold the vote. */
  readonly reference: string
  /** Identifier of the new edition of the framework. */
  readonly edition: string
}

/**
 * Takes the decision that a committee notified. Building the edition lasts a second or two, off the event loop and out of
 * the transaction; the transaction then refuses if anything it was built from has moved.
 * @throws Refusal edition-unknown, edition-not-at-vote, edition-incomplete, edition-superseded, edition-exists
 */
export async function decideEdition(
  services: Services,
  context: Pick<RequestContext, 'caller' | 'now' | 'requestId'>,
  draftId: string,
  { adopted, reference, edition }: EditionDecision,
): Promise<void> {
  const { db, framework } = services
  const draft = await requireDraft(db, draftId)
  requireAtVote(services, draft.state)
  if (!adopted) {
    await db.transaction().execute(async (trx) => {
      const data = { reference }
      await takeStep(trx, services, context, { procedureId: draftId, transition: 'decline', data, byFeature: true })
    })
    return
  }
  if ((await listEditions(db)).some(({ id }) => id === edition)) throw refuse('edition-exists', { label: edition })
  const base = framework.edition
  const worked = await workOn(db, framework, draft)
  requireComplete(worked)
  const { requirementById } = framework
  const built = await build({
    files: await filesOfEdition(db, base.digest),
    framework: { edition: base, requirementById },
    rows: worked.rows,
    difference: worked.difference,
    identity: {
      id: edition,
      date: dayOf(context.now),
      source: { title: draft.list.edition.title || draft.file_name, edition: draft.label },
    },
  })
  await db.transaction().execute(async (trx) => {
    await lockPublication(trx)
    await store.lockDraft(trx, draftId)
    const now = await requireDraft(trx, draftId)
    requireAtVote(services, now.state)
    const inForce = (await digestInForce(trx)) ?? framework.edition.digest
    if (now.revision !== draft.revision || inForce !== base.digest)
      throw refuse('edition-superseded', { edition: framework.edition.id })
    const replaced = await store.publishedList(trx, draft.volume)
    if (replaced !== undefined)
      await takeStep(trx, services, context, { procedureId: replaced.id, transition: 'archive', byFeature: true })
    await freezeEdition(trx, built.framework, built.files, context.now)
    await storeInForce(trx, built.framework.edition.digest, context.now)
    await store.storePublished(trx, draftId, built.framework.edition.digest, context.now)
    const data = { reference, edition }
    await takeStep(trx, services, context, { procedureId: draftId, transition: 'adopt', data, byFeature: true })
    await audit(trx, context, 'edition.published', `edition:${draftId}`, {
      edition,
      digest: built.framework.edition.digest,
      previous: base.digest,
      changes: built.framework.edition.changes?.length ?? 0,
    })
  })
  services.putInForce(built.framework)
}

function requireAtVote({ governance }: Services, state: string): void {
  if (state === ('vote' satisfies DraftState)) return
  throw refuse('edition-not-at-vote', { state: stateOf(governance.processById.get('edition')!, state).name })
}
