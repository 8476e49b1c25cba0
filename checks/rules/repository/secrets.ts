import type { SourceMatch } from '../../facts.ts'
import { type SourcePattern, failIfAny, finding, rule } from '../../rule.ts'
import { isPlaceholder, isRandom, masked } from './secret-values.ts'

const everywhere = ['code', 'markup', 'data', 'document'] as const
const shape = (hints: string[], expression: RegExp): SourcePattern => ({ hints, expression, kinds: everywhere })
const secretKey =
  'password|passwd|mot_?de_?passe|mdp|secret|token|(?:api|access|private|encryption|signing|account|shared|subscription|auth|app|master|hmac|jwt)[_-]?key|cle[_-]?(?:api|secrete|privee)|credentials?|bearer'
const keyHints = [
  'password',
  'passwd',
  'secret',
  'token',
  'api_key',
  'apikey',
  'api-key',
  'access_key',
  'accesskey',
  'access-key',
  'private_key',
  'privatekey',
  'private-key',
  'encryption_key',
  'encryptionkey',
  'signing_key',
  'signingkey',
  'account_key',
  'accountkey',
  'shared_key',
  'sharedkey',
  'subscription_key',
  'subscriptionkey',
  'subscription-key',
  'auth_key',
  'authkey',
  'auth-key',
  'app_key',
  'appkey',
  'master_key',
  'masterkey',
  'hmac_key',
  'hmackey',
  'jwt_key',
  'jwtkey',
  'mot_de_passe',
  'motdepasse',
  'cle_',
  'cleapi',
  'credential',
  'bearer',
]

export const secretNames: Readonly<Record<string, { fr: string; en: string }>> = {
  privateKey: { fr: 'clé privée', en: 'private key' },
  aws: { fr: 'clé d’accès AWS', en: 'AWS access key' },
  github: { fr: 'jeton GitHub', en: 'GitHub token' },
  gitlab: { fr: 'jeton GitLab', en: 'GitLab token' },
  slack: { fr: 'jeton Slack', en: 'Slack token' },
  google: { fr: 'clé d’API Google', en: 'Google API key' },
  stripe: { fr: 'clé Stripe', en: 'Stripe key' },
  npm: { fr: 'jeton npm', en: 'npm token' },
  languageModel: { fr: 'clé d’API de modèle de langue', en: 'language model API key' },
  signedToken: { fr: 'jeton JWT', en: 'JWT' },
  assignedInCode: { fr: 'valeur secrète', en: 'secret value' },
  assignedInData: { fr: 'valeur secrète', en: 'secret value' },
  provider: { fr: 'clé d’un service', en: 'key of a service' },
  header: { fr: 'en-tête d’authentification', en: 'authentication header' },
  address: { fr: 'mot de passe dans une adresse', en: 'password in an address' },
  positional: { fr: 'mot de passe', en: 'password' },
  command: { fr: 'mot de passe', en: 'password' },
  beside: { fr: 'valeur secrète', en: 'secret value' },
  bytes: { fr: 'clé de l’application', en: 'key of the application' },
  argument: { fr: 'valeur secrète', en: 'secret value' },
  element: { fr: 'valeur secrète', en: 'secret value' },
  unquoted: { fr: 'valeur secrète', en: 'secret value' },
  framework: { fr: 'clé de l’application', en: 'key of the application' },
  connection: { fr: 'mot de passe', en: 'password' },
}

export const secretShapes: Readonly<Record<string, SourcePattern>> = {
  privateKey: shape(
    ['-----begin'],
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----/,
  ),
  aws: shape(['akia', 'asia'], /\b(?<value>A(?:KIA|SIA)[0-9A-Z]{16})\b/),
  github: shape(
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    /\b(?<value>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/,
  ),
  gitlab: shape(['glpat-', 'gldt-', 'glrt-'], /\b(?<value>gl(?:pat|dt|rt)-[\w-]{20,})/),
  slack: shape(['xoxb-', 'xoxa-', 'xoxp-', 'xoxr-', 'xoxs-'], /\b(?<value>xox[abprs]-\d{6,}-[\w-]{10,})/),
  google: shape(['aiza'], /\b(?<value>AIza[\w-]{35})\b/),
  stripe: shape(['sk_live_', 'rk_live_'], /\b(?<value>[rs]k_live_[0-9A-Za-z]{16,})\b/),
  npm: shape(['npm_'], /\b(?<value>npm_[A-Za-z0-9]{36})\b/),
  languageModel: shape(['sk-'], /\b(?<value>sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{32,})/),
  signedToken: shape(['eyj'], /(?<value>\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,})/),
  /** Services whose keys tell what they are. */
  provider: shape(
    [
      'sg.',
      'dop_v1_',
      'pypi-',
      'dckr_pat_',
      'hf_',
      'hooks.slack.com',
      'gocspx-',
      'shpat_',
      'hvs.',
      'glsa_',
      'sqp_',
      'squ_',
      'glcbt-',
      'age-secret-key-',
      'discord.com/api/webhooks',
      'key-',
      'accountkey=',
      'sharedaccesskey=',
    ],
    /(?<value>\bSG\.[\w-]{20,24}\.[\w-]{40,46}|\bdop_v1_[0-9a-f]{60,}|\bpypi-[\w-]{60,}|\bdckr_pat_[\w-]{20,}|\bhf_[A-Za-z]{30,}|\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}|\bGOCSPX-[\w-]{24,}|\bshpat_[0-9a-f]{30,}|\bhvs\.[\w-]{24,}|\bglsa_\w{30,}|\bsq[pu]_[0-9a-f]{38,}|\bglcbt-[\w-]{20,}|\bAGE-SECRET-KEY-1\w{50,}|\bdiscord\.com\/api\/webhooks\/\d+\/[\w-]{50,}|\bkey-[0-9a-f]{32}\b|\b(?:Account|SharedAccess)Key=[\w+/]{40,}={0,2})/,
  ),
  header: shape(
    ['authorization', 'x-api-key', 'apikey', 'private-token', 'bearer '],
    /\b(?<key>Authorization|X-Api-Key|ApiKey|Private-Token)\b["'\]]*\s*(?:[:=,]|=>)\s*["'`]?(?:(?:Bearer|Basic|Token)\s+)?(?<value>[A-Za-z0-9+/_=.~-]{16,300})["'`]?/i,
  ),
  /** Given to a function or a builder: `.setApiKey("…")`, `new Client("…")`. */
  argument: {
    hints: keyHints,
    expression: new RegExp(
      `\\b(?<key>\\w{0,30}?(?:${secretKey}|client[_-]?secret)\\w{0,20})\\s*\\(\\s*["'\`](?<value>[\\w+/=.~!@#%^&*-]{16,200})["'\`]`,
      'i',
    ),
    first: /\(\s*["'`][\w+/=.~!@#%^&*-]{16}/,
    kinds: ['code'],
  },
  /** The third text given to what opens a database: address, account, password. */
  positional: {
    hints: ['connect', 'new pdo', 'mysqli'],
    expression:
      /\b(?:DBI->connect|getConnection|new\s+\\?PDO|new\s+\\?mysqli|mysqli_connect|\w*[cC]onnect)\s*\(\s*["'][^"'\n]*["']\s*,\s*["'][\w.@-]+["']\s*,\s*["'](?<value>[^"'\s]{8,64})["']/,
    kinds: ['code'],
  },
  /** A password on the line of a command. */
  command: {
    hints: ['mysql', 'mariadb', 'sshpass', 'ldap', 'smbclient', 'curl ', 'pgpassword=', 'redis-cli', 'mongo'],
    expression:
      /\b(?:(?:mysql\w*|mariadb[\w-]*|sshpass|mongo\w*)\b[^|;&\n]*\s(?:-p\s*|--password[= ])|ldap\w+\b[^|;&\n]*\s-w\s*|redis-cli\b[^|;&\n]*\s-a\s+|curl\b[^|;&\n]*\s(?:-u|--user)\s+["']?[\w.@-]+:|PGPASSWORD=)["']?(?<value>[^\s"'$|;&:]{8,64})["']?/,
    kinds: ['code', 'data'],
  },
  address: {
    hints: ['://'],
    expression: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"'`$<{(%]*:(?<value>[^\s@/"'`$<{(%]{8,64})@[\w.-]+/i,
    kinds: ['code', 'data'],
  },
  /** The name stands a line above its default. */
  beside: {
    hints: ['default', 'unwrap_or', 'orelse', 'getorelse', 'value:'],
    expression:
      /\b(?:default|value|unwrap_or\w*|orElse\w*|getOrElse)\b["']?(?:\W|_){1,14}["'](?<value>[\w+/=.~!@#%^&*-]{16,200})["']/,
    kinds: ['code', 'data'],
  },
  bytes: shape(
    ['secret_key', 'secretkey'],
    /\bsecret_?key\w*["'\]]*\s*[:=]\s*b?["'](?<value>(?:\\x[0-9a-f]{2}|[^"'\\]){8,200})["']/i,
  ),
  element: {
    hints: keyHints,
    expression: new RegExp(
      `<(?<key>[\\w.:-]*(?:${secretKey}))>\\s*(?<value>[\\w+/=.~!@#%^&*-]{10,200})\\s*</|\\b(?:key|name)=["'](?<named>[\\w.:-]*(?:${secretKey}))["']\\s+value=["'](?<other>[\\w+/=.~!@#%^&*-]{16,200})["']`,
      'i',
    ),
    kinds: ['data'],
  },
  /** `export TOKEN=…`, `ENV TOKEN …`: shells and recipes of images need no quotes. */
  unquoted: {
    hints: keyHints,
    expression: new RegExp(
      `^\\s*(?:export\\s+|ENV\\s+|ARG\\s+|set\\s+|-e\\s+)?(?<key>[A-Z][A-Z0-9_]{0,60}?(?:${secretKey.toUpperCase()})[A-Z0-9_]{0,20})[= ](?<value>[\\w+/=.~!@#%^&*-]{16,200})\\s*\\\\?$`,
    ),
    kinds: ['code'],
  },
  assignedInCode: {
    hints: keyHints,
    expression: new RegExp(
      `(?<![\\w.-])(?<key>[\\w.-]{0,60}?(?:${secretKey})\\w{0,60})["'\\]]?\\s*(?::|=|=>|:=)\\s*["'\`](?<value>[\\w+/=.~!@#%^&*-]{16,200})["'\`]`,
      'i',
    ),
    first: /["'`][\w+/=.~!@#%^&*-]{16}/,
    kinds: ['code', 'markup'],
  },
  assignedInData: {
    hints: keyHints,
    expression: new RegExp(
      `(?<![\\w.-])(?<key>[\\w.-]{0,60}?(?:${secretKey})\\w{0,60})["']?\\s*[:=]>?\\s*["']?(?<value>[\\w+/=.~!@#%^&*-]{16,200})["']?\\s*(?:[,;}#]|$)`,
      'i',
    ),
    first: /[:=]>?\s*["']?[\w+/=.~!@#%^&*-]{16}/,
    kinds: ['data'],
  },
  framework: shape(
    ['secret_key'],
    /\bSECRET_KEY(?:_BASE)?["'\]]{0,2}\s*[:=]\s*(?:["'](?<value>[^'"\s]{24,200})["']|[a-z][\w.]*\(\s*["']\w+["']\s*,\s*(?:default\s*=\s*)?["'](?<fallback>[^'"\s]{24,200})["'])/,
  ),
  /** Shorter than a key, and no word: `password=Zq7mKp2xLv9R`, alone or in a connection string. */
  connection: {
    hints: ['password', 'passwd', 'pwd', 'pass', 'mdp', 'mot_de_passe', 'motdepasse'],
    expression:
      /(?<![\w-])(?<key>[\w.-]{0,60}?(?:password|passwd|pwd|pass|mdp|mot_?de_?passe)(?:_\w{1,20})?)["']?\s*[:=]\s*["']?(?<value>[^\s"';,{}()<>$]{10,64})["']?\s*(?:[,;}"]|$)/i,
    first: /[:=]\s*["']?[^\s"';,{}()<>$]{10}/,
    kinds: ['data', 'code'],
  },
}

export const secrets = rule({
  id: 'repository/secrets',
  source: 'repository',
  requirements: ['GI:1433', 'GI:PU-1.f'],
  title: { fr: 'Aucun secret dans les fichiers', en: 'No secret in the files' },
  failureTitle: { fr: 'Des secrets sont écrits dans les fichiers', en: 'Secrets are written in the files' },
  why: {
    fr: 'Un secret enregistré dans un dépôt est connu de tous ses lecteurs, et reste dans l’historique après son retrait.',
    en: 'A secret stored in a repository is known to all its readers, and stays in its history once removed.',
  },
  mend: {
    fr: 'Révoquez le secret, générez-en un autre, et faites-le lire dans l’environnement ou dans un coffre au démarrage.',
    en: 'Revoke the secret, issue another, and have it read from the environment or a vault at start.',
  },
  left: {
    fr: 'Les secrets qui n’ont pas de forme reconnaissable.',
    en: 'Secrets without a recognisable form.',
  },
  needs: ['matches'],
  looksFor: secretShapes,
  judge: ({ matches }) => {
    const seen = new Set<string>()
    return failIfAny(
      Object.entries(matches).flatMap(([kind, found]) =>
        found
          .filter((match) => isSecret(kind, match))
          .flatMap((match) => {
            const place = `${match.path}:${match.line}`
            if (seen.has(place)) return []
            seen.add(place)
            const { key } = match.groups
            const value = valueOf(match)
            const what = secretNames[kind] ?? { fr: 'secret', en: 'secret' }
            const label = key === undefined ? '' : ` « ${key} »`
            return [
              finding(
                match,
                `${capital(what.fr)}${label} en clair${value === '' ? '' : ` (${masked(value)})`}.`,
                `${capital(what.en)}${key === undefined ? '' : ` “${key}”`} in clear${value === '' ? '' : ` (${masked(value)})`}.`,
                `${kind}:${key ?? ''}:${masked(value)}`,
              ),
            ]
          }),
      ),
    )
  },
})

const valueOf = ({ groups }: SourceMatch): string => groups['value'] ?? groups['other'] ?? groups['fallback'] ?? ''
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Told by the name beside the value, not by its shape. */
const byKey = new Set(['assignedInCode', 'assignedInData', 'argument', 'element', 'unquoted'])

const isMixed = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
/** Only the holder of a key that is elsewhere reads these. */
const sealed = /\bSealedSecret\b|encryptedData:|\$ANSIBLE_VAULT|!vault\b|ENC\[/

export function isSecret(kind: string, match: SourceMatch): boolean {
  const key = match.groups['key'] ?? match.groups['named'] ?? ''
  const value = valueOf(match)
  // A header without a key under it is code that recognises keys.
  if (kind === 'privateKey') return /KEY(?: BLOCK)?-----(?:\\n|["'\s+]|\r|\n)*[A-Za-z0-9+/=]{40,}/.test(match.around)
  if (isPlaceholder(value)) return false
  if (sealed.test(match.around)) return false
  if (kind === 'bytes') return !match.comment && (value.match(/\\x[0-9a-f]{2}/gi)?.length ?? 0) >= 8
  if (kind === 'beside')
    return (
      !match.comment &&
      new RegExp(`(?:${secretKey}|_key)\\b`, 'i').test(match.around.split('\n').slice(0, 3).join('\n')) &&
      isRandom(value)
    )
  if (kind === 'address' || kind === 'positional' || kind === 'command')
    return !match.comment && isMixed(value) && isRandom(value, 2.8)
  if (kind === 'element' && value.length < 16) return !match.comment && isMixed(value) && isRandom(value, 3)
  if (kind === 'connection')
    return (
      !match.comment &&
      !/(?:file|path|field|hash|policy|min|max|length|url|name|type|id)$/i.test(key) &&
      isMixed(value) &&
      !/[(){}[\]|\\]/.test(value) &&
      isRandom(value, 3)
    )
  if (kind === 'framework') return !match.comment && isRandom(value.replace(/^django-insecure-/, ''))
  if (kind === 'provider') return isRandom(value.slice(6), 3)
  if (kind === 'header') return !match.comment && isRandom(value)
  if (!byKey.has(kind)) return isRandom(value.slice(4))
  if (
    /(name|ref|url|uri|endpoint|path|file|field|label|type|id|header|length|size|expiry|ttl|regex|pattern|prefix|suffix|param|format|algorithm|policy|version|hash|digest|count|key_?name|provider|issuer|scope|class|kind|mode)s?$/i.test(
      key,
    )
  )
    return false
  // Tokens that only number a request or a page.
  if (
    /(request|client|next|page|continuation|purchase|action|update|cursor|idempotency|paging|sync|lock|cancel\w*|design|sort|csrf)[-_]?token$/i.test(
      key,
    )
  )
    return false
  if (/dummy|fake|mask|placeholder|sample|example/i.test(key)) return false
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false
  return !match.comment && isRandom(value) && !/[(){}]/.test(value)
}
