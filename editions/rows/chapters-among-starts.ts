/**
 * Among blocks that begin with a number: chapters of the requirements (`Thématique 1` over `Critère 1.1`) and what checks one of them
 * (`Test 1.1.1` under it). Both are called otherwise than the requirements; the same name (`EX-1`, `EX-1.1`) may be required by itself.
 */
import { fold } from '../plain-words.ts'

interface Started {
  readonly id: string
  readonly level: string
  readonly title: string
  readonly lines: readonly string[]
}

/** Drafts that only head others: no level and no text, of a name whose every bearer is followed by another name that has some. */
export function chaptersAmong<T extends Started>(drafts: readonly T[]): ReadonlySet<T> {
  const weighs = ({ level, lines }: T): boolean => level !== '' || lines.length > 0
  const weighing = new Set(drafts.filter(weighs).map(({ id }) => nameOf(id)))
  const byName = Map.groupBy(drafts.entries().toArray(), ([, { id }]) => nameOf(id))
  return new Set(
    [...byName].flatMap(([name, named]) => {
      const heads = named.every(([at, { title }]) => {
        const next = drafts[at + 1]
        return title !== '' && next !== undefined && nameOf(next.id) !== name && weighing.has(nameOf(next.id))
      })
      return heads && !weighing.has(name) ? named.map(([, draft]) => draft) : []
    }),
  )
}

/** Does the first, called otherwise, carry on the number of the second: `Test 1.1.2`, `Critère 1.1`? */
export function goesOnFrom(id: string, open: string): boolean {
  const [own, above] = [numberIn(id), numberIn(open)]
  return above !== '' && own.startsWith(`${above}.`) && nameOf(id) !== '' && nameOf(id) !== nameOf(open)
}

const nameOf = (id: string): string => fold(id).replace(/[^\p{L}]+/gu, '')
const numberIn = (id: string): string => /\d+(?:\.\d+)*$/.exec(id)?.[0] ?? ''
