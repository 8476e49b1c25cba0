/** Commands that are put together from values: which of them a shell reads, and which values cannot change what it runs. */
import type { SourceMatch } from '../../facts.ts'

const runsBackquotes = /\.(?:p[lm]|t|cgi|php\d?|inc|phtml|rb|rake|cr)$/
const ofADatabase =
  /(?:\b\w*(?:pdo|dbh?|mysqli?|sqlite\d?|database|base|bdd|cnx|conn(?:ection)?)\s*->\s*exec\s*\()|->\s*exec\s*\(\s*["'](?:CREATE|DROP|ALTER|INSERT|UPDATE|DELETE|REPLACE|SELECT|PRAGMA|TRUNCATE|GRANT|SET)\s/i
/**
 * Back-quotes hold a text in JavaScript and Go, and run what a shell script says itself; `exec` is a method of databases; what
 * was escaped just before can be handed on.
 */
export const isNoShell = (match: SourceMatch, ready: readonly SourceMatch[]): boolean => {
  const { text, path } = match
  return (
    isListOfArguments(text) ||
    (/^\s*(?:my\s+)?[$@]?\w*\s*=?\s*`/.test(text) && !runsBackquotes.test(path)) ||
    // A process of the virtual machine of Erlang.
    (/\.(?:[eh]rl|exs?)$/.test(path) && /\bspawn\w*\s*\(/.test(text)) ||
    (path.endsWith('.php') && ofADatabase.test(text)) ||
    isReady(match, ready)
  )
}

/** Ruby: every name that is put in was made one word of a shell just above; constants are the program's own. */
export const isOfEscapedWords = ({ path, text, around }: SourceMatch): boolean => {
  if (!/\.(?:rb|rake)$/.test(path)) return false
  const names = [...text.matchAll(/#\{\s*(?<name>[^}]*?)\s*\}/g)].map(({ groups }) => groups?.['name'] ?? '')
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        /^[A-Z]\w*(?:(?:\.|::)\w+)?$/.test(name) ||
        (/^\w+$/.test(name) &&
          new RegExp(
            `^\\s*${name}\\s*=[^\\n]*(?:Shellwords\\.(?:shell)?(?:escape|join)\\b|\\.shell(?:escape|join)\\b)`,
            'm',
          ).test(above)),
    ) &&
    names.some((name) => /^[a-z_]/.test(name))
  )
}

/** With further arguments no shell reads the first one, which only says where the program is. */
const isListOfArguments = (text: string): boolean =>
  /(?<![\w.])(?:system|exec|spawn)\s*\(?\s*"[^"\s|;&<>]*(?:\$\w+|#\{\w+\})[^"\s|;&<>]*"\s*,\s*(?!["'][-/]c["'])/.test(
    text,
  )

/** Whatever the command takes was escaped a few lines above, or is a place of the program itself. */
function isReady({ text, path, line }: SourceMatch, ready: readonly SourceMatch[]): boolean {
  const taken = [...text.replace(/^\s*(?:my\s+)?[$@]\w+\s*\.?=|=\s*$/, '').matchAll(/\$(\w+)|#\{(\w+)\}/g)]
    .map(([, name, hole]) => name ?? hole)
    .filter((name) => !/^(?:out|output\w*|return\w*|result\w*|status|code|ret|rc)$/.test(name ?? ''))
  return (
    taken.length > 0 &&
    taken.every((name) =>
      ready.some(
        (one) =>
          one.path === path && one.groups['name'] === name && one.line < line && line - one.line <= furthestEscape,
      ),
    )
  )
}
const furthestEscape = 30

/** A shell is started a line or two away, and a text is put together for it. */
export const isSpread = ({ path, line, around, text }: SourceMatch, seen: readonly SourceMatch[] = []): boolean =>
  !seen.some((match) => match.path === path && Math.abs(match.line - line) <= 2) &&
  (/shell\s*[=:]\s*true/i.test(text)
    ? /\bsubprocess\.\w+\s*\(|\b(?:spawn|exec)\w*\s*\(/.test(around)
    : /(?:ProcessBuilder|exec\.Command\w*|Command::new|subprocess\.\w+|spawn\w*|execFile\w*|Open3\.\w+|\.exec)\s*\(/.test(
        around,
      ) && /["'](?:\/bin\/)?(?:sh|bash|zsh|cmd(?:\.exe)?)["']/.test(around)) &&
  /["']\s*\+\s*\w|\bformat!\s*\(|\bSprintf\s*\(|\bf["'][^"'\n]*\{|\$\{|#\{|String\.format|\.format\s*\(/.test(around) &&
  !/shlex\.quote|shellescape|escapeshellarg|shell_?quote/i.test(around) &&
  !isOneText(text, around)

/** The command is a text without a hole, on the spot or in the variable set just above. */
function isOneText(text: string, around: string): boolean {
  if (/\(\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*,[^%+]*\bshell\s*=\s*True/.test(text)) return true
  const command = /["']-c["']\s*,\s*(?:(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<name>\w+))\s*[\],)]/.exec(
    text,
  )?.groups
  if (command?.['text'] !== undefined) return true
  const { name } = command ?? {}
  return (
    name !== undefined &&
    new RegExp(
      `(?<![\\w.])${name}\\s*=\\s*(?:"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')\\s*;?[ \\t]*$`,
      'm',
    ).test(around)
  )
}
