/** What a decision of the committee does to an edition: adopted, it is frozen and comes into force; else it goes back to work. */
import type { DraftState, FieldValues } from '@socle/contracts'
import { type Framework, stateOf } from '@socle/rulebook'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { type ByVote, statedByVote } from '../committee/index.ts'
import { takeStep } from '../procedures/index.ts'
import {
  digestInForce,
  filesOfEdition,
  frameworkOf,
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
  /** Session and minutes that hold the vote, as somebody says it. */
  readonly reference?: string
  /** Or the committee's own session. */
  readonly committee?: ByVote
  /** Identifier of the new edition of the framework. */
  readonly edition: string
}

type Context = Pick<RequestContext, 'caller' | 'now' | 'requestId'>

/**
 * Takes the decision that a committee notified, in the transaction that notifies it. Publications come one after the
 * other, so that each is built from the edition in force; building lasts a second or two, off the event loop.
 * @returns the edition that comes into force when the transaction ends; undefined when it was declined
 * @throws Refusal edition-unknown, edition-not-at-vote, edition-incomplete, edition-exists
 */
export async function decideEdition(
  trx: Trx,
  services: Services,
  context: Context,
  draftId: string,
  { adopted, reference, committee, edition }: EditionDecision,
): Promise<Framework | undefined> {
  await lockPublication(trx)
  await store.lockDraft(trx, draftId)
  const draft = await requireDraft(trx, draftId)
  requireAtVote(services, draft.state)
  const where: FieldValues = {
    ...(reference !== undefined && { reference }),
    ...(committee && statedByVote(committee)),
  }
  if (!adopted) {
    await takeStep(trx, services, context, {
      procedureId: draftId,
      transition: 'decline',
      data: where,
      byFeature: true,
    })
    return undefined
  }
  const editions = await listEditions(trx)
  if (editions.some(({ id }) => id === edition)) throw refuse('edition-exists', { label: edition })
  const framework = await frameworkOf(trx, (await digestInForce(trx)) ?? services.framework.edition.digest)
  const built = await buildFrom(trx, framework, draft, edition, context.now)
  const replaced = await store.publishedList(trx, draft.volume)
  if (replaced !== undefined)
    await takeStep(trx, services, context, { procedureId: replaced.id, transition: 'archive', byFeature: true })
  const { digest, changes = [] } = built.framework.edition
  await freezeEdition(trx, built.framework, built.files, context.now)
  await storeInForce(trx, digest, context.now)
  await store.storePublished(trx, draftId, digest, context.now)
  const data = { ...where, edition }
  await takeStep(trx, services, context, { procedureId: draftId, transition: 'adopt', data, byFeature: true })
  await audit(trx, context, 'edition.published', `edition:${draftId}`, {
    edition,
    digest,
    previous: framework.edition.digest,
    changes: changes.length,
  })
  return built.framework
}

/** A draft goes to the vote only if it could be published as it stands. @throws Refusal edition-incomplete */
export async function requirePublishable(trx: Trx, framework: Framework, draftId: string, now: Date): Promise<void> {
  await buildFrom(trx, framework, await requireDraft(trx, draftId), await nextName(trx, now), now)
}

/** The edition in force with the draft's volume in it. @throws Refusal edition-incomplete with what it lacks, or what does not hold together */
async function buildFrom(trx: Trx, framework: Framework, draft: store.WholeDraft, id: string, now: Date) {
  const worked = await workOn(trx, framework, draft)
  requireComplete(worked)
  return build({
    files: await filesOfEdition(trx, framework.edition.digest),
    framework: { edition: framework.edition, requirementById: framework.requirementById },
    rows: worked.rows,
    difference: worked.difference,
    identity: {
      id,
      date: dayOf(now),
      source: { title: draft.list.edition.title || draft.file_name, edition: draft.label },
    },
  })
}

/** `2026.3` after `2026.2`; the year's first edition is `.1`. */
export async function nextName(trx: Trx, now: Date): Promise<string> {
  const year = dayOf(now).slice(0, 4)
  const ranks = (await listEditions(trx)).flatMap(({ id }) => {
    const rank = new RegExp(`^${year}\\.(\\d+)$`).exec(id)?.[1]
    return rank === undefined ? [] : [Number(rank)]
  })
  return `${year}.${Math.max(0, ...ranks) + 1}`
}

function requireAtVote({ governance }: Services, state: string): void {
  if (state === ('vote' satisfies DraftState)) return
  throw refuse('edition-not-at-vote', { state: stateOf(governance.processById.get('edition')!, state).name })
}
