/**
 * Looks for the patterns of all rules in one pass over a file: one regular expression made of every pattern's hints finds
 * the lines worth a closer look, and only these lines meet the patterns.
 */
import type { FileEntry, FileKind, FileRole, SourceMatch } from '../facts.ts'
import type { Rule, SourcePattern } from '../rule.ts'
import type { Limits } from './limits.ts'
import type { Reader } from './reading.ts'

/** By rule, then by name of the pattern. */
export type Matches = Record<string, Record<string, SourceMatch[]>>
type Patterns = Rule['looksFor']

interface Sought extends SourcePattern {
  readonly rule: string
  readonly name: string
  readonly rolesSet: ReadonlySet<FileRole>
}

const defaultRoles: readonly FileRole[] = ['source', 'configuration']
const longestLine = 2000
const longestText = 300
const escape = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** A file whose lines are this long on average was made by a machine. */
const isMinified = (text: string): boolean => {
  if (text.length < 20_000) return false
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return text.length / lines > 500
}

export function sourceScan(
  rules: readonly Rule[],
  limits: Limits,
  patternsOf: (rule: Rule) => Patterns = (rule) => rule.looksFor,
): Reader & { result(): Matches } {
  const matches: Matches = {}
  const scanner = lineScanner(rules, patternsOf)
  const ruleById = new Map(rules.map((rule) => [rule.id as string, rule]))
  for (const rule of rules) {
    const names = Object.keys(patternsOf(rule) ?? {})
    if (names.length > 0) matches[rule.id] = Object.fromEntries(names.map((name) => [name, []]))
  }
  return {
    wants: scanner.wants,
    take: (file, text) =>
      scanner.scan(file, text, (rule, name, match) => {
        const list = matches[rule]?.[name]
        // Files are scanned one after the other: the last match tells whether this one was seen.
        const seen = patternsOf(ruleById.get(rule) as Rule)?.[name]?.once === true && list?.at(-1)?.path === match.path
        if (list !== undefined && list.length < limits.matches && !seen) list.push(match)
      }),
    result: () => matches,
  }
}

/** All patterns of all rules, made ready once for many files. */
export function lineScanner(
  rules: readonly Rule[],
  patternsOf: (rule: Rule) => Patterns,
): {
  wants(file: FileEntry): boolean
  scan(file: FileEntry, text: string, found: (rule: string, name: string, match: SourceMatch) => void): void
} {
  const byKind = new Map<
    FileKind,
    { sought: readonly Sought[]; hints: RegExp; of: ReadonlyMap<string, readonly Sought[]> }
  >()
  const all: Sought[] = rules.flatMap((rule) =>
    Object.entries(patternsOf(rule) ?? {}).map(([name, pattern]) => ({
      ...pattern,
      rule: rule.id,
      name,
      rolesSet: new Set(pattern.roles ?? defaultRoles),
    })),
  )
  for (const kind of new Set(all.flatMap((pattern) => pattern.kinds))) {
    const sought = all.filter((pattern) => pattern.kinds.includes(kind))
    const of = new Map<string, Sought[]>()
    for (const pattern of sought) for (const hint of pattern.hints) of.set(hint, [...(of.get(hint) ?? []), pattern])
    // A hint inside a longer one never gets its turn, so the longer one carries its patterns too.
    for (const [long, patterns] of of)
      for (const [short, others] of of)
        if (long !== short && long.includes(short))
          for (const other of others) if (!patterns.includes(other)) patterns.push(other)
    byKind.set(kind, { sought, of, hints: anyOf([...of.keys()]) })
  }

  return {
    wants: (file) => {
      const kind = byKind.get(file.kind)
      return kind !== undefined && kind.sought.some((pattern) => pattern.rolesSet.has(file.role))
    },
    scan(file, text, found) {
      const kind = byKind.get(file.kind)
      if (kind === undefined || (file.kind !== 'data' && isMinified(text))) return
      scan(file, text, kind.hints, kind.of, (pattern, match) => found(pattern.rule, pattern.name, match))
    },
  }
}

/**
 * One expression for many literals, as a tree of their common beginnings: a flat list of hundreds is several times slower.
 * At one place it takes the longest literal.
 */
function anyOf(literals: readonly string[]): RegExp {
  interface Node {
    readonly next: Map<string, Node>
    end: boolean
  }
  const root: Node = { next: new Map(), end: false }
  for (const literal of literals) {
    let node = root
    for (const letter of literal) {
      const next: Node = node.next.get(letter) ?? { next: new Map(), end: false }
      node.next.set(letter, next)
      node = next
    }
    node.end = true
  }
  const source = ({ next, end }: Node): string => {
    if (next.size === 0) return ''
    const parts = [...next].sort().map(([letter, node]) => escape(letter) + source(node))
    return parts.length === 1 && !end ? (parts[0] ?? '') : `(?:${parts.join('|')})${end ? '?' : ''}`
  }
  return new RegExp(source(root), 'g')
}

function scan(
  file: FileEntry,
  text: string,
  hints: RegExp,
  of: ReadonlyMap<string, readonly Sought[]>,
  found: (pattern: Sought, match: SourceMatch) => void,
): void {
  let line = 1
  let counted = 0
  let doneLine = -1
  let done = new Set<Sought>()
  // Hints are lower-case. A few letters change length with their case: places would shift, so only ASCII is lowered then.
  const whole = text.toLowerCase()
  const lower = whole.length === text.length ? whole : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  hints.lastIndex = 0
  for (let hit = hints.exec(lower); hit !== null; hit = hints.exec(lower)) {
    const patterns = of.get(hit[0])
    if (patterns === undefined) continue
    for (let at = text.indexOf('\n', counted); at >= 0 && at < hit.index; at = text.indexOf('\n', at + 1)) {
      line += 1
      counted = at + 1
    }
    if (line !== doneLine) {
      doneLine = line
      done = new Set()
    }
    let start = counted
    let end = text.indexOf('\n', hit.index)
    if (end < 0) end = text.length
    if (end - start > longestLine) {
      start = Math.max(start, hit.index - longestLine / 2)
      end = Math.min(end, hit.index + longestLine / 2)
    }
    let content: string | undefined
    for (const pattern of patterns) {
      if (done.has(pattern) || !pattern.rolesSet.has(file.role)) continue
      content ??= text.slice(start, end)
      const match = pattern.expression.exec(content)
      if (match === null) continue
      done.add(pattern)
      found(pattern, {
        path: file.path,
        line,
        text: content.trim().slice(0, longestText),
        around: around(text, start, end),
        groups: { ...match.groups, match: match[0].slice(0, longestText) },
        role: file.role,
        kind: file.kind,
        comment: isComment(content, match.index) || isInBlockComment(file, text, hit.index),
      })
    }
  }
}

function around(text: string, start: number, end: number): string {
  let from = start
  for (let i = 0; i < 3 && from > 0; i++) from = text.lastIndexOf('\n', from - 1)
  let to = end
  for (let i = 0; i < 2 && to >= 0; i++) to = text.indexOf('\n', to + 1)
  return text.slice(Math.max(from <= 0 ? 0 : from + 1, start - 400), Math.min(to < 0 ? text.length : to, end + 400))
}

/** Good enough to tell prose from code: the line starts as a comment, or one starts before the match. */
const isComment = (line: string, at: number): boolean =>
  /^\s*(\/\/|\/\*|\*|#(?!\{|include|define)|--\s|<!--|;|%|rem\b)/i.test(line) ||
  /(^|\s)(\/\/|#|\/\*)\s/.test(line.slice(0, at))

/** Inside a block comment, or inside the triple quotes with which Python documents. */
function isInBlockComment(file: FileEntry, text: string, at: number): boolean {
  if (file.kind !== 'code') return false
  if (file.language === 'python') {
    let quotes = 0
    for (let next = nextTripleQuote(text, 0); next >= 0 && next < at; next = nextTripleQuote(text, next + 3))
      quotes += 1
    return quotes % 2 === 1
  }
  const open = text.lastIndexOf('/*', at)
  // A glob such as `src/**/*.ts` opens nothing: a comment starts its line or follows a blank.
  return (
    open > text.lastIndexOf('*/', at) &&
    /^$|\s/.test(text.slice(Math.max(0, open - 1), open)) &&
    text.indexOf('*/', at) > 0
  )
}

function nextTripleQuote(text: string, from: number): number {
  const double = text.indexOf('"""', from)
  const single = text.indexOf("'''", from)
  return double < 0 ? single : single < 0 ? double : Math.min(double, single)
}
