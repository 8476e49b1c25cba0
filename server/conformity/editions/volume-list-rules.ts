/** A printed list and a volume of the running framework, brought to the same identifiers so that they can be compared. */
import { Level, type Requirement, type RequirementId, type VolumeId } from '@socle/contracts'
import { identifierKey, onceEach, type ReadRequirement } from '@socle/editions'
import type { Framework } from '@socle/rulebook'

/** A row of an imported list, or a requirement of the framework as such a row. */
export type ListRow = Pick<ReadRequirement, 'id' | 'level' | 'category' | 'title' | 'text' | 'place'>

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
    .map(({ reference, level, sheet, title, text }) => ({
      id: reference!,
      level: level === 'none' ? '' : level,
      category: sheet,
      title: title.fr,
      text: text.fr,
      place: { file: 'framework', under: sheet },
    }))

/**
 * A list as the next one of its volume, and what it is compared with. The sheet that Socle itself gives out speaks the words
 * of the framework and repeats its running text: it is compared with the framework, and what it repeats stays running text.
 * @returns `previous` where the list is such a sheet; undefined = compare with the list printed before, if any
 */
export function asEdited(
  framework: Framework,
  volume: VolumeId,
  rows: readonly ListRow[],
): { readonly list: readonly ListRow[]; readonly previous: readonly ListRow[] | undefined } {
  const own = framework.requirements.filter((requirement) => requirement.volume === volume)
  const byId = new Map(own.map((requirement) => [requirement.id, requirement]))
  const repeated = (row: ListRow): Requirement | undefined => {
    const requirement = byId.get(idOf(framework, volume, row.id))
    return requirement && words(requirement.text.fr) === words(row.text) ? requirement : undefined
  }
  if (rows.filter((row) => repeated(row)).length * 2 <= own.length) return { list: rows, previous: undefined }
  const sheets = new Map(framework.sheets.map(({ id, title }) => [words(title.fr), id]))
  return {
    list: rows.flatMap((row) => {
      const same = repeated(row)
      if (same && same.reference === undefined && row.level === (same.level === 'none' ? '' : same.level)) return []
      return [{ ...row, category: sheets.get(words(row.category)) ?? row.category }]
    }),
    // The sheet has no column of titles: they are not compared.
    previous: printedRows(framework, volume).map(({ title: _, ...row }) => row),
  }
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
