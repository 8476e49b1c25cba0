import { FIRST } from '../scan/columns.ts'
import { codeAt, isLetter } from '../scan/characters.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { matchAt } from '../scan/match-at.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { isSign, textOf, type Scan } from '../scan/scan.ts'

const HYPHEN = 0x2d
const DOT = 0x2e
const EQUALS = 0x3d
const GREATER = 0x3e

const versionWords = wordSet(
  'version versions v ver rev revision release firmware build paragraphe article section chapitre annexe tag driver pilote agent chrome patch correctif micrologiciel etape oid module client kernel plugin maj',
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
const LABEL_TOKENS = 9
const addressed = wordSet('adresse address ip hote host')
/** "Firmware attendu :", "version de l'outil Paye-2 :": a word of programs is in the label, and no address of a machine. */
function ofPrograms({ hash, kind, gap }: Scan, colon: number): boolean {
  let told = false
  for (let at = colon - 1; at >= colon - LABEL_TOKENS; at--) {
    const within = kind[at] === TokenKind.word || kind[at] === TokenKind.digits || isTie(hash[at]!)
    if (!within) return told
    if (addressed.has(hash[at]!)) return false
    if (programsOnly.has(hash[at]!)) told = true
    if (gap[at]! >= Gap.line) return told
  }
  return told
}
const isTie = (sign: number): boolean => sign === HYPHEN || sign === 0x27 || sign === 0x2019

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

const SHORT_VERSION = hashWord('v')
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
  // "en v6 et 192.0.2.44": a protocol.
  if (scan.hash[at - 1] === SHORT_VERSION && scan.hash[at + 1] !== DOT) return false
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
/** "registry.interne/rdv/front:1.18.4.2", "image: front-rdv:1.18.4.2": the tag of an image, after its path or after what pulls it. */
function tagsImage(scan: Scan, token: number): boolean {
  if (!isSign(scan, token - 1, ':') || scan.gap[token] !== Gap.none || scan.gap[token - 1] !== Gap.none) return false
  let at = token - 2
  while (at > FIRST && scan.gap[at] === Gap.none && scan.kind[at] !== TokenKind.digits) {
    if (isSign(scan, at, '/')) return true
    at--
  }
  return pulls.has(scan.hash[at - 1]!) || (isSign(scan, at - 1, ':') && pulls.has(scan.hash[at - 2]!))
}
const pulls = wordSet('image images pull push run docker podman')

const NEW_VERSION = hashWord('jour')
const TOWARDS = hashWord('vers')
/** "la mise à jour 23.10.4.1", "une mise à jour vers la 10.4.12.1" */
function namesUpdate({ hash, gap }: Scan, token: number): boolean {
  let at = token - 1
  if (hash[at] === THE) at--
  if (hash[at] === TOWARDS || hash[at] === IN) at--
  return gap[token] === Gap.space && hash[at] === NEW_VERSION && hash[at - 1] === TO
}
const THE = hashWord('la')
const IN = hashWord('en')

const since = wordSet('depuis since')
const states = wordSet(
  'obsolete obsoletes deprecie depreciee depreciees deprecated disponible disponibles available supprime supprimee supprimees retire retiree retirees removed introduit introduite corrige corrigee corriges inchange inchangee',
)
const programs = wordSet('logiciel progiciel software bibliotheque librairie framework')
/** "obsolète depuis 3.7.1.0": what is said of a program; "Borne 12, logiciel 7.3.2.1". */
const saidOfProgram = ({ hash, gap }: Scan, token: number, address: string): boolean =>
  gap[token] === Gap.space &&
  (programs.has(hash[token - 1]!) || (since.has(hash[token - 1]!) && states.has(hash[token - 2]!))) &&
  isSmall(address)

const compared = wordSet('la pas ou non et puis')
/** "mise à jour vers 10.4.12.1 jeudi, la 10.4.11.3 ne lit pas", "version : 12.7.0.1, pas 12.6.9.9": another release of what the line speaks of. */
function besideRelease(scan: Scan, token: number): boolean {
  if (!compared.has(scan.hash[token - 1]!)) return false
  const major = textOf(scan, token)
  for (let at = token - 2; at >= Math.max(FIRST, token - VERSION_LINE - 4) && scan.gap[at + 1]! < Gap.line; at--)
    if (scan.kind[at] === TokenKind.digits && (namesUpdate(scan, at) || afterVersionWord(scan, at)))
      return textOf(scan, at) === major
  return false
}

const releases = wordSet('redeploy redeployed rollback redeploiement redeployer redeploye revert downgrade')
/** "redeploy 2.8.0.1", "rollback to 2.7.4.0": programs are put back, machines are not. */
function followsRelease(scan: Scan, token: number, address: string): boolean {
  let at = returns.has(scan.hash[token - 1]!) ? token - 2 : token - 1
  if (planned.has(scan.hash[at]!)) at--
  return releases.has(scan.hash[at]!) && isSmall(address)
}
const planned = wordSet('prevu possible eventuel')
const returns = wordSet('to en vers a de la')

const versionColumns = wordSet('version versions maj build release firmware')

/** "app-2.3.0.1.jar", "Driver.java:19.3.0.0" */
function inFileName(scan: Scan, token: number, end: number): boolean {
  if (matchAt(archive, scan.text, end)) return true
  return isSign(scan, token - 1, ':') && scan.gap[token] === Gap.none && sources.has(scan.hash[token - 2]!)
}

const parts = wordSet('tableau tableaux figure rubrique rubriques exigence critere alinea fiche regle point')
const PART_REACH = 5
/** "la rubrique d'aide 3.1.4.2", "exigence 2.3.1.4": a part of a document. */
function numbersPart({ hash, kind, gap }: Scan, token: number): boolean {
  for (let at = token - 1; at >= Math.max(FIRST, token - PART_REACH); at--) {
    if (gap[at + 1]! >= Gap.line || (kind[at] !== TokenKind.word && !isTie(hash[at]!))) return false
    if (parts.has(hash[at]!)) return true
  }
  return false
}

/** "version 4.2.0.1", "client lourd 10.4.2.1" (a program), "client 192.0.2.44" (a machine); in "en v6 et 192.0.2.44" nothing. */
function afterVersionWord(scan: Scan, token: number): boolean {
  // <add key="Version" value="5.0.17.2">: the attribute before says what the value is.
  const reach = isSign(scan, token - 2, '=') ? VERSION_REACH + 2 : VERSION_REACH
  for (let back = token - 1; back >= Math.max(FIRST, token - reach); back--) {
    const word = scan.hash[back]!
    // "client: 82.64.19.240" is a machine; "Firmware attendu : 3.0.12.4" can be nothing else.
    if (isSign(scan, back, ':') && back === token - 1) return ofPrograms(scan, back)
    if (
      scan.kind[back] === TokenKind.word &&
      versionWords.has(word) &&
      !(word === SHORT_VERSION && scan.kind[back + 1] === TokenKind.digits && back + 1 !== token) &&
      !(machineWords.has(word) && Number(textOf(scan, token)) > VERSION_MAX)
    )
      return true
    if (scan.gap[back]! >= Gap.line) return false
  }
  return false
}

/** "2.1.3.4 Objet du marché" at the beginning of a line. */
const opensHeading = (scan: Scan, token: number, address: string, end: number): boolean =>
  scan.gap[token]! >= Gap.line && address.length <= 8 && /^[ \t]+\p{Lu}/u.test(scan.text.slice(end, end + 4))

const HASH = 0x23
/** "## 4.18.0.2 (2025-11-28)": the heading of a release in a list of changes. */
const opensRelease = ({ hash, gap }: Scan, token: number, address: string): boolean =>
  hash[token - 1] === HASH && gap[token] === Gap.space && isSmall(address)

/** Whether four octets without a label of their own are a version, a tag, or the number of a paragraph. */
export function isVersion(scan: Scan, token: number, address: string, end: number): boolean {
  const { text, hash, gap } = scan
  const start = scan.start[token]!
  const before = codeAt(text, start - 1)
  // numpy==1.2.3.4, Chrome/120.0.6099.109
  if (before === EQUALS && codeAt(text, start - 2) === EQUALS) return true
  if (before === 0x2f && isLetter(codeAt(text, start - 2))) return true
  if (gap[token] === Gap.space && compilers.has(hash[token - 1]!)) return true
  if ((hash[token - 1] === OF || hash[token - 1] === IN) && moves.has(hash[token - 2]!)) return true
  // {"version":"4.0.0.12"}
  if (isSign(scan, token - 2, ':') && programsOnly.has(hash[token - 4]!)) return true
  return (
    address.startsWith('255.') ||
    versionColumns.has(scan.columnHead[token]!) ||
    tagsImage(scan, token) ||
    namesUpdate(scan, token) ||
    besideRelease(scan, token) ||
    followsRelease(scan, token, address) ||
    saidOfProgram(scan, token, address) ||
    followsVersion(scan, token) ||
    followsSoftware(scan, token) ||
    followsProduct(scan, token, address) ||
    replacesShorter(scan, token, address) ||
    inFileName(scan, token, end) ||
    matchAt(toldVersion, text, end) !== null ||
    besideVersion(scan, token) ||
    afterVersionWord(scan, token) ||
    (isSmall(address) && numbersPart(scan, token)) ||
    opensHeading(scan, token, address, end) ||
    opensRelease(scan, token, address)
  )
}
