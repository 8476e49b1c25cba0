import type { Bilingual } from '@socle/contracts'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'

/** Requirements of the current version that a valid check contradicts, by application. */
export async function failedChecks(
  db: Queries,
  applicationIds: readonly string[],
  now: Date,
): Promise<Map<string, string[]>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('applications', (join) =>
      join
        .onRef('applications.id', '=', 'evidence.application_id')
        .onRef('applications.version', '=', 'evidence.version'),
    )
    .select(['evidence.application_id', 'requirement_id'])
    .distinct()
    .where('evidence.application_id', 'in', applicationIds)
    .where('outcome', '=', 'fail')
    .where('withdrawn_at', 'is', null)
    .where('expires_on', '>=', dayOf(now))
    .orderBy('requirement_id')
    .execute()
  const groups = Map.groupBy(rows, ({ application_id }) => application_id)
  return new Map([...groups].map(([id, found]) => [id, found.map(({ requirement_id }) => requirement_id)]))
}

/** Of these files, those whose review waits for its decision or that a decision let pass: nobody has to ask for it. */
export async function reviewsAsked(db: Queries, fileIds: readonly string[]): Promise<Set<string>> {
  if (fileIds.length === 0) return new Set()
  const { rows } = await sql<{ file: string }>`
    select data->>'file' as file from procedures
      where process = 'gate-review' and not final and data->>'file' in (${sql.join(fileIds)})
    union
    select file_id::text from (
      select distinct on (file_id) file_id, decision from gate_decisions
        where file_id::text in (${sql.join(fileIds)}) order by file_id, decided_at desc
    ) latest where decision <> 'refuse'`.execute(db)
  return new Set(rows.map(({ file }) => file))
}

const words = {
  described: { fr: 'description enregistrée', en: 'description saved' },
  opened: { fr: 'dossier « {gate} » ouvert', en: 'file “{gate}” opened' },
  assessed: { fr: 'évaluée', en: 'assessed' },
  commented: { fr: 'commentée', en: 'commented' },
} satisfies Record<string, Bilingual>

interface Place {
  at: Date
  did: keyof typeof words
  application: string
  name: string
  file: string | null
  requirement: string | null
  gate: string | null
  /** Requirements of one file that were assessed at one stroke. */
  together: number
}

/**
 * Where a person was in the applications of their teams, one line per place, latest first. Read from what bears the
 * person's identifier: a name may be somebody else's too.
 */
export async function recentWork(
  db: Queries,
  userId: string,
  named: {
    requirement: (id: string) => Bilingual | undefined
    gate: (id: string) => Bilingual | undefined
  },
  limit: number,
) {
  const { rows } = await sql<Place>`
    with mine as (
      select a.id, a.name, a.updated_at, a.updated_by from applications a
      join application_team t on t.application_id = a.id and t.user_id = ${userId}
    ), places as (
      select updated_at as at, 'described' as did, id as application, name, null::uuid as file, null as requirement, null as gate
        from mine where updated_by = ${userId}
      union all
      select f.opened_at, 'opened', m.id, m.name, f.id, null, f.gate
        from conformity_files f join mine m on m.id = f.application_id where f.opened_by = ${userId}
      union all
      select s.assessed_at, 'assessed', m.id, m.name, f.id, s.requirement_id, f.gate
        from assessments s join conformity_files f on f.id = s.file_id join mine m on m.id = f.application_id
        where s.author_id = ${userId} and not exists (
          -- Taken over under another number since: told there.
          select 1 from assessment_history h where h.file_id = s.file_id and h.taken_over_from = s.requirement_id
            and h.author_id = s.author_id and h.at = s.assessed_at and not exists (
              select 1 from assessment_history own where own.file_id = s.file_id and own.requirement_id = s.requirement_id
                and own.revision = s.revision and own.taken_over_from is not null))
      union all
      select c.at, 'commented', m.id, m.name, f.id, c.requirement_id, f.gate
        from assessment_comments c join conformity_files f on f.id = c.file_id join mine m on m.id = f.application_id
        where c.author_id = ${userId}
    )
    select * from (
      select *, count(*) over stroke as together, row_number() over (stroke order by requirement) as nth from (
        select distinct on (application, file, requirement) * from places order by application, file, requirement, at desc
      ) latest window stroke as (partition by application, file, did, at)
    ) strokes where nth = 1 order by at desc, application, requirement limit ${limit}`.execute(db)
  return rows.map((row) => {
    const { at, did, application, name, file } = row
    const together = Number(row.together)
    const gate = (language: keyof Bilingual) =>
      row.gate === null ? '' : (named.gate(row.gate)?.[language] ?? row.gate).toLowerCase()
    if (together > 1)
      return {
        text: {
          fr: `${together} exigences évaluées ensemble, jalon « ${gate('fr')} »`,
          en: `${together} requirements assessed together, gate “${gate('en')}”`,
        },
        about: name,
        link: `/applications/${application}/dossiers/${file}`,
        at: at.toISOString(),
      }
    const { requirement } = row
    const title = requirement === null ? undefined : named.requirement(requirement)
    const subject = (language: 'fr' | 'en') => (requirement === null ? name : `${title?.[language] ?? requirement}`)
    return {
      text: {
        fr: `${subject('fr')} : ${words[did].fr.replace('{gate}', gate('fr'))}`,
        en: `${subject('en')}: ${words[did].en.replace('{gate}', gate('en'))}`,
      },
      about: requirement === null ? '' : `${name}, ${requirement}`,
      link: `/applications/${application}${file ? `/dossiers/${file}` : ''}${requirement ? `/${requirement}` : ''}`,
      at: at.toISOString(),
    }
  })
}

/** Public comments that nobody has taken up. */
export async function remarksReceived(db: Queries): Promise<number> {
  const { n } = await db
    .selectFrom('framework_remarks')
    .where('state', '=', 'received')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Providers declared here that nobody has approved or suspended, each with who stated what is approved. */
export async function providersToApprove(
  db: Queries,
): Promise<{ id: string; name: string; statedBy: string | null }[]> {
  const rows = await db
    .selectFrom('ai_providers')
    .select(['id', 'record', 'stated_by'])
    .where('approved_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, record, stated_by }) => ({ id, name: (record as { name: string }).name, statedBy: stated_by }))
}
