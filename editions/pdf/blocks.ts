/** Lines of the pages into headings, list items and paragraphs, for volumes that write their requirements without a table. */
import type { Block } from '../document.ts'
import { readIdentifier } from '../identifier.ts'
import type { Place } from '../place.ts'
import type { Page } from './page.ts'
import { inTextColumns } from './text-columns.ts'
import { type TextLine, lineText, linesOf } from './text.ts'
import { softBreak, tidy } from '../plain-words.ts'

/** A gap between baselines wider than this, in font sizes, parts two paragraphs. */
const paragraphGap = 1.75
/** Larger than the usual text by this much: a heading. */
const larger = 1.12
const longestHeading = 160
/** A line of one to three words: above a requirement that begins on the next one it heads it, as `INTERO` above `P-01 : …`. */
const title = /^\p{L}[\p{L}’']*(?: \p{L}[\p{L}’']*){0,2}$/u
const beginsRequirement = /^\[?\p{L}[\p{L}\d]*(?:[-_./][\p{L}\d]+)*[-_./]?\d+\]?\s*[:–—(]/u
/** `P-01` alone on its line, above what it asks. */
const identifierAlone = /^\[?(?=\S*\p{L})(?=\S*\d)[\p{L}\d]+(?:[-_./][\p{L}\d]+)*\]?$/u
/** `Niveau : P`, a line that names its own role. */
const label = /^\p{Lu}[\p{L} ’']{1,39}\s?:\s\S.{0,40}$/u
const sentenceEnd = /[.;:!?…»]$/
const bullet = /^[-•–▪*◦o]\s+/u

/** `pages` without their running heads and feet and without what stands in tables. */
export function pdfBlocks(pages: readonly Page[], place: Place, mended: (text: string) => string): Block[] {
  const usual = median(pages.flatMap(({ texts }) => texts.map(({ height }) => height)))
  const parts = pages.flatMap((page) => inTextColumns(page).map((texts) => ({ number: page.number, texts })))
  const all = parts.flatMap(({ number, texts }) => {
    const blocks: Block[] = []
    let before: TextLine | undefined
    for (const line of linesOf(texts)) {
      const said = lineText(line)
      const isHeading = said.length <= longestHeading && (line.height > usual * larger || isBold(line))
      const kind = isHeading ? 'heading' : bullet.test(said) ? 'item' : 'paragraph'
      const last = blocks.at(-1)
      const alone = identifierAlone.test(said)
      const titled = last?.kind === 'paragraph' && title.test(last.text) && (alone || beginsRequirement.test(said))
      if (titled) blocks[blocks.length - 1] = { ...last, kind: 'heading' }
      const apart = before === undefined || line.y - before.y > paragraphGap * line.height
      if (
        last !== undefined &&
        !apart &&
        !titled &&
        !(alone && sentenceEnd.test(last.text)) &&
        kind !== 'item' &&
        (last.kind === 'heading') === isHeading &&
        !beginsItem(line)
      )
        blocks[blocks.length - 1] = { ...last, text: `${last.text}${joint(last.text, said)}${said}` }
      else blocks.push({ kind, text: said.replace(bullet, ''), place: { ...place, page: number } })
      before = line
    }
    return blocks
  })
  return all.map((block) => ({ ...block, text: tidy(mended(block.text)) }))
}

/** An identifier alone, and what is labelled below it, keep their lines. */
function joint(before: string, said: string): string {
  const [first = '', ...others] = before.split(/[\n\v]/)
  if (!identifierAlone.test(first)) return softBreak
  return others.length === 0 || label.test(others.at(-1)!) || label.test(said) ? '\n' : softBreak
}

/** `EXI-1 (P)` in bold before plain words: an item of its own, however near to the one above. */
function beginsItem(line: TextLine): boolean {
  const plain = line.texts.findIndex(({ bold, text }) => !bold && text.trim() !== '')
  if (plain < 1) return false
  const { id, title = '' } = readIdentifier(lineText({ ...line, texts: line.texts.slice(0, plain) })) ?? {}
  return id !== undefined && /\p{L}.*\d/u.test(id) && title === ''
}

const isBold = ({ texts }: TextLine): boolean => texts.every(({ bold, text }) => bold || text.trim() === '')

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
