import type { AssessmentDetail, RequirementId } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { dayOf } from '../../platform/day.ts'
import { applicationResource } from '../applications/index.ts'
import { notDerogable } from '../derogations/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import * as store from './assessments-store.ts'
import { asComment, asHistory, type Judging, readConformityFile } from './conformity-file.ts'
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
  const { items } = await readConformityFile(db, services, file, now, [])
  const item = items.find(({ requirement }) => requirement.id === requirementId)
  if (!item) throw refuse('not-in-conformity-file', { id: requirementId })
  const evidence = await evidenceOfVersion(db, file.application_id, file.version)
  const framework = await frameworkOf(db, file.edition_digest)
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
  }
}
