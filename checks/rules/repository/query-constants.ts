/**
 * A query kept in a constant that stops where a value begins (`"… where nom like '%"`): whatever is joined to that constant is
 * a value. A constant that ends in the middle of the query is completed by its other parts, and tells nothing.
 */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { isPart } from './query-parts.ts'

const query = String.raw`(?:SELECT\s[^"'\x60\n]*\sFROM|DELETE\s+FROM|UPDATE\s+\S+\s+SET|INSERT\s+INTO)\s[^\n]*`

export const queryConstants = {
  openQuery: {
    hints: ['select ', 'delete from', 'update ', 'insert into'],
    first: /=\s*["'`]/,
    expression: new RegExp(
      String.raw`(?<![\w.$])\$?(?<constant>[A-Za-z_]\w*)\s*(?::\s*\w+\s*)?=\s*(?:"\s*${query}(?:=|<>|\bLIKE|\bIN\s*\(|\bVALUES\s*\()\s*'?%?"|'\s*${query}(?:=|<>|\bLIKE|\bIN\s*\(|\bVALUES\s*\()\s*(?:\\'|")?%?'|\x60\s*${query}(?:=|<>|\bLIKE|\bIN\s*\(|\bVALUES\s*\()\s*'?%?\x60)\s*;?\s*$`,
      'i',
    ),
    kinds: ['code'],
  },
  joinedToConstant: {
    hints: ['query', 'exec', 'raw', 'prepare', 'fetch', 'select', 'find'],
    first: /\w\s*(?:\+\s*[$A-Za-z_]|\.\s*\$)/,
    expression:
      /(?:query|exec|raw|prepare|fetch|select|find)\w*\s*\(\s*(?:(?:self|static|this|cls|[A-Z]\w*)(?:::|->|\.))?\$?(?<constant>[A-Za-z_]\w*)\s*(?:\+|\.(?=\s*\$))\s*(?<what>\$?[A-Za-z_][\w.$>()[\]'"-]*)/i,
    kinds: ['code'],
  },
  /** Panache: the methods of an entity take a clause. */
  clauseOfPanache: {
    hints: ['list(', 'find(', 'stream(', 'count(', 'delete(', 'update('],
    first: /\+/,
    expression:
      /(?:(?<![\w.])|\b(?:\w*[rR]epositor\w*|\w*[dD]epot|this|[A-Z]\w*)\.)(?:list|find|stream|count|delete|update)\s*\(\s*"[\w ().]*\s(?:like|=|<>|in)\s*\(?'%?"\s*\+\s*(?<what>[A-Za-z_][\w.()]*)/i,
    kinds: ['code'],
  },
} satisfies Readonly<Record<string, SourcePattern>>

export const isClauseOfPanache = ({ path, groups }: SourceMatch): boolean =>
  /\.(?:java|kt|groovy)$/.test(path) && !isPart(groups['what'] ?? '')

export const joinedToOpenQuery = (
  matches: readonly SourceMatch[] = [],
  opened: readonly SourceMatch[] = [],
): readonly SourceMatch[] =>
  matches.filter(
    ({ path, groups: { constant, what = '' } }) =>
      !isPart(what) && opened.some((one) => !one.comment && one.path === path && one.groups['constant'] === constant),
  )
