/** What people decided about an application and a file of it, for exports. */
import type { ConformityDossier, FieldValues, RequirementId } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { grantsByEdition } from '../derogations/index.ts'
import { derogatedIn, reserveStateToday } from '../reserves/index.ts'

/** The file that is exported. */
interface Asking {
  readonly id: string
  readonly application_id: string
  readonly edition_digest: string
}

type Decided = Pick<ConformityDossier, 'reserveList' | 'derogations' | 'decisions'>

export async function decidedAbout(
  db: Queries,
  services: Pick<Services, 'governance'>,
  { id: fileId, application_id: applicationId, edition_digest: edition }: Asking,
  today: string,
): Promise<Decided> {
  const grants = await (await grantsByEdition(db, services, applicationId, today))(edition)
  const rows = await proceduresOf(db, applicationId)
  const derogated = await derogatedIn(db, services, applicationId, today)
  return {
    reserveList: await Promise.all(
      rows
        .filter(({ process }) => process === 'reserve')
        .map(async (row) => ({
          id: row.id,
          title: row.title,
          link: row.link,
          blocking: row.data['blocking'] === true,
          state: reserveStateToday(row.state, row.data, await derogated(row.edition_digest)),
          gap: stated(row.data, 'gap'),
          requirements: (row.data['requirements'] ?? []) as RequirementId[],
          due: stated(row.data, 'due') || null,
          plan: stated(row.data, 'plan'),
          proof: stated(row.data, 'proof'),
          raisedBy: { id: row.requester_id, name: row.requester },
          openedAt: row.opened_at.toISOString(),
          enteredAt: row.entered_at.toISOString(),
        })),
    ),
    derogations: [...Map.groupBy(grants, ({ procedureId }) => procedureId)].flatMap(([procedureId, own]) => {
      const row = rows.find(({ id }) => id === procedureId)
      if (!row) return []
      return {
        procedureId,
        title: row.title,
        requirements: own.map(({ requirementId }) => requirementId as RequirementId).sort(),
        from: own[0]!.from,
        until: own[0]!.until,
        reasons: stated(row.data, 'reasons'),
        grounds: stated(row.data, 'grounds'),
        committeeOn: stated(row.data, 'committee-on') || null,
      }
    }),
    decisions: (await decisionsOn(db, fileId)).map((row) => ({
      procedureId: row.procedure_id,
      decision: row.decision,
      grounds: row.grounds,
      committeeOn: row.committee_on,
      decidedAt: row.decided_at.toISOString(),
      decidedBy: { id: row.decided_by, name: row.decider },
      verdict: row.verdict.sentence,
      rule: row.verdict.policy.rule,
      edition: row.edition,
      digest: row.digest,
    })),
  }
}

const stated = (data: FieldValues, field: string): string => {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

const proceduresOf = (db: Queries, applicationId: string) =>
  db
    .selectFrom('procedures as procedure')
    .innerJoin('users', 'users.id', 'procedure.requester_id')
    .selectAll('procedure')
    .select('users.name as requester')
    .where('application_id', '=', applicationId)
    .where('process', 'in', ['reserve', 'derogation'])
    .orderBy('opened_at')
    .orderBy('procedure.id')
    .execute()

const decisionsOn = (db: Queries, fileId: string) =>
  db
    .selectFrom('gate_decisions as decision')
    .innerJoin('users', 'users.id', 'decision.decided_by')
    .innerJoin('editions', 'editions.digest', 'decision.edition_digest')
    .selectAll('decision')
    .select(['users.name as decider', 'editions.id as edition'])
    .where('file_id', '=', fileId)
    .orderBy('decided_at')
    .execute()
