/** A row that repeats another word for word under its identifier: both are read, since no row is lost, and they are one requirement. */
import { identifierKey } from '../identifier.ts'
import { fold } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

type Compared = Pick<ReadRequirement, 'id' | 'level' | 'category' | 'title' | 'text'>

/** The first row of each requirement, and those that repeat one. A row without identifier repeats none. */
export function onceEach<T extends Compared>(
  all: readonly T[],
): { readonly rows: readonly T[]; readonly doubles: readonly T[] } {
  const seen = new Set<string>()
  const [rows, doubles]: [T[], T[]] = [[], []]
  for (const row of all) {
    const said = asSaid(row)
    if (seen.has(said) && row.id !== '') doubles.push(row)
    else rows.push(row)
    seen.add(said)
  }
  return { rows, doubles }
}

const asSaid = ({ id, level, category, title = '', text }: Compared): string =>
  JSON.stringify([identifierKey(id), level, fold(category), fold(title), fold(text)])
