/** Names that look like what was sent, or lines that look like a command made of it, and whose own words say otherwise. */
import type { SourceMatch } from '../../facts.ts'
import { received } from './received.ts'

const anyReceived = new RegExp(received)

/** In Ruby `params` is what was sent; in Python it is whatever was called so, unless a request gave it. */
const isTableOfPython = ({ path, text, around }: SourceMatch): boolean =>
  path.endsWith('.py') &&
  anyReceived.test(text) &&
  !anyReceived.test(text.replace(/(?<![\w.])params(?=\[)/g, 'table')) &&
  !/\bparams\b[^\n]*=[^\n]*(?:request|\breq\b|query|args|form)/i.test(around)

/** Rails redirects by a call of this name; elsewhere it is the name of a value like any other. */
const isOnlyNamedSo = ({ text }: SourceMatch): boolean => /\bredirect_to\s*=(?![=~])/.test(text)

/** A value of one line that a step, an action or the environment is given: it stays a text. */
const isTextOfAStep = ({ text }: SourceMatch): boolean =>
  /^\s*(?:-\s+)?(?!(?:run|script|args?|commands?|cmd|inlineScript|bash|sh|pwsh|entrypoint)\s*:)[A-Za-z_][\w-]*:\s*(?!["']?[|>])\S.*[^,]\s*$/.test(
    text,
  )

/** The number of a process that the program asked the system for. */
const isNumberOfAProcess = ({ text }: SourceMatch): boolean =>
  /\b(?:p?pid\w*|port)\b/i.test(text) && !anyReceived.test(text)

/** Ruby: nothing but constants of the program stand in the command. */
function isMadeOfConstants({ path, text }: SourceMatch): boolean {
  if (!/\.(?:rb|rake|ru)$|(?:^|\/)(?:Rakefile|Gemfile|Vagrantfile|Capfile)$/.test(path)) return false
  const holes = [...text.matchAll(/#\{\s*([^}]*?)\s*\}/g)].map(([, hole = '']) => hole)
  return holes.length > 0 && holes.every((hole) => /^(?:[A-Z]\w*::)*[A-Z][A-Z\d_]+$/.test(hole))
}

/** Python: the last line that names the command gave it texts without a hole, and nothing else. */
function isWrittenOut({ path, text, around }: SourceMatch): boolean {
  const name = path.endsWith('.py') ? /\bsubprocess\.\w+\s*\(\s*(\w+)\s*,/.exec(text)?.[1] : undefined
  if (name === undefined) return false
  const last = around
    .slice(0, Math.max(0, around.indexOf(text)))
    .split('\n')
    .findLast((line) => new RegExp(`(?<![\\w.])${name}\\b`).test(line))
  return (
    last !== undefined &&
    new RegExp(`^\\s*${name}\\s*=\\s*(?:${words}|[[(]\\s*${words}(?:\\s*,\\s*${words})*\\s*,?\\s*[\\])])\\s*$`).test(
      last,
    )
  )
}
const words = String.raw`(?:"[^"%{}\\\n]*"|'[^'%{}\\\n]*')`

/** PHP: a condition above lets nothing through but letters, numbers and their like. */
export function isOfLettersOnly({ path, text, around }: SourceMatch): boolean {
  if (!/\.(?:php|phtml|inc)$/.test(path)) return false
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  const looked = /!\s*preg_match\(\s*(["'])\/\[\^[\w\\ -]+\]\/\w*\1\s*,\s*(?<what>\$\w+\[[^\]]*\])/.exec(above)
    ?.groups?.['what']
  return looked !== undefined && above.split(looked).length > 2
}

/** PHP: a setting of the library takes again what it was before. */
const isPutBack = ({ text }: SourceMatch): boolean =>
  /\bif\s*\(\s*(?:\$\w+\s*===\s*false|false\s*===\s*\$\w+|!\s*\$\w+)\s*\)\s*\{?\s*\\?libxml_disable_entity_loader\s*\(\s*false/.test(
    text,
  )

/** What the pattern of this name found is, by its own words, not what it looks like. */
export const isNotReceived = (kind: string, match: SourceMatch): boolean =>
  (kind === 'chain' && isTextOfAStep(match)) ||
  ((kind === 'path' || kind === 'filePlaces') && isTableOfPython(match)) ||
  (kind === 'entities' && isPutBack(match)) ||
  ((kind === 'sent' || kind === 'redirections') && isOnlyNamedSo(match)) ||
  ((kind === 'shell' || kind === 'spread') &&
    (isNumberOfAProcess(match) || isMadeOfConstants(match) || isWrittenOut(match)))
