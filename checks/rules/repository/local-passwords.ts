import type { DataField, SourceMatch } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { doubted } from '../doubt.ts'
import {
  areSecrets,
  isBesideAProvider,
  isNoVerification,
  isOfDirectory,
  isOfErlang,
  isSecretOfAProgram,
  ofAClient,
  ofAThing,
  whoseSecret,
} from './password-calls.ts'
import {
  cannotBeFilled,
  isForAnotherService,
  namesAnAccount,
  people,
  showsATheme,
  whosePassword,
} from './password-fields.ts'
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
    programs: {
      hints: ['client_secret', 'clientsecret'],
      expression: /client_?secret/i,
      kinds: ['code'],
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
    const { field = [], column = [], hashing = [], encrypts = [], compares = [], ownView = [], programs = [] } = matches
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
    const ofPrograms = new Set(programs.filter(({ comment }) => !comment).map(({ path }) => path))
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
            isSecretOfAProgram(match) ||
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
              kind === 'field' && !namesAnAccount(match)
                ? whosePassword
                : kind === 'hashing' && areSecrets(match) && ofPrograms.has(match.path)
                  ? whoseSecret
                  : undefined,
            ),
          )
      }
    return failIfAny(findings.filter(isFirstOfItsPlace))
  },
})
