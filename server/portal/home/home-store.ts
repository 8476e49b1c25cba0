import type { Bilingual } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'

/** Requirements of the current version that a valid check contradicts, by application. */
export async function failedChecks(
  db: Queries,
  applicationIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('applications', (join) =>
      join
        .onRef('applications.id', '=', 'evidence.application_id')
        .onRef('applications.version', '=', 'evidence.version'),
    )
    .select(['evidence.application_id', (eb) => eb.fn.count<number>('requirement_id').distinct().as('n')])
    .where('evidence.application_id', 'in', applicationIds)
    .where('outcome', '=', 'fail')
    .where('withdrawn_at', 'is', null)
    .where('expires_on', '>=', now.toISOString().slice(0, 10))
    .groupBy('evidence.application_id')
    .execute()
  return new Map(rows.map((row) => [row.application_id, row.n]))
}

const words: Record<string, Bilingual> = {
  'application.created': { fr: 'Application enregistrée', en: 'Application registered' },
  'application.described': { fr: 'Description enregistrée', en: 'Description saved' },
  'conformity-file.opened': { fr: 'Dossier ouvert', en: 'Conformity file opened' },
  'assessment.set': { fr: 'Exigence évaluée', en: 'Requirement assessed' },
  'assessment.commented': { fr: 'Commentaire ajouté', en: 'Comment added' },
  'evidence.added': { fr: 'Preuve ajoutée', en: 'Evidence added' },
}

/** Where a person was: the last things done, one per place. */
export async function recentWork(db: Queries, name: string, limit: number) {
  const rows = await db
    .selectFrom('audit_log')
    .select(['at', 'action', 'target', 'detail'])
    .where('actor', '=', name)
    .where('action', 'in', Object.keys(words))
    .orderBy('id', 'desc')
    .limit(limit * 5)
    .execute()
  const seen = new Set<string>()
  return rows
    .map(({ at, action, target, detail }) => {
      const application = target.replace(/^application:/, '')
      const { file, requirement } = detail as { file?: string; requirement?: string }
      const link = `/applications/${application}${file ? `/dossiers/${file}` : ''}${file && requirement ? `/${requirement}` : ''}`
      const { fr, en } = words[action]!
      const about = requirement ? `${requirement}, ${application}` : application
      return { text: { fr: `${fr} : ${about}`, en: `${en}: ${about}` }, link, at: at.toISOString() }
    })
    .filter(({ link }) => !seen.has(link) && seen.add(link))
    .slice(0, limit)
}
