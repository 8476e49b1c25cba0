import type { EditionChange } from '@socle/contracts'
import { filesOf, type Framework, type FrameworkFiles, readFramework } from '@socle/rulebook'
import { sql } from 'kysely'
import { parse } from 'yaml'
import type { Database, Queries, Trx } from '../../platform/database.ts'

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

/**
 * The edition in force: the one that a committee published last, else that of the files.
 * @throws FrameworkError when the files do not hold together
 */
export async function editionInForce(db: Database, folder: string, now: Date): Promise<Framework> {
  const ofFiles = await currentFramework(db, folder, now)
  const published = await digestInForce(db)
  return published === undefined || published === ofFiles.edition.digest ? ofFiles : frameworkOf(db, published)
}

/** Digest of the edition that a committee published last. */
export const digestInForce = async (db: Queries): Promise<string | undefined> =>
  (await db.selectFrom('edition_in_force').select('digest').executeTakeFirst())?.digest

/** Freezes an edition under its digest; the same edition again is no second one. */
export async function freezeEdition(trx: Trx, framework: Framework, files: FrameworkFiles, now: Date): Promise<void> {
  const { digest, id } = framework.edition
  frozen.set(digest, framework)
  await trx
    .insertInto('editions')
    .values({ digest, id, content: JSON.stringify(files), loaded_at: now })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

export const storeInForce = (trx: Trx, digest: string, now: Date) =>
  trx
    .insertInto('edition_in_force')
    .values({ id: 1, digest, since: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest, since: now }))
    .execute()

export const filesOfEdition = async (db: Queries, digest: string): Promise<FrameworkFiles> =>
  (await db.selectFrom('editions').select('content').where('digest', '=', digest).executeTakeFirstOrThrow())
    .content as FrameworkFiles

/** The last first, each with its change log; of its files only the one that holds it is read. */
export async function listEditions(db: Queries) {
  const rows = await db
    .selectFrom('editions')
    .select(['digest', 'id', 'loaded_at', sql<string>`content ->> 'edition.yaml'`.as('edition_file')])
    .orderBy('loaded_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ digest, id, loaded_at, edition_file }) => {
    const { changes = [], previous } = parse(edition_file) as { changes?: EditionChange[]; previous?: string }
    return { digest, id, loadedAt: loaded_at, changes, previous }
  })
}

/** Publications come one after the other; held until the transaction ends. */
export const lockPublication = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('socle.edition_in_force'))`.execute(trx)

/** An edition that some file froze; editions never change, so each is built once. */
export async function frameworkOf(db: Queries, digest: string): Promise<Framework> {
  const known = frozen.get(digest)
  if (known) return known
  const row = await db.selectFrom('editions').select('content').where('digest', '=', digest).executeTakeFirstOrThrow()
  const framework = readFramework(row.content as FrameworkFiles)
  frozen.set(digest, framework)
  return framework
}
