import type { Bilingual } from '@socle/contracts/text'
import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { doubted } from '../doubt.ts'

export const openResources = rule({
  id: 'repository/open-resources',
  source: 'repository',
  requirements: ['GI:1423'],
  title: { fr: 'Ce qui est ouvert est refermé', en: 'What is opened is closed' },
  failureTitle: { fr: 'Des ressources ouvertes ne sont pas refermées', en: 'Opened resources are not closed' },
  why: {
    fr: 'Un fichier ou une connexion oubliés s’accumulent jusqu’à l’arrêt du service, loin de la ligne fautive.',
    en: 'A forgotten file or connection piles up until the service stops, far from the line at fault.',
  },
  mend: {
    fr: 'Ouvrez dans un bloc qui referme : with, try-with-resources, using, defer Close(), finally.',
    en: 'Open within a block that closes: with, try-with-resources, using, defer Close(), finally.',
  },
  left: {
    fr: 'La mémoire, et ce qui est rendu sur un autre chemin d’exécution.',
    en: 'Memory, and what is given back on another path.',
  },
  limits: {
    fr: 'Regarde fichier par fichier : un fichier qui ferme quelque part est tenu pour attentif partout.',
    en: 'Looks file by file: a file that closes somewhere counts as careful everywhere.',
  },
  needs: ['matches', 'files'],
  looksFor: {
    opens: {
      hints: [
        'open(',
        'new file',
        'fopen(',
        'getconnection(',
        'os.create(',
        'opensync(',
        'new streamreader',
        'new streamwriter',
        'new filestream',
        'new sqlconnection',
        'socket(',
        'connect(',
        'http.get(',
        'http.post(',
        'connection(',
        'zipfile(',
        'newbuffered',
        'files.lines',
        '.query(',
        '.queryx(',
        '.querycontext(',
        '.queryxcontext(',
        'open (',
        'file.open',
        '.new(',
        'opendir(',
        'popen(',
        'fsockopen(',
        'gzopen(',
        '.newinputstream',
        '.newoutputstream',
        '.newdirectorystream',
        'files.walk',
        'files.list',
        'new socket',
        'new serversocket',
        'new zipfile',
        'createstatement(',
        'preparestatement(',
        'net.dial',
        'openreader(',
        '.do(',
        'new tcpclient',
        'file.create',
        'urlopen(',
        'smtp(',
        'c.get(',
        'cl.get(',
        'cli.get(',
        'client.get(',
        'c.post(',
        'client.post(',
        'client.postform(',
        'client.head(',
      ],
      expression:
        /(?<ruby>=\s*(?:File|Zip::File|SQLite3::Database|TCPSocket|TCPServer|UNIXSocket|PG|PG::Connection|Mysql2::Client|Net::FTP|StringIO::File|Dir)\.(?:open|new|connect)\s*\((?!.*(?:\bdo\b|\{\s*\||,\s*&\s*:?\w)))|(?<python>^\s*(?:self\.)?\w+\s*=\s*(?:open|sqlite3\.connect|psycopg2?\.connect|pymysql\.connect|socket\.socket|(?:urllib\.request\.)?urlopen|zipfile\.ZipFile|tarfile\.open|smtplib\.SMTP(?:_SSL)?|ftplib\.FTP)\s*\(|\b(?:json|yaml|csv|pickle|tomllib)\.\w+\s*\(\s*open\s*\(|(?<![\w.])open\s*\([^)]*\)\.(?:read|write|readlines)\b)|(?<java>(?<==\s*)(?:new\s+(?:Socket|ServerSocket|ZipFile|JarFile)|Files\.new(?:InputStream|OutputStream|DirectoryStream|ByteChannel)|Files\.(?:walk|list|find)|(?:cnx|conn\w*|connexion|connection|con|c)\.(?:createStatement|prepareStatement))\s*\(|(?<![\w.])(?:ZipFile|Files\.newBuffered(?:Reader|Writer)|Files\.lines)\s*\((?=[^;]*\)\.(?!use))|(?<!return .*)(?<!InputSource\()(?<![\w.])new\s+(?:FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|BufferedReader|PrintWriter)\s*\(|(?<=Connection\s+\w+\s*)=\s*\w*(?:dataSource|DriverManager|ds)\.getConnection\s*\()|(?<go>,\s*err\s*:?=\s*(?:os\.(?:Open|Create|OpenFile)|http\.(?:Get|Post|Head)|sql\.Open)\s*\(|,\s*err\s*:?=\s*(?:net\.(?:Dial|Listen)\w*|zip\.OpenReader|gzip\.NewReader|(?:\w+\.)*(?:[cC]lient|http\.DefaultClient)\.Do(?=\(\w+\)))\s*\(|^\s*(?:resp\w*|res|reponse|response|rep|r)\s*,\s*err\s*:?=\s*(?<asked>(?:\w+\.)*(?:c|cl|cli|\w*[cC]lient)\.(?:Get|Post|PostForm|Head)\s*\()|^\s*(?:rows|lignes)\s*,\s*err\s*:?=\s*[\w.]+\.Queryx?(?:Context)?\s*\(|^\s*\w+\s*,\s*err\s*:?=\s*(?:\w+\.)*(?:db|tx|conn|pool|base|bdd|stmt)\.Queryx?(?:Context)?\s*\()|(?<php>\$[\w>-]+\s*=\s*@?(?:fopen|opendir|popen|fsockopen|gzopen|stream_socket_client)\s*\((?!\s*["']php:))|(?<csharp>(?<!using\s*\(?\s*(?:var\s+\w+\s*=\s*)?)new\s+(?:StreamReader|StreamWriter|FileStream|SqlConnection|NpgsqlConnection|MySqlConnection|OracleConnection|SqliteConnection|TcpClient|ZipArchive)\s*\(|(?<!using\s*\(?\s*(?:var\s+\w+\s*=\s*)?)(?<==\s*)File\.(?:Open(?:Read|Write|Text)?|Create(?:Text)?)\s*\()|(?<node>=\s*(?:fs\.)?openSync\s*\(|=\s*await\s+(?:\w*(?:pool|bassin)\w*)\.connect\s*\(\s*\))/i,
      kinds: ['code'],
      reach: 8,
    },
    /** Rows given to another function, and functions that take them: who closes is told by the file of the latter. */
    given: {
      hints: ['(rows', '(lignes', ', rows)'],
      expression: /(?<![.\w])(?<function>\w+)\((?:\w+,\s*)*(?<rows>rows|lignes)\s*[,)]/,
      kinds: ['code'],
    },
    takes: {
      hints: ['sql.rows', 'sqlx.rows', 'pgx.rows'],
      first: /^func\s/,
      expression: /^func\s+(?:\([^)]*\)\s*)?(?<function>\w+)(?:\[[^\]]*\])?\([^)]*\b\w*[rR]ows\b/,
      kinds: ['code'],
    },
    /** .NET: streams that a function is given. */
    streams: {
      hints: ['stream '],
      first: /Stream\s+\w/,
      expression: /[(,]?\s*\b\w*Stream\??\s+(?<name>\w+)\s*(?:,|\))/,
      kinds: ['code'],
    },
    returned: {
      hints: [
        '.body',
        'return resp',
        'return res',
        'return rep',
        'return db',
        'return conn',
        'return file',
        'return f',
        'return s',
        'return h',
      ],
      expression:
        /^\s*(?:return\s+(?<whole>sock\w*|socket\w*|s|conn\w*|fd|fh|fp|file\w*|f|handle\w*)\s*$|return\s+(?<name>resp|response|res|rep|reponse|db|conn|file|f)\s*(?:,|$)|(?:return\s+|\w+\s*:?=\s*)(?<body>\w+)\.Body\s*(?:,|$))/,
      kinds: ['code'],
    },
    /** A block that closes what was opened further up. */
    closedBelow: {
      hints: ['with ', 'using'],
      first: /^\s*(?:async\s+with|with|using)\b/,
      expression: /^\s*(?:(?:async\s+)?with\s+(?<py>\w+)\s*:|using\s*\(\s*(?<cs>\w+)\s*\))/,
      kinds: ['code'],
    },
    /** Go: a value of the program that keeps what it is made with. */
    kept: {
      hints: [':= new', '= new', 'return new'],
      first: /New[A-Z]/,
      expression: /(?:=|\breturn)\s*&?New[A-Z]\w*\((?<given>[^()\n]*)\)/,
      kinds: ['code'],
    },
    /** Node: the end of a transaction gives its connection back. */
    ends: {
      hints: ['commit(', 'rollback('],
      expression: /(?<![.\w])(?:commit|rollback)\w*\(\s*(?<name>\w+)\s*\)/,
      kinds: ['code'],
    },
    closes: {
      hints: [
        'close',
        'collectrows',
        'collectonerow',
        'foreachrow',
        'with ',
        'with(',
        'try (',
        'try(',
        'using ',
        'using(',
        'dispose',
        '@cleanup',
        'fclose',
        'exitstack',
        'release(',
        '.quit(',
        '.use {',
        '.withstream',
        '.withreader',
        '.withwriter',
        '.withcloseable',
      ],
      expression:
        /\brelease\s*\(|\bdefer\s+[\w.]*Close\w*\s*\(|\.quit\s*\(|\b(?:Collect(?:One|Exactly\w+)?Rows?|ForEachRow)\s*\(|\b\w*close\w*\s*\(|\b(?!on|set|add|is|get|has|default|will|should)[a-z]+(?:[A-Z][a-z]+)*Close[a-z]*\s*\(|\.with(?:Stream|Closeable|Reader|Writer)\s*[({]|\.close\b|\b(?:File|Dir|PG|TCPSocket)\.\w+\s*\(?.*(?:\bdo\s*\||\{\s*\|)|\bfclose\s*\(|\bClose\s*\(|\btry\s*\(|\bwith\s+.*\b(?:open|closing|connect)|\busing\s*[\s(]\s*(?:var|new|\w+ \w+ =)|Dispose\s*\(|@Cleanup|ExitStack|closeSync|closeQuietly|addfinalizer|\.use\s*\{/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ matches, files }) => {
    if (!files.some((file) => file.role === 'source' && file.language !== undefined))
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const given = new Set((matches['opens'] ?? []).flatMap(handedOver))
    const careful = new Set((matches['closes'] ?? []).map(({ path }) => path))
    return failIfAny(
      (matches['opens'] ?? [])
        .filter(
          (match) =>
            !match.comment &&
            !installs.test(match.path) &&
            !nowhere.test(match.text) &&
            !isKeptByAnother(match) &&
            !isLaidOver(match, matches['streams']) &&
            // Stores and caches are asked by the same words: only an answer of HTTP has a body.
            (match.groups['asked'] === undefined || /\bhttp\.Client\b|\.Body\b/.test(match.around)) &&
            !careful.has(match.path) &&
            !isListener(match) &&
            !given.has(nameOf(match)) &&
            !endsWithItsTransaction(match, matches['ends']) &&
            !goesOn(match, matches, careful) &&
            !isClosedBelow(match, matches) &&
            inItsLanguage(match.path, match.groups),
        )
        .map((match) =>
          doubted(
            finding(
              match,
              `Ouvert et jamais refermé : ${match.text.slice(0, 80)}`,
              `Opened and never closed: ${match.text.slice(0, 80)}`,
              match.text,
            ),
            whoMayClose(match),
          ),
        ),
    )
  },
})

/** What a function of the program is given, what is returned or what an object keeps may be closed by others. */
function whoMayClose(match: SourceMatch): Bilingual | undefined {
  const { text, around } = match
  if (/^\s*(?:self|this)\.\w+\s*=/.test(text)) return keptByItsObject
  const name = nameOf(match).slice(match.path.length + 1)
  if (name === '') return undefined
  if (isOfTheClassAbove(match, name)) return keptByItsObject
  const below = around.slice(around.indexOf(text) + text.length)
  const own = `\\$?${name}\\b(?!\\s*[.(])`
  return new RegExp(
    `\\breturn\\s+(?:[^;\\n]*[?:]\\s*)?(?:(?:new\\s+[\\w.]+|&?\\w*\\.?[nN]ew[A-Z]\\w*)\\(\\s*(?:[^()\\n]*,\\s*)?)?${own}|${ends}\\w*\\s*\\(\\s*(?:[^()\\n]*,\\s*)?${own}`,
  ).test(below)
    ? handedOn
    : undefined
}
/** Java: what a constructor gives to a name that it does not declare, once the class that it extends was made. */
const isOfTheClassAbove = ({ path, text, around }: SourceMatch, name: string): boolean => {
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  return (
    path.endsWith('.java') &&
    new RegExp(`^\\s*${name}\\s*=`).test(text) &&
    /\bsuper\s*\(/.test(above) &&
    !new RegExp(`\\w[>\\]]?\\s+${name}\\s*[=;]`).test(above)
  )
}
/** Functions named after an end. */
const ends =
  '(?:[dD]rain|[dD]iscard|[cC]onsume|[fF]inish|[dD]ispose|[rR]elease|[fF]ree|[tT]ear|[cC]lean|[fF]erme|[vV]ide|[lL]ibere)'
const keptByItsObject: Bilingual = {
  fr: 'un objet le garde : dites s’il vit aussi longtemps que le programme',
  en: 'an object keeps it: tell whether it lives as long as the program',
}
const handedOn: Bilingual = {
  fr: 'il est passé à une autre fonction, qui peut le refermer',
  en: 'it is handed to another function, which may close it',
}

/** The device that swallows everything is put in the place of a stream, for as long as the program lasts. */
const nowhere = /\b(?:os\.DevNull|os\.devnull)\b|["']\/dev\/null["']/
/** It ends as soon as the package is installed. */
const installs = /(^|\/)setup\.py$/
/** Handed to the constructor that keeps it. */
const isKeptByAnother = ({ text, around, groups }: SourceMatch): boolean =>
  (groups['java'] !== undefined &&
    (/^\s*(?:this|super)\s*\(|\bnew\s+\w*Clos(?:ing|er)\w*\s*\(/.test(text) ||
      // Spring's function of that name closes both of what it is given.
      /\bFileCopyUtils\.copy\s*\(/.test(text) ||
      // What an answer, a request or a message is made of is closed with it.
      /\.set\w*(?:Stream|Reader|Body|Content|Entity)\s*\(\s*new\s/.test(text))) ||
  (groups['node'] !== undefined &&
    new RegExp(`\\bnew\\s+[\\w.]+\\(\\s*${/(\w+)\s*=/.exec(text)?.[1] ?? '\\0'}\\s*[,)]`).test(around))
/** .NET: a reader or a writer over a stream that somebody else opened, and closes. */
function isLaidOver({ path, text, groups }: SourceMatch, streams: readonly SourceMatch[] = []): boolean {
  const under =
    groups['csharp'] === undefined
      ? undefined
      : /\bnew\s+(?:Stream(?:Reader|Writer)|ZipArchive)\s*\(\s*(?<under>[\w.]+)\s*[,)]/.exec(text)?.groups?.['under']
  // None of the two opens anything without being told what.
  if (/\bnew\s+Stream(?:Reader|Writer)\s*\(\s*\)/.test(text)) return groups['csharp'] !== undefined
  return (
    under !== undefined &&
    (/\.(?:Body|InputStream|OutputStream|BaseStream)$/.test(under) ||
      streams.some((one) => one.path === path && one.groups['name'] === under))
  )
}
const endsWithItsTransaction = (match: SourceMatch, ends: readonly SourceMatch[] = []): boolean =>
  match.groups['node'] !== undefined &&
  ends.some(
    ({ path, line, groups }) =>
      path === match.path && line > match.line && `${path} ${groups['name']}` === nameOf(match),
  )

/** What listens is handed to the server, and lasts as long as it does. */
const isListener = ({ groups, around }: SourceMatch): boolean =>
  groups['python'] !== undefined && /\.bind\s*\(/.test(around) && /\.listen\s*\(/.test(around)

/** The variable that holds what was opened, with its file. */
const nameOf = ({ path, text }: SourceMatch): string =>
  `${path} ${/(\w+)\s*(?:,\s*\w+\s*)?:?=(?!=)/.exec(text)?.[1] ?? ''}`
/** Whoever calls the function closes what it returns. */
const handedOver = (match: SourceMatch): readonly string[] => {
  const name = nameOf(match)
  const variable = name.slice(match.path.length + 1)
  return variable !== '' &&
    (new RegExp(`\\breturn\\s+\\$?${variable}\\b(?!\\s*[.(])`).test(match.around) ||
      // Another function of the program is given the stream, and closes it or not: it cannot be told here.
      (match.path.endsWith('.php') &&
        new RegExp(`\\b(?!f\\w+\\s*\\(|stream_|is_resource)\\w+\\s*\\(\\s*\\$${variable}\\b`).test(match.around)))
    ? [name]
    : []
}

/**
 * Further down in Go, its errors looked at: what was opened is returned or kept by a value of the program, or the rows go to a function of the program whose file closes
 * them.
 */
function goesOn(
  match: SourceMatch,
  { returned = [], given = [], takes = [], kept = [] }: Readonly<Record<string, readonly SourceMatch[]>>,
  careful: ReadonlySet<string>,
): boolean {
  if (!match.path.endsWith('.go')) return false
  const name = nameOf(match).slice(match.path.length + 1)
  const isBelow = ({ path, line }: SourceMatch): boolean =>
    path === match.path && line > match.line && line - match.line <= furthestUse
  return (
    returned.some(
      (one) => isBelow(one) && (one.groups['whole'] ?? one.groups['name'] ?? one.groups['body']) === name,
    ) ||
    kept.some((one) => isBelow(one) && new RegExp(`(?:^|[\\s,])${name}(?:[\\s,]|$)`).test(one.groups['given'] ?? '')) ||
    given.some(
      (one) =>
        isBelow(one) &&
        one.groups['rows'] === name &&
        takes.some(({ path, groups }) => groups['function'] === one.groups['function'] && careful.has(path)),
    )
  )
}
const furthestUse = 30

/** Further down, and before the name is given anything else: a block that closes it, or in Python its return to the caller. */
function isClosedBelow(
  match: SourceMatch,
  { opens = [], closedBelow = [], returned = [] }: Readonly<Record<string, readonly SourceMatch[]>>,
): boolean {
  const name = nameOf(match).slice(match.path.length + 1)
  const isBelow = ({ path, line }: SourceMatch): boolean =>
    path === match.path && line > match.line && line - match.line <= furthestUse
  return [
    ...closedBelow.filter(({ groups }) => (groups['py'] ?? groups['cs']) === name),
    ...returned.filter(({ path, groups }) => path.endsWith('.py') && groups['whole'] === name),
  ].some(
    (end) =>
      isBelow(end) &&
      !opens.some((other) => isBelow(other) && other.line < end.line && nameOf(other) === nameOf(match)),
  )
}

const languages: Readonly<Record<string, RegExp>> = {
  python: /\.py$/,
  java: /\.(java|kt|scala|groovy)$/,
  go: /\.go$/,
  php: /\.php$/,
  ruby: /\.(?:rb|rake)$/,
  csharp: /\.(cs|vb)$/,
  node: /\.[cm]?[jt]s$/,
}
const inItsLanguage = (path: string, groups: Readonly<Record<string, string | undefined>>): boolean =>
  Object.entries(languages).some(([name, extension]) => groups[name] !== undefined && extension.test(path))
