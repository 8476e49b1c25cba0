import type { AssessmentDetail, ConformityItem, RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { dayOf } from '../../platform/day.ts'
import { applicationResource } from '../applications/index.ts'
import { notDerogable } from '../derogations/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import { provenInItsFileOnly } from './lock-evidence.ts'
import * as store from './assessments-store.ts'
import { asComment, asHistory, formerItem, type Judging, readConformityFile } from './conformity-file.ts'
import { lastAsked, noLongerAsked } from './no-longer-asked.ts'
import { asEvidence, evidenceOfVersion } from './evidence-store.ts'

/** A file is seen by whoever sees its application. @throws Refusal conformity-file-unknown */
export async function fileResource(db: Queries, fileId: string) {
  const unknown = () => refuse('conformity-file-unknown', { id: fileId })
  const file = await store.fileRow(db, fileId)
  if (!file) throw unknown()
  const { resource } = await applicationResource(db, file.application_id)
  return { resource, unknown }
}

/** @throws Refusal not-in-conformity-file */
export async function readDetail(
  db: Queries,
  services: Judging,
  fileId: string,
  requirementId: RequirementId,
  now: Date,
): Promise<AssessmentDetail> {
  const file = (await store.fileRow(db, fileId))!
  const { item } = await lookUp(db, services, file, requirementId, now)
  if (!item) throw refuse('not-in-conformity-file', { id: requirementId })
  return detailOf(db, services, file, await frameworkOf(db, file.edition_digest), item, now)
}

/** To be read only: also what was assessed and is not asked any more. @throws Refusal not-in-conformity-file */
export async function readForTheRecord(
  db: Queries,
  services: Judging,
  fileId: string,
  requirementId: RequirementId,
  now: Date,
): Promise<AssessmentDetail> {
  const file = (await store.fileRow(db, fileId))!
  const { item, isFormer } = await lookUp(db, services, file, requirementId, now)
  if (item) return detailOf(db, services, file, await frameworkOf(db, file.edition_digest), item, now)
  const found = isFormer ? await lastAsked(db, file, requirementId) : undefined
  if (!found) throw refuse('not-in-conformity-file', { id: requirementId })
  const why = noLongerAsked(found.since)!
  const former = await formerItem(db, file, found.framework, requirementId, why.sentence, now)
  return { ...(await detailOf(db, services, file, found.framework, former, now)), noLongerAsked: why }
}

/** A requirement as the file asks it; else whether it was assessed there when it was asked. */
async function lookUp(
  db: Queries,
  services: Judging,
  file: store.FileRow,
  requirementId: RequirementId,
  now: Date,
): Promise<{ item: ConformityItem | undefined; isFormer: boolean }> {
  const { items, noLongerAsked: former } = await readConformityFile(db, services, file, now, [])
  return {
    item: items.find(({ requirement }) => requirement.id === requirementId),
    isFormer: former.includes(requirementId),
  }
}

async function detailOf(
  db: Queries,
  services: Judging,
  file: store.FileRow,
  framework: Framework,
  item: ConformityItem,
  now: Date,
): Promise<AssessmentDetail> {
  const [fileId, requirementId] = [file.id, item.requirement.id]
  const evidence = await evidenceOfVersion(db, file.application_id, file.version)
  const { derogations, homologation, privacy } = services.governance.policies
  return {
    item,
    text: framework.requirementById.get(requirementId)!.text,
    history: (await store.historyOf(db, fileId, requirementId)).map(asHistory),
    comments: (await store.commentsOf(db, fileId, requirementId)).map(asComment),
    evidence: evidence.filter((row) => row.requirement_id === requirementId).map((row) => asEvidence(row, dayOf(now))),
    derogable: notDerogable(framework, derogations, [requirementId]).length === 0,
    provenBy:
      requirementId === homologation.requirement
        ? 'homologation'
        : requirementId === privacy.requirement
          ? 'privacy'
          : null,
    provenThereOnly: provenInItsFileOnly(services.governance, requirementId),
    noLongerAsked: null,
  }
}
