/** Images that a Compose file names. Shared by the rules on images. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { isCompose } from './workloads.ts'

export const composed: SourcePattern = {
  hints: ['image:', 'image"'],
  expression: /(?<![\w-])["']?image["']?\s*:\s*["']?(?<image>[^\s"',{}#](?:\$\{[^}\s]*\}|[^\s"',}#])*)/,
  kinds: ['data'],
  // A service says how it is built many lines away.
  reach: 25,
}

interface ComposedImage {
  readonly match: SourceMatch
  readonly image: string
  /** Built from the repository: named, not fetched. */
  readonly own: boolean
}

export const composedImages = (matches: readonly SourceMatch[] = []): readonly ComposedImage[] =>
  matches
    .filter(({ path, comment }) => isCompose(path) && !comment)
    .map((match) => ({ match, image: whenNothingIsSaid(match.groups['image'] ?? ''), own: isBuiltHere(match) }))

/** `${VERSION:-latest}` is what it gives when nobody sets the variable. */
const whenNothingIsSaid = (image: string): string => image.replace(/\$\{\w+:?-([^}]+)\}/g, '$1')

/** The image of a service that is built from the repository is named, not fetched. */
const isBuiltHere = ({ around, text }: SourceMatch): boolean => {
  if (/[{,]\s*["']?build["']?\s*:/.test(text)) return true
  const lines = around.split('\n')
  const at = lines.findIndex((line) => line.trim() === text)
  const indent = indentOf(lines[at] ?? '')
  const isOfService = (line: string): boolean => indentOf(line) >= indent || line.trim() === ''
  const below = lines.slice(at + 1)
  const above = lines.slice(0, at).reverse()
  return [above, below]
    .flatMap((side) => side.slice(0, [...side.map(isOfService), false].indexOf(false)))
    .some((line) => /^\s*build\s*:/.test(line) && indentOf(line) === indent)
}
const indentOf = (line: string): number => line.length - line.trimStart().length
