/**
 * Received texts that become a part of a query where no parameter can stand: a column to sort by, a table, a direction, a list
 * of values. A name alone tells nothing there, so each is followed back to where it was received.
 */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { isReceived } from './received-flow.ts'
import { reachOfFunction } from './received.ts'
import { firstArgument } from './route-parameters.ts'
import type { TextFields } from './text-fields.ts'

export const namedInQuery: Readonly<Record<string, SourcePattern>> = {
  queryText: {
    hints: ['select ', 'delete from', 'insert into', 'update ', 'order by', 'group by'],
    first: /[+{$%]|["']\s*\.|\bconcat/,
    expression:
      /\b(?:SELECT\s[^\n]*\bFROM\b|DELETE\s+FROM\b|INSERT\s+INTO\b|UPDATE\s+(?:\S+|["'`]\s*[.+]\s*\S+\s*[.+]\s*["'`])\s+SET\b|ORDER\s+BY\b|GROUP\s+BY\b)/i,
    kinds: ['code'],
    reach: reachOfFunction,
  },
  /** A part of a query handed as text to a builder that takes it as it is. */
  queryPart: {
    hints: [
      '.order(',
      'raw(',
      '.extra(',
      'literal(',
      'arel.sql(',
      '.having(',
      '.joins(',
      '.group(',
      '.where(',
      '->where(',
      '->andwhere(',
      '->orwhere(',
      '->having(',
      'orderby(',
    ],
    expression:
      /(?:\b(?:db|tx|bd|base|conn|session|\w*DB)\b[\w.()"', ?=]*\.(?:Order|Group|Having|Joins|Select|Table|Where)|(?:->|::)(?:orderBy|groupBy|where|orWhere|having|select|from)Raw|\bDB::raw|\.extra|\b[sS]equelize\.literal|\bknex\.raw|\.(?:orderBy|groupBy|where|having)Raw|\bArel\.sql|->(?:where|andWhere|orWhere|having|orderBy|addOrderBy|select|addSelect))\s*\(\s*(?:where\s*=\s*\[\s*)?(?<args>[^;\n]{1,240})/,
    kinds: ['code'],
    reach: reachOfFunction,
  },
  /** Go: a builder takes its first text as it is, whatever the handle is called. */
  clauseOfGo: {
    hints: ['.order(', '.group(', '.having(', '.joins(', '.where(', '.select(', '.raw('],
    expression: /[\w)]\.(?:Order|Group|Having|Joins|Where|Select|Raw)\((?<args>[^;\n]{1,240})/,
    kinds: ['code'],
    reach: reachOfFunction,
  },
  /** Rails: a name of a column is checked, a text with a hole is taken as it is. */
  clauseOfRuby: {
    hints: ['.order', '.reorder', '.group', '.having', '.joins', '.pluck', '.select(', '.from('],
    first: /#\{/,
    expression: /\.(?:order|reorder|group|having|joins|pluck|select|from)[ (]\s*(?<args>"[^;\n]{1,240})/,
    kinds: ['code'],
    reach: reachOfFunction,
  },
}

/** A text that a builder is told to take as it is. */
const rawIn = /^\s*(?:\\?\w+\\)*DB::raw\s*\(/

export const namesReceived = (match: SourceMatch, kind: string, fields: TextFields): boolean =>
  kind === 'clauseOfRuby'
    ? match.path.endsWith('.rb') && isReceived(match, firstArgument(match.groups['args'] ?? ''), fields)
    : kind === 'clauseOfGo'
      ? match.path.endsWith('.go') && isReceived(match, ofText(firstArgument(match.groups['args'] ?? '')), fields)
      : kind === 'queryPart'
        ? // Doctrine joins texts; a name alone there is one of its own paths, checked by the builder.
          (!/^->(?:where|andWhere|orWhere|having|orderBy|addOrderBy|select|addSelect)\s*\(/.test(
            match.groups['match'] ?? '',
          ) ||
            /["']\s*\.\s*\$|"[^"]*\{?\$/.test(firstArgument(match.groups['args'] ?? ''))) &&
          isReceived(match, asText(match.path, firstArgument((match.groups['args'] ?? '').replace(rawIn, ''))), fields)
        : partsOf(match).some((part) => isReceived(match, part, fields))

/** A condition that is a structure or a table binds its values. */
const ofText = (argument: string): string => (/[{&]/.test(argument.replace(/"(?:[^"\\]|\\.)*"/g, '')) ? '' : argument)

const asText = (path: string, argument: string): string => (path.endsWith('.go') ? ofText(argument) : argument)

/** Names that stand before a template which binds its holes, or a call that does. */
const bound =
  /\b(?:FromSql|FromSqlInterpolated|ExecuteSql(?:Interpolated)?(?:Async)?|SqlQuery)(?:<\w+>)?\s*\(\s*\$|(?:\bsql|\bSQL|\bquery|\$queryRaw|\$executeRaw)(?:<[^`\n]{0,200}>)?`/

/** What is put into the text of the query on this line: holes, what is joined, what a format takes. */
function partsOf({ text, groups, path, around }: SourceMatch): readonly string[] {
  if (bound.test(text)) return []
  const start = text.indexOf(groups['match'] ?? '')
  const before = text.slice(0, start)
  const opened = /(?<prefix>\$@|@\$|[frbFRB$]{1,2}|)(?<quote>"""|'''|["'`])[^"'`]*$/.exec(before)?.groups
  if (opened === undefined) return start >= 0 && isInLongText(path, around, text) ? holesOf(text, path, '"', 'f$') : []
  const { quote = '"', prefix = '' } = opened
  const from = text.slice(before.lastIndexOf(quote) + quote.length)
  const end = endOf(from, quote)
  const inside = from.slice(0, end)
  const parts = [...holesOf(inside, path, quote, prefix)]
  let rest = from.slice(end + quote.length)
  const call = /(\w+!?)\s*\(\s*&?$/.exec(
    before.slice(0, before.length - (before.length - before.lastIndexOf(quote))).replace(/[frb$@]*$/, ''),
  )?.[1]
  if (call !== undefined && /^(?:Sprintf|sprintf|format!?|Format)$/.test(call)) {
    const given = argumentsOf(rest.replace(/^\s*,/, ''))
    const verbs = path.endsWith('.rs')
      ? []
      : [...inside.matchAll(/%[-+#0-9.$]*([a-zA-Z%])/g)].map(([, verb]) => verb).filter((verb) => verb !== '%')
    return [...parts, ...given.filter((_, index) => verbs.length === 0 || /[sqv]/.test(verbs[index] ?? 's'))]
  }
  if (path.endsWith('.py') && /^\s*%(?!=)/.test(rest))
    return [...parts, ...argumentsOf(rest.replace(/^\s*%\s*\(?/, ''))]
  if (/^\s*\.(?:format|formatted)\s*\(/.test(rest))
    return [...parts, ...argumentsOf(rest.replace(/^\s*\.\w+\s*\(/, ''))]
  // A Symfony or Laravel text is joined by points, others by plus signs.
  const joint = path.endsWith('.php')
    ? /^\s*\.\s*(?=[$A-Za-z(\\])/
    : /^\s*(?:\)?\.(?:to_owned|to_string)\(\)\s*)?\+\s*(?=&?[A-Za-z_$(]|["'][^"'\n]{0,4}["']\.join)/
  for (let turn = 0; turn < 6 && joint.test(rest); turn++) {
    const operand = operandOf(rest.replace(joint, ''), path.endsWith('.php') ? '.' : '+')
    parts.push(operand)
    rest = rest.replace(joint, '').slice(operand.length)
    rest = rest.replace(
      path.endsWith('.php')
        ? /^\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/
        : /^\s*\+\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/,
      '',
    )
  }
  return parts
}

const endOf = (text: string, quote: string): number => {
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) if (text[at - 1] !== '\\') return at
  return text.length
}

/** Inside a text that began on a line above. */
const isInLongText = (path: string, around: string, text: string): boolean => {
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  const odd = (sign: string): boolean => above.split(sign).length % 2 === 0
  if (/\.(?:kts?|groovy|scala)$/.test(path)) return odd('"""')
  if (path.endsWith('.py')) return /\bf"""|\bf'''/.test(above) && (odd('"""') || odd("'''"))
  if (/\.[cm]?[jt]sx?$/.test(path)) return odd('`') && !bound.test(above)
  if (path.endsWith('.php')) return /<<<\s*"?[A-Z]+"?\s*$/m.test(above)
  return path.endsWith('.rb') && /<<[~-]?["]?[A-Z]+/.test(above)
}

/** Holes of a text, where the language of the file and the kind of quotes fill them. */
function holesOf(inside: string, path: string, quote: string, prefix: string): readonly string[] {
  const all = (pattern: RegExp): string[] => [...inside.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
  if (/\.[cm]?[jt]sx?$/.test(path)) return quote === '`' || prefix === 'f$' ? all(/\$\{([^}]*)\}/g) : []
  if (path.endsWith('.py')) return /f/i.test(prefix) ? all(/(?<!\{)\{([^{}]+?)(?:![rsa])?(?::[^{}]*)?\}/g) : []
  if (path.endsWith('.php')) return quote === '"' ? all(/\{(\$[^}]+)\}|(\$\w+(?:->\w+)?)/g) : []
  if (/\.(?:rb|rake|erb)$/.test(path)) return quote === '"' ? all(/#\{([^}]*)\}/g) : []
  if (/\.(?:kts?|scala|groovy)$/.test(path)) return quote.startsWith('"') ? all(/\$\{([^}]*)\}|\$([A-Za-z_]\w*)/g) : []
  if (path.endsWith('.cs')) return prefix.includes('$') ? all(/(?<!\{)\{([^{}]+)\}/g) : []
  return path.endsWith('.rs') ? all(/(?<!\{)\{([a-z_]\w*)\}/g) : []
}

/** Up to what joins the next piece, or ends the whole. */
function operandOf(code: string, joint: string): string {
  let depth = 0
  let quote = ''
  for (let at = 0; at < code.length; at++) {
    const sign = code[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (/["'`]/.test(sign)) quote = sign
    else if (/[([{]/.test(sign)) depth += 1
    else if (/[)\]}]/.test(sign)) depth -= 1
    if (depth < 0) return code.slice(0, at)
    if (depth === 0 && quote === '' && /[,;]/.test(sign)) return code.slice(0, at)
    if (
      depth === 0 &&
      quote === '' &&
      sign === joint &&
      (joint === '+' || /[\s"']/.test(code[at - 1] ?? '') || /\s/.test(code[at + 1] ?? ''))
    )
      return code.slice(0, at)
  }
  return code
}

function argumentsOf(code: string): readonly string[] {
  const all: string[] = []
  let rest = code
  for (let turn = 0; turn < 6 && rest.trim() !== ''; turn++) {
    const one = firstArgument(rest)
    all.push(one)
    if (rest[one.length] !== ',') break
    rest = rest.slice(one.length + 1)
  }
  return all
}
