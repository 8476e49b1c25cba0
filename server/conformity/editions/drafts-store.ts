import type { Completion, DraftState, VolumeId } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { StoredList } from '../../platform/schema.ts'

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

export type DraftRow = Awaited<ReturnType<typeof listDrafts>>[number]
export type WholeDraft = NonNullable<Awaited<ReturnType<typeof draftRow>>>

/** The last import first; without the lists, of which only the sizes are told. */
export const listDrafts = (db: Queries) =>
  drafts(db)
    .select((eb) => [
      eb.fn<number>('jsonb_array_length', [eb.ref('draft.list', '->').key('requirements' as never)]).as('requirements'),
      eb.fn<number>('jsonb_array_length', [eb.ref('draft.list', '->').key('anomalies' as never)]).as('anomalies'),
    ])
    .orderBy('procedure.opened_at', 'desc')
    .limit(200)
    .execute()

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
      completions: '{}',
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
