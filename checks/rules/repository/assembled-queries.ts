import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule, type RuleFinding } from '../../rule.ts'
import {
  isDollarOfTheQuery,
  isEscapedAbove,
  isNumberAbove,
  isQuotedAbove,
  isReckoned,
  madeHarmless,
  quotedByTheProgram,
  wasEscaped,
} from './escaped-values.ts'
import { namedInQuery, namesReceived } from './named-in-query.ts'
import { isClauseOfPanache, joinedToOpenQuery, queryConstants } from './query-constants.ts'
import { binds, isJoined, pasted, tag } from './pasted-values.ts'
import { isAsManyPlaces, isListOfPlaces, isPart, isProse, received } from './query-parts.ts'
import { received as ofRequests } from './received.ts'
import { textFields, textFieldsAmong } from './text-fields.ts'
import { isOfNumbers } from './typed-numbers.ts'

export const assembledQueries = rule({
  id: 'repository/assembled-queries',
  source: 'repository',
  requirements: ['GI:1420', 'GI:1110'],
  title: { fr: 'Les requêtes SQL ont des paramètres', en: 'SQL queries have parameters' },
  failureTitle: { fr: 'Des requêtes SQL sont assemblées', en: 'SQL queries are assembled' },
  why: {
    fr: 'Une valeur collée dans une requête peut en changer le sens : c’est l’injection SQL.',
    en: 'A value pasted into a query may change its meaning: that is SQL injection.',
  },
  mend: {
    fr: 'Passez les valeurs en paramètres (?, $1, :nom) ou par le constructeur de requêtes.',
    en: 'Pass values as parameters (?, $1, :name) or through the query builder.',
  },
  left: {
    fr: 'Les requêtes assemblées dans une autre fonction, ou dont les valeurs viennent de plus loin que la ligne d’à côté.',
    en: 'Queries assembled in another function, or whose values come from further than the next line.',
  },
  needs: ['matches'],
  looksFor: {
    ...namedInQuery,
    ...madeHarmless,
    ...queryConstants,
    textFields,
    query: {
      hints: ['select ', 'insert into', 'update ', 'delete from', ' where '],
      expression:
        /(?:(?<![\w$])(?<before>f|fr|rf|s|sql|query|gql|\$@?|@\$))?(?<quote>"""|'''|["'`])\s*(?<start>SELECT\s.*\sFROM\s|DELETE\s+FROM\s|FROM\s+\w+\s+(?:\w+\s+)?WHERE\s|INSERT\s+INTO\s|UPDATE\s+[\w."[\]]+\s+SET\s)(?<rest>.*)/i,
      kinds: ['code'],
    },
    formatted: {
      hints: ['sprintf', 'string.format', 'format!', '.formatted('],
      expression:
        /(?:fmt\.Sprintf|String\.format|sprintf|string\.Format|format!)\s*\(\s*\$?r?#*["'`]\s*(?:SELECT\s.*\sFROM\s|DELETE\s+FROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s).*(?:=\s*\\?['"]?(?:%[sv]|\{\w*\})|LIKE\s*\\?['"]?%*(?:%[sv]|\{\w*\})|VALUES\s*\([^)]*(?:%[sv]|\{\w*\}))|["']\s*SELECT\s.*(?:=|LIKE)\s*'?%?%s.*["']\s*\.formatted\s*\(/i,
      kinds: ['code'],
    },
    /** A clause given as text to a query builder. */
    clause: {
      hints: [
        'where(',
        'where "',
        'having(',
        'find_by_sql',
        'whereraw',
        'havingraw',
        'orderbyraw',
        'selectraw',
        'db::raw',
        'extra(',
        'literal(',
        'andwhere(',
        'text(f',
      ],
      expression:
        /(?:\.|->|::|\b)(?:where|andWhere|orWhere|having|find_by_sql|exists\?|whereRaw|orWhereRaw|havingRaw|selectRaw|DB::raw|raw|literal|extra|text)\s*\(?\s*(?:where\s*=\s*\[\s*)?(?<f>f)?(?<quote>["'`])(?<text>[^"`]*?(?:[=<>]|\bi?like|\bin\s*\()\s*(?:\w+\s*\(\s*)*['"%(]{0,3})(?<hole>#\{|\$\{|\{?\$|\{)(?<what>[^}"'`]*)/i,
      kinds: ['code'],
    },
    /** A clause of a query builder that a value is added to: `.where("d.commune = '" + code + "'")`. */
    joinedClause: {
      hints: ['where(', 'having(', 'whereraw(', 'havingraw('],
      expression:
        /(?:\.|->|::)(?:where|andWhere|orWhere|having|andHaving|orHaving|whereRaw|havingRaw)\s*\(\s*(?:"[^"\n]*(?:[=<>]|\bi?like)\s*'?%?"|'[^'\n]*(?:[=<>]|\bi?like)\s*(?:\\'|"?)%?')\s*(?:\+\s*(?=[$A-Za-z_])|\.\s*(?=\$))(?<what>\$?[A-Za-z_][\w.$>[\]-]*(?::\w+\])?\(?)(?![\w.$>[\]:-])(?!\s*[.+]?\s*["']\.)/i,
      kinds: ['code'],
    },
    /** A query that a builder of text puts together, a value between its quotes: `.append("where nom = '").append(nom)`. */
    built: {
      hints: ['.append('],
      expression: /\.append\(\s*"[^"\n]*(?:[=<>(,]|\blike)\s*'%?"\s*\)\s*\.append\(\s*(?<what>[A-Za-z_][\w.]*\(?)/i,
      kinds: ['code'],
    },
    /** A clause given as text, and received as it is. */
    rawClause: {
      hints: ['raw(', 'arel.sql('],
      expression: new RegExp(
        String.raw`\b(?:(?:orWhere|where|having|orHaving|orderBy|groupBy|select|from|join)Raw|(?:DB|\$?db|knex|sequelize)(?:::|\.|->)raw|Arel\.sql)\s*\(\s*(?:"[^"\n]*\{?\$request->\w|\$\w+->(?:input|get|query|post|request)\b|request\(\)?|Request::|${ofRequests})`,
      ),
      kinds: ['code'],
    },
    /** A clause put together by a formatting function inside the call: `.Where(fmt.Sprintf("nom = '%s'", nom))`. */
    formattedClause: {
      hints: ['sprintf(', 'string.format(', '.format(', 'format!(', '.formatted('],
      expression:
        /\.(?:where|and[wW]here|or[wW]here|having|not|or|raw|exec|joins|order|find|first|createQuery|createNativeQuery|createSQLQuery|query\w*|execute\w*|prepare|filter|extra|sqlRestriction)\s*\(\s*(?:\w+\.)*(?:Sprintf|sprintf|format!?|Format|formatted)\s*\(\s*["'`][^"`]*(?:[=<>]|\blike|\bin\s*\()\s*\(?\s*\\?['"]?%*(?:%[svq]|\{\w*\})/i,
      kinds: ['code'],
    },
    /** A condition on a line of its own, of a query that began above: `+ " AND nom = '" + nom`, `WHERE nom = '${nom}'`. */
    continued: {
      hints: ['where ', 'and ', 'or ', 'like ', 'values', 'set '],
      expression:
        /(?<open>["'`]|^\s*(?:f["'])?)\s*(?:WHERE|AND|OR|SET|VALUES(?!["']?\s*=)|HAVING)\b(?<text>[^"`]*?(?:=|<>|[<>]=?|\bI?LIKE|\bIN\s*\(|\bVALUES\s*\(|\()\s*\\?'?%{0,2})(?:(?:"|'(?=\s*[+.]))\s*(?:\+|\|\||\.(?!\w*\())\s*(?<joined>\$?[A-Za-z_][\w.$>()[\]'-]*)|["']\s*\)\s*\.\s*[aA]ppend\s*\(\s*(?<appended>[A-Za-z_][\w.()]*)|(?<hole>#\{|\$\{|\{\$|\$|\{)(?<what>[A-Za-z_](?:[\w.>()[\]'-]|::)*)\}?)/i,
      kinds: ['code'],
    },
    /** A condition alone, with a hole between quotes that a format fills. */
    fragment: {
      hints: ["'%s'", "'{}'", "'{0}'", "'%%"],
      expression:
        /["]\s*(?:and\s+|or\s+|where\s+)?[\w.]+\s*(?:=|<>|\blike)\s*'%*(?:\{\w*\}|%s)%*'\s*["]\s*(?:%|\.format\s*\()\s*\(?\s*(?<what>[\w.]+)/i,
      kinds: ['code'],
    },
    /** A line of a longer query with a hole between quotes, which only formatting fills: drivers never quote theirs. */
    quotedHole: {
      hints: ["'%s", "'%v", "'%%%", "'{0}", "'{}'"],
      expression:
        /(?<![$>.])\b(?:WHERE|AND|OR|SET|VALUES|HAVING|I?LIKE)\b[^"`]*?(?:=|<>|[<>]=?|\bI?LIKE|\bIN\s*\(|[(,])\s*'%{0,2}(?:%[sv]|(?<hole>\{0?\}))%{0,2}'/i,
      kinds: ['code'],
    },
    /** PHP: what puts values into holes; a function of the program that is given both may escape them. */
    fills: { hints: ['printf('], expression: /\bv?s?printf\s*\(/, kinds: ['code'] },
    /** A file whose queries are tagged: their holes are parameters. */
    tagged: {
      hints: ['sql`', 'sql<', '>`'],
      expression: /\b(?:sql|SQL)(?:<[^`\n]{0,300}>)?`|^\s*[}\])]*>`/,
      kinds: ['code'],
      once: true,
    },
    /** A value of another form than the one written here does not go further. */
    checked: {
      hints: ['.match(', '.fullmatch(', 'preg_match(', '.test(', '.matches('],
      expression:
        /\bif\b.{0,20}(?:\bnot\b|!)\s*(?:re\.(?:match\(\s*r?["']\^[^\n]*(?:\\Z|\$)["']\s*,\s*(?<py>\w+)|fullmatch\([^\n,]*,\s*(?<full>\w+))|preg_match\(\s*["']\S\^[^\n]*\$\S?["']\s*,\s*\$(?<php>\w+)|\/\^[^\n]*\$\/\w*\.test\(\s*(?<js>\w+)|(?<java>\w+)\.matches\(\s*")/,
      kinds: ['code'],
    },
    /** PHP and Perl: a value that was escaped in its place, further up in the function. */
    escaped: {
      hints: ['clean(', 'clean_', 'escape', 'quote', 'addslashes', 'sanitize', 'esc('],
      first: /[$]/,
      expression:
        /(?:->|::|(?<![\w$]))\w*(?:clean|escape|addslashes|sanitize|quote)\w*\s*\(\s*&?\$(?<name>\w+)\s*\)\s*;|^\s*(?:my\s+)?\$(?<made>\w+)\s*=\s*[^;=]*?(?:->|::|(?<![\w$]))\w*(?:escape|addslashes|sanitize|quote)\w*\s*\(/i,
      kinds: ['code'],
    },
    /** Go: what a list of the package gives, one after the other. */
    listed: {
      hints: ['range '],
      expression: /^\s*for\s+(?:_\s*,\s*)?(?<name>\w+)(?:\s*,\s*\w+)?\s*:=\s*range\s+[A-Z]\w*\s*\{/,
      first: /^\s*for\s/,
      kinds: ['code'],
    },
    /** PHP: a list of places to fill, each made of a name and a rank. */
    placed: {
      hints: [".= ':", '.= ":', ".= '?", '.= "?'],
      first: /\.=/,
      expression: /\$(?<name>\w+)\s*\.=\s*["'](?:,?\s*\?,?\s*["']\s*;|:\w+["']\s*\.\s*\$\w+\s*;|:\w*\$\w+["']\s*;)/,
      kinds: ['code'],
    },
    /** A query that the database itself puts together. */
    executed: {
      hints: ['execute', 'exec(', 'exec ('],
      expression:
        /\bEXECUTE\s+(?:IMMEDIATE\s+)?'[^']*(?:''[^']*)*'\s*\|\|\s*(?!quote_)\w+|\bEXEC(?:UTE)?\s*\(\s*N?'[^']*(?:''[^']*)*'\s*\+\s*@\w+/i,
      kinds: ['code'],
    },
    /** `${}` of MyBatis pastes, `#{}` binds. */
    mapped: {
      hints: ['${'],
      expression: /(?:=|\blike|\bin\s*\()\s*'?%?\$\{(?<what>\w+)\}/i,
      kinds: ['data'],
    },
  },
  judge: ({ matches }) => {
    const fields = textFieldsAmong(matches['textFields'])
    const withoutQuoted = quotedByTheProgram(matches['quoting'])
    const pastedLines = [
      ...Object.keys(namedInQuery).flatMap((kind) =>
        (matches[kind] ?? []).filter((match) => !match.comment && namesReceived(match, kind, fields)),
      ),
      ...(matches['continued'] ?? []).filter(
        (match) =>
          isContinued(match) &&
          !(match.groups['hole'] === '${' && (matches['tagged'] ?? []).some(({ path }) => path === match.path)),
      ),
      ...(matches['fragment'] ?? []).filter(
        ({ groups, text }) => !isPart(groups['what'] ?? '') && !/["']-{1,2}\w[\w-]*["']\s*,/.test(text),
      ),
      ...(matches['quotedHole'] ?? []).filter((match) => isFormatted(match) && fillsHoles(match, matches['fills'])),
      ...(matches['executed'] ?? []).filter(({ path }) => /\.(sql|pls|pck|prc)$/i.test(path)),
      ...(matches['mapped'] ?? []).filter(
        ({ path, around, text }) =>
          path.endsWith('.xml') &&
          /\b(?:select|where|and|update|from)\b/i.test(around) &&
          !/--[\w-]+=\s*'?\$\{/.test(text),
      ),
      ...(matches['clause'] ?? []).filter(isPasted),
      ...(matches['joinedClause'] ?? []).filter(
        ({ groups: { what = '' } }) => !isPart(what) && (received.test(what) || !bound.test(what)),
      ),
      ...(matches['built'] ?? []).filter(
        ({ around, groups }) =>
          /"\s*(?:select|update|delete|insert)\b|\b(?:from|where|set|values)\b[^\n]*'%?"/i.test(around) &&
          !isPart(groups['what'] ?? ''),
      ),
      ...(matches['query'] ?? []).filter((match) => pasted(withoutQuoted(match)).some((one) => !isPart(one))),
      ...(matches['rawClause'] ?? []),
      ...(matches['clauseOfPanache'] ?? []).filter(isClauseOfPanache),
      ...joinedToOpenQuery(matches['joinedToConstant'], matches['openQuery']),
      ...(matches['formatted'] ?? []),
      ...(matches['formattedClause'] ?? []).filter(({ around }) => !/placeholders?|repeat\(|join\(/i.test(around)),
    ].filter(
      (match, index, all) =>
        all.findIndex(({ path, line }) => path === match.path && line === match.line) === index &&
        !match.comment &&
        !speaks.test(match.text) &&
        !isBounded(match, matches) &&
        !isOfNumbers(match, holesOf(match), matches['queryText']) &&
        !isReckoned(match) &&
        !isListOfPlaces(match, matches['placed']) &&
        !wasEscaped(match, matches['escaped']) &&
        !isDollarOfTheQuery(match) &&
        !isEscapedAbove(match) &&
        !isQuotedAbove(match, matches['quoted']) &&
        !isNumberAbove(match, matches['numbers']) &&
        (!/(^|\/)(migrations?|migrate)\//.test(match.path) || /\bEXEC/i.test(match.text)),
    )
    const inOrder = pastedLines.toSorted((a, b) => a.line - b.line)
    return failIfAny([...Map.groupBy(inOrder, ({ path }) => path).values()].flatMap(told))
  },
})

/** A file that pastes in more lines than this was written so: where it begins and how many there are says it all. */
const toldEach = 10
function told(lines: readonly SourceMatch[]): RuleFinding[] {
  const [first] = lines
  if (first !== undefined && lines.length > toldEach)
    return [
      finding(
        first,
        `${lines.length} lignes de ce fichier collent des valeurs dans des requêtes, dont : ${first.text.slice(0, 100)}`,
        `${lines.length} lines of this file paste values into queries, among them: ${first.text.slice(0, 100)}`,
        first.text,
      ),
    ]
  return lines.map((match) =>
    finding(
      match,
      `Valeur collée dans une requête : ${match.text.slice(0, 100)}`,
      `Value pasted into a query: ${match.text.slice(0, 100)}`,
      match.text,
    ),
  )
}

/** Everything that is pasted was checked against a form a few lines above, or comes from a list of the program. */
function isBounded(match: SourceMatch, matches: Readonly<Record<string, readonly SourceMatch[]>>): boolean {
  const names = new Set(
    [...(matches['checked'] ?? []), ...(match.path.endsWith('.go') ? (matches['listed'] ?? []) : [])]
      .filter(({ path, line }) => path === match.path && line < match.line && match.line - line <= furthestCheck)
      .flatMap(({ groups: { py, full, php, js, java, name } }) => py ?? full ?? php ?? js ?? java ?? name ?? []),
  )
  if (names.size === 0) return false
  const pastedNames = match.path.endsWith('.go')
    ? (/["`]\s*,\s*(?<args>[\w\s,]+)\)/.exec(match.text)?.groups?.['args'] ?? '').split(',').map((one) => one.trim())
    : pasted(match).map((one) => one.replace(/^\$/, ''))
  return pastedNames.length > 0 && pastedNames.every((one) => names.has(one))
}
const furthestCheck = 12

/** The hole is one that the language of the file fills. */
function isPasted({ path, groups }: SourceMatch): boolean {
  const { hole = '', quote = '', f, what = '' } = groups
  if (isPart(what) && !received.test(hole + what)) return false
  const extension = path.slice(path.lastIndexOf('.') + 1)
  if (/^(rb|erb)$/.test(extension)) return hole === '#{' && quote === '"'
  if (/^[cm]?[jt]sx?$/.test(extension)) return hole === '${' && quote === '`'
  if (extension === 'php') return /\$/.test(hole) && quote === '"'
  return extension === 'py' && f !== undefined && hole === '{'
}

/** What stands in the holes of the line, however it was seen. */
const holesOf = (match: SourceMatch): readonly string[] => {
  const { start, what, joined } = match.groups
  return start === undefined ? [what ?? joined ?? ''] : pasted(match)
}

/** What fills the hole is unknown here, unless it is said to be escaped; WordPress prepares with the quotes. */
const isFormatted = ({ around, groups, text }: SourceMatch): boolean =>
  // A parameter of a function, with its default.
  !/^(?:async\s+)?def\s+\w+\s*\(/.test(text) &&
  // The seconds of SQLite's clock are written like a hole.
  !/strf(?:time|date)\s*\(\s*'%s'(?!.*'%s'.*'%s')/i.test(text) &&
  // `'{}'` is an empty document of PostgreSQL as well.
  (groups['hole'] === undefined || /\b[fF]ormat!?\s*\(/.test(around)) &&
  /\b(?:SELECT|UPDATE|DELETE|INSERT)\b/i.test(around) &&
  !/prepare\s*\(|escape|quote|addslashes|db_?str|_esc\b|\besc(?:_\w+)?\b/i.test(around)

const fillsHoles = ({ path, line }: SourceMatch, fills: readonly SourceMatch[] = []): boolean =>
  !/\.(?:php|inc|phtml)$/.test(path) ||
  fills.some((one) => one.path === path && one.line - line <= 3 && line - one.line <= longestQuery)
const longestQuery = 25

/** The line belongs to a query, and what is pasted in it is a value. */
function isContinued(match: SourceMatch): boolean {
  const { path, around, groups, text } = match
  const { open = '', joined, appended, hole, what } = groups
  if (!/\b(?:SELECT|UPDATE|DELETE|INSERT|FROM|WHERE|query|sql|requete)\b/i.test(around)) return false
  const pasted = joined ?? appended ?? what ?? ''
  // The text ended before: what follows are its parameters.
  if (hole !== undefined && /["']\s*,|\?\s*[}\])|!]\s*,/.test(groups['text'] ?? '')) return false
  if (isOfTheLanguage(match)) return false
  if (
    isPart(pasted) ||
    /^(?:\w+::)*[A-Z][A-Z0-9_]*$/.test(pasted) ||
    isProse(groups['text'] ?? '') ||
    isCondition(match) ||
    isAsManyPlaces(match, pasted)
  )
    return false
  const extension = path.slice(path.lastIndexOf('.') + 1)
  if (joined !== undefined || appended !== undefined)
    return extension === 'php' || extension === 'pm' || extension === 'pl'
      ? joined?.startsWith('$') === true
      : /^(java|kt|scala|groovy|[cm]?[jt]sx?|py|rb|cs|vb|go)$/.test(extension) &&
          /^\s*(?:[+"'.]|.*[+.][=\s]|.*append)/i.test(text)
  if (binds.test(around)) return false
  // Whether the text is one that the language fills cannot be told by its own line alone.
  if (tag.test(around)) return false
  if (/\bIN\s*\(\s*$/i.test(groups['text'] ?? '') && isJoined(match)) return false
  if (/^[cm]?[jt]sx?$/.test(extension)) return hole === '${' && (open === '`' || /`/.test(around))
  if (extension === 'py') return hole === '{' && /\bf["']/i.test(around)
  if (extension === 'php') return hole === '{$' || (hole === '$' && (open === '"' || /<<<|"/.test(around)))
  // Between single quotes Perl fills nothing.
  if (/^(pl|pm)$/.test(extension))
    return (
      hole === '$' && (open !== "'" || text.slice(0, text.indexOf(groups['match'] ?? '')).split('"').length % 2 === 0)
    )
  if (/^(rb|erb|ex|exs)$/.test(extension)) return hole === '#{'
  if (/^(kt|scala|groovy)$/.test(extension)) return hole === '${' || hole === '$'
  return extension === 'cs' && hole === '{' && /\$@?"|@\$"/.test(around)
}

/** Right behind `WHERE (`, `AND (` or `NOT (` stands a condition that was made elsewhere. */
const isCondition = ({ groups }: SourceMatch): boolean => /^\s*(?:NOT\s*)?\(\s*$/i.test(groups['text'] ?? '')

/** In these languages a line of the program begins with `and` and `or` too: a query opens above, or goes on. */
const isOfTheLanguage = ({ path, text, around }: SourceMatch): boolean =>
  /\.(?:p[lm]|py|rb|php|inc|phtml)$/.test(path) &&
  /^(?:and|or)\b/.test(text) &&
  !/(?:["'`{(|]|<<.*\n)\s*(?:select|insert|update|delete|with|from|where|set)\s|^\s*(?:select|from|where|set|join|left|inner)\s/im.test(
    around.slice(0, around.indexOf(text)),
  )

/** What a builder hands out for a value, and what turns a number into text. */
const bound = /param|literal|bind|expr|Itoa|FormatInt|toInt/i

/** A sentence for people, not a query. */
const speaks =
  /^\s*(?:throw|raise|assert|expect)\b|^\s*(?:\w+\.)*\w*(?:debug|trace)_?(?:print|log)?\w*\s*\(|\b\w*(?:Error|Exception)\s*\(|\bconsole\.\w+\s*\(|\blogg?(?:er)?\.\w+\s*\(|\b(?:describe|it|test)\s*\(/
