/** What stands in the hole of a query without being a value: names of tables, clauses, numbers, places of parameters. */
import type { SourceMatch } from '../../facts.ts'

/** A list of parameters takes the value, and answers with its place in the query. */
const takesItsPlace =
  /^(?:\w+\.)*(?:params?|parametres?|parameters|args|binds?|bindings|values)\.(?:add|push|bind|lier|put|next|append|ajouter)\s*\(/i

/** Words by which programs name parts of a query: tables, columns, placeholders, clauses. */
const partWords = new Set(
  'wpdb class klass slot slots mark marques marque qmarks binds bindings format formats strings table tables tbl col cols column columns schema schemas field fields placeholder placeholders prefix suffix where clause clauses order orderby sort condition conditions join joins names limit offset quoted quote quoter escape escaped backquote sql query idx index constraint constraints sequence database keys select selects from set sets filter filters returning values expr expression ident identifier identifiers model meta qn subquery cte entity marks criteria projection dialect alias end start offset page size max min count threshold fragment output vals value_list attributes now today bool boolean cutoff ago interval'.split(
    ' ',
  ),
)
export const received =
  /\breq(?:uest)?\.|\brequest->|->(?:input|getParam\w*|getQueryParams?|getParsedBody)\s*\(|params\[|\$_(?:GET|POST|REQUEST|COOKIE)|\.(?:body|query|args|form)\b/
export const isPart = (expression: string): boolean => {
  if (takesItsPlace.test(expression)) return true
  if (received.test(expression)) return false
  // Made a number, whatever it was; a constant.
  if (/^\((?:int(?:eger)?|float|double|bool(?:ean)?)\)|\.to_[if]\b/i.test(expression)) return true
  if (/^(?:true|false|null|none|nil)$/i.test(expression)) return true
  if (/^["'`\d?]|^$/.test(expression) || /^[\w.$:]*\b[A-Z][A-Z0-9_]+$/.test(expression)) return true
  if (
    /\b(?:join|map|implode|\w*quote\w*|\w*escape\w*|\w*db_?str|absint|esc_sql|esc|addslashes|intval|int|Number|parseInt|str_repeat|count|len|repeat|time|now|mktime|date|gmdate|strtotime|strftime|currentTimeMillis|\w*bool(?:ean)?)\s*\(/i.test(
      expression,
    )
  )
    return true
  const words = (expression.split(/[?:]/)[0] ?? '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.some((word) => partWords.has(word))
}

/** `IN ( $places )`, where the file puts the list together out of places only. */
export const isListOfPlaces = ({ path, text }: SourceMatch, placed: readonly SourceMatch[] = []): boolean => {
  const name = /\bIN\s*\(\s*\{?\$(\w+)\}?\s*\)/i.exec(text)?.[1]
  return (
    name !== undefined &&
    [...text.matchAll(/\$(\w+)(?!\w|\s*\.?=)/g)].every(([, one]) => one === name) &&
    placed.some((one) => one.path === path && one.groups['name'] === name)
  )
}

/** Words of a query that may follow one another; three others among four in a row are a sentence. */
const inQueries = new Set(
  'and or not in is null like ilike between exists select from where set values having order by group limit offset as on join left right inner outer full cross union all distinct case when then else end interval date timestamp any some returning using with asc desc collate escape into'.split(
    ' ',
  ),
)
export const isProse = (text: string): boolean =>
  [...text.matchAll(/\p{L}+(?: \p{L}+){3,}/gu)].some(
    ([run]) => run.split(' ').filter((word) => !inQueries.has(word.toLowerCase())).length >= 3,
  )

/** What is compared with something, to its right, is the name of a column. */
export const isCompared = /^\s*(?:=|<>|!=|\bis\b|\blike\s|\bin\s*\()/i

/** Where a value stands in a query: after a comparison, in a list of values, between quotes. Elsewhere stand names of tables and columns. */
export const value =
  /(?:[=<>]|\bi?like|\bin\s*\(|\bvalues\s*\((?:[^()]|\([^()]*\))*|\bbetween|\band|'[^']*)\s*\(?\s*['"%\\]*$/i

/** Python: as many places as there are values, joined some lines above: `','.join(('%s',) * len(parts))`. */
export const isAsManyPlaces = ({ path, around }: SourceMatch, name: string): boolean =>
  path.endsWith('.py') &&
  new RegExp(
    `(?<![\\w.])${name.replace(/\W/g, '\\$&')}\\s*=\\s*["'][,\\s]*["']\\.join\\(\\s*[([]\\s*["'](?:%s|\\?)["']\\s*,?\\s*[)\\]]\\s*\\*`,
  ).test(around)
