import type { Completion, DraftState, VolumeId } from '@socle/contracts'
import { sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'
import type { StoredList } from '../../platform/schema.ts'
import { holdsWords } from '../../platform/looked-up.ts'

const drafts = (db: Queries) =>
  db
    .selectFrom('edition_drafts as draft')
    .innerJoin('procedures as procedure', 'procedure.id', 'draft.procedure_id')
    .innerJoin('users', 'users.id', 'procedure.requester_id')
    .leftJoin('editions', 'editions.digest', 'draft.edition_digest')
    .select([
      'draft.procedure_id as id',
      'draft.volume',
      'draft.label',
      'draft.file_name',
      'draft.incomplete',
      'draft.edition_digest',
      'draft.published_at',
      'draft.revision',
      'procedure.state',
      'procedure.opened_at',
      'users.id as importer_id',
      'users.name as importer_name',
      'editions.id as edition_id',
    ])

export type DraftRow = Awaited<ReturnType<typeof listDrafts>>['rows'][number]
export type WholeDraft = NonNullable<Awaited<ReturnType<typeof draftRow>>>

const sorts = {
  imported: 'procedure.opened_at',
  volume: 'draft.volume',
  state: 'procedure.state',
  incomplete: 'draft.incomplete',
} as const

/** Without the lists, of which only the sizes are told. */
export async function listDrafts(
  db: Queries,
  filter: {
    volume?: VolumeId | undefined
    state?: DraftState | undefined
    search?: string | undefined
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = drafts(db)
  if (filter.volume !== undefined) found = found.where('draft.volume', '=', filter.volume)
  if (filter.state !== undefined) found = found.where('procedure.state', '=', filter.state)
  if (filter.search) {
    found = found.where(holdsWords(['draft.label', 'draft.file_name', 'users.name'], filter.search))
  }
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .select((eb) => [
      eb.fn<number>('jsonb_array_length', [eb.ref('draft.list', '->').key('requirements' as never)]).as('requirements'),
      eb.fn<number>('jsonb_array_length', [eb.ref('draft.list', '->').key('anomalies' as never)]).as('anomalies'),
    ])
    .orderBy(sorts[filter.sort], filter.order)
    .orderBy('procedure.opened_at', 'desc')
    .orderBy('draft.procedure_id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { rows, total }
}

export const draftRow = (db: Queries, id: string) =>
  drafts(db).select(['draft.list', 'draft.completions']).where('draft.procedure_id', '=', id).executeTakeFirst()

export const lockDraft = (trx: Trx, id: string) =>
  trx.selectFrom('edition_drafts').select('revision').where('procedure_id', '=', id).forUpdate().executeTakeFirst()

export const draftExists = async (db: Queries, volume: VolumeId, label: string): Promise<boolean> =>
  (await db
    .selectFrom('edition_drafts')
    .innerJoin('procedures', 'procedures.id', 'edition_drafts.procedure_id')
    .select('procedure_id')
    .where('volume', '=', volume)
    .where('label', '=', label)
    .where('state', '!=', 'abandoned' satisfies DraftState)
    .executeTakeFirst()) !== undefined

/** An abandoned edition leaves its name to another. */
export const freeLabel = (trx: Trx, volume: VolumeId, label: string, id: string) =>
  trx
    .updateTable('edition_drafts')
    .set({ label: `${label} (${id.slice(0, 8)})` })
    .where('volume', '=', volume)
    .where('label', '=', label)
    .execute()

export const insertDraft = (
  trx: Trx,
  values: {
    id: string
    volume: VolumeId
    label: string
    fileName: string
    sha256: string
    list: StoredList
    completions: Readonly<Record<string, Completion>>
    incomplete: number
  },
) =>
  trx
    .insertInto('edition_drafts')
    .values({
      procedure_id: values.id,
      volume: values.volume,
      label: values.label,
      file_name: values.fileName,
      sha256: values.sha256,
      list: JSON.stringify(values.list),
      completions: JSON.stringify(values.completions),
      incomplete: values.incomplete,
      edition_digest: null,
      published_at: null,
    })
    .execute()

export const storeCompletions = (
  trx: Trx,
  id: string,
  completions: Readonly<Record<string, Completion>>,
  incomplete: number,
  revision: number,
) =>
  trx
    .updateTable('edition_drafts')
    .set({ completions: JSON.stringify(completions), incomplete, revision })
    .where('procedure_id', '=', id)
    .execute()

export const storePublished = (trx: Trx, id: string, digest: string, now: Date) =>
  trx
    .updateTable('edition_drafts')
    .set({ edition_digest: digest, published_at: now, incomplete: 0 })
    .where('procedure_id', '=', id)
    .execute()

/** The last list of a volume that was given up, with what people had completed in it. */
export const abandonedDraft = (db: Queries, volume: VolumeId) =>
  db
    .selectFrom('edition_drafts as draft')
    .innerJoin('procedures as procedure', 'procedure.id', 'draft.procedure_id')
    .select(['draft.procedure_id as id', 'draft.list', 'draft.completions'])
    .where('draft.volume', '=', volume)
    .where('procedure.state', '=', 'abandoned' satisfies DraftState)
    .where('draft.completions', '!=', sql<never>`'{}'::jsonb`)
    .orderBy('procedure.entered_at', 'desc')
    .executeTakeFirst()

/** The list that the volume's edition in force was imported from. */
export const publishedList = (db: Queries, volume: VolumeId) =>
  db
    .selectFrom('edition_drafts as draft')
    .innerJoin('procedures as procedure', 'procedure.id', 'draft.procedure_id')
    .select(['draft.procedure_id as id', 'draft.label', 'draft.list'])
    .where('draft.volume', '=', volume)
    .where('procedure.state', '=', 'published' satisfies DraftState)
    .orderBy('draft.published_at', 'desc')
    .executeTakeFirst()
