/** Telling a secret from a word: what every rule about credentials asks of a value. */

const placeholder =
  /^(x{3,}|#\{.*\}$|\*+|\.{3,}|-+|<.*|\$.*|%\w+%|%[-+ #0]?\d*[a-z@](?![\w])|\{\{?.*|your|my[-_]|change|replace|insert|enter|todo|fake|dummy|mock|sample|placeholder|redacted|null|none|undefined|true|false|process\.|env\.|os\.|vault:|secretref|ref:|!)|example|xxxx|0{8,}|1234567890123456|abcdefgh|(.)\2{7,}/i

/** As long as a key and one piece again and again: nobody drew that one. */
const repeatsItself = (value: string): boolean => {
  const [, piece = '', rest = ''] = /^(.{4,20}?)\1+(.*)$/.exec(value) ?? []
  return value.length >= 20 && piece !== '' && piece.startsWith(rest)
}
/** Cut short for people to read. */
const shortened = /(?:\.{3}|…)$/
export const isPlaceholder = (value: string): boolean =>
  placeholder.test(value) || shortened.test(value) || repeatsItself(value)

/** The accounts of emulators, the same on every machine and printed in their guides: Azure Storage, Cosmos DB. */
const published =
  /\bdevstoreaccount1\b|\bEby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6|\bC2y6yDjf5\/R\+ob0N8A7Cgv30VRDJIWEH/
export const isPublished = (text: string): boolean => published.test(text)

/** Shannon entropy in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

/** Random enough to be a key: mixed characters, and not words joined by punctuation. */
export function isRandom(value: string, leastEntropy = 3.5): boolean {
  const digits = value.replace(/[^0-9]/g, '').length
  if (digits === 0 || !/[A-Za-z]/.test(value)) return false
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= 24 && entropy(value) >= 3
  // One digit among lower-case letters numbers a name; scopes of an editor are dotted names.
  if (digits < 2 && /^[a-z0-9]+$/.test(value)) return false
  if (/^(?:[a-z]{4,}(\.[\w-]{1,20}){2,}|[a-z]{2,}(?:\.[a-z][A-Za-z0-9_-]*){3,})$/.test(value)) return false
  // `user-password-reset-v2`, `auth.token.expired.401`, `passwordResetToken2`: names, whatever their length.
  const words = value.split(/[-_./:+=~]/).filter((word) => word !== '')
  if (
    words.every(
      (word) =>
        /^([A-Z]?[a-z]+|[A-Z]+)*\d{0,4}$/.test(word) &&
        (word.match(/[A-Z]?[a-z]+|[A-Z]+/g)?.every((part) => part.length >= 2 || part.length === word.length) ?? true),
    )
  )
    return false
  return entropy(value) >= leastEntropy
}

export const masked = (value: string): string => (value.length <= 6 ? '•••' : `${value.slice(0, 3)}•••${value.length}`)

/** One of the words that everybody tries, dressed up: `Admin123!`, `ChangeMe2024`, `P@ssw0rd1`. */
const dressedUp =
  /^(?:admin(?:istrat(?:or|eur))?|root|p[a@]ssw[o0]rd|changeme|change[-_]?it|secret|welcome|bienvenue|azerty|qwerty|mot[-_]?de[-_]?passe|demo|guest|test|user|postgres|mysql|default|letmein)[-_@.!#]{0,2}\d{0,4}[!@#$*?.]{0,2}$/i
export const isDefaultPassword = (value: string): boolean =>
  defaultPasswords.has(value.toLowerCase()) || dressedUp.test(value)

/** A secret that is a phrase of a tutorial: whoever read it knows it. */
export const isTutorialSecret = (value: string): boolean =>
  isDefaultPassword(value) ||
  /^(?:keyboard[ -]?cat|s+h{3,}|(?:my|your|ma|mon|votre|the|a|some|super|top|dev|jwt|app|session|very|not)?[-_ ]?(?:super|very|dev|jwt|app|session)?[-_ ]?s[e3]cr[e3]t[-_ ]?(?:key|cle|token|dev|phrase|value|here)?[-_ ]?\d{0,4}!?|change[-_ ]?(?:this|me)\b.*|dev(?:elopment)?[-_]?(?:key|only|secret).*|insecure.*|todo.*)$/i.test(
    value,
  )

/** Values that products ship with and attackers try first. */
const defaultPasswords = new Set([
  'admin',
  'administrator',
  'admin123',
  'admin1234',
  'password',
  'passw0rd',
  'password1',
  'password123',
  'p@ssw0rd',
  'changeme',
  'change_me',
  'change-me',
  'changeit',
  'postgres',
  'root',
  'toor',
  'guest',
  'secret',
  's3cret',
  'test',
  'test123',
  '123456',
  '12345678',
  '123456789',
  '1234',
  '12345',
  'azerty',
  'qwerty',
  'default',
  'minio123',
  'minioadmin',
  'mysql',
  'mongo',
  'redis',
  'rabbitmq',
  'oracle',
  'tomcat',
  'manager',
  'motdepasse',
  'letmein',
  'welcome',
  'welcome1',
  'demo',
  'user',
  'pass',
  'keycloak',
  'elastic',
  'sa',
  'supersecret',
  'mysecretpassword',
  'app',
  'dev',
  'local',
])
