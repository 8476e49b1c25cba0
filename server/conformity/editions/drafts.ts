/** A draft with everything that pages and rules need of it. */
import {
  type Completion,
  completionWords,
  type Draft,
  type DraftRow as ShownRow,
  type DraftSummary,
  type DraftState,
  type EditionDifference,
  type Bilingual,
  type ImportedList,
  type ListedRequirement,
  type ShownChange,
  type VolumeId,
} from '@socle/contracts'
import { wordPlace } from '@socle/editions'
import { type Framework, stateOf } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { StoredList } from '../../platform/schema.ts'
import type { Services } from '../../platform/services.ts'
import { unansweredOn } from '../remarks/index.ts'
import { blockingRows, type BuiltRow, rowsOf } from './edition-build-rules.ts'
import * as store from './drafts-store.ts'
import { volumeDifference, withScaleToldOnce, type VolumeChange, type VolumeDifference } from './volume-change-rules.ts'
import { asEdited, type ListRow, normalised, printedRows } from './volume-list-rules.ts'

export interface Worked {
  readonly list: readonly ListRow[]
  readonly previousLabel: string | undefined
  readonly difference: VolumeDifference
  readonly rows: readonly BuiltRow[]
}

/** Compares a list with the volume in force, and says what each row inherits and lacks. */
export async function workOn(
  db: Queries,
  framework: Framework,
  draft: { volume: VolumeId; list: StoredList; completions: Readonly<Record<string, Completion>>; id?: string },
): Promise<Worked> {
  const before = await store.publishedList(db, draft.volume)
  const previous = before !== undefined && before.id !== draft.id ? before : undefined
  const edited = asEdited(framework, draft.volume, normalised(framework, draft.list.requirements as readonly ListRow[]))
  const { list } = edited
  const difference = volumeDifference(
    framework,
    draft.volume,
    edited.previous ?? (previous && normalised(framework, previous.list.requirements as readonly ListRow[])),
    list,
    edited.repeated,
  )
  const rows = rowsOf(framework, draft.volume, list, difference, draft.completions)
  return { list, previousLabel: edited.previous ? undefined : previous?.label, difference, rows }
}

export const incompleteOf = (rows: readonly BuiltRow[]): number =>
  rows.filter(({ missing }) => missing.length > 0).length

/** @throws Refusal edition-unknown */
export async function requireDraft(db: Queries, id: string): Promise<store.WholeDraft> {
  const row = await store.draftRow(db, id)
  if (row === undefined) throw refuse('edition-unknown', { id })
  return row
}

/** What nobody can complete here: the document itself must be mended. */
function documentFaults(list: readonly ListRow[]): { path: string; message: Bilingual }[] {
  const { withoutId, doubles } = blockingRows(list)
  return [
    ...(withoutId === 0
      ? []
      : [
          {
            path: 'list',
            message: {
              fr: `${withoutId} ligne(s) sans identifiant : corrigez le document et importez-le de nouveau.`,
              en: `${withoutId} row(s) without identifier: mend the document and import it again.`,
            },
          },
        ]),
    ...doubles.map((id) => ({
      path: id,
      message: {
        fr: 'identifiant donné deux fois : corrigez le document et importez-le de nouveau.',
        en: 'identifier given twice: mend the document and import it again.',
      },
    })),
  ]
}

/** @throws Refusal edition-incomplete with each row and what it lacks */
export function requireComplete({ list, rows }: Worked): void {
  const errors = [
    ...documentFaults(list),
    ...rows
      .filter(({ missing }) => missing.length > 0)
      .map(({ id, missing }) => ({
        path: id,
        message: {
          fr: `à compléter : ${missing.map((field) => completionWords[field].fr).join(', ')}.`,
          en: `to be completed: ${missing.map((field) => completionWords[field].en).join(', ')}.`,
        },
      })),
  ]
  if (errors.length > 0) throw refuse('edition-incomplete', {}, { errors: errors.slice(0, 200) })
}

const listed = ({ id, level, category, title, text, place }: ListRow): ListedRequirement => ({
  id,
  level,
  category,
  title: title ?? '',
  text,
  place: wordPlace(place),
})

export const importedList = (file: string, { edition, requirements, anomalies }: StoredList): ImportedList => ({
  file,
  ...edition,
  requirements: (requirements as readonly ListRow[]).map(listed),
  anomalies: [...anomalies],
  toMend: documentFaults(requirements).map(({ path, message: { fr, en } }) =>
    path === 'list' ? { fr, en } : { fr: `${path} : ${fr}`, en: `${path}: ${en}` },
  ),
})

const side = (rows: readonly ListRow[]): ShownChange['was'] =>
  rows.map(({ id, level, category, text }) => ({ id, level, category, text }))

export const shownChange = ({ kind, before, after, likeness, rows }: VolumeChange): ShownChange => ({
  kind,
  before: [...before],
  after: [...after],
  likeness,
  was: side(rows.before),
  is: side(rows.after),
})

export function shownDifference(
  framework: Framework,
  draft: { volume: VolumeId; label: string },
  { list, previousLabel, difference }: Worked,
): EditionDifference {
  const { untouched, wordingCompared } = difference
  const { changes, unchanged, renamed } = withScaleToldOnce(difference, difference.before, list)
  return {
    before: {
      label: previousLabel ?? framework.edition.id,
      count: printedRows(framework, draft.volume).length,
    },
    after: { label: draft.label, count: list.length },
    unchanged,
    untouched,
    wordingCompared,
    changes: changes.map(shownChange),
    renamed: [...renamed],
  }
}

export const shownRow = ({ id, row, changes, former, missing, completion }: BuiltRow): ShownRow => ({
  id,
  listed: listed(row),
  changes: [...changes],
  former: former ?? null,
  missing: [...missing],
  completion,
})

export function summaryOf(
  { governance }: Services,
  row: Omit<store.DraftRow, 'requirements' | 'anomalies'>,
  requirements: number,
  anomalies: number,
): DraftSummary {
  return {
    id: row.id,
    volume: row.volume,
    label: row.label,
    state: row.state as DraftState,
    stateName: stateOf(governance.processById.get('edition')!, row.state).name,
    file: row.file_name,
    requirements,
    anomalies,
    incomplete: row.incomplete,
    importedBy: { id: row.importer_id, name: row.importer_name },
    importedAt: row.opened_at.toISOString(),
    edition: row.edition_id,
    digest: row.edition_digest,
  }
}

export async function readDraft(
  services: Services,
  id: string,
  rights: Pick<Draft, 'mayWrite' | 'mayDecide'>,
): Promise<Draft> {
  const { db } = services
  const row = await requireDraft(db, id)
  const framework = services.framework
  const worked = await workOn(db, framework, row)
  return {
    ...summaryOf(services, row, row.list.requirements.length, row.list.anomalies.length),
    takenOver: row.list.takenOver ?? null,
    // What is in force may have changed since the last completion.
    incomplete: incompleteOf(worked.rows),
    list: importedList(row.file_name, row.list),
    rows: worked.rows.map(shownRow),
    difference: shownDifference(framework, row, worked),
    unansweredRemarks: (await unansweredOn(db, [id])).get(id) ?? 0,
    revision: row.revision,
    ...rights,
  }
}
