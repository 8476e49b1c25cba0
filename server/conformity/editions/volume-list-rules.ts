/** A printed list and a volume of the running framework, brought to the same identifiers so that they can be compared. */
import { Level, type Requirement, type RequirementId, type VolumeId } from '@socle/contracts'
import { identifierKey, onceEach, type ReadRequirement } from '@socle/editions'
import type { Framework } from '@socle/rulebook'
import type { StoredList } from '../../platform/schema.ts'

/** A row of an imported list, or a requirement of the framework as such a row. */
export interface ListRow extends Pick<ReadRequirement, 'id' | 'level' | 'category' | 'title' | 'text' | 'place'> {
  /** Of the sheet that Socle gives out: stands in running text, and has no number. */
  readonly running?: true
}

/** `RG 1398` prints the level before the number. */
const levelBefore = /^(RG|rc)\s*(?=\d)/i

/**
 * Identifiers without the level that some documents print before them; that level where its own column is empty; and levels as
 * the framework writes them, by the words that its policy knows. A row repeated word for word is one requirement.
 */
export function normalised<T extends ListRow>(
  { policies: { levels } }: Pick<Framework, 'policies'>,
  rows: readonly T[],
): readonly T[] {
  const own = new Map(
    levels.levels.flatMap(({ level, printed = [] }) =>
      [level, ...printed].map((word) => [word.toLowerCase(), level] as const),
    ),
  )
  const named = rows.map((row) => {
    const before = levelBefore.exec(row.id)?.[1] ?? ''
    const level = row.level === '' ? before : row.level
    return { ...row, id: row.id.replace(levelBefore, ''), level: own.get(level.toLowerCase()) ?? level }
  })
  return onceEach(named).rows
}

/** Numbered requirements of a volume as a printed list would give them. What has no number is in running text: no list speaks of it. */
export const printedRows = (framework: Framework, volume: VolumeId): readonly ListRow[] =>
  framework.requirements
    .filter((requirement) => requirement.volume === volume && requirement.reference !== undefined)
    .map(rowOf)

const rowOf = ({ id, reference, level, sheet, title, text }: Requirement & { readonly sheet: string }): ListRow => ({
  id: reference ?? localOf(id),
  level: level === 'none' ? '' : level,
  category: sheet,
  title: title.fr,
  text: text.fr,
  place: { file: 'framework', under: sheet },
})

const localOf = (id: RequirementId): string => id.slice(id.indexOf(':') + 1)

/** A list as the next one of its volume. */
interface EditedList {
  readonly list: readonly ListRow[]
  /** Every row of the sheet of Socle, under the sheets of the framework; undefined = it is not that sheet. */
  readonly sheet: readonly ListRow[] | undefined
  /** What the sheet of Socle is compared with; undefined = compare with the list printed before, if any. */
  readonly previous: readonly ListRow[] | undefined
  /** Statements of the running text that the sheet repeats as they are. They are not in `list`: they stay. */
  readonly repeated: number
}

/**
 * The sheet that Socle itself gives out speaks the words of the framework and holds its running text as well: it is compared
 * with the framework. What it repeats of the running text stays that; what it says otherwise there is compared like the rest.
 */
export function asEdited(framework: Framework, volume: VolumeId, rows: readonly ListRow[]): EditedList {
  const own = framework.requirements.filter((requirement) => requirement.volume === volume)
  const byId = new Map(own.map((requirement) => [requirement.id, requirement]))
  const same = (row: ListRow): boolean => {
    const requirement = byId.get(idOf(framework, volume, row.id))
    return requirement !== undefined && words(requirement.text.fr) === words(row.text)
  }
  if (rows.filter(same).length * 2 <= own.length)
    return { list: rows, sheet: undefined, previous: undefined, repeated: 0 }

  const running = own.filter(({ reference }) => reference === undefined).map(rowOf)
  const standing = new Map(running.map((row) => [row.id, row]))
  const saying = new Map(running.map((row) => [words(row.text), row]))
  const repeats = (row: ListRow): boolean => same(row) && standing.get(row.id)?.level === row.level
  // Another level makes a number of it; without one it is the statement that it was, under its identifier or another.
  const stays = ({ id, level, text }: ListRow): boolean => {
    const was = standing.get(id) ?? (byId.has(idOf(framework, volume, id)) ? undefined : saying.get(words(text)))
    return was !== undefined && (level === '' || level === was.level)
  }
  const repeated = new Set(rows.filter(repeats).map(({ id }) => id))
  const named = new Set(rows.map(({ id }) => id))
  // Whoever kept the numbered ones alone, or hardly more, has not struck the running text out.
  const speaksOfIt = running.filter(({ id }) => named.has(id)).length * 2 > running.length
  const sheets = new Map(framework.sheets.map(({ id, title }) => [words(title.fr), id]))
  const sheet = rows.map((row) => ({
    ...row,
    category: sheets.get(words(row.category)) ?? row.category,
    ...(stays(row) && { running: true as const }),
  }))
  return {
    sheet,
    list: sheet.filter(({ id }) => !repeated.has(id)),
    // The sheet has no column of titles: they are not compared.
    previous: [
      ...printedRows(framework, volume),
      ...running
        .filter(({ id }) => !repeated.has(id) && (speaksOfIt || named.has(id)))
        .map((row) => ({ ...row, running: true as const })),
    ].map(({ title: _, ...row }) => row),
    repeated: repeated.size,
  }
}

/**
 * What a list lacks, but for the levels of statements that have none in the framework: the sheet of Socle leaves them out, and so
 * does whoever edits it. What is said once of a whole list holds as long as one of its rows should have a level.
 */
export function withoutLevelsOfNone<T extends Pick<StoredList, 'requirements' | 'anomalies'>>(
  framework: Framework,
  volume: VolumeId,
  list: T,
): T {
  const unweighed = new Set(
    framework.requirements.filter((own) => own.volume === volume && own.level === 'none').map(({ id }) => id),
  )
  const isUnweighed = (id: string) => unweighed.has(idOf(framework, volume, id))
  const everyOne = list.requirements.every(({ id, level }) => level !== '' || isUnweighed(id))
  const anomalies = list.anomalies.filter(
    ({ kind, id }) => kind !== 'level-missing' || !(id === '' ? everyOne : isUnweighed(id)),
  )
  return { ...list, anomalies }
}

const words = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** First word of an identifier: a list that holds `EXI-…` says nothing of `COMP…`. */
export const familyOf = (reference: string): string => /^\p{L}*/u.exec(reference.trim())?.[0].toUpperCase() ?? ''

/** The framework's own spelling where it knows the reference, else the printed one in the namespace of the volume: `R2+` is not `R2-`. */
export const idOf = (framework: Framework, volume: VolumeId, reference: string): RequirementId => {
  const key = identifierKey(reference)
  const known = framework.requirements.find(
    (requirement) =>
      requirement.volume === volume &&
      requirement.reference !== undefined &&
      identifierKey(requirement.reference) === key,
  )
  const plain = reference.replaceAll('+', 'plus').replace(/[^A-Za-z0-9.-]+/g, '-')
  return known?.id ?? (`${volume}:${plain}` as RequirementId)
}

/** The level as the framework writes it; undefined when the printed one is not of its scale. */
export const levelOf = (printed: string): Level | undefined => Level.safeParse(printed).data
