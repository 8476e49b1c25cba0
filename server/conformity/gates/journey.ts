/** Where an application stands, put together from its files, decisions, reserves, tenders and tracks. */
import {
  type GateStop,
  type Journey,
  mayPass,
  type RequirementId,
  type TenderStop,
  toAssess,
  type Track,
} from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { applicationRow } from '../applications/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import { reservesOf } from '../reserves/index.ts'
import { tendersFor } from '../tenders/index.ts'
import { byVoteOnly } from './deciders.ts'
import { decidersOfReview } from './gates-rules.ts'
import * as store from './gates-store.ts'
import {
  afterLastGate,
  isBehind,
  journeySentence,
  leftBehind,
  nextStep,
  partOf,
  phasesOf,
  standingOf,
} from './journey-rules.ts'
import { reopenedSince } from './reopened.ts'

export async function readJourney(db: Queries, services: Services, applicationId: string, now: Date): Promise<Journey> {
  const { framework, governance } = services
  const policy = governance.policies.gates
  const { version } = (await applicationRow(db, applicationId))!
  const files = await store.filesAtGates(db, applicationId, version)
  const reserves = (await reservesOf(db, services, applicationId, dayOf(now))).toSorted(
    (a, b) => Number(b.blocking) - Number(a.blocking),
  )
  const earlierPasses = await store.earlierPasses(db, applicationId, version)
  const earlierReviews = await store.earlierReviews(db, applicationId, version)
  const found: Omit<GateStop, 'next'>[] = []
  const reviews = new Map<string, Awaited<ReturnType<typeof store.reviewUnderWay>>>()
  for (const { id: gate, name } of framework.policies.gates.gates) {
    const file = files.find((row) => row.gate === gate)
    const review = file ? await store.reviewUnderWay(db, applicationId, file.id) : null
    const decided = file ? await store.lastDecision(db, file.id) : undefined
    const earlier = earlierPasses.get(gate)
    const standsBy = decided ?? earlier
    const reopened =
      standsBy && standsBy.decision !== 'refuse' ? await reopenedSince(db, services, standsBy, now, version) : []
    const awaited = earlierReviews.find((other) => other.gate === gate)
    reviews.set(gate, review)
    found.push({
      kind: 'gate',
      gate,
      name,
      standing: standingOf({
        file: file !== undefined,
        reviewed: review !== null,
        sentBack: review?.turn.includes('team'),
        decision: decided?.decision,
        earlier: earlier && { decision: earlier.decision, whole: policy.newVersion.reopens[gate] === 'whole-gate' },
        reopened: reopened.length,
      }),
      file: file ? await standingFile(db, file) : null,
      decision: decided ? store.asDecided(decided) : null,
      earlier: earlier ? store.asDecided(earlier) : null,
      earlierReview: awaited ? { procedureId: awaited.id, version: awaited.version } : null,
      reopened: reopened.length,
      // A reserve is raised on the application; it is what going live waits for.
      reserves: gate === 'production' ? reserves : [],
    })
  }
  const stops = leftBehind(found)
  const nextStop = stops.find((stop) => !isBehind(stop))
  const underPolicy = ({ gate, file }: (typeof stops)[number]) => {
    const review = reviews.get(gate)
    return {
      byVote: review ? byVoteOnly(decidersOfReview(policy, review.data)) : false,
      blocked: file ? !mayPass(policy.allowed[file.answer]) : false,
    }
  }
  const nextAt = (stop: (typeof stops)[number]) => {
    if (stop === nextStop)
      return nextStep(stop, { applicationId, version, ...underPolicy(stop) }, reviews.get(stop.gate) ?? null)
    return nextStop === undefined && stop === stops.at(-1) ? afterLastGate(stop, applicationId) : null
  }
  const gates = stops.map((stop): GateStop => ({ ...stop, next: nextAt(stop) }))
  const tenders = await tendersFor(db, applicationId)
  const points = policy.tenderPoints.map((point) => ({ point, stop: tenderStop(services, point, tenders) }))
  return {
    version,
    sentence: journeySentence(gates, version),
    phases: phasesOf(policy, gates),
    stops: gates.flatMap((gate) => [
      gate,
      ...points.flatMap(({ point, stop }) => (point.after === gate.gate && stop.tenders.length > 0 ? [stop] : [])),
    ]),
    tracks: await tracksOf(db, services, applicationId),
  }
}

async function standingFile(
  db: Queries,
  { id, verdict, edition, edition_digest }: Awaited<ReturnType<typeof store.filesAtGates>>[number],
): Promise<NonNullable<GateStop['file']>> {
  const { requirementById } = await frameworkOf(db, edition_digest)
  const named = (requirement: RequirementId) => ({
    id: requirement,
    title: requirementById.get(requirement)?.title ?? { fr: requirement, en: requirement },
  })
  return {
    id,
    answer: verdict.answer,
    ...toAssess(verdict.tally),
    gaps: verdict.gaps - verdict.derogated.length,
    edition,
    unproven: verdict.unproven.map(named),
    derogated: verdict.derogated.map(({ requirementId, ...grant }) => ({ ...named(requirementId), ...grant })),
  }
}

function tenderStop(
  { governance }: Services,
  point: Services['governance']['policies']['gates']['tenderPoints'][number],
  tenders: Awaited<ReturnType<typeof tendersFor>>,
): TenderStop {
  const process = governance.processById.get('tender')!
  return {
    kind: 'tender-point',
    id: point.id,
    name: point.name,
    tenders: tenders
      .filter(({ state }) => state !== 'cancelled')
      .map(({ id, reference, title, state }) => ({
        id,
        reference,
        title,
        stateName: stateOf(process, state).name,
        standing: point.past.includes(state) ? 'past' : point.at.includes(state) ? 'current' : 'to-come',
      })),
  }
}

async function tracksOf(db: Queries, { governance }: Services, applicationId: string): Promise<Track[]> {
  const tracks: Track[] = []
  for (const { id, name, process: processId, steps } of governance.policies.gates.tracks) {
    const process = governance.processById.get(processId)!
    for (const row of await store.runsOf(db, applicationId, processId)) {
      const states = steps.map(({ state }) => state)
      const current = states.indexOf(row.state)
      const since = new Map((await store.enteredAt(db, row.id)).map(({ to_state: state, at }) => [state, at]))
      tracks.push({
        id,
        name,
        procedure: {
          id: row.id,
          title: row.title,
          stateName: stateOf(process, row.state).name,
          link: row.link,
        },
        steps: states.map((state, index) => ({
          state,
          name: stateOf(process, state).name,
          // A state beside the steps is reached from the last one that was entered.
          standing: current >= 0 ? partOf(index, current) : since.has(state) ? 'past' : 'to-come',
          since: since.get(state)?.toISOString() ?? null,
        })),
        turn: row.turn,
        dueOn: row.due_on,
      })
    }
  }
  return tracks
}
