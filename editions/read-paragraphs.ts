/**
 * Requirements written without a table: a heading, a list item or a paragraph that begins with an identifier, and what
 * follows it. Only for documents whose tables list nothing; told as an anomaly, because the layout says less than a table.
 */
import type { Anomaly } from './anomaly.ts'
import type { Block } from './document.ts'
import { readHeading } from './heading-words.ts'
import { numberOf, readIdentifier } from './identifier.ts'
import { readLevel } from './level.ts'
import type { Place } from './place.ts'
import { fold, oneLine, tidy, withoutChapterNumber } from './plain-words.ts'
import type { ReadList, ReadRequirement } from './requirement.ts'

/** One identifier in a text is a mention; from here it is a list. */
const fewestRequirements = 2

interface Start {
  readonly id: string
  readonly level: string
  /** What follows the identifier in the same block. */
  readonly rest: string
}

interface Draft {
  readonly id: string
  readonly block: Block
  level: string
  category: string
  readonly title: string
  readonly lines: string[]
}

/** `EXI-1 (P) : text`, `[EXI-1] text`, `EXI-1 – P – text`, `Règle 12. text`; undefined when the block begins otherwise. */
function startOf(text: string): Start | undefined {
  const match =
    /^\[?((?:(?:\p{L}{2,12}\s)(?:n\s?[°º]\s?)?(?=\d))?[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*(?:\+{1,3}|-{1,3}(?=\s*(?:$|[:([|])))?)\]?\s*(?=[([:–—.|-]|$)/u.exec(
      text,
    )
  const id = match?.[1]
  if (match === null || id === undefined || !/\d/.test(id) || !/\p{L}/u.test(id)) return undefined
  if (readIdentifier(id)?.id !== id) return undefined
  const after = text.slice(match[0].length)
  const level = /^\s*(?:[([]\s*([^)\]]{1,30})\s*[)\]]|[-–—|]\s*([\p{L}]{1,14})\s*(?=[-–—|:]))/u.exec(after)
  const said = level?.[1] ?? level?.[2]
  const read = said === undefined ? undefined : readLevel(said)
  const rest = read?.known === true ? after.slice(level?.[0].length) : after
  return { id, level: read?.known === true && said !== undefined ? said : '', rest: rest.replace(/^[\s:–—.|-]+/u, '') }
}

/** `R12 – Sauvegarder (P)`: the level after the title of a heading. */
function levelAtEnd({ level, rest }: Start): { readonly level: string; readonly title: string } {
  const title = oneLine(rest)
  const match = level === '' ? /\s*[([]\s*([^)\]]{1,30})\s*[)\]]$/u.exec(title) : null
  const read = match?.[1] === undefined ? undefined : readLevel(match[1])
  return match !== null && read?.known === true
    ? { level: match[1]!, title: title.slice(0, match.index) }
    : { level, title }
}

/** `Niveau : P`, `Catégorie : socle`: a line that names its own role. */
function labelled(line: string): { readonly role: 'level' | 'category' | 'text'; readonly value: string } | undefined {
  const match = /^([^:]{2,40})\s*:\s*(.*)$/su.exec(line)
  const role = match?.[1] === undefined ? undefined : readHeading(match[1])?.role
  const value = oneLine(match?.[2] ?? '')
  if (role === 'level') return readLevel(value).known ? { role, value } : undefined
  return role === 'category' || role === 'text' ? { role, value } : undefined
}

export interface ParagraphsRead {
  readonly list: ReadList
  readonly anomalies: readonly Anomaly[]
}

export function readParagraphs(blocks: readonly Block[], place: Place): ParagraphsRead | undefined {
  const usual = usualSeries(blocks)
  if (usual.size === 0) return undefined
  const drafts: Draft[] = []
  let open: Draft | undefined
  let section = ''
  for (const block of blocks) {
    const start = startOf(block.text)
    if (start !== undefined && usual.has(seriesOf(start.id))) {
      const isTitle = block.kind === 'heading'
      const { level, title } = isTitle ? levelAtEnd(start) : { level: start.level, title: '' }
      open = {
        id: start.id,
        block,
        level,
        category: section,
        title,
        lines: isTitle || start.rest === '' ? [] : [start.rest],
      }
      drafts.push(open)
    } else if (block.kind === 'heading') {
      section = withoutChapterNumber(oneLine(block.text))
      open = undefined
    } else if (open !== undefined) addLines(open, block)
  }
  if (drafts.length < fewestRequirements) return undefined
  return {
    list: { kind: 'requirements', place, rows: drafts.map(finish) },
    anomalies: [
      {
        kind: 'table-absent',
        id: '',
        place: drafts[0]?.block.place ?? place,
        detail: {
          fr: `aucun tableau : ${drafts.length} exigences lues dans les titres, listes et paragraphes qui commencent par un identifiant. Vérifiez-les.`,
          en: `no table: ${drafts.length} requirements read from headings, lists and paragraphs that begin with an identifier. Check them.`,
        },
      },
      ...drafts.flatMap(tell),
    ],
  }
}

const seriesOf = (id: string): string => fold(numberOf(id)?.series ?? id)

/** Series that begin several blocks: `Article 3 :` once in a preamble is no requirement. */
function usualSeries(blocks: readonly Block[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { text } of blocks) {
    const start = startOf(text)
    if (start !== undefined) counts.set(seriesOf(start.id), (counts.get(seriesOf(start.id)) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([series, count]) => (count >= fewestRequirements ? [series] : [])))
}

function addLines(draft: Draft, block: Block): void {
  for (const line of block.text.split('\n')) {
    const label = labelled(line)
    if (label?.role === 'level' && draft.level === '') draft.level = label.value
    else if (label?.role === 'category') draft.category = label.value
    else if (label?.role === 'text') draft.lines.push(label.value)
    else draft.lines.push(block.kind === 'item' ? `- ${line}` : line)
  }
}

const finish = ({ id, block, level, category, title, lines }: Draft): ReadRequirement => {
  const text = tidy(lines.join('\n')) || title
  return {
    id,
    level,
    category,
    text,
    place: block.place,
    fields: {},
    ...(title === '' || title === text ? {} : { title }),
  }
}

function tell({ id, block: { place }, lines, title }: Draft): Anomaly[] {
  if (lines.join('').trim() !== '') return []
  return [
    {
      kind: 'text-missing',
      id,
      place,
      detail:
        title === ''
          ? { fr: 'rien ne suit l’identifiant.', en: 'nothing follows the identifier.' }
          : { fr: 'pas de texte ; le titre en tient lieu.', en: 'no text; the title stands for it.' },
    },
  ]
}
