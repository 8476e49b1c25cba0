/** Calls that handle a password or its digest and verify no account of the application. */
import type { Bilingual } from '@socle/contracts/text'
import type { SourceMatch } from '../../facts.ts'

/** The directory keeps the password: the application only hands it over. */
export const isOfDirectory = ({ path, around, groups }: SourceMatch): boolean =>
  /_password\s*\(/.test(groups['match'] ?? '') &&
  !/password_(?:hash|verify)|_password_hash/.test(groups['match'] ?? '') &&
  /ldap|active_?directory/i.test(`${path}\n${around}`)

/** A client hands over the password of the service that it calls: the accounts are there. */
export const ofAClient =
  /\b(?:server|client|api|device|filer|remote|conn\w*)\.set_password\s*\(|(?:serializer|client|transport|request)(?:\(\))?(?:->|\.)set_password\s*\(|\b(?:make|set)_password\s*\(\s*(?:None|null|nil|undef)\s*\)|\bself\.set_password\s*\(\s*(?!\w*(?:pass|pwd|mdp|raw|new|secret))[a-z]\w*\s*\)|(?<![.\w])set_password\s*\((?:[^,()]*,){2}|\bset_password\s*\(\s*[\w.]*\.get_password\s*\(\s*\)/

/** The backend of Django that keeps rights; who comes is told by the provider, listed beside it. */
export const isBesideAProvider = ({ groups, around }: SourceMatch): boolean =>
  /ModelBackend/.test(groups['match'] ?? '') &&
  /oidc|openid|saml|\bcas\b|RemoteUser|proconnect|agentconnect|franceconnect|keycloak|azure|kerberos/i.test(around)

/** A room, a document or a network has a password without being anybody's account. */
export const ofAThing =
  /_password\s*\(\s*(?:\w+\.)*(?:room|channel|meeting|conference|document|archive|workbook|sheet|pdf|zip|wifi|share)\b/i
/** A registered program proves itself by a secret (RFC 6749, 2.3.1), kept as a digest as passwords are: nobody types it to sign in. */
const ofSecrets =
  /(?:(?:check|make)_password(?:_hash)?|\b(?:hash|compare)(?:Sync)?|::check|::make|\.matches|password_(?:hash|verify))\s*\(\s*(?<first>[\w.$>-]*secret)\s*(?:,\s*(?<second>[\w.$>-]*secret|\d+|PASSWORD_\w+)\s*)?\)/i
const ofAProgram = /(?:client|consumer|application|\bapp)[\w.>]{0,40}secret/i
export const areSecrets = ({ text }: SourceMatch): boolean => ofSecrets.test(text)
export function isSecretOfAProgram({ text, around }: SourceMatch): boolean {
  const { first = '', second = '' } = ofSecrets.exec(text)?.groups ?? {}
  return first !== '' && ofAProgram.test(`${first} ${second}\n${around.replace(/(?:#|\/\/).*$/gm, '')}`)
}
export const whoseSecret: Bilingual = {
  fr: 'le fichier parle de secrets de programmes clients : rien ne dit que celui-ci est le mot de passe de quelqu’un',
  en: 'the file is about secrets of client programs: nothing says that this one is somebody’s password',
}
/** Erlang begins the head of a function, and what tells its types, at the edge; a relay is asked with a password drawn from a secret. */
export const isOfErlang = ({ path, text, around, groups }: SourceMatch): boolean =>
  path.endsWith('.erl') &&
  (/^-(?:spec|callback)\b/.test(text) ||
    (text.startsWith(groups['match'] ?? '\0') && `\n${around}`.includes(`\n${text}`)) ||
    /\bmake_password\s*\([^()]*secret/i.test(text) ||
    /(?:^|[/_-])(?:room|channel|conference)s?\.erl$/.test(path))
/** A way to set a password that is refused whoever asks; a browser compares the fields of its form. */
export const isNoVerification = ({ path, text, around, groups }: SourceMatch): boolean =>
  /^\s*(?:return\s+(?:nil|None|false)?\b.*|.*)\bnot (?:supported|available|allowed|implemented)\b/i.test(
    around
      .slice(around.indexOf(text) + text.length)
      .trimStart()
      .split('\n')[0] ?? '',
  ) ||
  (/\.[cm]?[jt]sx?$/.test(path) && /^(?:check|set|make)_password/.test(groups['match'] ?? ''))
