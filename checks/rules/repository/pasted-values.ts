/** What a text of a query takes in from the program, told by the syntax of each language. */
import type { SourceMatch } from '../../facts.ts'
import { isCompared, received, value } from './query-parts.ts'

/** The name before a template decides what becomes of its holes: Prisma, Slonik, `postgres` and others bind them. */
export const tag = /(?:^|[=(,:>]|\b(?:return|await|yield)\b)\s*[A-Za-z_$][\w.$]*(?:<[^`\n]{0,200}>)?`/m
/** Calls of Entity Framework that take an interpolated string, and bind its holes. */
export const binds =
  /\b(?:FromSql|FromSqlInterpolated|ExecuteSql(?:Interpolated)?(?:Async)?|SqlQuery)(?:<\w+>)?\s*\(\s*\$/

/** A list put together just before, of placeholders or of numbers, and of nothing that was received. */
export const isJoined = ({ around }: SourceMatch): boolean =>
  /\b(?:join|implode|str_repeat|array_fill|nCopies|repeat|placeholders?|qmarks)\b/i.test(around) &&
  !received.test(around)
const list = /\bIN\s*\(\s*(?:[#$]?\{?\$?\{?[\w>[\]'-]+\}?|%s|["']\s*[.+]\s*\$?\w+\s*[.+]\s*["'])\s*\)/gi

/** Expressions whose value becomes part of the text of the query, told by the syntax of the language. */
export function pasted(match: SourceMatch): readonly string[] {
  const { path, groups } = match
  const { before = '', quote = '"', start = '', rest = '' } = groups
  // Entity Framework binds the holes of what it is handed whole.
  if (binds.test(match.text)) return []
  // A tagged template passes its values as parameters.
  if (quote === '`' && (before !== '' || tag.test(match.text))) return []
  const text = isJoined(match) ? (start + rest).replace(list, 'IN (?)') : start + rest
  const end = closing(text, quote)
  const inside = text.slice(0, end)
  const after = text.slice(end + quote.length)
  const extension = path.slice(path.lastIndexOf('.') + 1)
  const found: string[] = []
  const add = (pattern: RegExp, where: string): void => {
    for (const match of where.matchAll(pattern)) {
      const before = where === after ? inside : where.slice(0, match.index)
      // What is compared with something, to its right, is the name of a column.
      if (where === inside && isCompared.test(where.slice(match.index + match[0].length))) continue
      if (value.test(before)) found.push((match[1] ?? '').trim())
    }
  }
  if (quote === '`') add(/\$\{([^}]*)\}/g, inside)
  if ((extension === 'scala' && before === 's') || (extension === 'groovy' && quote !== "'"))
    add(/\$\{?([\w.]+)/g, inside)
  if (/^f|f$/i.test(before) || /\$/.test(before)) add(/(?<!\{)\{([^{}]+)\}/g, inside)
  if (/^(php|pl|pm)$/.test(extension) && quote === '"') add(/\{?\$([\w>[\]'-]+)/g, inside)
  // `#{id}` alone is the number of the record itself.
  if (/^(rb|ex|exs|erb)$/.test(extension)) add(/#\{(?!id\})([^}]*)\}/g, inside)
  if (/^(kt|kts|groovy|scala)$/.test(extension)) add(/\$\{?([\w.]+)/g, inside)
  if (extension === 'php') add(/^\s*\.\s*(\$?[\w>[\]'()$-]+)/g, after)
  else
    add(
      extension === 'rs' ? /^\s*(?:\)|\.(?:to_owned|to_string|into)\(\))?\s*\+\s*&?([^+;,]+)/g : /^\s*\+\s*([^+;,]+)/g,
      after,
    )
  if (/^(?:java|kts?|groovy|scala|[cm]?[jt]sx?)$/.test(extension)) add(/^\s*\.concat\s*\(\s*([^"'`()]+)\)/g, after)
  if (extension === 'py' && /(?:=|like|in\s*\(|')\s*'?%?%[sd(]/i.test(inside)) found.push(...percent(after))
  if (extension === 'py' && /(?:=|like|in\s*\(|')\s*'?%?\{\w*\}/i.test(inside))
    found.push(...(/^\.format\s*\(\s*([^),]*)/.exec(after)?.slice(1) ?? []))
  return found
}

const percent = (after: string): readonly string[] => /^\s*%\s*(.+)/.exec(after)?.slice(1) ?? []

/** Formatting functions come before the quote: their line holds the whole story. */
function closing(text: string, quote: string): number {
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) if (text[at - 1] !== '\\') return at
  return text.length
}
