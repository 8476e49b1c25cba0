/** Reviews of files at gates: presented by the team, decided by whom the policy names, with the state that was decided on. */
import {
  answeredFrom,
  type Decider,
  type FileReserve,
  type Gate,
  type GateDecision,
  type GateReview,
  type GateSnapshot,
  type NewReserve,
} from '@socle/contracts'
import { createHash } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { fileRow, lockFile, readDossier } from '../assessments/index.ts'
import { type ByVote, refuseBesideCommittee, sessionsBefore, statedByVote } from '../committee/index.ts'
import {
  narrowTurn,
  openProcedure,
  procedureResource,
  requireProcess,
  requireTransition,
  takeStep,
  keptFrom,
} from '../procedures/index.ts'
import { reservesThen } from '../reserves/index.ts'
import { alone, byVoteOnly, decidersInWords, turnFor } from './deciders.ts'
import { blocksItself, decidersOfReview, decisionsUnder } from './gates-rules.ts'
import * as store from './gates-store.ts'

type Context = Pick<RequestContext, 'caller' | 'now' | 'requestId'>

/** A review waits for those whom the policy names for it. */
export function followGateReviews({ events, governance }: Services): void {
  events.on('procedure-stepped', async (trx, { process, to, procedureId, data }) => {
    if (process === 'gate-review' && to === 'requested')
      await narrowTurn(trx, procedureId, turnFor(governance, decidersOfReview(governance.policies.gates, data)))
  })
}

/** @throws Refusal gate-review-under-way */
export async function requestReview(
  trx: Trx,
  services: Services,
  context: Context,
  { fileId, note }: { fileId: string; note: string },
): Promise<string> {
  await lockFile(trx, fileId)
  const file = (await fileRow(trx, fileId))!
  const underWay = await store.reviewUnderWay(trx, file.application_id, fileId)
  if (underWay !== null) throw refuse('gate-review-under-way', { date: dayOf(underWay.openedAt) })
  return openProcedure(trx, services, context, {
    process: 'gate-review',
    applicationId: file.application_id,
    title: `${file.description.name} ${file.version}`,
    data: {
      version: file.version,
      gate: file.gate,
      file: fileId,
      ...answeredFrom(requireProcess(services, 'gate-review').opening.fields, file.description.traits),
    },
    note,
    byFeature: true,
  })
}

export interface Decision {
  readonly procedureId: string
  /** As it was read; absent = whatever it is now. */
  readonly revision?: number
  readonly decision: GateDecision
  readonly grounds: string
  readonly reserves: readonly NewReserve[]
  /** A committee has decided in its session, and its feature has checked who may notify: nobody in particular is asked for. */
  readonly committee?: ByVote
}

/**
 * Decides, keeps the state of the file and raises the reserves, all or nothing. This is the one place where a committee's
 * notified decision connects: with `committee`.
 * @throws Refusal procedure-not-yours, procedure-of-own, decided-by-vote, before-the-committee, gate-decision-against-verdict, gate-reserves-needed, gate-reserves-unexpected, gate-reserve-blocks, and those of takeStep
 */
export async function decideReview(trx: Trx, services: Services, context: Context, given: Decision): Promise<void> {
  const { procedureId, decision, grounds, committee } = given
  const { policies } = services.governance
  const { gate, deciders, fileId, state, revision } = await reviewed(trx, services, procedureId)
  const transition = requireProcess(services, 'gate-review').transitions.find(({ id }) => id === decision)!
  if (committee === undefined) {
    if (byVoteOnly(deciders)) throw refuse('decided-by-vote', { act: transition.name })
    const may = await decides(trx, services, context, procedureId, deciders)
    if (may !== 'yes') {
      const why = may === 'not-on-own' ? 'procedure-of-own' : 'procedure-not-yours'
      throw refuse(why, { act: transition.name, actors: decidersInWords(deciders) })
    }
    await refuseBesideCommittee(trx, procedureId)
  }
  // A review that is over says so, whatever its file says now; to whoever read it before, `takeStep` says who acted.
  if (given.revision === undefined || given.revision === revision)
    requireTransition(requireProcess(services, 'gate-review'), state, decision, true)

  // Held until the end, so that nothing is assessed between what is read here and what is kept.
  await lockFile(trx, fileId)
  const file = (await fileRow(trx, fileId))!
  const dossier = await readDossier(trx, services, file, context.now)
  const { allowed, why } = decisionsUnder(policies.gates, dossier.verdict)
  if (!allowed.includes(decision))
    throw refuse('gate-decision-against-verdict', { decision: transition.name, verdict: dossier.verdict.sentence, why })
  if (decision === 'pass' && given.reserves.length > 0) throw refuse('gate-reserves-unexpected', {})
  const standing = dossier.reserves.filter(({ state }) => state !== 'covered')
  if (decision === 'pass-with-reserves' && given.reserves.length + standing.length === 0)
    throw refuse('gate-reserves-needed', {})
  if (blocksItself(gate, decision, given.reserves)) throw refuse('gate-reserve-blocks', {})

  const step = { procedureId, transition: decision, byFeature: true as const }
  await takeStep(trx, services, context, {
    ...step,
    ...(given.revision !== undefined && { revision: given.revision }),
    data: { ...(grounds !== '' && { grounds }), ...(committee && statedByVote(committee)) },
  })
  const { id, name } = requirePerson(context.caller)
  const snapshot: Omit<GateSnapshot, 'digest'> = {
    procedureId,
    decision,
    grounds,
    committeeOn: committee?.decidedOn ?? null,
    decidedAt: context.now.toISOString(),
    decidedBy: { id, name },
    version: file.version,
    edition: { id: dossier.edition.id, digest: dossier.edition.digest },
    verdict: dossier.verdict,
    items: dossier.items.map(({ assessment, evidenceList }) => ({
      requirementId: assessment.requirementId,
      status: assessment.status,
      proof: assessment.proof,
      justification: assessment.justification,
      revision: assessment.revision,
      evidence: evidenceList.filter((piece) => piece.state === 'valid').map((piece) => piece.id),
      derogation: assessment.derogation?.procedureId ?? null,
    })),
  }
  const digest = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex')
  await store.insertDecision(trx, fileId, file.description, { ...snapshot, digest })
  for (const { title, gap, blocking, requirements, due } of given.reserves)
    await openProcedure(trx, services, context, {
      process: 'reserve',
      applicationId: file.application_id,
      title,
      data: { gap, blocking, ...(requirements.length > 0 && { requirements }), ...(due !== undefined && { due }) },
      byFeature: true,
    })
}

/** @throws Refusal procedure-unknown when it is no gate review */
export async function readReview(
  db: Queries,
  services: Services,
  context: Pick<Context, 'caller' | 'now'>,
  procedureId: string,
): Promise<GateReview> {
  const { gate, deciders, fileId, open } = await reviewed(db, services, procedureId)
  const file = (await fileRow(db, fileId))!
  const { application, version, gateName, verdict } = await readDossier(db, services, file, context.now)
  const policy = services.governance.policies.gates
  const { allowed, why } = decisionsUnder(policy, verdict)
  const decided = await store.decisionOf(db, procedureId)
  return {
    procedureId,
    fileId,
    application: { id: application.id, name: application.name },
    version,
    gate,
    gateName,
    verdict,
    decidedBy: [...deciders],
    allowed,
    why,
    mayDecide:
      open &&
      (await decides(db, services, context, procedureId, deciders)) === 'yes' &&
      (await sessionsBefore(db, [procedureId])).size === 0,
    decision: decided ? store.asSnapshot(decided) : null,
    under: await passedUnder(db, services, decided, context.now),
  }
}

/** Of a gate that was passed with reserves, those that stood when it was, the ones that the decision raised among them. */
export const passedUnder = async (
  db: Queries,
  services: Pick<Services, 'governance'>,
  decided: store.DecisionRow | undefined,
  now: Date,
): Promise<FileReserve[]> =>
  decided?.decision === 'pass-with-reserves'
    ? reservesThen(db, services, decided.application_id, decided.decided_at, dayOf(now))
    : []

async function reviewed(
  db: Queries,
  services: Services,
  procedureId: string,
): Promise<{
  gate: Gate
  deciders: readonly Decider[]
  fileId: string
  state: string
  revision: number
  open: boolean
}> {
  const row = await db
    .selectFrom('procedures')
    .select(['data', 'state', 'revision', 'final'])
    .where('id', '=', procedureId)
    .where('process', '=', 'gate-review')
    .executeTakeFirst()
  if (!row) throw refuse('procedure-unknown', { id: procedureId })
  const { data, state, revision, final } = row
  const deciders = decidersOfReview(services.governance.policies.gates, data)
  // A file that is back with the team waits for no decision.
  const open =
    !final &&
    requireProcess(services, 'gate-review').transitions.some(({ id, from }) => id === 'refuse' && from.includes(state))
  return { gate: data['gate'] as Gate, deciders, fileId: data['file'] as string, state, revision, open }
}

/** Those whom the policy names, and nobody on what the process keeps from them: a request or an application of their own. */
async function decides(
  db: Queries,
  services: Services,
  { caller }: Pick<Context, 'caller'>,
  procedureId: string,
  deciders: readonly Decider[],
): Promise<'yes' | 'no' | 'not-on-own'> {
  const { resource } = await procedureResource(services, procedureId, db)
  const { notBy } = requireProcess(services, 'gate-review').transitions.find(({ id }) => id === 'refuse')!
  const may = (kept: readonly { readonly person: string }[]) =>
    services.authorisation.decide(caller, 'procedure:act', {
      ...resource,
      actors: alone(deciders),
      keptFrom: kept.map(({ person }) => person),
    }).allowed
  if (!may([])) return 'no'
  return may(keptFrom(notBy, resource, [])) ? 'yes' : 'not-on-own'
}
