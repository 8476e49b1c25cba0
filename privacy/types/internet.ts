import { FIRST } from '../scan/columns.ts'
import { codeAt, isAlphanumeric, isBlank, isDigit, isLetter } from '../scan/characters.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { onOtherMachine } from './remote-account.ts'
import { distanceToLabel, isSign, textOf, Weight, type Candidate, type Scan } from '../scan/scan.ts'

/** RFC 5321, 4.5.3.1: local part 64 octets, domain 255. */
const LOCAL_MAX = 64
const DOMAIN_MAX = 255
const HYPHEN = 0x2d
const DOT = 0x2e
const COLON = 0x3a
const EQUALS = 0x3d

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
const versionWords = wordSet(
  'version versions v ver release firmware build paragraphe article section chapitre annexe tag driver pilote agent chrome patch correctif etape oid module client kernel plugin',
)
/** A program or a machine: "client 10.4.2.1", "client 192.0.2.44". Few versions begin higher than this. */
const machineWords = wordSet('client agent module')
const softwareWords = wordSet(
  'logiciel logiciels progiciel progiciels application appli outil programme navigateur bibliotheque librairie framework passage montee mise software app upgrade update',
)
/** Compilers and interpreters, which a version follows and an address never does. */
const compilers = wordSet(
  'gcc clang llvm rustc javac openjdk jdk jre node nodejs php python perl ruby golang dotnet gfortran msvc cmake scala kotlin postgresql postgres mariadb mysql nginx tomcat keycloak redis debian libreoffice openoffice firefox chromium thunderbird android ios',
)
const VERSION_MAX = 30
const VERSION_REACH = 3
const programsOnly = wordSet('version firmware release build patch tag')
const LABEL_WORDS = 4
/** "Firmware attendu :", "version agent supervision :": a word of programs opens the label. */
function ofPrograms({ hash, kind, gap }: Scan, colon: number): boolean {
  for (let at = colon - 1; at >= colon - LABEL_WORDS && kind[at] === TokenKind.word; at--) {
    if (programsOnly.has(hash[at]!)) return true
    if (gap[at]! >= Gap.line) return false
  }
  return false
}

const VERSION_LINE = 14
/** "PHP 8.2.18 et GLPI 10.0.15.2": a number of three parts near it says that this one is a version too. */
function besideVersion(scan: Scan, token: number): boolean {
  for (let at = token - 2; at >= Math.max(FIRST + 2, token - VERSION_LINE); at--) {
    if (scan.gap[at + 1]! >= Gap.line) return false
    const three =
      scan.kind[at] === TokenKind.digits &&
      isSign(scan, at - 1, '.') &&
      scan.kind[at - 2] === TokenKind.digits &&
      scan.gap[at] === Gap.none &&
      scan.gap[at - 1] === Gap.none
    if (three) {
      const parts = /\d+(?:\.\d+)+$/
        .exec(scan.text.slice(Math.max(0, scan.end[at]! - 16), scan.end[at]!))?.[0]
        .split('.').length
      const before = at - 2 * ((parts ?? 1) - 1) - 1
      // "en version 9.9.0.65, son greffon en 2.16.1.3"
      const isVersion = parts === 3 || (parts === 4 && versionWords.has(scan.hash[before]!))
      return isVersion && scan.kind[token - 1] === TokenKind.word
    }
  }
  return false
}

const links = wordSet('a vers la le en par et ou to and or puis')
const ARROW = 0x2192
/** "->", "=>" or "→" ends here: the token before it; else the token itself. */
function beforeArrow({ hash, gap }: Scan, at: number): number {
  if (hash[at] === ARROW) return at - 1
  const long = hash[at] === GREATER && gap[at] === Gap.none && (hash[at - 1] === HYPHEN || hash[at - 1] === EQUALS)
  return long ? at - 2 : at
}
/** "de la version 10.2.4.1 vers la 10.3.0.0", "nginx 1.24.0.2 -> 1.26.1.0": what a version is replaced by is one too. */
function followsVersion(scan: Scan, token: number): boolean {
  let at = beforeArrow(scan, token - 1)
  while (
    token - at < VERSION_LINE &&
    scan.kind[at] === TokenKind.word &&
    links.has(scan.hash[at]!) &&
    scan.gap[at + 1] === Gap.space
  )
    at--
  if (at === token - 1 || scan.kind[at] !== TokenKind.digits) return false
  while (
    token - at < 2 * VERSION_LINE &&
    scan.hash[at - 1] === DOT &&
    scan.gap[at] === Gap.none &&
    scan.kind[at - 2] === TokenKind.digits
  )
    at -= 2
  return (
    versionWords.has(scan.hash[at - 1]!) ||
    compilers.has(scan.hash[at - 1]!) ||
    (scan.hash[at - 1] === OF && moves.has(scan.hash[at - 2]!))
  )
}
const moves = wordSet('passer passez passe passage migrer migrez migration')
const OF = hashWord('de')

/** "le progiciel Parthénon 6.2.0.14", "passage à Odyssée 8.0.1.3": what a program is called, then its version. */
function followsSoftware(scan: Scan, token: number): boolean {
  if (scan.gap[token] !== Gap.space || scan.shape[token - 1]! < Shape.capital) return false
  if (Number(textOf(scan, token)) > VERSION_MAX) return false
  for (let at = token - 2; at >= Math.max(FIRST, token - SOFTWARE_REACH) && scan.gap[at + 1] === Gap.space; at--) {
    if (scan.kind[at] !== TokenKind.word) return false
    if (softwareWords.has(scan.hash[at]!)) return true
  }
  return false
}
const SOFTWARE_REACH = 6

/** Machines and what serves them, which an address follows. */
const machines = wordSet(
  'serveur server hote host ip adresse address vpn dns dhcp ntp proxy passerelle gateway routeur router switch pare firewall poste machine client imprimante camera borne vm reseau network noeud node peer srv resolveur bastion from depuis by interface vlan',
)
/** Public resolvers, of which a version would look the same. */
const resolvers: ReadonlySet<string> = new Set(['1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9'])
const VERSION_PART_MAX = 60
const PRIVATE = 10
/** "Alfresco 7.4.1.3", "XSD 1.8.2.0": small numbers after a word with a capital that is no machine. */
function followsProduct(scan: Scan, token: number, address: string): boolean {
  if (scan.gap[token] !== Gap.space) return false
  // "guichet-core 3.18.0.1"
  const tied = isSign(scan, token - 2, '-') && scan.gap[token - 1] === Gap.none && !machines.has(scan.hash[token - 3]!)
  if (scan.shape[token - 1]! < Shape.capital && !(tied && scan.kind[token - 1] === TokenKind.word)) return false
  // "serveur Apollon 5.12.40.7"
  return !machines.has(scan.hash[token - 1]!) && !machines.has(scan.hash[token - 2]!) && isSmall(address)
}
function isSmall(address: string): boolean {
  const parts = address.split('.').map(Number)
  return (
    parts[0]! <= VERSION_MAX &&
    parts[0] !== PRIVATE &&
    parts.every((part) => part < VERSION_PART_MAX) &&
    !resolvers.has(address)
  )
}

/** "à 7.1.3.0", "→ 23.2.0.1" after "Symfony 6.4": a word with a capital and a shorter number, then what replaces it. */
function replacesShorter(scan: Scan, token: number, address: string): boolean {
  if (scan.hash[token - 1] !== TO && scan.hash[token - 1] !== ARROW) return false
  if (!isSmall(address) || scan.kind[token - 2] !== TokenKind.digits || !isSign(scan, token - 3, '.')) return false
  return scan.kind[token - 4] === TokenKind.digits && scan.shape[token - 5]! >= Shape.capital
}
const TO = hashWord('a')

/** "7.0.2.11 (firmware)" */
const toldVersion = / ?\((?:version|firmware|build|release|patch)/iy

/** What a file of a program ends with, and a source before the number of its line. */
const archive = /\.(?:jar|war|ear|zip|tgz|tar|gz|deb|rpm|exe|msi|whl|dll|so|apk|dmg|nupkg|gem)\b/y
const sources = wordSet('java js ts py rb php go cs kt scala c cpp h rs')
/** "registry.interne/rdv/front:1.18.4.2": the tag of an image, after its path. */
function tagsImage(scan: Scan, token: number): boolean {
  if (!isSign(scan, token - 1, ':') || scan.gap[token] !== Gap.none || scan.gap[token - 1] !== Gap.none) return false
  return scan.kind[token - 2] === TokenKind.word && isSign(scan, token - 3, '/') && scan.gap[token - 2] === Gap.none
}
const NEW_VERSION = hashWord('jour')
/** "la mise à jour 23.10.4.1" */
const namesUpdate = (scan: Scan, token: number): boolean =>
  scan.hash[token - 1] === NEW_VERSION && scan.hash[token - 2] === TO && scan.gap[token] === Gap.space

/** "app-2.3.0.1.jar", "Driver.java:19.3.0.0" */
function inFileName(scan: Scan, token: number, end: number): boolean {
  if (matchAt(archive, scan.text, end)) return true
  return isSign(scan, token - 1, ':') && scan.gap[token] === Gap.none && sources.has(scan.hash[token - 2]!)
}

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
  // Chrome/120.0.6099.109, numpy==1.2.3.4
  const end = start + match[0].length
  const byLabel = distanceToLabel(scan, token, Label.ip) < Infinity
  if (!byLabel) {
    if (before === 0x3d && text[start - 2] === '=') return undefined
    if (scan.gap[token] === Gap.space && compilers.has(scan.hash[token - 1]!)) return undefined
    if (scan.hash[token - 1] === OF && moves.has(scan.hash[token - 2]!)) return undefined
    if (tagsImage(scan, token) || namesUpdate(scan, token)) return undefined
    if (followsVersion(scan, token) || followsSoftware(scan, token)) return undefined
    if (followsProduct(scan, token, match[0]) || replacesShorter(scan, token, match[0])) return undefined
    if (inFileName(scan, token, end) || matchAt(toldVersion, text, end)) return undefined
    if (match[0].startsWith('255.') || besideVersion(scan, token)) return undefined
    if (before === 0x2f && isLetter(codeAt(text, start - 2)) && text[start - 2] !== '/') return undefined
    // <add key="Version" value="5.0.17.2">: the attribute before says what the value is.
    const reach = isSign(scan, token - 2, '=') ? VERSION_REACH + 2 : VERSION_REACH
    // {"version":"4.0.0.12"}
    if (isSign(scan, token - 2, ':') && programsOnly.has(scan.hash[token - 4]!)) return undefined
    for (let back = token - 1; back >= Math.max(FIRST, token - reach); back--) {
      // "client: 82.64.19.240" is a machine, "client 10.4.2.1" a program; "Firmware attendu : 3.0.12.4" can be nothing else.
      if (isSign(scan, back, ':') && back === token - 1) {
        if (ofPrograms(scan, back)) return undefined
        break
      }
      if (
        scan.kind[back] === TokenKind.word &&
        versionWords.has(scan.hash[back]!) &&
        !(machineWords.has(scan.hash[back]!) && Number(textOf(scan, token)) > VERSION_MAX)
      )
        return undefined
      if (scan.gap[back]! >= Gap.line) break
    }
    // "2.1.3.4 Objet du marché" at the beginning of a line is a heading.
    const heading =
      scan.gap[token]! >= Gap.line && match[0].length <= 8 && /^[ \t]+\p{Lu}/u.test(text.slice(end, end + 4))
    if (heading) return undefined
  }
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
