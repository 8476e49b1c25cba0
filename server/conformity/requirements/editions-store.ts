import { filesOf, type Framework, type FrameworkFiles, readFramework } from '@socle/rulebook'
import type { Database, Queries } from '../../platform/database.ts'

const frozen = new Map<string, Framework>()

/**
 * The edition in force, from its files. Its content is kept under its digest, so that a conformity file opened today
 * can be read against the same text when the files have changed.
 * @throws FrameworkError
 */
export async function currentFramework(db: Database, folder: string, now: Date): Promise<Framework> {
  const files = filesOf(folder)
  const framework = readFramework(files)
  frozen.set(framework.edition.digest, framework)
  await db
    .insertInto('editions')
    .values({
      digest: framework.edition.digest,
      id: framework.edition.id,
      content: JSON.stringify(files),
      loaded_at: now,
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
  return framework
}

/** An edition that some file froze; editions never change, so each is built once. */
export async function frameworkOf(db: Queries, digest: string): Promise<Framework> {
  const known = frozen.get(digest)
  if (known) return known
  const row = await db.selectFrom('editions').select('content').where('digest', '=', digest).executeTakeFirstOrThrow()
  const framework = readFramework(row.content as FrameworkFiles)
  frozen.set(digest, framework)
  return framework
}
