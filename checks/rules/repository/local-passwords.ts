import type { DataField, SourceMatch } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { dependenciesAmong } from './subject.ts'

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
]

/** A table of connections keeps the passwords of others' services: only what holds people is an account of the application. */
const people =
  /user|usager|utilisateur|compte|account|agent|member|membre|person|login|auth|customer|client|admin|bot_password|credential/i
function keepsAccounts({ path, line }: SourceMatch, dataModel: readonly DataField[]): boolean {
  if (/\.[ch](pp)?$/.test(path)) return false
  const field = dataModel.find((one) => one.path === path && one.line === line)
  return field === undefined || people.test(field.holder)
}

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
        /^\s*["`[]?(?:\w+_)?(?:password|passwd|mot_?de_?passe)(?:_hash|_digest|_salt)?["`\]]?\s+(?:n?varchar|text|char|bytea|blob|varbinary)\b/i,
      kinds: ['code', 'data'],
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
      ],
      expression:
        /\bpassword_(?:hash|verify)\s*\(|\b(?:BCrypt|Argon2|SCrypt|Pbkdf2)PasswordEncoder\s*\(|\b(?:check|generate)_password_hash\s*\(|new\s+LocalStrategy\s*\(|^\s*has_secure_password\b|\.formLogin\s*\(|^\s*form_login\s*:(?!\s*false)|\bOAuth2PasswordRequestForm\b\s*=|^\s*devise\b.*:database_authenticatable|\bpwd_context\.verify\s*\(|\.PasswordSignInAsync\s*\(|\bbcrypt\.(?:CompareHashAndPassword|GenerateFromPassword|compare(?:Sync)?)\s*\(|\bargon2\.verify\s*\(|\bHash::check\s*\(|\bAuth::attempt\s*\(|\bUserCreationForm\b|\bwithDefaultPasswordEncoder\s*\(|\bnew\s+InMemoryUserDetailsManager\s*\(|\.AddDefaultIdentity</,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ packages, matches, dataModel }) => {
    const findings: RuleFinding[] = dependenciesAmong(packages, libraries).map((dependency) =>
      finding(
        dependency,
        `La bibliothèque « ${dependency.name} » sert à gérer des mots de passe.`,
        `The library “${dependency.name}” is for managing passwords.`,
        dependency.name,
      ),
    )
    const say: Readonly<Record<string, readonly [string, string]>> = {
      field: ['Champ de saisie de mot de passe.', 'Password input field.'],
      column: ['Colonne qui garde un mot de passe.', 'Column that keeps a password.'],
      hashing: ['Vérification locale d’un mot de passe.', 'Local verification of a password.'],
    }
    for (const [kind, found] of Object.entries(matches))
      for (const match of found) {
        if (kind === 'column' && !keepsAccounts(match, dataModel)) continue
        // A pattern that recognises the call is not the call.
        if (kind === 'hashing' && /\\[bsw]/.test(match.text)) continue
        const [fr, en] = say[kind] ?? ['Mot de passe local.', 'Local password.']
        // A sentence for people names the function without calling it.
        if (
          !match.comment &&
          !(kind === 'hashing' && match.kind === 'data' && !match.groups['match']?.includes('form_login')) &&
          !/\b_{1,2}\(['"]/.test(match.text)
        )
          findings.push(finding(match, fr, en, match.text))
      }
    return failIfAny(findings)
  },
})
