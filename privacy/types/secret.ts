import { FIRST } from '../scan/columns.ts'
import { codeAt, fold, isAlphanumeric, isBlank } from '../scan/characters.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { matchAt } from '../scan/match-at.ts'
import { Label } from '../scan/labels.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { Weight, type Candidate, type Scan } from '../scan/scan.ts'
import { closesLine, drawn, looksLikeValue, mingled, notSecret, plainPassword, secret } from './secret-value.ts'

const PEM_MAX = 20_000
const VALUE_MAX = 256

/** Keys whose issuer gives them a recognisable beginning. Each is bounded; the beginning alone is never enough. */
const issued: readonly (readonly [first: string, form: RegExp])[] = [
  ['eyJ', /eyJ[\w-]{8,4000}\.[\w-]{8,4000}(?:\.[\w-]{0,4000}){0,3}/y],
  ['AKIA', /AKIA[0-9A-Z]{16}/y],
  ['ASIA', /ASIA[0-9A-Z]{16}/y],
  ['AIza', /AIza[\w-]{35}/y],
  ['ghp', /ghp_\w{20,255}/y],
  ['gho', /gho_\w{20,255}/y],
  ['ghu', /ghu_\w{20,255}/y],
  ['ghs', /ghs_\w{20,255}/y],
  ['ghr', /ghr_\w{20,255}/y],
  ['github', /github_pat_\w{20,255}/y],
  ['glpat', /glpat-[\w-]{16,255}/y],
  ['gldt', /gldt-[\w-]{16,255}/y],
  ['glrt', /glrt-[\w-]{16,255}/y],
  ['sk', /sk[-_](?:(?:live|test|proj|ant|or|svcacct|admin)[-_])?[\w-]{16,255}/y],
  ['pk', /pk_(?:live|test)_\w{16,255}/y],
  ['rk', /rk_(?:live|test)_\w{16,255}/y],
  ['whsec', /whsec_[\w+/=]{16,255}/y],
  ['xoxb', /xoxb-[\w-]{10,255}/y],
  ['xoxp', /xoxp-[\w-]{10,255}/y],
  ['xoxa', /xoxa-[\w-]{10,255}/y],
  ['xapp', /xapp-[\w-]{10,255}/y],
  ['SG', /SG\.[\w-]{16,64}\.[\w-]{16,128}/y],
  ['hf', /hf_[A-Za-z0-9]{20,64}/y],
  ['npm', /npm_[A-Za-z0-9]{30,64}/y],
  ['pypi', /pypi-[\w-]{30,255}/y],
  ['dop', /dop_v1_[a-f0-9]{40,80}/y],
  ['hvs', /hvs\.[\w-]{20,255}/y],
  ['key', /key-[0-9a-f]{32}/y],
  ['ya', /ya29\.[\w-]{20,255}/y],
  ['dckr', /dckr_pat_[\w-]{20,255}/y],
  ['gsk', /gsk_[A-Za-z0-9]{20,128}/y],
  ['AGE', /AGE-SECRET-KEY-1[0-9A-Z]{40,80}/y],
  ['shpat', /shpat_[a-fA-F0-9]{32}/y],
  ['sq', /sq0(?:atp|csp)-[\w-]{20,64}/y],
  ['tvly', /tvly-[\w-]{16,64}/y],
  ['dapi', /dapi[0-9a-f]{32}/y],
  ['xkeysib', /xkeysib-[\w-]{20,128}/y],
  ['glsa', /glsa_\w{24,64}/y],
  ['glc', /glc_[\w+/=]{24,255}/y],
  ['glft', /glft-[\w-]{16,255}/y],
  ['glptt', /glptt-[\w-]{16,255}/y],
  ['lin', /lin_api_\w{20,64}/y],
  ['sbp', /sbp_[a-f0-9]{40}/y],
  ['nvapi', /nvapi-[\w-]{32,128}/y],
  ['sntrys', /sntrys_[\w+/=.-]{32,255}/y],
  ['PMAK', /PMAK-[\w-]{32,80}/y],
  ['ATATT', /ATATT3[\w=-]{24,255}/y],
  ['rubygems', /rubygems_[a-f0-9]{40,64}/y],
  ['figd', /figd_[\w-]{20,80}/y],
]
const issuedByFirst = new Map<string, RegExp>(issued)

/** The words with which a key begins. */
export const issuedWords = wordSet(`${issued.map(([first]) => first).join(' ')} live prod`)

/** eyJ…, AKIA…, ASIA…, AIza… go on with letters that make one word with them. */
export function joinsIssuedSecret(scan: Scan, token: number): boolean {
  const first = codeAt(scan.text, scan.start[token]!)
  const second = codeAt(scan.text, scan.start[token]! + 1)
  return (
    (first === 0x65 && second === 0x79) || (first === 0x41 && (second === 0x4b || second === 0x53 || second === 0x49))
  )
}

const UNDERSCORE = 0x5f
/** "ban_live_9f2a7c41…": services name the key after themselves and what it opens. */
const ofService =
  /[a-z]{2,12}_(?:live|prod)_(?=[a-zA-Z]{0,60}\d)(?=\d{0,60}[a-zA-Z])(?=[a-z]*\d|[A-Z]*\d|[a-zA-Z\d]*[a-z][A-Z])[A-Za-z0-9]{12,64}(?![\w-])/y
/** A key known by its beginning. Looks at a word. */
export function recogniseIssuedSecret(scan: Scan, token: number): Candidate | undefined {
  const start = scan.start[token]!
  const { text } = scan
  if (codeAt(text, start - 1) === UNDERSCORE && scan.kind[token - 2] === TokenKind.word) {
    const live = matchAt(ofService, text, scan.start[token - 2]!)
    if (live) return secret(scan.start[token - 2]!, scan.start[token - 2]! + live[0].length, Weight.certain - 2)
  }
  const length = scan.end[token]! - start
  if (length > 8 && codeAt(text, start) !== 0x65 && codeAt(text, start) !== 0x41) return undefined
  const word = text.slice(start, scan.end[token]!)
  const form =
    issuedByFirst.get(word) ??
    (word.startsWith('eyJ') ? issuedByFirst.get('eyJ') : issuedByFirst.get(word.slice(0, 4))) ??
    (length > 2 ? issuedByFirst.get(word.slice(0, 2) === 'hf' ? 'hf' : '') : undefined)
  if (!form || isAlphanumeric(codeAt(text, start - 1))) return undefined
  const match = matchAt(form, text, start)
  if (!match) return undefined
  if (/(x|X|0|\*)\1{7}/.test(match[0])) return undefined
  return secret(start, start + match[0].replace(/[-.]+$/, '').length, Weight.certain)
}

/** A PEM block as a whole (RFC 7468); public material (certificates, public keys) is no secret. Looks at the first hyphen. */
export function recognisePem(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  if (codeAt(text, start + 4) !== 0x2d || text[start - 1] === '-') return undefined
  const opening = matchAt(/-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----/y, text, start)
  if (!opening) return undefined
  const closing = `-----END ${opening[1]}-----`
  const found = text.slice(start, start + PEM_MAX).indexOf(closing)
  if (found >= 0) return secret(start, start + found + closing.length, Weight.certain + 8)
  // Cut short: the lines that still look like one.
  const body = matchAt(
    /(?:[\r\n ]{1,3}|\\n)?(?:[A-Za-z0-9+/=:,\- ]{1,120}(?:\r?\n|\\n|$)){1,200}/y,
    text,
    start + opening[0].length,
  )
  return secret(start, start + opening[0].length + (body?.[0].trimEnd().length ?? 0), Weight.certain + 8)
}

const hooks =
  /(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]{10,200}|(?:discord|discordapp)\.com\/api\/webhooks\/\d{5,25}\/[\w-]{10,100}|[\w.-]{1,60}\.webhook\.office\.com\/[\w/@.-]{10,300}|outlook\.office\.com\/webhook\/[\w/@.-]{10,300}|hooks\.[\w.-]{3,60}\/(?:[\w-]{1,40}\/){1,4}(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,120}|hooks\.[\w.-]{3,60}\/(?:[\w-]{1,40}\/){1,4}(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{8,120}|[\w.-]{3,80}\/hooks\/(?=[\w-]*\d)[A-Za-z0-9_/-]{16,120}|[\w.-]{3,80}\/(?:[\w-]{1,30}\/){0,3}(?:incoming-)?webhook(?:s|b2)?\/(?=[\w/@-]*\d)[\w/@-]{16,200}|api\.telegram\.org\/bot\d{6,12}:[\w-]{30,40}[\w/]{0,40}|chat\.googleapis\.com\/v1\/spaces\/[\w?=&/%-]{20,300})/iy

/** The address of a webhook: who has it may write. Looks at the colon of "://". */
export function recogniseWebhook(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const colon = scan.start[token]!
  if (codeAt(text, colon + 1) !== 0x2f || codeAt(text, colon + 2) !== 0x2f) return undefined
  const scheme = token > FIRST && /^https?$/i.test(text.slice(scan.start[token - 1]!, scan.end[token - 1]!))
  if (!scheme) return undefined
  const match = matchAt(hooks, text, colon + 3)
  return match ? secret(scan.start[token - 1]!, colon + 3 + match[0].length, Weight.certain + 6) : undefined
}

const identified = /identified(?: with [\w"'`]{3,40})? by (["'])([^\s"']{4,64})\1/iy
/** IDENTIFIED BY '…': the password that a statement gives an account. Looks at the first word. */
export function recogniseIdentifiedBy(scan: Scan, token: number): Candidate | undefined {
  const start = scan.start[token]!
  const match = matchAt(identified, scan.text, start)
  if (!match || notSecret.test(match[2]!)) return undefined
  const end = start + match[0].length - 1
  return secret(end - match[2]!.length, end, Weight.certain - 2)
}

const fieldNamedKey = /["']?[ \t]{0,12}(?:=>|[:=])[ \t]{0,4}["']?([\w+/=-]{20,80})["']?(?=[\s,;)}\]]|$)/y
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const random = /^(?=(?:[^\d]*\d){3})(?=.*[A-Za-z])[A-Za-z\d+/=_]{20,}$/
const ofApi = /\b(?:endpoint|api|base_?url)\b/i
const API_REACH = 160
/** 'endpoint' => 'https://api…', 'key' => '…': a field of that name and no other, beside the address of a service, and what nobody wrote by hand. */
function recogniseApiKey({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(fieldNamedKey, text, at)
  if (!match || !(uuid.test(match[1]!) || random.test(match[1]!))) return undefined
  const around = text.slice(Math.max(0, at - API_REACH), at) + text.slice(at + match[0].length, at + API_REACH)
  if (!around.includes('://') || !ofApi.test(around)) return undefined
  const start = at + match[0].indexOf(match[1]!)
  return secret(start, start + match[1]!.length, Weight.certain - 2)
}
const KEY = hashWord('key')
const setting =
  /(?<=[A-Z\d]_KEY)(?<!(?:PUBLIC|PARTITION|SORT|FOREIGN|PRIMARY|CACHE)_KEY)=(["']?)((?:base64:)?[\w+/.-]{20,400}={0,2})\1(?![\w+/=])/y
/** METEO_KEY=eyJ4NXQ…: a setting of that name, and what nobody wrote by hand. */
function keyOfSetting({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(setting, text, at)
  const value = match?.[2]?.replace(/\.$/, '')
  if (match === null || value === undefined || !random.test(value.replace(/^base64:/, '')) || !/[a-z]/.test(value))
    return undefined
  const start = at + 1 + match[1]!.length
  return secret(start, start + value.length, Weight.certain - 2)
}

/** Words of those who open a directory: its commands, and the last part of a name in it. */
export const directoryWords = wordSet('dc ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldappasswd')
const ofDirectory = /ldap[a-z]{3,6}\b[^\n]{0,200}?[ \t]-w ?(["']?)([^\s"']{4,64})\1/y
const afterName =
  /dc=[\w-]{1,60}["'][ \t]{0,4},[ \t]{0,4}(["'])((?=[^"'\n]{0,64}\d)(?=[^"'\n]{0,64}\p{L})[^\s"'()=]{6,64})\1/iuy
const NAME_REACH = 200
const accountName = /["'](?:cn|uid)=[^"'\n]*$/i
/** ldapsearch -D "cn=…,dc=…" -w …, bind("cn=…,dc=…", "…"): the password of an account of a directory. */
function recogniseBind({ text }: Scan, start: number): Candidate | undefined {
  const match = matchAt(ofDirectory, text, start) ?? matchAt(afterName, text, start)
  if (!match || notSecret.test(match[2]!)) return undefined
  if (match[0].startsWith('d') && !accountName.test(text.slice(Math.max(0, start - NAME_REACH), start)))
    return undefined
  const end = start + match[0].length - match[1]!.length
  return secret(end - match[2]!.length, end, Weight.certain - 2)
}

const onCommandLine =
  /(?:(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,160}?[ \t](?:-p ?|--password[= ])|redis-cli\b[^\n]{0,160}?[ \t]-a |curl\b[^\n]{0,160}?[ \t](?:-u|--user) ?["']?[\w.@-]{1,60}:)(["']?)([^\s"']{4,64})\1/iy
/** mysql -u app -p'…': the password of a command. Looks at the command. */
export function recogniseCommandPassword(scan: Scan, token: number): Candidate | undefined {
  const start = scan.start[token]!
  if (directoryWords.has(scan.hash[token]!)) return recogniseBind(scan, start)
  const match = matchAt(onCommandLine, scan.text, start)
  if (!match || notSecret.test(match[2]!)) return undefined
  const end = start + match[0].length - match[1]!.length
  return secret(end - match[2]!.length, end, Weight.certain - 2)
}

/** Words that announce a secret, on folded text; what joins them to the value comes after. */
const announced =
  /(?:community|mots? de passe|motdepasse|mot_de_passe|mdp|code d'acces|phrase secrete|phrase de passe|passphrase|password|passwd|passcode|pwd|(?:bind|smtp|imap|db|ldap|root|user|admin|mail|ftp)[_-]pw|pass|jetons?|tokens?|bearer|authorization["']? ?[:=] ?["']?basic|secrets?|api[ _-]?keys?|apikeys?|cles?(?: d'?|[ _])api|cles? (?:secrete|privee|d'acces|pre-?partagee|partagee|de chiffrement|de signature|maitre|ssh)s?|access[_ -]?keys?|secret[_ -]?keys?|private[_ -]?keys?|client[_ -]?secret|auth[_ -]?token|access[_ -]?token|refresh[_ -]?token|credentials?|securestring|x-api-key|(?:account|shared|master|signing|encryption|sharedaccess|sas|storage|session|hmac|aes|jwt)[_ -]?key|(?:jwt|token|cookie|session|hmac|webhook|hash)[_-](?:signing|salt|pepper)|sel de (?:hachage|chiffrement)|(?:backup|recovery) codes?|codes? de (?:secours|recuperation|deblocage|deverrouillage)|(?:graine|seed|secret|cle) (?:totp|otp)|(?:auth|nonce|logged_in)_(?:key|salt)|(?:code )?pin|codes?(?= ?$)|psk|keystore|truststore|cle wifi|cle wpa2?|code wifi|wifi|cle)$/
const ANNOUNCED_MAX = 26
const ofTree = wordSet('le du au de des en et')
const unlocking = /(?:pin|deblocage|deverrouillage)$/
const pinDigits = /(?:[ \u00a0]?:)?[ \u00a0](\d{4}|\d{6}|\d{8})(?![\p{L}\d/.-])/uy

const joiner =
  /["'`)\]*_]{0,3}(?:,? (?:valeur|value|content) ?[:=]? ?| ?\{ ?(?:type ?= ?\w{1,12} ?)?default ?= ?|[ \t\u00a0\u202f]{0,24}(?:[:=]|=>|:=)[ \t\u00a0\u202f]{0,4}(?:\r?\n[ \t]{0,4})?|[ \t\u00a0]{1,3}(?:c['’]est|cest|c|est|is|sera|reste|etait|était|provisoire|temporaire|initial|actuel|wifi)(?![A-Za-z0-9\u00c0-\u024f])(?:[ \u00a0](?:desormais|désormais|toujours|encore|maintenant|bien|donc|juste|now|still|est|is|:))?[ \t\u00a0]{0,3}:?[ \t\u00a0]{0,3}|[ \t]{1,2}(?=["«“][^\s]{4})|[ \t]{1,2}(?=«[ \u00a0\u202f](?=[^\s»]*[\d@!#$%&*+=_])[^\s»]{6})|,[ \t]{0,2}(?=(["'])[^"'\s]{4,200}\1[ \t]?\))|[ \u00a0]\((?=[^\s()]*\d)(?=[^\s()]{6,64}\))|[ \t]{1,2}(?=[^\s]*\d)(?=[^\s]*[A-Za-z])|[ \t]{3,24}(?=[^\s]*\d)(?=[^\s]*[A-Za-z])(?=[^\s]{8,64}[ \t]*(?:[\r\n]|$)))(?:Bearer |Basic |Token )?["'`«“]{0,3}[ \u00a0\u202f]{0,2}/iy
const qualifier =
  /[ \u00a0](?:(?:du|de|de la|des|pour|sur|d'|admin|root|provisoire|temporaire|initial|actuel|wifi|par defaut|par défaut|for|of|the)[ \u00a0]?[\w'’.éèà-]{0,24}[ \u00a0]?(?:(?:public|prive|privé|invite|invité|interne)s?[ \u00a0]?)?){1,4}(?=[ \u00a0]?[:=]|[ \u00a0](?:c'est|cest|c|est|is)[ \u00a0])/iy

/** {SSHA}…: a password as directories keep it (RFC 2307). */
const hashed = /^\{[A-Z][A-Z\d-]{2,11}\}[\w+/=$.]{16,}$/
const abbreviated = /^(?:mdp|pwd|passwd|password)$/
const phrase = /phrase/
const seasoning = /(?:signing|salt|pepper|hachage|chiffrement|community)$/
const severalWords = /^[\p{L}\d'’]+(?:[ _-][\p{L}\d'’]+){2,19}$/u
const constantName = /^[A-Z]{2,}(?:_[A-Z]+)+$/

/** "PWD=/srv/app": the shell's working directory. */
const folderPath = /^(?:\/|~\/|[A-Za-z]:\\)/

/** A value after "mot de passe :", "API_KEY=", "token is". Looks at a word that may end an announcement. */
export function recogniseAnnouncedSecret(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const wordEnd = scan.end[token]!
  const window = fold(text.slice(Math.max(0, wordEnd - ANNOUNCED_MAX), wordEnd))
  const match = announced.exec(window)
  if (!match)
    return scan.hash[token] === KEY ? (recogniseApiKey(scan, wordEnd) ?? keyOfSetting(scan, wordEnd)) : undefined
  if (unlocking.test(match[0])) {
    // "PIN 4821": the tree is written in small letters, and "LE PIN 38730" is a village.
    if (match[0] === 'pin' && (scan.shape[token] !== Shape.capitals || ofTree.has(scan.hash[token - 1]!)))
      return undefined
    const digits = matchAt(pinDigits, text, wordEnd)
    if (digits) return secret(wordEnd + digits[0].length - digits[1]!.length, wordEnd + digits[0].length, Weight.likely)
  }
  const bareKey = match[0] === 'cle'
  const network = match[0] === 'wifi'
  if (/^codes?$/.test(match[0])) {
    const spoken = spokenCode(scan, wordEnd) ?? doorCode(scan, wordEnd)
    if (spoken !== undefined) return spoken
    return opensSomething.test(fold(text.slice(wordEnd, wordEnd + CODE_REACH)))
      ? recogniseSaidSecret(scan, wordEnd)
      : undefined
  }
  const strict = match[0] !== 'pass' && match[0] !== 'token' && match[0] !== 'tokens'
  let at = wordEnd
  // PASSWORD_ADMIN=…, "mot de passe du compte admin : …"
  const suffix = matchAt(/[23](?= )|[_-][A-Za-z0-9_]{1,30}/y, text, at)
  if (suffix) at += suffix[0].length
  const aside = matchAt(/[ \u00a0]\([^()\n]{1,40}\)(?=[ \u00a0]?[:=])/y, text, at) ?? matchAt(qualifier, text, at)
  if (aside) at += aside[0].length
  const link = matchAt(joiner, text, at)
  if (!link) return recogniseFarSecret(scan, at) ?? recogniseSaidSecret(scan, at)
  const start = at + link[0].length
  const quoted = /["'`«“]/.exec(link[0].trimEnd().slice(-1))
  let end = start
  const limit = Math.min(text.length, start + VALUE_MAX)
  if (quoted) {
    const closing = quoted[0] === '«' ? '»' : quoted[0] === '“' ? '”' : quoted[0]
    while (end < limit && text[end] !== closing && text[end] !== '\n') end++
    while (end > start && isBlank(codeAt(text, end - 1))) end--
  } else {
    while (end < limit && !isBlank(codeAt(text, end)) && !/["'`<>»|]/.test(text[end]!)) end++
    const assignment = /[=:]$/.test(link[0].trimEnd())
    while (end > start && /[.,;:)\]}»]/.test(text[end - 1]!)) end--
    // "!" and "?" end a sentence after a plain word, and belong to the password otherwise.
    if (/^\p{Ll}+[!?]$/u.test(text.slice(start, end))) end--
    if (!assignment && !/\d|[^\p{L}\d]/u.test(text.slice(start, end)))
      return recogniseFarSecret(scan, at) ?? recogniseSaidSecret(scan, at)
  }
  const low = codeAt(text, end)
  if (low >= 0xdc00 && low <= 0xdfff) end++
  const value = text.slice(start, end)
  if (hashed.test(value)) return secret(start, end, Weight.certain - 2)
  if (value.length < 4 || notSecret.test(value)) return undefined
  if (match[0] === 'pwd' && scan.shape[token] === Shape.capitals && folderPath.test(value)) return undefined
  // "BAD_CREDENTIALS tentative=3/5": the next setting.
  if (!quoted && !/[:=]/.test(link[0]) && /^\p{L}[\w.-]*=[^=]/u.test(value)) return undefined
  // "passphrase: "…"", "phrase de passe : mirabelle-sous-la-pluie": several words are what such a secret is made of.
  if ((quoted || link[0].includes(':')) && phrase.test(match[0]) && severalWords.test(value))
    return secret(start, end, Weight.certain - 2)
  // "Authorization": API_KEY, the name of what holds it.
  if (!quoted && constantName.test(value)) return undefined
  if ((bareKey || seasoning.test(match[0])) && !mingled.test(value)) return undefined
  if (network && !/^(?=.*[\d@!#$%&*+=_])(?=.*\p{L}).{8,}$/u.test(value)) return undefined
  const plain =
    abbreviated.test(match[0]) && link[0].includes(':') && plainPassword.test(value) && closesLine(text, end)
  if (!plain && !looksLikeValue(value, strict, Boolean(quoted), /=/.test(link[0])))
    return recogniseFarSecret(scan, at) ?? recogniseSaidSecret(scan, at)
  return secret(start, end, Weight.certain - 2)
}

/** "jeton d'API régénéré : …", "changé le mdp root en …": some words of the same sentence, then what is no word. */
const far =
  /(?:,?[ \u00a0'’]["“«]?[\p{L}\d’'/-]{1,24}["”»]?){0,6}?(?:[ \u00a0]?\?[ \u00a0\n]{1,2}\p{L}{1,12})?(?: \([^()\n]{1,48}\))?(?:[ \u00a0]?:[ \u00a0]{1,2}|(?:[ \u00a0]?\?)?[ \u00a0](?:->|=>|→)[ \u00a0]|[ \u00a0](?:(?:c['’ ]?)?(?:est|etait|était)(?: (?:toujours|encore|désormais|maintenant))?|en|par|to|vers|sera|reste|is|was)[ \u00a0])[«"“`]?[ \u00a0]?([^\s«»"“”`]{8,80})/iuy
/** "mot de passe réutilisé (Lavande-Tortue-59)" */
const inBrackets = /(?:[ \u00a0][\p{L}’']{2,24}){1,3}[ \u00a0]\((?=[^\s()]{8,40}\))([^\s()]+)/uy
function recogniseFarSecret({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(far, text, at) ?? matchAt(ofSomething, text, at) ?? matchAt(inBrackets, text, at)
  if (!match) return undefined
  const value = match[1]!.replace(/[.,;:)?…]+$/, '')
  if (
    !(mingled.test(value) || drawn.test(value)) ||
    notSecret.test(value) ||
    /^[a-z\d+.-]+:\/\/|@|^\d{1,2}[/-]\d/i.test(value)
  )
    return undefined
  const start = at + match[0].length - match[1]!.length
  return secret(start, start + value.length, Weight.certain - 2)
}

/** "mdp de l'archive Pelican.Gris.58": of what it opens, then directly what has a capital, a sign and a figure. */
const ofSomething =
  /[ \u00a0](?:du|de|des|de la|de l['’]|d['’]|pour|sur)[ \u00a0]?[\p{L}\d’'-]{2,24}[ \u00a0](?=[^\s]*\p{Lu})(?=[^\s]*\d)([^\s«»"“”`]{8,80})/iuy

/** "le code du dossier partagé a changé, c'est …": a code that opens something, and not a postcode or a colour. */
const opensSomething = /acces|dossier|partage|wifi|wi-fi|compte|coffre|alarme|messagerie|session|chang|secret|verrou/
const CODE_REACH = 60
const opensDoor = /ssid|identifiant|\blogin\b|wi-?fi|coffre|alarme|digicode|boitier|verrou|cadenas|portail|\bcles?\b/
const codeValue = /[ \u00a0:]{1,3}(?=[^\s,;]*\d)(?=[^\s,;]*\p{L})([\p{L}\d][^\s,;»"]{4,40})/uy
/** "SSID MAIRIE, code lavande-4471": what the code opens stands before it. */
function spokenCode({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(codeValue, text, at)
  if (!match || !opensDoor.test(fold(text.slice(Math.max(0, at - CODE_REACH), at)))) return undefined
  const value = match[1]!.replace(/[.:)!?…]+$/, '')
  if (value.length < 5 || notSecret.test(value)) return undefined
  const start = at + match[0].length - match[1]!.length
  return secret(start, start + value.length, Weight.certain - 2)
}
const ofDoor =
  /[ \u00a0](?:d['’]acc[eè]s )?(?:du|de la|de l['’]?|des|de)[ \u00a0]?(?:portail|portillon|porte|grille|barri[eè]re|garage|digicode|interphone|cadenas|alarme|coffre|bo[iî]te [aà] cl[eé]s?|local|parking)(?![\p{L}\d])[^\n:.;]{0,60}?(?:[ \u00a0]?:|[ \u00a0](?:c['’ ]?)?est)[ \u00a0](?:(?:toujours|maintenant|d[eé]sormais|le)[ \u00a0])?((?=\d*[A-Z#*]?\d)[A-Z\d#*]{4,10})(?![\p{L}\d])/iuy
/** "code de la porte du garage : 41B07", "le code du portail a changé, c'est 6620C". */
function doorCode({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(ofDoor, text, at)
  if (!match) return undefined
  const end = at + match[0].length
  return secret(end - match[1]!.length, end, Weight.certain - 2)
}
const said =
  /[^\n]{0,90}?(?:\n[^\n]{1,24}:[^\n]{0,30})?\b(?:c['’ ]?(?:est|[ée]tait)|j['’]ai mis|devient|est devenu|dit)[ \u00a0:]{1,3}[«"“]?[ \u00a0]?([^\s«»"“”]{8,40})/iy
/** "le code wifi ?", and the whole of the next line of the chat, or of the line below who answers and when, is what was asked for. */
const answered =
  /[^\n?]{0,60}\?[ \t]*\r?\n(?:[^\n:\d]{1,24} \d{1,2}[:h]\d\d[ \t]*\r?\n|(?:\[?\d{1,2}[:h]\d\d\]?[ \t]+)?[^\n:\d]{1,24}:[ \u00a0])(?:oui,?[ ])?(?:c(?:['’ ]?est)?[ ])?([^\s«»"“”]{8,40})(?=[ \t]*(?:[\r\n]|$))/y
/** "le mot de passe a changé, c'est M1rabelle_54": a little further, what is said to be it and is no word. */
function recogniseSaidSecret({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(said, text, at) ?? matchAt(answered, text, at)
  if (!match) return undefined
  const value = match[1]!.replace(/[.,;:)?…]+$/, '')
  if (!mingled.test(value) || notSecret.test(value) || /^[a-z\d+.-]+:\/\/|@/i.test(value)) return undefined
  const start = at + match[0].length - match[1]!.length
  return secret(start, start + value.length, Weight.certain - 2)
}

const cell = /[^\s;|\t,]{4,64}(?=[ ]{2}|[ ]?[;|,\t\r\n]|[ ]*$)/y
/** The cell of a column of passwords: no word of a sentence. Looks at the first token of the cell. */
export function recogniseSecretInColumn(scan: Scan, token: number): Candidate | undefined {
  if (scan.columnLabel[token - 1] === Label.secret && scan.gap[token]! < Gap.wide) return undefined
  const start = scan.start[token]!
  const match = matchAt(cell, scan.text, start)
  if (!match || notSecret.test(match[0]) || !/^[^(]*[^\p{L}(][^(]*$/u.test(match[0])) return undefined
  return looksLikeValue(match[0], true, false, false)
    ? secret(start, start + match[0].length, Weight.certain - 2)
    : undefined
}
