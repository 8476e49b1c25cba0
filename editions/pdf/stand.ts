/** Where the short cells of a table without lines stand beside long ones: sentences tell it. */
import { readIdentifier } from '../identifier.ts'
import type { PageText } from './page.ts'
import type { TextLine } from './text.ts'

export const inColumn = ({ texts }: TextLine, columns: readonly number[], column: number): PageText[] =>
  texts.filter(({ x }) => x >= (columns[column] ?? 0) && x < (columns[column + 1] ?? 0))
export const isIdentifier = (texts: readonly PageText[]): boolean => {
  const identifier = readIdentifier(texts.map(({ text }) => text).join(''))
  return identifier !== undefined && identifier.title === ''
}

/** Where a short cell stands beside a long one; sheets put it at the bottom unless told otherwise. */
export type Stand = 'top' | 'middle' | 'bottom'

const beginsSentence = (texts: readonly PageText[]): boolean =>
  /^[^\p{L}]*(?:\p{Lu}|$)/u.test(texts.map(({ text }) => text).join(' '))
const share = (all: readonly boolean[]): number => all.filter(Boolean).length / all.length

/**
 * Sentences tell where rows begin: on the line of the identifier, after it, or on neither. Undefined when too few
 * lines say so.
 */
export function standOf(body: readonly TextLine[], columns: readonly number[], idColumn: number): Stand | undefined {
  const weight = columns.slice(0, -1).map((_, column) => {
    const mine = body.flatMap((line) => inColumn(line, columns, column))
    return column === idColumn ? 0 : mine.reduce((sum, { text }) => sum + text.length, 0)
  })
  const widest = weight.indexOf(Math.max(...weight))
  const [first] = body
  if (first === undefined) return undefined
  const isId = (line: TextLine): boolean => isIdentifier(inColumn(line, columns, idColumn))
  const said = (line: TextLine | undefined): PageText[] => (line === undefined ? [] : inColumn(line, columns, widest))
  // Of an identifier on several lines, and of rows of one line, the first alone says something.
  const ids = body.flatMap((line, at) => (isId(line) && !isId(body[at - 1] ?? line) ? [at] : []))
  if (isId(first)) ids.unshift(0)
  if (ids.length < 2) return undefined
  const onLine = ids.flatMap((at) => (said(body[at]).length > 0 ? [beginsSentence(said(body[at]))] : []))
  if (onLine.length * 2 >= ids.length && share(onLine) > 0.5) return 'top'
  const after = [-1, ...ids].flatMap((at) =>
    said(body[at + 1]).length > 0 ? [beginsSentence(said(body[at + 1]))] : [],
  )
  const endsWithId = isId(body.at(-1)!)
  return onLine.length === ids.length && (endsWithId || share(after) >= 0.7) ? 'bottom' : 'middle'
}
