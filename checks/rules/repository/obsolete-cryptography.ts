import type { CheckPolicy } from '@socle/contracts/checks/policy'
import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, rule } from '../../rule.ts'
import { isNameAmong } from '../accepted.ts'
import { obsoleteAlgorithms } from './obsolete-algorithms.ts'
import { recognises } from './subject.ts'

export const obsoleteCryptography = rule({
  id: 'repository/obsolete-cryptography',
  source: 'repository',
  requirements: ['GI:1398', 'MIRAI:MIR-4.d'],
  title: { fr: 'Ni algorithme ni protocole obsolète', en: 'No obsolete algorithm or protocol' },
  failureTitle: {
    fr: 'Des algorithmes ou protocoles obsolètes sont utilisés',
    en: 'Obsolete algorithms or protocols are used',
  },
  why: {
    fr: 'MD5, SHA-1, DES, RC4, SSL et les premiers TLS se cassent avec des moyens ordinaires : ce qu’ils protègent ne l’est plus.',
    en: 'MD5, SHA-1, DES, RC4, SSL and the first TLS are broken with ordinary means: what they protect is no longer protected.',
  },
  mend: {
    fr: 'Passez à SHA-256 ou mieux, à AES-GCM, et à TLS 1.2 au minimum.',
    en: 'Move to SHA-256 or better, to AES-GCM, and to TLS 1.2 at least.',
  },
  left: {
    fr: 'Les algorithmes qu’une bibliothèque choisit d’elle-même. Un condensat qui ne protège rien (ETag, cache, identifiant) n’est pas signalé.',
    en: 'Algorithms that a library chooses by itself. A digest that protects nothing (ETag, cache, identifier) is not reported.',
  },
  limits: {
    fr: 'Les versions de TLS et les suites de chiffrement écrites dans la configuration d’un serveur (nginx, Apache…) comptent autant que le code.',
    en: 'TLS versions and cipher suites written in the settings of a server (nginx, Apache…) count as much as code.',
  },
  needs: ['matches', 'policy'],
  looksFor: obsoleteAlgorithms,
  judge: ({ matches, policy: { obsolete } }) => {
    const used = Object.entries(matches).flatMap(([kind, found]) =>
      found
        .filter((match) => !match.comment && isUsed(kind, match) && isObsolete(match, obsolete))
        .map((match) => ({ kind, match })),
    )
    const [unclear, certain] = [
      used.filter((one) => !protects(one.kind, one.match)),
      used.filter((one) => protects(one.kind, one.match)),
    ]
    // One alone is a slip worth mending; a habit is for a person to judge.
    if (certain.length === 0 && unclear.length > 1 && unclear[0] !== undefined) {
      const { path, line } = unclear[0].match
      return manual(
        `${unclear.length} condensats MD5 ou SHA-1 dont l’usage ne se lit pas (${path}:${line}) : dites qu’ils ne protègent rien, ou remplacez-les.`,
        `${unclear.length} MD5 or SHA-1 digests whose use cannot be read (${path}:${line}): say that they protect nothing, or replace them.`,
      )
    }
    return failIfAny(
      (certain.length > 0 ? certain : unclear).filter(isFirstOfItsLine).map(({ kind, match }) => {
        const name = nameOf(match)
        return finding(
          match,
          `« ${name} » est obsolète.`,
          `“${name}” is obsolete.`,
          `${kind}:${name.toLowerCase()}:${match.text}`,
        )
      }),
    )
  },
})

/** One line may be found by two patterns. */
const isFirstOfItsLine = (
  { match }: { match: SourceMatch },
  index: number,
  all: readonly { match: SourceMatch }[],
): boolean => all.findIndex((one) => one.match.path === match.path && one.match.line === match.line) === index

/** A protocol that others fix imposes its digest: OAuth 1, Digest of HTTP, one-time passwords, APOP, signatures of S3, lists of leaked passwords. */
const imposed =
  /coturn|\bturn rest\b|gnudip|synapse|oauth_?1|\bpwned\b|cram[-_]?md5|[io]pad\b[\s\S]*challenge|\bH?A[12]\b|->opaque\b|\bcnonce\b|\bqop\b|\bKD\s*\(|(?<!\w)H\(\s*(?:final\s+)?String\b|hibp|pwnedpasswords|hmac[-_]sha1|oauth_sign|yubi(?:co|key|otp|hsm)|\bt?h?otp\b|\bapop\b|\bpop3\b|s3_?tokens?|signature_?v2|websocket|258EAFA5|\bx5t\b|subject_?key_?id|\bocsp|\bnt(?:lm|ow)f?(?:v?[12])?\b|\bnla\b|\bcredssp\b|(?<![a-z])rdp(?![a-z])|\bradius\b|\bms-?chap\w*|\bws-?man\b/i

/** One-time passwords in the names of classes and files: `HmacOtp`, `TOTPGenerator`. */
const ofOneTime = /(?<![A-Z])[HT]?(?:OTP|Otp)(?![a-z])|[a-z](?:Hotp|Totp)(?![a-z])|(?:^|\/)(?:Hotp|Totp)(?![a-z])/

/** Families of the policy, by how they begin in the languages; a name that is of none counts as obsolete. */
const families: readonly (readonly [keyof CheckPolicy['obsolete'], string, RegExp])[] = [
  ['digests', 'md2', /^md2/i],
  ['digests', 'md4', /^md4/i],
  ['digests', 'md5', /(^|-|hmac)md5/i],
  ['digests', 'sha1', /(^|-|hmac)sha-?1/i],
  ['digests', 'ripemd160', /^ripemd/i],
  ['ciphers', '3des', /^(desede|des-?(ede)?3|tripledes)/i],
  ['ciphers', 'des', /^des/i],
  ['ciphers', 'rc2', /^(rc2|arc2)/i],
  ['ciphers', 'rc4', /^(rc4|arc4|arcfour)/i],
  ['ciphers', 'blowfish', /^(bf|blowfish)/i],
  ['ciphers', 'idea', /^idea/i],
  ['ciphers', 'cast', /^cast/i],
  ['ciphers', 'seed', /^seed/i],
  ['ciphers', 'rabbit', /^rabbit/i],
  ['ciphers', 'ecb', /^aes|^ecb/i],
  ['protocols', 'SSLv2', /ssl_?v?2/i],
  ['protocols', 'SSLv3', /ssl_?v?3|^ssl$/i],
  ['protocols', 'TLSv1.1', /tls_?v?1[._]?1|^SSL(?:Proxy)?Protocol\s/i],
  ['protocols', 'TLSv1', /tls_?v?1|\.Tls$/i],
  ['services', 'telnet', /telnet/i],
  ['services', 'rlogin', /rlogin/i],
  ['services', 'rsh', /^rsh/i],
]

const nameOf = ({ groups }: SourceMatch): string =>
  Object.entries(groups).find(([key, value]) => key !== 'match' && value !== undefined)?.[1] ?? groups['match'] ?? ''

function isObsolete(match: SourceMatch, obsolete: CheckPolicy['obsolete']): boolean {
  const family = families.find(([, , begins]) => begins.test(nameOf(match)))
  return family === undefined || isNameAmong(family[1], obsolete[family[0]])
}

/** A digest beside a secret, an identity or a signature; every other use of an obsolete algorithm is one. */
const protects = (kind: string, match: SourceMatch): boolean =>
  !(
    /Hash$/.test(kind) ||
    kind === 'csharp' ||
    (kind === 'chosen' && /^(?:md|sha)(?!.*with)/i.test(match.groups['name'] ?? ''))
  ) ||
  /^(?:des|rc[24]|tripledes|mcrypt)/i.test(match.groups['name'] ?? '') ||
  /password|passwd|\bpass\b|pwd|passphrase|secret|token|\bsalt|signature|\bsign(?:ed|ing)?\b|hmac|credential|\bauth|login|(?<!\$_)session|certificat|challenge|crypt(?!o)|mots?[-_ ]?de[-_ ]?passe|\bmdp\b|\bjetons?\b|\$clear\b|license_?key|api_?key/i.test(
    match.around,
  ) ||
  /(?:auth|password|passwd|crypt(?!o)|secur|sign(?:ature|er|ing))/i.test(
    match.path.slice(match.path.lastIndexOf('/') + 1),
  )

/**
 * `NULL`, `EXPORT` and `DES` are words elsewhere: in a list of suites they stand in capitals, and in code joined to the rest of
 * the list or alone between quotes. A variable that is compared with null or emptied names no suite.
 */
function isInList({ groups, kind, text }: SourceMatch): boolean {
  const { name = '' } = groups
  if (!/^(?:null|export|des)$/i.test(name)) return true
  return name === name.toUpperCase() && (kind === 'data' || new RegExp(`[:"'+-]${name}|${name}[:"'+-]`).test(text))
}

/** A digest that names, compares or caches does not protect; one that RFC 6455 imposes cannot be changed. */
const harmless =
  /etag|message-?_?id|placeholder|job|cach|checksum|content-?md5|fingerprint|gravatar|websocket|258EAFA5|uuid|\bgit\b|blob |dedup|bucket|shard|usedforsecurity|integrity|revision|file-?hash|short-?(id|hash)|hash-?(id|key)|slug|color|colour|s3\b|import-?map|build-?id|scope-?id|module-?id|css|snapshot|memo(?!ry)|(?:paths|content|files?|list|state|schema|config|version|change)_?hash|pseudo_?mac|mac_?addr|(?:^|\/)mac\.\w+\n|user_?agent|store_?key|digest\([^)]*\)\s*\.(?:slice|substr|substring)\(|digest\([^)]*\)\[(?::\d|0\s*(?:\.\.|,))/i

/** What is digested, or what becomes of it, on the line itself: a query, the name of a file, a key. */
const named =
  /\b(?:md5|sha1)\s*\([^;\n]*\[\s*["'](?:sql\w*|\w*_?query|url|uri|path)["']\s*\]|\b(?:md5|sha1)\s*\(\s*\$?\w*(?:sql|query|url|uri|path|file\w*|content|html|xml|json)\b|\b(?:md5|sha1)\s*\(\s*\$(?:key|entity_?id|namespace)\b|\bfile_?(?:path|name)\b|DIRECTORY_SEPARATOR|cache_?key/i

/** `$_POST['field_' . md5($server)]`: the name of a field or of a key. */
const endsAName = /\[\s*["']\w+[_-]["']\s*\.\s*(?:md5|sha1)\s*\(/i

/** What chance gave, cut into letters that are alike: a name, unless something depends on nobody guessing it. */
const byChance = /\b(?:(?:md5|sha1)\s*\(|hash\s*\(\s*["'](?:md5|sha1)["']\s*,)\s*(?:mt_rand|rand|uniqid|microtime)\s*\(/
const toBeGuessed = /passw|\bpwd\b|secret|token|nonce|csrf|session|salt|reset|confirm|activat|jeton|mot_?de_?passe|mdp/i

/** The operator wrote the number of the version, which the program turns into a constant. */
const askedByItsNumber =
  /\b(?:case|when)\s*["'](?:tls)?[\s_v]*1[._]?[01]?["']\s*(?::|then|->|=>)\s*\n?\s*(?:return\s+)?[\w.:]*(?:VersionTLS1[01]|TLSv?1_[01])\b/i

/** Symfony, Shiro: what stands just above says that passwords are kept so. */
const ofPasswords =
  /password_?hashers|encoders\s*:|PasswordAuthenticatedUser|UserInterface|credentialsMatcher|password[-_.]?encoder/i

function isUsed(kind: string, match: SourceMatch): boolean {
  if (recognises(match.text) && !/hashers\./.test(match.text) && kind !== 'service' && kind !== 'goHash') return false
  if (kind === 'hasher' && !ofPasswords.test(match.around)) return false
  // A message says that it should no longer be used.
  if (/^["'][^"']*\bdeprecated\b/i.test(match.text)) return false
  // A list of what is refused names it.
  if (
    (kind === 'suites' || kind === 'version' || kind === 'listedVersion') &&
    /obsolete|forbid|den(?:y|ied)|disabled|weak|black_?list|exclu/i.test(match.around)
  )
    return false
  const isDigest =
    /Hash$|Digest$/.test(kind) || ((kind === 'csharp' || kind === 'chosen') && /md|sha/i.test(nameOf(match)))
  if (isDigest && [imposed, ofOneTime].some((one) => one.test(`${match.path}\n${match.around}`))) return false
  if (kind === 'phpHash' && (!match.path.endsWith('.php') || endsAName.test(match.text))) return false
  if (byChance.test(match.text) && !toBeGuessed.test(match.around)) return false
  if (kind === 'goHash' && !match.path.endsWith('.go')) return false
  // NTLM and MS-CHAP are made of DES.
  if (/^(?:des|rc4)/i.test(nameOf(match)) && /ntlm|ms-?chap|lm_?hash/i.test(`${match.path}\n${match.around}`))
    return false
  if (kind === 'javaCipher' && match.groups['name'] === 'AES') return true
  // Many things are initialised with a size.
  if (
    kind === 'short' &&
    /\.initialize\(/.test(match.text) &&
    !/KeyPairGenerator|["'](?:RSA|DSA|DH)["']/.test(match.around)
  )
    return false
  // Keys of stream ciphers and digests are as short as that, and strong.
  if (
    kind === 'short' &&
    /key_?size/i.test(match.text) &&
    /chacha|poly1305|salsa|blake|\bhmac/i.test(match.around) &&
    !/\b(?:rsa|dsa|dh)\b/i.test(match.around)
  )
    return false
  // What a file of Perl takes in is not yet used.
  if (kind === 'otherHash' && /^\s*(?:use|require)\s/.test(match.text)) return false
  if (kind === 'suites' && !isInList(match)) return false
  // Naming a version, to tell it or to refuse it, does not speak it.
  if (kind === 'constant' && (/^\s*case\b|[!=]=/.test(match.text) || askedByItsNumber.test(match.around))) return false
  if (/Hash$/.test(kind) && named.test(match.text) && !/passw|secret/i.test(match.text)) return false
  if (/Hash$/.test(kind) || isDigest)
    return (
      !harmless.test(`${match.path}\n${match.around}`) ||
      /password|passwd|mot[-_]?de[-_]?passe|\bmdp\b|secret|signature|hmac|credential/i.test(match.text)
    )
  return true
}
