/** A Go template as text parts and actions, then as a tree. Syntax: https://pkg.go.dev/text/template */

import type { Bilingual } from '@socle/contracts/text'

/** The template uses something that is not rendered here: the reason says what. */
export class NotRendered extends Error {
  readonly reason: Bilingual
  constructor(fr: string, en: string) {
    super(en)
    this.reason = { fr, en }
  }
}

export type Node =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  | { readonly kind: 'set'; readonly variable: string; readonly declares: boolean; readonly pipeline: Pipeline }
  | { readonly kind: 'if' | 'with'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] }
  | {
      readonly kind: 'range'
      readonly variables: readonly string[]
      readonly pipeline: Pipeline
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  | { readonly kind: 'template'; readonly name: string; readonly pipeline?: Pipeline }
  | { readonly kind: 'break' | 'continue' }
interface Branch {
  readonly variable?: string
  readonly pipeline: Pipeline
  readonly body: readonly Node[]
}
/** Commands joined by `|`: the value of each is the last argument of the next. */
export type Pipeline = readonly Command[]
type Command = readonly Operand[]
export type Operand =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'dot'; readonly fields: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly fields: readonly string[] }

export interface Template {
  readonly nodes: readonly Node[]
  /** Named by `define` or `block`. */
  readonly defined: ReadonlyMap<string, readonly Node[]>
}

type Part = { readonly text: string; readonly line: number } | { readonly action: string }
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const mostParts = 20_000
const deepest = 60

/** Text and actions; a dash beside the braces takes the blanks on its side away. */
function partsOf(source: string): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  let trims = false
  let line = 1
  let counted = 0
  const push = (raw: string, text: string, from: number): void => {
    for (let next = source.indexOf('\n', counted); next >= 0 && next < from; next = source.indexOf('\n', counted)) {
      line += 1
      counted = next + 1
    }
    const skipped = raw.length - raw.trimStart().length
    parts.push({ text, line: line + (text.length < raw.length ? lineFeeds(raw.slice(0, skipped)) : 0) })
  }
  for (let open = source.indexOf('{{'); open >= 0; open = source.indexOf('{{', at)) {
    const raw = source.slice(at, open)
    let text = trims ? raw.trimStart() : raw
    const trimsBefore = source[open + 2] === '-' && /\s/.test(source[open + 3] ?? '')
    if (trimsBefore) text = text.trimEnd()
    const close = endOfAction(source, open + 2)
    let action = source.slice(open + 2 + (trimsBefore ? 1 : 0), close)
    trims = /\s-$/.test(action) || action === '-'
    if (trims) action = action.slice(0, -1)
    if (text !== '') push(trims ? raw : text, text, at)
    if (!/^\s*\/\*/.test(action)) parts.push({ action: action.trim() })
    at = close + 2
    if (parts.length > mostParts) throw new NotRendered('un gabarit trop long', 'template too long')
  }
  const rest = source.slice(at)
  push(rest, trims ? rest.trimStart() : rest, at)
  return parts
}

const lineFeeds = (text: string): number => text.split('\n').length - 1

function endOfAction(source: string, from: number): number {
  if (/^-?\s*\/\*/.test(source.slice(from, from + 20))) {
    const end = source.indexOf('*/', from)
    const close = end < 0 ? -1 : source.indexOf('}}', end)
    if (close < 0) throw new NotRendered('un commentaire sans fin', 'comment without an end')
    return close
  }
  let quote = ''
  for (let at = from; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (quote !== '') {
      if (sign === '\\' && quote !== '`') at += 1
      else if (sign === quote) quote = ''
    } else if (sign === '"' || sign === '`') quote = sign
    else if (sign === '}' && source[at + 1] === '}') return at
  }
  throw new NotRendered('une action sans fin', 'action without an end')
}

export function parseTemplate(source: string): Template {
  const parts = partsOf(source)
  const defined = new Map<string, readonly Node[]>()
  let at = 0

  /** Reads nodes until one of the words; gives the word and what followed it. */
  const body = (depth: number, ...until: string[]): { nodes: Node[]; word: string; rest: string } => {
    if (depth > deepest) throw new NotRendered('des blocs trop profonds', 'blocks nested too deep')
    const nodes: Node[] = []
    for (; at < parts.length;) {
      const part = parts[at++]!
      if ('text' in part) {
        nodes.push({ kind: 'text', ...part })
        continue
      }
      const [, word = '', rest = ''] = /^(\w+)\b\s*([\s\S]*)$/.exec(part.action) ?? []
      if (until.includes(word)) return { nodes, word, rest }
      nodes.push(...nodeOf(word, rest, part.action, depth))
    }
    if (until.length > 0) throw new NotRendered('un bloc n’a pas de fin', 'a block has no end')
    return { nodes, word: '', rest: '' }
  }

  const nodeOf = (word: string, rest: string, action: string, depth: number): Node[] => {
    switch (word) {
      case 'if':
      case 'with':
        return [conditional(word, rest, depth)]
      case 'range': {
        const [, names = '', from = rest] = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:=\s*([\s\S]*)$/.exec(rest) ?? []
        const inside = body(depth + 1, 'else', 'end')
        const otherwise = inside.word === 'else' ? body(depth + 1, 'end').nodes : []
        return [
          {
            kind: 'range',
            variables: names === '' ? [] : names.split(',').map((name) => name.trim()),
            pipeline: parsePipeline(from),
            body: inside.nodes,
            otherwise,
          },
        ]
      }
      case 'define':
      case 'block': {
        const [, name = '', with_ = ''] = /^"([^"]*)"\s*([\s\S]*)$/.exec(rest) ?? []
        defined.set(name, body(depth + 1, 'end').nodes)
        return word === 'block' ? [{ kind: 'template', name, pipeline: parsePipeline(with_) }] : []
      }
      case 'template': {
        const [, name = '', with_ = ''] = /^"([^"]*)"\s*([\s\S]*)$/.exec(rest) ?? []
        return [{ kind: 'template', name, ...(with_ === '' ? {} : { pipeline: parsePipeline(with_) }) }]
      }
      case 'break':
      case 'continue':
        return [{ kind: word }]
      case 'end':
      case 'else':
        throw new NotRendered(`« ${word} » hors d’un bloc`, `“${word}” without a block`)
    }
    const [, variable, sign, value = ''] = /^(\$\w+)\s*(:?=)\s*([\s\S]*)$/.exec(action) ?? []
    if (variable !== undefined)
      return [{ kind: 'set', variable, declares: sign === ':=', pipeline: parsePipeline(value) }]
    return action === '' ? [] : [{ kind: 'print', pipeline: parsePipeline(action) }]
  }

  const conditional = (kind: 'if' | 'with', first: string, depth: number): Node => {
    const branches: Branch[] = []
    let condition = first
    for (;;) {
      const [, variable, value = condition] = /^(\$\w+)\s*:=\s*([\s\S]*)$/.exec(condition) ?? []
      const inside = body(depth + 1, 'else', 'end')
      const branch: Mutable<Branch> = { pipeline: parsePipeline(value), body: inside.nodes }
      if (variable !== undefined) branch.variable = variable
      branches.push(branch)
      if (inside.word === 'end') return { kind, branches, otherwise: [] }
      const next = /^(?:if|with)\s+([\s\S]*)$/.exec(inside.rest)?.[1]
      if (next === undefined) return { kind, branches, otherwise: body(depth + 1, 'end').nodes }
      condition = next
    }
  }
  return { nodes: body(0).nodes, defined }
}

const token =
  /\s+|(?<string>"(?:[^"\\]|\\.)*")|(?<raw>`[^`]*`)|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<variable>\$\w*)(?<fields>(?:\.\w+)*)|(?<dot>(?:\.\w+)+|\.)|(?<word>[A-Za-z_]\w*)|(?<sign>[()|,])/y

function parsePipeline(source: string): Pipeline {
  token.lastIndex = 0
  const tokens: RegExpExecArray[] = []
  while (token.lastIndex < source.length) {
    const found = token.exec(source)
    if (found === null)
      throw new NotRendered(`incompris : ${source.slice(0, 60)}`, `not understood: ${source.slice(0, 60)}`)
    tokens.push(found)
  }
  let at = 0
  const read = (inside: boolean, depth: number): Pipeline => {
    if (depth > deepest) throw new NotRendered('une expression trop profonde', 'expression nested too deep')
    const commands: Operand[][] = [[]]
    for (; at < tokens.length;) {
      const { groups = {}, 0: whole } = tokens[at++]!
      const current = commands.at(-1)!
      if (whole.trim() === '') continue
      if (groups['sign'] === ')') {
        if (!inside) throw new NotRendered('une « ) » de trop', 'one “)” too many')
        return closed(commands)
      }
      if (groups['sign'] === '|') commands.push([])
      else if (groups['sign'] === '(') {
        const pipeline = read(true, depth + 1)
        // `(index .Values.a 0).name`: fields stand against the bracket.
        const after = tokens[at]
        const fields = after?.groups?.['dot'] !== undefined && after[0] !== '.' ? fieldsOf(tokens[at++]![0]) : []
        current.push({ kind: 'group', pipeline, fields })
      } else if (groups['sign'] !== undefined) throw new NotRendered(`incompris : ${whole}`, `not understood: ${whole}`)
      else current.push(operandOf(groups))
    }
    if (inside) throw new NotRendered('il manque une « ) »', 'a “)” is missing')
    return closed(commands)
  }
  return read(false, 0)
}

function closed(commands: readonly Operand[][]): Pipeline {
  if (commands.some((command) => command.length === 0))
    throw new NotRendered('une expression vide', 'an empty expression')
  return commands
}

const fieldsOf = (path: string): readonly string[] => path.split('.').filter((name) => name !== '')
const words: Readonly<Record<string, unknown>> = { true: true, false: false, nil: null }

function operandOf(groups: Readonly<Record<string, string | undefined>>): Operand {
  const { string, raw, number, variable, fields = '', dot, word = '' } = groups
  if (string !== undefined) return { kind: 'literal', value: unquoted(string) }
  if (raw !== undefined) return { kind: 'literal', value: raw.slice(1, -1) }
  if (number !== undefined) return { kind: 'literal', value: Number(number) }
  if (variable !== undefined) return { kind: 'variable', name: variable, fields: fieldsOf(fields) }
  if (dot !== undefined) return { kind: 'dot', fields: fieldsOf(dot) }
  return Object.hasOwn(words, word) ? { kind: 'literal', value: words[word] } : { kind: 'function', name: word }
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string
  } catch {
    return text.slice(1, -1)
  }
}
