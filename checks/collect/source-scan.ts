/**
 * Looks for the patterns of all rules in one pass over the bytes of a file: the hints of every pattern find the lines worth
 * a closer look, and only these lines are decoded and meet the patterns.
 */
import type { FileEntry, FileKind, FileRole, SourceMatch } from '../facts.ts'
import type { Rule, SourcePattern } from '../rule.ts'
import type { Limits } from './limits.ts'
import { type LiteralFinder, literalFinder } from './literal-finder.ts'
import type { Reader } from './reading.ts'

/** By rule, then by name of the pattern. */
type Matches = Record<string, Record<string, SourceMatch[]>>
/** A rule, as far as its patterns go. */
export interface Seeker {
  readonly id: string
  readonly patterns: Rule['looksFor']
}

interface NamedPattern extends SourcePattern {
  readonly rule: string
  readonly name: string
}
/** What is sought in files of one kind and role. */
interface Quest {
  readonly patterns: readonly NamedPattern[]
  readonly seekers: ReadonlySet<string>
  /** Indexes of the patterns that each literal of the finder stands for. */
  readonly of: readonly (readonly number[])[]
  readonly find: LiteralFinder
  /** Where the line starts that each pattern was last tried on; infinite once no other line of the file matters. */
  readonly tried: Float64Array
  /** Matches of each pattern in the file so far. */
  readonly seen: Uint8Array
}
type Found = (pattern: NamedPattern, match: SourceMatch) => void

const defaultRoles: readonly FileRole[] = ['source', 'configuration']
/** No rule has this identifier. */
export const ofSigns = 'signs'
const longestLine = 2000
const handful = 12
const longestText = 300
const lineFeed = 10

/** A file of 20 kB or more whose lines are longer than 500 bytes on average was made by a machine, where tools do that. */
const isMinified = ({ kind, language }: FileEntry, bytes: Buffer): boolean => {
  if (bytes.length < 20_000 || (kind === 'code' && language !== 'javascript')) return false
  const enough = bytes.length / 500
  let lines = 1
  for (let at = bytes.indexOf(lineFeed); at >= 0 && lines < enough; at = bytes.indexOf(lineFeed, at + 1)) lines += 1
  return lines < enough
}

/**
 * A script that opens with a banner naming its version and its licence was taken from elsewhere: an application's own files
 * may name a licence, hardly a version each.
 */
const banner = /^\s*(?:['"]use strict['"];?\s*)?\/\*[\s\S]{0,800}/
const isLibrary = (file: FileEntry, bytes: Buffer): boolean => {
  if (file.language !== 'javascript' || !/\.[cm]?js$/.test(file.path)) return false
  const head = banner.exec(bytes.toString('latin1', 0, 1000))?.[0]
  return (
    head !== undefined &&
    /\bv?\d+\.\d+(?:\.\d+)?\b(?!\s*(?:License|licen))/.test(
      head.replace(/licen[cs]e,?\s+version\s+[\d.]+|\b(?:MPL|GPL|LGPL|AGPL|Apache)\W{0,3}v?[\d.]+|https?:\S+/gi, ''),
    ) &&
    /licen[cs]e|copyright|\(c\)/i.test(head)
  )
}

/** The head that a packer of modules puts before what it packs. */
const packed = /\bfunction r\(e,n,t\)\{function o\(i,f\)|\bwebpackBootstrap\b/
/** What a generator of parsers, of bindings or of build scripts wrote says so at its head. */
const saysSoAtItsHead = (bytes: Buffer): boolean =>
  packed.test(bytes.toString('latin1', 0, 300)) ||
  /\bgenerated (?:automatically )?by (?:GNU )?(?:autoconf|automake|aclocal|libtool|bison|flex|SWIG|the protocol buffer|ragel|cython|re2c)\b/i.test(
    bytes.toString('latin1', 0, 600),
  )

const isMadeByTool = (file: FileEntry, bytes: Buffer): boolean =>
  file.kind !== 'data' && (isMinified(file, bytes) || isLibrary(file, bytes) || saysSoAtItsHead(bytes))

/** Go: what a file says above its package of the builds that take it in, where only tests do. */
const builtForTests =
  /^\/\/\s*(?:go:build|\+build)[ \t]+(?:[\w.]+[ \t]*&&[ \t]*)*(?:e2e|integration|functional|acceptance|tests?|fuzz|gofuzz)(?:_?tests?)?(?:[ \t]*&&[ \t]*[\w.]+)*[ \t]*$/m
const isForTests = ({ path }: FileEntry, bytes: Buffer): boolean => {
  if (!path.endsWith('.go')) return false
  const head = bytes.toString('latin1', 0, 2000)
  const end = head.search(/^package\s/m)
  return builtForTests.test(end < 0 ? head : head.slice(0, end))
}

/** What the patterns found in some of the files; plain data, that a thread can hand to another. */
export interface Scanned {
  readonly matches: Matches
  /** Rules of which at least one pattern was looked for in a file. */
  readonly lookedInto: ReadonlySet<string>
  /** Paths of code that is shipped and that nobody can read. */
  readonly unreadable: readonly string[]
  /** Paths of files that hold a sign, by its name. */
  readonly signed: Readonly<Record<string, readonly string[]>>
}

/** Plain data as well: patterns are given to a thread as they are. */
export interface Sought {
  readonly seekers: readonly Seeker[]
  /** Lines that tell who else must read the file: no rule is given them. */
  readonly signs: Readonly<Record<string, SourcePattern>>
}

export function sourceScan(
  { seekers, signs }: Sought,
  limits: Pick<Limits, 'matches'>,
): Reader & {
  result(): Scanned
  /** Rules that look into such a file. */
  seekersOf(file: FileEntry): Iterable<string>
} {
  const matches: Matches = {}
  const lookedInto = new Set<string>()
  const unreadable: string[] = []
  const signed: Record<string, string[]> = Object.fromEntries(Object.keys(signs).map((name) => [name, []]))
  const scanner = lineScanner([...seekers, { id: ofSigns, patterns: signs }])
  for (const { id, patterns = {} } of seekers) {
    const names = Object.keys(patterns)
    if (names.length > 0) matches[id] = Object.fromEntries(names.map((name) => [name, []]))
  }
  return {
    // Data of more than a megabyte was written by no person; code may be, and is only refused when it is far longer.
    wants: (file) => scanner.wants(file) && (file.kind === 'data' || file.kind === 'document' ? true : 'long'),
    seekersOf: scanner.seekersOf,
    take(file, content) {
      for (const rule of scanner.seekersOf(file)) lookedInto.add(rule)
      if (file.shipped === true && isMadeByTool(file, content.bytes)) unreadable.push(file.path)
      scanner.scan(file, content.bytes, (rule, name, match) => {
        if (rule === ofSigns) {
          if (signed[name]?.at(-1) !== file.path) signed[name]?.push(file.path)
          return
        }
        const list = matches[rule]?.[name]
        if (list !== undefined && list.length < limits.matches) list.push(match)
      })
    },
    result: () => ({ matches, lookedInto, unreadable, signed }),
  }
}

/** What several scans found in parts of one list of files, in the order of the list. */
export function scannedTogether(
  parts: readonly Scanned[],
  placeOf: ReadonlyMap<string, number>,
  most: number,
): Scanned {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const inOrder = <T>(lists: readonly (readonly T[])[], pathOf: (each: T) => string): T[] =>
    lists.flat().sort((a, b) => (placeOf.get(pathOf(a)) ?? 0) - (placeOf.get(pathOf(b)) ?? 0))
  const matches: Matches = {}
  for (const [rule, byName] of Object.entries(only?.matches ?? {}))
    matches[rule] = Object.fromEntries(
      Object.keys(byName).map((name) => [
        name,
        inOrder(
          parts.map((part) => part.matches[rule]?.[name] ?? []),
          ({ path }) => path,
        ).slice(0, most),
      ]),
    )
  return {
    matches,
    lookedInto: new Set(parts.flatMap(({ lookedInto }) => [...lookedInto])),
    unreadable: inOrder(
      parts.map(({ unreadable }) => unreadable),
      (path) => path,
    ),
    signed: Object.fromEntries(
      Object.keys(only?.signed ?? {}).map((name) => [
        name,
        inOrder(
          parts.map(({ signed }) => signed[name] ?? []),
          (path) => path,
        ),
      ]),
    ),
  }
}

/** All patterns of all rules, made ready once for many files. */
export function lineScanner(seekers: readonly Seeker[]): {
  wants(file: FileEntry): boolean
  seekersOf(file: FileEntry): Iterable<string>
  scan(file: FileEntry, bytes: Buffer, found: (rule: string, name: string, match: SourceMatch) => void): void
} {
  const all: NamedPattern[] = seekers.flatMap(({ id, patterns = {} }) =>
    Object.entries(patterns).map(([name, pattern]) => ({ ...pattern, rule: id, name })),
  )
  const quests = new Map<string, Quest | undefined>()
  const questFor = ({ kind, role }: FileEntry): Quest | undefined => {
    const key = `${kind} ${role}`
    if (!quests.has(key)) quests.set(key, questOf(all, kind, role))
    return quests.get(key)
  }
  return {
    wants: (file) => questFor(file) !== undefined,
    seekersOf: (file) => questFor(file)?.seekers ?? [],
    scan(file, bytes, found) {
      const isMade = isMadeByTool(file, bytes)
      const quest = questFor(
        isMade ? { ...file, role: 'generated' } : isForTests(file, bytes) ? { ...file, role: 'test' } : file,
      )
      if (quest === undefined) return
      scan(file, bytes, quest, (pattern, match) => found(pattern.rule, pattern.name, match))
    },
  }
}

function questOf(all: readonly NamedPattern[], kind: FileKind, role: FileRole): Quest | undefined {
  const patterns = all.filter(({ kinds, roles = defaultRoles }) => kinds.includes(kind) && roles.includes(role))
  if (patterns.length === 0) return undefined
  const of = new Map<string, number[]>()
  for (const [index, pattern] of patterns.entries())
    for (const hint of pattern.hints) of.set(hint, [...(of.get(hint) ?? []), index])
  return {
    patterns,
    seekers: new Set(patterns.map(({ rule }) => rule)),
    of: [...of.values()],
    find: literalFinder([...of.keys()]),
    tried: new Float64Array(patterns.length),
    seen: new Uint8Array(patterns.length),
  }
}

function scan(file: FileEntry, bytes: Buffer, { patterns, of, find, tried, seen }: Quest, found: Found): void {
  tried.fill(-1)
  seen.fill(0)
  let start = 0
  let end = -1
  let content: string | undefined
  let line = 1
  let counted = 0
  find(bytes, (literal, at) => {
    if (at > end) {
      start = bytes.lastIndexOf(lineFeed, at) + 1
      end = bytes.indexOf(lineFeed, at)
      if (end < 0) end = bytes.length
      content = undefined
    }
    const whole = end - start <= longestLine
    const from = whole ? start : Math.max(start, at - longestLine / 2)
    const to = whole ? end : Math.min(end, at + longestLine / 2)
    if (!whole) content = undefined
    for (const index of of[literal] ?? []) {
      if ((tried[index] ?? 0) >= start) continue
      const pattern = patterns[index]
      if (pattern === undefined) continue
      // Of a long line each hint shows another part.
      if (whole) tried[index] = start
      content ??= withoutGaps(bytes.toString('utf8', from, to))
      if (pattern.first?.test(content) === false) continue
      const match = pattern.expression.exec(content)
      if (match === null || isAmongTests(file, bytes, at)) continue
      if (pattern.few === true) seen[index] = (seen[index] ?? 0) + 1
      tried[index] = pattern.once === true || (seen[index] ?? 0) >= handful ? Infinity : start
      for (
        let next = bytes.indexOf(lineFeed, counted);
        next >= 0 && next < at;
        next = bytes.indexOf(lineFeed, counted)
      ) {
        line += 1
        counted = next + 1
      }
      found(pattern, {
        path: file.path,
        line,
        text: content.trim().slice(0, longestText),
        around: around(bytes, from, to, pattern.reach),
        groups: { ...match.groups, match: match[0].slice(0, longestText) },
        role: file.role,
        kind: file.kind,
        comment: isComment(file, content, match.index) || isInBlockComment(file, bytes, at),
      })
    }
  })
}

/**
 * A long run of blanks says no more than a short one, and patterns that let blanks stand in several places would try each way
 * of sharing it out: seconds for one line.
 */
const withoutGaps = (line: string): string =>
  line.length < longGap ? line : line.replace(/\s{40,}/g, (gap) => gap.slice(0, 40))
const longGap = 120

/** So many lines before and after, at most 200 bytes for each, both ways. */
function around(bytes: Buffer, start: number, end: number, lines = 2): string {
  let from = start
  for (let i = 0; i <= lines && from > 0; i++) from = bytes.lastIndexOf(lineFeed, from - 1)
  let to = end
  for (let i = 0; i < lines && to >= 0; i++) to = bytes.indexOf(lineFeed, to + 1)
  return bytes.toString(
    'utf8',
    Math.max(from <= 0 ? 0 : from + 1, start - 200 * lines),
    Math.min(to < 0 ? bytes.length : to, end + 200 * lines),
  )
}

/** Good enough to tell prose from code: the line starts as a comment, or one starts before the match. */
const isComment = ({ path }: FileEntry, line: string, at: number): boolean =>
  // In `.npmrc` two slashes begin the address of a registry; `#[` begins an attribute of PHP and Rust.
  (!path.endsWith('.npmrc') && /^\s*\/\//.test(line)) ||
  /^\s*(\/\*|\*|#(?!\{|\[|include|define)|--\s|<!--|;|%|rem\b)/i.test(line) ||
  (twoDashes.test(path) && /^\s*--/.test(line)) ||
  /(^|\s)(\/\/|#|\/\*)\s/.test(line.slice(0, at))

/** Languages whose comments open with two dashes, with or without a blank behind them. */
const twoDashes = /\.(?:lua|sql|pls|pck|prc|elm|hs|ad[bs]|vhdl?)$/i
/** XML and its kin: their comments run over lines. */
const taggedText = /\.(?:xml|x?html?|svg|xsd|wsdl|xslt?|config|[cv]sproj|props|targets)$/i

/** Inside a block comment, or inside the triple quotes with which Python documents. */
function isInBlockComment(file: FileEntry, bytes: Buffer, at: number): boolean {
  if (taggedText.test(file.path)) {
    const opened = bytes.lastIndexOf('<!--', at)
    return opened >= 0 && opened > bytes.lastIndexOf('-->', at)
  }
  if (file.kind !== 'code') return false
  if (file.language === 'lua') {
    const opened = bytes.lastIndexOf('--[[', at)
    return opened >= 0 && opened > bytes.lastIndexOf(']]', at)
  }
  if (file.language === 'python') {
    let opened = -1
    for (let next = nextTripleQuote(bytes, 0); next >= 0 && next < at; next = nextTripleQuote(bytes, next + 3))
      opened = opened < 0 ? next : -1
    // A text with holes is no documentation.
    return (
      opened >= 0 && !/f/i.test(bytes.toString('latin1', Math.max(0, opened - 2), opened).match(/[frb]+$/i)?.[0] ?? '')
    )
  }
  if (file.language === 'perl') {
    // Documentation begins with a command of POD, and everything behind `__END__` is text.
    const end = bytes.indexOf('\n__END__\n')
    if (end >= 0 && end < at) return true
    const opened = Math.max(
      ...['\n=pod', '\n=head', '\n=over', '\n=item', '\n=begin', '\n=encoding'].map((one) =>
        bytes.lastIndexOf(one, at),
      ),
    )
    return opened >= 0 && opened > bytes.lastIndexOf('\n=cut', at)
  }
  const open = bytes.lastIndexOf('/*', at)
  // A glob such as `src/**/*.ts` opens nothing: a comment starts its line or follows a blank.
  return (
    open > bytes.lastIndexOf('*/', at) &&
    (open === 0 || /\s/.test(String.fromCharCode(bytes[open - 1] ?? 0))) &&
    bytes.indexOf('*/', at) > 0
  )
}

/** Rust and Erlang keep tests in the file of the code, where only a build for tests takes them in. */
function isAmongTests({ path }: FileEntry, bytes: Buffer, at: number): boolean {
  if (path.endsWith('.rs')) return isInTestOfRust(bytes, at)
  if (!/\.[eh]rl$/.test(path)) return false
  const opened = bytes.lastIndexOf('-ifdef(TEST)', at)
  return opened >= 0 && opened > Math.max(bytes.lastIndexOf('\n-endif', at), bytes.lastIndexOf('\n-else', at))
}

/** Attributes that leave an item of the file to a build for tests; `any(test, …)` leaves it to others too. */
const ofTests = ['cfg(test)', 'cfg(all(test', 'test]', 'tokio::test', 'rstest', 'actix_web::test', 'sqlx::test'].map(
  (one) => `\n#[${one}`,
)
/** Within the block of such an item, other attributes beside: what stands at the margin closes it. */
function isInTestOfRust(bytes: Buffer, at: number): boolean {
  const opened = Math.max(...ofTests.map((one) => bytes.lastIndexOf(one, at)))
  if (opened < 0 || opened < bytes.lastIndexOf('\n}', at)) return false
  const item = bytes.toString('latin1', opened, at).replace(/^(?:#!?\[.*\]|\s*\/\/.*)$/gm, '')
  // A declaration that ends at once (`mod tests;`) has no block.
  return /^[^;{]*\{/.test(item)
}

function nextTripleQuote(bytes: Buffer, from: number): number {
  const double = bytes.indexOf('"""', from)
  const single = bytes.indexOf("'''", from)
  return double < 0 ? single : single < 0 ? double : Math.min(double, single)
}
