/**
 * Requirements written without a table: a heading, a list item or a paragraph that begins with an identifier, and what
 * follows it. Only for documents whose tables list nothing; told as an anomaly, because the layout says less than a table.
 */
import { type Anomaly, quoted } from '../anomaly.ts'
import { chaptersAmong, goesOnFrom } from './chapters-among-starts.ts'
import type { Block } from '../document.ts'
import { readHeading } from './heading-words.ts'
import { numberOf, readIdentifier } from '../identifier.ts'
import { levelOfChapter, partLevels, tellElsewhere } from './level-elsewhere.ts'
import { readLevel } from '../level.ts'
import type { Place } from '../place.ts'
import { fold, oneLine, tidy, withoutChapterNumber } from '../plain-words.ts'
import type { ReadList, ReadRequirement } from '../requirement.ts'

/** One identifier in a text is a mention; from here it is a list. */
const fewestRequirements = 2
/** A sentence may begin with the name of something; the third numbered so shows a list. */
const fewestBare = 3

interface Start {
  readonly id: string
  readonly level: string
  /** What follows the identifier in the same block. */
  readonly rest: string
  /** Nothing parts the identifier from the sentence. */
  readonly bare?: true
}

interface Draft {
  readonly id: string
  readonly block: Block
  level: string
  /** The level of the chapter that it stands in. */
  readonly weight: string
  category: string
  readonly title: string
  readonly lines: string[]
}

/** `EXI-1 (P) : text`, `[EXI-1] text`, `EXI-1 – P – text`, `Règle 12. text`; undefined when the block begins otherwise. */
function startOf(text: string): Start | undefined {
  return besideLevel(text) ?? startOfText(text)
}

/** `EXI-1 Obligatoire`, and nothing else: a badge beside the number. */
function besideLevel(text: string): Start | undefined {
  const [, id, level] = /^(\S*\d\S*)\s+(\p{L}[\p{L} ]{0,20})$/u.exec(text) ?? []
  if (id === undefined || level === undefined || !/\p{L}/u.test(id) || readIdentifier(id)?.id !== id) return undefined
  return readLevel(level).known ? { id, level, rest: '' } : undefined
}

function startOfText(text: string): Start | undefined {
  const match =
    /^\[?((?:(?:\p{L}{2,12}\s)(?:n\s?[°º]\s?)?(?=\d))?[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*(?:\+{1,3}|-{1,3}(?=\s*(?:$|[:([|]|[–—-]\s)))?)\]?(?:\s*?(?=\n)|\s*(?=[([:–—.|-]|$)|(\s+)(?=\p{Lu}\p{L}*(?:[’'\s]|$)))/u.exec(
      text,
    )
  const id = match?.[1]
  if (match === null || id === undefined || !/\d/.test(id) || !/\p{L}/u.test(id)) return undefined
  if (readIdentifier(id)?.id !== id) return undefined
  const after = text.slice(match[0].length)
  const level = /^\s*(?:[-–—:]?\s*[([]\s*([^)\]]{1,30})\s*[)\]]|[-–—|]\s*([\p{L}]{1,14})\s*(?=[-–—|:\n]|$))/u.exec(
    after,
  )
  const said = level?.[1] ?? level?.[2]
  const read = said === undefined ? undefined : readLevel(said)
  const rest = read?.known === true ? after.slice(level?.[0].length) : after
  return {
    id,
    level: read?.known === true && said !== undefined ? said : '',
    rest: rest.replace(/^[\s:–—.|-]+/u, ''),
    ...(match[2] === undefined ? {} : { bare: true }),
  }
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
  const found: Draft[] = []
  let open: Draft | undefined
  let section = ''
  let weight = ''
  for (const block of blocks) {
    const start = startOf(block.text)
    const checks = start !== undefined && start.level === '' && open !== undefined && goesOnFrom(start.id, open.id)
    if (start !== undefined && !checks && usual.has(seriesOf(start.id))) {
      const isTitle = block.kind === 'heading'
      const { level, title } = isTitle ? levelAtEnd(start) : { level: start.level, title: '' }
      open = {
        id: start.id,
        block,
        level,
        weight,
        category: section,
        title,
        lines: [],
      }
      found.push(open)
      if (!isTitle && start.rest !== '') addLines(open, { ...block, kind: 'paragraph', text: start.rest })
    } else if (block.kind === 'heading' && !checks) {
      section = withoutChapterNumber(oneLine(block.text))
      weight = levelOfChapter(section) ?? weight
      open = undefined
    } else if (open !== undefined) addLines(open, block)
  }
  const chapters = chaptersAmong(found)
  const drafts = found.filter((draft) => !chapters.has(draft))
  let chapter: Draft | undefined
  for (const draft of found) {
    if (chapters.has(draft)) chapter = draft
    else if (chapter?.category === draft.category) draft.category = chapter.title
  }
  if (drafts.length < fewestRequirements) return undefined
  const byChapter = drafts.every(({ level }) => level === '') && partLevels(drafts.map(({ weight }) => weight))
  if (byChapter) for (const draft of drafts) draft.level = draft.weight
  const rows = drafts.map(finish)
  return {
    list: { kind: 'requirements', place, rows },
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
      ...(byChapter ? tellElsewhere(rows, 'chapters') : []),
      ...drafts.flatMap(tell),
      ...[...chapters].map(tellChapter),
    ],
  }
}

/** `EX-1-2` and `EX-2-1` are of one series, whose chapters have numbers. */
const seriesOf = (id: string): string => fold(numberOf(id)?.series ?? id).replace(/\d+/g, '#')

/** Series that begin several blocks: `Article 3 :` once in a preamble is no requirement. */
function usualSeries(blocks: readonly Block[]): ReadonlySet<string> {
  const found = new Map<string, { count: number; readonly bare: Set<string> }>()
  for (const { text } of blocks) {
    const start = startOf(text)
    if (start === undefined) continue
    const series = found.get(seriesOf(start.id)) ?? { count: 0, bare: new Set<string>() }
    if (start.bare === true) series.bare.add(start.id)
    else series.count += 1
    found.set(seriesOf(start.id), series)
  }
  return new Set(
    [...found].flatMap(([series, { count, bare }]) =>
      count >= fewestRequirements || count + bare.size >= fewestBare ? [series] : [],
    ),
  )
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

/** A heading that ends as sentences do is what is required; what follows explains it. */
const isSentence = (title: string): boolean => /[.?!]$/.test(title)

const finish = ({ id, block, level, category, title, lines }: Draft): ReadRequirement => {
  const said = tidy(lines.join('\n'))
  const text = isSentence(title) && said !== '' ? `${title}\n${said}` : said || title
  return {
    id,
    level,
    category,
    text,
    place: block.place,
    fields: {},
    ...(title === '' || isSentence(title) || title === text ? {} : { title }),
  }
}

const tellChapter = ({ id, block: { place }, title }: Draft): Anomaly => ({
  kind: 'section-row',
  id,
  place,
  detail: quoted({ fr: 'titre', en: 'heading' }, title, { fr: '.', en: '.' }),
})

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
