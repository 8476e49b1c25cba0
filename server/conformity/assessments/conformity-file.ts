/** Puts a conformity file together: what is due, what was assessed, what proves it, and the verdict. */
import {
  type Bilingual,
  type ConformityDossier,
  type ConformityFile,
  type ConformityItem,
  type Permission,
  type Reopened,
  type RequirementId,
  type RequirementOutcome,
  toAssess,
  type VerdictPolicy,
} from '@socle/contracts'
import { type Framework, weightOf } from '@socle/rulebook'
import type { Queries, Trx } from '../../platform/database.ts'
import type { StoredVerdict } from '../../platform/schema.ts'
import type { Services } from '../../platform/services.ts'
import { dayOf } from '../../platform/day.ts'
import { type Grant, grantsByEdition, longest, statusUnder } from '../derogations/index.ts'
import { type ReserveFacts, reservesOf } from '../reserves/index.ts'
import { frameworkOf, summaryOf } from '../requirements/index.ts'
import { dueRequirements } from './assessments-rules.ts'
import { decidedAbout } from './dossier-decisions.ts'
import * as store from './assessments-store.ts'
import { type EvidenceFacts, proofOf, suggestionOf } from './evidence-rules.ts'
import { asEvidence, evidenceFactsOfVersion, evidenceOfVersion, factsOf } from './evidence-store.ts'
import {
  awaitingProof,
  type Decided,
  fallenUnder,
  foundUnder,
  isGap,
  judge,
  withDerogationRules,
  withReserveRules,
} from './verdict-rules.ts'

/** Each costs some milliseconds of the request that finds it. */
const REFRESHED_AT_ONCE = 50

/** What judging a file needs of Socle besides the database. */
export type Judging = Pick<Services, 'governance'>
/** A verdict that is kept is told to whoever waits for it. */
type Refreshing = Pick<Services, 'governance' | 'events'>

interface Asked {
  framework: Framework
  due: Pick<RequirementOutcome, 'id' | 'reason' | 'certain'>[]
  assessments: Map<string, store.AssessmentRow>
  evidence: Map<string, EvidenceFacts[]>
  grants: Map<string, Grant>
  today: string
}

interface Loaded extends Asked {
  reserves: ReserveFacts[]
  policy: VerdictPolicy
}

async function load(db: Queries, services: Judging, file: store.FileRow, now: Date): Promise<Loaded> {
  const framework = await frameworkOf(db, file.edition_digest)
  const assessments = await store.assessmentsOf(db, file.id)
  const facts = await evidenceFactsOfVersion(db, file.application_id, file.version)
  const today = dayOf(now)
  const granted = await grantsByEdition(db, services, file.application_id, today)
  const grants = Map.groupBy(await granted(file.edition_digest), ({ requirementId }) => requirementId)
  return {
    framework,
    due: dueRequirements(framework, file.description, file.gate),
    assessments: new Map(assessments.map((row) => [row.requirement_id, row])),
    evidence: groupFacts(facts),
    grants: new Map([...grants].map(([id, all]) => [id, longest(all)!])),
    reserves: await reservesOf(db, services, file.application_id, today),
    policy: withDerogationRules(
      withReserveRules(framework.policies.verdict, services.governance.policies.gates.reserveRules),
      services.governance.policies.gates.derogationRules,
    ),
    today,
  }
}

function groupFacts(rows: Awaited<ReturnType<typeof evidenceFactsOfVersion>>): Map<string, EvidenceFacts[]> {
  const groups = new Map<string, EvidenceFacts[]>()
  for (const row of rows) {
    const group = groups.get(row.requirement_id)
    if (group) group.push(factsOf(row))
    else groups.set(row.requirement_id, [factsOf(row)])
  }
  return groups
}

function itemsOf(
  { framework, due, assessments, evidence, grants, today }: Asked,
  comments: ReadonlyMap<string, number>,
): ConformityItem[] {
  const policy = framework.policies.evidence
  return due.map(({ id, reason, certain }) => {
    const row = assessments.get(id)
    const facts = evidence.get(id) ?? []
    const grant = grants.get(id)
    const instead = row?.status ?? 'not-assessed'
    const status = statusUnder(instead, grant)
    return {
      requirement: summaryOf(framework, framework.requirementById.get(id)!),
      reason,
      certain,
      assessment: {
        requirementId: id,
        status,
        justification: row?.justification ?? '',
        proof: proofOf(status, facts, policy, today),
        suggested: suggestionOf(status, facts, today),
        derogation:
          status !== instead && grant ? { procedureId: grant.procedureId, until: grant.until, instead } : null,
        author: row ? { id: row.author_id, name: row.author_name } : null,
        assessedAt: row?.assessed_at.toISOString() ?? null,
        revision: row?.revision ?? 0,
        comments: comments.get(id) ?? 0,
        evidence: facts.filter((fact) => !fact.withdrawn).length,
      },
    }
  })
}

/** One that the file does not ask any more, as it was when an edition last asked it. */
export async function formerItem(
  db: Queries,
  file: store.FileRow,
  framework: Framework,
  id: RequirementOutcome['id'],
  reason: Bilingual,
  now: Date,
): Promise<ConformityItem> {
  const [assessments, facts, comments] = [
    await store.assessmentsOf(db, file.id),
    await evidenceFactsOfVersion(db, file.application_id, file.version),
    await store.commentCounts(db, file.id),
  ]
  const [item] = itemsOf(
    {
      framework,
      due: [{ id, reason, certain: true }],
      assessments: new Map(assessments.map((row) => [row.requirement_id, row])),
      evidence: groupFacts(facts),
      grants: new Map(),
      today: dayOf(now),
    },
    comments,
  )
  return item!
}

export async function readConformityFile(
  db: Queries,
  services: Judging,
  file: store.FileRow,
  now: Date,
  permissions: Permission[],
): Promise<ConformityFile> {
  const loaded = await load(db, services, file, now)
  const { framework } = loaded
  const items = itemsOf(loaded, await store.commentCounts(db, file.id))
  const { id, title, date, digest } = framework.edition
  return {
    id: file.id,
    application: { id: file.application_id, name: file.description.name, organisation: file.description.organisation },
    version: file.version,
    gate: file.gate,
    gateName: framework.policies.gates.gates.find((gate) => gate.id === file.gate)!.name,
    edition: { id, title, date, digest },
    openedAt: file.opened_at.toISOString(),
    openedBy: { id: file.opener_id, name: file.opener_name },
    asOf: now.toISOString(),
    verdict: judge(loaded.policy, file.gate, items.map(judged), loaded.reserves),
    items,
    noLongerAsked: formerlyAsked(loaded),
    reserves: loaded.reserves,
    pillars: [...framework.pillars],
    permissions,
  }
}

/** Assessed in the file, and not asked there any more. */
function formerlyAsked({ due, assessments }: Asked): ConformityFile['noLongerAsked'] {
  const asked = new Set<string>(due.map(({ id }) => id))
  return [...assessments.values()]
    .filter(({ requirement_id, status }) => status !== 'not-assessed' && !asked.has(requirement_id))
    .map(({ requirement_id }) => requirement_id as RequirementOutcome['id'])
    .sort()
}

/**
 * Requirements of a file whose gate was passed that rules of its verdict speak of, and did not when it was decided.
 * @param rules those of locks, and those that the policy adds
 * @param decided the items as they were decided on
 */
export async function foundSince(
  db: Queries,
  services: Judging,
  file: store.FileRow,
  rules: { readonly locks: readonly string[]; readonly others: readonly string[] },
  decided: readonly Decided[],
  now: Date,
): Promise<Reopened[]> {
  const { policies } = await frameworkOf(db, file.edition_digest)
  const here = policies.verdict.rules.filter(({ gates }) => gates === undefined || gates.includes(file.gate))
  const those = (ids: readonly string[]) => here.filter(({ id }) => ids.includes(id))
  const [locks, others] = [those(rules.locks), those(rules.others)]
  if (locks.length + others.length === 0) return []
  const items = itemsOf(await load(db, services, file, now), new Map()).map(judged)
  const found = [
    ...locks.flatMap((rule) => fallenUnder(rule, items)),
    ...others.flatMap((rule) => foundUnder(rule, items, decided)),
  ]
  return found.filter(
    ({ requirementId: id }, at) => found.findIndex(({ requirementId }) => requirementId === id) === at,
  )
}

/** The file with every word in it, for exports. */
export async function readDossier(
  db: Queries,
  services: Judging,
  file: store.FileRow,
  now: Date,
): Promise<ConformityDossier> {
  const content = await readConformityFile(db, services, file, now, [])
  const framework = await frameworkOf(db, file.edition_digest)
  const history = Map.groupBy(await store.historyOf(db, file.id), (row) => row.requirement_id)
  const comments = Map.groupBy(await store.commentsOf(db, file.id), (row) => row.requirement_id)
  const evidence = Map.groupBy(
    await evidenceOfVersion(db, file.application_id, file.version),
    (row) => row.requirement_id,
  )
  return {
    ...content,
    sheets: [...framework.sheets],
    ...(await decidedAbout(db, services, file, dayOf(now))),
    items: content.items.map((item) => {
      const { id } = item.requirement
      return {
        ...item,
        text: framework.requirementById.get(id)!.text,
        history: (history.get(id) ?? []).map(asHistory),
        commentThread: (comments.get(id) ?? []).map(asComment),
        evidenceList: (evidence.get(id) ?? []).map((row) => asEvidence(row, dayOf(now))),
      }
    }),
  }
}

/**
 * Computes the verdict again and keeps it for the portfolio. The lock comes first: of two writers, the second then reads
 * what the first wrote, and the verdict that stays is the one of both.
 */
export async function refreshVerdict(trx: Trx, services: Refreshing, fileId: string, now: Date): Promise<void> {
  await store.lockFile(trx, fileId)
  const file = (await store.fileRow(trx, fileId))!
  const loaded = await load(trx, services, file, now)
  const items = loaded.due.map(({ id }) => {
    const status = statusUnder(loaded.assessments.get(id)?.status ?? 'not-assessed', loaded.grants.get(id))
    const proof = proofOf(status, loaded.evidence.get(id) ?? [], loaded.framework.policies.evidence, loaded.today)
    return {
      requirementId: id,
      weight: weightOf(loaded.framework, loaded.framework.requirementById.get(id)!),
      status,
      proof,
      derogatedUntil: status === 'derogated' ? (loaded.grants.get(id)?.until ?? null) : null,
    }
  })
  const { answer, tally } = judge(loaded.policy, file.gate, items, loaded.reserves)
  const verdict: StoredVerdict = {
    answer,
    tally,
    ...toAssess(tally),
    gaps: items.filter(isGap).length,
    unproven: awaitingProof(loaded.policy, file.gate, items),
    // What is told only is no gap, derogated or not.
    derogated: items.filter(isGap).flatMap(({ requirementId, status }) => {
      const grant = status === 'derogated' ? loaded.grants.get(requirementId) : undefined
      return grant ? [{ requirementId, procedureId: grant.procedureId, until: grant.until }] : []
    }),
  }
  const ends = [...loaded.evidence.values()].flat().filter((fact) => !fact.withdrawn && fact.expiresOn >= loaded.today)
  // A derogation that ends changes the verdict as evidence does.
  const days = [
    ...ends.map(({ expiresOn }) => expiresOn),
    ...[...loaded.grants.values()].flatMap(({ until }) => until ?? []),
  ]
  await store.storeVerdict(trx, file.id, verdict, days.sort()[0] ?? null)
  await services.events.emit(trx, 'verdict-refreshed', { fileId, now })
}

export async function refreshVerdicts(
  trx: Trx,
  services: Refreshing,
  applicationId: string,
  version: string,
  now: Date,
): Promise<void> {
  for (const id of await store.filesOfVersion(trx, applicationId, version)) await refreshVerdict(trx, services, id, now)
}

/** Brings verdicts up to date that evidence ran out of since they were kept; the rest follow at the next reading. */
export async function refreshOutdated(trx: Trx, services: Refreshing, now: Date): Promise<void> {
  for (const id of await store.outdatedFiles(trx, dayOf(now), REFRESHED_AT_ONCE))
    await refreshVerdict(trx, services, id, now)
}

const judged = ({ requirement, assessment }: ConformityItem) => ({
  requirementId: requirement.id,
  weight: requirement.weight,
  status: assessment.status,
  proof: assessment.proof,
  derogatedUntil: assessment.derogation?.until ?? null,
})

type HistoryRow = Awaited<ReturnType<typeof store.historyOf>>[number]
type CommentRow = Awaited<ReturnType<typeof store.commentsOf>>[number]

export const asHistory = (row: HistoryRow) => ({
  status: row.status,
  justification: row.justification,
  author: { id: row.author_id, name: row.author_name },
  at: row.at.toISOString(),
  revision: row.revision,
  takenOverFrom: row.taken_over_from as RequirementId | null,
})

export const asComment = (row: CommentRow) => ({
  id: row.id,
  author: { id: row.author_id, name: row.author_name },
  at: row.at.toISOString(),
  text: row.text,
})
