/** Archives that somebody sends, opened where the program runs: the names in them say where each file goes. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { reachOfFunction, received } from './received.ts'

/** Python: `zipfile` cuts the ways out by itself; `tarfile` does when it is told so, or from version 3.14 on. */
export const receivedArchives: SourcePattern = {
  hints: ['.extractall(', 'unpack_archive('],
  expression:
    /\b(?<name>\w+)\.extractall\s*\((?<options>[^\n]*)|\bshutil\.unpack_archive\s*\(\s*(?<given>[\w.[\]'"]+)(?<rest>[^\n]*)/,
  kinds: ['code'],
  reach: reachOfFunction,
}

const anyReceived = new RegExp(received)
const guarded =
  /getmembers|get_?names\b|\bis_?safe|commonpath|commonprefix|realpath|abspath|startswith|is_relative_to|extraction_filter/

export function isReceivedArchive({ path, text, around, groups }: SourceMatch): boolean {
  if (!path.endsWith('.py')) return false
  const { name, options = '', given, rest = '' } = groups
  if (/\bfilter\s*=/.test(options + rest)) return false
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  const own = above.slice(Math.max(0, above.lastIndexOf('\ndef '), above.lastIndexOf('\nasync def ')))
  if (guarded.test(own)) return false
  const opened =
    given ??
    new RegExp(
      `(?<![\\w.])${name ?? ''}\\s*=\\s*tarfile\\.open\\s*\\((?<one>[^\\n]*)|\\btarfile\\.open\\s*\\((?<other>[^\\n]*)\\)\\s*as\\s+${name ?? ''}\\s*[:,]`,
    ).exec(own)?.groups
  const from = typeof opened === 'string' ? opened : (opened?.['one'] ?? opened?.['other'])
  return from !== undefined && (anyReceived.test(from) || isSent(from, own))
}

/** A parameter that is a file sent, what was read of it, or the place where it was just kept. */
const isSent = (from: string, above: string): boolean =>
  [...from.matchAll(/(?<![\w.'"])([a-z_]\w*)(?!\w*\s*=(?!=))/g)].some(
    ([, name = '']) =>
      new RegExp(`(?<!\\w)${name}\\s*:\\s*(?:Annotated\\[\\s*)?UploadFile\\b`).test(above) ||
      new RegExp(`(?<![\\w.])${name}\\s*=\\s*[^\\n]*(?:${received})`).test(above) ||
      (new RegExp(`\\.save\\(\\s*${name}\\b`).test(above) && anyReceived.test(above)),
  )
