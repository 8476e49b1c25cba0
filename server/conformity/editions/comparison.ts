/** What changed between any two editions: lists imported, published or not, and editions of the framework. */
import type { EditionDifference, RequirementId, VolumeId } from '@socle/contracts'
import { diffEditions } from '@socle/editions'
import type { Framework } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { frameworkOf } from '../requirements/index.ts'
import * as store from './drafts-store.ts'
import { shownChange } from './drafts.ts'
import { withScaleToldOnce } from './volume-change-rules.ts'
import { asEdited, type ListRow, familyOf, idOf, normalised } from './volume-list-rules.ts'

interface Side {
  readonly label: string
  readonly volume: VolumeId | undefined
  readonly rows: readonly ListRow[]
  /** A list is in printed words, the framework in its own. */
  readonly words: 'printed' | 'own'
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** @throws Refusal edition-unknown */
async function sideOf(db: Queries, framework: Framework, key: string): Promise<Side> {
  if (uuid.test(key)) {
    const draft = await store.draftRow(db, key)
    if (draft === undefined) throw refuse('edition-unknown', { id: key })
    const { volume, list } = draft
    const label = `${volume} ${draft.label}`
    const rows = normalised(framework, list.requirements as readonly ListRow[])
    const { sheet } = asEdited(framework, volume, rows)
    // Our own sheet speaks the words of the framework: the whole volume, without its titles.
    return sheet === undefined
      ? { label, volume, rows, words: 'printed' }
      : { label, volume, rows: sheet.map((row) => ({ ...row, place: { file: volume } })), words: 'own' }
  }
  const edition =
    key === 'in-force' || key === framework.edition.digest || key === framework.edition.id
      ? framework
      : await frameworkOf(db, key).catch(() => {
          throw refuse('edition-unknown', { id: key })
        })
  return { label: edition.edition.id, volume: undefined, rows: edition.requirements.map(rowOf), words: 'own' }
}

const rowOf = ({ id, reference, level, sheet, title, text }: Framework['requirements'][number]): ListRow => ({
  id: reference ?? id.slice(id.indexOf(':') + 1),
  level: level === 'none' ? '' : level,
  category: sheet,
  title: title.fr,
  text: text.fr,
  place: { file: id.slice(0, id.indexOf(':')), under: sheet },
})

export async function compare(
  db: Queries,
  framework: Framework,
  before: string,
  after: string,
  volume: VolumeId | undefined,
): Promise<EditionDifference> {
  const a = await sideOf(db, framework, before)
  const b = await sideOf(db, framework, after)
  const only = volume ?? a.volume ?? b.volume
  const families = new Set(
    [a, b].flatMap(({ words, rows }) => (words === 'printed' ? rows.map(({ id }) => familyOf(id)) : [])),
  )
  const kept = ({ rows, words }: Side): readonly ListRow[] =>
    words === 'printed'
      ? rows
      : rows.filter(
          ({ id, place }) =>
            (only === undefined || place.file === only) && (families.size === 0 || families.has(familyOf(id))),
        )
  const [was, is] = [kept(a), kept(b)]
  const compared = a.words === b.words
  const untitled = [...was, ...is].some(({ title }) => title === undefined)
  const read = ({ title, ...row }: ListRow) => ({ ...row, ...(!untitled && { title }), fields: {} })
  const { changes, unchanged } = diffEditions(was.map(read), is.map(read))
  const name = (row: ListRow): RequirementId => idOf(framework, only ?? (row.place.file as VolumeId), row.id)
  const all = changes
    .filter(({ kind }) => compared || (kind !== 'reworded' && kind !== 'recategorised'))
    .map((change) => ({
      kind: change.kind,
      before: change.before.map(name),
      after: change.after.map(name),
      likeness: change.likeness,
      rows: { before: change.before, after: change.after },
    }))
  const told = withScaleToldOnce({ changes: all, unchanged }, was, is)
  return {
    before: { label: a.label, count: was.length },
    after: { label: b.label, count: is.length },
    unchanged: compared ? told.unchanged : is.length - new Set(told.changes.flatMap(({ after: rows }) => rows)).size,
    untouched: 0,
    wordingCompared: compared,
    changes: told.changes.map(shownChange),
    renamed: [...told.renamed],
  }
}
