import { codeAt, isAlphanumeric, isBlank, isDigit, isLetter } from '../scan/characters.ts'
import { wordSet } from '../scan/word-table.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { onOtherMachine } from './remote-account.ts'
import { isVersion } from './version-number.ts'
import { distanceToLabel, isSign, Weight, type Candidate, type Scan } from '../scan/scan.ts'

/** RFC 5321, 4.5.3.1: local part 64 octets, domain 255. */
const LOCAL_MAX = 64
const DOMAIN_MAX = 255
const HYPHEN = 0x2d
const DOT = 0x2e
const COLON = 0x3a

const isLocal = (code: number): boolean =>
  isAlphanumeric(code) || code === DOT || code === HYPHEN || code === 0x5f || code === 0x2b || code === 0x25
const isDomain = (code: number): boolean => isAlphanumeric(code) || code === DOT || code === HYPHEN

/** End of the domain that begins here, its last label being two letters or more; −1 when it is none. */
function domainEnd(text: string, start: number): number {
  let end = start
  const limit = Math.min(text.length, start + DOMAIN_MAX)
  while (end < limit && isDomain(codeAt(text, end))) end++
  while (end > start && !isAlphanumeric(codeAt(text, end - 1))) end--
  let lastDot = end - 1
  while (lastDot > start && codeAt(text, lastDot) !== DOT) lastDot--
  if (lastDot <= start || !isAlphanumeric(codeAt(text, start))) return -1
  const top = text.slice(lastDot + 1, end)
  if (!/^(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/iu.test(top)) return -1
  return text.slice(start, end).includes('..') ? -1 : end
}

/** An address around its "@". */
const GREATER = 0x3e
const ID_REACH = 60
const identifies = /(?:^|\n)(?:message-id|in-reply-to|references|content-id): ?<[^<>\n]*$/i

export function recogniseEmail(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const at = scan.start[token]!
  let start = at
  // An address that its column cut before the sign: a line break in it.
  const cut = text[at - 1] === '\n' && isLocal(codeAt(text, at - 2)) ? 1 : 0
  start -= cut
  const limit = Math.max(0, at - LOCAL_MAX)
  while (start > limit && isLocal(codeAt(text, start - 1))) start--
  // O'Brien: an apostrophe between letters belongs to the address, a quote does not.
  if (text[start - 1] === "'" && isLetter(codeAt(text, start)) && isLetter(codeAt(text, start - 2))) {
    let further = start - 1
    while (further > limit && isLocal(codeAt(text, further - 1))) further--
    if (start - further === 2 && /[dlDL]/.test(text[further]!)) further = start
    start = further
  }
  while (start < at && !isAlphanumeric(codeAt(text, start)) && text[start] !== '_') start++
  // "|_solange@exemple.fr_|": the box of a form.
  if (text[start] === '_' && text[start - 1] === '|') while (text[start] === '_') start++
  if (start >= at - cut) return undefined
  // The same after the sign.
  const end = domainEnd(text, text[at + 1] === '\n' ? at + 2 : at + 1)
  if (end < 0) return undefined
  // ssh and git remotes: "git@host:group/project", "ssh://git@host".
  if (codeAt(text, end) === COLON && /[A-Za-z~]/.test(text[end + 1] ?? '') && text.slice(start, at) === 'git')
    return undefined
  if (text.slice(start - 3, start) === '://') return undefined
  if (onOtherMachine(scan, token, text.slice(start, at))) return undefined
  // Message-ID: <CAJx7f0Q=mK2@mail.gateway>: what a machine calls a message.
  if (codeAt(text, end) === GREATER && identifies.test(text.slice(Math.max(0, start - ID_REACH), start)))
    return undefined
  return { start, end, type: 'EMAIL', weight: Weight.checked }
}

export const spelledAt = wordSet('at arobase arobas chez')

/** "prenom.nom (at) domaine.fr", "[arobase]": the ways people hide an address from robots. Looks at the word. */
export function recogniseSpelledEmail(scan: Scan, token: number): Candidate | undefined {
  const bracketed =
    (isSign(scan, token - 1, '(') || isSign(scan, token - 1, '[') || isSign(scan, token - 1, '{')) &&
    (isSign(scan, token + 1, ')') || isSign(scan, token + 1, ']') || isSign(scan, token + 1, '}'))
  if (!bracketed || token + 2 >= scan.limit) return undefined
  const { text } = scan
  let localEnd = scan.start[token - 1]!
  if (text[localEnd - 1] === ' ') localEnd--
  let start = localEnd
  const limit = Math.max(0, localEnd - LOCAL_MAX)
  while (start > limit && isLocal(codeAt(text, start - 1))) start--
  const end = domainEnd(text, scan.start[token + 2]!)
  return start < localEnd && end > 0 ? { start, end, type: 'EMAIL', weight: Weight.formed } : undefined
}

const ipv4 = /(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}(?![0-9A-Za-z]|\.\d)/y
/** Four octets that are not a version or the number of a paragraph. Looks at a run of digits. */
export function recogniseIpv4(scan: Scan, token: number): Candidate | undefined {
  // "12.5", "3.": two dots at least, and figures between them.
  if (!isSign(scan, token + 1, '.') || !isSign(scan, token + 3, '.')) return undefined
  const { text } = scan
  const start = scan.start[token]!
  const match = matchAt(ipv4, text, start)
  if (!match) return undefined
  const before = codeAt(text, start - 1)
  if (before === DOT || isAlphanumeric(before)) return undefined
  const end = start + match[0].length
  if (distanceToLabel(scan, token, Label.ip) === Infinity && isVersion(scan, token, match[0], end)) return undefined
  return { start, end, type: 'IP', weight: Weight.checked }
}

const IPV6_MAX = 45
const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66)

/** RFC 4291, 2.2: eight groups of one to four hexadecimal digits, or fewer with one "::". A dotted end counts for two groups. */
function isIpv6(text: string, start: number, end: number): boolean {
  let groups = 0
  let shortened = false
  let digits = false
  let at = start
  while (at < end) {
    if (codeAt(text, at) === COLON) {
      if (codeAt(text, at + 1) === COLON) {
        if (shortened) return false
        shortened = true
        at += 2
      } else if (groups === 0 || at + 1 === end) return false
      else at++
      continue
    }
    const first = at
    while (at < end && isHex(codeAt(text, at))) if (isDigit(codeAt(text, at++))) digits = true
    if (codeAt(text, at) === DOT && at < end) {
      if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text.slice(first, end))) return false
      groups += 2
      break
    }
    if (at === first || at - first > 4) return false
    groups++
  }
  if (!shortened) return groups === 8
  // "std::abc" is code and "::" alone is punctuation: a shortened address shows a digit.
  return groups <= 7 && groups >= 1 && digits
}

/** Looks at the first colon of a run of hexadecimal groups. */
export function recogniseIpv6(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const colon = scan.start[token]!
  let start = colon
  while (start > colon - 5 && isHex(codeAt(text, start - 1))) start--
  if (start > 0 && (isAlphanumeric(codeAt(text, start - 1)) || text[start - 1] === ':')) return undefined
  let end = colon
  const limit = Math.min(text.length, start + IPV6_MAX)
  while (end < limit && (isHex(codeAt(text, end)) || codeAt(text, end) === COLON || codeAt(text, end) === DOT)) end++
  if (isAlphanumeric(codeAt(text, end))) return undefined
  while (end > colon && codeAt(text, end - 1) === DOT) end--
  if (end - start > 2 && codeAt(text, end - 1) === COLON && codeAt(text, end - 2) !== COLON) end--
  if (end - start < 3 || !isIpv6(text, start, end)) return undefined
  return { start, end, type: 'IP', weight: Weight.checked }
}

const URL_MAX = 2048
/** postgres://UTILISATEUR:MOTDEPASSE@HOTE: words in capitals that stand for what each will write. */
const standIn = /^(?:UTILISATEUR|IDENTIFIANT|USER|USERNAME|LOGIN|COMPTE|MOT_?DE_?PASSE|MDP|PASSWORD|PASS|PWD|SECRET)$/
const placeholder =
  /^(?:\$\{?|\{|<|\[|%|x{3,}$|X{3,}$|\*+$|\.{3}$|…$)|\$\{|\{\{|^(?:password|motdepasse|mdp|pass|pwd|secret|user)$/

/** scheme://user:password@host…, from the scheme to the end of the address. Looks at the colon of "://". */
export function recogniseUrlCredentials(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const colon = scan.start[token]!
  if (codeAt(text, colon + 1) !== 0x2f || codeAt(text, colon + 2) !== 0x2f) return undefined
  let start = colon
  while (start > colon - 40 && /[A-Za-z0-9+.\-:]/.test(text[start - 1] ?? '')) start--
  while (start < colon && !isLetter(codeAt(text, start))) start++
  // "url:postgres://…": only compound schemes known as such keep their first part.
  const scheme = text.slice(start, colon)
  const inner = scheme.lastIndexOf(':')
  if (inner >= 0 && !/^(?:jdbc|git|svn)/i.test(scheme)) start += inner + 1
  if (start === colon) return undefined
  const limit = Math.min(text.length, colon + 3 + URL_MAX)
  let end = colon + 3
  let at = -1
  let passwordColon = -1
  let inAuthority = true
  for (; end < limit; end++) {
    const code = codeAt(text, end)
    if (isBlank(code) || code === 0x22 || code === 0x3c || code === 0x3e || code === 0x60 || code === 0xbb) break
    if (inAuthority) {
      if (code === 0x40) at = end
      else if (code === COLON && passwordColon < 0) passwordColon = end
      else if ((code === 0x2f || code === 0x3f || code === 0x23) && at >= 0) inAuthority = false
      else if (code === 0x2f) break
    }
    if (
      (code === 0x27 || code === 0x29 || code === 0x5d || code === 0x2c || code === 0x3b) &&
      at >= 0 &&
      !inAuthority
    ) {
      const next = codeAt(text, end + 1)
      if (!isAlphanumeric(next)) break
    }
  }
  if (at < 0 || passwordColon < 0 || passwordColon > at) return undefined
  const password = text.slice(passwordColon + 1, at)
  const user = text.slice(colon + 3, passwordColon)
  if (password === '' || placeholder.test(password) || /^(?:\$\{|\{\{|<|\[)/.test(user)) return undefined
  if (standIn.test(user) && standIn.test(password)) return undefined
  while (end > at && /[.,;:!?)\]'"»*]/.test(text[end - 1]!)) end--
  return { start, end, type: 'URL_CREDENTIALS', weight: Weight.certain + 5 }
}
