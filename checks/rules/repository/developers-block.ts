/** ASP.NET Core: what only machines of developers do stands in blocks that ask for the environment. */
import type { SourceMatch } from '../../facts.ts'

/** One of the blocks that hold the line, told by their margins, opens on machines of developers only. */
export function isInBlockOfDevelopers({ around, text }: Pick<SourceMatch, 'around' | 'text'>): boolean {
  if (asksFirst.test(text)) return true
  const lines = around.split('\n').filter((line) => line.trim() !== '')
  const at = lines.findIndex((line) => line.trim() === text)
  let margin = marginOf(lines[at] ?? '')
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? ''
    if (marginOf(line) >= margin) continue
    margin = marginOf(line)
    // The bracket may stand alone under what opens the block.
    const opening = line.trim() === '{' ? (lines[above - 1] ?? '') : line
    if (asks.test(opening)) return true
  }
  return false
}

const asks = /\bif\s*\(\s*(?:[\w.]+\.)?IsDevelopment\(\)/
const asksFirst = /\bif\s*\(\s*(?:[\w.]+\.)?IsDevelopment\(\)\s*\)\s*\{?\s*\w/
const marginOf = (line: string): number => line.length - line.trimStart().length
