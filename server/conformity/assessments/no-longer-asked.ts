/** What was assessed in a file and is not asked there any more: read as it was last asked, changed by nobody. */
import type { AssessmentDetail, Bilingual, RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { sql, type SqlBool } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import { frameworkOf } from '../requirements/index.ts'

/** The edition that last held a requirement of a file, and the one that came after it without it; null = it still does. */
interface LastAsked {
  readonly framework: Framework
  readonly since: Framework['edition'] | null
}

/** @returns undefined when no edition on which the file was frozen holds it */
export async function lastAsked(
  db: Queries,
  file: { readonly id: string; readonly edition_digest: string },
  requirementId: RequirementId,
): Promise<LastAsked | undefined> {
  let since: Framework['edition'] | null = null
  for (const digest of await digestsOf(db, file)) {
    const framework = await frameworkOf(db, digest)
    if (framework.requirementById.has(requirementId)) return { framework, since }
    since = framework.edition
  }
  return undefined
}

/** Every edition on which a file was frozen, the present one first. */
async function digestsOf(db: Queries, file: { readonly id: string; readonly edition_digest: string }) {
  const runs = await db
    .selectFrom('edition_migrations')
    .where(sql<SqlBool>`moved @> ${JSON.stringify([{ fileId: file.id }])}::jsonb`)
    .select(['digest', 'moved', 'started_at'])
    .orderBy('started_at', 'desc')
    .execute()
  const first = runs.at(-1)
  const from = first?.moved.find(({ fileId }) => fileId === file.id)?.fromEdition
  // A run tells what it left by name: of two texts of one name, the last that was loaded before it.
  const origins =
    first === undefined || from === undefined
      ? []
      : await db
          .selectFrom('editions')
          .where('id', '=', from)
          .where('loaded_at', '<=', first.started_at)
          .orderBy('loaded_at', 'desc')
          .select('digest')
          .execute()
  return [
    ...new Set([file.edition_digest, ...runs.map(({ digest }) => digest), ...origins.map(({ digest }) => digest)]),
  ]
}

export const noLongerAsked = (since: Framework['edition'] | null): AssessmentDetail['noLongerAsked'] => ({
  since: since?.id ?? null,
  sentence: since === null ? outOfScope : removedSince(since.id),
})

const removedSince = (edition: string): Bilingual => ({
  fr: `Cette exigence n’est plus demandée sous cet identifiant depuis l’édition ${edition}. Ce qui en a été dit se lit ici et ne se modifie plus.`,
  en: `This requirement is no longer asked under this identifier since edition ${edition}. What was said of it is read here and changes no more.`,
})
const outOfScope: Bilingual = {
  fr: 'Cette exigence ne concerne plus l’application à ce jalon. Ce qui en a été dit se lit ici et ne se modifie plus.',
  en: 'This requirement no longer concerns the application at this gate. What was said of it is read here and changes no more.',
}
