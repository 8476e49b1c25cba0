/**
 * Markdown with tables of bars and tables of HTML, mixed as authors mix them. markdown-it tells blocks apart (a table
 * inside a fence of code is no table); tables of bars are cut here, because the standard drops cells beyond the
 * heading and an unescaped bar would lose the end of a requirement.
 */
import MarkdownIt from 'markdown-it'
import type { Anomaly } from '../anomaly.ts'
import type { ReadDocument } from '../document.ts'
import { footnotesOf, withNotes } from './markdown-notes.ts'
import type { CellLines } from './pandoc-grid.ts'
import { type PandocTable, pandocTables } from './pandoc-tables.ts'
import type { Place } from '../place.ts'
import { oneLine } from '../plain-words.ts'
import { htmlTables } from './read-html.ts'
import type { Work } from '../bytes/work-clock.ts'

const markdown = new MarkdownIt({ html: true, linkify: false, maxNesting: 60 })

export function readMarkdown(source: string, place: Place, work: Work): ReadDocument {
  const { front, body } = frontMatter(source)
  const { text, notes } = footnotesOf(body)
  const { html, lines, cut } = toHtml(text)
  work.time(place)
  const placeOf = (line: number): Place => ({ ...place, line: (lines[line - 1] ?? 0) + 1 })
  const { title, tables: printed, blocks, anomalies } = htmlTables(html, placeOf, work)
  const tables = notes.size === 0 ? printed : printed.map((table) => withNotes(table, notes))
  return {
    format: 'markdown',
    title: front['title'] ?? title,
    version: front['version'] ?? versionIn(source),
    tables,
    blocks,
    anomalies: [...anomalies, ...cut.map((line) => tellCutRow({ ...place, line: line + 1 }))],
  }
}

/** The block between `---` at the very top: simple `key: value` lines are enough. Its lines stay, empty, so that places hold. */
function frontMatter(source: string): { front: Record<string, string>; body: string } {
  const match = /^---\n([\s\S]*?)\n---(?=\n|$)/.exec(source)
  if (match?.[1] === undefined) return { front: {}, body: source }
  const front: Record<string, string> = {}
  for (const line of match[1].split('\n')) {
    const pair = /^(\w+):\s*(.+)$/.exec(line)
    if (pair?.[1] !== undefined && pair[2] !== undefined)
      front[pair[1]] = oneLine(pair[2].replace(/^(['"])(.*)\1$/, '$2'))
  }
  return { front, body: '\n'.repeat(match[0].split('\n').length - 1) + source.slice(match[0].length) }
}

/** Version or date printed near the top. */
export function versionIn(text: string): string {
  const top = text.slice(0, 4000).replace(/[*_#|]/g, '')
  const version = /^\s*(?:version|édition|edition)\s*:\s*([^\n]{1,80})/imu.exec(top)?.[1]
  const date = /^\s*date\s*:\s*([^\n]{0,30}\d[^\n]{0,30})/imu.exec(top)?.[1]
  return oneLine(version ?? date ?? '')
}

/** HTML of the document, for each of its lines the line of the source, and the lines of rows that a return cut, from 0. */
function toHtml(source: string): { html: string; lines: readonly number[]; cut: readonly number[] } {
  const out: string[] = []
  const lines: number[] = []
  const cut: number[] = []
  const sourceLines = source.split('\n')
  const write = (html: string, line: number, follow: boolean): void => {
    for (const [at, part] of html.replace(/\n$/, '').split('\n').entries()) {
      out.push(part)
      lines.push(follow ? line + at : line)
    }
  }
  const laid = pandocTables(sourceLines)
  for (const { from, to } of laid) sourceLines.fill('', from, to)
  const tokens = markdown.parse(sourceLines.join('\n'), {})
  const writeLaid = (before: number): void => {
    while ((laid[0]?.from ?? Number.POSITIVE_INFINITY) < before)
      for (const [html, line] of htmlRows(laid.shift()!)) write(html, line, false)
  }
  /** An empty line or a comment ends a table for the standard, not for its author: rows of bars go on with it. */
  let afterTable = false
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    const line = token.map?.[0] ?? lines.at(-1) ?? 0
    if (token.level === 0 && token.map !== null) writeLaid(line)
    if (token.type === 'table_open') {
      const [from = 0, to = 0] = token.map ?? []
      const whole = rejoinRows(sourceLines.slice(from, to))
      cut.push(...whole.cut.map((row) => from + row))
      for (const [row, html] of barTable(whole.lines).entries()) if (html !== '') write(html, from + row, false)
      afterTable = true
      while (tokens[at]?.type !== 'table_close') at += 1
    } else if (token.type === 'html_block') {
      afterTable &&= /^\s*<!--[\s\S]*-->\s*$/.test(token.content)
      write(token.content, line, true)
    } else if (token.type === 'inline') {
      const [from = line, to = line + 1] = token.map ?? []
      const own = sourceLines.slice(from, to)
      // Bars without the line of dashes: no table for the standard, a table for its author.
      if (
        tokens[at - 1]?.type === 'paragraph_open' &&
        (own.length > 1 || afterTable) &&
        own.every((each) => /^\s*\|.*\|\s*$/.test(each))
      ) {
        afterTable = true
        for (const [row, html] of ['<table>', ...own.map((each) => rowOfBars(each, 'td')), '</table>'].entries())
          write(html, from + Math.min(Math.max(0, row - 1), own.length - 1), false)
      } else {
        afterTable = false
        write(markdown.renderer.render([token], markdown.options, {}), line, false)
      }
    } else if (token.type !== 'fence' && token.type !== 'code_block')
      write(markdown.renderer.render([token], markdown.options, {}), line, false)
  }
  writeLaid(sourceLines.length)
  return { html: out.join('\n'), lines, cut }
}

/** Rows of a table that Pandoc laid, each with its line; what its cells say is Markdown of its own. */
const htmlRows = ({ from, rows }: PandocTable): [html: string, line: number][] => [
  ['<table>', from],
  ...rows.map(({ line, heading, cells }): [string, number] => [
    `<tr>${cells.map((cell) => htmlCell(cell, heading ? 'th' : 'td')).join('')}</tr>`,
    line,
  ]),
  ['</table>', rows.at(-1)?.line ?? from],
]

const htmlCell = ({ lines, columns = 1, rows = 1 }: CellLines, tag: 'th' | 'td'): string =>
  `<${tag} colspan="${columns}" rowspan="${rows}">${markdown.render(lines.join('\n')).replaceAll('\n', ' ')}</${tag}>`

const dashes = /^[\s>]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/

/**
 * A return in the middle of a row: the line does not end as a row does, the next does not begin as one, and together they have
 * the cells of one. What was joined leaves an empty line, so that places hold.
 */
function rejoinRows(source: readonly string[]): { readonly lines: readonly string[]; readonly cut: readonly number[] } {
  const expected = cellsOfBars(source[1] ?? '').length
  const lines = [...source]
  const cut: number[] = []
  for (let at = 2; at + 1 < lines.length; at += 1) {
    const [line = '', next = ''] = [lines[at], lines[at + 1]]
    if (/\|\s*$/.test(line) || /^[\s>]*\|/.test(next) || !next.includes('|')) continue
    const joined = `${line.trimEnd()} ${next.trim()}`
    if (cellsOfBars(line).length >= expected || cellsOfBars(joined).length !== expected) continue
    lines[at] = joined
    lines[at + 1] = ''
    cut.push(at)
    at += 1
  }
  return { lines, cut }
}

const tellCutRow = (place: Place): Anomaly => ({
  kind: 'row-broken-by-line',
  id: '',
  place,
  detail: {
    fr: 'un retour à la ligne coupait cette ligne du tableau ; les deux parties sont réunies.',
    en: 'a return cut this row of the table; both parts are joined.',
  },
})

/** One string of HTML per line of the table, the first its heading; the line of dashes gives none. */
function barTable(source: readonly string[]): string[] {
  const expected = cellsOfBars(source[1] ?? '').length
  const bare = !endsWithBars(source[0] ?? '') && !endsWithBars(source[1] ?? '')
  return source.map((line, at) => {
    const row =
      line === '' || (at === 1 && dashes.test(line))
        ? ''
        : rowOfBars(bare ? withEmptyFirst(line, expected) : line, at === 0 ? 'th' : 'td', expected)
    return `${at === 0 ? '<table>' : ''}${row}${at === source.length - 1 ? '</table>' : ''}`
  })
}

const endsWithBars = (line: string): boolean => /^[\s>]*\|/.test(line) || /\|\s*$/.test(line)

/** In a table whose rows have no bars at their ends, one that begins with a bar and lacks a cell begins with an empty one. */
const withEmptyFirst = (line: string, expected: number): string =>
  /^[\s>]*\|/.test(line) && !/\|\s*$/.test(line) && cellsOfBars(line, expected).length === expected - 1
    ? `| ${line}`
    : line

const rowOfBars = (line: string, tag: 'th' | 'td', expected?: number): string =>
  `<tr>${cellsOfBars(line, expected)
    .map((cell) => `<${tag}>${markdown.renderInline(cell)}</${tag}>`)
    .join('')}</tr>`

/** Cells of one line: `\|` is a bar of the text, and so is a bar inside `code`. */
export function cellsOfBars(line: string, expected?: number): string[] {
  const cells = cutAtBars(line, true)
  if (expected === undefined || cells.length === expected) return cells
  // A stray back quote in two cells would swallow the bars between them.
  const plain = cutAtBars(line, false)
  return plain.length === expected ? plain : cells
}

function cutAtBars(line: string, codeProtects: boolean): string[] {
  const text = line.replace(/^(?:\s*>)*\s*/, '').trimEnd()
  const cells: string[] = []
  let cell = ''
  let inCode = false
  for (let at = text.startsWith('|') ? 1 : 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '\\' && text[at + 1] === '|') {
      cell += '|'
      at += 1
    } else if (sign === '\\' && at + 1 < text.length) {
      cell += sign + (text[at + 1] ?? '')
      at += 1
    } else if (codeProtects && sign === '`' && (inCode || text.indexOf('`', at + 1) !== -1)) {
      inCode = !inCode
      cell += sign
    } else if (sign === '|' && !inCode) {
      cells.push(cell.trim())
      cell = ''
      if (at === text.length - 1) return cells
    } else cell += sign
  }
  cells.push(cell.trim())
  return cells
}
