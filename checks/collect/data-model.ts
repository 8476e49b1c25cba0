/**
 * Tables and fields that code declares: SQL, Prisma, JPA and Doctrine entities, Django and SQLAlchemy models, TypeORM,
 * Sequelize, Kysely, Knex, Rails and Laravel migrations. Read line by line: nothing is executed.
 */
import type { DataField, FileEntry } from '../facts.ts'
import type { SourcePattern } from '../rule.ts'
import { plain } from '../wording.ts'
import type { Reader } from './reading.ts'

const asideRoles = new Set(['vendored', 'fixture', 'test', 'example', 'generated', 'documentation'])
/** A line that only files with a model hold; the others are not read. */
export const signOfModel: SourcePattern = {
  hints: [
    'create ',
    'create\t',
    'createtable',
    '<class ',
    'create_table',
    'model ',
    'model\t',
    '@entity',
    'orm\\',
    'models.',
    'column(',
    'column (',
    'schema::create',
    'sequelize.define',
    'schema(',
    'schema (',
    'datatypes.',
    'gorm:"',
    'queryable',
    'mapped[',
    'table=true',
    'table = true',
    'pgtable(',
    'mysqltable(',
    'sqlitetable(',
    'get; set;',
    '[table(',
    'dbset<',
    'dbcontext',
    'imongocollection<',
    'idbconnection',
    'sqlconnection',
    'npgsqlconnection',
    'sqliteconnection',
    'using dapper',
    'using nhibernate',
    'fromrow',
    'insertable',
    'deriveentitymodel',
    '@document',
    '@mappedentity',
    '(document)',
    'odm\\',
    'mongoid::document',
    'table(',
  ],
  expression:
    /CREATE\s+(?:TEMP\w*\s+)?TABLE|^model\s+\w+\s*\{|@Entity\b|ORM\\Entity|ORM\\Column|models\.\w*Field\s*\(|\b(?:Column|mapped_column|db\.Column)\s*\(|createTable\s*\(|<createTable\s|^\s*-?\s*createTable:|<class\s[^>]*\btable=|create_table\b|Schema::create\s*\(|\.addColumn\s*\(|sequelize\.define\s*\(|new\s+(?:mongoose\.)?Schema\s*\(|\bDataTypes\.|gorm:"|\bMapped\[|\btable\s*=\s*True|\b(?:pg|mysql|sqlite)Table\s*\(|\{\s*get;\s*set;|\[Table\(|\bDbSet<|\bDbContext\b|\bIMongoCollection<|\b(?:IDb|Sql|Npgsql|Sqlite)Connection\b|\busing\s+(?:Dapper|NHibernate)\b|\b(?:Queryable|FromRow|Insertable|DeriveEntityModel)\b|@Schema\s*\(\s*[{)]|@Document\b|@MappedEntity\b|ODM\\Document|\(\s*(?:\w+\.)?(?:Dynamic)?Document\s*\)\s*:|\bMongoid::Document\b|\bobject\s+\w+\s*:\s*\w*Table\s*\(/i,
  kinds: ['code', 'other', 'data'],
  once: true,
}
/** A table opens, by language; the first group is its name. */
const holders: readonly RegExp[] = [
  /CREATE\s+(?:TEMP\w*\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["'`[]?(?:\w+["'`\]]?\.["'`[]?)?(\w+)/i,
  /^model\s+(\w+)\s*\{/,
  /(?:createTable|create_table|Schema::create|sequelize\.define|pgTable|mysqlTable|sqliteTable)\s*\(?\s*(?::?["'`]|:)(\w+)|\bmodel\s*(?:<[^()]{0,80}>)?\(\s*["'`](\w+)["'`]\s*,\s*new\s+(?:mongoose\.)?Schema\s*\(|<(?:createTable|addColumn)\s[^>]*tableName="(\w+)/,
  /(\w+?)(?:Schema)?\s*=\s*new\s+(?:mongoose\.)?Schema\s*\(/,
  // Exposed, in Kotlin.
  /^\s*(?:internal\s+|private\s+|public\s+|data\s+)*object\s+(\w+)\s*:\s*\w*Table\s*\(/,
  // Liquibase in YAML, mappings of Hibernate.
  /^\s*tableName:\s*["']?(\w+)|<class\s[^>]*\bname="(?:[\w.]+\.)?(\w+)"[^>]*\btable=/,
  /^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+|final\s+|public\s+|data\s+|open\s+)*class\s+(\w+)/,
  /^\s*(?:pub\s+)?struct\s+(\w+)/,
  /^\s*type\s+(\w+)\s+struct\b/,
]
/** From here on a holder is a class or a structure, which holds fields only where a mapping says so. */
const ofClass = 6
const mapped = 5
const sqlType =
  /^(?:var)?char|^text|^citext|^n?varchar|^int|^bigint|^smallint|^serial|^bigserial|^numeric|^decimal|^date|^time|^bool|^uuid|^json|^bytea|^blob|^real|^double|^float|^number|^clob|^enum|^inet|^character|^money|^datetime|^longtext|^mediumtext|^tinyint|^bit|^raw/i
/** A field, by syntax: name and type by group. */
const fields: readonly { readonly pattern: RegExp; readonly in?: RegExp }[] = [
  { pattern: /<(?:column|property|field)\s[^>]*\bname="(?<name>\w+)"(?:[^>]*\btype="(?<type>\w+))?/, in: /\.xml$/ },
  { pattern: /^\s*name:\s*["']?(?<name>\w+)/, in: /\.ya?ml$/ },
  { pattern: /\b(?:sa|sqlalchemy|db)\.Column\s*\(\s*["'](?<name>\w+)["']\s*,\s*(?:\w+\.)*(?<type>\w+)/, in: /\.py$/ },
  { pattern: /\.addColumn\s*\(\s*["'`](?<name>\w+)["'`]\s*,\s*(?:sql)?["'`]?(?<type>\w+)/ },
  {
    pattern:
      /\bt(?:able)?\.(?<type>string|text|integer|bigint|date|datetime|timestamp|boolean|decimal|uuid|json|jsonb|inet|references)\s*\(?\s*:?["'`]?(?<name>\w+)/,
  },
  { pattern: /^\s*field\s+:(?<name>\w+)(?:\s*,\s*type:\s*(?<type>\w+))?/, in: /\.rb$/ },
  { pattern: /^\s*(?<name>\w+)\s*:\s*Mapped\[(?<type>[^\]]+)\]/, in: /\.py$/ },
  { pattern: /^\s*(?<name>[a-z]\w*)\s*:\s*(?<type>(?:Optional\[)?(?:str|int|date|datetime|EmailStr)\b)/, in: /\.py$/ },
  {
    pattern: /^\s*public\s+(?:required\s+|virtual\s+)?(?<type>[\w<>?[\]]+)\s+(?<name>[A-Z]\w*)\s*\{\s*get;/,
    in: /\.cs$/,
  },
  {
    pattern:
      /^\s*(?<name>\w+)\s*:\s*(?<type>text|varchar|char|integer|serial|timestamp|date|boolean|uuid|json|jsonb)\s*\(/,
    in: /\.[cm]?[jt]s$/,
  },
  {
    pattern:
      /^\s*(?:override\s+|private\s+|internal\s+)*val\s+(?<name>\w+)\s*(?::\s*Column<[^=]*>)?\s*=\s*(?<type>varchar|char|text|mediumText|largeText|integer|long|short|bool|date|datetime|timestamp\w*|uuid|decimal|double|float|blob|binary|json|jsonb|enumeration\w*)\s*[(<]/,
    in: /\.kt$/,
  },
  { pattern: /\$table->(?<type>\w+)\s*\(\s*["'](?<name>\w+)/ },
  {
    pattern: /^\s*(?<name>\w+)\s*(?::\s*[\w[\]., |"']+)?=\s*(?:\w+\.)?(?<type>\w*Field|Column|mapped_column)\s*\(/,
  },
  {
    pattern:
      /^\s*(?:private|protected|public)?\s*(?:readonly\s+)?(?:\??(?<type>(?:[a-z]\w*\.)*[A-Z]\w*(?:<[\w, ]+>)?|string|int|float|bool)\s+)\$?(?<name>[a-z]\w*)\s*(?:=[^;]*)?;/,
    in: /\.(java|kt|php|cs)$/,
  },
  {
    pattern:
      /^\s*(?:public|private|protected)?\s*(?:readonly\s+)?(?:var|val)?\s*(?<name>[a-z]\w*)[!?]?\s*:\s*(?<type>[A-Za-z][\w<>[\]?| ]*)\s*(?:=[^;]*)?[;,]?\s*$/,
    in: /\.(ts|kt|rs)$/,
  },
  { pattern: /^\s*(?:pub\s+)?(?<name>[a-z]\w*)\s*:\s*(?<type>[A-Z][\w<>:]*)\s*,/, in: /\.rs$/ },
  { pattern: /^\s*(?<name>[A-Z]\w*)\s+(?<type>\*?[\w.[\]]+)\s+`[^`]*gorm/, in: /\.go$/ },
  {
    pattern: /^\s*(?<name>\w+)\s*:\s*\{?\s*(?:type\s*:\s*)?(?<type>DataTypes\.\w+|String|Number|Date|Boolean)\b/,
    in: /\.[cm]?[jt]s$/,
  },
  {
    pattern: /^\s*(?<name>\w+)\s+(?<type>(?:String|Int|BigInt|Float|Decimal|DateTime|Boolean|Json|Bytes)\b[?[\]]*)/,
    in: /\.prisma$/,
  },
  {
    pattern: /^\s*["'`[]?(?<name>[A-Za-z_]\w*)["'`\]]?\s+(?<type>[A-Za-z]\w*(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?)/,
    in: /\.(sql|java|kt|ts|js|py|php|go|rs|rb|mjs)$/,
  },
]
const noField =
  /^(constraint|primary|foreign|unique|check|key|index|create|alter|drop|insert|update|delete|select|from|where|references|on|return|import|export|class|const|let|var|if|else|for|while|comment|begin|end|grant|with|partition|exclude|like)$/i
const longest = 400_000
const mostFields = 20_000

export function dataModelReader(): Reader & { result(): readonly DataField[] } {
  const found: DataField[] = []
  /** In C# an entity is a class like another: what names it stands in the context, in a file of its own. */
  const inClasses: DataField[] = []
  const entities = new Set<string>()
  /** Classes that only their folder says to be a model: of a base where the program keeps one, of messages elsewhere. */
  const inFolders: DataField[] = []
  let keepsABase = false
  const notesOnColumns: { holder: string; name: string; note: string }[] = []
  return {
    wants: (file: FileEntry) =>
      !asideRoles.has(file.role) &&
      /\.(prisma|sql|java|kt|php|py|ts|mts|js|mjs|go|rs|rb|cs|xml|ya?ml)$/.test(file.path),
    take(file, { text }) {
      if (found.length >= mostFields || text.length > longest) return
      const csharp = file.path.endsWith('.cs')
      const mappings = isMapped(file.path, text)
      const byFolder = csharp && mappings && !mapsItself.test(text)
      readFields(file.path, text, byFolder ? inFolders : csharp && !mappings ? inClasses : found, csharp || mappings)
      keepsABase ||= (csharp && keeper.test(text)) || file.path.endsWith('.sql')
      if (csharp) for (const match of text.matchAll(/\bDbSet<(?:\w+\.)*(\w+)>/g)) entities.add(match[1] ?? '')
      for (const match of text.matchAll(
        /COMMENT\s+ON\s+COLUMN\s+["`]?(?:\w+["`]?\.["`]?)??(\w+)["`]?\.["`]?(\w+)["`]?\s+IS\s+'([^']*)'/gi,
      ))
        notesOnColumns.push({ holder: match[1] ?? '', name: match[2] ?? '', note: plain(match[3] ?? '') })
    },
    result: () =>
      [
        ...found,
        ...(keepsABase ? inFolders : inFolders.filter(({ holder }) => entities.has(holder))),
        ...inClasses.filter(({ holder }) => entities.has(holder)),
      ].map((field) => {
        const notes = notesOnColumns
          .filter(({ holder, name }) => name === field.name && holder === field.holder)
          .map(({ note }) => note)
        return notes.length === 0 ? field : { ...field, notes: [field.notes, ...notes].join('\n') }
      }),
  }
}

/** .NET: what a program keeps a base with. */
const keeper =
  /\bDbContext\b|\bDbSet<|\[Table\(|\bIMongoCollection<|\bI?Db(?:Connection|Command)\b|\b(?:Sql|Sqlite|Npgsql|MySql|Oracle|Odbc)Connection\b|\busing\s+(?:Dapper|NHibernate|LiteDB|SQLite|Marten|RavenDB|Raven)\b/
/** A key that a base draws; what is exchanged names itself by a text. */
const mapsItself =
  /\[(?:Table|Column|Key|BsonId|PrimaryKey)\b|\busing\s+System\.ComponentModel\.DataAnnotations|\bDbSet<|:\s*DbContext\b|\b(?:int|long|Guid)\s+\w*Id\s*\{/
/** Do the classes of this file hold what a base keeps? */
const isMapped = (path: string, text: string): boolean =>
  /@Entity\b|ORM\\Entity|models\.Model|[(,]\s*(?:\w+\.)*\w*Base\s*\)\s*:|\(\s*\w+\.Model\s*[,)]|DeclarativeBase|gorm:"|\btable\s*=\s*True|\bMapped\[|\[Table\(|derive\([^)]*(?:Queryable|FromRow|Insertable|DeriveEntityModel)|@Schema\s*\(\s*[{)]|@Document\b|@MappedEntity\b|ODM\\Document|\(\s*(?:\w+\.)?(?:Dynamic)?Document\s*\)\s*:|^\s*include\s+Mongoid::Document\b/m.test(
    text,
  ) ||
  (path.endsWith('.cs') &&
    (/(^|\/)(mod[eè]les?|models?|entit(?:y|ies|es)|entités|domaine?|data|donnees|persistence)\//i.test(path) ||
      /\bDbSet<|:\s*DbContext\b/.test(text)))

function readFields(path: string, text: string, found: DataField[], classes: boolean): void {
  const lines = text.split('\n')
  let holder = ''
  let inSql = false
  let waiting: string[] = []
  let at = 0
  // `@Column() nom: string`, `[Required] public string Nom`: what is said of a field may stand on its line.
  const attributes = path.endsWith('.cs')
    ? /^\s*(?:\[[^\]]*\]\s*)+/
    : /^\s*(?:(?:@[\w.:]+(?:\((?:[^()"']|"(?:[^"\\]|\\.)*"|'[^']*'|\([^()]*\))*\))?|#\[[^\]]*\])\s+)+/
  // What a comment tells its reader to make is made by nobody.
  let told = false
  for (const [index, line] of lines.entries()) {
    at = index + 1
    const trimmed = line.trim()
    if (trimmed.startsWith('/*') && !path.endsWith('.sql')) told = true
    const wasTold = told
    if (trimmed.includes('*/')) told = false
    if (wasTold && /^\s*CREATE\s/i.test(line)) inSql = false
    if (wasTold && !/^(?:\/\*|\*)/.test(trimmed)) continue
    if (trimmed === '') {
      waiting = []
      continue
    }
    if (/^(\/\/|\/\*|\*|#(?!\[)|--|@|#\[)/.test(trimmed)) {
      // Comments and annotations belong to what comes next, unless a field stands on the same line.
      const attributed =
        /\.php$/.test(path) && /^(?:#\[[^\]]*\]\s*)+(?:private|protected|public)\s[^#]*;$/.test(trimmed)
      const field = trimmed.startsWith('@') ? `${trimmed} `.replace(attributes, '').trim() : ''
      if (!attributed && (field === '' || /^(?:@|\/\/|\/\*)/.test(field) || !/\w.*\w/.test(field))) {
        waiting.push(trimmed)
        continue
      }
    }
    if (path.endsWith('.cs') && /^(?:\[[^\]]*\]\s*)+$/.test(trimmed)) {
      waiting.push(trimmed)
      continue
    }
    const opened = holders
      .map((pattern, kind) => ({ match: pattern.exec(line), kind }))
      .find(({ match, kind }) => match !== null && (kind !== mapped || /\.(?:xml|ya?ml)$/.test(path)))
    // A class within a class of Python (`Meta`) holds no fields of its own.
    const within = opened?.kind === ofClass && path.endsWith('.py') && /^\s/.test(line)
    if (opened !== undefined && opened.match !== null && !within && (opened.kind < ofClass || classes)) {
      holder = opened.match[1] ?? opened.match[2] ?? opened.match[3] ?? ''
      inSql = opened.kind === 0
      waiting = []
      // `CREATE TABLE t (a text, b text)` on one line.
      if (inSql) for (const part of inlineColumns(line)) push(part.name, part.type, line, [])
      for (const match of line.matchAll(/\.addColumn\s*\(\s*["'`](\w+)["'`]\s*,\s*(?:sql)?["'`]?(\w+)/g))
        push(match[1] ?? '', match[2] ?? '', line, [])
      continue
    }
    // Formatters put the name on the line after the bracket.
    if (/\b(?:create_table|createTable|(?:pg|mysql|sqlite)Table)\s*\(\s*$/.test(line)) {
      const named = /^\s*["'`](\w+)["'`]\s*,/.exec(lines[index + 1] ?? '')?.[1]
      if (named !== undefined) {
        holder = named
        inSql = false
        waiting = []
        continue
      }
    }
    if (inSql && /^\s*\)/.test(line)) inSql = false
    if (/\bALTER\s+TABLE\b/i.test(line)) {
      const altered = /ALTER\s+TABLE\s+(?:ONLY\s+|IF\s+EXISTS\s+)*["`]?(?:\w+["`]?\.["`]?)?(\w+)["`]?/i.exec(line)?.[1]
      if (altered !== undefined) holder = altered
    }
    const added = /\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?["`]?(\w+)["`]?\s+(\w+)/i.exec(line)
    if (added !== null && sqlType.test(added[2] ?? '')) push(added[1] ?? '', added[2] ?? '', line, waiting)
    else if (holder !== '' || /addColumn/.test(line)) {
      for (const { pattern, in: only } of fields) {
        if (only !== undefined && !only.test(path)) continue
        const groups = pattern.exec(line.replace(attributes, ''))?.groups
        if (groups === undefined) continue
        const { name = '', type = '' } = groups
        const isSql = pattern === fields.at(-1)?.pattern
        if (isSql && (!inSql || !sqlType.test(type))) continue
        if (noField.test(name)) continue
        push(name, type, line, waiting)
        break
      }
    }
    waiting = []
  }

  function push(name: string, type: string, line: string, before: readonly string[]): void {
    if (name === '' || found.length >= mostFields) return
    found.push({ path, line: at, holder, name, type, notes: plain([...before, line.slice(0, 500)].join('\n')) })
  }
}

const inlineColumns = (line: string): { name: string; type: string }[] => {
  const table = /CREATE\s+(?:TEMP\w*\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[^\s(]+\s*/i.exec(line)
  const open = line.indexOf('(', table === null ? 0 : table.index + table[0].length)
  if (open < 0) return []
  // The bracket that ends the table, when it stands on the same line, would hide the commas.
  let depth = 0
  let closed = line.length
  for (let at = open; at < line.length && closed === line.length; at++) {
    if (line[at] === '(') depth += 1
    else if (line[at] === ')' && --depth === 0) closed = at
  }
  return line
    .slice(open + 1, closed)
    .split(/,(?![^(]*\))/)
    .flatMap((part) => {
      const match = /^\s*["'`[]?([A-Za-z_]\w*)["'`\]]?\s+([A-Za-z]\w*)/.exec(part)
      return match !== null && sqlType.test(match[2] ?? '') && !noField.test(match[1] ?? '')
        ? [{ name: match[1] ?? '', type: match[2] ?? '' }]
        : []
    })
}
