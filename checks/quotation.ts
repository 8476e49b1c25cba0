/**
 * What a finding quotes, without the secrets that stand in it. Every text of every finding goes through here, once, whoever
 * quotes and wherever the report goes. It reads as `repository/secrets` does, and further: a quotation may be cut in the
 * middle of a secret, and what is masked needlessly costs nothing.
 */
import { secretKey, secretShapes } from './rules/repository/secret-shapes.ts'
import { isRandom, masked } from './rules/repository/secret-values.ts'

const key = `(?:${secretKey}|pwd|pass|creds?|secrets?)`
/** The end of a quoted text, or of what is quoted here. */
const closed = `(?=["'\`]|$)`

/** Each gives the secret as `value`, or as `other`. */
const readings: readonly RegExp[] = [
  // By its name: assigned, given by default, passed to a function or an option, between tags.
  `${key}\\w{0,30}["'\`\\]\\s),|?:=>(]{0,4}(?:(?:[\\s"'\`\\]),|?:=>({]|\\bor\\b|\\b(?:b|default|value|\\[\\]byte|bytes|Buffer\\.from|unwrap_or\\w*|\\.?orElse\\w*|getOrElse|into|String::from|\\.)\\b|\\.){0,12}?)["'\`](?<value>[^"'\`\\s]{3,})${closed}`,
  `${key}\\w{0,30}["'\\]]?\\s*(?:=>|:=|=(?!=|>))\\s*(?<value>[^\\s"'\`;,&()[\\]{}<>$]{3,})(?![\\w.]*[([{])`,
  `${key}\\w{0,30}["']?:\\s*(?=[^\\s"'\`]*\\d)(?<value>[^\\s"'\`;,&()[\\]{}<>$|]{4,})(?![\\w.]*[([{])`,
  `${key}\\w{0,30}(?::-|:)(?<value>[^\\s}"'\`]{3,})(?=\\})`,
  `\\b(?:ENV|ARG|set|export|setx)\\s+\\w*${key}\\w*\\s+["']?(?<value>[^\\s"'=$]{3,})`,
  `\\s--?[\\w-]*${key}[\\w-]*[= ]\\s*["']?(?:[\\w.@-]+:)?(?<value>[^\\s"'$|;&<>{}=-][^\\s"'$|;&<>{}]{2,})`,
  `<[\\w.:-]*${key}\\w*>\\s*(?<value>[^<\\s]{3,})`,
  `\\b(?:password|identified\\s+by)\\s+'(?<value>[^']{3,})`,
  // By the command, the address or the call that takes it.
  `\\b(?:curl|wget|http|https|skopeo|buildah|podman|docker|svn|smbclient)\\b[^|;&]*?\\s(?:-u|-U|--user|--creds|--src-creds|--dest-creds|--auth|-a)[= ]?\\s*["']?[\\w.@\\\\%-]+[:%](?<value>[^\\s"'$|;&]{3,})`,
  `\\b(?:mysql\\w*|mariadb[\\w-]*|mongo\\w*)\\b[^|;&]*?\\s-p(?<value>[^\\s"'$|;&-][^\\s"'$|;&]{2,})`,
  `\\b(?:sshpass|docker\\s+login|podman\\s+login|mongo\\w*)\\b[^|;&]*?\\s-p\\s*["']?(?<value>[^\\s"'$|;&-][^\\s"'$|;&]{2,})`,
  `\\bldap\\w+\\b[^|;&]*?\\s-w\\s*["']?(?<value>[^\\s"'$|;&]{3,})|\\bredis-cli\\b[^|;&]*?\\s-a\\s+["']?(?<other>[^\\s"'$|;&]{3,})`,
  `:\\/\\/[^\\s:@/"'\`<>]*:(?!\\d{1,5}(?:$|[^\\w@]))(?<value>[^\\s@/"'\`<>{}$(]{3,})(?=@|$)`,
  `:\\/\\/(?=[^\\s:@/]*\\d)(?<value>[\\w.~-]{16,})(?=@|:x-oauth|$)`,
  `\\b(?:DBI->connect|getConnection|new\\s+\\\\?PDO|new\\s+\\\\?mysqli|mysqli_connect|\\w*connect)\\s*\\(\\s*["'][^"']*["']\\s*,\\s*["'][\\w.@-]*["']\\s*,\\s*["'](?<value>[^"'\\s]{3,})`,
  `\\b(?:Authorization|X-Api-Key|ApiKey|Private-Token|X-Auth-Token)["'\\]]*\\s*(?:[:=,]|=>)\\s*["'\`]?(?:(?:Bearer|Basic|Token)\\s+)?(?=[^\\s"'\`]*\\d)(?<value>[\\w+/=.~-]{6,})|\\b(?:Bearer|Basic)\\s+(?=[\\w+/=.~-]*\\d)(?<other>[\\w+/=.~-]{6,})`,
  `\\b(?:\\w*hmac\\w*|jwt|SecretKeySpec|SymmetricSecurityKey|createCipheriv|Fernet|signWith|setSigningKey)(?:(?:\\.|::)\\w+)?\\s*\\([^"'\`]{0,60}(?:["'\`]\\w{1,12}["'\`]\\s*,[^"'\`]{0,60})?["'\`](?<value>[^"'\`\\s]{12,})(?:["'\`](?!\\s*:)|$)`,
  // By its form.
  `\\b(?<value>A(?:KIA|SIA)[0-9A-Z]{3,}|gh[pousr]_\\w{3,}|github_pat_\\w+|gl(?:pat|dt|rt|cbt)-[\\w-]{3,}|xox[abprs]-[\\w-]{3,}|AIza[\\w-]{3,}|[rs]k_(?:live|test)_\\w{3,}|npm_(?=[A-Za-z]*\\d)[A-Za-z0-9]{4,}|hf_(?=[A-Za-z]*[A-Z])[A-Za-z]{8,}|sk-(?=[\\w-]*\\d)[\\w-]{8,}|eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,2}|SG\\.[\\w-]{8,}(?:\\.[\\w-]*)?|dop_v1_\\w+|pypi-[\\w-]{16,}|dckr_pat_[\\w-]+|GOCSPX-[\\w-]+|shpat_\\w+|hvs\\.[\\w-]{6,}|glsa_\\w+|sq[pu]_[0-9a-f]{6,}|AGE-SECRET-KEY-1\\w*|key-[0-9a-f]{16,})`,
  `\\bhooks\\.slack\\.com\\/services\\/(?<value>[\\w/]+)|\\bdiscord\\.com\\/api\\/webhooks\\/(?<other>[\\w/-]+)|\\b(?:Account|SharedAccess)Key=(?<third>[\\w+/=]{3,})`,
  `-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?<value>.+)`,
].map((expression) => new RegExp(expression, 'dgi'))

/** As `repository/secrets` reads a line, whatever it then thinks of the value. */
const shapes = Object.values(secretShapes).map(({ hints, expression }) => ({
  hints,
  expression: new RegExp(expression.source, `${expression.flags}dg`),
}))

/** What no name announces: long, mixed, and no words. */
const unnamed = /(?<![\w:/@.-])[\w+-]{20,200}(?![\w/.])/g
const isMixed = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)

export function withoutSecrets(text: string): string {
  const lower = text.toLowerCase()
  const places = [
    ...readings,
    ...shapes.filter(({ hints }) => hints.some((hint) => lower.includes(hint))).map(({ expression }) => expression),
  ].flatMap((expression) => [...text.matchAll(expression)].flatMap(({ indices }) => secretsAt(indices?.groups)))
  for (const match of text.matchAll(unnamed))
    if (isMixed(match[0]) && isRandom(match[0])) places.push([match.index, match.index + match[0].length])
  return replaced(
    text,
    places.filter(([start, end]) => !isName(text, start, end)),
  )
}

/** The key of a setting, or what our own words put between their quotation marks. */
const isName = (text: string, start: number, end: number): boolean =>
  /^["'`]\s*:/.test(text.slice(end)) || /^[“«]/.test(text.slice(start))

type Place = readonly [start: number, end: number]
const secretsAt = (groups: Readonly<Record<string, Place | undefined>> = {}): Place[] =>
  ['value', 'other', 'third', 'fallback'].flatMap((name) => {
    const place = groups[name]
    return place === undefined ? [] : [place]
  })

/** Places that overlap are one secret; what is masked already stays as it is. */
function replaced(text: string, places: readonly Place[]): string {
  let masks = ''
  let written = 0
  const merged: [number, number][] = []
  for (const [start, end] of [...places].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  for (const [start, end] of merged) {
    const value = text.slice(start, end)
    if (value.includes('•••')) continue
    masks += text.slice(written, start) + masked(value)
    written = end
  }
  return masks + text.slice(written)
}
