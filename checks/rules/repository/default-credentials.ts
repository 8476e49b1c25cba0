import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { defaultPasswords, isPlaceholder, masked } from './secret-values.ts'

const passwordHints = ['password', 'passwd', '_pass', 'pwd', 'secret']

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
    fr: 'Les comptes créés par des scripts de base de données ou par un produit tiers.',
    en: 'Accounts created by database scripts or by a third-party product.',
  },
  needs: ['matches'],
  looksFor: {
    setting: {
      hints: passwordHints,
      expression:
        /(?<![\w.-])(?<key>[\w.-]{0,60}?(?:password|passwd|pwd|_pass|secret(?:_?key)?))["']?\s*[:=]\s*["']?(?<value>[^\s"'#,;{}()[\]]{1,60})["']?\s*(?:[,;}#\]]|$)/i,
      first: /[:=]/,
      kinds: ['data'],
    },
    recipe: {
      hints: passwordHints,
      expression:
        /^\s*(?:ENV|ARG)\s+(?:.*\s)?(?<key>\w*(?:PASSWORD|PASSWD|PWD|_PASS|SECRET))[= ]["']?(?<value>[^\s"']+)/i,
      first: /^\s*(?:ENV|ARG)\s/i,
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
    /** What is used when the environment says nothing. */
    fallback: {
      hints: passwordHints,
      expression:
        /(?:getenv|environ\.get|env|process\.env|Getenv)\W{0,3}["']?(?<key>\w*(?:PASSWORD|PASSWD|PWD|SECRET))["'\]]?\s*(?:,|\|\||\?\?|\?:|\)\s*(?:\|\||\?\?))\s*["'](?<value>[^"']{1,40})["']|\$\{(?<property>\w*(?:PASSWORD|PASSWD|PWD|SECRET)):-?(?<fallen>[^}]{1,40})\}/i,
      kinds: ['code', 'data'],
    },
    constant: {
      hints: passwordHints,
      expression:
        /(?<![\w.-])(?<key>\w{0,40}(?:password|passwd|pwd))\s*(?::\s*\w+\s*)?(?:=|:=)\s*["'](?<value>[^"']{4,40})["']\s*[;,)]?\s*$/i,
      first: /=\s*["'][^"']{4}/,
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
const isWording = (path: string): boolean =>
  /(^|\/)(locales?|i18n|lang|langs|languages|translations?|messages|wording)(\/|[._-])|[._-](fr|en|de|es)\.(json|ya?ml|properties)$/i.test(
    path,
  )

const said = ({ groups }: SourceMatch): { key: string; value: string } => ({
  key: groups['key'] ?? groups['property'] ?? '',
  value: groups['value'] ?? groups['fallen'] ?? '',
})

/** In code these are as often the name of a field as a value. */
const words =
  /^(password|passwd|pass|pwd|secret|user|default|test|local|app|dev|demo|manager|oracle|mysql|redis|mongo)$/i

function isDefault(kind: string, match: SourceMatch): boolean {
  const { user = '', host = '' } = match.groups
  const { key, value } = said(match)
  if (match.comment || isWording(match.path)) return false
  if (kind === 'address') {
    if (/^(user(name)?|login|u|me|foo)$/i.test(user) && /^(p(ass(word|wd)?)?|pw|pwd|secret|bar)$/i.test(value))
      return false
    return (
      !isPlaceholder(value) &&
      !/(^|\.)example(\.|$)|^(host|host_?name|server|domain|db_?host)$/i.test(host) &&
      !/[*|\\^]/.test(`${user}${value}`)
    )
  }
  if (kind === 'constant' && words.test(value)) return false
  // `--password: password` documents an option.
  if (key.startsWith('-')) return false
  // `plugins.password = package:Password` names a class.
  if (key.includes('.') && /^[A-Z]/.test(value)) return false
  return (
    defaultPasswords.has(value.toLowerCase()) &&
    !(kind === 'setting' && key.toLowerCase() === value.toLowerCase() && /\.json$/.test(match.path))
  )
}
