import { matchAt } from '../scan/match-at.ts'
import { hashWord } from '../scan/word-hash.ts'
import { type Candidate, type Scan, Weight } from '../scan/scan.ts'

/** Where a Secret of Kubernetes holds its values as they are (API reference, `Secret.stringData`). */
export const STRING_DATA = hashWord('stringdata')

const KIND_REACH = 600
const ENTRIES_MAX = 60
const ofSecret = /^kind:[ \t]*Secret\b/m
const entry = /[ \t]*\r?\n[ \t]+[\w.-]{1,80}:[ \t]+(["']?)([^\s"'#][^\n"']{0,400}?)\1(?=[ \t]*(?:\r?\n|$))/y
/** Placeholders, who or where and not with what: an account, an entry of a directory (RFC 4514), a host, a port, a path or a time zone, an address of mail or of a service. */
const noSecret =
  /^(?:[<{$%].*|\/?[\p{L}._-]+(?:\/[\p{L}._-]+)*|\d{1,5}|[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\da-f]*:[\da-f]*:[\da-f:.]*|[^\s@]+@[^\s@]+|[a-z][a-z\d+.-]*:\/\/.*|[a-z]{1,20}=[^,=]+(?:,[ ]?[a-z]{1,20}=[^,=]+)+|[|>][+-]?)$/iu

/** What is written below "stringData:" in a manifest of that kind. Looks at the word. */
export function recogniseSecretManifest(scan: Scan, token: number): Candidate[] {
  const { text } = scan
  const at = scan.end[token]!
  if (text[at] !== ':' || !ofSecret.test(text.slice(Math.max(0, at - KIND_REACH), at + KIND_REACH))) return []
  const found: Candidate[] = []
  let from = at + 1
  for (let entries = 0; entries < ENTRIES_MAX; entries++) {
    const match = matchAt(entry, text, from)
    if (match === null) break
    from += match[0].length
    const value = match[2]!
    if (value.length < 4 || noSecret.test(value)) continue
    const end = from - match[1]!.length
    found.push({ start: end - value.length, end, type: 'SECRET', weight: Weight.certain - 2 })
  }
  return found
}
