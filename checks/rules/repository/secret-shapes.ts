/** What a secret looks like where it is written: by the service that gives it, or by the name beside it. */
import type { SourcePattern } from '../../rule.ts'

const everywhere = ['code', 'markup', 'data', 'document'] as const
const shape = (hints: string[], expression: RegExp): SourcePattern => ({ hints, expression, kinds: everywhere })
/** Told by its form alone: what a tool made gives it away just as well. */
const anywhere = (hints: string[], expression: RegExp): SourcePattern => ({
  ...shape(hints, expression),
  roles: ['source', 'configuration', 'generated'],
})
export const secretKey =
  'password|passwd|passphrase|mot_?de_?passe|mdp|secret|token|jeton|(?:api|access|private|encryption|crypto|cipher|aes|signing|signature|session|account|shared|subscription|auth|app|master|hmac|jwt)[_-]?key|cle[_-]?(?:api|secrete|privee|acces|(?:de_?)?(?:signature|chiffrement|session|hmac|jwt)|maitre|partagee)|credentials?|bearer'
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
  'cle-',
  'cleapi',
  'clesecr',
  'clepriv',
  'cleacces',
  'clesign',
  'clechiffr',
  'clesession',
  'clehmac',
  'clejwt',
  'clede',
  'jeton',
  'passphrase',
  'crypto_key',
  'cryptokey',
  'cipher_key',
  'cipherkey',
  'aes_key',
  'aeskey',
  'signature_key',
  'signaturekey',
  'session_key',
  'sessionkey',
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
  signing: { fr: 'clé de signature', en: 'signing key' },
  unquoted: { fr: 'valeur secrète', en: 'secret value' },
  defaulted: { fr: 'valeur secrète', en: 'secret value' },
  framework: { fr: 'clé de l’application', en: 'key of the application' },
  connection: { fr: 'mot de passe', en: 'password' },
  session: { fr: 'clé de session', en: 'session key' },
  ofTokens: { fr: 'clé de signature', en: 'signing key' },
}

export const secretShapes: Readonly<Record<string, SourcePattern>> = {
  privateKey: anywhere(
    ['-----begin'],
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----/,
  ),
  aws: anywhere(['akia', 'asia'], /\b(?<value>A(?:KIA|SIA)[0-9A-Z]{16})\b/),
  github: anywhere(
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    /\b(?<value>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/,
  ),
  gitlab: anywhere(['glpat-', 'gldt-', 'glrt-'], /\b(?<value>gl(?:pat|dt|rt)-[\w-]{20,})/),
  slack: anywhere(['xoxb-', 'xoxa-', 'xoxp-', 'xoxr-', 'xoxs-'], /\b(?<value>xox[abprs]-\d{6,}-[\w-]{10,})/),
  google: shape(['aiza'], /\b(?<value>AIza[\w-]{35})\b/),
  stripe: anywhere(['sk_live_', 'rk_live_'], /\b(?<value>[rs]k_live_[0-9A-Za-z]{16,})\b/),
  npm: anywhere(['npm_'], /\b(?<value>npm_[A-Za-z0-9]{36})\b/),
  languageModel: shape(['sk-'], /\b(?<value>sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{32,})/),
  signedToken: shape(['eyj'], /(?<value>\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,})/),
  /** Services whose keys tell what they are. */
  provider: anywhere(
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
  /** A text handed to what signs or encrypts with it. */
  signing: {
    hints: [
      'hmac',
      'jwt.',
      'jwt::',
      'secretkeyspec',
      'symmetricsecuritykey',
      'createcipheriv',
      'fernet(',
      'signingkey',
      'signwith(',
    ],
    expression:
      /\b(?:HMAC\d*|hmacShaKeyFor|[cC]reateHmac|hmac\.new|hash_hmac|SecretKeySpec|SymmetricSecurityKey|createCipheriv|Fernet|[jJ][wW][tT](?:\.|::)(?:sign|encode|decode|verify)|signWith|setSigningKey)\s*\((?:[^"'`\n]{0,60}["'`][^"'`\n]{1,30}["'`]\s*,)?[^"'`\n]{0,80}?b?["'`](?<value>[\w+/=.~!@#%^&*-]{16,200})["'`]/,
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
    hints: [
      'mysql',
      'mariadb',
      'sshpass',
      'ldap',
      'smbclient',
      'curl ',
      'wget ',
      'pgpassword=',
      'redis-cli',
      'mongo',
      ' login ',
    ],
    expression:
      /\b(?:(?:mysql\w*|mariadb[\w-]*|sshpass|mongo\w*)\b[^|;&\n]*\s(?:-p\s*|--password[= ])|ldap\w+\b[^|;&\n]*\s-w\s*|redis-cli\b[^|;&\n]*\s-a\s+|(?:docker|podman|buildah|skopeo|nerdctl|helm\s+registry|crane\s+auth|oc)\s+login\b[^|;&\n]*\s(?:-p\s*|--(?:password|token)[= ])|curl\b[^|;&\n]*\s(?:-u|--user)\s+["']?[\w.@-]+:|wget\b[^|;&\n]*\s--(?:http-|ftp-|proxy-)?password[= ]|PGPASSWORD=)["']?(?<value>[^\s"'$|;&:]{8,64})["']?/,
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
      `(?<![\\w.-])(?<key>[\\w.-]{0,60}?(?:${secretKey})\\w{0,60})["'\\]]?\\s*(?::\\s*[A-Za-z][\\w.<>?[\\]]{0,40}\\s*=|:|=|=>|:=)\\s*(?:(?:\\[\\]byte|bytes|Buffer\\.from|[\\w.]*GetBytes|SecretStr)\\s*\\(\\s*)?b?["'\`](?<value>[\\w+/=.~!@#%^&*-]{16,200})["'\`]`,
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
  /** What the program uses when the environment or the settings say nothing. */
  defaulted: {
    hints: keyHints,
    expression: new RegExp(
      `(?:env\\w*|get|getenv|fetch|lookup|config|get(?:Environment)?Variable|getProperty|getOrDefault)\\W{1,6}(?<key>[\\w.-]*(?:${secretKey}))["'\\]]?\\s*\\)?\\]?\\s*(?:,|\\|\\||\\?\\?|\\?:|or\\b)\\s*(?:default\\s*=\\s*)?["'\`](?<value>[\\w+/=.~!@#%^&*-]{16,200})["'\`]|\\$\\{(?<named>[\\w.-]*(?:${secretKey})):-?(?<other>[\\w+/=.~-]{16,200})\\}`,
      'i',
    ),
    first: /["'`][\w+/=.~!@#%^&*-]{16}|\$\{/,
    kinds: ['code', 'data'],
  },
  framework: shape(
    ['secret_key', 'app_key'],
    /\bAPP_KEY["']?\s*[:=]\s*["']?(?<other>base64:[A-Za-z0-9+/]{43}=)|\bSECRET_KEY(?:_BASE)?["'\]]{0,2}\s*[:=]\s*(?:["'](?<value>[^'"\s]{24,200})["']|[a-z][\w.]*\(\s*["']\w+["']\s*,\s*(?:default\s*=\s*)?["'](?<fallback>[^'"\s]{24,200})["'])/,
  ),
  /** Shorter than a key, and no word: `password=Zq7mKp2xLv9R`, alone or in a connection string. */
  connection: {
    hints: ['password', 'passwd', 'pwd', 'pass', 'mdp', 'mot_de_passe', 'motdepasse'],
    expression:
      /(?<![\w-])(?<key>[\w.-]{0,60}?(?:password|passwd|pwd|pass|mdp|mot_?de_?passe)(?:_\w{1,20})?)["']?\s*[:=]\s*["']?(?<value>(?:[^\s"';,{}()<>$]|\$(?![{(])){10,64})["']?\s*(?:[,;}"]|$)/i,
    first: /[:=]\s*["']?[^\s"';,{}()<>]{10}/,
    kinds: ['data', 'code'],
  },
}

/** Told by the place where a framework reads them, and by no form: looked for in the files of today. */
export const keysOfFrameworks: Readonly<Record<string, SourcePattern>> = {
  /** What signs the sessions of people, whatever its form: one text for every installation. */
  session: {
    hints: ['secret_key', 'secret:'],
    expression:
      /^\s*(?:\w+\.config\[["']SECRET_KEY["']\]|\w+\.secret_key|SECRET_KEY)\s*=\s*["'](?<value>[^"'\s]{8,200})["']\s*(?:#.*)?$|\b(?:session|expressSession|cookieSession)\s*\(\s*\{[^}\n]{0,200}\bsecret\s*:\s*["'](?<other>[^"'\n]{8,200})["']/,
    kinds: ['code'],
  },
  /** .NET: the key with which tokens are signed, in the section that says so. */
  ofTokens: {
    hints: ['"key"', '"signingkey"'],
    expression: /"(?<key>Key|SigningKey)"\s*:\s*"(?<value>[^"\s]{16,200})"/,
    kinds: ['data'],
  },
}
