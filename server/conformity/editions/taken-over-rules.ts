/** What people completed in a list that was given up serves the next one, where both say the same. Pure. */
import type { Completion } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { type ListRow, idOf, normalised } from './volume-list-rules.ts'

type Completions = Readonly<Record<string, Completion>>

/** A wording that changed is completed anew: its translation and its guidance may not hold any more. */
export function takenOver(
  framework: Framework,
  volume: Parameters<typeof idOf>[1],
  list: readonly ListRow[],
  before: { readonly list: readonly ListRow[]; readonly completions: Completions } | undefined,
): Completions {
  if (before === undefined) return {}
  const named = (rows: readonly ListRow[]) =>
    normalised(framework, rows).map((row) => [idOf(framework, volume, row.id) as string, said(row)] as const)
  const was = new Map(named(before.list))
  return Object.fromEntries(
    named(list).flatMap(([id, words]) => {
      const completion = before.completions[id]
      return completion !== undefined && was.get(id) === words ? [[id, completion]] : []
    }),
  )
}

const said = ({ title = '', text }: ListRow): string =>
  `${title}\n${text}`.normalize('NFKC').replace(/\s+/g, ' ').trim()
