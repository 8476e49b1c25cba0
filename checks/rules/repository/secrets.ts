import type { SourceMatch } from '../../facts.ts'
import { type SourcePattern, failIfAny, finding, rule } from '../../rule.ts'
import { isPlaceholder, isRandom, masked } from './secret-values.ts'

const everywhere = ['code', 'markup', 'data', 'document'] as const
const shape = (hints: string[], expression: RegExp): SourcePattern => ({ hints, expression, kinds: everywhere })
const secretKey =
  'password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key'
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
    hints: ['password', 'passwd', 'pwd'],
    expression:
      /(?<![\w-])(?<key>[\w.-]{0,60}?(?:password|passwd|pwd))["']?\s*[:=]\s*["']?(?<value>[^\s"';,{}()<>$]{10,64})["']?\s*(?:[,;}"]|$)/i,
    first: /[:=]\s*["']?[^\s"';,{}()<>$]{10}/,
    kinds: ['data'],
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

const valueOf = ({ groups }: SourceMatch): string => groups['value'] ?? groups['fallback'] ?? ''
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export function isSecret(kind: string, match: SourceMatch): boolean {
  const { key = '' } = match.groups
  const value = valueOf(match)
  // A header without a key under it is code that recognises keys.
  if (kind === 'privateKey') return /KEY(?: BLOCK)?-----(?:\\n|["'\s+]|\r|\n)*[A-Za-z0-9+/=]{40,}/.test(match.around)
  if (isPlaceholder(value)) return false
  if (kind === 'connection')
    return (
      !match.comment &&
      /[a-z]/.test(value) &&
      /[A-Z]/.test(value) &&
      /\d/.test(value) &&
      !/[(){}[\]|\\]/.test(value) &&
      isRandom(value, 3)
    )
  if (kind === 'framework') return !match.comment && isRandom(value.replace(/^django-insecure-/, ''))
  if (kind !== 'assignedInCode' && kind !== 'assignedInData') return isRandom(value.slice(4))
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
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false
  return !match.comment && isRandom(value) && !/[(){}]/.test(value)
}
