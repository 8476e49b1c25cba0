/** Templates of a chart filled with its values: data in, text out. Nothing runs, and each bound ends in a reason. */
import { type TemplateFunction, functions } from './template-functions.ts'
import { type Node, NotRendered, type Operand, type Pipeline, type Template, parseTemplate } from './template-parts.ts'
import { bounded, isRecord, isTrue, recordOf, textOf } from './template-values.ts'

/** Where a line of the output comes from. */
export interface RenderedText {
  readonly text: string
  lineOf(outputLine: number): number
}

const mostSteps = 200_000
const deepest = 40

class Leave extends Error {
  readonly how: 'break' | 'continue'
  constructor(how: 'break' | 'continue') {
    super(how)
    this.how = how
  }
}

interface Scope {
  readonly dot: unknown
  readonly variables: Map<string, unknown>[]
  readonly depth: number
}

/** @param sources templates by path; those that begin with `_` only define */
export function chartRenderer(sources: ReadonlyMap<string, string>): {
  /** @throws NotRendered */
  render(path: string, root: Readonly<Record<string, unknown>>): RenderedText
} {
  const parsed = new Map<string, Template | NotRendered>()
  const defined = new Map<string, readonly Node[]>()
  for (const [path, source] of sources)
    try {
      const template = parseTemplate(source)
      parsed.set(path, template)
      // A file is a template under its own path: annotations carry the digest of what another file gives.
      if (!defined.has(path)) defined.set(path, template.nodes)
      for (const [name, nodes] of template.defined) defined.set(name, nodes)
    } catch (cause) {
      if (!(cause instanceof NotRendered)) throw cause
      parsed.set(path, cause)
    }
  return {
    render(path, root) {
      const template = parsed.get(path)
      if (template === undefined) throw new NotRendered('gabarit introuvable', 'no such template')
      if (template instanceof NotRendered) throw template
      return rendering(defined)(template.nodes, root)
    },
  }
}

function rendering(defined: ReadonlyMap<string, readonly Node[]>) {
  let steps = 0
  const step = (): void => {
    if (++steps > mostSteps) throw new NotRendered('trop de travail', 'too much work')
  }
  /** Start of a piece of text in the output, and its line in the template. */
  const origins: { readonly at: number; readonly line: number }[] = []

  const run = (nodes: readonly Node[], scope: Scope, output: { text: string; traced: boolean }): void => {
    if (scope.depth > deepest)
      throw new NotRendered('des gabarits s’appellent trop profondément', 'templates call each other too deep')
    for (const node of nodes) {
      step()
      switch (node.kind) {
        case 'text':
          if (output.traced) origins.push({ at: output.text.length, line: node.line })
          output.text = bounded(output.text + node.text)
          break
        case 'print':
          output.text = bounded(output.text + textOf(value(node.pipeline, scope)))
          break
        case 'set':
          assign(scope, node.variable, value(node.pipeline, scope), node.declares)
          break
        case 'if':
        case 'with':
          choose(node, scope, output)
          break
        case 'range':
          repeat(node, scope, output)
          break
        case 'template':
          output.text = bounded(
            output.text +
              named(node.name, node.pipeline === undefined ? undefined : value(node.pipeline, scope), scope),
          )
          break
        default:
          throw new Leave(node.kind)
      }
    }
  }

  const inner = (scope: Scope, dot: unknown, variables: readonly (readonly [string, unknown])[] = []): Scope => ({
    dot,
    variables: [...scope.variables, new Map(variables)],
    depth: scope.depth + 1,
  })

  const choose = (
    node: Node & { kind: 'if' | 'with' },
    scope: Scope,
    output: { text: string; traced: boolean },
  ): void => {
    for (const { variable, pipeline, body } of node.branches) {
      const found = value(pipeline, scope)
      if (!isTrue(found)) continue
      const dot = node.kind === 'with' ? found : scope.dot
      run(body, inner(scope, dot, variable === undefined ? [] : [[variable, found]]), output)
      return
    }
    run(node.otherwise, inner(scope, scope.dot), output)
  }

  const repeat = (node: Node & { kind: 'range' }, scope: Scope, output: { text: string; traced: boolean }): void => {
    const over = value(node.pipeline, scope)
    const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(over)
      ? over.map((item, index) => [index, item] as const)
      : isRecord(over)
        ? Object.keys(over)
            .sort()
            .map((key) => [key, over[key]] as const)
        : typeof over === 'number'
          ? Array.from({ length: Math.min(1000, Math.max(0, over)) }, (_, index) => [index, index] as const)
          : []
    if (entries.length === 0) return run(node.otherwise, inner(scope, scope.dot), output)
    for (const [key, item] of entries) {
      step()
      const [first, second] = node.variables
      const variables: [string, unknown][] =
        second === undefined
          ? first === undefined
            ? []
            : [[first, item]]
          : [
              [first!, key],
              [second, item],
            ]
      try {
        run(node.body, inner(scope, item, variables), output)
      } catch (cause) {
        if (!(cause instanceof Leave)) throw cause
        if (cause.how === 'break') break
      }
    }
  }

  const named = (name: string, dot: unknown, scope: Scope): string => {
    const nodes = defined.get(name)
    if (nodes === undefined)
      throw new NotRendered(
        `le gabarit « ${name} » n’est pas dans le chart`,
        `the template “${name}” is not in the chart`,
      )
    const output = { text: '', traced: false }
    run(nodes, { dot, variables: [new Map([['$', dot]])], depth: scope.depth + 1 }, output)
    return output.text
  }

  const assign = (scope: Scope, name: string, to: unknown, declares: boolean): void => {
    const holder = declares ? scope.variables.at(-1) : scope.variables.findLast((one) => one.has(name))
    if (holder === undefined)
      throw new NotRendered(`la variable ${name} n’est pas déclarée`, `the variable ${name} is not declared`)
    holder.set(name, to)
  }

  const value = (pipeline: Pipeline, scope: Scope): unknown => {
    let last: readonly unknown[] = []
    for (const [head, ...rest] of pipeline) {
      step()
      last = [command(head!, rest, last, scope)]
    }
    return last[0]
  }

  const command = (head: Operand, rest: readonly Operand[], piped: readonly unknown[], scope: Scope): unknown => {
    if (head.kind !== 'function') {
      const found = operand(head, scope)
      if (typeof found === 'function')
        return (found as TemplateFunction)(...rest.map((one) => operand(one, scope)), ...piped)
      return found
    }
    // These two stop at the first answer, and what follows may not even make sense.
    if (head.name === 'and' || head.name === 'or') {
      let answer: unknown
      for (const one of [...rest.map((each) => () => operand(each, scope)), ...piped.map((each) => () => each)]) {
        answer = one()
        if (isTrue(answer) === (head.name === 'or')) return answer
      }
      return answer
    }
    const args = [...rest.map((one) => operand(one, scope)), ...piped]
    if (head.name === 'include') return named(textOf(args[0]), args[1], scope)
    if (head.name === 'tpl') return filled(textOf(args[0]), args[1], scope)
    const known = functions.get(head.name)
    if (known === undefined)
      throw new NotRendered(
        `la fonction ${head.name} n’est pas connue ici`,
        `the function ${head.name} is not known here`,
      )
    return known(...args)
  }

  const filled = (source: string, dot: unknown, scope: Scope): string => {
    if (!source.includes('{{')) return source
    const output = { text: '', traced: false }
    run(parseTemplate(source).nodes, { dot, variables: [new Map([['$', dot]])], depth: scope.depth + 1 }, output)
    return output.text
  }

  const operand = (one: Operand, scope: Scope): unknown => {
    step()
    switch (one.kind) {
      case 'literal':
        return one.value
      case 'dot':
        return through(scope.dot, one.fields)
      case 'variable': {
        const holder = scope.variables.findLast((each) => each.has(one.name))
        if (holder === undefined)
          throw new NotRendered(
            `la variable ${one.name} n’est pas déclarée`,
            `the variable ${one.name} is not declared`,
          )
        return through(holder.get(one.name), one.fields)
      }
      case 'group':
        return through(value(one.pipeline, scope), one.fields)
      default:
        return command(one, [], [], scope)
    }
  }

  return (nodes: readonly Node[], root: Readonly<Record<string, unknown>>): RenderedText => {
    const output = { text: '', traced: true }
    run(nodes, { dot: root, variables: [new Map<string, unknown>([['$', root]])], depth: 0 }, output)
    const starts = [0]
    for (let at = output.text.indexOf('\n'); at >= 0; at = output.text.indexOf('\n', at + 1)) starts.push(at + 1)
    return {
      text: output.text,
      lineOf(outputLine) {
        const at = starts[outputLine - 1] ?? 0
        const origin = origins.findLast((one) => one.at <= at)
        return origin === undefined ? 1 : origin.line + output.text.slice(origin.at, at).split('\n').length - 1
      },
    }
  }
}

/** Fields one after the other; a missing one is nothing, as with Helm. */
function through(start: unknown, fields: readonly string[]): unknown {
  let at = start
  for (const name of fields) at = Object.hasOwn(recordOf(at), name) ? recordOf(at)[name] : undefined
  return at
}
