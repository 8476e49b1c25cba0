/**
 * What a handler received, followed by name from the line that declares or takes it to the line that uses it, within the lines
 * of one function. It concludes only where every step between is one that leaves a text as it was: a call of another function,
 * a look-up, a comparison, a number or a check ends the way.
 */
import type { SourceMatch } from '../../facts.ts'
import { reachOfFunction, received } from './received.ts'
import { declarations, firstArgument, leading, narrowed, ofItself } from './route-parameters.ts'
import { boundFields, type TextFields } from './text-fields.ts'

/** In the first argument of a call: does a received text arrive, at its head or anywhere in it? */
export function arrives(match: SourceMatch, where: 'first' | 'anywhere', fields: TextFields): boolean {
  const argument = firstArgument(match.groups['args'] ?? '').replace(ofItself, '')
  if (where === 'anywhere') return isReceived(match, argument, fields)
  const lead = leading.exec(argument)?.[0]
  if (lead === undefined) return false
  const rest = argument.slice(lead.length)
  // It begins with a place of the program.
  if (/^[frb$@]{0,2}["'`]/.test(rest)) return false
  // Rails: an action of its own, told by name.
  if (/^\w+:\s/.test(rest)) return false
  return isReceived(match, beginning(lead, rest), fields, true)
}

/** What an address begins with, behind its scheme. */
function beginning(lead: string, rest: string): string {
  const end = /[{$]/.test(lead) ? rest.search(/[}"'`]/) : rest.search(/\s[+.]\s/)
  const head = end < 0 ? rest : rest.slice(0, end)
  const opened = head.split('(').length - head.split(')').length
  return opened < 0 ? head.replace(/\)[^)]*$/, '') : head
}

/** A text that says which server is asked, or which page of one's own, before anything is put into it. */
const ofTheProgram = /^\s*[frb$@]{0,2}["'`](?:(?:https?:)?\/\/[\w.:-]+[/?#]|\/[\w.-])/
/** A text that begins with a hole, behind its scheme or not. */
const opensWithAHole = /["'`].*[{$]$|["'`]\s*[+.]\s*\$?$/

/** Does this expression, written on the line of the match, hold a text that the handler received? Begin with it, where only the beginning matters? */
export function isReceived(match: SourceMatch, expression: string, fields: TextFields, atItsHead = false): boolean {
  const above = linesOfFunction(match)
  if (above.length === 0) return false
  const usual = requestByItsUsualName(above, match.path)
  return holds(usual(expression), above.map(usual), { path: match.path, fields, atItsHead }, 0)
}

/** How many there are is a number. */
const howMany = /\bObject\.(?:keys|values|entries)\([^()\n]{1,80}\)\.length\b/g

interface Place {
  readonly path: string
  readonly fields: TextFields
  /** Only what the text begins with is asked. */
  readonly atItsHead?: boolean
}

const deepest = 4
function holds(expression: string, above: readonly string[], place: Place, depth: number): boolean {
  if (depth > deepest) return false
  const whole = withoutTexts(expression.replace(ofTheServer, ' ').replace(howMany, ' '))
  if (ends.test(whole.replace(/[!=]==?\s*(?:undefined|null|None|nil|"")/g, ''))) return false
  const bare = chosen(whole)
  const opened = bare.replace(anyReceived, (one) => (one.endsWith('(') ? `${token}(` : token))
  const kept = throughCalls(opened.replace(byKey, ''))
  if (kept.includes(token)) return true
  return [...kept.matchAll(/(?<![\w.$@])\$?([A-Za-z_]\w*)((?:(?:\?|!!)?(?:\.|->|::)\w+)*)/g)]
    .slice(0, 8)
    .some(([, name = '', path = '']) => {
      if (/(?:length|size|len|count)$/i.test(path)) return false
      return isReceivedName(name, path, above, place, depth)
    })
}

/** The last line that gave the name its value decides, unless a line between looks at it. */
function isReceivedName(name: string, path: string, above: readonly string[], place: Place, depth: number): boolean {
  if (reserved.has(name)) return false
  const whole = new RegExp(`(?<![\\w.>])\\$?${name}\\b`)
  const field = /^(?:\?|!!)?(?:\.|->|::)(\w+)/.exec(path)?.[1]
  for (let at = above.length - 1; at >= 0; at--) {
    const line = above[at] ?? ''
    if (!whole.test(line)) continue
    const bare = withoutTexts(line)
    const whatIsGiven = givenTo(name, line)
    if (whatIsGiven !== undefined && place.atItsHead === true && ofTheProgram.test(whatIsGiven)) return false
    const given = whatIsGiven !== undefined && place.atItsHead === true ? headOf(whatIsGiven) : whatIsGiven
    if (given !== undefined) {
      if (fillsIn.test(bare) || fillsIn.test(above[at - 1] ?? '')) continue
      return isTakenFrom(given, name, above.slice(0, at), place) || holds(given, above.slice(0, at), place, depth + 1)
    }
    if (field !== undefined && boundFields(name, field, bare, above.slice(0, at), place)) return true
    if (isDeclared(name, field, above, at, place)) return !isAskedBehind(line, whole) && !formed.test(line)
    if (fillsIn.test(bare)) continue
    if (looksAt.test(bare) && !isHead(bare, place.path)) return false
  }
  return false
}

function headOf(given: string): string {
  const lead = leading.exec(given)?.[0] ?? ''
  return opensWithAHole.test(lead) ? beginning(lead, given.slice(lead.length)) : given
}

/** What declares it goes on, on the same line, with a question about it. */
const isAskedBehind = (line: string, whole: RegExp): boolean => {
  const opened = /=>|->|\)\s*[{=:]/.exec(line)
  const behind = opened === null ? '' : line.slice(opened.index + 2)
  return whole.test(behind) && looksAt.test(withoutTexts(behind))
}

const isDeclared = (
  name: string,
  field: string | undefined,
  above: readonly string[],
  at: number,
  { path, fields }: Place,
): boolean => {
  const text = above.slice(0, at + 1).join('\n')
  const before = above.slice(0, at).join('\n')
  return (
    // Declared by this line, and not by one above that it goes on from.
    declarations.some(({ files, declares }) => {
      const declaration = new RegExp(declares.replaceAll('NAME', name))
      return files.test(path) && declaration.test(text) && !declaration.test(before)
    }) || boundFields(name, field, above[at] ?? '', above.slice(0, at), { path, fields })
  )
}

/** A value that is taken out of what was received, piece by piece: `const { tri } = req.query`, `let Filtre { tri, .. } = q`. */
function isTakenFrom(given: string, name: string, above: readonly string[], place: Place): boolean {
  const of = /^\{of (?<type>\w*)\}\s*(?<from>.+)/.exec(given)?.groups
  if (of === undefined) return false
  const { type = '', from = '' } = of
  if (type !== '') return place.fields.get(type)?.has(name) === true && /^\w+(?:\.into_inner\(\)|\.0)?;?\s*$/.test(from)
  return holds(from, above, place, 1)
}

/** What the line gives to the name: the right side of an assignment, in the forms of each language. */
function givenTo(name: string, line: string): string | undefined {
  const plain = new RegExp(
    `^\\s*(?:(?:public|private|final|const|let|var|val|my|mut|auto|string|String)\\s+)*\\$?${name}(?:\\s*,\\s*\\w+)*(?:\\s*:\\s*[\\w<>|?.&\\[\\] ]+)?\\s*(?::=|=)(?![=>])\\s*(?<given>.+)$`,
  ).exec(line)
  if (plain?.groups?.['given'] !== undefined) return plain.groups['given']
  const pieces =
    /^\s*(?:const|let|var)\s+(?<type>[A-Z]\w*)?\s*\{(?<names>[^}]*)\}(?:\s*:\s*[\w<>]+)?\s*=\s*(?<from>.+)$/.exec(
      line,
    )?.groups
  if (pieces !== undefined && new RegExp(`(?:^|[,\\s:])${name}\\s*(?:=|,|$|\\s)`).test(pieces['names'] ?? ''))
    return `{of ${pieces['type'] ?? ''}} ${pieces['from'] ?? ''}`
  return undefined
}

/** A value that stands in for one that was not sent. */
const fillsIn =
  /\bif\b[^\n]*(?:==\s*""|===?\s*(?:''|undefined|null)|\bis\s+None|\bnot\s+\w+\s*:|!\s*\$?\w+\s*\)|\bempty\s*\(|isBlank\(|isEmpty\(|==\s*nil|\.nil\?|\.blank\?)/

/** Declared together with the form that it must have. */
const formed = /\b(?:regex|pattern)\s*=|@Pattern\b|\bLiteral\[|\bEnum\b/

/** A line that names the value and asks something about it: from there on it may be one of those that are expected. */
const looksAt = new RegExp(
  String.raw`${narrowed.source}|\bif\b|\bunless\b|\bswitch\b|\bmatch\b|\bwhen\b|\bcase\b|\bassert|\bcheck|\bverif|\bcontrol|\bvalid|\braise\b|\bthrow\b|[!=]==?|\bnot\s+in\b|\bquote|=~`,
  'i',
)
/** What ends the way of a text: it is made a number, encoded, cut, compared, or looked up. */
const ends =
  /base_?name|secure_filename|safe_join|realpath|normaliz|getFileName|Base\(|canonicaliz|\bstarts_?with|isLocal|is_safe|allowed|white_?list|in_array|(?:includes|include\?|member\?|key\?|cover\?)\(|contains|\.has\(|\.matches\(|\.test\(|regex|\b(?:int|float|Number|parseInt|intval|Atoi|ParseInt|ParseUint|ParseBool|UUID|uuid|Decimal|bool|Boolean|Integer|Long)\b|\bparse\b|->(?:integer|boolean|getInt|getBoolean|float|enum|date)\(|\.to_[ifd]\b|\.to(?:Int|Long|Double|Float)(?:OrNull)?\(|\(int\)|[eE]scape|quote|[sS]aniti[zs]|[cC]lean|valid|encode|[hH]ash|digest|FILES|FormFile|[!=]==?(?!>)|\btypeof\b|\bnot in\b/

/** Only a call that hands a text on as it was is seen through; what any other returns is not known. */
const transparent =
  /(?:^|[.:>])(?:String|str|trim|strip|lower|upper|toLowerCase|toUpperCase|to_lowercase|to_uppercase|ToLower|ToUpper|Trim|TrimSpace|clone|cloned|to_string|to_owned|as_str|as_deref|as_ref|into|into_inner|toString|ToString|unwrap|unwrap_or|unwrap_or_else|unwrap_or_default|expect|orElse|or_else|decodeURIComponent|unquote|urldecode|decode|concat|format!?|Sprintf|sprintf|formatted|trimIndent|trimMargin|join|Join|text|Combine|resolve|create|URI|Uri|URL|new|Some|await|append|removeprefix|replace|from|String::from|Path|PathBuf::from|dirname|json|get_or_insert|keys|entries)$/

/** PHP keeps what the server itself knows beside what it was sent. */
const ofTheServer =
  /\$_SERVER\[\s*["'](?:DOCUMENT_ROOT|SCRIPT_\w+|REMOTE_ADDR|REMOTE_PORT|REQUEST_TIME\w*|SERVER_(?:ADDR|PORT|SOFTWARE|PROTOCOL)|PWD)["']\s*\]/g

const token = '§'
const anyReceived = new RegExp(received, 'g')
/** `COLUMNS[tri]`, `COLUMNS.get(tri, 'nom')`: the value is one of those of the program. */
const byKey =
  /(?<![§\w])[\w.$:>]*\w\[(?!\s*(?:["':]|\d))[^\]]*\]|(?<![§\w])[\w.$:>]*(?:\.|->)(?:get|getOrDefault|fetch|dig|GetValueOrDefault|lookup|find\w*|at)\s*\((?!\s*["':])[^()]*(?:\([^()]*\)[^()]*)*\)/g

function throughCalls(code: string): string {
  let now = code
  for (let turn = 0; turn < 12; turn++) {
    const next = now.replace(/([\w.:$>§?-]*!?)\(([^()]*)\)/g, (_, callee: string, args: string) => {
      if (callee === '' || callee === '&') return ` ${args} `
      if (callee.includes(token)) return token
      if (!transparent.test(callee)) return ' '
      const receiver = /^(.*)(?:\.|->|::)\w+!?$/.exec(callee)?.[1] ?? ''
      return ` ${receiver} ${args} `
    })
    if (next === now) return now
    now = next
  }
  return now
}

/** Of `asked ? one : other` the value is one of two; Python writes the condition between them. */
const chosen = (code: string): string =>
  code.replace(/(?:^|[=(,{])[^?,;]{1,120}?\s\?\s(?=[^:]+\s:\s)/g, ' ').replace(/\sif\s[^,)}]+?\selse\s/g, ' , ')

/** Of texts, only what stands in their holes is kept, in its place. */
const withoutTexts = (code: string): string =>
  code
    .replace(/(?<!\w)(?:[frb]{1,2}|\$@?|@\$)(?=["'`])/g, '')
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, (text) => {
      const holes = [
        ...text.matchAll(/[$#]?\{\s*\$?([A-Za-z_][\w.>()[\]'":?! -]*?)\s*(?::[^{}]*)?\}|(?<![\w\\$])\$([a-z]\w*)/g),
      ].map(([, hole, dollar]) => hole ?? dollar ?? '')
      return holes.length === 0 ? '""' : ` "" , ${holes.join(' , ')} `
    })

const reserved = new Set(
  'if else for while return await async new true false null nil None True False this self super const let var val final in is not and or fn func fun def end String str format SELECT FROM WHERE ORDER BY LIMIT'.split(
    ' ',
  ),
)

/** How a handler calls what it was sent: each framework lets it choose. */
const requests: readonly { readonly files: RegExp; readonly named: RegExp; readonly usual: string }[] = [
  {
    files: /\.[cm]?[jt]sx?$/,
    named:
      /\.(?:get|post|put|patch|delete|all|use)\s*\([^\n]*?\(\s*(\w+)(?:\s*:\s*[\w.<>]+)?\s*,\s*\w+(?:\s*:\s*[\w.<>]+)?\s*(?:,\s*\w+\s*)?\)\s*=>|\.(?:get|post|put|patch|delete|all)\s*(?:<[^()\n]{0,80}>)?\(\s*["'`]\/[^\n]*?\(\s*(\w+)(?:\s*:\s*[\w.<>]+)?\s*\)\s*=>|(\w+)\s*:\s*(?:express\.|http\.)?(?:Request|FastifyRequest|NextApiRequest|IncomingMessage)\b/,
    usual: 'req',
  },
  {
    files: /\.py$/,
    named: /\bdef\s+\w+\(\s*(?:self\s*,\s*)?(requete|request|req)\s*[,):]|(\w+)\s*:\s*(?:Http)?Request\b/,
    usual: 'request',
  },
  {
    files: /\.(?:java|kts?|scala)$/,
    named: /\b(?:HttpServletRequest|ServerHttpRequest)\s+(\w+)|(\w+)\s*:\s*HttpServletRequest\b/,
    usual: 'request',
  },
  { files: /\.php$/, named: /\bRequest\s+\$(\w+)/, usual: 'request' },
  { files: /\.go$/, named: /(\w+)\s+\*http\.Request\b/, usual: 'r' },
  { files: /\.go$/, named: /(\w+)\s+\*?(?:gin\.Context|echo\.Context|fiber\.Ctx)\b/, usual: 'c' },
]
/** Handlers of the web platform (Next, Remix, Hono, Deno) read the body by a call. */
function requestByItsUsualName(lines: readonly string[], path: string): (code: string) => string {
  const heads = lines.join('\n')
  const found = requests.flatMap(({ files, named, usual }) => {
    const match = files.test(path) ? named.exec(heads) : null
    const name = match?.slice(1).find((one) => one !== undefined)
    return name === undefined || name === usual ? [] : [{ own: new RegExp(`(?<![\\w.])${name}\\b`, 'g'), usual }]
  })
  const web = /\.[cm]?[jt]sx?$/.test(path) ? /(\w+)\s*:\s*(?:Next)?Request\b/.exec(heads)?.[1] : undefined
  if (web !== undefined)
    found.unshift({ own: new RegExp(`(?<![\\w.])${web}\\.(?:json|formData|text)\\(\\)`, 'g'), usual: 'req.body' })
  return (code) => found.reduce((now, { own, usual }) => now.replace(own, usual), code)
}

/** The line opens a function: by the words of each language. */
const heads: readonly { readonly files: RegExp; readonly opens: RegExp }[] = [
  { files: /\.(?:py|rb|rake)$/, opens: /^\s*(?:async\s+)?def\s/ },
  { files: /\.go$/, opens: /\bfunc\b/ },
  { files: /\.rs$/, opens: /\bfn\s+\w+/ },
  { files: /\.php$/, opens: /\bfunction\b|\bfn\s*\(/ },
  {
    files: /\.[cm]?[jt]sx?$/,
    opens:
      /=>|\bfunction\b|^\s*(?:(?:public|private|protected|async|static)\s+)*(?!if|for|while|switch|catch|return|await)\w+\s*\([^;]*$/,
  },
  {
    files: /\.(?:java|kts?|scala|groovy|cs)$/,
    opens:
      /\bfun\s+\w+|=>|->|^(?!\s*(?:\}\s*)?(?:if|for|while|switch|catch|return|try|else|using|await|new|throw)\b)[\w@<>,.?[\]\s]*\w\s*\((?!.*;\s*$)/,
  },
]
const isHead = (line: string, path: string): boolean =>
  heads.some(({ files, opens }) => files.test(path) && opens.test(line))

const indent = (line: string): number => /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0

/** A handler on one line: its neighbours are others. */
const opensOnItsLine =
  /^\s*(?:public|private|protected|internal|fun|def|fn|pub\s+(?:async\s+)?fn)\b|\.(?:get|post|put|patch|delete|all|use|Map\w+)\s*\([^\n]*=>/

/** From the head of the function, with what is written right above it, to the line of the match; what opens it may stand further out. */
export function linesOfFunction({ around, text, line, path, groups }: SourceMatch): readonly string[] {
  const lines = around.split('\n')
  const own = text.slice(0, 200)
  const expected = Math.min(reachOfFunction, line - 1)
  const at =
    lines[expected]?.trim().startsWith(own) === true ? expected : lines.findIndex((one) => one.trim().startsWith(own))
  const whole = lines[at]
  if (whole === undefined) return []
  const before = whole.slice(0, Math.max(0, whole.indexOf(groups['match'] ?? whole)))
  const kept = before.trim() === '' ? [] : [before]
  let margin = indent(whole)
  let head: 'none' | 'named' | 'inner' = opensOnItsLine.test(before) ? 'named' : 'none'
  for (let index = at - 1; index >= 0; index--) {
    const one = lines[index] ?? ''
    if (/^\s*\{?\s*$/.test(one)) continue
    const depth = indent(one)
    if (depth >= margin) {
      const isOfHead =
        head === 'named' &&
        depth === margin &&
        /^\s*(?:@\w|#\[|\[\w)/.test(one) &&
        lines[index + 1]?.trim() === kept[0]?.trim()
      if (head === 'none' || (head === 'inner' && depth === margin) || isOfHead) kept.unshift(one)
      continue
    }
    kept.unshift(one)
    if (/^\s*[)\]}]/.test(one)) continue
    margin = depth
    if (isHead(one, path)) head = /=>|->|\bfunc\s*\(|\bfunction\s*\(|\bfn\s*\(/.test(one) ? 'inner' : 'named'
  }
  return kept
}
