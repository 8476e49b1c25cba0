/** HTML tables, wherever they stand: pages, and Markdown once rendered. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { type Anomaly, quoted } from '../anomaly.ts'
import type { Block, Cell, ReadDocument, Row, Table } from '../document.ts'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { oneLine, tidy } from '../plain-words.ts'
import { raised } from '../raised.ts'
import { tooMany } from '../refusal.ts'
import { layOnGrid } from '../table-grid.ts'
import { nameByRole } from './table-roles.ts'
import type { Work } from '../bytes/work-clock.ts'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document
type Element = DefaultTreeAdapterTypes.Element

const blockElements = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'blockquote',
  'section',
  'dt',
  'dd',
  'summary',
])
/** `<!--[if mso]>`, `<!--StartFragment-->`: what programs leave for themselves. */
const markOfProgram = /^(?:\[(?:if|endif)\b|<!\[|(?:start|end)fragment\b|prettier-|markdownlint-|[^\p{L}]*$)/iu
const buttons = new Set(['button', 'select'])
const silent = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'iframe', 'object'])
const isBold = new Set(['b', 'strong'])
const isStruck = new Set(['s', 'del', 'strike'])
/** Elements that end by themselves: they do not pile up. */
const selfEnding = new Set([
  'br',
  'img',
  'hr',
  'input',
  'meta',
  'link',
  'col',
  'wbr',
  'area',
  'base',
  'source',
  'p',
  'li',
  'td',
  'th',
  'tr',
  'tbody',
  'thead',
  'tfoot',
  'option',
  'dt',
  'dd',
  'colgroup',
])

export interface HtmlTables {
  readonly title: string
  readonly tables: readonly Table[]
  readonly blocks: readonly Block[]
  readonly anomalies: readonly Anomaly[]
}

export function readHtml(text: string, place: Place, work: Work): ReadDocument {
  const { title, tables, blocks, anomalies } = htmlTables(text, (line) => ({ ...place, line }), work, 'always')
  return { format: 'html', title, version: '', tables, blocks, anomalies }
}

/**
 * `placeOf` gives the place of a line of the HTML, from 1.
 * @param rowsTold whether a row is told by its rank in its table as well, or only where several stand on one line
 */
export function htmlTables(
  html: string,
  placeOf: (line: number) => Place,
  work: Work,
  rowsTold: 'always' | 'where-needed' = 'where-needed',
): HtmlTables {
  refuseDeepNesting(html, placeOf)
  const root = parse(html, { sourceCodeLocationInfo: true })
  nameByRole(root)
  const tables: Table[] = []
  const blocks: Block[] = []
  const anomalies: Anomaly[] = []
  const headings: { level: number; text: string }[] = []
  let title = ''
  let rank = 0
  const rowPlaces = new Map<Element, Place>()

  const visit = (node: Node, inTable = false, row?: Element): void => {
    if (node.nodeName === '#comment' && row !== undefined && 'data' in node) {
      const said = oneLine(node.data)
      if (said !== '' && !markOfProgram.test(said))
        anomalies.push({
          kind: 'hidden-content',
          id: '',
          place: rowPlaces.get(row) ?? placeOf(lineOf(row)),
          detail: quoted(
            {
              fr: 'commentaire qui ne se voit pas, hors du texte :',
              en: 'comment that does not show, kept out of the text:',
            },
            said,
            { fr: '.', en: '.' },
          ),
        })
    }
    if (!('childNodes' in node)) return
    if ('tagName' in node) {
      const kind = inTable ? undefined : blockKind(node.tagName)
      const own = kind === undefined ? '' : ownText(node)
      if (kind !== undefined && own !== '') blocks.push({ kind, text: own, place: placeOf(lineOf(node)) })
      const level = /^h([1-6])$/.exec(node.tagName)?.[1]
      if (level !== undefined) {
        const text = oneLine(textOf(node).text)
        while ((headings.at(-1)?.level ?? 0) >= Number(level)) headings.pop()
        if (text !== '') headings.push({ level: Number(level), text })
        if (title === '') title = text
      }
      if (node.tagName === 'title') title = oneLine(textOf(node).text)
      if (node.tagName === 'table') {
        rank += 1
        for (const [row, place] of placesOfRows(node, rank, placeOf, rowsTold)) rowPlaces.set(row, place)
        const table = tableOf(
          node,
          headings.map((heading) => heading.text),
          placeOf(lineOf(node)),
          rowPlaces,
          work,
        )
        if (table.rows.length > 0) tables.push(table)
      }
      if (isHidden(node))
        anomalies.push({
          kind: 'hidden-content',
          id: '',
          place: rowPlaces.get(node.tagName === 'tr' || row === undefined ? node : row) ?? placeOf(lineOf(node)),
          detail: {
            fr: `<${node.tagName}> est masqué à l’écran ; ce qu’il contient est lu.`,
            en: `<${node.tagName}> is hidden on screen; what it holds is read.`,
          },
        })
      if (silent.has(node.tagName) && node.tagName !== 'head') return
    }
    const within = inTable || ('tagName' in node && node.tagName === 'table')
    const inRow = 'tagName' in node && node.tagName === 'tr' ? node : row
    for (const child of node.childNodes) visit(child, within, inRow)
  }
  visit(root)
  return { title, tables, blocks, anomalies }
}

const blockKind = (tag: string): Block['kind'] | undefined =>
  /^h[1-6]$/.test(tag)
    ? 'heading'
    : tag === 'li'
      ? 'item'
      : tag === 'p' || tag === 'dt' || tag === 'dd' || tag === 'pre' || tag === 'summary'
        ? 'paragraph'
        : undefined

/** Text of a block without the blocks inside it, which speak for themselves. */
function ownText(element: Element): string {
  const inline = element.childNodes.filter((child) => !('tagName' in child) || !blockElements.has(child.tagName))
  return textOf({ ...element, childNodes: inline }).text
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value

const isHidden = (element: Element): boolean =>
  attribute(element, 'hidden') !== undefined || /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')

const lineOf = (element: Element): number => element.sourceCodeLocation?.startLine ?? 1

/** By line, and by row where a line holds several: a page is often one line from end to end. */
function placesOfRows(
  table: Element,
  rank: number,
  placeOf: (line: number) => Place,
  told: 'always' | 'where-needed',
): [Element, Place][] {
  const rows = rowsOf(table)
  const crowded = new Set(rows.map(lineOf)).size < rows.length
  return rows.map((row, at) => {
    const place = placeOf(lineOf(row))
    return [row, told === 'always' || crowded ? { ...place, table: rank, row: at + 1 } : place]
  })
}

function tableOf(
  table: Element,
  headings: readonly string[],
  place: Place,
  rowPlaces: ReadonlyMap<Element, Place>,
  work: Work,
): Table {
  const elements = rowsOf(table)
  const caption = table.childNodes.find((child): child is Element => 'tagName' in child && child.tagName === 'caption')
  work.table(place)
  const rows = elements.map((row) =>
    row.childNodes
      .filter((child): child is Element => 'tagName' in child && (child.tagName === 'td' || child.tagName === 'th'))
      .map(cellOf),
  )
  const places = elements.map((row) => rowPlaces.get(row) ?? place)
  const grid = layOnGrid(rows, (row) => places[row] ?? place)
  return {
    place,
    headings: caption === undefined ? headings : [...headings, oneLine(textOf(caption).text)],
    rows: grid.map((cells, at): Row => {
      const here = places[at] ?? place
      work.row(here, cells.length)
      return { place: here, cells }
    }),
  }
}

/** Rows of this table, not of the tables inside its cells. */
function rowsOf(table: Element): Element[] {
  const found: Element[] = []
  for (const child of table.childNodes) {
    if (!('tagName' in child)) continue
    if (child.tagName === 'tr') found.push(child)
    else if (child.tagName === 'tbody' || child.tagName === 'thead' || child.tagName === 'tfoot')
      found.push(...rowsOf(child))
  }
  return found
}

function cellOf(element: Element): Cell {
  // A button beside words acts on them (`Copier`, `Trier`); alone it holds the words of the cell.
  const [whole, beside] = [textOf(element), textOf(element, buttons)]
  const { text, bold, struck } = beside.text === '' ? whole : beside
  const span = (name: string): number => {
    const value = Number.parseInt(attribute(element, name) ?? '1', 10)
    return Number.isFinite(value) && value > 1 ? value : 1
  }
  const columns = span('colspan')
  const rows = span('rowspan')
  const marking = attribute(element, 'class')
  const stars = /^(\*\*|__)([^*_]+)\1$/.exec(text)
  return {
    text: stars?.[2] ?? (text === '' ? saidInstead(element) : text),
    ...((bold || stars !== null) && element.tagName !== 'th' ? { bold: true } : {}),
    ...(element.tagName === 'th' ? { heading: true } : {}),
    ...(struck === '' ? {} : { struck }),
    ...(columns > 1 ? { columns } : {}),
    ...(rows > 1 ? { rows } : {}),
    ...(marking === undefined || marking === '' ? {} : { marking }),
  }
}

/** A cell that holds a picture only, or a badge without words, is read by what is said to who does not see it. */
function saidInstead(element: Element): string {
  const said: string[] = []
  const visit = (child: Element): void => {
    const name = attribute(child, 'alt') ?? attribute(child, 'aria-label') ?? attribute(child, 'title')
    if (name !== undefined && name.trim() !== '') said.push(oneLine(name))
    for (const inner of child.childNodes) if ('tagName' in inner) visit(inner)
  }
  for (const child of element.childNodes) if ('tagName' in child) visit(child)
  return said.join(' ')
}

/** Text as it shows: white space is one space, blocks and `<br>` are lines. Bold when all of it is. */
function textOf(
  element: Element,
  without: ReadonlySet<string> = new Set(),
): { text: string; bold: boolean; struck: string } {
  let text = ''
  let struck = ''
  let plain = 0
  let strong = 0
  const visit = (node: Node, bold: boolean, pre: boolean, gone: boolean, up: boolean): void => {
    if ('value' in node && node.nodeName === '#text') {
      if (gone) struck += node.value
      const said = pre ? node.value : node.value.replace(/\s+/g, ' ')
      text += up ? raised(said) : said
      const signs = node.value.replace(/\s/g, '').length
      if (bold) strong += signs
      else plain += signs
      return
    }
    if (!('childNodes' in node)) return
    if ('tagName' in node) {
      if (silent.has(node.tagName) || without.has(node.tagName)) return
      if (node.tagName === 'br') text += '\n'
      const heavier =
        bold || isBold.has(node.tagName) || /font-weight\s*:\s*(bold|[6-9]00)/i.test(attribute(node, 'style') ?? '')
      const block = blockElements.has(node.tagName)
      if (block) text += '\n'
      if (node.tagName === 'li') text += '- '
      if (node.tagName === 'td' || node.tagName === 'th') text += ' '
      for (const child of node.childNodes)
        visit(
          child,
          heavier,
          pre || node.tagName === 'pre',
          gone || isStruck.has(node.tagName),
          up || node.tagName === 'sup',
        )
      if (block) text += '\n'
    }
  }
  for (const child of element.childNodes) visit(child, false, false, false, false)
  return {
    text: tidy(text.replace(/\n[ \n]*\n/g, '\n')),
    bold: strong > 0 && plain === 0,
    struck: oneLine(struck),
  }
}

function refuseDeepNesting(html: string, placeOf: (line: number) => Place): void {
  let open = 0
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)/g)) {
    if (selfEnding.has(name.toLowerCase())) continue
    open = Math.max(0, open + (end === '/' ? -1 : 1))
    if (open > limits.openElements)
      throw tooMany(
        placeOf(1),
        { fr: 'éléments HTML ouverts les uns dans les autres', en: 'HTML elements open inside one another' },
        limits.openElements,
      )
  }
}
