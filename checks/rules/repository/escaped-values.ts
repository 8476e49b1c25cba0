/** Values of a query that were made harmless before they were pasted: escaped further up, or reckoned. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { isPart } from './query-parts.ts'

export const madeHarmless: Readonly<Record<string, SourcePattern>> = {
  /** A function of the program that does nothing but quote what it is given. */
  quoting: {
    hints: ['quote', 'escape'],
    first: /\breturn\b/,
    expression:
      /^\s*return\s+[\w$>:.()\\-]*(?:->|::|\.)(?:real_?)?(?:quote|escape)(?:_?(?:string|literal|sql|value))?\s*\(\s*\$?\w+\s*\)\s*;?\s*$/i,
    kinds: ['code'],
  },
  /** Ruby: a value, or a set of them, as a function that quotes gives it. */
  quoted: {
    hints: ['quote', 'sanitize_sql', 'escape'],
    first: /=/,
    expression: /^\s*(?<name>[a-z_]\w*)\s*=\s*@?(?:\w+\.)*\w*(?:quote|sanitize_sql|escape)\w*\s*\(/,
    kinds: ['code'],
  },
  /** Perl: a number, from the clock or by a sum. */
  numbers: {
    hints: ['my $'],
    first: /=/,
    expression:
      /^\s*my\s+\$(?<name>\w+)\s*=\s*(?:(?:timegm|timelocal|mktime|time|int|length|scalar)\b|\$\w+\s*[-+*]\s*\d+\s*;)/,
    kinds: ['code'],
  },
}

/** The line as it reads once what those functions quote is left out: nothing there can change the query any more. */
export function quotedByTheProgram(quoting: readonly SourceMatch[] = []): (match: SourceMatch) => SourceMatch {
  const names = new Set(
    quoting.flatMap(
      ({ around, text }) =>
        [...around.slice(0, Math.max(0, around.indexOf(text))).matchAll(/\b(?:function|def|func|sub)\s+&?(\w+)/g)].at(
          -1,
        )?.[1] ?? [],
    ),
  )
  if (names.size === 0) return (match) => match
  const calls = new RegExp(
    `(?:\\$this->|\\bself[.:]{1,2}|(?:\\\\?\\b\\w+\\\\)*)\\b(?:${[...names].join('|')})\\((?:[^()]|\\([^()]*\\))*\\)`,
    'g',
  )
  return (match) => ({ ...match, groups: { ...match.groups, rest: match.groups['rest']?.replace(calls, '1') } })
}

/** Every value of the line went through an escaping function further up, in reach of one function. */
export function wasEscaped({ path, line, text, groups }: SourceMatch, above: readonly SourceMatch[] = []): boolean {
  if (above.length === 0 || !/\.(?:php|inc|phtml|p[lm]|cgi)$/.test(path)) return false
  // What the driver is asked to quote on the spot is not pasted.
  const whole = text
    .replace(/\$\w+->quote\w*\(\s*[^()]*\)/g, '')
    .slice(Math.max(0, text.indexOf((groups['match'] ?? '').trim())))
  const names = [...whole.matchAll(/(?<!\\)\$(\w+)/g)].map(([, name = '']) => name).filter((name) => !isPart(name))
  return (
    (names.length > 0 || /->quote\w*\(/.test(text)) &&
    names.every((name) =>
      above.some(
        (one) =>
          one.path === path &&
          (one.groups['name'] ?? one.groups['made']) === name &&
          one.line < line &&
          line - one.line <= reachOfEscape,
      ),
    )
  )
}
/** Ruby: everything that is pasted on the line was given by a function that quotes, in reach of one function. */
export function isQuotedAbove({ path, line, text }: SourceMatch, above: readonly SourceMatch[] = []): boolean {
  if (above.length === 0 || !/\.(?:rb|rake)$/.test(path)) return false
  const names = [...text.matchAll(/#\{\s*(?<name>\w*)[^}]*\}/g)].map(({ groups }) => groups?.['name'] ?? '')
  return (
    names.length > 0 &&
    names.every((name) =>
      above.some(
        (one) => one.path === path && one.groups['name'] === name && one.line < line && line - one.line <= reachOfQuote,
      ),
    )
  )
}
/** Perl: every name of the line is a number that was reckoned in the same function. */
export function isNumberAbove({ path, line, text, groups }: SourceMatch, above: readonly SourceMatch[] = []): boolean {
  if (above.length === 0 || !/\.p[lm]$/.test(path)) return false
  const names = [...text.slice(text.indexOf(groups['match'] ?? '')).matchAll(/\$(\w+)/g)].map(([, name]) => name)
  return (
    names.length > 0 &&
    names.every((name) =>
      above.some(
        (one) => one.path === path && one.groups['name'] === name && one.line < line && line - one.line <= reachOfQuote,
      ),
    )
  )
}
const reachOfQuote = 40
const reachOfEscape = 150
/** In a text of PHP `\$` is the sign itself. */
export const isDollarOfTheQuery = ({ path, text, groups }: SourceMatch): boolean =>
  /\.(?:php|inc|phtml)$/.test(path) &&
  groups['hole'] === '$' &&
  !/(?<!\\)\$/.test(text.slice(Math.max(0, text.indexOf((groups['match'] ?? '').trim()))).replace(/^\$\w+\s*\.?=/, ''))

/** PHP: the one name that is pasted was just reckoned from the clock or from numbers. */
export function isReckoned({ path, text, around }: SourceMatch): boolean {
  if (!path.endsWith('.php')) return false
  const names = [...text.matchAll(/["']\s*\.\s*\$(\w+)\s*\./g)].map(([, name = '']) => name)
  const above = around.slice(0, around.indexOf(text))
  return (
    names.length > 0 &&
    names.every((name) =>
      new RegExp(
        `\\$${name}\\s*\\+?=\\s*(?:(?:time|mktime|strtotime|intval|count|floor|round)\\([^;]*\\)|[\\d\\s*+()-]+)(?:\\s*[-+*]\\s*[\\d\\s*+()-]+)*;`,
      ).test(above),
    )
  )
}
/** C: every text that the format takes was given by an escaping function a few lines above. */
export function isEscapedAbove({ path, text, around }: SourceMatch): boolean {
  if (!/\.[ch](?:c|pp|xx)?$/.test(path)) return false
  const taken = /"\s*,\s*(?<args>[\w\s,.>()-]+)\)\s*;?\s*$/.exec(text)?.groups?.['args']?.split(',')
  const above = around.slice(0, around.indexOf(text))
  return (
    taken !== undefined &&
    taken.every((one) => {
      const name = one.trim()
      return (
        new RegExp(`(?<!\\w)${name.replace(/\W/g, '\\$&')}\\s*=[^;]*(?:escape|quote)\\w*\\s*\\(`).test(above) ||
        /escape|quote|clause/i.test(name)
      )
    })
  )
}
