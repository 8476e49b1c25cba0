import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { givenInstead, handedPasswords, isWordOfItsAccount, passwordHints } from './handed-passwords.ts'
import { isShownAsExample, onlyWarns } from './examples-of-use.ts'
import { isDefaultPassword, isPlaceholder, isTutorialSecret, masked } from './secret-values.ts'
import {
  ofATestProfile,
  ofDevelopers,
  ofItsMachine,
  ofThePipeline,
  ownMachine,
  passing,
  startedByPipeline,
} from './thrown-away-bases.ts'

const secretWord =
  'password|passwd|pwd|pass|mot_?de_?passe|mdp|secret(?:[_-]?key(?:_base)?)?|jwt_?key|signing_?key|api_?key|access_?key|admin_?token'

export const defaultCredentials = rule({
  id: 'repository/default-credentials',
  source: 'repository',
  requirements: ['GI:1433'],
  title: { fr: 'Aucun identifiant par défaut livré', en: 'No default credential delivered' },
  failureTitle: { fr: 'Des identifiants par défaut sont livrés', en: 'Default credentials are delivered' },
  why: {
    fr: 'Un mot de passe livré avec le logiciel reste en place sur une partie des installations et se devine en quelques essais.',
    en: 'A password delivered with the software stays in place on some installations and is guessed in a few tries.',
  },
  mend: {
    fr: 'Retirez la valeur : lisez-la dans l’environnement, et refusez de démarrer quand elle manque.',
    en: 'Remove the value: read it from the environment, and refuse to start without it.',
  },
  left: {
    fr: 'Les comptes que des scripts de base de données insèrent dans une table, ou que crée un produit tiers.',
    en: 'Accounts that database scripts insert into a table, or that a third-party product creates.',
  },
  limits: {
    fr: 'Un fichier Compose compte, même s’il ne sert qu’au développement : ce qui s’y écrit se recopie. Les bases qu’un pipeline démarre et jette sont laissées. Un mot de passe égal au nom du compte est un mot de passe par défaut ; un mot de passe connu dans un CREATE USER aussi, comme une base qui n’en demande aucun.',
    en: 'A Compose file counts, even when only developers use it: what is written there gets copied. Databases that a pipeline starts and throws away are left alone. A password equal to the name of the account is a default password; so is a well-known one in a CREATE USER, and a database that asks for none.',
  },
  needs: ['matches'],
  looksFor: {
    setting: {
      hints: passwordHints,
      expression:
        /(?<![\w.-])(?<key>[\w.-]{0,60}?(?:password|passwd|pwd|_pass|secret(?:_?key)?))["']?\s*[:=]\s*["']?(?<value>[^\s"'#,;{}()[\]]{1,60})["']?\s*(?:[,;}#\]]|\/?>|\s\w+=|$)/i,
      first: /[:=]/,
      kinds: ['data'],
    },
    recipe: {
      hints: passwordHints,
      expression:
        /^\s*(?:ENV|ARG)\s+(?:.*\s)?(?<key>\w*(?:PASSWORD|PASSWD|PWD|_PASS|SECRET))[= ]["']?(?<value>[^\s"']+)|^\s+(?:\w+=\S+\s+)*(?<named>\w*(?:PASSWORD|PASSWD|PWD|_PASS|SECRET))=["']?(?<other>[^\s"'\\]+)["']?(?:\s+\w+=\S+)*\s*\\?$/i,
      first: /^\s*(?:ENV|ARG)\s|^\s+\w+=/i,
      kinds: ['code'],
    },
    address: {
      hints: ['://'],
      expression:
        /\b(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<user>[^\s:@/"'`$<{(%]*):(?<value>[^\s@/"'`$<{(%]+)@(?<host>[\w.-]+)/i,
      kinds: ['code', 'markup', 'data'],
    },
    pair: {
      hints: ['password', 'passwd', 'pwd'],
      expression:
        /(?:user(?:name)?|login)["']?\s*[:=]\s*["'`](?<user>\w+)["'`].{0,40}(?<key>pass(?:word|wd)?|pwd)["']?\s*[:=]\s*["'`](?<value>[^"'`]+)["'`]/i,
      kinds: ['code', 'data'],
    },
    /** `.username("admin").password("admin123")`, `withUser("admin")…` */
    fluent: {
      hints: ['.password('],
      expression: /\.(?<key>password)\(\s*["'](?:\{noop\})?(?<value>[^"']{1,40})["']\s*\)/,
      kinds: ['code'],
    },
    /** What is used when the environment, the command line or the settings say nothing. */
    fallback: {
      hints: passwordHints,
      expression: new RegExp(
        [
          // `getenv("K", "v")`, `process.env.K || "v"`, `env["K"] ?? "v"`, `GetValue<string>("K", "v")`, `flag.String("k", "v"`
          String.raw`(?:getenv|environ(?:\.get)?|env(?:ironment)?|fetch|Getenv|GetEnvironmentVariable|getOrDefault|getProperty|SetDefault|GetValue<\w+>|config|Config|String(?:Var)?|option|add_argument|get|lookup|var|envOr\w*|getEnv\w*)\W{0,6}["']?(?:--)?(?<key>[\w.-]*(?:${secretWord}))["'\]]?\s*\)?\]?\s*(?:,|\|\||\?\?|\?:|or\b|\{)\s*(?:\w+\s*[:=]\s*)?["'](?<value>[^"']{1,40})["']`,
          // `env::var("K").unwrap_or("v".into())`, `.orElse("v")`, `.getOrElse("v")`
          String.raw`["'](?<named>[\w.-]*(?:${secretWord}))["']\s*\)[^"'\n]{0,20}\.(?:unwrap_or\w*|orElse\w*|getOrElse)\W{1,10}(?:String::from\()?["'](?<other>[^"']{1,40})["']`,
          // `${K:-v}` of shells, `${k:v}` of Spring
          String.raw`\$\{(?<property>[\w.-]*(?:${secretWord})):[-=]?(?<fallen>[^}]{1,40})\}`,
          // `password: str = Field("v")`, `secret_key: str = "v"`
          String.raw`^\s*(?<field>\w*(?:${secretWord}))\s*:\s*(?:str|String|SecretStr)\b[^=\n]{0,20}=\s*(?:\w*Field\s*\(\s*(?:default\s*=\s*)?)?["'](?<preset>[^"']{1,40})["']`,
        ].join('|'),
        'i',
      ),
      first:
        /(?:[,{|?:]|\b[oO][rR]\b)\s*(?:\w+\s*[:=]\s*)?["'][^"']|unwrap_or|[oO]r[eE]lse|\$\{|:\s*(?:[sS]tr|[sS]ecret[sS]tr)/,
      kinds: ['code', 'data'],
    },
    constant: {
      hints: passwordHints,
      expression: new RegExp(
        String.raw`(?<![\w.-])(?<key>(?:\w+(?:\.|->|::))?\$?\w{0,40}?(?:${secretWord})(?:_confirmation)?)["'\]]*\s*(?::\s*\w+\s*)?(?:=>|:=|=|:)\s*["'](?<value>[^"']{3,40})["']\s*(?:\.\w+\(\))?\s*(?:[;,)}\]]|$)`,
        'i',
      ),
      first: /[=:]\s*["'][^"']{3}/,
      kinds: ['code'],
    },
    ...handedPasswords,
    /** A word hashed, encoded or set as somebody's password. */
    account: {
      hints: ['crypt(', 'createasync(', 'hash', 'encode(', 'password(', 'make(', 'create_user(', 'create_superuser('],
      expression:
        /\b(?:crypt|hash\w*|encode|make_password|set_?password|generate_password_hash|password_hash|hashpw|Hash::make|HashPassword|GenerateFromPassword|CreateAsync)\s*\((?:[^"'()]{0,30}[,(])?\s*b?["'](?<value>[^"']{3,40})["']|\b(?<key>password|passwd|mot_?de_?passe)\b\W{1,3}(?:\w+(?:\.|::))*(?:hash\w*|make|encode)\(\s*["'](?<made>[^"']{3,40})["']|\bcreate_(?:super)?user\s*\([^)]*["'](?<given>[^"']{3,40})["']\s*\)/i,
      kinds: ['code'],
    },
    /** Users that a server of identities or a framework takes from its settings. */
    embedded: {
      hints: ['"type"', 'embedded.users.', 'user.password'],
      expression:
        /"type"\s*:\s*"(?<key>password)"\s*,\s*"value"\s*:\s*"(?<value>[^"]{1,40})"|\busers\.embedded\.users\.(?<named>\w+)\s*=\s*(?<other>\S{1,40})\s*$/,
      kinds: ['data'],
    },
    /** What opens a store of keys; one of public certificates is opened with a word that everybody knows. */
    keyStore: {
      hints: ['.tochararray()'],
      expression:
        /\.(?:load|getKey|store|setKeyEntry)\s*\((?![^;\n]*(?:cacerts|trust))[^;\n]*"(?<value>[^"]{3,40})"\.toCharArray\(\)/i,
      kinds: ['code'],
    },
    sql: {
      hints: ['password', 'identified by'],
      expression: /\b(?<key>PASSWORD|IDENTIFIED\s+BY)\s*(?:=\s*)?'(?<value>[^']{1,40})'/i,
      kinds: ['code', 'data'],
    },
    element: {
      hints: passwordHints,
      expression: new RegExp(
        String.raw`<(?<key>[\w.:-]*(?:${secretWord}))>\s*(?<value>[^<\s]{1,40})\s*</|\b(?:key|name)=["'](?<named>[\w.:-]*(?:${secretWord}))["']\s+value=["'](?<other>[^"']{1,40})["']`,
        'i',
      ),
      kinds: ['data'],
    },
    /** Accounts that nothing protects: images and settings of databases that ask for no password. */
    open: {
      hints: ['auth_method', 'allow_empty', 'trust'],
      expression:
        /\b(?<key>POSTGRES_HOST_AUTH_METHOD)["']?\s*[:=]\s*["']?trust\b|\b(?<empty>(?:MYSQL_|MARIADB_|VALKEY_|REDIS_)?ALLOW_EMPTY_(?:ROOT_)?PASSWORD)["']?\s*[:= ]\s*["']?(?:yes|true|1|on)\b|\bname:\s*["']?(?<flow>\w*ALLOW_EMPTY_(?:ROOT_)?PASSWORD|POSTGRES_HOST_AUTH_METHOD)["']?\s*,\s*["']?value["']?:\s*["']?(?:trust|yes|true|1|on)\b|\bname:\s*["']?(?<below>ALLOW_EMPTY_PASSWORD|(?:MYSQL|MARIADB)_ALLOW_EMPTY_(?:ROOT_)?PASSWORD|POSTGRES_HOST_AUTH_METHOD)["']?\s*$|^\s*(?<host>host(?:ssl|nossl)?)\s+\S+\s+\S+\s+(?!127\.|::1|localhost)\S+\s+trust\s*$/,
      kinds: ['code', 'data'],
    },
    /** What is received, compared with a word written in the code; or a word that a framework compares it with. */
    compared: {
      hints: ['pass', 'pwd', 'mdp', '== "', '!= "', "== '", "!= '"],
      expression: new RegExp(
        [
          String.raw`\b(?<key>\w*(?:password|passwd|pwd|pass|mot_?de_?passe|mdp))\)?\s*(?:[!=]==?\s*|\.(?:equals|Equals|eql\?)\s*\(\s*)["'](?<value>[^"']{1,40})["']`,
          String.raw`["'](?<other>[^"']{1,40})["']\s*(?:[!=]==?\s*|\.(?:equals|Equals|eql\?)\s*\(\s*)(?<named>\w*(?:password|passwd|pwd|mot_?de_?passe|mdp))\b`,
          String.raw`\b(?:secure_compare|compare_digest|hash_equals|timingSafeEqual|ConstantTimeCompare)\s*\([^"'\n]*(?:password|passwd|pwd|pass|mdp)\b[^"'\n]*["'](?<fallen>[^"']{1,40})["']`,
          // The second of a pair that basic authentication gives, whatever it is called.
          String.raw`\b\w+\s*[!=]==?\s*["']\w+["']\s*(?:\|\||&&|\bor\b|\band\b)\s*(?<field>p|pw|secret)\s*[!=]==?\s*["'](?<preset>[^"']{1,40})["']`,
          String.raw`\bhttp_basic_authenticate_with\b.*\bpassword(?::|\s*=>)\s*["'](?<given>[^"']{1,40})["']`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    /** `Server=db;User Id=sa;Password=…` written in code. */
    connection: {
      hints: ['password=', 'pwd='],
      expression: /[;"'&?\s](?<key>Password|Pwd)=(?<value>[^;"'&\s$<{]{3,40})[;"'&]/i,
      kinds: ['code'],
    },
  },
  judge: ({ matches }) => {
    const seen = new Set<string>()
    return failIfAny(
      Object.entries(matches).flatMap(([kind, found]) =>
        found
          .filter((match) => isDefault(kind, match))
          .flatMap((match) => {
            const place = `${match.path}:${match.line}`
            if (seen.has(place)) return []
            seen.add(place)
            if (kind === 'open') {
              const { key = match.groups['empty'] ?? match.groups['flow'] ?? match.groups['below'] ?? 'trust' } =
                match.groups
              return [
                finding(
                  match,
                  `« ${key} » : la base n’a pas de mot de passe.`,
                  `“${key}”: the database has no password.`,
                  key,
                ),
              ]
            }
            const { host } = match.groups
            const { key, value } = said(match)
            return [
              kind === 'address'
                ? finding(
                    match,
                    `Mot de passe (${masked(value)}) dans l’adresse de ${host}.`,
                    `Password (${masked(value)}) in the address of ${host}.`,
                    `${host}`,
                  )
                : finding(
                    match,
                    `« ${key} » reçoit une valeur par défaut connue (${masked(value)}).`,
                    `“${key}” is given a well-known default value (${masked(value)}).`,
                    `${key}`,
                  ),
            ]
          }),
      ),
    )
  },
})

/** Wordings of an interface put a label under the key `password`. */
export const isWording = (path: string): boolean =>
  /(^|\/)(locales?|i18n|lang|langs|languages|translations?|messages|wording)(\/|[._-])|[._-](fr|en|de|es)\.(json|ya?ml|properties)$/i.test(
    path,
  ) || ofALanguage.test(path)
/** `Messages_it.properties`: a bundle of words for the people of one language. */
const ofALanguage =
  /(^|\/)l10n\/|[._-](?:ar|bg|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|gl|he|hr|hu|id|in|it|ja|ko|lt|lv|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[_-][A-Za-z]{2,4})?\.(?:json|ya?ml|properties|resx|xlf|po|ini|php)$/

const said = ({ groups }: SourceMatch): { key: string; value: string } => ({
  key: groups['key'] ?? groups['named'] ?? groups['property'] ?? groups['field'] ?? 'password',
  value:
    groups['value'] ??
    groups['other'] ??
    groups['fallen'] ??
    groups['preset'] ??
    groups['made'] ??
    groups['given'] ??
    '',
})

/** In code these are as often the name of a field as a value. */
const words =
  /^(password|passwd|pass|pwd|secret|user|default|test|local|app|dev|demo|manager|oracle|mysql|redis|mongo|mot[-_]?de[-_]?passe|mdp)$/i

/** A word is a password when an account stands beside it, or when it is hashed. */
const isCertain = (kind: string, { text }: SourceMatch): boolean =>
  (kind === 'compared' &&
    /http_basic|\b(?:user\w*|login|name|u|account|compte|identifiant)\b\W{1,6}["']\w/i.test(text)) ||
  (kind === 'account'
    ? /hash|encode|make|create_/i.test(text)
    : /(?:user(?:_?name)?|login|email|identifiant)\w*["'\]]*\s*(?:=>|:=|=|:)\s*["']/i.test(text))

const aboutAccounts = /pass|pwd|mdp|mot_?de|encoder|hash|user|login|compte|account|admin|agent|credential/i
const ofEnvironment = /\benviron|getenv|process\.env|\bENV\b|env::var|GetEnvironmentVariable|\$\{/
const ofPassword = /(?:password|passwd|pwd|pass|mot_?de_?passe|mdp)$/i
/** Neither empty, nor a hole, nor what a shell says when the variable is missing, nor a name for people to fill in. */
const isGivenValue = (value: string): boolean =>
  !/^[?$<{%]|[{}<>]|\s|^(?:none|null|nil|undefined|false|true|n\/a|""|'')$/i.test(value) && !isPlaceholder(value)

const escaped = (value: string): string => value.replace(/[^\w ]/g, '\\$&')

/** Types and holes stand on both sides too: `user: string, password: string`. */
const typeWord =
  /^(?:string|str|text|char|varchar|required|optional|hidden|input|field|value|any|object|number|int\w*|bool\w*|null|none|true|false|yes|no|on|off)$/i
/** The password is the name of the account, beside it or above it. */
function isNameOfAccount({ around, text }: SourceMatch, value: string): boolean {
  if (value.length < 3 || typeWord.test(value) || !/^[\w.-]+$/.test(value) || isPlaceholder(value)) return false
  const name = value.replace(/[.]/g, '\\.')
  return (
    new RegExp(`^\\s*["']?${name}["']?\\s*(?::|=>)\\s*[{[]`).test(text) ||
    new RegExp(
      `(?:user(?:_?name)?|login|identifiant|compte|account)["'\\]]?\\s*(?:=>|:=|[:=])\\s*["']?${name}["']?\\s*(?:[,;}\\])#]|$)`,
      'im',
    ).test(around)
  )
}
const continuesEnv = ({ path, around, text }: SourceMatch): boolean =>
  /(^|[/.])(Docker|Container)file([.-][\w.-]+)?$/i.test(path) &&
  /^\s*(?:ENV\s|\w+=)[^\n]*\\$/m.test(around.slice(0, Math.max(0, around.indexOf(text))))

/** Said on the line, or by the value below a name; a base that a pipeline starts is thrown away. */
function isOpen({ path, comment, around, text, groups }: SourceMatch): boolean {
  if (comment || passing.test(path)) return false
  if (groups['host'] !== undefined) return /(^|\/)pg_hba/.test(path)
  return (
    groups['below'] === undefined ||
    /^\s*["']?value["']?:\s*["']?(?:yes|true|1|on|trust)\b/.test(
      around.slice(around.indexOf(text) + text.length).trimStart(),
    )
  )
}

/** Every line around gives a word to its own name: `word.path = path`. */
const isAmongNames = ({ around, text }: SourceMatch): boolean => {
  const isOwnName = /^\s*(?:[\w-]+\.)+([\w-]+)\s*[=:]\s*\1\s*$/i
  const beside = around.split('\n').filter((line) => line.trim() !== '' && line.trim() !== text)
  return isOwnName.test(text) && beside.length > 0 && beside.every((line) => isOwnName.test(line))
}
const isNameOfField = (key: string, value: string): boolean => key.toLowerCase().endsWith(value.toLowerCase())
const ofTests = /\/\w*[_-]tests?\b|\/tests?[_-]?\w*\b/

/** `NAME_TOP_SECRET = "TopSecret"`: a list of names. */
const isNameOfItself = (key: string, value: string): boolean =>
  // `SECRET_KEY = "secretKey"`: two words and more, and the same ones.
  (/^[A-Z]+(?:_[A-Z]+)+$/.test(key) && /[a-z][A-Z]|[._-]/.test(value) && lettersOf(key) === lettersOf(value)) ||
  (/^(?:NAME|FIELD|PARAM(?:ETER)?|PROP(?:ERTY)?|ATTR(?:IBUTE)?|HEADER|LABEL|OPT(?:ION)?|COLUMN|TAG|TYPE)_/i.test(key) &&
    lettersOf(key).endsWith(lettersOf(value)))
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** `CREATE ROLE app LOGIN PASSWORD 'app'`, `CREATE USER 'app'@'%' IDENTIFIED BY 'app'` */
const ofNewAccount = /\b(?:CREATE|ALTER)\s+(?:ROLE|USER|LOGIN)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?["'`[]?(?<name>\w{3,})/i

/** Symfony and others load this file wherever the program runs: what asks to be changed there is what is used until then. */
const isLeftToChange = ({ path, comment }: SourceMatch, value: string): boolean =>
  !comment && /(^|\/)\.env(?:\.prod(?:uction)?)?$/.test(path) && /^!change[-_ ]?(?:me|this|it)\w*!?$/i.test(value)

function isDefault(kind: string, match: SourceMatch): boolean {
  if (kind === 'open') return isOpen(match)
  if (kind === 'instead') return !match.comment && isTutorialSecret(givenInstead(match))
  const { user = '', host = '' } = match.groups
  const { key, value } = said(match)
  if ((kind === 'setting' || kind === 'address') && isLeftToChange(match, value)) return true
  // What is hashed is the field of that name.
  if (
    kind === 'account' &&
    new RegExp(
      `\\b(?:get\\w*|value|field|input|param|fetch|attr|prop|dig|read)\\s*\\(\\s*["']${escaped(value)}["']`,
      'i',
    ).test(match.text)
  )
    return false
  // Images and texts are encoded as well: of a password something says so.
  if (kind === 'account' && /^encode\b/.test(match.groups['match'] ?? '') && !aboutAccounts.test(match.around))
    return false
  // A page that tells how to make a hash.
  if (kind === 'account' && /<code>|\bphp -r\b/.test(match.text)) return false
  if (match.comment || isWording(match.path) || startedByPipeline(match.path, key)) return false
  if (ofATestProfile(match) || isShownAsExample(match)) return false
  if (kind === 'compared' && onlyWarns(match)) return false
  // A base that the chain makes for its tests is thrown away with it.
  if (kind === 'sql' && passing.test(match.path)) return false
  if (ofDevelopers.test(match.path) && ownMachine.test(match.text)) return false
  if (passing.test(match.path) && (ofThePipeline.test(match.text) || ofItsMachine.test(match.around))) return false
  // The lines that go on an ENV of a recipe look like any assignment elsewhere.
  if (kind === 'recipe' && match.groups['named'] !== undefined && !continuesEnv(match)) return false
  // `environ["PASSWORD"], "OPTIONS": {`: the key of what comes next.
  if (kind === 'fallback' && new RegExp(`["']${escaped(value)}["']\\s*(?::|=>)`).test(match.text)) return false
  // A field of what was received, handed to what reads it: `object_get(received, "password")`.
  if (
    kind === 'fallback' &&
    words.test(value) &&
    isNameOfField(key, value) &&
    !ofEnvironment.test(match.text) &&
    !new RegExp(`["']${escaped(key)}["']`).test(match.text)
  )
    return false
  if (kind === 'address') {
    // The base that tests fill, on the machine of whoever runs them.
    if (/^(?:localhost|127\.0\.0\.1)$/.test(host) && ofTests.test(match.text)) return false
    if (/^(user(name)?|login|u|me|foo)$/i.test(user) && /^(p(ass(word|wd)?)?|pw|pwd|secret|bar)$/i.test(value))
      return false
    return (
      !isPlaceholder(value) &&
      // `[:password]@`: the form of an address, with what may be left out.
      !(value.endsWith(']') && match.text.includes(`[:${value}@`)) &&
      !/(^|\.)example(\.|$)|^(host|host_?name|server|domain|db_?host)$/i.test(host) &&
      !(passing.test(match.path) && (!host.includes('.') || host === '127.0.0.1')) &&
      // Names of hosts are small letters: capitals stand for what to put there.
      !/[a-z][A-Z]/.test(host) &&
      !/[*|\\^]/.test(`${user}${value}`)
    )
  }
  // The same words in a usage text or a list of names: a statement says what it does.
  if (kind === 'sql' && !/\b(?:identified|alter|create|user|role|login|update|insert|set|grant)\b/i.test(match.text))
    return false
  if (kind === 'sql' && ofNewAccount.exec(match.text)?.groups?.['name']?.toLowerCase() === value.toLowerCase())
    return true
  // `${K:+v}` of a shell stands for a variable that is set.
  if (kind === 'fallback' && match.groups['property'] !== undefined && value.startsWith('+')) return false
  // Go's flags take a place, a name, then the default.
  if (/\b\w+Var\(\s*&/.test(match.text) && lettersOf(key).endsWith(lettersOf(value))) return false
  if ((kind === 'constant' || kind === 'account' || kind === 'compared') && words.test(value))
    return isCertain(kind, match)
  if (kind === 'constant' && isNameOfItself(key, value)) return false
  if (isWordOfItsAccount(kind, match, value)) return !isPlaceholder(value)
  if (kind === 'setting' && isAmongNames(match)) return false
  // Whatever it is, a password that the program uses when the environment gives none is delivered with it.
  if (kind === 'fallback' && ofEnvironment.test(match.text) && ofPassword.test(key))
    return isGivenValue(value) || isDefaultPassword(value)
  if (/secret|_?key$/i.test(key) && (kind === 'constant' || kind === 'fallback')) return isTutorialSecret(value)
  // `--password: password` documents an option.
  if (key.startsWith('-')) return false
  // `plugins.password = package:Password` names a class.
  if (key.includes('.') && /^[A-Z]/.test(value)) return false
  if (/^(?:setting|pair|constant|element)$/.test(kind) && ofPassword.test(key) && isNameOfAccount(match, value))
    return true
  return (
    isDefaultPassword(value) &&
    !(kind === 'setting' && key.toLowerCase() === value.toLowerCase() && /\.json$/.test(match.path))
  )
}
