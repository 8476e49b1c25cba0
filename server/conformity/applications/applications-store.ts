import type { ApplicationSort, Description, Gate, Person, Standing } from '@socle/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../platform/caller.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { StoredVerdict } from '../../platform/schema.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'

/** Who may be asked for rights on it; undefined when it does not exist. */
export async function teamOf(db: Queries, applicationId: string): Promise<string[] | undefined> {
  const rows = await db
    .selectFrom('applications')
    .leftJoin('application_team', 'application_team.application_id', 'applications.id')
    .select('application_team.user_id')
    .where('applications.id', '=', applicationId)
    .execute()
  return rows.length === 0 ? undefined : rows.flatMap(({ user_id }) => user_id ?? [])
}

/** Of whatever application. */
export const isInATeam = async (db: Queries, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('application_team')
    .select('application_id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()) !== undefined

const withAuthor = (db: Queries) =>
  db
    .selectFrom('applications')
    .innerJoin('users', 'users.id', 'applications.updated_by')
    .innerJoin('application_versions', (join) =>
      join
        .onRef('application_versions.application_id', '=', 'applications.id')
        .onRef('application_versions.label', '=', 'applications.version'),
    )
    .select([
      'applications.id',
      'applications.version',
      'applications.revision',
      'applications.updated_at',
      'application_versions.description',
      'users.id as author_id',
      'users.name as author_name',
    ])

export const applicationRow = (db: Queries, id: string) =>
  withAuthor(db).where('applications.id', '=', id).executeTakeFirst()

/** Locks the application until the transaction ends. */
export const lockApplication = (trx: Trx, id: string) =>
  trx
    .selectFrom('applications')
    .select(['id', 'version', 'revision'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const versionsOf = (db: Queries, id: string) =>
  db
    .selectFrom('application_versions')
    .select(['label', 'created_at'])
    .where('application_id', '=', id)
    .orderBy('created_at', 'desc')
    .execute()

export const descriptionOf = async (db: Queries, id: string, version: string): Promise<Description | undefined> => {
  const row = await db
    .selectFrom('application_versions')
    .select('description')
    .where('application_id', '=', id)
    .where('label', '=', version)
    .executeTakeFirst()
  return row?.description
}

/** Every version as it is described, the one in progress first. */
export async function describedVersions(db: Queries, id: string): Promise<Description[]> {
  const rows = await db
    .selectFrom('applications')
    .innerJoin('application_versions as version', 'version.application_id', 'applications.id')
    .select(['version.description', 'version.label', 'applications.version as current'])
    .where('applications.id', '=', id)
    .orderBy('version.created_at', 'desc')
    .execute()
  return rows
    .toSorted((a, b) => Number(b.label === b.current) - Number(a.label === a.current))
    .map(({ description }) => description)
}

export const teamMembers = (db: Queries, id: string): Promise<Person[]> =>
  db
    .selectFrom('application_team')
    .innerJoin('users', 'users.id', 'application_team.user_id')
    .select(['users.id', 'users.name'])
    .where('application_team.application_id', '=', id)
    .orderBy('users.name')
    .execute()

export const filesOfApplication = (db: Queries, id: string) =>
  db
    .selectFrom('conformity_files')
    .innerJoin('editions', 'editions.digest', 'conformity_files.edition_digest')
    .select([
      'conformity_files.id',
      'conformity_files.version',
      'conformity_files.gate',
      'conformity_files.verdict',
      'editions.id as edition',
    ])
    .where('application_id', '=', id)
    .orderBy('conformity_files.opened_at', 'desc')
    .execute()

/** @returns false when the identifier is taken */
export async function insertApplication(
  trx: Trx,
  values: { id: string; version: string; description: Description; applicable: number; userId: string; now: Date },
): Promise<boolean> {
  const { id, version, description, applicable, userId, now } = values
  const inserted = await trx
    .insertInto('applications')
    .values({
      id,
      version,
      revision: 1,
      name: description.name,
      organisation: description.organisation,
      applicable,
      created_at: now,
      updated_at: now,
      updated_by: userId,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await insertVersion(trx, { id, label: version, description, userId, now })
  await trx.insertInto('application_team').values({ application_id: id, user_id: userId }).execute()
  return true
}

/** @returns false when the label is taken */
export async function insertVersion(
  trx: Trx,
  values: { id: string; label: string; description: Description; userId: string; now: Date },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('application_versions')
    .values({
      application_id: values.id,
      label: values.label,
      description: JSON.stringify(values.description),
      created_at: values.now,
      created_by: values.userId,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'label']).doNothing())
    .returning('label')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function storeDescription(
  trx: Trx,
  values: { id: string; version: string; description: Description; applicable: number },
): Promise<void> {
  await trx
    .updateTable('application_versions')
    .set({ description: JSON.stringify(values.description) })
    .where('application_id', '=', values.id)
    .where('label', '=', values.version)
    .execute()
  await trx
    .updateTable('applications')
    .set({
      name: values.description.name,
      organisation: values.description.organisation,
      applicable: values.applicable,
    })
    .where('id', '=', values.id)
    .execute()
}

/** Every write to an application raises its revision. */
export const touch = (trx: Trx, id: string, change: { version?: string; userId: string; now: Date }) =>
  trx
    .updateTable('applications')
    .set({
      ...(change.version !== undefined && { version: change.version }),
      updated_by: change.userId,
      updated_at: change.now,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .execute()

/** @returns ids that nobody has */
export async function replaceTeam(trx: Trx, id: string, team: readonly string[]): Promise<string[]> {
  const known = await trx.selectFrom('users').select('id').where('id', 'in', team).execute()
  const unknown = team.filter((member) => !known.some((user) => user.id === member))
  if (unknown.length > 0) return unknown
  await trx.deleteFrom('application_team').where('application_id', '=', id).execute()
  await trx
    .insertInto('application_team')
    .values([...new Set(team)].map((user_id) => ({ application_id: id, user_id })))
    .execute()
  return []
}

/** People who may sign in and belong to a trade that works on applications. */
export const candidates = (db: Queries): Promise<Person[]> =>
  db
    .selectFrom('users')
    .select(['id', 'name'])
    .where(sql<boolean>`roles && array['product-lead', 'architect']::text[]`)
    .orderBy('name')
    .limit(500)
    .execute()

export interface ListedApplication {
  id: string
  name: string
  organisation: string
  version: string
  applicable: number
  updated_at: Date
  description: Description
  file_id: string | null
  gate: 'launch' | 'design' | 'production' | null
  verdict: StoredVerdict | null
}

const furthest = sql`left join lateral (
      select id, gate, verdict from conformity_files f
      where f.application_id = a.id and f.version = a.version
      order by array_position(array['production', 'design', 'launch'], f.gate) limit 1
    ) f on true`

const sorts: Record<ApplicationSort, RawBuilder<unknown>> = {
  updated: sql`a.updated_at`,
  name: asLookedUp('a.name'),
  organisation: asLookedUp('a.organisation'),
  gaps: sql`(f.verdict->>'gaps')::int`,
  assessed: sql`(f.verdict->>'assessed')::float8 / nullif((f.verdict->>'total')::int, 0)`,
}

/** `caller` sees all, or only those of its teams. */
export async function listApplications(
  db: Queries,
  query: {
    caller: Caller
    all: boolean
    q?: string | undefined
    standing?: Standing | undefined
    gate?: Gate | undefined
    mine?: boolean | undefined
    sort: ApplicationSort
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
): Promise<{ total: number; rows: ListedApplication[] }> {
  const own = (!query.all || query.mine === true) && query.caller.kind === 'person' ? query.caller.id : undefined
  const where = sql`where true
    ${own === undefined ? sql`` : sql`and exists (select 1 from application_team t where t.application_id = a.id and t.user_id = ${own})`}
    ${query.q ? sql`and ${holdsWords(['a.name', 'a.id', 'a.organisation'], query.q)}` : sql``}
    ${query.standing === undefined ? sql`` : query.standing === 'no-file' ? sql`and f.id is null` : sql`and f.verdict->>'answer' = ${query.standing}`}
    ${query.gate === undefined ? sql`` : sql`and f.gate = ${query.gate}`}`
  const order = sql`order by ${sorts[query.sort]} ${query.order === 'asc' ? sql`asc` : sql`desc`} nulls last, a.id`
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from applications a ${furthest} ${where}`.execute(db)
  const { rows } = await sql<ListedApplication>`
    select a.id, a.name, a.organisation, a.version, a.applicable, a.updated_at, v.description,
           f.id as file_id, f.gate, f.verdict
    from applications a
    join application_versions v on v.application_id = a.id and v.label = a.version
    ${furthest} ${where} ${order} limit ${query.limit} offset ${query.offset}`.execute(db)
  return { total: counted[0]?.total ?? 0, rows }
}

/** Every application with the description of its current version, by name; `all`, or those of the caller's teams. */
export async function describedApplications(
  db: Queries,
  caller: Caller,
  all: boolean,
): Promise<{ id: string; name: string; description: Description }[]> {
  const found = db
    .selectFrom('applications')
    .innerJoin('application_versions as version', (join) =>
      join.onRef('version.application_id', '=', 'applications.id').onRef('version.label', '=', 'applications.version'),
    )
    .select(['applications.id', 'applications.name', 'version.description'])
    .orderBy('applications.name')
    .orderBy('applications.id')
  if (all) return found.execute()
  if (caller.kind !== 'person') return []
  return found
    .where('applications.id', 'in', (inner) =>
      inner.selectFrom('application_team').select('application_id').where('user_id', '=', caller.id),
    )
    .execute()
}
