/** Whose password a field of a form asks for: that of an account of the application, or something else. */
import type { Bilingual } from '@socle/contracts/text'
import type { SourceMatch } from '../../facts.ts'

/** A table of connections keeps the passwords of others' services: only what holds people is an account of the application. */
export const people =
  /user|usager|utilisateur|compte|account|agent|member|membre|person|login|auth|customer|client|admin|bot_password|credential|lecteur|eleve|etudiant|patient|citoyen|declarant|demandeur|beneficiaire|chauffeur|conducteur|abonne|adherent|inscrit|candidat|salarie|employe|instructeur|gestionnaire/i

/** Settings ask for the passwords by which the application reaches others; a hidden field only tricks browsers. */
const services =
  /proxy|smtp|imap|pop3|mail(?:er|box|_?server)?|ldap|directory|bind|snmp|mqtt|ftp|ssh|radius|rabbit|kafka|redis|mongo|mysql|postgres|database|db|sql|grpc|basic|webhook|remote|server|monitor|host|sms|api|oauth|jmx|ipmi|wifi|repo(?:sitory)?|registry|key(?:store)?|cert\w*|bucket|backup|smb|nas|dav/
const named = /(?:v-model(?:\.\w+)?|\bname|\bid|\[\(ngModel\)\]|\bfor|formControlName)\s*=\s*["']?([\w.\-[\]]+)/gi
export function isForAnotherService({ path, around, text, groups }: SourceMatch): boolean {
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
export function namesAnAccount(match: SourceMatch): boolean {
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
export const whosePassword: Bilingual = {
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

/** Stars stand for something that is set elsewhere. */
export const cannotBeFilled = /<input\b[^>]*\s(?:disabled|readonly)(?=\s|\/?>|=["'](?:disabled|readonly|true)?["'])/i
/** A page that shows what a theme looks like signs nobody in. */
export const showsATheme = /(?:^|[/_-])(?:theme-?preview|style-?guide|showcase|kitchen-?sink)(?=[/._-])/i
