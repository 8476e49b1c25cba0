/** Parameters of routes: how each framework declares the texts that a handler receives, and what must not be done with them. */
import type { SourceMatch } from '../../facts.ts'
import { reachOfFunction, received } from './received.ts'

/** By framework: the handler declares NAME, a text of the sender. A number or an identifier of a fixed form is none. */
export const declarations: readonly { readonly of: string; readonly files: RegExp; readonly declares: string }[] = [
  {
    of: 'Spring, JAX-RS, Micronaut, Nest',
    files: /\.(?:java|kts?|scala|groovy|[cm]?ts|js)$/,
    declares: String.raw`@(?:Query|Param|Body|Headers|RequestParam|PathVariable|QueryParam|QueryValue|PathParam|RequestHeader|CookieValue|FormParam)\b(?:\((?![^)\n]*Pipe)[^)\n]*\))?\s*(?:final\s+)?(?:String\s+)?NAME\b(?:\s*:\s*[Ss]tring)?(?!\s*:\s*(?!String\b|string\b))`,
  },
  {
    of: 'ASP.NET Core, by attribute',
    files: /\.cs$/,
    declares: String.raw`\[From(?:Query|Route|Form|Body|Header)[^\]\n]*\]\s*(?:string|Uri)\??\s+NAME\b`,
  },
  {
    of: 'ASP.NET Core, actions and minimal addresses',
    files: /\.cs$/,
    declares: String.raw`(?:\b(?:I?ActionResult|IResult)(?:<[^>\n]*>)?>?\s+\w+\s*\(|\.Map(?:Get|Post|Put|Delete|Patch)\s*\([^()\n]*\()[^()\n]*\bstring\??\s+NAME\b`,
  },
  {
    of: 'FastAPI, Flask',
    files: /\.py$/,
    declares: String.raw`@(?:\w*app|\w*router|api|\w*blueprint|bp)\.(?:get|post|put|delete|patch|route)\([^\n]*\)\s*\n\s*(?:async\s+)?def\s+\w+\([^)]*\bNAME\b(?:\s*:\s*(?:(?:Annotated\[\s*)?(?:list\[\s*|List\[\s*)?str\b)|\s*[,)])`,
  },
  {
    of: 'Symfony, Laravel',
    files: /\.php$/,
    declares: String.raw`\bpublic\s+function\s+\w+\([^)]*\bstring\s+\$NAME\b[^)]*\)\s*:\s*(?:\\?\w+\\)*\w*Response\b`,
  },
  {
    of: 'axum, actix-web, Rocket',
    files: /\.rs$/,
    declares: String.raw`\b(?:Path|Query|Form)\s*\(\s*\(?[^)\n]*\bNAME\b[^)\n]*\)\s*:\s*(?:\w+::)*(?:Path|Query|Form)<(?:[^<>\n]*<)?[^<>\n]*\bString\b|\bNAME\s*:\s*(?:\w+::)*(?:Path|Query|Form)<(?:[^<>\n]*<)?[^<>\n]*\bString\b`,
  },
]

/** No handler stands around without one of these. */
const anyRoute =
  /@\w|\[(?:Http|From|Route)|\.Map(?:Get|Post|Put|Delete|Patch)\s*\(|\bI?ActionResult\b|\bIResult\b|#\[|\b(?:Path|Query|Form)<|\bResponse\b/

/** What holds a received text to something known, around the place where it is used. */
export const narrowed =
  /base_?name|secure_filename|safe_join|realpath|resolve\(|normaliz|getFileName|path\.Base|filepath\.(?:Base|Clean)|file_name\(\)|canonicalize|\bstarts_?with|isLocalUrl|allow|white_?list|autoris|permis|in_array|includes\(|contains\(|\.has\(|match|\.test\(|regex|\b(?:int|Number|parseInt|intval|Long\.parse\w*|Integer\.parse\w*|UUID\.fromString|uuid)\(|valid|escape|quote|multer|upload/i

/** In the first argument of a call: is it, or does it hold, a text that a route received on a line close by? */
export function isHandedReceived(wide: SourceMatch, where: 'first' | 'anywhere'): boolean {
  const match = closeBy(wide)
  const argument = branches(firstArgument(match.groups['args'] ?? '')).replace(ofItself, '')
  const lead = where === 'first' ? leading.exec(argument)?.[0] : ''
  if (lead === undefined) return false
  const given = argument.slice(lead.length)
  // A handler may fit on one line: what declares the parameter stands before what uses it.
  const upTo = match.around.slice(0, Math.max(0, match.around.indexOf(match.text)) + match.text.length)
  if (narrowed.test(match.around.replace(/(?:pa|ma)th?ch\b/g, ''))) return false
  const directly = new RegExp(where === 'first' ? `^(?:${received})` : received)
  if (directly.test(given) || directly.test(argument.trimStart())) return true
  if (!anyRoute.test(upTo)) return false
  const names = where === 'first' ? (/^\w+/.exec(given) ?? []) : namesIn(given)
  return names.some((name) =>
    declarations.some(
      ({ files, declares }) => files.test(match.path) && new RegExp(declares.replaceAll('NAME', name)).test(upTo),
    ),
  )
}

/** Two lines before and after, of the more that a pattern may show. */
export const closeBy = (match: SourceMatch): SourceMatch => {
  const lines = match.around.split('\n')
  const own = match.text.slice(0, 200)
  const expected = Math.min(reachOfFunction, match.line - 1)
  const at =
    lines[expected]?.trim().startsWith(own) === true ? expected : lines.findIndex((line) => line.trim().startsWith(own))
  return at < 0 ? match : { ...match, around: lines.slice(Math.max(0, at - 2), at + 3).join('\n') }
}

/** The stream of what was sent, and the path at which one already is. */
export const ofItself = /["']php:\/\/\w+["']|\b\w+\.getRequestURI\(\)/g
/** What was received may only choose between two values, and is then none of them. */
const branches = (argument: string): string =>
  /^[^?]{1,120}\s\?\s(?<either>.+)/.exec(argument)?.groups?.['either'] ?? argument

/** What may stand before an address without holding it to a place: the scheme, a conversion. */
export const leading =
  /^\s*(?:(?:await|new)\s+)*(?:(?:String|str|URL|Uri|URI(?:\.create)?|encodeURI|format!|Url::parse)\s*\(\s*)?(?:url\s*=\s*)?[&$]*(?:f?["'`]\$?(?:https?:\/\/)?(?:\$?\{|\$)|["']https?:\/\/["']\s*[+.]\s*\$?)?/

/** Up to the comma or the bracket that ends it; what stands between brackets of its own is a part of it. */
export function firstArgument(args: string): string {
  let depth = 0
  let quote = ''
  for (let at = 0; at < args.length; at++) {
    const sign = args[at] ?? ''
    if (quote !== '') {
      if (sign === quote && args[at - 1] !== '\\') quote = ''
    } else if (/["'`]/.test(sign)) quote = sign
    else if (/[([{]/.test(sign)) depth += 1
    else if (/[)\]}]/.test(sign)) depth -= 1
    if (depth < 0 || (depth === 0 && sign === ',' && quote === '' && !/format!\s*\($/.test(args.slice(0, at))))
      return args.slice(0, at)
  }
  return args
}

/** Names of variables: those of the code, and those in the holes of its texts. */
function namesIn(code: string): readonly string[] {
  const holes = [...code.matchAll(/\$?\{\s*\$?([a-z]\w*)[^{}\n]*\}|\$([a-z]\w*)/g)].map(
    ([, hole, dollar]) => hole ?? dollar ?? '',
  )
  const bare = code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, '""')
  return [
    ...new Set([...holes, ...[...bare.matchAll(/(?<![\w.])\$?([a-z]\w*)(?!\w*\s*\()/g)].map(([, name = '']) => name)]),
  ].slice(0, 8)
}
