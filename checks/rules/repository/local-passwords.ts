import type { Bilingual } from '@socle/contracts/text'
import type { DataField, SourceMatch } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { doubted } from '../doubt.ts'
import { dependenciesAmong, recognises } from './subject.ts'

const libraries = [
  'bcrypt',
  'bcryptjs',
  'argon2',
  '@node-rs/argon2',
  '@node-rs/bcrypt',
  'passport-local',
  'scrypt-kdf',
  'password-hash',
  'credential',
  'passlib',
  'flask-bcrypt',
  'django-allauth',
  'devise',
  'argon2-cffi',
  'org.mindrot:jbcrypt',
  'de.mkammerer:argon2-jvm',
  'io.quarkus:quarkus-elytron-security-jdbc',
  'io.quarkus:quarkus-security-jpa',
  'laravel/fortify',
  'laravel/jetstream',
  'fastapi-users',
  'flask-security-too',
  'sorcery',
  'authlogic',
  'clearance',
  'microsoft.aspnetcore.identity.entityframeworkcore',
  'microsoft.aspnetcore.identity.ui',
]

/** A table of connections keeps the passwords of others' services: only what holds people is an account of the application. */
const people =
  /user|usager|utilisateur|compte|account|agent|member|membre|person|login|auth|customer|client|admin|bot_password|credential|lecteur|eleve|etudiant|patient|citoyen|declarant|demandeur|beneficiaire|chauffeur|conducteur|abonne|adherent|inscrit|candidat|salarie|employe|instructeur|gestionnaire/i
const passwordName =
  /^(?:hashed_?|encrypted_?|crypted_?)?(?:password|passwd|mot_?de_?passe|mdp|pwd)(?:_?(?:hash|digest|salt|hach[eé]e?|empreinte))?$/i
/** Its name says that it holds people, or it keeps a way to write to somebody who has a name, and no address of a machine. */
function isOfPeople({ path, holder }: DataField, dataModel: readonly DataField[]): boolean {
  if (people.test(holder)) return true
  const names = dataModel.filter((one) => one.path === path && one.holder === holder).map(({ name }) => name)
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  return (
    has(
      /^(?:e_?mail|courriel|mail|adresse_?(?:e_?mail|courriel)|(?:numero_?|num_?)?(?:telephone|tel|portable|mobile|phone)\w*)$/i,
    ) &&
    has(
      /^(?:nom|prenom|first_?name|last_?name|family_?name|nom_?\w+|remember_token|birth\w*|date_?(?:de_?)?naissance)$/i,
    ) &&
    !has(/host|hote|server|serveur|port$|url/i)
  )
}
function keepsAccounts({ path, line }: SourceMatch, dataModel: readonly DataField[]): boolean {
  if (/\.[ch](pp)?$/.test(path)) return false
  const field = dataModel.find((one) => one.path === path && one.line === line)
  return field === undefined || people.test(field.holder)
}

/** Settings ask for the passwords by which the application reaches others; a hidden field only tricks browsers. */
const services =
  /proxy|smtp|imap|pop3|mail(?:er|box|_?server)?|ldap|directory|bind|snmp|mqtt|ftp|ssh|radius|rabbit|kafka|redis|mongo|mysql|postgres|database|db|sql|grpc|basic|webhook|remote|server|monitor|host|sms|api|oauth|jmx|ipmi|wifi|repo(?:sitory)?|registry|key(?:store)?|cert\w*|bucket|backup|smb|nas|dav/
const named = /(?:v-model(?:\.\w+)?|\bname|\bid|\[\(ngModel\)\]|\bfor|formControlName)\s*=\s*["']?([\w.\-[\]]+)/gi
function isForAnotherService({ path, around, text, groups }: SourceMatch): boolean {
  // The page of the provider itself, dressed in the colours of the ministry.
  if (/\burl\.loginAction\b/.test(around) || /(^|\/)keycloak\/|(^|\/)themes?\/[^/]+\/login\//i.test(path)) return true
  if (/log-?in|sign-?(?:in|up)|connexion|regist(?:er|ration)|inscription/i.test(path)) return false
  const tag = text.slice(text.indexOf(groups['match']?.slice(0, 20) ?? ''))
  if (
    /display\s*:\s*none/i.test(groups['match'] ?? '') ||
    /^<input[^>]*(?:display\s*:\s*none|\sclass=["']hidden["'])/i.test(tag)
  )
    return true
  const names = namesOf({ text, around })
  return (
    names.flat().some((part) => new RegExp(`^(?:fake|dummy|decoy|${services.source})$`).test(part)) ||
    names.some(isOfSomethingElse)
  )
}

const namesOf = ({ text, around }: Pick<SourceMatch, 'text' | 'around'>): string[][] =>
  [...wholeTag(text, around).matchAll(named)].map(([, name = '']) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((part) => part !== ''),
  )
/** Its name is that of a password, and no other word than those of an account stands before; a field without a name tells nothing else. */
function namesAnAccount(match: SourceMatch): boolean {
  const names = namesOf(match).filter((parts) => parts.length > 0)
  return (
    names.length === 0 ||
    names.some((parts) => {
      const at = parts.findIndex((part) => passwordWord.test(part))
      const before = parts[at - 1]
      return (
        parts.length === 1 ||
        at === 0 ||
        (before !== undefined && (ofAnAccount.test(before) || people.test(before) || before.length < 2))
      )
    })
  )
}
const whosePassword: Bilingual = {
  fr: 'le nom du champ ne dit pas que c’est celui d’un compte de l’application',
  en: 'the name of the field does not say that it belongs to an account of the application',
}

/** Formatters lay the attributes of a field below it. */
function wholeTag(text: string, around: string): string {
  if (/\/?>\s*$/.test(text)) return text
  return text + (/^(?:[^<\n]*\n){0,5}[^<\n]*/.exec(around.slice(around.indexOf(text) + text.length))?.[0] ?? '')
}
/** A token or a key is nobody's password; the word before `password` says whose it is: `archive_password`. */
function isOfSomethingElse(parts: readonly string[]): boolean {
  const at = parts.findIndex((part) => passwordWord.test(part))
  if (at < 0) return parts.length > 1 && /^(?:token|secret|key|jeton|cle)$/.test(parts.at(-1) ?? '')
  const before = parts[at - 1]
  return before !== undefined && /^[a-z]{3,}$/.test(before) && !ofAnAccount.test(before) && !people.test(before)
}
const passwordWord = /^(?:\w*pass(?:word|wd|e)?\d*|pwd\d*|mdp\d*|mot|motdepasse)$/
/** Words before `password` by which a form means the account of whoever fills it in. */
const ofAnAccount =
  /^(?:new|old|current|confirm\w*|repeat\w*|again|verif\w*|retype\w*|second|second\w*|first|reset|change|form|input|field|txt|text|plain\w*|raw|hash\w*|encrypted|your|the|set|edit|save|create|modal|dialog|page|view|data|model|value|control|sign\w*|log\w*|regist\w*|inscription|connexion|ident\w*|session|profile?|setting\w*|credential\w*|nouveau|nouvel\w*|ancien|actuel|mon|votre|saisie|champ|demandeur|citoyen|citizen|patient|eleve|student|parent|teacher|employee|employe|contact|guest|owner|staff|operator|operateur|gestionnaire|instructeur|responsable|main|content|password|mot|temp\w*|master|initial|default|local|web|site|app\w*|portal|portail)$/

/** The directory keeps the password: the application only hands it over. */
const isOfDirectory = ({ path, around, groups }: SourceMatch): boolean =>
  /_password\s*\(/.test(groups['match'] ?? '') &&
  !/password_(?:hash|verify)|_password_hash/.test(groups['match'] ?? '') &&
  /ldap|active_?directory/i.test(`${path}\n${around}`)

/** A client hands over the password of the service that it calls: the accounts are there. */
const ofAClient =
  /\b(?:server|client|api|device|filer|remote|conn\w*)\.set_password\s*\(|(?:serializer|client|transport|request)(?:\(\))?(?:->|\.)set_password\s*\(|\b(?:make|set)_password\s*\(\s*(?:None|null|nil|undef)\s*\)|\bself\.set_password\s*\(\s*(?!\w*(?:pass|pwd|mdp|raw|new|secret))[a-z]\w*\s*\)|(?<![.\w])set_password\s*\((?:[^,()]*,){2}|\bset_password\s*\(\s*[\w.]*\.get_password\s*\(\s*\)/

/** Stars stand for something that is set elsewhere. */
const cannotBeFilled = /<input\b[^>]*\s(?:disabled|readonly)(?=\s|\/?>|=["'](?:disabled|readonly|true)?["'])/i
/** A page that shows what a theme looks like signs nobody in. */
const showsATheme = /(?:^|[/_-])(?:theme-?preview|style-?guide|showcase|kitchen-?sink)(?=[/._-])/i

/** The backend of Django that keeps rights; who comes is told by the provider, listed beside it. */
const isBesideAProvider = ({ groups, around }: SourceMatch): boolean =>
  /ModelBackend/.test(groups['match'] ?? '') &&
  /oidc|openid|saml|\bcas\b|RemoteUser|proconnect|agentconnect|franceconnect|keycloak|azure|kerberos/i.test(around)

/** A room, a document or a network has a password without being anybody's account. */
const ofAThing =
  /_password\s*\(\s*(?:\w+\.)*(?:room|channel|meeting|conference|document|archive|workbook|sheet|pdf|zip|wifi|share)\b/i
/** Erlang begins the head of a function, and what tells its types, at the edge; a relay is asked with a password drawn from a secret. */
const isOfErlang = ({ path, text, around, groups }: SourceMatch): boolean =>
  path.endsWith('.erl') &&
  (/^-(?:spec|callback)\b/.test(text) ||
    (text.startsWith(groups['match'] ?? '\0') && `\n${around}`.includes(`\n${text}`)) ||
    /\bmake_password\s*\([^()]*secret/i.test(text) ||
    /(?:^|[/_-])(?:room|channel|conference)s?\.erl$/.test(path))
/** A way to set a password that is refused whoever asks; a browser compares the fields of its form. */
const isNoVerification = ({ path, text, around, groups }: SourceMatch): boolean =>
  /^\s*(?:return\s+(?:nil|None|false)?\b.*|.*)\bnot (?:supported|available|allowed|implemented)\b/i.test(
    around
      .slice(around.indexOf(text) + text.length)
      .trimStart()
      .split('\n')[0] ?? '',
  ) ||
  (/\.[cm]?[jt]sx?$/.test(path) && /^(?:check|set|make)_password/.test(groups['match'] ?? ''))
/** A type of Erlang or Elixir says that hashes of passwords are kept: once is enough, however often it is named. */
const ofAType = /\bpassword_hash\s*\(\s*\)/
/** A key is drawn from a password to encrypt with it, and is compared with nothing that was kept. */
const drawsAKey = /^(?:crypto\.)?(?:scrypt\.Key|argon2\.IDKey|(?:scrypt|pbkdf2)(?:Sync)?\b)/

/** A model and its SQL say the same line; a form asks for the old password, the new one and the new one again. */
const isFirstOfItsPlace = (one: RuleFinding, index: number, all: readonly RuleFinding[]): boolean =>
  one.line === undefined ||
  all.findIndex(
    ({ path, line, message }) =>
      path === one.path && (line === one.line || (isField(message.en) && message.en === one.message.en)),
  ) === index
const isField = (message: string): boolean => message === 'Password input field.'

export const localPasswords = rule({
  id: 'repository/local-passwords',
  source: 'repository',
  requirements: ['GI:1114', 'GI:PU-1.b', 'MIRAI:EXI-ARCH-11'],
  title: { fr: 'Pas d’authentification par mot de passe local', en: 'No local password authentication' },
  failureTitle: {
    fr: 'L’application gère elle-même des mots de passe',
    en: 'The application manages passwords itself',
  },
  why: {
    fr: 'L’identité se délègue à un fournisseur commun : un mot de passe de plus est un risque de plus et un silo de plus.',
    en: 'Identity is delegated to a common provider: one more password is one more risk and one more silo.',
  },
  mend: {
    fr: 'Déléguez à la connexion unique des agents, à ProConnect ou à FranceConnect par OpenID Connect, et retirez les mots de passe de la base.',
    en: 'Delegate to the agents’ single sign-on, ProConnect or FranceConnect by OpenID Connect, and remove passwords from the database.',
  },
  left: {
    fr: 'Que le fournisseur configuré est bien celui de la population visée.',
    en: 'That the configured provider is the right one for the audience.',
  },
  needs: ['packages', 'matches', 'dataModel'],
  looksFor: {
    field: {
      hints: ['password'],
      expression: /<input\b[^>]*\stype\s*=\s*["']?password\b|<input\b[^>]*\sname\s*=\s*["']password["']/i,
      kinds: ['markup', 'code'],
    },
    column: {
      hints: ['password', 'passwd', 'mot_de_passe', 'motdepasse'],
      expression:
        /^\s*["`[]?(?:(?:user|usr|account|compte|login|agent|member|admin|client|customer|web|hash|hashed|encrypted|crypted|salted|old|new|current|temp\w*|last|previous|reset)_)?(?:password|passwd|mot_?de_?passe)(?:_hash|_digest|_salt)?["`\]]?\s+(?:n?varchar|text|char|bytea|blob|varbinary)\b/i,
      kinds: ['code', 'data'],
    },
    /** A view of the program's own under the name that Django gives to the one that asks for a password. */
    ownView: {
      hints: ['class loginview'],
      expression: /^class\s+LoginView\s*\((?![^)]*(?:Form|Auth|Login|Password))[^)]*\)/,
      kinds: ['code'],
      once: true,
    },
    encrypts: {
      hints: ['encrypt', 'cipher', 'chacha', 'secretbox'],
      expression: /\bencrypt(?:ion)?|cipher|chacha|secretbox/i,
      kinds: ['code'],
      once: true,
    },
    compares: {
      hints: ['compare', 'equal(', 'timingsafeequal', 'equals('],
      expression:
        /\bConstantTimeCompare\b|\btimingSafeEqual\b|\bcompare_digest\b|\.equals\s*\(|\b(?:bytes|hmac|bcrypt)\.(?:Equal|Compare)/,
      kinds: ['code'],
      once: true,
    },
    hashing: {
      hints: [
        'password_hash',
        'password_verify',
        'passwordencoder',
        'check_password_hash',
        'generate_password_hash',
        'localstrategy',
        'has_secure_password',
        'formlogin',
        'form_login',
        'passwordrequestform',
        'database_authenticatable',
        'pwd_context.verify',
        'passwordsigninasync',
        'comparehashandpassword',
        'generatefrompassword',
        'bcrypt.compare',
        'argon2.verify',
        'hash::check(',
        'auth::attempt(',
        'usercreationform',
        'withdefaultpasswordencoder',
        'inmemoryuserdetailsmanager',
        'adddefaultidentity',
        'addidentity<',
        'addidentitycore<',
        'oauth2passwordbearer',
        'make_password(',
        'check_password(',
        'set_password(',
        'authenticationform',
        'loginview.as_view',
        'contrib.auth.urls',
        'abstractbaseuser',
        'daoauthenticationprovider',
        'encoder.matches(',
        'jdbcauthentication',
        'checkpw(',
        'checkpasswordasync',
        'passwordhasher',
        'ispasswordvalid',
        'hash::make(',
        'wp_signon',
        'bcrypt::',
        'argon2',
        'bcrypt.hash',
        'scrypt',
        'pbkdf2',
        'bcrypt.verify',
        'json_login',
        'http_basic:',
        'addidentityapiendpoints',
        'authenticationmechanismdefinition',
        'identitystoredefinition',
        'credentials(',
        'credentialsprovider(',
        'bcryptjs',
        "'bcrypt'",
        'passwordparamname',
        'auth_basic_user_file',
        'authuserfile',
        'verify_password',
        'passport-local',
        '.verify(mot',
        '.verify(pass',
        '.verify(mdp',
        'auth::routes(',
        'backends.modelbackend',
      ],
      expression: new RegExp(
        [
          // PHP
          String.raw`(?<!function )\bpassword_(?:hash|verify)\s*\(|^\s*(?:form_login|json_login|http_basic)\s*:(?!\s*false)|\bHash::(?:check|make)\s*\(|\bAuth::attempt\s*\(|\bUserPasswordHasherInterface\s+\$|->isPasswordValid\s*\(|\bAuth::routes\s*\(|\bwp_signon\s*\(`,
          // Java and Kotlin
          String.raw`\b(?:BCrypt|Argon2|SCrypt|Pbkdf2)PasswordEncoder\s*\(|(?:\.|^\s*)formLogin\s*[({](?!\s*\}?[^)}\n]*disable)|@(?:Form|CustomForm|Basic)AuthenticationMechanismDefinition\b|@(?:Database|Ldap)IdentityStoreDefinition\b|\bpasswordParamName\s*=|\bwithDefaultPasswordEncoder\s*\(|\bnew\s+InMemoryUserDetailsManager\s*\(|\bDaoAuthenticationProvider\s*\(|\b\w*[eE]ncoder\.matches\s*\(|\.jdbcAuthentication\s*\(|\bBCrypt\.checkpw\s*\(`,
          // Python
          String.raw`\b(?:check|generate)_password_hash\s*\(|\bOAuth2PasswordRequestForm\b\s*=|\bOAuth2PasswordBearer\s*\(|\bpwd_context\.(?:verify|hash)\s*\(|\bUserCreationForm\b|\bAuthenticationForm\b|\bLoginView\.as_view\s*\(|contrib\.auth\.urls|\(\s*AbstractBaseUser\b|(?<!def |function )\b(?:make_password(?!\s*\(\s*\d*\s*\))|check_password|set_password(?!\s*\(\s*(?:Some\s*\(|None\b)))\s*\(|\bbcrypt\.checkpw\s*\(|\b\w+\.verify\(\s*(?:password|passwd|mot_?de_?passe|mdp)\s*,|(?<!def )\bverify_password\s*\(|(?<!class )(?<!new )\bPasswordHasher\s*\(|\bcontrib\.auth\.backends\.ModelBackend\b`,
          // Ruby
          String.raw`^\s*has_secure_password\b|^\s*devise\b.*:database_authenticatable|\bBCrypt::Password\.(?:create|new)\s*\(`,
          // JavaScript and TypeScript
          String.raw`new\s+LocalStrategy\s*\(|(?:\bfrom\s+|\brequire\s*\(\s*)['"]passport-local['"]|\bbcrypt(?:js)?\.(?:CompareHashAndPassword|GenerateFromPassword|compare(?:Sync)?|hash(?:Sync)?)\s*\(|\bargon2\.(?:verify|hash)\s*\(|\b(?:scrypt|pbkdf2)(?:Sync)?\s*\(\s*(?:\w+\.)*(?:password|passwd|motDePasse|mdp|pwd)\b`,
          // Go
          String.raw`(?<!\bnew\s+(?:\w+\.)?)\bCredentials(?:Provider)?\s*\(\s*\{|\bfrom\s+['"]bcrypt(?:js)?['"]`,
          String.raw`\bargon2\.IDKey\s*\(|\bscrypt\.Key\s*\(\s*\[\]byte\(\s*\w*(?:pass|pwd)`,
          // C#
          String.raw`\.(?:PasswordSignInAsync|CheckPasswordAsync)\s*\(|\.Add(?:DefaultIdentity|Identity|IdentityCore|IdentityApiEndpoints)<|\bnew\s+PasswordHasher<|\bBCrypt\.(?:Verify|HashPassword)\s*\(`,
          // Web servers
          String.raw`^\s*auth_basic_user_file\s|^\s*AuthUserFile\s`,
          // Rust
          String.raw`\bbcrypt::(?:verify|hash)\s*\(|\bArgon2::default\s*\(`,
        ].join('|'),
      ),
      kinds: ['code', 'data'],
    },
  },
  judge: ({ packages, matches, dataModel }) => {
    const { field = [], column = [], hashing = [], encrypts = [], compares = [], ownView = [] } = matches
    const findings: RuleFinding[] = dependenciesAmong(packages, libraries).map((dependency) =>
      finding(
        dependency,
        `La bibliothèque « ${dependency.name} » sert à gérer des mots de passe.`,
        `The library “${dependency.name}” is for managing passwords.`,
        dependency.name,
      ),
    )
    // A model keeps a password without spelling it in SQL.
    for (const field of dataModel)
      if (passwordName.test(field.name) && isOfPeople(field, dataModel) && !/\.sql$/.test(field.path))
        findings.push(
          finding(
            field,
            `« ${field.holder} » garde un mot de passe (${field.name}).`,
            `“${field.holder}” keeps a password (${field.name}).`,
            `${field.holder}.${field.name}`,
          ),
        )
    const say: Readonly<Record<string, readonly [string, string]>> = {
      field: ['Champ de saisie de mot de passe.', 'Password input field.'],
      column: ['Colonne qui garde un mot de passe.', 'Column that keeps a password.'],
      hashing: ['Vérification locale d’un mot de passe.', 'Local verification of a password.'],
    }
    const encrypting = new Set(encrypts.map(({ path }) => path))
    const comparing = new Set(compares.map(({ path }) => path))
    const ofItsOwn = new Set(ownView.map(({ path }) => path))
    for (const [kind, found] of Object.entries({ field, column, hashing }))
      for (const match of found) {
        if (
          kind === 'field' &&
          (isForAnotherService(match) || cannotBeFilled.test(match.text) || showsATheme.test(match.path))
        )
          continue
        if (kind === 'column' && !keepsAccounts(match, dataModel)) continue
        // A pattern that recognises the call is not the call.
        if (
          kind === 'hashing' &&
          (recognises(match.text) ||
            isOfDirectory(match) ||
            ofAClient.test(match.text) ||
            ofAThing.test(match.text) ||
            isBesideAProvider(match) ||
            isNoVerification(match) ||
            isOfErlang(match) ||
            (/^LoginView\.as_view/.test(match.groups['match'] ?? '') && ofItsOwn.has(match.path)) ||
            (ofAType.test(match.text) && match !== hashing.find(({ text }) => ofAType.test(text))) ||
            (drawsAKey.test(match.groups['match'] ?? '') && encrypting.has(match.path) && !comparing.has(match.path)))
        )
          continue
        const [fr, en] = say[kind] ?? ['Mot de passe local.', 'Local password.']
        // A sentence for people names the function without calling it.
        if (
          !match.comment &&
          !(
            kind === 'hashing' &&
            match.kind === 'data' &&
            !/_login|_basic|AuthUserFile/.test(match.groups['match'] ?? '')
          ) &&
          !/\b_{1,2}\(['"]|['"]\w+\(\)['"]/.test(match.text)
        )
          findings.push(
            doubted(
              finding(match, fr, en, match.text),
              kind === 'field' && !namesAnAccount(match) ? whosePassword : undefined,
            ),
          )
      }
    return failIfAny(findings.filter(isFirstOfItsPlace))
  },
})
